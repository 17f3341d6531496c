"""Words that lie nowhere, or in type of no size, are left out or mended; a sound page stays as it is."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.pdf.sane import FARTHEST, LEAST, near_words

WORD = Word("word", 10, 20, 30, 32, 10.0, 0, 30.0, False, 0, 0, 0, 0, "Font")


def test_a_sound_page_stays_as_it_is() -> None:
    words = (WORD, replace(WORD, x0=-FARTHEST, index=1), replace(WORD, size=LEAST, index=2))
    assert near_words(words) == words
    assert near_words(()) == ()


@pytest.mark.parametrize("field", ["x0", "y0", "x1", "y1", "size", "baseline"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, FARTHEST + 1])
def test_a_word_that_lies_nowhere_is_left_out_and_the_others_count_on(field: str, value: float) -> None:
    words = (WORD, replace(WORD, index=1, **{field: value}), replace(WORD, text="next", index=2))
    assert near_words(words) == (WORD, replace(WORD, text="next", index=1))


def test_type_of_no_size_has_the_least() -> None:
    assert near_words((replace(WORD, size=0.0),)) == (replace(WORD, size=LEAST),)
