"""A region of a page → the grid of a table: header, rows, cells, and the labels that span rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import msgspec

from surveyrefs.model.box import Box, HasHeight
from surveyrefs.parse.embedded.layout.frame import Frame
from surveyrefs.parse.embedded.layout.line import Line, text_of
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.bands import Floating, Ruling, label_columns, shared_cells, without_floating
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, is_hyphened, split_line
from surveyrefs.parse.embedded.tables.header import HeadBody
from surveyrefs.parse.embedded.tables.header_cells import HeaderCell, HeaderRules, header_cells
from surveyrefs.parse.embedded.tables.heading_rows import HeadingRow, Lines, Setting, in_force, part_groups
from surveyrefs.parse.embedded.tables.limits import MIN_RULED, PAGE_END
from surveyrefs.parse.embedded.tables.rows import part_rows
from surveyrefs.parse.embedded.tables.sheet import Columns, is_full
from surveyrefs.parse.embedded.tables.spanning import Label, parted_turned

_NUMBER = re.compile(r"[(\[]?\d{1,3}[.)\]]?")


class GridRow(HasHeight, frozen=True, gc=False):
    """A body row: its cells as printed lines, the full-width labels above it (outermost first), its height in points.

    `labels` tells which cells are labels of several rows; `carried` are those that the page before printed, by column.
    `rest` are the cells' lines on the page `rest_page`, where the row goes on over a page.
    """

    cells: tuple[Lines, ...]
    headings: tuple[HeadingRow, ...]
    y0: float
    y1: float
    labels: tuple[bool, ...]
    frame: Frame
    carried: tuple[tuple[int, HeadingRow], ...] = ()
    rest: tuple[Lines, ...] = ()
    rest_page: int = 0


class Grid(msgspec.Struct, frozen=True, gc=False):
    """A table's grid. `spans` are the columns whose cells span rows; `weight` is the mean evidence for a row; `open`
    are the full-width labels in force at its end. `waiting` are labels at its end as rows of text: what they are unless
    the table goes on."""

    frame: Frame
    box: Box
    gutters: tuple[float, ...]
    header: tuple[HeaderCell, ...]
    rows: tuple[GridRow, ...]
    spans: tuple[int, ...]
    weight: float
    open: tuple[HeadingRow, ...] = ()
    waiting: tuple[GridRow, ...] = ()


def read_grid(part: HeadBody, gutters: Sequence[float], before: Grid | None = None) -> Grid:
    """Read the grid of a region whose columns are known; `before` is that of the page before, which goes on here.

    The header's cells; labels in rows of their own; the other lines cut by column; which lines make a row, and which
    columns hold labels of several rows; the labels of each row.
    """
    sheet, box, frame = part.sheet, part.region.box, part.region.frame
    columns = Columns(tuple(gutters), sheet.edges)
    header = tuple(header_cells(part.head, part.turned_head, columns, _header_rules(part)))
    ruling = _ruling(part, columns)
    headings, plain, text = part_groups(part.body, _setting(part, columns))
    if headings and _rules_off_rows(part, ruling, [h[0] for h in headings], columns):
        headings, plain, text = [], list(part.body), []
    known = before.open if before else ()
    left = min((line.first.x0 for line in [*(h[0] for h in headings), *plain]), default=sheet.edges[0])
    if not plain:
        still = in_force(headings, (), frame.page, left, known, frame.colours)[1]
        return Grid(frame, box, columns.gutters, header, (), (), 0.0, still)
    lines, turned = _split(plain, part.turned_body, columns)
    lines, floating = without_floating(lines, ruling)
    spanning = _spanning(turned, ruling, columns) | frozenset(before.spans if before else ())
    breaks = ruling.breaks(lines, [h[0].box.cy for h in headings]) | _end_of_row_before(lines, before)
    partition, spans = part_rows(lines, breaks, spanning)
    tops = [lines[a].y0 for a, _ in partition.rows]
    above, still = in_force(headings, tops, frame.page, left, known, frame.colours)
    carried = labels_at_end(before, columns.count) if before else {}
    labels = label_columns(sorted(spans), lines, partition.rows, turned, ruling, columns, carried.keys())
    naming = _naming(labels)
    leading = labels.keys() | _numbers(lines)
    rows = [
        _row(lines[a : b + 1], above[i], {c: mine[i] for c, mine in labels.items()}, naming, leading, frame)
        for i, (a, b) in enumerate(partition.rows)
    ]
    rows = [_with_floating(row, floating) for row in rows]
    rows = [
        msgspec.structs.replace(row, cells=cells)
        for row, cells in zip(rows, shared_cells([r.cells for r in rows], lines, partition.rows, ruling, spans),
                              strict=True)
    ]  # fmt: skip
    found = tuple(row for row in carried_on(rows, carried) if not _says_header(row, header))
    found += tuple(_text_row(lines_, still, columns.count, frame) for lines_ in text)
    weight = partition.weight / len(rows)
    end = plain[-1].box.cy
    waiting = tuple(_text_row(h, (), columns.count, frame) for h in headings if h[0].box.cy > end and not text)
    return Grid(frame, box, columns.gutters, header, found, tuple(sorted(spans)), weight, still, waiting)


def _header_rules(part: HeadBody) -> HeaderRules:
    return HeaderRules(tuple(r for r in part.sheet.partial if r.cy < part.bottom - 1), part.region.down)


def _ruling(part: HeadBody, columns: Columns) -> Ruling:
    """Return what parts the rows of a table's body."""
    sheet = part.sheet
    partial = [(r.cy, columns.covered(r)) for r in sheet.partial if r.cy > part.bottom + 1]
    return Ruling(
        tuple(y for y in sheet.full if y > part.bottom - 1),
        tuple((y, covered) for y, covered in partial if covered),
        tuple(sorted({y for shade in sheet.shades for y in shade})),
    )


def _rules_off_rows(part: HeadBody, ruling: Ruling, headings: Sequence[Line], columns: Columns) -> bool:
    """Tell whether rules stand between all rows, so that lines beside others between two rules are cells, no labels."""
    lines, _ = _split(part.body, (), columns)
    breaks = msgspec.structs.replace(ruling, partial=(), shaded=()).breaks(lines, [])
    edges = [0, *sorted(breaks), len(lines)]
    alone = {b for a, b in zip(edges, edges[1:], strict=False) if b == a + 1}
    at = [i for i, line in enumerate(part.body) if any(line is h for h in headings)]
    if len(breaks) < MIN_RULED or any(i + 1 in alone for i in at):
        return False
    return len(part_rows(lines, breaks, frozenset())[0].rows) == len(breaks) + 1


def _setting(part: HeadBody, columns: Columns) -> Setting:
    sheet = part.sheet
    rules = tuple(y for y in sheet.full if y > part.bottom - 1)
    short = tuple(r for r in part.region.across if not is_full(r, part.region.box))
    at_end = part.region.box.y1 > PAGE_END * part.region.frame.height
    down, colours = part.region.down, part.region.frame.colours
    return Setting(
        columns.gutters, sheet.edges, rules, sheet.upright, short, sheet.shades, down, colours, may_go_on=at_end
    )


def _split(lines: Sequence[Line], turned: Sequence[Word], columns: Columns) -> tuple[
    list[SplitLine], list[Word]
]:  # fmt: skip
    """Cut printed lines by column; return them, and the turned words that are labels of several rows."""
    found = [split_line([Line(tuple(words)) if words else None for words in columns.cells(line)]) for line in lines]
    labels, words = parted_turned(turned, found)
    for word in words:
        column = columns.around(word)
        at = min(range(len(found)), key=lambda i: abs(found[i].cy - word.cy))
        cells = list(found[at].cells)
        known = cells[column]
        flat = msgspec.structs.replace(word, turn=0, baseline=known.baseline if known else found[at].baseline)
        cells[column] = Line((*(known.words if known else ()), flat))
        found[at] = split_line(cells)
    return found, labels


def _spanning(turned: Sequence[Word], ruling: Ruling, columns: Columns) -> frozenset[int]:
    """Return columns that surely hold cells of several rows: partial rules leave them out, or text is turned."""
    found = {columns.around(w) for w in turned}
    by_height: dict[int, set[int]] = {}
    for y, covered in ruling.partial:
        by_height.setdefault(round(y), set()).update(covered)
    for covered_ in by_height.values():
        if len(covered_) == 1 and columns.count > 2:
            continue  # fraction bars and the like, in one column
        missed = set(range(columns.count)) - covered_
        if 0 in missed or 2 * len(missed) <= columns.count:  # labels stand at the left
            found |= missed
    return frozenset(found)


def _row(
    lines: Sequence[SplitLine],
    headings: tuple[HeadingRow, ...],
    labels: dict[int, Label | None],
    naming: frozenset[int],
    leading: Collection[int],
    frame: Frame,
) -> GridRow:
    """Make a row of its printed lines.

    `labels` are its labels in the columns of labels; in those of `naming` a label of a single row is one, too. A cell
    of several rows is no label where a column before it, none of `leading`, names each row.
    """
    cells: list[Lines] = []
    is_label: list[bool] = []
    for c in range(len(lines[0].cells)):
        label = labels.get(c)
        if c in labels:
            cells.append(label.lines if label else ())
            leads = all(b in leading for b in range(c))
            is_label.append(label is not None and (label.rows > 1 and leads or c in naming))
        else:
            cells.append(tuple(p.words for line in lines if (p := line.cells[c]) is not None))
            is_label.append(False)
    return GridRow(tuple(cells), headings, lines[0].y0, lines[-1].y1, tuple(is_label), frame)


def _with_floating(row: GridRow, floating: Sequence[Floating]) -> GridRow:
    """Return a row with the cells that stand in the middle of several rows, it among them."""
    cells = list(row.cells)
    for cell in floating:
        if cell.top <= row.cy <= cell.bottom:
            cells[cell.column] = cell.lines
    return msgspec.structs.replace(row, cells=tuple(cells))


def _text_row(lines: Sequence[Line], headings: tuple[HeadingRow, ...], count: int, frame: Frame) -> GridRow:
    """Make a row of text across the table."""
    cells = (tuple(line.words for line in lines), *([()] * (count - 1)))
    box = Box.around(line.box for line in lines)
    return GridRow(cells, headings, box.y0, box.y1, (False,) * count, frame)


def _naming(labels: dict[int, list[Label | None]]) -> frozenset[int]:
    """Return the columns at the left in which a label of a single row names a group, too: the first, and those beside
    it in which half of the labels have several rows."""
    found: set[int] = set()
    for c, mine in sorted(labels.items()):
        counts = [label.rows for label in mine if label is not None]
        single = sum(n == 1 for n in counts)
        several = sum(1 / n for n in counts if n > 1)  # a label counts once
        if c != len(found) or c and single > several + 0.5:
            break
        found.add(c)
    return frozenset(found)


def _numbers(lines: Sequence[SplitLine]) -> frozenset[int]:
    """Return the first column as a set, if it does nothing but number the rows."""
    texts = [p.text for s in lines if (p := s.cells[0]) is not None]
    return frozenset([0] if texts and all(_NUMBER.fullmatch(t) for t in texts) else [])


def _says_header(row: GridRow, header: Sequence[HeaderCell]) -> bool:
    """Tell whether a row says the lowest level of the header again."""
    own = {c: lines for c, lines in enumerate(row.cells) if lines}
    lowest = {cell.first: cell.rows for cell in header if cell.first == cell.last}
    return len(own) > 2 and own.keys() == lowest.keys() and all(_said(own[c]) == _said(lowest[c]) for c in own)


def _said(lines: Lines) -> str:
    return " ".join(text_of(line) for line in lines)


# -- labels of the page before ----------------------------------------------------------------------------------------


def go_on(last: Sequence[Lines], cells: Sequence[Lines]) -> bool:
    """Tell whether the first cells of a page go on with the last ones of the page before: one row over a page.

    They do not name a row, all have something to go on with, and some begin within a word or a sentence.
    """
    if cells[0]:
        return False
    both = [(text_of(a[-1]) if a else "", text_of(b[0])) for a, b in zip(last, cells, strict=False) if b]
    within = [is_hyphened(a) or b[0].islower() and a[-1:].isalnum() or a.endswith((",", ";")) for a, b in both]
    return all(a and a[-1] not in ".!?" for a, _ in both) and any(within)


def _end_of_row_before(lines: Sequence[SplitLine], before: Grid | None) -> frozenset[int]:
    """Return the first line behind those that go on with the last row of the page before, as a break; none if none."""
    if before is None or not before.rows or not before.rows[-1].cells[0]:
        return frozenset()
    own = next((i for i, line in enumerate(lines) if line.cells[0] is not None), 0)
    cells: list[Lines] = [() for _ in lines[0].cells]
    for line in lines[:own]:
        for c, piece in enumerate(line.cells):
            if piece is not None:
                cells[c] = (*cells[c], piece.words)
    return frozenset({own}) if own and go_on(before.rows[-1].cells, cells) else frozenset()


def labels_at_end(grid: Grid, count: int) -> dict[int, HeadingRow]:
    """Return the labels of several rows that are in force at the end of a grid, by their columns (below `count`)."""
    if not grid.rows:
        return {}
    last = grid.rows[-1]
    page = grid.frame.page
    found = {c: HeadingRow((0, 0.0, 0, 0), last.cells[c], page) for c in grid.spans if c < count and last.cells[c]}
    return found | dict(last.carried)


def carried_on(rows: Sequence[GridRow], over: dict[int, HeadingRow]) -> tuple[GridRow, ...]:
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
