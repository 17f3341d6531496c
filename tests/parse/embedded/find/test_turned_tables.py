"""A turned table on an upright page, with its caption upright above it."""

from __future__ import annotations

from pathlib import Path

from tests.parse.embedded.tables.printed import Printer, floats_of

ROWS = (
    ("Tool", "What it does", "Works"), ("Spade", "digs the soil", "[3, 4]"), ("Rake", "smooths the bed", "[5]"),
    ("Hoe", "weeds and thins", "[6]"), ("Fork", "turns compost", "[7, 8]"),
)  # fmt: skip


def turned(p: Printer) -> None:
    p.put(180, 240, "Table 1: Tools for gardens")
    for x in (188, 204, 266):
        p.down(x, 260, 510)
    for n, row in enumerate(ROWS):
        for y, cell in zip((500, 420, 310), row, strict=True):
            p.page.insert_text((200 + 15 * n + (4 if n else 0), y), cell, fontname="tiro", fontsize=9, rotate=90)


def test_an_upright_caption_is_no_cell_of_a_turned_table(tmp_path: Path) -> None:
    (table,) = floats_of(tmp_path, turned).tables
    assert (table.number, table.caption.text) == ("1", "Table 1: Tools for gardens")
    assert table.header == ROWS[0]
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == list(ROWS[1:])
