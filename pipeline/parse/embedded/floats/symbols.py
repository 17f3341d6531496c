"""Symbols that fonts of their own print in the place of letters: what a reader sees instead of the character code."""

from __future__ import annotations

import re

import msgspec

from pipeline.parse.embedded.page import Word

# Character → what the font draws there; two characters are one printed over the other.
_WASY = {"G#": "◐", "H#": "◑", "#": "○", "G": "◖", "H": "◗", "I": "◖", "J": "◗"}
_BBDING = {"!": "✓", '"': "✔", "#": "✗", "$": "✘", "%": "✘"}
_FONTS = ((re.compile(r"^wasy", re.I), _WASY), (re.compile(r"^bbding", re.I), _BBDING))


def shown(word: Word) -> Word:
    """Return a word with the symbols that a reader sees."""
    name = word.font.split("+")[-1]
    for pattern, signs in _FONTS:
        if pattern.match(name):
            text = signs.get(word.text) or "".join(signs.get(c, c) for c in word.text)
            return msgspec.structs.replace(word, text=text) if text != word.text else word
    return word
