"""Lists within cells: `1.`, `2.`, bullets. Their marks are no column, and a row that begins one is no header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.line import ONE_PART, Line
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.limits import MIN_ITEMS, SAME_PLACE

NUMBERED = re.compile(r"\d{1,2}\.(\s|$)")
_BULLET = re.compile(r"[•◦▪‣∙■](\s|$)")


def begins_list(lines: Sequence[Line]) -> bool:
    """Tell whether the first of printed lines begins a list that goes on below: `1.`, and `2.` at its place."""
    first = [p for p in lines[0].parts(ONE_PART) if p.text.startswith("1.") and NUMBERED.match(p.text)]
    return any(
        w.text == "2." and abs(w.x0 - part.first.x0) <= SAME_PLACE for part in first for line in lines[1:] for w in line
    )  # fmt: skip


def without_marks(gutters: Sequence[float], ruled: Sequence[float], rows: Sequence[Sequence[Word]]) -> list[float]:
    """Return boundaries between columns without those behind a column of nothing but marks of items.

    The first column may number the rows, and what a rule parts (`ruled`) is parted.
    """
    kept = list(gutters)
    for left, right in reversed(list(pairwise(gutters))):
        marks = [w.text for row in rows for w in row if left < w.cx < right]
        items = sum(bool(NUMBERED.match(text) or _BULLET.match(text)) for text in marks)
        if MIN_ITEMS <= items == len(marks) and right not in ruled and len(set(marks)) < len(marks):
            kept.remove(right)
    return kept
