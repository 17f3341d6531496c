"""Tables that no rule closes: their rows below the last rule, and those that begin the next page without one.

Rows are known by the columns of the table that they go on with: hardly a word of them runs over a boundary, and there
is no running text, caption, heading or wide blank before them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import HEADING_SIZE, IN_COLUMN, NEAR, ROW_GAP, STRAY, TOUCHES
from surveyrefs.parse.embedded.find.regions import Region, region_of
from surveyrefs.parse.embedded.find.view import PageView, column_of
from surveyrefs.parse.embedded.layout.frame import Frame, lines_of
from surveyrefs.parse.embedded.layout.line import ONE_PART, Line
from surveyrefs.parse.embedded.tables.assemble import PagePart, is_going_on
from surveyrefs.parse.embedded.tables.header import MARKED, NOTES, begins_with_mark, gutters_of, head_and_body
from surveyrefs.parse.embedded.tables.limits import (
    BEYOND,
    EVEN_STEPS,
    FEW_BODY,
    HANGS,
    MOST_LABELS,
    MOST_OVER,
    NOTE_SIZE,
    SAME_WIDTH,
    USUAL_LEADING,
)

Place = tuple[int, int]  # of a frame: page and turn


class _Shape(msgspec.Struct, frozen=True, gc=False):
    """A table that may go on: its edges in x, the boundaries between its columns, and its rows' type size, 0 where
    there are none yet."""

    x0: float
    x1: float
    gutters: tuple[float, ...]
    size: float = 0.0

    def runs_over(self, line: Line) -> bool:
        """Tell whether a word of a line runs over a boundary."""
        return any(w.x0 < g - HANGS and w.x1 > g + HANGS for g in self.gutters for w in line)

    def is_in_one(self, line: Line) -> bool:
        """Tell whether a line stands in one column."""
        box = line.box
        return not any(box.x0 < g - HANGS and box.x1 > g + HANGS for g in self.gutters)


def with_open_ends(pieces: Sequence[PagePart], views: Mapping[Place, PageView]) -> list[PagePart]:
    """Return the pieces of tables, page by page, grown to where their rows end, and what begins the next page without
    a rule or caption of its own. What stands within a grown piece is none for itself."""
    by_page: dict[int, list[PagePart]] = {}
    for piece in pieces:
        by_page.setdefault(piece.region.frame.page, []).append(piece)
    found: list[PagePart] = []
    over: list[tuple[PagePart, _Shape]] = []  # tables that are open at the foot of the page before
    for page in sorted({page for page, _ in views}):
        mine, view = by_page.get(page, []), views.get((page, 0))
        if view is None:
            found, over = [*found, *mine], []
            continue
        for before, shape in over:
            mine = _with_top(mine, before, shape, view)
        known = [shape for _, shape in over]
        over, mine, todo = [], [], mine
        while todo:
            piece, *todo = todo
            grown, shape_ = _to_end(piece, [*mine, *todo], view, known)
            if grown is not piece:
                mine, todo = [p for p in mine if _apart(p, grown)], [p for p in todo if _apart(p, grown)]
            mine.append(grown)
            if shape_ is not None:
                over.append((grown, shape_))
                beside = _in_next_column(grown, shape_, [*mine, *todo], view)
                mine += [part for part, _ in beside]
                over += [(part, shape) for part, shape in beside if shape is not None]
        found += mine
    return found


def _apart(piece: PagePart, grown: PagePart) -> bool:
    """Tell whether a piece is no part of one that has grown."""
    a, b = piece.region, grown.region
    return a.place != b.place or not b.box.holds(a.box.cx, a.box.cy)


def _scope(box: Box, frame: Frame) -> tuple[float, float]:
    """Return the edges of the text column that a table is set in, or of the page."""
    column = column_of(box, frame)
    return (column[0] - IN_COLUMN, column[1] + IN_COLUMN) if column else (0.0, frame.width)


def _lines(view: PageView, box: Box, top: float) -> tuple[Line, ...]:
    """Return the printed lines below a height, in the column of a table."""
    x0, x1 = _scope(box, view.frame)
    return lines_of(view.words_between(top, view.frame.height, x0, x1))


def _to_end(
    piece: PagePart, others: Sequence[PagePart], view: PageView, known: Sequence[_Shape]
) -> tuple[PagePart, _Shape | None]:
    """Return a piece with the rows below its last rule, and its shape if it may go on over the page.

    `known` are the shapes of the tables that are open at the foot of the page before.
    """
    region = piece.region
    if region.frame.turn or piece.part or any(p.part for p in others) or _captioned_below(piece):
        return piece, None
    lines, stops = _lines(view, region.box, region.box.y1), _stops(piece, others)
    shape = _shape(piece, lines, stops, view, known)
    if shape is None:
        return piece, None
    end = _unruled_end(piece)
    rows, stopped = _rows(lines, region.box.y1, shape, view, stops, end)
    closed = piece.parts.body and not end
    if closed and sum(line.has_parts for line in rows) < BEYOND:
        return piece, None
    if not rows:
        return piece, None if stopped and lines else shape
    box = Box(region.box.x0, region.box.y0, max([region.box.x1, *(line.box.x1 for line in rows)]), rows[-1].box.y1 + 1)
    grown = _around_others(region_of(view, box), others, view)
    piece = msgspec.structs.replace(piece, parts=head_and_body(grown))
    return piece, None if stopped else shape


def _unruled_end(piece: PagePart) -> tuple[Line, ...]:
    """Return the last lines of a piece, none where a rule stands below them."""
    lines = piece.parts.body[-2:]
    return () if lines and any(r.cy > lines[-1].box.cy for r in piece.region.across) else lines


def _shape(
    piece: PagePart, lines: Sequence[Line], stops: Sequence[Box], view: PageView, known: Sequence[_Shape]
) -> _Shape | None:
    """Return the shape of a table: that of the page before, or its own, for which what stands below a header counts."""
    box = piece.region.box
    same = [s for s in known if abs(s.x0 - box.x0) <= SAME_WIDTH and abs(s.x1 - box.x1) <= SAME_WIDTH]
    if same and (piece.caption is None or piece.caption.continued):
        return same[0]
    parts = piece.parts
    if len(parts.body) < FEW_BODY:
        bottom = _until(lines, box.y1, _Shape(box.x0, box.x1, ()), view, stops)
        parts = head_and_body(region_of(view, Box(box.x0, box.y0, box.x1, bottom + 1)))
    size = median(line.size for line in parts.body) if parts.body else 0.0
    return _Shape(box.x0, box.x1, parts.gutters, size) if parts.gutters else None


def _until(lines: Sequence[Line], edge: float, shape: _Shape, view: PageView, stops: Sequence[Box]) -> float:
    """Return where lines that may be rows of a table end, wherever its columns are."""
    bottom = edge
    for line in lines:
        if _ends_before(line, edge, shape, view, stops):
            break
        edge = line.box.y1
        bottom = edge if line.has_parts else bottom
    return bottom


def _captioned_below(piece: PagePart) -> bool:
    """Tell whether a piece's caption stands below it: there it ends."""
    caption, box = piece.caption, piece.region.box
    return caption is not None and caption.place == piece.region.place and caption.box.y0 >= box.y1 - TOUCHES


def _stops(piece: PagePart, others: Sequence[PagePart]) -> list[Box]:
    """Return the boxes at which a piece ends: those of tables that have a caption above them, or other edges."""
    box = piece.region.box
    return [
        p.region.box for p in others
        if p is not piece and (p.caption is not None and not _captioned_below(p) or not _is_within(p.region.box, box))
    ]  # fmt: skip


def _is_within(inner: Box, box: Box) -> bool:
    return inner.x0 >= box.x0 - SAME_WIDTH and inner.x_shared(box) > SAME_WIDTH


def _around_others(region: Region, others: Sequence[PagePart], view: PageView) -> Region:
    """Return a region that ends no earlier than the pieces that it runs into."""
    into = [
        p.region.box for p in others if p.region.box.y_shared(region.box) > 0 and _is_within(p.region.box, region.box)
    ]
    return region_of(view, Box.around([region.box, *into])) if into else region


def _rows(
    lines: Sequence[Line],
    edge: float,
    shape: _Shape,
    view: PageView,
    stops: Sequence[Box],
    above: Sequence[Line] = (),
) -> tuple[list[Line], bool]:
    """Return the first printed lines that are rows of a table, up to the last that surely is, and whether other text
    follows on the page; that the table goes on is none.

    `edge` is the height at which they begin, `above` are the last lines before, where no rule parts them from these.
    """
    found: list[Line] = []
    sure = over = labels = 0  # lines of several parts: up to the last of them, and those that run over a boundary
    several = 0
    stopped = False
    for line in lines:
        if is_going_on(line.text):
            break
        if _ends_before(line, edge, shape, view, stops):
            stopped = True
            break
        if line.has_parts:
            several, labels = several + 1, 0
            over += shape.runs_over(line)
        elif not shape.is_in_one(line):
            labels += 1
        if labels > MOST_LABELS or over > MOST_OVER * several and over > 1:
            stopped = True
            break
        found.append(line)
        if line.has_parts or _goes_on((*above, *found[-3:]), shape):
            sure = len(found)
        edge = line.box.y1
    if over > MOST_OVER * several:
        return [], True
    if not several:  # a cell that goes on
        near = all(b.baseline - a.baseline < ROW_GAP * a.size for a, b in pairwise(found))
        heading = bool(found and above) and found[0].bold and not above[-1].bold
        at_foot = found and near and not stopped and not labels and not heading
        return (found, False) if at_foot else (found[:sure], True)
    return found[:sure], stopped


def _goes_on(lines: Sequence[Line], shape: _Shape) -> bool:
    """Tell whether the last of some lines is one of a cell, the only one that goes on so far: it stands in one column,
    no further below the line above than that one is below its own, or than lines usually are, and is no heading."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    if not steps or not shape.is_in_one(lines[-1]) or lines[-1].bold and not lines[-2].bold:
        return False
    return steps[-1] <= EVEN_STEPS * max(USUAL_LEADING * lines[-1].size, *steps[-2:-1], 0.0)


def _ends_before(line: Line, edge: float, shape: _Shape, view: PageView, stops: Sequence[Box]) -> bool:
    """Tell whether a table ends above a line: it is something else, or too far below `edge`."""
    box = line.box
    reach = 2 * STRAY if line.has_parts else STRAY
    if box.y0 - edge > ROW_GAP * line.size or box.x0 < shape.x0 - reach or box.x1 > shape.x1 + reach:
        return True
    marked = begins_with_mark(line) or not line.has_parts and MARKED.match(line.text)
    if NOTES.match(line.text) or is_going_on(line.text) or marked:
        return True
    if min(w.size for w in line) > HEADING_SIZE * view.layout.body_size or any(box.y_shared(s) > 0 for s in stops):
        return True
    is_note = not line.has_parts and line.size < NOTE_SIZE * shape.size
    if is_note or _keeps_to_columns(line, shape, view.frame):
        return True
    x0, x1 = shape.x0, shape.x1
    return bool(view.prose_between(box.y0, box.y1, x0, x1)) or view.caption_between(min(edge, box.y0), box.y1, x0, x1)


def _keeps_to_columns(line: Line, shape: _Shape, frame: Frame) -> bool:
    """Tell whether the parts of a line below a table across text columns stand in these, and not in the table's: each
    in one text column, and one runs over a boundary, where it is not alone in the first, as a label may be."""
    if column_of(Box(shape.x0, line.y0, shape.x1, line.y1), frame) is not None:
        return False
    boxes = [part.box for part in line.parts(ONE_PART)]
    places = [column_of(box, frame) for box in boxes]
    if None in places or len(set(places)) < len(places) or places == [frame.columns[0]]:
        return False
    return any(box.x0 < g - HANGS and box.x1 > g + HANGS for box in boxes for g in shape.gutters)


def _in_next_column(
    before: PagePart, shape: _Shape, others: Sequence[PagePart], view: PageView
) -> list[tuple[PagePart, _Shape | None]]:
    """Return the rows at the top of the next text column that go on with a table, one piece or none, with its shape
    there if it may go on further: its header is said again above them, and they are no other table's."""
    columns = view.frame.columns
    own = column_of(before.region.box, view.frame)
    after = columns.index(own) + 1 if own in columns else len(columns)
    if own is None or after == len(columns) or not before.parts.head:
        return []
    by = columns[after][0] - own[0]
    moved = _Shape(shape.x0 + by, shape.x1 + by, tuple(g + by for g in shape.gutters))
    lines = _lines(view, Box(moved.x0, 0.0, moved.x1, 0.0), 0.0)
    count = len(before.parts.head)
    if tuple(line.text for line in lines[:count]) != tuple(line.text for line in before.parts.head):
        return []
    stops = [p.region.box for p in others if p.region.box.x_shared(lines[0].box) > 0]
    rows, stopped = _rows(lines[count:], lines[count - 1].box.y1, moved, view, stops)
    box = Box(moved.x0, lines[0].box.y0 - 1, moved.x1, rows[-1].box.y1 + 1) if rows else None
    if box is None or any(box.y_shared(s) > 0 for s in stops):
        return []
    return [(PagePart(None, head_and_body(region_of(view, box))), None if stopped else moved)]


def _caption_below(box: Box, others: Sequence[PagePart], view: PageView) -> Caption | None:
    """Return the table's caption right below a box, if it is none of another piece."""
    used = {p.caption.key for p in others if p.caption is not None}
    near = (
        c for c in view.captions
        if c.kind == "table" and -TOUCHES <= c.box.y0 - box.y1 <= NEAR and c.box.x_shared(box) > 0 and c.key not in used
    )  # fmt: skip
    return next(near, None)


def _with_top(mine: list[PagePart], before: PagePart, shape: _Shape, view: PageView) -> list[PagePart]:
    """Return a page's pieces with the rows at its top that go on with a table of the page before: as a piece of their
    own, or as the beginning of the one that they run into."""
    region = before.region
    lines = _lines(view, region.box, 0.0)
    if not lines:
        return mine
    top = lines[0].box.y0
    stops = _stops(before, mine)
    if len(before.parts.body) < FEW_BODY:
        begun = _until(lines, top, shape, view, stops)
        below = head_and_body(region_of(view, Box(shape.x0, top - 1, shape.x1, begun + 1)), True)
        shape = _Shape(shape.x0, shape.x1, gutters_of([before.parts, below]))
    rows, _ = _rows(lines, top, shape, view, stops)
    first = [p for p in mine if p.region.box.y0 <= top + TOUCHES and p.region.box.x_shared(region.box) > 0]
    if not rows or any(p.region.across for p in first):
        return mine
    box = Box(shape.x0, top - 1, max([shape.x1, *(line.box.x1 for line in rows)]), rows[-1].box.y1 + 1)
    grown = _around_others(region_of(view, box), mine, view)
    new = PagePart(None, head_and_body(grown), follows=True)
    into = [p for p in mine if not _apart(p, new)]
    caption = next((p.caption for p in into if p.caption is not None), None)
    if caption is not None and before.caption is not None:
        return mine  # another table
    if caption is None and before.caption is None:
        caption = _caption_below(grown.box, mine, view)
    new = msgspec.structs.replace(new, caption=caption)
    return [new, *(p for p in mine if all(p is not q for q in into))]
