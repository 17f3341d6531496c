"""Regions and grids → tables: pieces on several pages joined, cells and labels as passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.model.document import Box, Passage, PassageKind, Row, Table
from pipeline.parse.embedded.floats.captions import Caption
from pipeline.parse.embedded.floats.frame import Frame, text_of
from pipeline.parse.embedded.floats.grid import Grid, GridRow, Lines, Parts, gutters_of, parts_of, read_grid
from pipeline.parse.embedded.floats.header import column_labels
from pipeline.parse.embedded.floats.regions import Region
from pipeline.parse.embedded.floats.symbols import shown
from pipeline.parse.embedded.page import PdfFile, Word
from pipeline.parse.embedded.passages import Weaver

SAME_WIDTH = 6.0  # points by which the pieces of one table on several pages may differ in place and width
_GOES_ON = re.compile(r"\W*(table\W+\S+\W+)?continue[sd]\b", re.I)
SAME_COLUMN = 18.0  # points by which their columns' boundaries may differ
SOUND = 0.9  # confidence of a grid that all evidence agrees on


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A part of a table on one page: its caption (where it has one) and printed rows."""

    caption: Caption | None
    parts: Parts
    notes: tuple[tuple[Word, ...], ...] = ()

    @property
    def region(self) -> Region:
        """The region on the page."""
        return self.parts.region


class Maker:
    """Makes passages of upright words."""

    def __init__(self, file: PdfFile, weaver: Weaver) -> None:
        """Keep the page's own words, whose places the passages record."""
        self._file = file
        self._weaver = weaver

    def passage(self, kind: PassageKind, lines: Iterable[Sequence[Word]], page: int) -> Passage:
        """Return a passage of printed lines, each with the words as they are on the page."""
        own = self._file.pages[page - 1].words
        rows = []
        for line in lines:
            row = []
            for w in line:
                word = shown(own[w.index])
                row.append(word if word.glued == w.glued else msgspec.structs.replace(word, glued=w.glued))
            rows.append(row)
        return self._weaver.passage(kind, rows, page)


def chain(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Join pieces that go on from one page to the next into tables."""
    chains: list[list[Piece]] = []
    for piece in pieces:
        last = chains[-1][-1] if chains else None
        by_number = next((c for c in chains if _says_continued(piece, c[0])), None)
        if by_number is not None:
            by_number.append(piece)
        elif last is not None and _goes_on(last, piece, chains[-1]):
            chains[-1].append(piece)
        else:
            chains.append([piece])
    return chains


def _says_continued(piece: Piece, first: Piece) -> bool:
    a, b = piece.caption, first.caption
    return a is not None and b is not None and a.continued and (a.kind, a.number) == (b.kind, b.number)


def _goes_on(last: Piece, piece: Piece, known: Sequence[Piece]) -> bool:
    a, b = last.region, piece.region
    if b.frame.page != a.frame.page + 1 or a.frame.turn != b.frame.turn:
        return False
    numbers = {p.caption.number for p in (*known, piece) if p.caption is not None}
    if len(numbers) > 1 or piece.caption is not None and known[-1].caption is not None:
        return False
    if abs(a.box.x0 - b.box.x0) > SAME_WIDTH or abs(a.box.x1 - b.box.x1) > SAME_WIDTH:
        return False
    if last.parts.title and last.parts.title == piece.parts.title:
        return True
    before, after = gutters_of([last.parts]), gutters_of([piece.parts])
    return 0 < len(before) == len(after) and all(abs(x - y) <= SAME_COLUMN for x, y in zip(before, after, strict=True))


def make_table(pieces: Sequence[Piece], maker: Maker) -> Table:
    """Make one table of its pieces on one or more pages."""
    first = pieces[0]
    captioned = next((p for p in pieces if p.caption is not None), None)
    caption = captioned.caption if captioned else None
    title = first.parts.title
    parts = [p.parts if p is first or p.parts.title == title else parts_of(p.region, True) for p in pieces]
    gutters = gutters_of(parts)
    grids = [read_grid(p, gutters) for p in parts]
    count = len(gutters) + 1
    page = first.region.frame.page
    cells = [(cell, maker.passage("cell", cell.rows, page)) for cell in grids[0].header]
    header = column_labels([c for c, _ in cells], [p.text for _, p in cells], count)
    rows: list[Row] = []
    carried: tuple[Passage, ...] = ()
    for grid in grids:
        over: tuple[Lines, ...] = ()
        for row in grid.rows:
            if row.above and row.above != over:
                over = row.above
                carried = tuple(maker.passage("cell", lines, grid.frame.page) for lines in over)
            rows.append(_row(row, carried, count, maker))
    text = maker.passage("caption", caption.rows, caption.frame.page) if caption else Passage("caption", "")
    spans = tuple(sorted({c for g in grids for c in g.spans}))
    return Table(
        number=caption.number if caption else "",
        caption=text,
        header=header,
        header_cells=tuple((cell.first, p) for cell, p in cells),
        rows=tuple(rows),
        notes=_notes(pieces, maker),
        page=page,
        box=first.region.frame.on_page(first.region.box),
        spans=spans,
        confidence=confidence(grids),
    )


def _notes(pieces: Sequence[Piece], maker: Maker) -> tuple[Passage, ...]:
    """Return the notes under a table's pieces, without what only says that the table goes on."""
    found = []
    for piece in pieces:
        rows = [row for row in piece.notes if not _GOES_ON.match(text_of(row))]
        if rows:
            found.append(maker.passage("note", rows, piece.region.frame.page))
    return tuple(found)


def confidence(grids: Sequence[Grid]) -> float:
    """Return how far the evidence agrees on the grid: from the mean weight of its rows, 0.3 to 0.95."""
    weights = [g.weight for g in grids]
    mean = sum(weights) / len(weights)
    return round(min(0.95, max(0.3, SOUND + 0.08 * mean)), 2)


def _row(row: GridRow, over: tuple[Passage, ...], count: int, maker: Maker) -> Row:
    page = row.frame.page
    cells = [maker.passage("cell", lines, page) for lines in row.cells]
    cells += [Passage("cell", "")] * (count - len(cells))
    labels = [p.text for p, label in zip(cells, row.labels, strict=False) if label]
    words = [w for lines in row.cells for line in lines for w in line]
    box = _box(words, row, row.frame)
    return Row(tuple(cells), tuple(p.text for p in over) + tuple(labels), page, box, over)


def _box(words: Sequence[Word], row: GridRow, frame: Frame) -> Box:
    x0 = min((w.x0 for w in words), default=0.0)
    x1 = max((w.x1 for w in words), default=0.0)
    return frame.on_page(Box(x0, row.y0, x1, row.y1))
