"""Small papers with a table, printed with PyMuPDF: text above, the table at fixed places, text below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from surveyrefs.parse.embedded.floats import Floats, find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.passages import Weaver

LEFT, RIGHT = 72.0, 540.0
SIZE = 9.0
TEXT = (
    "Gardens have been described by many people, and most of them agree on what makes a bed good, while only a few",
    "of them say how it is to be measured. We look at those that do and set out in a table what each looks at.",
    "All of them count something; what is counted differs, and so do the seasons in which the counts were made.",
)

Draw = Callable[["Printer"], None]


class Printer:
    """A page to print on: y is the baseline."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page = page

    def put(self, x: float, y: float, text: str, font: str = "tiro", size: float = SIZE) -> float:
        """Print a text that begins at x; return where it ends."""
        self.page.insert_text((x, y), text, fontname=font, fontsize=size)
        return x + float(pymupdf.get_text_length(text, fontname=font, fontsize=size))

    def center(self, x: float, y: float, text: str, font: str = "tiro", size: float = SIZE) -> tuple[float, float]:
        """Print a text around x; return where it begins and ends."""
        width = float(pymupdf.get_text_length(text, fontname=font, fontsize=size))
        return x - width / 2, self.put(x - width / 2, y, text, font, size)

    def row(self, y: float, places: Sequence[float], cells: Sequence[str], font: str = "tiro") -> None:
        """Print cells at their places."""
        for x, cell in zip(places, cells, strict=True):
            self.put(x, y, cell, font)

    def rule(self, y: float, x0: float, x1: float, width: float = 0.5) -> None:
        """Draw a line across."""
        self.page.draw_line((x0, y), (x1, y), width=width)

    def down(self, x: float, y0: float, y1: float) -> None:
        """Draw a line down."""
        self.page.draw_line((x, y0), (x, y1), width=0.5)

    def text(self, y: float, lines: Sequence[str] = TEXT) -> None:
        """Print lines of running text that fill the page."""
        for i, line in enumerate(lines):
            natural = float(pymupdf.get_text_length(line, fontname="tiro", fontsize=10))
            blank = (RIGHT - LEFT - natural) / line.count(" ") + 2.5
            x = LEFT
            for word in line.split():
                x = self.put(x, y + 12 * i, word, size=10) + blank


def floats_of(path: Path, *draws: Draw, top: float = 80) -> Floats:
    """Print a paper, a page for each function, with running text at `top` and foot of each; return what is read."""
    pdf = pymupdf.open()
    for draw in draws:
        printer = Printer(pdf.new_page(width=612, height=792))
        printer.text(top)
        printer.text(640)
        printer.text(676)
        draw(printer)
    pdf.save(path / "paper.pdf")
    file = read_pdf(path / "paper.pdf", "", 100)
    layout = build_layout(file)
    return find_floats(file, layout, Weaver(file.pages, layout))


def table_of(path: Path, *draws: Draw) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], list[str]]]]:
    """Return header and rows (groups, cells) of a paper's only table."""
    (table,) = floats_of(path, *draws).tables
    return table.header, [(row.groups, [cell.text for cell in row.cells]) for row in table.rows]
