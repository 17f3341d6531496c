"""Boundaries between columns that are none: nothing stands between two of them, or the header knows no column there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.line import chunks
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.cell_lines import is_hyphened
from surveyrefs.parse.embedded.tables.limits import (
    ALIGNED,
    FEW_ROWS,
    JOIN,
    JUSTIFIED,
    USUAL_BLANK,
)

Span = tuple[float, float]
Row = Sequence[Word]


def without_empty(
    gutters: list[float], ruled: Sequence[float], rows: Sequence[Row], header: Sequence[Row]
) -> list[float]:
    """Join neighbouring boundaries with no word between them: text that sticks out has split one strip of white."""
    words = [w for row in (*rows, *header) for w in row]
    kept: list[float] = []
    for gutter in gutters:
        if kept and not any(kept[-1] - 0.5 <= w.x0 and w.x1 <= gutter + 0.5 for w in words):
            a, b = kept[-1], gutter
            crossed = [sum(w.x0 < g < w.x1 for row in rows for w in row) for g in (a, b)]
            if b in ruled or a not in ruled and crossed[1] < crossed[0]:
                kept[-1] = b
        else:
            kept.append(gutter)
    return kept


def without_bare(gutters: list[float], ruled: Sequence[float], rows: Sequence[Row], header: Sequence[Row],
                  box: Span) -> list[float]:  # fmt: skip
    """Join columns that the header does not know to the neighbour that their words closely stand by."""
    # A title across the table says nothing of the columns below it.
    words = [w for row in [row for row in header if len(chunks(row, JOIN)) > 1] or header for w in row]
    kept = list(gutters)
    blank = _blank(rows)
    at = 0
    while words and kept and at <= len(kept):
        edges = [box[0] - 20, *kept, box[1] + 20]
        a, b = edges[at], edges[at + 1]
        options: list[tuple[float, float, float]] = []
        if not any(a - 0.5 <= w.cx <= b + 0.5 for w in words):
            for gutter, span in ((a, (edges[at - 1], b)), (b, (a, edges[min(at + 2, len(edges) - 1)]))):
                gap = _gap_at(gutter, a, b, rows) if gutter in kept and gutter not in ruled else None
                if at == 0 and gap is not None and gap > JOIN:
                    continue  # the column that names the rows often goes without a header
                if gap is not None:
                    options.append((_misaligned(span, rows, header), abs(gap - blank), gutter))
        if options:
            kept.remove(min(options)[2])
            at = max(at - 1, 0)
        else:
            at += 1
    return kept


def _blank(rows: Sequence[Row]) -> float:
    """Return the usual blank between two words of a cell, in times the type size."""
    gaps = [
        (b.x0 - a.x1) / a.size for row in rows for a, b in pairwise(row) if not b.glued and b.x0 - a.x1 <= JOIN * a.size
    ]
    return sorted(gaps)[len(gaps) // 2] if gaps else USUAL_BLANK


def _misaligned(span: Span, rows: Sequence[Row], header: Sequence[Row]) -> float:
    """Return how far a column's header is off its text, flush left, flush right or centred; in steps of 1.5 points."""
    body = [w for row in rows for w in row if span[0] - 1 <= w.x0 and w.x1 <= span[1] + 1]
    above = ([w for w in row if span[0] <= w.cx <= span[1]] for row in reversed(header))
    over: list[Word] = next((words for words in above if words), [])
    if not body or not over:
        return 1e3
    x0, x1 = min(w.x0 for w in body), max(w.x1 for w in body)
    h0, h1 = min(w.x0 for w in over), max(w.x1 for w in over)
    return round(min(abs(x0 - h0), abs(x1 - h1), abs(x0 + x1 - h0 - h1) / 2) / ALIGNED)


def _gap_at(gutter: float, a: float, b: float, rows: Sequence[Row]) -> float | None:
    """Return the usual blank at a boundary between the words from a to b and those beyond, if it is one within a cell.

    Where only a row or two have words there, they may be the widely set words of a justified line.
    """
    gaps: list[float] = []
    filled = 0
    for row in rows:
        if not any(a - 1 <= w.x0 and w.x1 <= b + 1 for w in row):
            continue
        filled += 1
        before = max((w for w in row if w.x1 <= gutter + 0.7), key=lambda w: w.x1, default=None)
        after = min((w for w in row if w.x0 >= gutter - 0.7), key=lambda w: w.x0, default=None)
        if before is not None and after is not None:
            gaps.append((after.x0 - before.x1) / before.size)
    tight = sum(gap <= JOIN for gap in gaps)
    near = len(gaps) if _stretched(gutter, a, b, rows) else sum(gap <= JUSTIFIED for gap in gaps)
    few = 0 < filled <= 2 or bool(tight) and filled <= max(4, FEW_ROWS * len(rows))
    if tight and 2 * tight >= filled or few and near == filled:
        return sorted(gaps)[len(gaps) // 2]
    return None


def _stretched(gutter: float, a: float, b: float, rows: Sequence[Row]) -> bool:
    """Tell whether the words between two places are the last ones of stretched lines: all end at one edge, some in a
    hyphen, with others before them."""
    left = gutter == a
    mine = [[w for w in row if a - 1 <= w.x0 and w.x1 <= b + 1] for row in rows]
    ends = [words[-1] for words in mine if words]
    if not left or not ends or not any(is_hyphened(w.text) for w in ends):
        return False
    return max(w.x1 for w in ends) - min(w.x1 for w in ends) <= ALIGNED
