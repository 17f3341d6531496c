"""The cells of a header: which columns each spans, and the label of every column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.gutters import unmarked
from surveyrefs.parse.embedded.tables.limits import CENTRED_OVER, JOIN, LEVEL, NEARER
from surveyrefs.parse.embedded.tables.sheet import Columns


class HeaderCell(msgspec.Struct, frozen=True, gc=False):
    """A printed cell of the header: its first and last column and its printed rows."""

    first: int
    last: int
    rows: tuple[tuple[Word, ...], ...]


class HeaderRules(msgspec.Struct, frozen=True, gc=False):
    """The rules that part the cells of a header: those below spanning cells, and those between columns."""

    partial: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()

    def down_at(self, y: float) -> list[float]:
        """Return the places of the vertical rules that pass a height."""
        return [r.cx for r in self.down if r.y0 <= y <= r.y1]


def header_cells(
    lines: Sequence[Line], turned: Sequence[Word], columns: Columns, rules: HeaderRules
) -> list[HeaderCell]:
    """Return the cells of a header, top to bottom and left to right, wrapped lines of a cell together."""
    cells: list[HeaderCell] = []
    for i, line in enumerate(lines):
        below = [w for other in lines[i + 1 :] for w in other]
        for cell in _line_cells(line, below, columns, rules):
            at = _continues(cell, cells, rules.partial)
            if at is None:
                cells.append(cell)
            else:
                known = cells[at]
                cells[at] = HeaderCell(known.first, known.last, known.rows + cell.rows)
    return cells + _turned_cells(turned, columns)


def _line_cells(line: Line, below: Sequence[Word], columns: Columns, rules: HeaderRules) -> list[HeaderCell]:
    """Return the cells of one printed line of the header; `below` are the words of those below it."""
    parts = [p for part in line.parts(2 * JOIN if below else JOIN) for p in _ruled_off(part, rules)]
    cells: list[HeaderCell] = []
    taken = [_columns_under(p, columns) for p in parts]
    for i, part in enumerate(parts):
        first, last = taken[i]
        others = [p.box.cx for p in parts if p is not part]
        alone = [r for r in rules.partial if not any(r.x0 <= x <= r.x1 for x in others)]  # below one cell of the line
        rule = _rule_under(part.box, alone, line.box.y1, below)
        around = _box_around(part.box, rules)
        if around is not None and len(parts) > 1 and columns.are_within(*around):
            around = None  # the frame of the table is no box around one cell
        if around is not None:
            first, last = columns.span(around[0] + 2, around[1] - 2)
        elif rule is not None:
            first, last = columns.span(rule.x0 + 2, rule.x1 - 2)
        elif below:
            low = taken[i - 1][1] + 1 if i else 0
            high = taken[i + 1][0] - 1 if i + 1 < len(parts) else len(columns.gutters)
            first, last = _widened(part, (first, last), (low, high), columns, below)
        if first == last or below and _text_below(first, last, columns, below):
            cells.append(HeaderCell(first, last, (part.words,)))
        else:
            cells += _cut(part, columns)
    return cells


def _ruled_off(part: Line, rules: HeaderRules) -> list[Line]:
    """Cut a part of a printed line where vertical rules run through it."""
    places = rules.down_at(part.box.cy)
    runs: list[list[Word]] = [[part.first]]
    for before, word in pairwise(part):
        if any(before.x1 - 0.5 <= x <= word.x0 + 0.5 for x in places):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [part] if len(runs) == 1 else [Line(tuple(run)) for run in runs]


def _box_around(part: Box, rules: HeaderRules) -> tuple[float, float] | None:
    """Return the places of the vertical rules beside a part, if there are some on both sides."""
    places = rules.down_at(part.cy)
    left = max((x for x in places if x <= part.x0 + 1), default=None)
    right = min((x for x in places if x >= part.x1 - 1), default=None)
    return (left, right) if left is not None and right is not None else None


def _columns_under(part: Line, columns: Columns) -> tuple[int, int]:
    return columns.span(part.first.x0, max(w.x1 for w in unmarked(part.words)))


def _rule_under(part: Box, partial: Sequence[Rule], bottom: float, below: Sequence[Word]) -> Rule | None:
    """Return the partial rule below a spanning cell, above the next header row."""
    limit = min((w.y1 for w in below), default=bottom + 10)
    for rule in partial:
        if bottom - 4 <= rule.cy <= limit and rule.x0 <= part.cx <= rule.x1:
            return rule
    return None


def _widened(
    part: Line, own: tuple[int, int], most: tuple[int, int], columns: Columns, below: Sequence[Word]
) -> tuple[int, int]:
    """Return the columns that a part is centred over, where columns beside it have text below but none beside it.

    `own` are the first and last column that it reaches into, `most` those that it may be widened to.
    """
    first, last = own
    if part.words[-1].text.endswith("-"):
        return own
    x, size, edges = part.box.cx, part.first.size, columns.bounds
    next_row = [w for w in below if w.baseline - min(b.baseline for b in below) <= 0.3 * size]
    if not _between(next_row, edges[first], edges[last + 1]) and _between(below, edges[first], edges[last + 1]):
        return own  # the rest of a wrapped cell, further down than the cells beside it
    best, best_off = own, abs((edges[first] + edges[last + 1]) / 2 - x)
    for a in range(most[0], first + 1):
        for b in range(last, most[1] + 1):
            if b - a <= last - first:
                continue
            under = _between(below, edges[a], edges[b + 1])
            if not under or not all(_between(under, edges[c], edges[c + 1]) for c in range(a, b + 1)):
                continue
            off = abs((min(w.x0 for w in under) + max(w.x1 for w in under)) / 2 - x)
            if off < CENTRED_OVER * size and off < best_off - NEARER * size:
                best, best_off = (a, b), off
    return best


def _between(words: Sequence[Word], x0: float, x1: float) -> list[Word]:
    """Return the words whose middles lie between two places."""
    return [w for w in words if x0 <= w.cx <= x1]


def _text_below(first: int, last: int, columns: Columns, below: Sequence[Word]) -> bool:
    """Tell whether columns have texts of their own below a spanning cell."""
    return sum(first <= c <= last for c in {columns.around(w) for w in below}) > 1


def _cut(part: Line, columns: Columns) -> list[HeaderCell]:
    """Cut a part at the boundaries of columns that fall between its words; a word on a boundary holds it together."""
    runs: list[list[Word]] = []
    for word in part:
        if runs and not any(runs[-1][-1].x1 - 0.5 <= g <= word.x0 + 0.5 for g in columns.gutters):
            runs[-1].append(word)
        else:
            runs.append([word])
    lines = [Line(tuple(run)) for run in runs]
    return [HeaderCell(*_columns_under(line, columns), (line.words,)) for line in lines]


def _continues(cell: HeaderCell, cells: list[HeaderCell], partial: Sequence[Rule]) -> int | None:
    """Return which cell goes on in this one: the one above it in the same column or columns, no rule between."""
    for at in range(len(cells) - 1, -1, -1):
        known = cells[at]
        if known.last < cell.first or known.first > cell.last:
            continue
        if (known.first, known.last) != (cell.first, cell.last):
            return None
        above, below = Box.around(known.rows[-1]), Box.around(cell.rows[0])
        between = [r for r in partial if above.y1 - 3 <= r.cy <= below.y0 + 3]
        ruled = any(below.x_shared(r) > 0 for r in between)
        # Rules beside it tell of another level too, where they have widened the distance of the lines.
        apart = bool(between) and cell.rows[0][0].baseline - known.rows[-1][0].baseline > LEVEL * cell.rows[0][0].size
        return None if ruled or apart else at
    return None


def _turned_cells(turned: Sequence[Word], columns: Columns) -> list[HeaderCell]:
    """Return the cells with turned text: one a column, its lines from left to right as they are read."""
    found: dict[int, list[Word]] = {}
    for word in turned:
        found.setdefault(columns.around(word), []).append(word)
    return [HeaderCell(c, c, turned_rows(words)) for c, words in sorted(found.items())]


def turned_rows(words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    """Group turned words into the lines that they are read in."""
    lines: list[list[Word]] = []
    upwards = words[0].turn == 90
    for word in sorted(words, key=lambda w: w.baseline if upwards else -w.baseline):
        if lines and abs(lines[-1][0].baseline - word.baseline) <= 0.4 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(tuple(sorted(line, key=lambda w: -w.y1 if upwards else w.y0)) for line in lines)


def column_labels(cells: Sequence[HeaderCell], texts: Sequence[str], count: int) -> tuple[str, ...]:
    """Return the label of every column, stacked levels joined by " / "."""
    labels: list[list[str]] = [[] for _ in range(count)]
    order = sorted(range(len(cells)), key=lambda i: (min(w.y0 for w in cells[i].rows[0]), cells[i].first))
    for i in order:
        for c in range(cells[i].first, min(cells[i].last, count - 1) + 1):
            if texts[i]:
                labels[c].append(texts[i])
    return tuple(" / ".join(parts) for parts in labels)
