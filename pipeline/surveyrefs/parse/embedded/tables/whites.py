"""Strips of white that run down the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.line import chunks
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.limits import (
    BLANKS,
    CENTRAL,
    JOIN,
    MANY_CROSSED,
    NARROW,
    THINNEST,
    UNEVEN,
)

Span = tuple[float, float]
Row = Sequence[Word]


class Parted:
    """Printed lines, those of several parts and those of one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.several: list[Row] = []
        self.single: list[Row] = []
        for row in rows:
            (self.several if len(chunks(row, JOIN)) > 1 and not _justified(row) else self.single).append(row)


def _justified(row: Row) -> bool:
    """Tell whether a row's blanks are alike, none as wide as between columns: a line of text, be it justified."""
    gaps = sorted((b.x0 - a.x1) / b.size for a, b in pairwise(row) if not b.glued)
    return len(gaps) >= BLANKS and gaps[-1] <= min(NARROW, UNEVEN * gaps[len(gaps) // 2])


def whites(rows: Parted, box: Span, share: float, trim: float = 0.0) -> list[Span]:
    """Return the strips that hardly a row crosses with a word, its right end trimmed by so many points."""
    # Rows of one part may be group labels across the table: they count only where they start beyond the first column.
    allowed = int(share * len(rows.several))
    first = _free([[(w.x0, w.x1) for w in row] for row in rows.several], allowed)
    edge = first[0][0] if first else box[1]
    middle = (box[0] + box[1]) / 2
    counted = list(rows.several)
    across: list[Row] = []
    for row in rows.single:
        x0, x1 = row[0].x0, row[-1].x1
        wide = [s for s in first if s[1] - s[0] > JOIN * row[0].size]
        # A line of one part has no wide blank: where it reaches over one wide strip of white and into the next, it
        # crosses them. Over one alone a long cell may stick out.
        crosses = any(w.x0 < s[0] and w.x1 > s[1] for s in wide for w in row)
        crosses = crosses or sum(x0 < s[0] < x1 for s in wide) >= MANY_CROSSED
        spanning = crosses and (x0 < edge or abs((x0 + x1) / 2 - middle) < CENTRAL)
        (across if spanning else counted).append(row)
    if len(across) > len(rows.several):  # no labels: running text in two columns here and there
        counted += across
    if not trim and len(counted) == len(rows.several):
        return first
    return _free([[(w.x0, max(w.x1 - trim, w.x0)) for w in row] for row in counted], allowed)


def _free(rows: Sequence[Sequence[Span]], allowed: int) -> list[Span]:
    """Return the stretches between the outermost ink that at most `allowed` rows cover."""
    events: list[tuple[float, int]] = []
    for row in rows:
        reach = -1.0
        for x0, x1 in row:
            if x1 > reach and x1 > x0:
                events.append((max(x0, reach), 1))
                events.append((x1, -1))
                reach = x1
    events.sort()
    found: list[Span] = []
    cover = 0
    start: float | None = None
    inked = False
    for x, change in events:
        was = cover
        cover += change
        if was <= allowed < cover:
            if inked and start is not None and x - start >= THINNEST:
                found.append((start, x))
            start = None
            inked = True
        elif was > allowed >= cover:
            start = x
    return found
