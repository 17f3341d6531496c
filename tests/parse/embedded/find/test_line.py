from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.frame import lines_of
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Word


def word(text: str, x: float, size: float = 10.0, style: int = 0, baseline: float = 100.0) -> Word:
    x1, y0, y1, at = x + 5 * len(text), baseline - size, baseline + 2, int(baseline)
    return Word(text, x, y0, x1, y1, size, style, baseline, False, 0, 0, at, at, "T")


def test_a_line_is_measured_by_its_largest_type() -> None:
    line = Line((word("a", 50, 7, baseline=96), word("Note", 56, 10), word("here", 80, 10)))
    assert (line.size, line.baseline) == (10, 100)
    assert line.first.text == "a"
    assert line.box == Box(50, 89, 100, 102)
    assert line.text == "a Note here"


def test_parts_are_cut_at_wide_blanks_and_cut_once() -> None:
    line = Line((word("one", 50), word("two", 68), word("three", 120)))
    assert [part.text for part in line.parts(1.0)] == ["one two", "three"]
    assert line.parts(1.0) is line.parts(1.0)
    assert line.parts(5.0) == (line,)


def test_style_is_what_all_words_have() -> None:
    assert Line((word("a", 50, style=BOLD | ITALIC), word("b", 60, style=BOLD))).style == BOLD
    assert not Line((word("a", 50, style=BOLD), word("b", 60))).bold


def test_lines_go_from_top_to_bottom() -> None:
    first, second = word("low", 50, baseline=120), word("high", 50, baseline=100)
    assert [line.text for line in lines_of([first, second])] == ["high", "low"]
