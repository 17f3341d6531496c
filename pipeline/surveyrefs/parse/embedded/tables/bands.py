"""The rules that part a table's body into bands of rows, and the cells that stand for all rows of a band."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.cell_lines import (
    SplitLine,
    blank_between_rows,
    cell_leading,
    label_starts,
    split_line,
)
from surveyrefs.parse.embedded.tables.header_cells import turned_rows
from surveyrefs.parse.embedded.tables.limits import AT_RULE, MIN_SHARED, OWN_MIDDLE
from surveyrefs.parse.embedded.tables.sheet import Columns
from surveyrefs.parse.embedded.tables.spanning import Block, Label, spread, turned_blocks

Rows = Sequence[tuple[int, int]]  # each row's first and last printed line
Cells = tuple[tuple[tuple[Word, ...], ...], ...]  # a row's cells, each its printed lines

ASCENT = 0.7  # em: a turned word's first baseline lies so far below its top


class Ruling(msgspec.Struct, frozen=True, gc=False):
    """Heights in points: `full` of rules across the body, `partial` of others with the columns that they cover, and
    `shaded` of the ends of shading."""

    full: tuple[float, ...]
    partial: tuple[tuple[float, frozenset[int]], ...] = ()
    shaded: tuple[float, ...] = ()

    def lines(self, column: int) -> list[float]:
        """Return the heights of the rules that run through a column."""
        return sorted([*self.full, *(y for y, covered in self.partial if column in covered)])

    def breaks(self, lines: Sequence[SplitLine], headings: Sequence[float]) -> frozenset[int]:
        """Return the printed lines above which a rule, an end of shading or a heading row (by its middle) stands."""
        heights = sorted([*self.full, *(y for y, _ in self.partial), *self.shaded, *headings])
        return frozenset(
            i for i in range(1, len(lines)) if any(lines[i - 1].cy < y < lines[i].cy for y in heights)
        )  # fmt: skip


def _bands(lines: Sequence[SplitLine], rows: Rows, rules: Sequence[float]) -> list[list[int]]:
    """Return the rows that stand between two rules, band by band."""
    heights = [(lines[a].y0 + lines[b].y1) / 2 for a, b in rows]
    bands: list[list[int]] = [[]]
    for i in range(len(rows)):
        if i and any(heights[i - 1] < y < heights[i] for y in rules):
            bands.append([])
        bands[-1].append(i)
    return bands


class Floating(msgspec.Struct, frozen=True, gc=False):
    """A cell in the middle of several rows, on lines of its own: its column, printed lines, and the heights between
    which its rows stand."""

    column: int
    lines: tuple[tuple[Word, ...], ...]
    top: float
    bottom: float


def without_floating(lines: Sequence[SplitLine], ruling: Ruling) -> tuple[list[SplitLine], list[Floating]]:
    """Take the cells out of printed lines that stand on lines of their own in the middle of several rows."""
    found: list[Floating] = []
    kept = [list(line.cells) for line in lines]
    for c in range(1, len(lines[0].cells)):
        for band in _bands(lines, [(i, i) for i in range(len(lines))], ruling.lines(c)):
            for mine, rest in _clusters(lines, band, c):
                rows = _centred_on(lines, mine, rest)
                # Where no column before it names each row, it is one of labels.
                if any(all(lines[i].cells[b] is not None for i in rows) for b in range(c) if rows):
                    words = tuple(p.words for i in mine if (p := lines[i].cells[c]) is not None)
                    found.append(Floating(c, words, lines[rows[0]].y0, lines[rows[-1]].y1))
                    for i in mine:
                        kept[i][c] = None
    return [split_line(cells) for cells in kept if any(cells)] if found else list(lines), found


def _clusters(lines: Sequence[SplitLine], band: Sequence[int], column: int) -> list[tuple[list[int], list[int]]]:
    """Return the runs of lines on which a column alone has words, each with the other lines around it that have none
    in the column."""
    runs: list[list[int]] = [[]]
    for i in band:
        cells = lines[i].cells
        if cells[column] is not None and any(p is not None for c, p in enumerate(cells) if c and c != column):
            runs.append([])  # the column shares this line: a cell of one row
        else:
            runs[-1].append(i)
    parted = [
        ([i for i in run if lines[i].cells[column] is not None], [i for i in run if any(lines[i].cells[1:])])
        for run in runs
    ]
    return [(mine, [i for i in rest if i not in mine]) for mine, rest in parted if mine]


def _centred_on(lines: Sequence[SplitLine], mine: Sequence[int], rest: Sequence[int]) -> list[int]:
    """Return the lines of `rest` that the lines `mine` stand in the middle of, if these are rows of a line each."""
    center = (lines[mine[0]].baseline + lines[mine[-1]].baseline) / 2
    slack = OWN_MIDDLE * (lines[mine[0]].y1 - lines[mine[0]].y0)
    rows = [
        i for i in rest
        if any(abs(lines[i].baseline + lines[j].baseline - 2 * center) / 2 < slack for j in rest)
    ]  # fmt: skip
    filled = {tuple(p is not None for p in lines[i].cells[1:]) for i in rows}
    if len(rows) < MIN_SHARED or len(filled) != 1 or not rows[0] < mine[0] or not mine[-1] < rows[-1]:
        return []
    cells = sum(next(iter(filled)))
    # Two lines of two cells may be one row, whose cells go on in a second line.
    return rows if cells > 2 or cells == 2 and len(rows) > MIN_SHARED else []


def shared_cells(
    cells: Sequence[Cells], lines: Sequence[SplitLine], rows: Rows, ruling: Ruling, spans: frozenset[int]
) -> list[Cells]:
    """Return the rows' cells, one in the middle of the rows between two rules given to each of them.

    `spans` are the columns whose labels are known to span rows; the first column names rows and is none.
    """
    found = [list(row) for row in cells]
    for c in range(1, len(found[0])):
        if c in spans:
            continue
        bands = _bands(lines, rows, ruling.lines(c))
        filled = [[i for i in band if found[i][c]] for band in bands]
        long = [(band, mine) for band, mine in zip(bands, filled, strict=True) if len(band) > 1]
        if not long or len(bands) < 2 or not all(
            len(mine) == 1 and _in_middle(found[mine[0]][c], band, lines, rows) for band, mine in long
        ):  # fmt: skip
            continue
        for band, mine in long:
            for i in band:
                found[i][c] = found[mine[0]][c]
    return [tuple(row) for row in found]


def _in_middle(cell: tuple[tuple[Word, ...], ...], band: Sequence[int], lines: Sequence[SplitLine], rows: Rows) -> bool:
    """Tell whether a cell stands in the middle of several rows, and not on the first."""
    first, last = lines[rows[band[0]][0]].baseline, lines[rows[band[-1]][1]].baseline
    own = cell[0][0].baseline, cell[-1][0].baseline
    return own[0] > first + 1 and abs(sum(own) - first - last) / 2 < OWN_MIDDLE * cell[0][0].size


def label_columns(
    spans: Sequence[int], lines: Sequence[SplitLine], rows: Rows, turned: Sequence[Word], ruling: Ruling,
    columns: Columns, goes_on: Collection[int],
) -> dict[int, list[Label | None]]:  # fmt: skip
    """Return for each column of labels the label of each row; `goes_on`: columns for which the page before has one."""
    return {c: _labels(c, lines, rows, turned, ruling.lines(c), columns, c in goes_on) for c in spans}


def _labels(
    column: int, lines: Sequence[SplitLine], rows: Rows, turned: Sequence[Word], rules: Sequence[float],
    columns: Columns, goes_on: bool,
) -> list[Label | None]:  # fmt: skip
    heights = [(lines[a].y0 + lines[b].y1) / 2 for a, b in rows]
    baselines = [(lines[a].baseline, lines[b].baseline) for a, b in rows]
    blocks = _blocks(column, lines, rules, [w for w in turned if columns.around(w) == column])
    found: list[Label | None] = [None] * len(rows)
    leading = cell_leading(lines)
    for band in _bands(lines, rows, rules):
        top = max((y for y in rules if y < heights[band[0]]), default=-1e9)
        bottom = min((y for y in rules if y > heights[band[-1]]), default=1e9)
        mine = [b for b in blocks if top < b.cy < bottom]
        labels = spread(mine, [baselines[i] for i in band], leading, goes_on and not band[0])
        for i, label in zip(band, labels, strict=True):
            found[i] = label
    return found


def _blocks(column: int, lines: Sequence[SplitLine], rules: Sequence[float], turned: Sequence[Word]) -> list[Block]:
    """Gather the printed lines of a spanning column, and its turned words, into labels."""
    cells = [p for s in lines if (p := s.cells[column]) is not None]
    blocks: list[list[Line]] = []
    leading, blank = cell_leading(lines), blank_between_rows(lines)
    width = max((p.box.width for p in cells), default=0.0)
    starts = label_starts(lines, column, leading, width, blank)
    for cell, begins in zip(cells, starts, strict=True):
        last = blocks[-1][-1] if blocks else None
        ruled = last is not None and any(last.box.y1 - AT_RULE < y < cell.box.y0 + AT_RULE for y in rules)
        if last is not None and not ruled and not begins:
            blocks[-1].append(cell)
        else:
            blocks.append([cell])
    found = [Block(tuple(p.words for p in b), b[0].baseline, b[-1].baseline, b[0].box.y0, b[-1].box.y1) for b in blocks]
    for words in turned_blocks(turned, rules):
        box = Box.around(words)
        found.append(Block(turned_rows(words), box.y0 + ASCENT * words[0].size, box.y1, box.y0, box.y1, True))
    return sorted(found, key=lambda b: b.y0)
