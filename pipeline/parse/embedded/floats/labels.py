"""Labels that stand for several rows: which rows each of them spans."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.parse.embedded.page import Word

OFF = 0.45  # of the leading: a label may be so far off the line or middle that it should be on


class Block(msgspec.Struct, frozen=True, gc=False):
    """A label as printed: its lines, first and last baseline, height; `turned` where it runs up or down the page."""

    lines: tuple[tuple[Word, ...], ...]
    first: float
    last: float
    y0: float
    y1: float
    turned: bool = False


class Label(msgspec.Struct, frozen=True, gc=False):
    """A label and the number of rows that it spans."""

    lines: tuple[tuple[Word, ...], ...]
    rows: int


def spread(
    blocks: Sequence[Block], rows: Sequence[tuple[float, float]], leading: float, goes_on: bool = False
) -> list[Label | None]:
    """Return the label of each row.

    `rows` are the first and last baselines of the rows between two rules that the labels' column shows; a label may
    stand on the first row of those it spans or in their middle. `goes_on`: the first rows may belong to a label on the
    page before.
    """
    if not blocks or not rows:
        return [None] * len(rows)
    starts = _topped(blocks, rows, leading, goes_on)
    centred = _centred(blocks, rows, leading)
    if goes_on and starts is not None and starts[0] and centred is None:
        pass
    elif len(blocks) == 1:
        starts = [0]
    elif centred is not None:
        starts = centred
    elif starts is None:
        starts = _nearest(blocks, rows)
    found: list[Label | None] = [None] * len(rows)
    for k, start in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else len(rows)
        for i in range(start, end):
            found[i] = Label(blocks[k].lines, end - start)
    return found


def _topped(
    blocks: Sequence[Block], rows: Sequence[tuple[float, float]], leading: float, goes_on: bool
) -> list[int] | None:
    """Return each label's first row where all stand on the first line of a row, the first label on the first row."""
    starts: list[int] = []
    for block in blocks:
        at = min(range(len(rows)), key=lambda i: abs(rows[i][0] - block.first))
        if abs(rows[at][0] - block.first) > OFF * leading or block.turned or starts and at <= starts[-1]:
            return None
        starts.append(at)
    return starts if goes_on or starts[0] == 0 else None


def _centred(blocks: Sequence[Block], rows: Sequence[tuple[float, float]], leading: float) -> list[int] | None:
    """Return each label's first row where every label stands in the middle of its rows, the rows all used up."""
    starts: list[int] = []
    at = 0
    for k, block in enumerate(blocks):
        if at >= len(rows):
            return None
        middle = (block.first + block.last) / 2
        left = len(blocks) - k - 1
        options = range(at, len(rows) - left)
        if not options:
            return None
        end = min(options, key=lambda e: abs((rows[at][0] + rows[e][1]) / 2 - middle))
        if abs((rows[at][0] + rows[end][1]) / 2 - middle) > (2.5 if block.turned else OFF) * leading:
            return None
        starts.append(at)
        at = end + 1
    return starts if at == len(rows) else None


def _nearest(blocks: Sequence[Block], rows: Sequence[tuple[float, float]]) -> list[int]:
    """Give each row to the label nearest to it, in order."""
    starts = [0]
    for above, below in zip(blocks, blocks[1:], strict=False):
        middle = (above.last + below.first) / 2
        at = next((i for i, row in enumerate(rows) if row[0] > middle), len(rows))
        starts.append(max(at, starts[-1]))
    return starts
