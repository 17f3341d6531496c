"""Destinations and bookmarks → the lines that they point at."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.evidence import REACH, section_supports
from surveyrefs.parse.embedded.pdf.page import Bookmark
from tests.parse.embedded.build import LEFT, column, full, printed

LINES = column(["1 Introduction", full(), full(), "", "1.1 Data", full(), "", "References", full()])


def supports(
    lines: list[PrintedLine], *anchors: tuple[str, float], marks: tuple[Bookmark, ...] = (), x: float = LEFT
) -> dict[str, str]:
    """Return destination by text of the line; an anchor is given by its name and height."""
    found = section_supports(lines, [Anchor(name, 1, x, y) for name, y in anchors], marks)
    return {lines[i].text: name for i, name in found.items()}


def test_destinations_above_their_headings() -> None:
    assert supports(LINES, ("section.1", 88), ("subsection.1.1", 136), ("section*.7", 172)) == {
        "1 Introduction": "section.1", "1.1 Data": "subsection.1.1", "References": "section*.7",
    }  # fmt: skip


def test_other_destinations_are_none_of_headings() -> None:
    assert supports(LINES, ("cite.archer2019", 88), ("table.1", 88), ("Item.1", 88), ("page.1", 88)) == {}


def test_a_destination_too_far_off_or_of_another_column() -> None:
    assert supports(LINES, ("section*.1", 20)) == {}
    assert supports(LINES, ("subsection.1.1", 20)) == {"1.1 Data": "subsection.1.1"}, "its whole number says it"
    assert supports(LINES, ("section.1", 88), x=LEFT - REACH - 5) == {"1 Introduction": "section.1"}, (
        "the column's head"
    )
    assert supports(LINES, ("section*.1", 160), x=LEFT - REACH - 5) == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("section.4", "IV. RESULTS"),
        ("subsection.4.2", "B. Data"),
        ("appendix.1", "A Proofs"),
        ("appendix.A", "A Proofs"),
        ("subsection.A.2", "A.2 Proofs"),
        ("subsubsection.4.2.1", "a) Data"),
        ("section.3", "Section 3: Data"),
    ],
)
def test_the_last_figure_may_be_printed_in_other_ways(name: str, text: str) -> None:
    assert supports([printed(text)], (name, 90)) == {text: name}


def test_a_number_that_disagrees_is_no_support() -> None:
    assert supports([printed("5 Data")], ("section.4", 90)) == {}
    assert supports([printed("5 Data")], ("section*.4", 90)) == {}, "a starred heading prints no number"
    assert supports([printed("Data")], ("section.4", 90)) == {}


def test_a_class_that_only_counts_its_headings() -> None:
    lines = column(["2 Data", "", "", "2.1 More"])
    assert supports(lines, ("section.2", 90), ("subsection.9", 126)) == {
        "2 Data": "section.2",
        "2.1 More": "subsection.9",
    }


def test_a_heading_that_broke_to_the_next_page_left_its_destination_behind() -> None:
    lines = [*column([full()]), printed("3.2 Data", 100, page=2)]
    found = section_supports(lines, [Anchor("subsection.3.2", 1, LEFT, 700)], ())
    assert found == {1: "subsection.3.2"}


def test_bookmarks_by_their_titles() -> None:
    marks = (Bookmark(1, "1 Introduction", 1, 0, ""), Bookmark(2, "Data", 1, 0, "x.y"), Bookmark(1, "Gone", 1, 0, ""))
    assert supports(LINES, marks=marks) == {"1 Introduction": "bookmark.1", "1.1 Data": "x.y"}


def test_an_item_of_a_list_that_reads_like_a_bookmark_is_none() -> None:
    mark = Bookmark(1, "Counts from boats", 1, 0, "")
    item = "• Counts from boats"
    assert supports(column([item, full(), "Counts from boats", full()]), marks=(mark,)) == {
        "Counts from boats": "bookmark.1"
    }
    assert supports(column([item, full()]), marks=(mark,)) == {}


def test_bookmarks_of_figures_and_short_titles_are_left_out() -> None:
    lines = column(["Data of all kinds", "AI"])
    marks = (Bookmark(1, "Data of all kinds", 1, 0, "figure.1"), Bookmark(1, "AI", 1, 0, ""))
    assert supports(lines, marks=marks) == {}


def test_a_long_bookmark_is_found_by_its_first_line() -> None:
    mark = Bookmark(1, "A title of so many words that it takes two lines", 1, 0, "")
    assert supports(column(["2. A title of so many words", "that it takes two lines"]), marks=(mark,)) == {
        "2. A title of so many words": "bookmark.1"
    }
