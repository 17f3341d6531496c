"""Compare names and titles that should be the same and are not quite."""

from __future__ import annotations

import re
from collections.abc import Iterable

from surveyrefs.text.unicode import unaccented

_ASCII_WORD = re.compile(r"[a-z0-9]+")
ALIKE = 85.0  # percent: one wrong letter in seven, what lost accents and broken hyphens do to a name


def fold(text: str) -> str:
    """Return the text in lower case, without accents and punctuation, words parted by single blanks."""
    if text.isascii():  # most text, and ten times faster
        return " ".join(_ASCII_WORD.findall(text.lower()))
    kept = "".join(c if c.isalnum() else " " for c in unaccented(text))
    return " ".join(kept.lower().split())


def likeness(a: str, b: str) -> float:
    """Return how alike two texts are after folding, in percent."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(fold(a), fold(b)))


def most_alike(text: str, candidates: Iterable[tuple[str, int]], least: float = ALIKE) -> tuple[int, float]:
    """Return the number and likeness of the candidate most like the text, (-1, 0) where none reaches `least` percent.

    Two candidates alike to the same degree cancel each other: nothing tells which is meant.
    """
    from rapidfuzz import fuzz

    wanted = fold(text)
    best, score, tied = -1, 0.0, False
    for candidate, number in candidates:
        found = float(fuzz.ratio(wanted, fold(candidate), score_cutoff=least))
        if found > score:
            best, score, tied = number, found, False
        elif found == score and found and number != best:
            tied = True
    return (-1, 0.0) if tied or best < 0 else (best, score)
