"""Printed lines of a table cut into its columns, and what is measured of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from surveyrefs.model.box import HasHeight
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.tables.limits import (
    DOUBLE_LEADING,
    EVEN_STEPS,
    FULL_STARTS,
    LEAST_LEADING,
    LESS_FILLED,
    MIN_CERTAIN,
    MIN_STEPS,
    MOST_LEADING,
    NO_LEADING,
    ONE_EACH,
    SAME_LABEL,
    SET_APART,
    STEP_SHARE,
    USUAL_LEADING,
    WORD_SPACE,
)

SMALL_FIRST = 0.7  # of a column's lines begin with a small letter: there that says nothing of their going on
SHORT_CELL = 8  # characters of a line that seldom goes on
_HYPHENED = re.compile(r"\w[-\u2010]$")
_CITED = re.compile(r"\[[\d,;\s–-]+\]$|\b(19|20)\d\d[a-z]?[)\]]?$")


class SplitLine(HasHeight, frozen=True, gc=False):
    """A printed line of a table cut by column, None where a column has no words; `y0` and `y1` are its edges."""

    cells: tuple[Line | None, ...]
    baseline: float
    y0: float
    y1: float


def is_hyphened(text: str) -> bool:
    """Tell whether a line ends in a hyphen: one behind a letter or digit, where a lone dash is a cell of its own."""
    return text.endswith(("-", "\u2010")) and bool(_HYPHENED.search(text))


def split_line(cells: Sequence[Line | None]) -> SplitLine:
    """Make a printed line of its cells."""
    filled = [p for p in cells if p is not None]
    main = max(filled, key=lambda p: (p.size, len(p.text)))
    boxes = [p.box for p in filled]
    return SplitLine(tuple(cells), main.baseline, min([b.y0 for b in boxes]), max([b.y1 for b in boxes]))


def width_of(lines: Sequence[SplitLine], column: int) -> float:
    """Return the width of the widest line in a column."""
    pieces = [p for s in lines if (p := s.cells[column]) is not None]
    return max((p.box.width for p in pieces), default=0.0)


def cell_leading(lines: Sequence[SplitLine]) -> float:
    """Return the distance of lines within a cell, in points.

    That of lines broken at a hyphen, else of lines that go on in small letters, else the usual for the type size.
    """
    sizes = [p.size for s in lines for p in s.cells if p is not None]
    usual = USUAL_LEADING * median(sizes) if sizes else NO_LEADING
    broken: list[float] = []
    going_on: list[float] = []
    for c in range(len(lines[0].cells) if lines else 0):
        pieces = [p for s in lines if (p := s.cells[c]) is not None]
        lower = sum(p.text[0].islower() for p in pieces)
        for above, below in pairwise(pieces):
            step = below.baseline - above.baseline
            if below.text[0].islower() and LEAST_LEADING * usual < step < MOST_LEADING * usual:
                if is_hyphened(above.text):
                    broken.append(step)
                elif lower <= SMALL_FIRST * len(pieces) and len(above.text) > SHORT_CELL:
                    going_on.append(step)
    if broken:
        return median(broken)
    if len(going_on) > 1:
        return sorted(going_on)[len(going_on) // 4]
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    wide = bool(steps) and DOUBLE_LEADING * usual < min(steps) < MOST_LEADING * usual
    return min(steps) if wide and any(s.cells[0] is None for s in lines) else usual


def blank_between_rows(lines: Sequence[SplitLine]) -> float:
    """Return the distance of lines, in points, from which on they are of two rows; 0 where rows are not set apart.

    Two distances and none between them, the lines behind the smaller one with fewer cells than the line that begins the
    row, or a column that has one cell in each row: else it is rows that stand close, and groups of them apart.
    """
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    ordered = sorted(steps)
    wide = [(b / a, b) for a, b in pairwise(ordered) if a > 0]
    if not wide or max(wide)[0] < SET_APART:
        return 0.0
    least = max(wide)[1]
    filled = [sum(p is not None for p in line.cells) for line in lines]
    close = fewer = 0
    first = filled[0]
    for step, n in zip(steps, filled[1:], strict=True):
        if step >= least:
            first = n
        else:
            close, fewer = close + 1, fewer + (n < first)
    enough = min(close, len(steps) - close) >= max(MIN_STEPS, STEP_SHARE * len(steps))
    even = ordered[close - 1] <= EVEN_STEPS * ordered[0]
    one_each = fewer >= LESS_FILLED * close or _has_one_each(lines, steps, least)
    return least - 0.01 if enough and even and one_each else 0.0


def _has_one_each(lines: Sequence[SplitLine], steps: Sequence[float], least: float) -> bool:
    """Tell whether a column at the right, where no labels of several rows stand, has one cell in nearly each of the
    rows of several lines that steps of `least` points part."""
    count = len(lines[0].cells)
    rows: list[list[SplitLine]] = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        if step >= least:
            rows.append([])
        rows[-1].append(line)
    several = [row for row in rows if len(row) > 1]

    def cells(row: Sequence[SplitLine], column: int) -> int:
        return sum(line.cells[column] is not None for line in row)

    named = sum(cells(row, 0) == len(row) for row in several)  # the row's name has several lines, too
    return named >= ONE_EACH * len(several) and any(
        sum(cells(row, c) == 1 for row in several) >= ONE_EACH * len(several) for c in range((count + 1) // 2, count)
    )


def same_label(above: Line, below: Line, leading: float, width: float, blank: float = 0.0) -> bool:
    """Tell whether two printed lines of a column of labels are one label.

    `width` is that of the column's widest line, `blank` the distance of lines from which on they are of two rows (0:
    none), see blank_between_rows().
    """
    step = below.baseline - above.baseline
    if step > SAME_LABEL * leading or blank and step >= blank:
        return False
    if is_hyphened(above.text) or below.text[0].islower() or below.text[0] in "([&/":
        return True
    if _CITED.search(above.text) and below.text[0].isupper():
        return False  # a name and its callout: all that a label says
    return below.lead + WORD_SPACE * below.size > width - above.box.width + 0.5


def label_starts(lines: Sequence[SplitLine], column: int, leading: float, width: float, blank: float) -> list[bool]:
    """Tell of each line that has words in a column of labels whether a label begins there; the parameters are those of
    same_label().

    Where nearly all labels that surely begin somewhere begin on a line that has words in every column, one on such a
    line goes on with none on a line that has not.
    """
    mine = [line for line in lines if line.cells[column] is not None]
    cells = [p for line in mine if (p := line.cells[column]) is not None]
    full = [all(p is not None for p in line.cells) for line in mine]
    starts = [not (i and same_label(cells[i - 1], c, leading, width, blank)) for i, c in enumerate(cells)]
    certain = [full[i] for i, start in enumerate(starts) if start]
    if len(certain) < MIN_CERTAIN or sum(certain) < FULL_STARTS * len(certain):
        return starts
    within = [i for i, c in enumerate(cells) if i and (is_hyphened(cells[i - 1].text) or c.text[0].islower())]
    return [start or full[i] and not full[i - 1] and i not in within for i, start in enumerate(starts)]
