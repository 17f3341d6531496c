"""Where tables are: stacks of rules that belong together, and the captions that name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.layout.frame import Frame, bounds, chunks, rows_of, text_of
from surveyrefs.parse.embedded.layout.line import Layout, PrintedLine
from surveyrefs.parse.embedded.pdf.page import Page, Rule, Word

EXTENT = 4.0  # points by which the ends of one table's rules may differ
TABLE_WIDTH = 60.0  # points: shorter rules are fractions, footnote rules, marks
NEAR = 45.0  # points between a caption and its table
BLANK = 8.0  # points between the last rule of a table and the first of the next below it
DOUBLE = 4.5  # points between the two lines of a double rule
PROSE_ROWS = 2  # rows of running text that end a table
PROSE_EDGE = 3.0  # points between a row's ends and its column's: running text fills its column
USUAL = 0.25  # of the pages: columns so frequent are those of running text
BODY_SIZE = 0.6  # points by which running text's size varies
SAME_SIZE = 0.3  # points by which type of one size varies
SAME_LEADING = 1.1  # times the usual line distance: lines of one paragraph
STRAY = 5.0  # points that words of a table may reach beyond its rules
_PART = re.compile(r"\([a-h]\)\s")


class Region(msgspec.Struct, frozen=True, gc=False):
    """The body of a table: its box in the frame, its rules, and its words (turned ones included)."""

    frame: Frame
    box: Box
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    words: tuple[Word, ...]


def middle(rule: Rule) -> float:
    """Return the height at which a horizontal rule runs."""
    return (rule.y0 + rule.y1) / 2


def usual_columns(layout: Layout, pages: Sequence[Page]) -> frozenset[int]:
    """Return the column widths, in whole points, that many pages have: those of a page full of tables are its own.

    Pages of another size than most (tables on their side) do not count.
    """
    sizes = [(round(p.width), round(p.height)) for p in pages]
    most = Counter(sizes).most_common(1)[0][0] if sizes else (0, 0)
    widths: Counter[int] = Counter()
    for page in (p for p, size in zip(layout.pages, sizes, strict=True) if size == most):
        found = [round(right - left) for left, right in page.columns]
        if len(found) > 1:
            found.append(round(page.columns[-1][1] - page.columns[0][0]))
        for width in set(found):
            widths.update((width - 1, width, width + 1))
    enough = max(1, USUAL * len(layout.pages))
    return frozenset(width for width, n in widths.items() if n >= enough)


class Sight:
    """What the search for tables on one page needs again and again: printed rows and which of them are running text."""

    def __init__(self, frame: Frame, layout: Layout, captions: Sequence[Caption], usual: frozenset[int]) -> None:
        """Gather rows, running text and the words of captions."""
        self.frame = frame
        self.layout = layout
        self.captions = [c for c in captions if c.frame is frame]
        self.in_caption = frozenset(w.index for c in self.captions for r in c.rows for w in r)
        self.usual = usual  # widths of columns of running text, see usual_columns()
        self.prose, self.ends = self._prose()

    def _prose(self) -> tuple[list[Box], list[Box]]:
        """Return the boxes of rows of running text, and those of the short rows that end paragraphs.

        Running text fills its column from edge to edge in the body's size.
        """
        found: list[Box] = []
        ends: list[Box] = []
        if self.frame.turn:
            return found, ends
        above: PrintedLine | None = None
        for line in self.layout.pages[self.frame.page - 1].lines:
            ended = above is not None and self._ends(above, line)
            above = line if self._is_prose(line) else None
            if above is not None or ended:
                (found if above is not None else ends).append(Box(line.x0, line.y0, line.x1, line.y1))
        return found, ends

    def _is_prose(self, line: PrintedLine) -> bool:
        if abs(line.size - self.layout.body_size) > BODY_SIZE or line.words[0].index in self.in_caption:
            return False
        if round(line.right - line.left) not in self.usual:
            return False
        if line.x1 < line.right - PROSE_EDGE or abs(line.x0 - line.left) > 4 * line.size:
            return False
        return len(chunks(line.words, 1.3)) == 1 and len(line.words) > 3

    def _ends(self, above: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether a line is the short last one of the paragraph that the line above is of."""
        same = abs(line.size - above.size) < SAME_SIZE and line.column == above.column
        step = line.baseline - above.baseline
        near = 0 < step < SAME_LEADING * self.layout.leading and abs(line.x0 - line.left) <= 1
        return same and near and line.words[0].index not in self.in_caption and len(chunks(line.words, 1.3)) == 1

    def prose_between(self, top: float, bottom: float, x0: float, x1: float) -> int:
        """Count rows of running text between two heights."""
        return sum(top < (b.y0 + b.y1) / 2 < bottom and b.x0 < x1 - 5 and b.x1 > x0 + 5 for b in self.prose)

    def ends_in(self, box: Box) -> bool:
        """Tell whether the last row of a paragraph stands in a box."""
        return any(box.y0 < (b.y0 + b.y1) / 2 < box.y1 and b.x0 < box.x1 and b.x1 > box.x0 for b in self.ends)

    def caption_between(self, top: float, bottom: float, x0: float, x1: float) -> bool:
        """Tell whether a caption stands between two heights."""
        return any(top < (c.box.y0 + c.box.y1) / 2 < bottom and c.box.x0 < x1 and c.box.x1 > x0 for c in self.captions)

    def words_between(self, top: float, bottom: float, x0: float, x1: float) -> list[Word]:
        """Return the words between two heights, captions left out."""
        return [
            w
            for w in self.frame.words
            if top <= (w.y0 + w.y1) / 2 <= bottom and x0 <= (w.x0 + w.x1) / 2 <= x1 and w.index not in self.in_caption
        ]


# -- stacks of rules --------------------------------------------------------------------------------------------------


def ruled_regions(sight: Sight) -> list[Region]:
    """Return regions that rules mark as tables, from top to bottom."""
    frame = sight.frame
    long = [r for r in frame.across if r.x1 - r.x0 >= TABLE_WIDTH]
    stacks: list[list[Rule]] = []
    for rule in long:
        for stack in stacks:
            if abs(stack[0].x0 - rule.x0) <= EXTENT and abs(stack[0].x1 - rule.x1) <= EXTENT:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    runs = [run for stack in stacks for run in _runs(stack, sight)]
    runs = [run for run in runs if len(run) > 1]
    outer = [run for run in runs if not any(_inside(run, other) for other in runs if other is not run)]
    found = [_region(run, sight) for run in sorted(outer, key=lambda run: (run[0].y0, run[0].x0))]
    return [region for region in found if len(region.words) > 3]


def _runs(stack: list[Rule], sight: Sight) -> list[list[Rule]]:
    """Cut a stack of rules of the same ends where a caption or running text stands between two of them."""
    runs = [[stack[0]]]
    for above, below in zip(stack, stack[1:], strict=False):
        top, bottom = middle(above), middle(below)
        x0, x1 = above.x0, above.x1
        cut = bottom - top > DOUBLE and (
            sight.caption_between(top, bottom, x0, x1)
            or sight.prose_between(top, bottom, x0, x1) >= PROSE_ROWS
            or _apart(above, below, stack, sight)
        )
        if cut:
            runs.append([below])
        else:
            runs[-1].append(below)
    return runs


def _apart(above: Rule, below: Rule, stack: Sequence[Rule], sight: Sight) -> bool:
    """Tell whether a blank between two heavy rules parts two tables of one width."""
    top, bottom = middle(above), middle(below)
    heavy = max(r.y1 - r.y0 for r in stack)
    light = min(r.y1 - r.y0 for r in stack)
    if bottom - top < BLANK or heavy < 1.3 * light or min(above.y1 - above.y0, below.y1 - below.y0) < 0.9 * heavy:
        return False
    between = rows_of(sight.words_between(top, bottom, above.x0 - STRAY, above.x1 + STRAY))
    return not between or len(between) == 1 and bool(_PART.match(text_of(between[0])))


def _inside(run: list[Rule], other: list[Rule]) -> bool:
    a, b = run[0], other[0]
    within = b.x0 - EXTENT <= a.x0 and a.x1 <= b.x1 + EXTENT and a.x1 - a.x0 < b.x1 - b.x0
    return within and middle(b) <= middle(run[0]) and middle(run[-1]) <= middle(other[-1])


def _region(run: list[Rule], sight: Sight) -> Region:
    frame = sight.frame
    x0, x1 = min(r.x0 for r in run), max(r.x1 for r in run)
    top, bottom = middle(run[0]), middle(run[-1])
    for rule in frame.down:  # column lines that go on where the last line across is missing
        if x0 - EXTENT <= rule.x0 <= x1 + EXTENT and rule.y0 <= bottom + EXTENT < rule.y1:
            end = rule.y1 + EXTENT
            if not sight.caption_between(bottom, end, x0, x1) and not sight.prose_between(bottom, end, x0, x1):
                bottom = end
    if len({round(middle(r)) for r in run}) == 2:
        bottom = _open_bottom(sight, Box(x0, top, x1, bottom))
    return region_of(sight, Box(x0, top, x1, bottom))


def _open_bottom(sight: Sight, box: Box) -> float:
    """Return where a table ends that has rules around its header only: after the last row of several parts below."""
    head = rows_of(sight.words_between(box.y0, box.y1, box.x0, box.x1))
    if len(head) > 2 or not head or len(chunks(head[0], 1.0)) < 2:
        return box.y1
    edge, rows = box.y1, 0
    for row in rows_of(sight.words_between(box.y1, box.y1 + 400, box.x0 - 2, box.x1 + 2)):
        around = bounds(row)
        if around.y0 - edge > 1.2 * row[0].size or sight.prose_between(around.y0, around.y1, box.x0, box.x1):
            break
        if sight.caption_between(edge, around.y0, box.x0, box.x1) or len(chunks(row, 1.0)) < 2:
            break
        edge, rows = around.y1, rows + 1
    return edge + 1 if rows > 1 else box.y1


def region_of(sight: Sight, box: Box) -> Region:
    """Return the region of a box with all rules and words in it; words may stick out at the sides a little."""
    frame = sight.frame
    across = tuple(
        r for r in frame.across
        if box.y0 - 1 <= middle(r) <= box.y1 + 1 and r.x0 >= box.x0 - 2 * EXTENT and r.x1 <= box.x1 + 2 * EXTENT
    )  # fmt: skip
    down = tuple(
        r for r in frame.down
        if box.x0 - EXTENT <= r.x0 <= box.x1 + EXTENT and r.y0 >= box.y0 - 2 * EXTENT and r.y1 <= box.y1 + 2 * EXTENT
    )  # fmt: skip
    reach = STRAY if len(frame.columns) < 2 or box.x1 - box.x0 > frame.columns[0][1] - frame.columns[0][0] + 20 else 4.0
    words = tuple(sight.words_between(box.y0, box.y1, box.x0 - reach, box.x1 + reach))
    return Region(frame, box, across, down, words)


# -- captions and their tables ----------------------------------------------------------------------------------------


_Option = tuple[float, str, int, int]  # distance, side, caption, region


def match_captions(captions: Sequence[Caption], regions: Sequence[Region]) -> list[tuple[Caption, Region]]:
    """Pair table captions with regions: nearest first, the document's usual side decides where both offer one."""
    options: list[_Option] = []
    for c, caption in enumerate(captions):
        for r, region in enumerate(regions):
            if region.frame is not caption.frame:
                continue
            side, distance = _side(caption.box, region.box)
            if side and distance <= NEAR and _beside(caption.box, region.box):
                options.append((distance, side, c, r))
    lone = [o for o in options if sum(p[2] == o[2] for p in options) == 1 and sum(p[3] == o[3] for p in options) == 1]
    above = sum(o[1] == "above" for o in lone)
    sides = ("above", "below") if 2 * above >= len(lone) else ("below", "above")
    found: list[tuple[int, int]] = []
    for page in sorted({captions[o[2]].frame.page for o in options}):
        mine = [o for o in options if captions[o[2]].frame.page == page]
        # A caption between two tables is that of the one which leaves no other caption of the page without a table.
        usual, other = (_nearest(mine, side) for side in sides)
        found += other if len(other) > len(usual) else usual
    return [(captions[c], regions[r]) for c, r in sorted(found)]


def _nearest(options: Sequence[_Option], usual: str) -> list[tuple[int, int]]:
    """Pair captions and regions, those on the usual side first, then the nearest."""
    pairs: dict[int, int] = {}
    for _, _, c, r in sorted(options, key=lambda o: (o[1] != usual, o[0], o[2], o[3])):
        if c not in pairs and r not in pairs.values():
            pairs[c] = r
    return list(pairs.items())


def _side(caption: Box, table: Box) -> tuple[str, float]:
    """Return where the caption stands, and how far from the table."""
    if caption.y1 <= table.y0 + 3:
        return "above", table.y0 - caption.y1
    if caption.y0 >= table.y1 - 3:
        return "below", caption.y0 - table.y1
    return "", 0.0


def _beside(caption: Box, table: Box) -> bool:
    overlap = min(caption.x1, table.x1) - max(caption.x0, table.x0)
    return overlap > 0.5 * min(caption.x1 - caption.x0, table.x1 - table.x0)


# -- tables without rules ---------------------------------------------------------------------------------------------


def unruled_region(caption: Caption, sight: Sight, taken: frozenset[int], usual_above: bool) -> Region | None:
    """Return the table of a caption without a ruled region near it: rows of several parts below or above it."""
    sides = ("above", "below") if usual_above else ("below", "above")
    for side in sides:
        rows = _rows_from(caption, sight, taken, side == "above")
        if sum(len(chunks(row, 1.0)) > 1 for row in rows) >= 2:
            words = [w for row in rows for w in row]
            box = bounds(words)
            return region_of(sight, Box(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1))
    return None


def _rows_from(caption: Caption, sight: Sight, taken: frozenset[int], downwards: bool) -> list[list[Word]]:
    """Return the printed rows next to a caption until running text, another float or a wide gap comes."""
    frame = sight.frame
    x0, x1 = _scope(caption, frame)
    y0, y1 = (caption.box.y1 - 1, frame.height) if downwards else (0.0, caption.box.y0 + 1)
    words = [w for w in sight.words_between(y0, y1, x0, x1) if w.index not in taken]
    rows = rows_of(words)
    rows = rows if downwards else rows[::-1]
    found: list[list[Word]] = []
    edge = caption.box.y1 if downwards else caption.box.y0
    for row in rows:
        box = bounds(row)
        gap = box.y0 - edge if downwards else edge - box.y1
        limit = NEAR if not found else 2.0 * min(row[0].size, found[-1][0].size)
        between = (edge, box.y0) if downwards else (box.y1, edge)
        if gap > limit or sight.caption_between(*between, x0, x1):
            break
        heading = min(w.size for w in row) > 1.1 * sight.layout.body_size
        if heading or sight.prose_between(box.y0, box.y1, x0, x1) or sight.ends_in(box):
            break
        found.append(row)
        edge = box.y1 if downwards else box.y0
    return found


def _scope(caption: Caption, frame: Frame) -> tuple[float, float]:
    """Return the edges of the column, or of all columns, that the caption is set in."""
    box = caption.box
    for left, right in frame.columns:
        if len(frame.columns) > 1 and left - 10 <= box.x0 and box.x1 <= right + 10:
            return left - 10, right + 10
    return 0.0, frame.width
