"""Letters of Chinese, Japanese and Korean.

A class of so many characters takes Python's `re` three milliseconds to compile, and most papers have none of them: here
they are told by their codes.
"""

from __future__ import annotations

FIRST = "\u3040"  # of kana, ideographs and Hangul: a text without a letter from there on has none of them


def may_hold(text: str) -> bool:
    """Tell whether a text has a character at or behind the first of them, emoji and the like included."""
    return not text.isascii() and max(text) >= FIRST


def is_ideograph(char: str) -> bool:
    """Tell whether a character is an ideograph or kana."""
    return "\u3400" <= char <= "\u9fff" or FIRST <= char <= "\u30ff"


def is_hangul(char: str) -> bool:
    """Tell whether a character is a syllable of Hangul."""
    return "\uac00" <= char <= "\ud7af"
