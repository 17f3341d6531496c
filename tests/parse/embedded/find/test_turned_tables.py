"""A turned table on an upright page, with its caption upright above it."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.model.document import SUPERSCRIPT
from surveyrefs.parse.embedded.pdf.library import pymupdf
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


@pytest.mark.parametrize("turn", [90, 270])
def test_raised_figures_in_a_turned_table_are_raised(tmp_path: Path, turn: int) -> None:
    def page(p: Printer) -> None:
        p.put(180, 240, "Table 1: Tools for gardens")
        for x in (188, 204, 266):
            p.down(x, 260, 510)
        up = turn == 90
        for n, row in enumerate(ROWS):
            x = 200 + 15 * n + (4 if n else 0) if up else 254 - 15 * n + (0 if n else 4)
            for y, cell in zip((500, 420, 310), row, strict=True):
                begin = y if up else 770 - y
                p.page.insert_text((x, begin), cell, fontname="tiro", fontsize=9, rotate=turn)
            if n:
                width = float(pymupdf.get_text_length(row[0], fontname="tiro", fontsize=9))
                mark = (x - 3, 500 - width) if up else (x + 3, 270 + width)
                p.page.insert_text(mark, str(n), fontname="tiro", fontsize=6, rotate=turn)

    (table,) = floats_of(tmp_path, page).tables
    marks = [row.cells[0].pieces[-1] for row in table.rows]
    assert [row.cells[0].text for row in table.rows] == ["Spade1", "Rake2", "Hoe3", "Fork4"]
    assert all(mark.style & SUPERSCRIPT for mark in marks)
