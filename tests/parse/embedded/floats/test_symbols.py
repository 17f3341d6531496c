from __future__ import annotations

import pytest

from pipeline.parse.embedded.floats.symbols import shown
from pipeline.parse.embedded.page import Word


def word(text: str, font: str) -> Word:
    return Word(text, 0.0, 0.0, 9.0, 9.0, 9.0, 0, 7.0, False, 0, 0, 0, 0, font)


@pytest.mark.parametrize(
    ("text", "font", "sign"),
    [("G#", "ABCDEF+wasy9", "◐"), ("#", "wasy10", "○"), ("!", "bbding10", "✓"), ("#", "Times-Roman", "#")],
)
def test_signs(text: str, font: str, sign: str) -> None:
    assert shown(word(text, font)).text == sign
