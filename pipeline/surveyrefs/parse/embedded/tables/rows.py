"""The rows of a table: which printed rows make one row of the table.

Every way to part the printed rows is weighed by what a reader goes by: whether the words of a cell would have fitted
on the line above, hyphens and commas at line ends, the distance of lines, cells that begin on one line or are centred
on one another, rules. The best partition is found by dynamic programming.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.parse.embedded.tables.lines import Piece, Strip, cell_leading, same_label, strip_of, width_of

MOST_LINES = 40  # printed rows of one row of a table

# What joins or parts two lines of a cell, in units of evidence.
HYPHEN = 4.0
JOINED = -0.35  # going on in one more column …
FIRST_JOINED = -1.0  # … and in the first, which mostly names the row
RESTYLED = -0.8  # upright type below italic, and the like
SAME_TEXT = -1.5  # a cell does not say one thing twice
MOSTLY = 0.85
LABEL_SHARE = 0.85  # a column of labels has at most so many labels as there are rows
NO_ROOM = 0.5  # the next word would not have fitted on the line above: a line break is natural …
ROOM = -1.6  # … and where there was room for it, it is not
UNCLOSED = 3.0  # a bracket that the line above opened is still open
LOWER = 1.2
BRACKET = 1.2
DANGLING = 1.8
LISTED = 0.8  # an item of a list whose items above are in the same cell
CALLOUT_END = -0.8
CLOSED = -2.5  # … where nearly all lines of the column end so: a name and its callout
SHORT = -1.0  # cells of a few letters, such as ticks and figures, are not broken over lines
FAR = -4.0  # lines further apart than a paragraph's are not of one cell
WIDER = -1.5
# What a row of the table should look like.
BLANK_FIRST = -2.5
BLANK = -0.35
LONELY = -1.5  # a row with a single filled cell
DENSE = -6.0  # a line with words in every cell goes on with no row where nearly all lines are like that
OFF_TOP = -3.0
LATE = 0.8  # of the leading: lists begin a little lower than the cells beside them
OFF_CENTRE = -3.0
WAYS = 3  # to set the cells of a row: to its top, centred, some centred on the first line of the others …
MIXED = -0.4  # … which is rarer
CENTRED = 0.2  # of the leading: cells so little off the row's middle stand in it
RULED_STYLE = -2.5  # a second row between two rules in a table that rules off each row
CLOSE, OVERLAP = 0.6, -4.0  # times the leading: no row begins so close below a line of the row above
LABEL_COLUMN = -4.0  # taking a column for labels of several rows …
LABEL_BANDS = 3.0  # … which is likelier where rules leave one label to each band of several rows

SHORT_TEXT = 4
BANDS = 0.7  # of the rows: there are at most so many bands where labels stand for several rows
LINE, FILLED = 10, 0.75  # letters, and share of its column's width: a line of a paragraph has more
ITEMS = 2  # in each band between two rules: more make a column of lists
FEW_CELLS = 2  # cells that are supposed to begin with a capital where there are few to judge by

_DANGLING = re.compile(r"([,;:&/–—+(\[-]|\b(and|or|of|the|a|an|in|on|with|for|to|by|et|via|from|&))$", re.I)
_CALLOUT_END = re.compile(r"(\]|\([^()]*(19|20)\d\d[a-z]?\))$")
_ADDRESS = re.compile(r"https?:|www\.")
_ITEM = re.compile(r"[•◦▪‣·∙■]|[●*–-]\s|\(?([ivx]+|\d|[a-z])\)\s")
_OPEN = re.compile(r"[\[(][^\])]*$")


def _names_work(above: str, below: str) -> bool:
    """Tell whether a callout stands below a name."""
    return below[0] == "[" and above[0].isalpha()


class Partition(msgspec.Struct, frozen=True, gc=False):
    """Rows as (first, last) printed rows, and the weight of the evidence for them."""

    rows: tuple[tuple[int, int], ...]
    weight: float


class Weigher:
    """Weighs partitions of printed rows; `skip` are columns whose cells may span rows, `breaks` the printed rows that a
    rule or group label stands above."""

    def __init__(self, strips: Sequence[Strip], leading: float, breaks: frozenset[int], skip: frozenset[int]) -> None:
        """Measure the columns."""
        self.strips = strips
        self.breaks = breaks
        count = len(strips[0].pieces) if strips else 0
        self.columns = [c for c in range(count) if c not in skip]
        self.first = self.columns[0] if self.columns else 0
        self.widths = {c: width_of(strips, c) for c in self.columns}
        self.leading = leading
        self.rare_lower = {c: self._rare_lower(c) for c in self.columns}
        self.closed = {c: self._is_closed(c) for c in self.columns}
        self.lists = {c: self._is_list(c) for c in self.columns}
        self.full = [all(s.pieces[c] is not None for c in self.columns) for s in strips]
        text = sum(self._is_text(c) for c in self.columns)
        full = len(self.columns) > 2 and len(strips) > 2 and sum(self.full) > MOSTLY * len(strips)
        self.dense = full and 2 * text < len(self.columns) and not any(self.lists.values())
        self._joints: dict[tuple[int, int], float] = {}
        self.ruled = self._ruled_style()

    def _rare_lower(self, column: int) -> float:
        """Return how telling a small first letter is: 1 where cells begin with capitals, 0 where they do not."""
        pieces = [c for s in self.strips if (p := s.pieces[column]) is not None and (c := p.text[0]).isalpha()]
        if len(pieces) > 2 and sum(c.islower() for c in pieces) > MOSTLY * len(pieces):
            return 0.0
        beginnings = [
            p.text[0] for s in self.strips if s.pieces[self.first] is not None and (p := s.pieces[column]) is not None
        ]
        lower = sum(c.islower() for c in beginnings)
        upper = sum(c.isupper() for c in beginnings)
        return max(0.0, 1 - 1.6 * lower / (lower + upper + FEW_CELLS))

    def _is_closed(self, column: int) -> bool:
        """Tell whether the lines of a column are names with callouts: each is a cell."""
        texts = [p.text for s in self.strips if (p := s.pieces[column]) is not None]
        named = sum(bool(_CALLOUT_END.search(t)) and t[0] not in "[(" for t in texts)
        return len(texts) > 2 and named > MOSTLY * len(texts)

    def _is_text(self, column: int) -> bool:
        """Tell whether the lines of a column fill it, as those of paragraphs do."""
        pieces = [p for s in self.strips if (p := s.pieces[column]) is not None]
        filled = sum(len(p.text) > LINE and p.x1 - p.x0 > FILLED * self.widths[column] for p in pieces)
        return 2 * filled > len(pieces)

    def _is_list(self, column: int) -> bool:
        """Tell whether the cells of a column are lists: more items than rules between rows."""
        items = sum(bool(_ITEM.match(p.text)) for s in self.strips if (p := s.pieces[column]) is not None)
        return bool(self.breaks) and items > ITEMS * (len(self.breaks) + 1)

    def _ruled_style(self) -> bool:
        """Tell whether rules stand between nearly all rows: as often as the first column has something to say."""
        bands = len(self.breaks) + 1
        if bands < 3:
            return False
        starts = 0
        last: Piece | None = None
        for i, strip in enumerate(self.strips):
            piece = strip.pieces[self.first] if self.columns else None
            if i in self.breaks:
                last = None
            if piece is not None:
                starts += last is None or self.joint(last, piece, self.first) < 0
                last = piece
        return starts <= 1.3 * bands

    def joint(self, above: Piece, below: Piece, column: int) -> float:
        """Weigh two pieces of a column as lines of one cell."""
        key = (above.words[0].index, below.words[0].index)
        known = self._joints.get(key)
        if known is None:
            known = self._joints[key] = self._joint(above, below, column)
        return known

    def _joint(self, above: Piece, below: Piece, column: int) -> float:
        if max(len(above.text), len(below.text)) <= SHORT_TEXT and not _names_work(above.text, below.text):
            return SHORT
        weight = JOINED + (FIRST_JOINED if column == self.first else 0.0) + self._distance(above, below)
        if above.text.endswith(("-", "\u2010")) and below.text[0].islower():
            return weight + HYPHEN
        if self.lists[column]:
            return JOINED + self._distance(above, below) + LISTED
        if _ITEM.match(above.text) and _ITEM.match(below.text):
            return weight + LISTED
        weight += self._room(above, below, column)
        if _OPEN.search(above.text):
            return weight + UNCLOSED
        if _ADDRESS.search(above.text) and _ADDRESS.match(below.text):
            return weight + ROOM
        if above.style != below.style:
            weight += RESTYLED
        if len(above.text) > SHORT_TEXT and _DANGLING.search(above.text):
            weight += DANGLING
        elif _CALLOUT_END.search(above.text):
            weight += CLOSED if self.closed[column] else CALLOUT_END
        if above.text == below.text:
            weight += SAME_TEXT
        return weight + self._beginning(above, below, column)

    def _distance(self, above: Piece, below: Piece) -> float:
        step = below.baseline - above.baseline
        if step > 1.32 * self.leading:
            return FAR
        return WIDER if step > 1.1 * self.leading else 0.0

    def _room(self, above: Piece, below: Piece, column: int) -> float:
        """Weigh whether the next word would have fitted on the line above."""
        room = self.widths[column] - (above.x1 - above.x0)
        needed = below.lead + 0.25 * below.size
        if needed > room + 0.5:
            return NO_ROOM
        return ROOM if room > needed + 1.5 * below.size else ROOM / 2

    def _beginning(self, above: Piece, below: Piece, column: int) -> float:
        first = below.text[0]
        if first.islower():
            return LOWER * self.rare_lower[column]
        return BRACKET if first in "([" and len(above.text) > 1 and above.text[-1] not in ")]" else 0.0

    def best(self) -> list[Partition]:
        """Return the best partitions: with cells set to the row's top, centred on the row, or on its first line."""
        count = len(self.strips)
        weights = [[0.0] + [-1e9] * count for _ in range(WAYS)]
        origins = [[0] * (count + 1) for _ in range(WAYS)]
        steps = self._steps()
        for start in range(count):
            for end, both in self._rows_from(start, steps):
                for known, origin, weight in zip(weights, origins, both, strict=True):
                    total = known[start] + weight
                    if total > known[end + 1]:
                        known[end + 1] = total
                        origin[end + 1] = start
        return [_traced(origin, known[count]) for origin, known in zip(origins, weights, strict=True)]

    def _steps(self) -> list[list[tuple[int, Piece, int, float]]]:
        """Return for each printed row its pieces: column, piece, the row of the one above it (or -1), their weight."""
        above: dict[int, tuple[int, Piece]] = {}
        found: list[list[tuple[int, Piece, int, float]]] = []
        for i, strip in enumerate(self.strips):
            row: list[tuple[int, Piece, int, float]] = []
            for c in self.columns:
                piece = strip.pieces[c]
                if piece is not None:
                    at, last = above.get(c, (-1, piece))
                    near = at >= 0 and i - at < MOST_LINES
                    row.append((c, piece, at, self.joint(last, piece, c) if near else 0.0))
                    above[c] = (i, piece)
            found.append(row)
        return found

    def _rows_from(
        self, start: int, steps: Sequence[Sequence[tuple[int, Piece, int, float]]]
    ) -> list[tuple[int, tuple[float, ...]]]:
        """Weigh all rows that begin at a printed row, as (last printed row, weights for each way to set its cells)."""
        found: list[tuple[int, tuple[float, ...]]] = []
        joined = 0.0
        tops: dict[int, float] = {}  # the baselines of the columns' first lines, and of their last
        lasts: dict[int, float] = {}
        late = 0
        first = self.strips[start].baseline
        for end in range(start, min(start + MOST_LINES, len(self.strips))):
            if end > start and end in self.breaks:
                break
            for c, piece, above, weight in steps[end]:
                if above >= start:
                    joined += weight
                else:
                    tops[c] = piece.baseline
                    far = end > start and self.strips[end].baseline - first > LATE * self.leading
                    late += far or end > start and not _ITEM.match(piece.text)
                lasts[c] = piece.baseline
            if end > start and self.dense and self.full[end]:
                joined += DENSE
            if joined < 4 * FAR - 20:
                break
            shape = joined + self._shape(start, tops)
            top, centred = shape + OFF_TOP * late, shape + self._off_centre(start, end, tops, lasts)
            mixed = shape + self._off_line(start, tops, lasts) if late and centred < shape + MIXED else MIXED + shape
            found.append((end, (top, centred, mixed if end > start else shape)))
        return found

    def _shape(self, start: int, tops: dict[int, float]) -> float:
        """Weigh how a row looks: blank cells, and rules around it."""
        weight = 0.0
        blank = len(self.columns) - len(tops)
        if self.first not in tops:
            weight += BLANK_FIRST
            blank -= 1
        weight += BLANK * min(blank, 4)
        if len(tops) == 1 and len(self.columns) > 1:
            weight += LONELY
        if start and start not in self.breaks:
            weight += RULED_STYLE if self.ruled else 0.0
            if self.strips[start].baseline - self.strips[start - 1].baseline < CLOSE * self.leading:
                weight += OVERLAP
        return weight

    def _off_centre(self, start: int, end: int, tops: dict[int, float], lasts: dict[int, float]) -> float:
        """Weigh how far cells are off the row's middle."""
        if end == start:
            return 0.0
        weight = 0.0
        middle = (self.strips[start].baseline + self.strips[end].baseline) / 2
        for c, top in tops.items():
            off = abs((top + lasts[c]) / 2 - middle) / self.leading
            if off > CENTRED:
                weight += OFF_CENTRE * min(1.5, off - CENTRED)
        return weight

    def _off_line(self, start: int, tops: dict[int, float], lasts: dict[int, float]) -> float:
        """Weigh how far cells are off the line that some begin on and others, of a line or two, are centred on."""
        reach = self.strips[start].baseline + self.leading
        best = -1e9
        for line in {top for top in tops.values() if top < reach}:
            weight = MIXED
            for c, top in tops.items():
                off = min(abs(top - line), abs((top + lasts[c]) / 2 - line)) / self.leading
                if off > CENTRED:
                    weight += OFF_CENTRE * min(1.5, off - CENTRED)
            best = max(best, weight)
        return best


def _traced(origin: Sequence[int], weight: float) -> Partition:
    rows: list[tuple[int, int]] = []
    at = len(origin) - 1
    while at:
        rows.append((origin[at], at - 1))
        at = origin[at]
    return Partition(tuple(reversed(rows)), weight)


def part_rows(
    strips: Sequence[Strip], breaks: frozenset[int], spanning: frozenset[int]
) -> tuple[Partition, frozenset[int]]:
    """Return the best rows, and the columns whose cells span several rows.

    `spanning` are columns known to hold such cells (partial rules leave them out, turned text).
    """
    leading = cell_leading(strips)
    count = len(strips[0].pieces) if strips else 0
    options: list[tuple[float, int, Partition, frozenset[int]]] = []
    for extra in range(3):
        lead = [c for c in range(count) if c not in spanning][:extra]
        skip = spanning | frozenset(lead)
        if len(lead) < extra or count - len(skip) < 1 or (extra and lead != list(range(min(lead), min(lead) + extra))):
            continue
        if extra and any(c not in skip for c in range(lead[0])):
            continue
        original = [
            i for i, s in enumerate(strips) if any(p is not None for c, p in enumerate(s.pieces) if c not in skip)
        ]
        if len(original) < 2 and extra:
            continue
        counts = [_label_count(strips, c, leading) for c in lead]
        if extra and not 1 <= counts[0] <= counts[-1] <= LABEL_SHARE * _most_rows(options, len(original)):
            continue
        bonus = LABEL_BANDS if extra and _one_a_band(strips, lead[0], breaks, leading) else 0.0
        kept, moved = _without(strips, skip, breaks)
        for partition in Weigher(kept, leading, moved, skip).best():
            rows = tuple((original[a], original[b]) for a, b in partition.rows)
            if extra and counts[-1] > LABEL_SHARE * len(rows):
                continue
            banded = len(breaks) + 1 <= BANDS * len(rows)
            weight = partition.weight + LABEL_COLUMN * extra + (bonus if banded else 0.0)
            options.append((weight, -extra, Partition(rows, weight), skip))
    best = max(options, key=lambda o: (o[0], o[1]), default=None)
    if best is None:
        return Partition(tuple((i, i) for i in range(len(strips))), 0.0), spanning
    return best[2], best[3]


def _most_rows(options: Sequence[tuple[float, int, Partition, frozenset[int]]], lines: int) -> int:
    """Return how many rows there may be: those found without labels where all evidence is for them, else all lines."""
    plain = max((o for o in options if o[1] == 0), key=lambda o: o[0], default=None)
    return len(plain[2].rows) if plain is not None and plain[0] >= 0 else lines


def _label_count(strips: Sequence[Strip], column: int, leading: float) -> int:
    """Count the labels in a column, taking lines at a paragraph's distance as one where the first was full."""
    return _labels_in([p for s in strips if (p := s.pieces[column]) is not None], leading, width_of(strips, column))


def _labels_in(pieces: Sequence[Piece], leading: float, width: float) -> int:
    return sum(not (i and same_label(pieces[i - 1], piece, leading, width)) for i, piece in enumerate(pieces))


def _one_a_band(strips: Sequence[Strip], column: int, breaks: frozenset[int], leading: float) -> bool:
    """Tell whether a column has one label in each of the bands that rules make."""
    edges = [0, *sorted(breaks), len(strips)]
    if len(edges) < 4:
        return False
    width = width_of(strips, column)
    bands = [[p for s in strips[a:b] if (p := s.pieces[column]) is not None] for a, b in pairwise(edges)]
    counts = [_labels_in(pieces, leading, width) for pieces in bands]
    return all(n == 1 for n in counts)


def _without(
    strips: Sequence[Strip], skip: frozenset[int], breaks: frozenset[int]
) -> tuple[list[Strip], frozenset[int]]:
    """Leave out columns, and the printed rows that then are empty; return the rest and the breaks among it."""
    kept: list[Strip] = []
    moved: set[int] = set()
    pending = False
    for i, strip in enumerate(strips):
        pending = pending or i in breaks
        pieces = [None if c in skip else p for c, p in enumerate(strip.pieces)]
        if any(p is not None for p in pieces):
            if pending and kept:
                moved.add(len(kept))
            pending = False
            kept.append(strip_of(pieces))
    return kept, frozenset(moved)
