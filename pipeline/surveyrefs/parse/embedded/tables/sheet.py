"""A table's region measured once: printed lines, turned words, rules sorted, shades; and its columns."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.limits import DOUBLE
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.frame import lines_of
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.limits import (
    ACROSS,
    COVERED,
    FULL,
    HANGING_PART,
    HANGS,
    INNER,
    JOIN,
    MANY_CROSSED,
    OTHER_COLUMN,
    PARTIAL,
    SHADE_OVER,
    SHADED,
)

Span = tuple[float, float]  # two places in x, or two heights


class Sheet(msgspec.Struct, frozen=True, gc=False):
    """All that the steps of reading a table ask of its region, in points of its frame.

    `lines` are its printed lines from top to bottom, `turned` its words that run up or down. `full` are the heights of
    the rules across all of it, double ones as one (the lower line); `partial` the rules that leave out a column, and
    `shades` top and bottom of the rows that are shaded across. `edges` are left and right, with what sticks out.
    """

    region: Region
    lines: tuple[Line, ...]
    turned: tuple[Word, ...]
    full: tuple[float, ...]
    partial: tuple[Rule, ...]
    shades: tuple[Span, ...]
    edges: Span

    @property
    def box(self) -> Box:
        """The region's box, without what sticks out."""
        return self.region.box

    @property
    def upright(self) -> bool:
        """Whether rules run down between the columns."""
        return any(self.edges[0] + INNER < rule.x0 < self.edges[1] - INNER for rule in self.region.down)


def measured(region: Region) -> Sheet:
    """Measure a region."""
    return Sheet(
        region,
        lines_of(region.words, cells=True),
        tuple(w for w in region.words if w.turn in (90, 270)),
        _full_rules(region),
        tuple(r for r in region.across if r.width >= PARTIAL and not is_full(r, region.box)),
        _shades(region),
        (min([region.box.x0, *(w.x0 for w in region.words)]), max([region.box.x1, *(w.x1 for w in region.words)])),
    )


def is_full(rule: Rule, box: Box) -> bool:
    """Tell whether a rule runs across the whole table."""
    return rule.x0 <= box.x0 + FULL and rule.x1 >= box.x1 - FULL


def _full_rules(region: Region) -> tuple[float, ...]:
    found: list[float] = []
    for rule in region.across:
        if is_full(rule, region.box):
            if found and rule.cy - found[-1] <= DOUBLE:
                found[-1] = rule.cy
            else:
                found.append(rule.cy)
    return tuple(found)


def _shades(region: Region) -> tuple[Span, ...]:
    """Return top and bottom of the rows that are shaded across, cell by cell or at once."""
    box = region.box
    rows: dict[tuple[int, int], float] = {}  # top and bottom of shaded boxes → the width that they cover
    for fill in region.frame.fills:
        if fill.y0 >= box.y0 - SHADE_OVER and fill.y1 <= box.y1 + SHADE_OVER and box.x_shared(fill) > 0:
            at = (round(fill.y0), round(fill.y1))
            rows[at] = rows.get(at, 0.0) + box.x_shared(fill)
    return tuple(sorted((float(a), float(b)) for (a, b), width in rows.items() if width >= SHADED * box.width))


class Columns(msgspec.Struct, frozen=True, gc=False):
    """The columns of a table: `gutters` are the x of the boundaries between them, `edges` the table's left and right.

    Columns count from 0.
    """

    gutters: tuple[float, ...]
    edges: Span

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.gutters) + 1

    @property
    def bounds(self) -> tuple[float, ...]:
        """The edges and all boundaries, from left to right."""
        return (self.edges[0], *self.gutters, self.edges[1])

    def at(self, x: float) -> int:
        """Return the column at a place."""
        return sum(g < x for g in self.gutters)

    def around(self, thing: Word) -> int:
        """Return the column that a word's middle is in."""
        return self.at(thing.cx)

    def of(self, run: Sequence[Word]) -> int:
        """Return the column that a run of words is set in: the one it covers most of, from where it begins."""
        x0, x1 = run[0].x0, max(w.x1 for w in run)
        first = sum(g <= x0 + ACROSS for g in self.gutters)
        if first < len(self.gutters) and len(run) == 1:
            edge = self.gutters[first]
            if edge < x1 and edge - x0 < OTHER_COLUMN * (x1 - x0):
                return first + 1
        return first

    def span(self, x0: float, x1: float) -> tuple[int, int]:
        """Return the first and the last column that something from x0 to x1 reaches into."""
        return sum(g <= x0 + 0.5 for g in self.gutters), sum(g < x1 - 0.5 for g in self.gutters)

    def are_within(self, x0: float, x1: float) -> bool:
        """Tell whether all of them lie between two places."""
        return x0 <= self.edges[0] + FULL and x1 >= self.edges[1] - FULL

    def covered(self, rule: Rule) -> frozenset[int]:
        """Return the columns that a rule runs over most of."""
        b = self.bounds
        return frozenset(
            c for c in range(self.count)
            if min(rule.x1, b[c + 1]) - max(rule.x0, b[c]) > COVERED * (b[c + 1] - b[c])
        )  # fmt: skip

    def cells(self, line: Line) -> list[list[Word]]:
        """Cut a printed line into the words of each column."""
        cells: list[list[Word]] = [[] for _ in range(self.count)]
        parts = line.parts(JOIN)
        if len(parts) == 1 and self.crossed_by(line):
            cells[self.of(line.words)] += line.words
            return cells
        for part in parts:
            for run in self._runs(part):
                cells[self.of(run)] += run
        return cells

    def crossed_by(self, line: Line) -> bool:
        """Tell whether a line of one part is text across the table: words run over boundaries, and it has several."""
        crossing = any(w.x0 < g - HANGS and w.x1 > g + HANGS for g in self.gutters for w in line)
        return crossing and sum(line.box.x0 < g < line.box.x1 for g in self.gutters) >= MANY_CROSSED

    def _runs(self, part: Line) -> list[list[Word]]:
        """Cut words at the boundaries that fall between two of them, or that one begins at."""
        runs: list[list[Word]] = []
        for word in part:
            last = runs[-1][-1] if runs else None
            if last is None or self._parts(last, word):
                runs.append([word])
            elif len(runs) > 1 and word.index == runs[-2][-1].index + 1 and word.x0 < last.x1:
                runs[-2].append(word)  # printed over the next cell's beginning
            else:
                runs[-1].append(word)
        return runs

    def _parts(self, last: Word, word: Word) -> bool:
        """Tell whether a boundary parts two words: it is between them, or the second begins at it and the first sticks
        out of its column."""
        hangs = max(HANGS, HANGING_PART * word.size)
        return any(
            last.x1 - hangs <= g <= word.x0 + hangs or last.x0 < g - HANGS and abs(word.x0 - g) <= HANGS
            for g in self.gutters
        )
