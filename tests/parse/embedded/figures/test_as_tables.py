"""Tables that are set as figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.parse.embedded.pdf.library import pymupdf
from tests.parse.embedded.tables.printed import Draw, Printer, floats_of

PLACES = (100, 220, 340)
ROWS = (("Spade", "digs", "[3, 4]"), ("Rake", "smooths", "[5]"), ("Hoe", "weeds", "(Ash, 2019)"))


def tools(p: Printer, caption: int = 290, rows: tuple[tuple[str, ...], ...] = ROWS, x: float = 200) -> None:
    """Print a table of tools between rules, with a figure's caption."""
    for y in (200, 216, 268):
        p.rule(y, 96, 430)
    p.row(211, PLACES, ("Tool", "What it does", "Works"))
    for i, row in enumerate(rows):
        p.row(229 + 15 * i, PLACES, row)
    p.put(x, caption, "Figure 3: Tools for gardens")


@pytest.mark.parametrize("caption", [290, 192])
def test_a_ruled_table_with_the_caption_of_a_figure(tmp_path: Path, caption: int) -> None:
    found = floats_of(tmp_path, lambda p: tools(p, caption))
    (table,) = found.tables
    assert (table.number, table.label, table.printed_number) == ("Figure 3", "Figure 3", "3")
    assert table.caption.text == "Figure 3: Tools for gardens"
    assert table.header == ("Tool", "What it does", "Works")
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == list(ROWS)
    assert found.figures == ()  # the caption would be there twice


def picture(p: Printer) -> None:
    tools(p)
    shape = p.page.new_shape()
    shape.draw_bezier((300, 230), (330, 200), (360, 260), (420, 240))
    shape.finish(width=0.5, closePath=False)
    shape.commit()


def screen(p: Printer) -> None:
    tools(p)
    p.page.draw_rect(pymupdf.Rect(436, 210, 480, 250), width=0.5)


def form(p: Printer) -> None:
    tools(p, rows=(("Name", "text", "yes"), ("Age", "number", "no"), ("Town", "text", "no")))


@pytest.mark.parametrize("draw", [picture, screen, form])
def test_what_has_more_than_a_table_or_cites_nothing_stays_a_figure(tmp_path: Path, draw: Draw) -> None:
    found = floats_of(tmp_path, draw)
    assert found.tables == ()
    assert [figure.number for figure in found.figures] == ["3"]


@pytest.mark.parametrize(("shared", "found"), [(0.6, True), (0.4, False)])
def test_a_caption_stands_over_its_table(tmp_path: Path, shared: float, found: bool) -> None:
    """The caption is the narrower one: so much of it stands below the table."""
    width = pymupdf.get_text_length("Figure 3: Tools for gardens", fontname="tiro", fontsize=9)
    read = floats_of(tmp_path, lambda p: tools(p, x=430 - shared * width))
    assert (len(read.tables) == 1) == found


@pytest.mark.parametrize(("over", "found"), [(2.5, True), (3.5, False)])
def test_shades_of_cells_stand_within_their_table(tmp_path: Path, over: float, found: bool) -> None:
    def shaded(p: Printer) -> None:
        p.page.draw_rect(pymupdf.Rect(96 - over, 202, 214, 214), fill=(0.9, 0.9, 0.9), color=None)
        tools(p)

    assert (len(floats_of(tmp_path, shaded).tables) == 1) == found
