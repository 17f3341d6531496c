"""Where tables are: stacks of rules that belong together, or lines of several parts next to a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import (
    AS_HEAVY,
    BARE_HEAD_LINES,
    BLANK,
    BLANK_BEFORE,
    DOUBLE,
    EXTENT,
    FEW_WORDS,
    HEAD_LINES,
    HEADING_SIZE,
    HEAVY,
    IN_COLUMN,
    LOOSE_WIDTH,
    MIN_BELOW,
    MIN_UNRULED,
    MOST_LOOSE,
    MOST_OVER,
    NEAR,
    OPEN_GAP,
    PROSE_ROWS,
    ROW_GAP,
    SAME_START,
    STRAY,
    STRAY_COLUMN,
    TABLE_WIDTH,
    TOUCHES,
    WIDE,
)
from surveyrefs.parse.embedded.find.stripes import edges_of_stripes
from surveyrefs.parse.embedded.find.tails import without_tail
from surveyrefs.parse.embedded.find.view import PageView, column_of
from surveyrefs.parse.embedded.layout.frame import Frame, lines_of
from surveyrefs.parse.embedded.layout.line import ONE_PART, Line
from surveyrefs.parse.embedded.pdf.page import Rule, Word

_PART = re.compile(r"\([a-h]\)\s")


class Region(msgspec.Struct, frozen=True):
    """The body of a table: its box in the frame, its rules, and its words (turned ones included)."""

    frame: Frame
    box: Box
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    words: tuple[Word, ...]

    @property
    def place(self) -> tuple[int, int]:
        """Its frame: page and turn."""
        return self.frame.page, self.frame.turn

    @property
    def key(self) -> tuple[int, int, Box]:
        """What tells it from the document's other regions: page, turn and place."""
        return self.frame.page, self.frame.turn, self.box


# -- stacks of rules --------------------------------------------------------------------------------------------------


def ruled_regions(view: PageView) -> list[Region]:
    """Return regions that rules mark as tables, from top to bottom."""
    frame = view.frame
    long = [r for r in frame.across if r.width >= TABLE_WIDTH]
    long = sorted([*long, *edges_of_stripes(frame)], key=lambda rule: rule.cy)
    stacks: list[list[Rule]] = []
    for rule in long:
        for stack in stacks:
            if abs(stack[0].x0 - rule.x0) <= EXTENT and abs(stack[0].x1 - rule.x1) <= EXTENT:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    runs = [run for stack in stacks for run in _runs(stack, view)]
    runs = [run for run in _merged(runs) if len(run) > 1]
    outer = [run for run in runs if not any(_inside(run, other) for other in runs if other is not run)]
    found = [_region(run, view) for run in sorted(outer, key=lambda run: (run[0].y0, run[0].x0))]
    return _each_once([region for region in found if len(region.words) >= FEW_WORDS])


def _each_once(regions: Sequence[Region]) -> list[Region]:
    """Leave out regions that lines down made as large as another one: two parts of a grid that grew to the whole."""
    found: list[Region] = []
    for region in regions:
        mine = {w.index for w in region.words}
        if not any(mine <= {w.index for w in other.words} for other in found if other.box.y_shared(region.box) > 0):
            found.append(region)
    return found


def _runs(stack: list[Rule], view: PageView) -> list[list[Rule]]:
    """Cut a stack of rules of the same ends where a caption or running text stands between two of them."""
    runs = [[stack[0]]]
    framed = _framed_gaps(stack, view)
    for at, (above, below) in enumerate(pairwise(stack)):
        top, bottom = above.cy, below.cy
        x0, x1 = above.x0, above.x1
        cut = bottom - top > DOUBLE and (
            view.caption_between(top, bottom, x0, x1)
            or view.prose_between(top, bottom, x0, x1) >= PROSE_ROWS
            or _apart(above, below, stack, view)
            or bottom - top > BLANK
            and not framed[at]
            and any(framed[:at])
            and any(framed[at + 1 :])
        )
        if cut:
            runs.append([below])
        else:
            runs[-1].append(below)
    return runs


def _framed_gaps(stack: Sequence[Rule], view: PageView) -> list[bool]:
    """Tell of each gap between two rules whether lines run down both its sides: where they stop, a frame ends."""
    x0, x1 = stack[0].x0, stack[0].x1
    edges = [[r for r in view.frame.down if abs(r.x0 - x) <= EXTENT] for x in (x0, x1)]
    heights = [(above.cy + DOUBLE, below.cy - DOUBLE) for above, below in pairwise(stack)]
    return [all(any(r.y0 <= a and r.y1 >= b for r in side) for side in edges) for a, b in heights]


def _apart(above: Rule, below: Rule, stack: Sequence[Rule], view: PageView) -> bool:
    """Tell whether a blank between two heavy rules parts two tables of one width."""
    top, bottom = above.cy, below.cy
    heavy = max(r.height for r in stack)
    light = min(r.height for r in stack)
    if bottom - top < BLANK or heavy < HEAVY * light or min(above.height, below.height) < AS_HEAVY * heavy:
        return False
    between = view.lines_between(top, bottom, above.x0 - STRAY, above.x1 + STRAY)
    return not between or len(between) == 1 and bool(_PART.match(between[0].text))


def _merged(runs: Sequence[list[Rule]]) -> list[list[Rule]]:
    """Return runs of rules, those that run over the upper or lower end of a narrower one within their width together
    with it: the rules of one table that leave out its labels."""
    found: list[list[Rule]] = []
    for run in sorted(runs, key=lambda run: run[0].width):
        under = [other for other in found if _overlap(other, run)]
        found = [other for other in found if all(other is not u for u in under)]
        found.append(sorted([rule for part in (*under, run) for rule in part], key=lambda rule: rule.cy))
    return found


def _overlap(run: list[Rule], wide: list[Rule]) -> bool:
    """Tell whether a run of several rules stands within the width of another, and neither within its height nor apart
    from it."""
    x0, x1 = min(r.x0 for r in run), max(r.x1 for r in run)
    within = wide[0].x0 - EXTENT <= x0 and x1 <= wide[0].x1 + EXTENT and x1 - x0 < wide[0].width
    top, bottom = wide[0].cy, wide[-1].cy
    if len(run) < 2 or not within or top <= run[0].cy and run[-1].cy <= bottom:
        return False
    return top <= run[-1].cy + EXTENT and bottom >= run[0].cy - EXTENT


def _inside(run: list[Rule], other: list[Rule]) -> bool:
    a, b = run[0], other[0]
    within = b.x0 - EXTENT <= a.x0 and a.x1 <= b.x1 + EXTENT and a.width < b.width
    return within and b.cy <= run[0].cy and run[-1].cy <= other[-1].cy


def _region(run: list[Rule], view: PageView) -> Region:
    frame = view.frame
    x0, x1 = min(r.x0 for r in run), max(r.x1 for r in run)
    top, bottom = run[0].cy, run[-1].cy
    for rule in frame.down:  # column lines that go on where the last line across is missing
        if x0 - EXTENT <= rule.x0 <= x1 + EXTENT and rule.y0 <= bottom + EXTENT < rule.y1:
            end = rule.y1 + EXTENT
            if not view.caption_between(bottom, end, x0, x1) and not view.prose_between(bottom, end, x0, x1):
                bottom = end
        if x0 - EXTENT <= rule.x0 <= x1 + EXTENT and rule.y0 < top - EXTENT <= rule.y1:
            start = rule.y0 - EXTENT
            if not view.caption_between(start, top, x0, x1) and not view.prose_between(start, top, x0, x1):
                top = start
    for rule in frame.down:  # lines at the left of labels whose rows all go on from the page before: no line across
        if rule.x0 < x0 and abs(rule.y0 - top) <= 2 * EXTENT and abs(rule.y1 - bottom) <= 2 * EXTENT:
            x0 = rule.x0
    box = Box(x0, top, x1, bottom)
    if run[1].cy - top <= DOUBLE:
        above = _head_above(view, box)
        if above is not None:
            return region_of(view, Box(x0, above, x1, _rows_below(view, box, 1)))
    head = _head_above(view, box) if len(run) > 2 else None
    if head is not None and head < top - DOUBLE:
        return region_of(view, Box(x0, head, x1, bottom))
    closed = _framed_gaps((run[0], run[-1]), view)[0]
    if len({round(r.cy) for r in run}) == 2 and not closed and _is_head(view, box):
        box = Box(x0, top, x1, _rows_below(view, box, MIN_BELOW))
    return region_of(view, box)


def _is_head(view: PageView, box: Box) -> bool:
    """Tell whether the lines between the only two rules of a table may be its header: few, and of several parts, or
    more of them below a caption."""
    lines = view.lines_between(box.y0, box.y1, box.x0, box.x1)
    most = HEAD_LINES if _titled(view, box) else BARE_HEAD_LINES
    return 0 < len(lines) <= most and lines[0].has_parts


def _titled(view: PageView, box: Box) -> bool:
    """Tell whether a table's caption stands right above a box."""
    return any(
        c.kind == "table" and -TOUCHES <= box.y0 - c.box.y1 <= NEAR and box.x_shared(c.box) > 0 for c in view.captions
    )  # fmt: skip


def _head_above(view: PageView, box: Box) -> float | None:
    """Return where a header begins that stands above a double rule, the table's first; None where there is none."""
    top: float | None = None
    edge = box.y0
    for line in reversed(view.lines_between(box.y0 - NEAR, box.y0, box.x0 - 2, box.x1 + 2)):
        gap = edge - line.box.y1
        if gap > OPEN_GAP * line.first.size or not line.has_parts or _between(view, line.box.y0, edge, box):
            break
        top = edge = line.box.y0
    if top is None:
        return None
    whole = Box(box.x0, top, box.x1, box.y0)
    return top - 1 if _titled(view, whole) or _continues_columns(view, whole, box) else None


def _continues_columns(view: PageView, head: Box, box: Box) -> bool:
    """Tell whether lines that begin a page above a table's first rule are its header: they begin where columns do."""
    if not view.frame.is_clear_above(head):
        return False
    below = view.lines_between(box.y0, box.y1, box.x0 - 2, box.x1 + 2)
    starts = [p.box.x0 for p in below[0].parts(ONE_PART)] if below else []
    lines = view.lines_between(head.y0, head.y1, box.x0 - 2, box.x1 + 2)
    parts = [p.box.x0 for line in lines for p in line.parts(ONE_PART)]
    return len(starts) > 1 and sum(any(abs(x - s) <= SAME_START for s in starts) for x in parts) >= len(starts)


def _rows_below(view: PageView, box: Box, least: int) -> float:
    """Return where a table ends that has no rule at its end: after the last line of several parts below.

    Short lines of one part may stand between them: a few (labels), or any number in a column behind the first (a cell
    that goes on). `least`: lines of several parts.
    """
    edge = end = box.y1
    rows = loose = 0
    starts = sorted(
        {p.box.x0 for line in view.lines_between(box.y0, box.y1, box.x0 - 2, box.x1 + 2) for p in line.parts(ONE_PART)}
    )
    for line in view.lines_between(box.y1, view.frame.height, box.x0 - 2, box.x1 + 2):
        around = line.box
        if around.y0 - edge > OPEN_GAP * line.first.size or _between(view, edge, around.y1, box):
            break
        if line.has_parts or _begins_cell(line, starts):
            rows, loose, end = rows + 1, 0, around.y1
        elif not _in_column(around, starts):
            if loose == MOST_LOOSE or around.width > LOOSE_WIDTH * box.width:
                break
            loose += 1
        edge = around.y1
    return end + 1 if rows >= least else box.y1


def _begins_cell(line: Line, starts: Sequence[float]) -> bool:
    """Tell whether a word within a line begins where a part of the header does, behind a blank."""
    return any(
        b.x0 - a.x1 > BLANK_BEFORE * b.size and any(abs(b.x0 - x) <= SAME_START for x in starts)
        for a, b in pairwise(line)
    )


def _in_column(line: Box, starts: Sequence[float]) -> bool:
    """Tell whether a line is one of a cell behind the first column; `starts`: where the parts of the header begin."""
    at = next((i for i, x in enumerate(starts) if abs(line.x0 - x) <= SAME_START), 0)
    return at > 0 and (at + 1 == len(starts) or line.x1 < starts[at + 1])


def _between(view: PageView, top: float, bottom: float, box: Box) -> bool:
    """Tell whether running text or a caption stands between two heights."""
    return bool(view.prose_between(top, bottom, box.x0, box.x1)) or view.caption_between(top, bottom, box.x0, box.x1)


def region_of(view: PageView, box: Box) -> Region:
    """Return the region of a box with all rules and words in it; words may stick out at the sides a little."""
    frame = view.frame
    across = tuple(
        r for r in frame.across
        if box.y0 - 1 <= r.cy <= box.y1 + 1 and r.x0 >= box.x0 - 2 * EXTENT and r.x1 <= box.x1 + 2 * EXTENT
    )  # fmt: skip
    down = tuple(
        r for r in frame.down
        if box.x0 - EXTENT <= r.x0 <= box.x1 + EXTENT and r.y0 >= box.y0 - 2 * EXTENT and r.y1 <= box.y1 + 2 * EXTENT
    )  # fmt: skip
    wide = len(frame.columns) < 2 or box.width > frame.columns[0][1] - frame.columns[0][0] + WIDE
    reach = STRAY if wide else STRAY_COLUMN
    words = tuple(view.words_between(box.y0, box.y1, box.x0 - reach, box.x1 + reach))
    return Region(frame, box, across, down, words)


# -- tables without rules ---------------------------------------------------------------------------------------------


def unruled_region(caption: Caption, view: PageView, taken: frozenset[int], usual_above: bool) -> Region | None:
    """Return the table of a caption without a ruled region near it: rows of several parts below or above it."""
    sides = ("above", "below") if usual_above else ("below", "above")
    column, page = _scope(caption, view.frame), (0.0, view.frame.width)
    for side in sides:
        lines = _lines_from(caption, view, taken, side == "above", column)
        if column != page and _alone(caption, view, column):
            whole = _lines_from(caption, view, taken, side == "above", page)
            lines = whole if _go_over(lines, whole, column) else lines
        if sum(line.has_parts for line in lines) >= MIN_UNRULED:
            return region_of(view, Box.around(line.box for line in lines).grown(1))
    return None


def _alone(caption: Caption, view: PageView, column: tuple[float, float]) -> bool:
    """Tell whether nothing stands beside a caption in the other column, be it a caption, too."""
    box = caption.box
    words = view.words_between(box.y0, box.y1, 0.0, view.frame.width)
    others = [c.box for c in view.captions if c is not caption and c.box.y_shared(box) > 0]
    return all(column[0] <= w.cx <= column[1] for w in words) and all(column[0] <= b.cx <= column[1] for b in others)


def _go_over(lines: Sequence[Line], whole: Sequence[Line], column: tuple[float, float]) -> bool:
    """Tell whether the lines below a short caption go on in the other column: most that are there do."""
    inside = [any(column[0] <= w.cx <= column[1] for w in line) for line in whole]
    outside = [any(not column[0] <= w.cx <= column[1] for w in line) for line in whole]
    both = sum(a and b for a, b in zip(inside, outside, strict=True))
    return len(whole) >= max(len(lines), MIN_UNRULED + 1) and both >= max(MIN_UNRULED, MOST_OVER * sum(outside))


def _lines_from(
    caption: Caption, view: PageView, taken: frozenset[int], downwards: bool, scope: tuple[float, float]
) -> list[Line]:
    """Return the printed lines next to a caption, between two places across the page, until running text, another float
    or a wide gap comes."""
    frame = view.frame
    x0, x1 = scope
    y0, y1 = (caption.box.y1 - 1, frame.height) if downwards else (0.0, caption.box.y0 + 1)
    lines = lines_of([w for w in view.words_between(y0, y1, x0, x1) if w.index not in taken])
    found: list[Line] = []
    edge = caption.box.y1 if downwards else caption.box.y0
    for line in lines if downwards else reversed(lines):
        box = line.box
        gap = box.y0 - edge if downwards else edge - box.y1
        limit = NEAR if not found else ROW_GAP * min(line.first.size, found[-1].first.size)
        between = (edge, box.y0) if downwards else (box.y1, edge)
        if gap > limit or view.caption_between(*between, x0, x1):
            break
        heading = min(w.size for w in line) > HEADING_SIZE * view.layout.body_size
        if heading or view.prose_between(box.y0, box.y1, x0, x1) or view.ends_in(box):
            break
        found.append(line)
        edge = box.y1 if downwards else box.y0
    return without_tail(found) if downwards else found


def _scope(caption: Caption, frame: Frame) -> tuple[float, float]:
    """Return the edges of the column, or of all columns, that the caption is set in."""
    column = column_of(caption.box, frame)
    return (column[0] - IN_COLUMN, column[1] + IN_COLUMN) if column else (0.0, frame.width)
