"""A region of a page → the grid of a table: header, rows, cells, and the labels that span rows."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.regions import Region, middle
from surveyrefs.parse.embedded.layout.frame import Frame, bounds, chunks, rows_of, text_of
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.gutters import JOIN, find_gutters
from surveyrefs.parse.embedded.tables.header import (
    HeaderCell,
    full_rules,
    header_bottom,
    header_cells,
    is_full,
    shades,
    turned_rows,
)
from surveyrefs.parse.embedded.tables.header import Lines as HeaderLines
from surveyrefs.parse.embedded.tables.heading_rows import Lines, Over, Setting, in_force, part_groups
from surveyrefs.parse.embedded.tables.lines import Piece, Strip, cell_leading, piece_of, same_label, strip_of
from surveyrefs.parse.embedded.tables.rows import part_rows
from surveyrefs.parse.embedded.tables.spanning import Block, Label, parted_turned, spread, turned_blocks

PARTIAL = 8.0  # points: shorter rules are fraction bars, underlines and the like
OWN_MIDDLE = 0.4  # of the type size: how far a cell of several rows may be off their middle


class GridRow(msgspec.Struct, frozen=True, gc=False):
    """A body row: its cells as printed lines, the full-width labels above it (outermost first), its height.

    `carried` are labels of several rows that the page before printed, by their columns.
    """

    cells: tuple[Lines, ...]
    above: tuple[Over, ...]
    y0: float
    y1: float
    labels: tuple[bool, ...]
    frame: Frame
    carried: tuple[tuple[int, Over], ...] = ()


class Grid(msgspec.Struct, frozen=True, gc=False):
    """A table's grid. `spans` are the columns whose cells span rows; `weight` is the mean evidence for a row; `open`
    are the full-width labels in force at its end."""

    frame: Frame
    box: Box
    gutters: tuple[float, ...]
    header: tuple[HeaderCell, ...]
    rows: tuple[GridRow, ...]
    spans: tuple[int, ...]
    weight: float
    open: tuple[Over, ...] = ()


class Parts(msgspec.Struct, frozen=True, gc=False):
    """The printed rows of a region, parted at `bottom` into header and body; turned words by themselves."""

    region: Region
    bottom: float
    head: list[list[Word]]
    body: list[list[Word]]
    turned_head: list[Word]
    turned_body: list[Word]
    edges: tuple[float, float]

    @property
    def title(self) -> str:
        """The text of the header."""
        return " ".join([text_of(row) for row in self.head] + [w.text for w in self.turned_head])


def parts_of(region: Region, headless: bool = False) -> Parts:
    """Part a region's rows; `headless`: its first rows are no header (a table goes on from the page before)."""
    rows = rows_of(region.words)
    turned = [w for w in region.words if w.turn in (90, 270)]
    bottom = region.box.y0 - 1 if headless else header_bottom(region, rows, turned)
    x0 = min([region.box.x0, *(w.x0 for w in region.words)])
    x1 = max([region.box.x1, *(w.x1 for w in region.words)])
    head = [row for row in rows if _middle(row) < bottom]
    said = {text_of(row) for row in head if len(chunks(row, 1.0)) > 1}
    return Parts(
        region,
        bottom,
        head,
        [row for row in rows if _middle(row) >= bottom and text_of(row) not in said],  # the header, said again
        [w for w in turned if (w.y0 + w.y1) / 2 < bottom],
        [w for w in turned if (w.y0 + w.y1) / 2 >= bottom],
        (x0, x1),
    )


def gutters_of(parts: Sequence[Parts]) -> list[float]:
    """Return the boundaries between columns that the pieces of a table have in common."""
    body = [_with_turned(row, p.turned_body) for p in parts for row in p.body]
    height = sum(p.region.box.y1 - p.region.box.y0 for p in parts)
    down = [rule for p in parts for rule in p.region.down]
    edges = (min(p.edges[0] for p in parts), max(p.edges[1] for p in parts))
    head = [*([parts[0].turned_head] if parts[0].turned_head else []), *parts[0].head]
    return find_gutters(body, head, down, edges, height)


def _with_turned(row: list[Word], turned: Sequence[Word]) -> list[Word]:
    """Return a row together with the turned words beside it: a column of turned labels is a column."""
    if not turned:
        return row
    box = bounds(row)
    beside = [w for w in turned if w.y0 < box.y1 and w.y1 > box.y0]
    return sorted([*row, *beside], key=lambda w: w.x0) if beside else row


def read_grid(parts: Parts, gutters: Sequence[float], before: Grid | None = None) -> Grid:
    """Read the grid of a region whose columns are known; `before` is that of the page before, which goes on here."""
    region, bottom = parts.region, parts.bottom
    partial = _partial(region)
    above = [r for r in partial if middle(r) < bottom - 1]
    lines = HeaderLines((parts.edges[0], *gutters, parts.edges[1]), tuple(above), region.down)
    cells = header_cells(parts.head, parts.turned_head, lines)
    rules = [y for y in full_rules(region) if y > bottom - 1]
    builder = _Builder(region, gutters, rules, [r for r in partial if middle(r) > bottom + 1], parts.edges)
    found, spans, weight, still = builder.build(parts.body, parts.turned_body, before)
    found = tuple(row for row in found if not _says_header(row, cells))
    return Grid(region.frame, region.box, tuple(gutters), tuple(cells), found, spans, weight, still)


def _says_header(row: GridRow, header: Sequence[HeaderCell]) -> bool:
    """Tell whether a row says the lowest level of the header again."""
    own = {c: lines for c, lines in enumerate(row.cells) if lines}
    lowest = {cell.first: cell.rows for cell in header if cell.first == cell.last}
    return len(own) > 2 and own.keys() == lowest.keys() and all(_said(own[c]) == _said(lowest[c]) for c in own)


def _said(lines: Lines) -> str:
    return " ".join(text_of(line) for line in lines)


def _middle(row: Sequence[Word]) -> float:
    box = bounds(row)
    return (box.y0 + box.y1) / 2


def _partial(region: Region) -> list[Rule]:
    return [r for r in region.across if r.x1 - r.x0 >= PARTIAL and not is_full(r, region)]


class _Builder:
    """Builds the rows of one region."""

    def __init__(self, region: Region, gutters: Sequence[float], rules: Sequence[float], partial: Sequence[Rule],
                 edges: tuple[float, float]) -> None:  # fmt: skip
        self.frame = region.frame
        self.gutters = gutters
        self.count = len(gutters) + 1
        self.rules = rules
        self.edges = edges
        # A rule below a word only (underlined text) parts no rows: it must reach over a column's text.
        self.partial = [(middle(r), self._covered(r)) for r in partial]
        self.partial = [(y, columns) for y, columns in self.partial if columns]
        self.shades = tuple(shades(region))
        self.shaded = sorted({y for shade in self.shades for y in shade})
        self.upright = any(edges[0] + 6 < rule.x0 < edges[1] - 6 for rule in region.down)

    def _covered(self, rule: Rule) -> frozenset[int]:
        bounds_ = [self.edges[0], *self.gutters, self.edges[1]]
        return frozenset(
            c for c in range(self.count)
            if min(rule.x1, bounds_[c + 1]) - max(rule.x0, bounds_[c]) > 0.6 * (bounds_[c + 1] - bounds_[c])
        )  # fmt: skip

    def build(
        self, body: Sequence[list[Word]], turned: Sequence[Word], before: Grid | None
    ) -> tuple[tuple[GridRow, ...], tuple[int, ...], float, tuple[Over, ...]]:
        """Return the rows, the columns of spanning labels, the mean evidence for a row, the labels still in force."""
        setting = Setting(tuple(self.gutters), self.edges, tuple(self.rules), self.upright, self.shades)
        groups, rest = part_groups(body, setting)
        page = self.frame.page
        left = min((row[0].x0 for row in [*(g[0] for g in groups), *rest]), default=self.edges[0])
        known = before.open if before else ()
        if not rest:
            return (), (), 0.0, in_force(groups, (), page, left, known)[1]
        strips = [self._strip(row) for row in rest]
        turned, upright = parted_turned(turned, strips)
        strips = self._with_upright(strips, upright)
        spanning = self._spanning(turned) | frozenset(before.spans if before else ())
        breaks = self._breaks(strips, [bounds(g[0]) for g in groups])
        partition, spans = part_rows(strips, breaks, spanning)
        above, still = in_force(groups, [strips[a].y0 for a, _ in partition.rows], page, left, known)
        over = labels_of(before, self.count) if before else {}
        labels = {c: self._labels(c, strips, partition.rows, turned, c in over) for c in sorted(spans)}
        found = [
            self._row(strips[a : b + 1], above[i], {c: column[i] for c, column in labels.items()})
            for i, (a, b) in enumerate(partition.rows)
        ]
        found = self._shared(found, strips, partition.rows, spans)
        return carried_on(found, over), tuple(sorted(spans)), partition.weight / len(found), still

    def _shared(
        self, found: list[GridRow], strips: Sequence[Strip], rows: Sequence[tuple[int, int]], spans: frozenset[int]
    ) -> list[GridRow]:
        """Return the rows with a cell in the middle of the rows between two rules given to each of them."""
        for c in range(1, self.count):
            if c in spans:
                continue
            lines = [*self.rules, *(y for y, covered in self.partial if c in covered)]
            bands = self._bands(strips, rows, lines)
            filled = [[i for i in band if found[i].cells[c]] for band in bands]
            long = [(band, mine) for band, mine in zip(bands, filled, strict=True) if len(band) > 1]
            if not long or len(bands) < 2 or not all(
                len(mine) == 1 and self._in_middle(found[mine[0]].cells[c], band, strips, rows) for band, mine in long
            ):  # fmt: skip
                continue
            for band, mine in long:
                for i in band:
                    cells = list(found[i].cells)
                    cells[c] = found[mine[0]].cells[c]
                    found[i] = msgspec.structs.replace(found[i], cells=tuple(cells))
        return found

    def _bands(
        self, strips: Sequence[Strip], rows: Sequence[tuple[int, int]], lines: Sequence[float]
    ) -> list[list[int]]:
        """Return the rows that stand between two rules, band by band."""
        heights = [_center((strips[a].y0, strips[b].y1)) for a, b in rows]
        bands: list[list[int]] = [[]]
        for i in range(len(rows)):
            if i and any(heights[i - 1] < y < heights[i] for y in lines):
                bands.append([])
            bands[-1].append(i)
        return bands

    def _in_middle(
        self, cell: Lines, band: Sequence[int], strips: Sequence[Strip], rows: Sequence[tuple[int, int]]
    ) -> bool:
        """Tell whether a cell stands in the middle of several rows, and not on the first."""
        first, last = strips[rows[band[0]][0]].baseline, strips[rows[band[-1]][1]].baseline
        own = cell[0][0].baseline, cell[-1][0].baseline
        return own[0] > first + 1 and abs(sum(own) - first - last) / 2 < OWN_MIDDLE * cell[0][0].size

    def _row(self, strips: Sequence[Strip], above: tuple[Over, ...], labels: dict[int, Label | None]) -> GridRow:
        cells: list[Lines] = []
        is_label: list[bool] = []
        for c in range(self.count):
            label = labels.get(c)
            if c in labels:
                cells.append(label.lines if label else ())
                is_label.append(label is not None and (label.rows > 1 or c == 0))
            else:
                cells.append(tuple(p.words for s in strips if (p := s.pieces[c]) is not None))
                is_label.append(False)
        return GridRow(tuple(cells), above, strips[0].y0, strips[-1].y1, tuple(is_label), self.frame)

    # -- printed rows ---------------------------------------------------------------------------------------------

    def _strip(self, row: Sequence[Word]) -> Strip:
        cells: list[list[Word]] = [[] for _ in range(self.count)]
        for part in chunks(row, JOIN):
            for run in self._runs(part):
                cells[self._column(run)] += run
        return strip_of([piece_of(words) if words else None for words in cells])

    def _with_upright(self, strips: list[Strip], words: Sequence[Word]) -> list[Strip]:
        """Return the printed rows with turned words that stand within one of them, as parts of their cells."""
        for word in words:
            column = sum(g < (word.x0 + word.x1) / 2 for g in self.gutters)
            at = min(
                range(len(strips)), key=lambda i: abs(_center((strips[i].y0, strips[i].y1)) - (word.y0 + word.y1) / 2)
            )
            pieces = list(strips[at].pieces)
            known = pieces[column]
            flat = msgspec.structs.replace(word, turn=0, baseline=known.baseline if known else strips[at].baseline)
            pieces[column] = piece_of([*(known.words if known else ()), flat])
            strips = [*strips[:at], strip_of(pieces), *strips[at + 1 :]]
        return strips

    def _runs(self, part: Sequence[Word]) -> list[list[Word]]:
        """Cut words at the boundaries that fall between two of them."""
        runs: list[list[Word]] = []
        for word in part:
            last = runs[-1][-1] if runs else None
            if last is not None and not any(last.x1 - 1.6 <= g <= word.x0 + 1.6 for g in self.gutters):
                runs[-1].append(word)
            else:
                runs.append([word])
        return runs

    def _column(self, run: Sequence[Word]) -> int:
        """Return the column that a run of words is set in: the one it covers most of, from where it begins."""
        x0, x1 = run[0].x0, max(w.x1 for w in run)
        first = sum(g <= x0 + 0.7 for g in self.gutters)
        if first < len(self.gutters) and len(run) == 1:
            edge = self.gutters[first]
            if edge < x1 and edge - x0 < 0.3 * (x1 - x0):
                return first + 1
        return first

    def _breaks(self, strips: Sequence[Strip], groups: Sequence[Box]) -> frozenset[int]:
        """Return the printed rows above which a rule or a group's label stands."""
        partial = [y for y, _ in self.partial]
        lines = sorted([*self.rules, *partial, *self.shaded, *((g.y0 + g.y1) / 2 for g in groups)])
        found = set()
        for i in range(1, len(strips)):
            above = (strips[i - 1].y0 + strips[i - 1].y1) / 2
            below = (strips[i].y0 + strips[i].y1) / 2
            if any(above < y < below for y in lines):
                found.add(i)
        return frozenset(found)

    def _spanning(self, turned: Sequence[Word]) -> frozenset[int]:
        """Return columns that surely hold cells of several rows: partial rules leave them out, or text is turned."""
        found = {sum(g < (w.x0 + w.x1) / 2 for g in self.gutters) for w in turned}
        by_height: dict[int, set[int]] = {}
        for y, columns in self.partial:
            by_height.setdefault(round(y), set()).update(columns)
        for columns_ in by_height.values():
            missed = set(range(self.count)) - columns_
            if 0 in missed or 2 * len(missed) <= self.count:  # labels stand at the left
                found |= missed
        return frozenset(found)

    # -- labels of several rows -----------------------------------------------------------------------------------

    def _labels(
        self, column: int, strips: Sequence[Strip], rows: Sequence[tuple[int, int]], turned: Sequence[Word], open_: bool
    ) -> list[Label | None]:
        """Return for each row the label that a spanning column has for it; `open_`: the page before has one for it."""
        lines = sorted([*self.rules, *(y for y, covered in self.partial if column in covered)])
        spans = [((strips[a].y0, strips[b].y1), (strips[a].baseline, strips[b].baseline)) for a, b in rows]
        bands = self._bands(strips, rows, lines)
        blocks = self._blocks(column, strips, lines, turned)
        found: list[Label | None] = [None] * len(rows)
        leading = cell_leading(strips)
        for band in bands:
            top = max((y for y in lines if y < _center(spans[band[0]][0])), default=-1e9)
            bottom = min((y for y in lines if y > _center(spans[band[-1]][0])), default=1e9)
            mine = [b for b in blocks if top < (b.y0 + b.y1) / 2 < bottom]
            goes_on = open_ and not band[0]
            for i, label in zip(band, spread(mine, [spans[i][1] for i in band], leading, goes_on), strict=True):
                found[i] = label
        return found

    def _blocks(
        self, column: int, strips: Sequence[Strip], lines: Sequence[float], turned: Sequence[Word]
    ) -> list[Block]:
        """Gather the printed lines of a spanning column into labels."""
        pieces = [p for s in strips if (p := s.pieces[column]) is not None]
        blocks: list[list[Piece]] = []
        leading = cell_leading(strips)
        width = max((p.x1 - p.x0 for p in pieces), default=0.0)
        for piece in pieces:
            last = blocks[-1][-1] if blocks else None
            if (
                last
                and same_label(last, piece, leading, width)
                and not any(last.y1 - 3 < y < piece.y0 + 3 for y in lines)
            ):
                blocks[-1].append(piece)
            else:
                blocks.append([piece])
        found = [Block(tuple(p.words for p in b), b[0].baseline, b[-1].baseline, b[0].y0, b[-1].y1) for b in blocks]
        mine = [w for w in turned if sum(g < (w.x0 + w.x1) / 2 for g in self.gutters) == column]
        for words in turned_blocks(mine, lines):
            box = bounds(words)
            size = words[0].size
            found.append(Block(turned_rows(words), box.y0 + 0.7 * size, box.y1, box.y0, box.y1, True))
        return sorted(found, key=lambda b: b.y0)


def labels_of(grid: Grid, count: int) -> dict[int, Over]:
    """Return the labels of several rows that are in force at the end of a grid, by their columns."""
    if not grid.rows:
        return {}
    last = grid.rows[-1]
    page = grid.frame.page
    found = {c: Over((0, 0.0, 0), last.cells[c], page) for c in grid.spans if c < count and last.cells[c]}
    return found | dict(last.carried)


def carried_on(rows: Sequence[GridRow], over: dict[int, Over]) -> tuple[GridRow, ...]:
    """Return a page's rows; the first ones without a label of several rows have that of the page before."""
    found = list(rows)
    for c, label in sorted(over.items()):
        for i, row in enumerate(rows):
            if row.cells[c]:
                break
            labels = tuple(known or at == c for at, known in enumerate(row.labels))
            found[i] = msgspec.structs.replace(
                found[i], carried=(*found[i].carried, (c, label)), labels=tuple(map(max, found[i].labels, labels))
            )
    return tuple(found)


def _center(span: tuple[float, float]) -> float:
    return (span[0] + span[1]) / 2
