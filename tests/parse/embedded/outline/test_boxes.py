"""Titles of boxes are no sections."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.boxes import MOST_OF_TEXT, boxed_lines
from tests.parse.embedded.build import HEIGHT, LEFT, column, page

INSIDE = ["Key points", "One thing that is said", "Another thing", "And a third"]


def barred(texts: list[str], *boxes: Box, supports: tuple[int, ...] = ()) -> list[str]:
    """Return the barred lines among lines from 100 on, 12 points apart, with thirty more below them."""
    lines: list[PrintedLine] = column([*texts, *["text"] * 30])
    found = boxed_lines(lines, [replace(page([]), fills=boxes)], supports)
    return [lines[i].text for i in sorted(found)]


BOX = Box(LEFT - 4, 88, LEFT + 300, 140)


def test_lines_in_a_box_begin_no_section() -> None:
    assert barred(INSIDE, BOX) == INSIDE
    assert barred(INSIDE) == []


@pytest.mark.parametrize("title", ["Abstract", "Results", "2.1 Ponds", "■ METHODS"])
def test_usual_and_numbered_titles_may(title: str) -> None:
    assert barred([title, *INSIDE[1:]], BOX) == INSIDE[1:]


def test_bookmarked_titles_may() -> None:
    assert barred(INSIDE, BOX, supports=(0,)) == INSIDE[1:]


@pytest.mark.parametrize(
    "box",
    [
        Box(LEFT - 4, 88, LEFT + 300, 116),
        Box(LEFT - 4, 20, LEFT + 300, 0.6 * HEIGHT),
        Box(LEFT - 4, 88, LEFT + 50, 140),
    ],
)  # a band behind a title, a page, a cell
def test_bands_pages_and_cells_are_no_boxes(box: Box) -> None:
    assert barred(INSIDE, box) == []


def test_where_most_text_is_in_boxes_they_are_sections() -> None:
    lines = column(INSIDE * 3)
    boxes = (Box(LEFT - 4, 88, LEFT + 300, 88 + 12.0 * (len(lines) * MOST_OF_TEXT + 2)),)
    assert boxed_lines(lines, [replace(page([]), fills=boxes)], ()) == frozenset()
