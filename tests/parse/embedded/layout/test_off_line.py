"""What a raised or lowered word is."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import SUBSCRIPT, SUPERSCRIPT
from surveyrefs.parse.embedded.layout.off_line import is_raised, off_line, raised_before
from surveyrefs.parse.embedded.pdf.page import Word


def word(text: str, size: float, baseline: float, turn: int = 0) -> Word:
    return Word(text, 50.0, baseline - size, 60.0, baseline, size, 0, baseline, False, turn, 0, 0, 0, "F")


@pytest.mark.parametrize(
    ("size", "above", "style"),
    [
        (8.6, 4.0, SUPERSCRIPT),
        (8.7, 4.0, 0),  # as large as the line's type
        (7.0, 1.1, SUPERSCRIPT),
        (7.0, 0.9, 0),  # on the line: a small capital
        (7.0, -1.1, SUBSCRIPT),
        (7.0, -0.9, 0),
        (7.0, 9.9, SUPERSCRIPT),
        (7.0, 10.1, 0),  # of the line above
        (7.0, -10.1, 0),
    ],
)
def test_type_off_the_line_is_smaller_and_not_another_lines(size: float, above: float, style: int) -> None:
    mark = word("3", size, 500.0 - above)
    assert off_line(mark, 10.0, 500.0) == style
    assert is_raised(mark, 10.0, 500.0) == raised_before(mark, word("Lee", 10.0, 500.0)) == (style == SUPERSCRIPT)


@pytest.mark.parametrize(("turn", "style"), [(0, SUPERSCRIPT), (180, SUPERSCRIPT), (90, 0), (270, 0)])
def test_turned_words_are_off_no_line(turn: int, style: int) -> None:
    assert off_line(word("3", 7.0, 496.0, turn), 10.0, 500.0) == style
