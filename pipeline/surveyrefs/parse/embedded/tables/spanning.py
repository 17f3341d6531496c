"""Labels that stand for several rows: which rows each of them spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box, HasHeight
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine
from surveyrefs.parse.embedded.tables.limits import EVENER, OFF_LABEL, OFF_TURNED, TURNED_GAP

# Callouts behind a label: numbers, alphabetic labels, author and year.
_CALLOUT = re.compile(
    r"\s*(\[[\d,;\s–-]+\]|\[[A-Z][A-Za-z+]*\d\d[a-z]?(,\s*[A-Z][A-Za-z+]*\d\d[a-z]?)*\]"
    r"|[(\[][^()\[\]]*(et al\.?,?|,)\s(19|20)\d\d[a-z]?[)\]])"
)


def bare(label: str) -> str:
    """Return a label as a person would say it, without callouts; one that is nothing but callouts stays."""
    return _CALLOUT.sub("", label).strip() or label


class Block(HasHeight, frozen=True, gc=False):
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
    elif centred is not None and not (starts is not None and _evener(starts, centred, len(rows))):
        starts = centred
    elif starts is None:
        starts = _nearest(blocks, rows)
    found: list[Label | None] = [None] * len(rows)
    for k, start in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else len(rows)
        for i in range(start, end):
            found[i] = Label(blocks[k].lines, end - start)
    return found


def _evener(starts: Sequence[int], others: Sequence[int], count: int) -> bool:
    """Tell whether groups that begin at the one rows are much more alike in length than those that begin at others.

    Groups of three rows each, labelled on the first, read as groups of one and five in turn, labelled in the middle.
    """

    def spread_of(at: Sequence[int]) -> int:
        sizes = [b - a for a, b in pairwise([*at, count])]
        return max(sizes) - min(sizes)

    return EVENER * spread_of(starts) < spread_of(others)


def _topped(
    blocks: Sequence[Block], rows: Sequence[tuple[float, float]], leading: float, goes_on: bool
) -> list[int] | None:
    """Return each label's first row where all stand on the first line of a row, the first label on the first row."""
    starts: list[int] = []
    for block in blocks:
        at = min(range(len(rows)), key=lambda i: abs(rows[i][0] - block.first))
        if abs(rows[at][0] - block.first) > OFF_LABEL * leading or block.turned or starts and at <= starts[-1]:
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
        if abs((rows[at][0] + rows[end][1]) / 2 - middle) > (OFF_TURNED if block.turned else OFF_LABEL) * leading:
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


# -- turned labels -----------------------------------------------------------------------------------------------------


def parted_turned(turned: Sequence[Word], lines: Sequence[SplitLine]) -> tuple[list[Word], list[Word]]:
    """Part turned words into labels, beside two or more printed rows, and words of a single row."""
    if not turned:
        return [], []
    labels: list[Word] = []
    words: list[Word] = []
    for block in turned_blocks(turned, ()):
        box = Box.around(block)
        beside = sum(box.y0 < s.cy < box.y1 for s in lines)
        (labels if beside > 1 else words).extend(block)
    return labels, words


def turned_blocks(words: Sequence[Word], rules: Sequence[float]) -> list[list[Word]]:
    """Part the turned words of a column at rules and at wide gaps; long words may reach over a rule."""
    found: list[list[Word]] = []
    reach = 0.0
    for word in sorted(words, key=lambda w: w.y0):
        ruled = found and any(found[-1][-1].cy < y < word.cy for y in rules)
        if found and not ruled and word.y0 - reach < TURNED_GAP * word.size:
            found[-1].append(word)
            reach = max(reach, word.y1)
        else:
            found.append([word])
            reach = word.y1
    return found
