"""Shaded rows as evidence of a table: where they begin and end is as good as a rule."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.limits import (
    EXTENT,
    MIN_STRIPES,
    STRIPE_GAP,
    STRIPE_HEIGHT,
    STRIPE_TOUCH,
    TABLE_WIDTH,
)
from surveyrefs.parse.embedded.layout.frame import Frame
from surveyrefs.parse.embedded.pdf.page import Rule


def edges_of_stripes(frame: Frame) -> list[Rule]:
    """Return a line at the top and one at the bottom of each stack of shaded rows, in the frame's points.

    Cells that are shaded one by one make one row. The rows of a stack have the same ends and are evenly apart: stripes,
    every second row, or a shaded header above them.
    """
    found: list[Rule] = []
    stack: list[Box] = []
    for row in [*_rows(frame.fills), None]:
        if row is not None and stack and _goes_on(stack[-1], row):
            stack.append(row)
            continue
        if len(stack) >= MIN_STRIPES:
            x0, x1 = stack[0].x0, stack[0].x1
            found += [Rule(x0, y, x1, y) for y in (stack[0].y0, stack[-1].y1)]
        stack = [row] if row is not None else []
    return found


def _rows(fills: Sequence[Box]) -> list[Box]:
    """Return the shaded rows, by their place across and then from top to bottom.

    Cells that touch side by side are one row, and so are those beside a cell of several rows.
    """
    rows: list[Box] = []
    open_: list[Box] = []  # those that reach further down than the cells so far begin
    for fill in sorted(fills, key=lambda b: (round(b.y0), b.x0)):
        if not 0 < fill.height <= STRIPE_HEIGHT:
            continue
        rows += [r for r in open_ if r.y1 <= fill.y0 + 1]
        beside = [r for r in open_ if r.y1 > fill.y0 + 1 and _touches(r, fill)]
        open_ = [r for r in open_ if r.y1 > fill.y0 + 1 and not _touches(r, fill)]
        open_.append(Box.around([*beside, fill]))
    wide = [r for r in (*rows, *open_) if r.width >= TABLE_WIDTH]
    return sorted(wide, key=lambda b: (round(b.x0 / EXTENT), b.y0))


def _touches(row: Box, fill: Box) -> bool:
    return row.x0 <= fill.x1 + STRIPE_TOUCH and fill.x0 <= row.x1 + STRIPE_TOUCH


def _goes_on(above: Box, below: Box) -> bool:
    same = abs(above.x0 - below.x0) <= EXTENT and abs(above.x1 - below.x1) <= EXTENT
    gap = below.y0 - above.y1
    return same and -EXTENT <= gap <= STRIPE_GAP * max(above.height, below.height)
