"""The evidence for rows: what speaks for and against printed lines being one row of the table.

Whether the words of a cell would have fitted on the line above, hyphens and commas at line ends, the distance of lines,
cells that begin on one line or are centred on one another, rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, blank_between_rows, is_hyphened, width_of
from surveyrefs.parse.embedded.tables.cell_texts import are_figures, counts_on, names_work
from surveyrefs.parse.embedded.tables.items import NUMBERED
from surveyrefs.parse.embedded.tables.limits import (
    CENTRED,
    CLOSE,
    FAR_STEP,
    FEW_BANDS,
    FEW_CELLS,
    FILLED,
    HOPELESS,
    ITEMS,
    LATE,
    LINE,
    LOWER_SHARE,
    MOST_BLANK,
    MOST_LINES,
    MOST_OFF,
    MOSTLY,
    MUCH_ROOM,
    NEARLY,
    RULED_SHARE,
    SHORT_TEXT,
    WIDER_STEP,
    WORD_SPACE,
)
from surveyrefs.parse.embedded.tables.row_weights import RowWeights, row_weights
from surveyrefs.text.goes_on import OPEN_END

WAYS = 4  # to set the cells of a row: to its top, centred, some centred on the first line of the others, to its bottom

_CALLOUT_END = re.compile(r"(\]|\([^()]*(19|20)\d\d[a-z]?\))$")
_CALLOUTS = re.compile(r"(\[[^\[\]]+\][,;\s]*)+")  # a cell or line of nothing but callouts
_DASH = re.compile(r"[-\u2010-\u2015\u2212]+")  # a cell of its own: nothing
_ADDRESS = re.compile(r"https?:|www\.")
_ITEM = re.compile(r"[•◦▪‣·∙■]|[●*–-]\s|\(?([ivx]+|\d|[a-z])\)\s")
_OPEN = re.compile(r"[\[(][^\])]*$")


class Partition(msgspec.Struct, frozen=True, gc=False):
    """Rows as (first, last) printed rows, and the weight of the evidence for them."""

    rows: tuple[tuple[int, int], ...]
    weight: float


class Weigher:
    """Weighs partitions of printed rows; `skip` are columns whose cells may span rows, `breaks` the printed rows that a
    rule or group label stands above."""

    def __init__(
        self, lines: Sequence[SplitLine], leading: float, breaks: frozenset[int], skip: frozenset[int],
        by: RowWeights | None = None,
    ) -> None:  # fmt: skip
        """Measure the columns."""
        self.by = by or row_weights()
        self.lines = lines
        self.breaks = breaks
        count = len(lines[0].cells) if lines else 0
        self.columns = [c for c in range(count) if c not in skip]
        self.first = self.columns[0] if self.columns else 0
        self.widths = {c: width_of(lines, c) for c in self.columns}
        self.leading = leading
        self.rare_lower = {c: self._rare_lower(c) for c in self.columns}
        self.closed = {c: self._is_closed(c) for c in self.columns}
        self.lists = {c: self._is_list(c) for c in self.columns}
        self.full = [all(s.cells[c] is not None for c in self.columns) for s in lines]
        text = sum(self._is_text(c) for c in self.columns)
        full = len(self.columns) > 2 and len(lines) > 2 and sum(self.full) > MOSTLY * len(lines)
        self.dense = full and 2 * text < len(self.columns) and not any(self.lists.values()) and self._begin_alike()
        self._joints: dict[tuple[int, int], float] = {}
        self.ruled = self._ruled_style()
        self.blank = blank_between_rows(lines)

    def _rare_lower(self, column: int) -> float:
        """Return how telling a small first letter is: 1 where cells begin with capitals, 0 where they do not.

        Below a rule or a label a row surely begins; where there are few of these, the likely ones are asked.
        """
        cells = [c for s in self.lines if (p := s.cells[column]) is not None and (c := p.text[0]).isalpha()]
        if len(cells) > 2 and sum(c.islower() for c in cells) > MOSTLY * len(cells):
            return 0.0
        sure = [p.text[0] for i in (0, *self.breaks) if (p := self.lines[i].cells[column]) is not None]
        if sum(c.isalpha() for c in sure) < FEW_CELLS:
            sure = [p.text[0] for s in self._likely_starts(column) if (p := s.cells[column]) is not None]
        lower = sum(c.islower() for c in sure)
        upper = sum(c.isupper() for c in sure)
        return max(0.0, 1 - LOWER_SHARE * lower / (lower + upper + FEW_CELLS))

    def _likely_starts(self, column: int) -> list[SplitLine]:
        """Return the lines that most likely begin rows: those with words in the first column; for that, which says
        nothing of itself, those with words in most columns."""
        if column != self.first:
            return [s for s in self.lines if s.cells[self.first] is not None]
        filled = [sum(s.cells[c] is not None for c in self.columns) for s in self.lines]
        return [s for s, n in zip(self.lines, filled, strict=True) if n >= MOSTLY * max(filled)]

    def _is_closed(self, column: int) -> bool:
        """Tell whether the lines of a column are names with callouts: each is a cell."""
        texts = [p.text for s in self.lines if (p := s.cells[column]) is not None]
        named = sum(bool(_CALLOUT_END.search(t)) and t[0] not in "[(" for t in texts)
        return len(texts) > 2 and named > MOSTLY * len(texts)

    def _is_text(self, column: int) -> bool:
        """Tell whether the lines of a column fill it, as those of paragraphs do."""
        cells = [p for s in self.lines if (p := s.cells[column]) is not None]
        filled = sum(len(p.text) > LINE and p.box.width > FILLED * self.widths[column] for p in cells)
        return 2 * filled > len(cells)

    def _is_item(self, text: str, column: int) -> bool:
        """Tell whether a line begins an item of a list; `1.` is a row's number in the first column."""
        return bool(_ITEM.match(text)) or column > 0 and bool(NUMBERED.match(text))

    def _begin_alike(self) -> bool:
        """Tell whether nearly all lines begin alike: none, or all, with small letters in each cell that is wording."""
        firsts = [[t for p in s.cells if p is not None and (t := p.text[0]).isalpha()] for s in self.lines]
        small = sum(bool(f) and all(t.islower() for t in f) for f in firsts)
        return not (1 - MOSTLY) * len(firsts) < small < MOSTLY * len(firsts)

    def _is_list(self, column: int) -> bool:
        """Tell whether the cells of a column are lists: more items than rules between rows."""
        items = sum(self._is_item(p.text, column) for s in self.lines if (p := s.cells[column]) is not None)
        return bool(self.breaks) and items > ITEMS * (len(self.breaks) + 1)

    def _ruled_style(self) -> bool:
        """Tell whether rules stand between nearly all rows: as often as the first column has something to say."""
        bands = len(self.breaks) + 1
        if bands < FEW_BANDS:
            return False
        starts = 0
        last: Line | None = None
        for i, line in enumerate(self.lines):
            cell = line.cells[self.first] if self.columns else None
            if i in self.breaks:
                last = None
            if cell is not None:
                starts += last is None or self.joint(last, cell, self.first) < 0
                last = cell
        return starts <= RULED_SHARE * bands

    def joint(self, above: Line, below: Line, column: int) -> float:
        """Weigh two cells of a column as lines of one cell."""
        key = (above.words[0].index, below.words[0].index)
        known = self._joints.get(key)
        if known is None:
            known = self._joints[key] = self._joint(above, below, column)
        return known

    def _joint(self, above: Line, below: Line, column: int) -> float:
        if max(len(above.text), len(below.text)) <= SHORT_TEXT and not names_work(above.text, below.text):
            counted = column == self.first and counts_on(above.text, below.text)
            return self.by.short + (self.by.counted if counted else 0.0)
        weight = self.by.joined + (self.by.first_joined if column == self.first else 0.0) + self._distance(above, below)
        if _DASH.fullmatch(above.text) or _DASH.fullmatch(below.text):
            return self.by.short + self._distance(above, below)
        if are_figures(above.text) and are_figures(below.text):
            counted = column == self.first and counts_on(above.text, below.text)
            return self.by.figures + (self.by.counted if counted else 0.0) + self._distance(above, below)
        if is_hyphened(above.text) and below.text[0].islower():
            return weight + self.by.hyphen
        if self.lists[column]:
            return self.by.joined + self._distance(above, below) + self.by.listed
        if self._is_item(above.text, column) and self._is_item(below.text, column):
            return weight + self.by.listed
        weight += self._room(above, below, column)
        if _OPEN.search(above.text):
            return weight + self.by.unclosed
        if _ADDRESS.search(above.text) and _ADDRESS.match(below.text):
            return weight + self.by.room
        if above.look != below.look:
            weight += self.by.restyled
        if len(above.text) > SHORT_TEXT and OPEN_END.search(above.text):
            weight += self.by.dangling
        elif _CALLOUT_END.search(above.text):
            weight += self.by.closed if self.closed[column] else self.by.callout_end
            if _CALLOUTS.fullmatch(above.text) and _CALLOUTS.fullmatch(below.text):
                weight += self.by.callouts
        if above.text == below.text:
            weight += self.by.same_text
        return weight + self._beginning(above, below, column)

    def _distance(self, above: Line, below: Line) -> float:
        step = below.baseline - above.baseline
        if step > FAR_STEP * self.leading:
            return self.by.far
        return self.by.wider if step > WIDER_STEP * self.leading else 0.0

    def _room(self, above: Line, below: Line, column: int) -> float:
        """Weigh whether the next word would have fitted on the line above."""
        room = self.widths[column] - (above.box.width)
        needed = below.lead + WORD_SPACE * below.size
        if needed > room + 0.5:
            return self.by.no_room
        return self.by.room if room > needed + MUCH_ROOM * below.size else self.by.some_room

    def _beginning(self, above: Line, below: Line, column: int) -> float:
        first = below.text[0]
        if first.islower():
            return self.by.lower * self.rare_lower[column]
        return self.by.bracket if first in "([" and len(above.text) > 1 and above.text[-1] not in ")]" else 0.0

    def best(self) -> list[Partition]:
        """Return the best partitions: with cells set to the row's top, centred on the row, or on its first line."""
        count = len(self.lines)
        weights = [[0.0] + [-1e9] * count for _ in range(WAYS)]
        origins = [[0] * (count + 1) for _ in range(WAYS)]
        for start, rows in self.all_rows():
            for end, both in rows:
                for known, origin, weight in zip(weights, origins, both, strict=True):
                    total = known[start] + weight
                    if total > known[end + 1]:
                        known[end + 1] = total
                        origin[end + 1] = start
        return [_traced(origin, known[count]) for origin, known in zip(origins, weights, strict=True)]

    def all_rows(self) -> Iterator[tuple[int, list[tuple[int, tuple[float, ...]]]]]:
        """Return all rows that there may be: first line, and last line with the weight for each way to set cells."""
        steps = self._steps()
        for start in range(len(self.lines)):
            yield start, self._rows_from(start, steps)

    def _steps(self) -> list[list[tuple[int, Line, int, float]]]:
        """Return for each printed row its cells: column, cell, the row of the one above it (or -1), their weight."""
        above: dict[int, tuple[int, Line]] = {}
        found: list[list[tuple[int, Line, int, float]]] = []
        for i, line in enumerate(self.lines):
            row: list[tuple[int, Line, int, float]] = []
            for c in self.columns:
                cell = line.cells[c]
                if cell is not None:
                    at, last = above.get(c, (-1, cell))
                    near = at >= 0 and i - at < MOST_LINES
                    row.append((c, cell, at, self.joint(last, cell, c) if near else 0.0))
                    above[c] = (i, cell)
            found.append(row)
        return found

    def _rows_from(
        self, start: int, steps: Sequence[Sequence[tuple[int, Line, int, float]]]
    ) -> list[tuple[int, tuple[float, ...]]]:
        """Weigh all rows that begin at a printed row, as (last printed row, weights for each way to set its cells)."""
        found: list[tuple[int, tuple[float, ...]]] = []
        joined = 0.0
        tops: dict[int, float] = {}  # the baselines of the columns' first lines, and of their last
        lasts: dict[int, float] = {}
        late = 0
        first = self.lines[start].baseline
        for end in range(start, min(start + MOST_LINES, len(self.lines))):
            if end > start and end in self.breaks:
                break
            for c, cell, above, weight in steps[end]:
                if above >= start:
                    joined += weight
                else:
                    tops[c] = cell.baseline
                    far = end > start and self.lines[end].baseline - first > LATE * self.leading
                    late += far or end > start and not self._is_item(cell.text, c)
                lasts[c] = cell.baseline
            if end > start and self.dense and self.full[end]:
                joined += self.by.dense
            if joined < HOPELESS:
                break
            shape = joined + self._shape(start, tops)
            off = self._off_centre(start, end, tops, lasts)
            own = self._off_line(start, tops, lasts) if late and off > NEARLY else 0.0
            found.append((end, (
                shape + self.by.off_top * late,
                shape + self.by.off_centre * off,
                shape + self.by.off_centre * own + (self.by.mixed if end > start else 0.0),
                shape + self.by.bottom + self.by.off_bottom * self._above_bottom(end, lasts),
            )))  # fmt: skip
        return found

    def _shape(self, start: int, tops: dict[int, float]) -> float:
        """Weigh how a row looks: blank cells, and rules and blanks above it."""
        weight = 0.0
        blank = len(self.columns) - len(tops)
        if self.first not in tops:
            weight += self.by.blank_first
            blank -= 1
        weight += self.by.blank_cell * min(blank, MOST_BLANK)
        if len(tops) == 1 and len(self.columns) > 1:
            weight += self.by.lonely
        if start and start not in self.breaks:
            weight += self.by.ruled_style if self.ruled else 0.0
            step = self.lines[start].baseline - self.lines[start - 1].baseline
            if step < CLOSE * self.leading:
                weight += self.by.overlap
            if step < self.blank:
                weight += self.by.no_blank
        return weight

    def _off_centre(self, start: int, end: int, tops: dict[int, float], lasts: dict[int, float]) -> float:
        """Return how far, in lines, the cells are off the row's middle, all together."""
        middle = (self.lines[start].baseline + self.lines[end].baseline) / 2
        offs = [abs((top + lasts[c]) / 2 - middle) / self.leading for c, top in tops.items()]
        return sum(min(MOST_OFF, off - CENTRED) for off in offs if off > CENTRED) if end > start else 0.0

    def _above_bottom(self, end: int, lasts: dict[int, float]) -> int:
        """Count the cells that end above a row's last line."""
        last = self.lines[end].baseline - LATE * self.leading
        return sum(at < last for at in lasts.values())

    def _off_line(self, start: int, tops: dict[int, float], lasts: dict[int, float]) -> float:
        """Return how far, in lines, the cells of a row are off one common line, all together.

        Some cells begin on that line and go on below it; short ones stand in its middle (two lines, one above and one
        below it). The line is tried at each cell's first line; what is neither on it nor centred on it counts against.
        """
        reach = self.lines[start].baseline + self.leading
        best = MOST_OFF * len(tops)
        for line in {top for top in tops.values() if top < reach}:
            offs = [min(abs(top - line), abs((top + lasts[c]) / 2 - line)) / self.leading for c, top in tops.items()]
            best = min(best, sum(min(MOST_OFF, off - CENTRED) for off in offs if off > CENTRED))
        return best


def _traced(origin: Sequence[int], weight: float) -> Partition:
    rows: list[tuple[int, int]] = []
    at = len(origin) - 1
    while at:
        rows.append((origin[at], at - 1))
        at = origin[at]
    return Partition(tuple(reversed(rows)), weight)
