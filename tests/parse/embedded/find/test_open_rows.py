"""Tables with rules around their header only: how far their rows go, also over pages that say the caption again."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.parse.embedded.find.regions import ruled_regions
from surveyrefs.parse.embedded.find.view import PageView
from surveyrefs.parse.embedded.layout.frame import frames_of
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.read import read_pdf
from tests.parse.embedded.tables.printed import Draw, Printer, floats_of

PLACES = (80.0, 170.0, 304.0)
ROWS = (
    (
        "Baker [1]",
        ("Roses and a few other herbs", "many rows between low walls of", "on old farms"),
        ("Grow well in many", "years, in the sun", "and in dry soil"),
    ),
    ("Castro [2]", ("Moss",), ("Needs shade", "in spring and", "in summer", "and water all", "the year", "round")),
    ("Dietz [3]", ("Ferns",), ("Few",)),
)


def page(rows: tuple[int, ...], top: float = 340.0) -> Draw:
    """Return what draws a table with rules above and below its header only."""

    def draw(p: Printer) -> None:
        p.put(200, top - 10, "Table 1: Gardens and what grows there")
        p.rule(top, 78, 400)
        p.row(top + 11, PLACES, ("Work", "Bed", "Finding"), "tibo")
        p.rule(top + 15, 78, 400)
        y = top + 27
        for name, *cells in [ROWS[i] for i in rows]:
            p.put(PLACES[0], y, name)
            for x, lines in zip(PLACES[1:], cells, strict=True):
                for i, text in enumerate(lines):
                    p.put(x, y + 11 * i, text)
            y += 11 * max(map(len, cells))

    return draw


def rows_of(path: Path, *draws: Draw) -> list[list[str]]:
    """Return the cells of a paper's only table."""
    (table,) = floats_of(path, *draws, top=400).tables
    assert (table.number, table.header) == ("1", ("Work", "Bed", "Finding"))
    return [[cell.text for cell in row.cells] for row in table.rows]


WHOLE = [[name, " ".join(bed), " ".join(finding)] for name, bed, finding in ROWS]


def ends(path: Path, *draws: Draw) -> list[bool]:
    """Print a paper; tell of each region that rules mark whether it goes down to the line before the text below."""
    pdf = pymupdf.open()
    for draw in draws:
        printer = Printer(pdf.new_page(width=612, height=792))
        printer.text(80)
        printer.text(600)
        draw(printer)
    pdf.save(path / "paper.pdf")
    file = read_pdf(path / "paper.pdf", "", 100)
    layout = build_layout(file)
    found = []
    for page_, here in zip(file.pages, layout.pages, strict=True):
        for frame in frames_of(page_, here):
            view = PageView(frame, layout, [], frozenset())
            last = max(w.y1 for w in frame.words if w.y1 < 580)
            found += [region.box.y1 >= last for region in ruled_regions(view)]
    return found


@pytest.mark.parametrize("rows", [(0, 2), (1, 2)])
def test_full_lines_and_cells_of_many_lines_do_not_end_the_table(tmp_path: Path, rows: tuple[int, ...]) -> None:
    assert ends(tmp_path, page(rows)) == [True]


def test_a_caption_said_again_overleaf_goes_on_with_the_table(tmp_path: Path) -> None:
    assert rows_of(tmp_path, page((0, 1), 500), page((2, 0), 60)) == [*WHOLE, WHOLE[0]]
