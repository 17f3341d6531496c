"""Lines of algorithms and other listings are no headings, and the sections around them are."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.parse.embedded.outline.listings import MIN_LINES, listing_lines
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.settings import ParseSettings
from tests.parse.embedded.build import column
from tests.parse.embedded.tables.printed import Printer

BOLD = "tibo"


def test_numbers_that_go_on_from_line_to_line_are_those_of_a_listing() -> None:
    assert listing_lines(column(["1: *for* all *do*", "2: take it", "3: *end* *for*", "", "4: Text"])) == {0, 1, 2}
    assert listing_lines(column(["1 Introduction", "1.1 Data", "2 Methods"])) == set()
    assert listing_lines(column(["1 Introduction", "2 Methods", ""])) == set()
    assert MIN_LINES == 3


def test_lines_apart_are_headings() -> None:
    assert listing_lines(column(["1 Introduction", "", "2 Methods", "", "3 Results"])) == set()


def sections_of(path: Path, caption: bool, numbers: bool) -> list[str]:
    """Print a paper of three sections with an algorithm in the second; return the titles that are read."""
    pdf = pymupdf.open()
    page = Printer(pdf.new_page(width=612, height=792))
    page.put(72, 60, "Maps of gardens: a survey", BOLD, 17)
    for y, title in ((100, "I. MAPS"), (180, "II. GARDENS"), (420, "III. SEASONS"), (520, "IV. OUTLOOK")):
        page.center(306, y, title, BOLD, 11)
        page.text(y + 18)
    if caption:
        page.rule(240, 72, 540)
        page.put(72, 251, "Algorithm 1", BOLD, 10)
        page.put(130, 251, "Mapping", size=10)
        page.rule(255, 72, 540)
    lines = ("Require: a garden", "repeat", "take a bed", "until all are drawn", "return", "end")
    for i, text in enumerate(lines):
        x = 72.0
        if not i and not caption:
            continue
        if numbers and i:
            x = page.put(72, 267 + 12 * i, f"{i}: ", size=10)
        for n, word in enumerate(text.split()):
            x = page.put(x, 267 + 12 * i, word + " ", BOLD if not n else "tiro", 10)
    if caption:
        page.rule(267 + 12 * len(lines), 72, 540)
    page.center(306, 590, "REFERENCES", BOLD, 11)
    for i in range(5):
        page.put(72, 604 + 12 * i, f"[{i + 1}] A. Baker, Gardens of kind {i}, Journal of Gardens {i + 2} (199{i}) 1-9.")
    pdf.save(path / "paper.pdf")
    document = EmbeddedEngine().parse(path / "paper.pdf", ParseSettings())
    return [section.title for section in document.sections]


@pytest.mark.parametrize(("caption", "numbers"), [(True, False), (True, True), (False, True)])
def test_an_algorithm_has_no_sections(tmp_path: Path, caption: bool, numbers: bool) -> None:
    assert sections_of(tmp_path, caption, numbers) == ["MAPS", "GARDENS", "SEASONS", "OUTLOOK", "REFERENCES"]
