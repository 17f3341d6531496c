"""A caption at the foot of a page whose table begins the next."""

from __future__ import annotations

from pathlib import Path

from tests.parse.embedded.tables.printed import Draw, Printer, floats_of

PLACES = (100.0, 260.0, 420.0)
ROWS = (
    ("Work", "Bed", "Year"),
    ("Baker [1]", "Roses", "1999"),
    ("Castro [2]", "Herbs", "2004"),
    ("Dietz [3]", "Moss", "2011"),
)


def caption(p: Printer) -> None:
    p.put(100, 745, "Table 1: Gardens and their beds")


def table(top: float) -> Draw:
    def draw(p: Printer) -> None:
        p.rule(top, 95, 480)
        p.row(top + 12, PLACES, ROWS[0], "tibo")
        p.rule(top + 17, 95, 480)
        for i, row in enumerate(ROWS[1:]):
            p.row(top + 29 + 12 * i, PLACES, row)
        p.rule(top + 70, 95, 480)

    return draw


def numbers(path: Path, *draws: Draw) -> list[tuple[str, str, int]]:
    """Return number, caption and rows of the tables that are read."""
    tables = floats_of(path, *draws, top=200).tables
    return [(t.number, t.caption.text, len(t.rows)) for t in tables]


def test_a_table_overleaf_has_the_caption_at_the_foot(tmp_path: Path) -> None:
    assert numbers(tmp_path, caption, table(70)) == [("1", "Table 1: Gardens and their beds", 3)]


def test_a_table_below_text_has_not(tmp_path: Path) -> None:
    assert numbers(tmp_path, caption, table(300)) == [("", "", 3)]


def test_a_caption_above_text_has_none_overleaf(tmp_path: Path) -> None:
    def low(p: Printer) -> None:
        caption(p)
        p.put(72, 765, "A line of the text below it that goes on overleaf, where it says more of the gardens.", size=10)

    assert numbers(tmp_path, low, table(70))[-1] == ("", "", 3)
