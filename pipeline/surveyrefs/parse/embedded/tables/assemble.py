"""Regions and grids → tables: pieces on several pages joined, cells and labels as passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import Passage, PassageKind, Row, Table
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import NEAR
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.frame import Frame, lines_of
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import PdfFile, Word
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.parse.embedded.tables.grid import Grid, GridRow, go_on, read_grid
from surveyrefs.parse.embedded.tables.header import HeadBody, gutters_of, head_and_body
from surveyrefs.parse.embedded.tables.header_cells import HeaderCell, column_labels
from surveyrefs.parse.embedded.tables.heading_rows import HeadingRow
from surveyrefs.parse.embedded.tables.limits import (
    ACROSS,
    LEAST_SURE,
    MOST_OVER,
    MOST_SURE,
    PAGE_END,
    PAGE_TOP,
    SAME_COLUMN,
    SAME_WIDTH,
    SOUND,
    UNSURE,
)
from surveyrefs.parse.embedded.tables.spanning import bare
from surveyrefs.text.float_names import names_pattern
from surveyrefs.text.goes_on import CONTINUED

_GOES_ON = re.compile(rf"\W*(({names_pattern('table')})\W+\S+\W+)?(to be )?{CONTINUED}", re.I)


class PagePart(msgspec.Struct, frozen=True, gc=False):
    """A part of a table on one page: its caption (where it has one) and printed rows.

    `part` counts the tables under one caption, `label` are the printed rows of a part's own caption. `follows`: it goes
    on with the table at the foot of the page before.
    """

    caption: Caption | None
    parts: HeadBody
    notes: tuple[tuple[Word, ...], ...] = ()
    part: int = 0
    label: tuple[tuple[Word, ...], ...] = ()
    follows: bool = False

    @property
    def region(self) -> Region:
        """The region on the page."""
        return self.parts.region


class PassageMaker:
    """Makes passages of upright words."""

    def __init__(self, file: PdfFile, weaver: Weaver) -> None:
        """Keep the page's own words, whose places the passages record."""
        self._file = file
        self._weaver = weaver

    def passage(self, kind: PassageKind, lines: Sequence[Sequence[Word]], page: int | Sequence[int]) -> Passage:
        """Return a passage of printed lines, each with the words as they are on the page.

        `page` is the page of all lines, or one number a line.
        """
        rows = []
        numbers = [page] * len(lines) if isinstance(page, int) else page
        for line, number in zip(lines, numbers, strict=True):
            own = self._file.pages[number - 1].words
            row = []
            for w in line:
                word = own[w.index]
                row.append(word if word.glued == w.glued else msgspec.structs.replace(word, glued=w.glued))
            rows.append(row)
        return self._weaver.passage(kind, rows, page)


def chain(pieces: Sequence[PagePart]) -> list[list[PagePart]]:
    """Join pieces that go on from one page to the next into tables."""
    chains: list[list[PagePart]] = []
    for piece in pieces:
        last = chains[-1][-1] if chains else None
        by_number = next((c for c in chains if _says_continued(piece, c)), None)
        if piece.part:
            chains[-1].append(piece)
        elif by_number is not None:
            by_number.append(piece)
        elif last is not None and goes_on(last, piece, chains[-1]):
            chains[-1].append(piece)
        elif (before := _at_foot(chains[:-1], piece)) is not None:
            before.append(piece)
        else:
            chains.append([piece])
    return chains


def _at_foot(chains: Sequence[list[PagePart]], piece: PagePart) -> list[PagePart] | None:
    """Return the table that ends the page before a piece without caption and goes on in it, though another one in the
    column beside it is read after it."""
    if piece.caption is not None:
        return None
    for known in reversed(chains):
        page = known[-1].region.frame.page
        if page < piece.region.frame.page - 1:
            return None
        if page < piece.region.frame.page and _ends_text(known[-1].region) and goes_on(known[-1], piece, known):
            return known
    return None


def _ends_text(region: Region) -> bool:
    """Tell whether nothing stands below a region on its page."""
    return region.frame.is_clear_below(region.box)


def _says_continued(piece: PagePart, known: Sequence[PagePart]) -> bool:
    caption = piece.caption
    return caption is not None and caption.continued and caption.number in {c.number for p in known if (c := p.caption)}


def goes_on(last: PagePart, piece: PagePart, known: Sequence[PagePart]) -> bool:
    """Tell whether a piece goes on with the one on the page or in the column before, the last of those `known`."""
    a, b = last.region, piece.region
    same_header = bool(last.parts.title) and last.parts.title == piece.parts.title
    in_order = b.frame.page == a.frame.page + 1 or b.frame.page == a.frame.page and a.box.x1 < b.box.x0 and same_header
    if not in_order or a.frame.turn != b.frame.turn:
        return False
    if piece.follows and abs(a.box.x0 - b.box.x0) <= SAME_WIDTH:
        return True
    captions = [p.caption for p in (*known, piece) if p.caption is not None]
    caption = piece.caption
    if caption is not None and not caption.continued and (known[-1].caption or caption.box.y0 < b.box.y1 - 3):
        return False  # its own caption, and not one below the last piece of a table that had none so far
    if b.frame.page > a.frame.page and b.box.y0 > _top(b) + PAGE_TOP:
        return False
    if len({c.number for c in captions if not c.continued}) > 1:
        return False
    if same_header and _in_next_column(piece, a, b):
        return True
    if abs(a.box.x0 - b.box.x0) > SAME_WIDTH or abs(a.box.x1 - b.box.x1) > SAME_WIDTH:
        return False
    if same_header:
        return True
    before, after = last.parts.gutters, piece.parts.gutters
    if 0 < len(before) == len(after) and all(abs(x - y) <= SAME_COLUMN for x, y in zip(before, after, strict=True)):
        return True
    if caption is not None or not _ends_page(a):
        return False
    return _in_columns(b, before) if len(last.parts.body) > 1 else _in_columns(a, after)


def _ends_page(region: Region) -> bool:
    """Tell whether a region reaches far down its page, or nothing stands below it."""
    box, frame = region.box, region.frame
    return box.y1 > PAGE_END * frame.height or frame.is_clear_below(box)


def _in_columns(region: Region, gutters: Sequence[float]) -> bool:
    """Tell whether hardly a line of a region has a word on a boundary of the columns of a table of several."""
    lines = lines_of(region.words)
    over = sum(any(w.x0 < g - ACROSS and w.x1 > g + ACROSS for w in line for g in gutters) for line in lines)
    return len(gutters) > 1 and over <= MOST_OVER * len(lines)


def _in_next_column(piece: PagePart, a: Region, b: Region) -> bool:
    """Tell whether a piece goes on in the next column: it says so, or one ends a column and the other begins one."""
    if piece.caption is not None:
        return piece.caption.continued
    bottom = max((w.y1 for w in a.frame.words if a.box.x0 <= w.x0 <= a.box.x1), default=a.box.y1)
    return b.box.y0 <= _top(b) + NEAR and a.box.y1 >= bottom - NEAR


def _top(region: Region) -> float:
    """Return where the text above a region, or the region, begins on its page."""
    box = region.box
    return min((w.y0 for w in region.frame.words if box.x0 <= w.x0 <= box.x1), default=box.y0)


class _Panel(msgspec.Struct, frozen=True, gc=False):
    """One grid: a whole table with its continuations, or one of the parts side by side."""

    grids: tuple[Grid, ...]
    cells: tuple[tuple[HeaderCell, Passage], ...]
    header: tuple[str, ...]
    label: Passage | None


def make_table(pieces: Sequence[PagePart], maker: PassageMaker) -> Table:
    """Make one table of its pieces on one or more pages."""
    first = pieces[0]
    captioned = next((p for p in pieces if p.caption is not None), None)
    caption = captioned.caption if captioned else None
    starts = [i for i, p in enumerate(pieces) if p.part or not i]
    panels = [_panel(pieces[a:b], maker) for a, b in pairwise([*starts, len(pieces)])]
    header, places = united([p.header for p in panels])
    labelled = [p for p in panels if p.label is not None]
    rows: list[Row] = []
    for panel, columns in zip(panels, places, strict=True):
        part = labelled.index(panel) if panel.label is not None else -1
        rows += [_replaced(row, columns, len(header), part) for row in _rows(panel, maker)]
    text = maker.passage("caption", caption.rows, caption.frame.page) if caption else Passage("caption", "")
    return Table(
        number=caption.number if caption else "",
        caption=text,
        header=header,
        header_cells=tuple(
            (at[cell.first], p) for panel, at in zip(panels, places, strict=True) for cell, p in panel.cells
        ),
        rows=tuple(rows),
        notes=_notes(pieces, maker),
        page=first.region.frame.page,
        box=first.region.frame.on_page(_around(pieces)),
        spans=tuple(sorted({at[c] for p, at in zip(panels, places, strict=True) for g in p.grids for c in g.spans})),
        confidence=confidence([g for p in panels for g in p.grids]),
        parts=tuple(p.label for p in labelled if p.label is not None),
    )


def _panel(pieces: Sequence[PagePart], maker: PassageMaker) -> _Panel:
    first = pieces[0]
    title, page = first.parts.title, first.region.frame.page
    parts = [p.parts if p is first or p.parts.title == title else head_and_body(p.region, True) for p in pieces]
    gutters = _gutters(parts)
    grids: list[Grid] = []
    for part, columns in zip(parts, gutters, strict=True):
        grids.append(read_grid(part, columns, grids[-1] if grids else None))
    grids[-1] = msgspec.structs.replace(grids[-1], rows=(*grids[-1].rows, *grids[-1].waiting))
    cells = tuple((cell, maker.passage("cell", cell.rows, page)) for cell in grids[0].header)
    header = column_labels([c for c, _ in cells], [p.text for _, p in cells], len(gutters[0]) + 1)
    label = maker.passage("caption", first.label, page) if first.label else None
    return _Panel(tuple(grids), cells, tuple(header), label)


def _gutters(parts: Sequence[HeadBody]) -> list[tuple[float, ...]]:
    """Return the columns' boundaries of each piece: in common where they stand in one place, else moved there."""
    lefts = [p.region.box.x0 for p in parts]
    places: dict[float, list[HeadBody]] = {}
    for p, x0 in zip(parts, lefts, strict=True):
        places.setdefault(next((at for at in places if abs(at - x0) <= SAME_WIDTH), x0), []).append(p)
    most = max(places, key=lambda at: sum(len(p.body) for p in places[at]))
    common = gutters_of(places[most])
    found = {}
    for at, mine in places.items():
        own = gutters_of(mine)  # supertabular sets the columns of each page by themselves
        found[at] = own if len(own) == len(common) else tuple(g + at - most for g in common)
    return [found[next(at for at in places if abs(at - x0) <= SAME_WIDTH)] for x0 in lefts]


def united(headers: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], list[tuple[int, ...]]]:
    """Return one header for tables under one caption, and where each one's columns are in it.

    Columns of the same header are one column; so are the first ones, which name the rows, and those of a part without
    header by their place.
    """
    whole = list(headers[0])
    places = [tuple(range(len(whole)))]
    for header in headers[1:]:
        at: list[int] = []
        for c, label in enumerate(header):
            if c < len(whole) and (c == 0 or not any(header)):
                if label.casefold() != whole[c].casefold():
                    whole[c] = " / ".join(filter(None, (whole[c], label)))
                at.append(c)
                continue
            same = [i for i, known in enumerate(whole) if i not in at and known.casefold() == label.casefold()]
            at.append(same[0] if same else len(whole))
            if not same:
                whole.append(label)
        places.append(tuple(at))
    return tuple(whole), places


def _replaced(row: Row, columns: Sequence[int], count: int, part: int) -> Row:
    """Return a part's row with its cells at their places in the whole."""
    cells = [Passage("cell", "")] * count
    for c, cell in zip(columns, row.cells, strict=False):
        cells[c] = cell
    return Row(tuple(cells), row.groups, row.page, row.box, row.group_passages, part)


def _rows(panel: _Panel, maker: PassageMaker) -> list[Row]:
    rows: list[Row] = []
    over: tuple[HeadingRow, ...] = ()
    labels: tuple[Passage, ...] = ()
    for row in joined_over_pages([grid.rows for grid in panel.grids]):
        if row.headings != over:
            over = row.headings
            labels = tuple(maker.passage("cell", label.lines, label.page) for label in over)
        rows.append(_row(row, labels, len(panel.header), maker))
    return rows


def _around(pieces: Sequence[PagePart]) -> Box:
    """Return the box of the parts on the table's first page."""
    return Box.around(p.region.box for p in pieces if p.region.place == pieces[0].region.place)


def _notes(pieces: Sequence[PagePart], maker: PassageMaker) -> tuple[Passage, ...]:
    """Return the notes under a table's pieces, without what only says that the table goes on."""
    found = []
    for piece in pieces:
        rows = [row for row in piece.notes if not is_going_on(text_of(row))]
        if rows:
            found.append(maker.passage("note", rows, piece.region.frame.page))
    return tuple(found)


def is_going_on(text: str) -> bool:
    """Tell whether a line says no more than that a table goes on."""
    return bool(_GOES_ON.match(text))


def confidence(grids: Sequence[Grid]) -> float:
    """Return how far the evidence agrees on the grid: from the mean weight of its rows, 0.3 to 0.95."""
    weights = [g.weight for g in grids]
    mean = sum(weights) / len(weights)
    return round(min(MOST_SURE, max(LEAST_SURE, SOUND + UNSURE * mean)), 2)


def joined_over_pages(pages: Sequence[Sequence[GridRow]]) -> list[GridRow]:
    """Return the rows of all pages; one that goes on at the top of the next page is one row."""
    found: list[GridRow] = []
    for rows in pages:
        if found and rows and _row_goes_on(found[-1], rows[0]):
            found[-1] = msgspec.structs.replace(found[-1], rest=rows[0].cells, rest_page=rows[0].frame.page)
            found += rows[1:]
        else:
            found += rows
    return found


def _row_goes_on(last: GridRow, row: GridRow) -> bool:
    """Tell whether a page's first row goes on with the last one of the page before, or of the column before."""
    same = last.frame.page == row.frame.page and row.y0 >= last.y0  # else it is in the next column
    if same or last.rest or row.headings != last.headings or row.carried or last.labels[0]:
        return False
    return go_on(last.cells, row.cells)


def _row(row: GridRow, over: tuple[Passage, ...], count: int, maker: PassageMaker) -> Row:
    page = row.frame.page
    cells = [
        maker.passage("cell", [*lines, *more], [page] * len(lines) + [row.rest_page] * len(more))
        for lines, more in zip(row.cells, row.rest or ((),) * len(row.cells), strict=True)
    ]
    cells += [Passage("cell", "")] * (count - len(cells))
    for c, label in row.carried:
        cells[c] = maker.passage("cell", label.lines, label.page)
    labels = [bare(p.text) for p, label in zip(cells, row.labels, strict=False) if label]
    words = [w for lines in row.cells for line in lines for w in line]
    box = _box(words, row, row.frame)
    return Row(tuple(cells), tuple(bare(p.text) for p in over) + tuple(labels), page, box, over)


def _box(words: Sequence[Word], row: GridRow, frame: Frame) -> Box:
    x0 = min((w.x0 for w in words), default=0.0)
    x1 = max((w.x1 for w in words), default=0.0)
    return frame.on_page(Box(x0, row.y0, x1, row.y1))
