"""Bands of a page that have columns of their own: a reference list set in other columns than the text, or below it.

A list may begin in the middle of a page: what stands above its heading is then read first, in all columns. Whether it
does is decided by the white across the page, the columns below, and what the columns beside the heading look like.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, pairwise

import msgspec

from surveyrefs.model.box import HasWidth
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.layout.off_line import raised_before
from surveyrefs.parse.embedded.layout.text_columns import GUTTER_MIN, Segment
from surveyrefs.text.labels import read_label
from surveyrefs.text.list_names import MAX_NAME, names_list

Edges = tuple[tuple[float, float], ...]

LEVEL = 0.5  # of the heading's type size: so much white across the whole page is above a list that begins there
MANY = 3  # columns of a whole page, at least, that are found beside a list's name only: two are found everywhere
SAMPLE = 8  # pages that tell at a glance whether a document may be set in so many columns
MOST = 0.6  # of a document's pages have so many columns where it is set in more than two
MIN_ROWS = 4  # lines below a heading that show columns, at least
CROSSED = 0.06  # of the lines on a page may cross a gutter: headings, a rule of dashes
KNOWN_CROSSED = 0.25  # … and of the lines of a further page, whose list may have ended: notes, biographies
COLUMN_LETTERS = 13  # characters that a column's lines have on average: labels, numbers and cells have fewer
FILLED = 0.4  # of the rows of the band that a column fills; the last one may be short
LAST_FILLED = 0.1
OTHER_SIZE = 0.3  # points between the type of the text and of the list
SAME_SIZE = 0.5  # points between the sizes of one type
ACROSS = 0.4  # of the first lines below a list's name go across the page's columns where the list is of one column
ROWS_ACROSS = 12
DATED = 0.1  # of the pieces of these lines name a year
CENTRED = 8.0  # points from the middle, or from the left edge, of the page's text
SAME_GUTTER = 6.0  # points between the middles of one gutter on a page and in a band
MIRRORED = 40.0  # points that the columns of left and right pages are shifted by
BLOCK_GAP = 1.7  # of the usual distance of rows is between two blocks
_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")
_STOPS = ".!?"
_DIGITS = re.compile(r"[0-9]{1,3}").fullmatch


class Band(msgspec.Struct, frozen=True, gc=False):
    """The part of a page below `top` (points from the page's top), down to the next band, and its columns."""

    top: float
    columns: Edges


class _Mark(HasWidth, frozen=True, gc=False):
    """A line that names a reference list: its place, the height that is free above it, across the page (negative
    where other columns go on beside it), its type size, and whether nothing else
    stands on its line."""

    x0: float
    x1: float
    top: float
    free: float
    size: float
    alone: bool


def list_bands(
    found: Sequence[Sequence[Segment]], columns: Sequence[Edges], closed: Sequence[Sequence[float]] = ()
) -> list[list[Band]]:
    """Return for each page the bands that its reference list makes; none where the page's columns are the list's.

    `closed` are the heights of each page at which a rule across ends the text above: that says nothing of a list below.
    """
    bands: list[list[Band]] = []
    going: Edges = ()
    for segs, edges, cuts in zip(found, columns, closed or [()] * len(found), strict=True):
        here: list[Band] = []
        named = _marks(segs)
        for mark in named:
            top = max((y for y in cuts if y < mark.top), default=0.0)
            here = _bands_at(mark, [s for s in segs if s[0].baseline > top] if top else segs, edges)
            if here:
                here = [Band(0.0, edges), *(Band(max(b.top, top), b.columns) for b in here)] if top else here
                break
        if here:
            mine = here[-1].columns
            going = mine if len(mine) > 1 and _differ(mine, edges) else ()
        elif going and not named:
            moved = _moved(going, segs)
            if moved and _differ(moved, edges):
                here = [Band(0.0, moved)]
            elif not moved:
                going = ()
        bands.append(here)
    many = _many(found)
    return [here or ([Band(0.0, own)] if own else []) for here, own in zip(bands, many, strict=True)]


def _many(found: Sequence[Sequence[Segment]]) -> list[Edges]:
    """Return the columns of pages of three columns and more, where most pages of the document have the same ones."""
    sample = found[:: max(1, len(found) // SAMPLE)]
    if 2 * sum(len(_page_columns(segs)) >= MANY for segs in sample) < len(sample):
        return [() for _ in found]
    whole = [_page_columns(segs) for segs in found]
    tally = Counter(len(mine) for mine in whole if len(mine) >= MANY)
    number, count = tally.most_common(1)[0] if tally else (0, 0)
    if count < max(2, MOST * sum(bool(segs) for segs in found)):
        return [() for _ in found]
    known = next(mine for mine in whole if len(mine) == number)
    mine = [len(own) == number and not _differ(own, known, MIRRORED) for own in whole]
    if sum(mine) < max(2, MOST * len(found)):
        return [() for _ in found]
    return [own if fits else _moved(known, segs) for own, fits, segs in zip(whole, mine, found, strict=True)]


def _page_columns(segs: Sequence[Segment]) -> Edges:
    return _columns(segs, len(_rows(segs))) if segs else ()


def _marks(segs: Sequence[Segment]) -> list[_Mark]:
    marks = []
    for segment in segs:
        if segment.letters <= MAX_NAME and names_list(text_of(segment)):
            top = min(w.y0 for w in segment)
            row = [s for s in segs if s is not segment and abs(s[0].baseline - segment[0].baseline) < 0.5 * s[0].size]
            # A line beside the name that begins in the white above it goes on with the column there.
            strip = top - LEVEL * segment[0].size
            above = [s[0].y1 for s in segs if s[0].baseline < top or (s[0].y0 < strip and s not in row)]
            free = top - max(above, default=0.0)
            alike = any(s[0].style == segment[0].style and abs(s[0].size - segment[0].size) < SAME_SIZE for s in row)
            if not alike:  # else a column's name in the header of a table
                marks.append(_Mark(segment[0].x0, segment[-1].x1, top, free, segment[0].size, not row))
    return marks


def _bands_at(mark: _Mark, segs: Sequence[Segment], edges: Edges) -> list[Band]:
    above = [s for s in segs if s[0].baseline < mark.top]
    below = [s for s in segs if s[0].baseline >= mark.top and s[0].y0 != mark.top]
    mine = own_columns(below)
    level = mark.free >= LEVEL * mark.size
    if level and _heads(mark, edges) and len(mine) < 2 <= len(edges) and _across(below, edges):
        return [Band(0.0, edges), Band(mark.top - mark.free / 2, ((edges[0][0], edges[-1][1]),))]
    if not level or len(mine) < 2 or mark.x0 > mine[0][1]:
        # What begins in a further column, or beside text that goes on, has the order of the page's own columns.
        whole = own_columns(segs)
        return [Band(0.0, whole)] if len(whole) >= MANY and _differ(whole, edges) else []
    cut = mark.top - mark.free / 2
    other = _differ(mine, edges)
    if not above:
        return [Band(0.0, mine)] if other else []
    if not other and all(_parted(near := _below_across(above, mine), mine)):
        above = near
    fits = _crossing(above, mine) <= CROSSED * len(above) and any(s[0].x0 >= mine[1][0] - 2 for s in above)
    if not fits:
        return [Band(0.0, edges), Band(cut, mine)]
    before, beside = _parted(above, mine)
    listed = [s for s in below if s[0].x0 <= mine[0][1]]
    further = [s for s in below if s[0].x0 > mine[0][1]]
    upper = mine if other else edges
    if not beside or _is_text(beside, before, listed, further):
        return [Band(0.0, upper), Band(cut, upper)]
    return [Band(0.0, mine)] if other else []


def _parted(segs: Sequence[Segment], columns: Edges) -> tuple[list[Segment], list[Segment]]:
    """Return what stands in the first column, and what stands beside it."""
    edge = columns[0][1]
    return [s for s in segs if s[0].x0 <= edge], [s for s in segs if s[0].x0 > edge]


def _below_across(segs: Sequence[Segment], columns: Edges) -> list[Segment]:
    """Return what stands below the last line across columns: a table above it is neither the text nor the list."""
    cuts = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    last = max((s[0].y1 for s in segs if _wide(s, cuts)), default=0.0)
    return [s for s in segs if s[0].cy > last]


def _is_text(
    beside: Sequence[Segment], before: Sequence[Segment], listed: Sequence[Segment], further: Sequence[Segment]
) -> bool:
    """Tell whether what stands beside the text before a heading is text too, or the list that goes on there.

    `listed` is below the heading, `further` below what stands beside it.
    """
    text, refs, this = _size(before), _size(listed), _size(beside)
    if before and abs(text - refs) > OTHER_SIZE:
        return abs(this - text) < abs(this - refs)
    numbers = _numbers(listed)
    form = max(numbers, key=lambda form: len(numbers[form]), default="")
    last = _counted(numbers[form]) if form else 0
    if form and last > min(numbers[form]):  # the list counts: where does it go on?
        return last + 1 not in _numbers(beside)[form]
    joins = _joins(before, beside) + _joins(listed, further) - _joins(listed, beside) - _joins(beside, further)
    if joins:
        return joins > 0
    this, text, refs = (_thickness(part) for part in (beside, before, listed))
    return abs(this - text) < abs(this - refs)


def _joins(upper: Sequence[Segment], lower: Sequence[Segment]) -> int:
    """Return 1 where a sentence goes on from the last line of a column's part to the first of another, -1 where one
    part ends a sentence and the other begins within one; 0 where neither shows."""
    if not upper or not lower:
        return 0
    last = text_of(max(upper, key=lambda s: (s[0].baseline, s[0].x0)))
    first = text_of(min(lower, key=lambda s: (s[0].baseline, s[0].x0)))
    if not first[0].islower():
        return 0
    return -1 if last[-1] in _STOPS else 1


def _thickness(segs: Sequence[Segment]) -> float:
    """Return the share of figures and punctuation: references are thick with them."""
    marks = sum(not c.isalpha() for s in segs for w in s for c in w.text)
    return marks / max(1, sum(s.letters for s in segs))


def _heads(mark: _Mark, edges: Edges) -> bool:
    """Tell whether a name stands alone on its line, at the left edge of the page's text or in its middle."""
    left, right = edges[0][0], edges[-1][1]
    centred = abs(mark.cx - (left + right) / 2) < CENTRED
    return mark.alone and (centred or abs(mark.x0 - left) < CENTRED)


def _across(segs: Sequence[Segment], edges: Edges) -> bool:
    """Tell whether lines are set across the columns of their page."""
    rows = _rows(segs)[:ROWS_ACROSS]
    dated = _years([s for row in rows for s in row]) >= DATED
    return dated and len(rows) >= MIN_ROWS and sum(_crossing(row, edges) > 0 for row in rows) >= ACROSS * len(rows)


def _size(segs: Sequence[Segment]) -> float:
    tally: Counter[float] = Counter()
    for s in segs:
        for w in s:
            tally[round(w.size, 1)] += len(w.text)
    return max(tally, key=lambda size: (tally[size], size)) if tally else 0.0


def _numbers(segs: Sequence[Segment]) -> dict[str, set[int]]:
    """Return the numbers that lines begin with as labels do, raised ones too, by the labels' form."""
    found: dict[str, set[int]] = defaultdict(set)
    for s in segs:
        if len(s) > 1 and raised_before(s[0], s[1]) and _DIGITS(s[0].text):
            found["raised"].add(int(s[0].text))
        for label in read_label(text_of(s)):
            found[label.form].add(label.number)
    found.pop("[a]", None)
    return found


def _counted(numbers: set[int]) -> int:
    """Return how far numbers count from the least of them: a year or a page at the beginning of a line does not."""
    last = min(numbers)
    while last + 1 in numbers:
        last += 1
    return last


def _years(segs: Sequence[Segment]) -> float:
    return sum(bool(_YEAR.search(text_of(s))) for s in segs) / max(1, len(segs))


# -- columns of a band ------------------------------------------------------------------------------------------------


def own_columns(segs: Sequence[Segment]) -> Edges:
    """Return the columns that the upper lines of a band show, as far down as they hold; empty without lines."""
    rows = _rows(segs)
    best: Edges = ()
    for end in _block_ends(rows):
        if end >= MIN_ROWS:
            mine = _columns([s for row in rows[:end] for s in row], end)
            if len(mine) >= max(2, len(best)):
                best = mine
    return best


def _rows(segs: Sequence[Segment]) -> list[list[Segment]]:
    rows: list[list[Segment]] = []
    for segment in sorted(segs, key=lambda s: s[0].baseline):
        if rows and segment[0].baseline - rows[-1][0][0].baseline < 0.5 * segment[0].size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _block_ends(rows: Sequence[Sequence[Segment]]) -> list[int]:
    """Return the numbers of rows after which white across the band follows, the last row included."""
    steps = [b[0][0].baseline - a[0][0].baseline for a, b in pairwise(rows)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    return [i + 1 for i, step in enumerate(steps) if step > BLOCK_GAP * usual] + [len(rows)]


def _columns(segs: Sequence[Segment], rows: int) -> Edges:
    """Return the columns between strips that (nearly) no line crosses, each filled with lines of text."""
    low, high = int(min(s[0].x0 for s in segs)), int(max(s[-1].x1 for s in segs)) + 1
    steps = [0] * (high - low + 2)  # how many lines more cover each abscissa than the one left of it
    for s in segs:
        steps[int(s[0].x0) - low] += 1
        steps[min(high, int(s[-1].x1)) - low + 1] -= 1
    crossing = list(accumulate(steps[:-1]))
    allowed = CROSSED * rows
    cuts: list[float] = []
    start: int | None = None
    for x, n in enumerate(crossing):
        if n <= allowed:
            start = x if start is None else start
        elif start is not None:
            if x - start >= GUTTER_MIN - 1 and start > 0:
                cuts.append(low + (start + x) / 2)
            start = None
    return _filled(segs, cuts, rows)


def _filled(segs: Sequence[Segment], cuts: list[float], rows: int) -> Edges:
    """Return the columns between cuts; a strip of labels goes with the column right of it."""
    bounds = [float("-inf"), *cuts, float("inf")]
    parts = [[s for s in segs if left <= (s[0].x0 + s[-1].x1) / 2 < right] for left, right in pairwise(bounds)]
    kept: list[list[Segment]] = []
    held: list[Segment] = []
    for part in parts:
        held = held + part
        if sum(s.letters for s in part) >= COLUMN_LETTERS * max(1, len(_rows(part))):
            kept.append(held)
            held = []
    if held or not kept:
        return ()
    full = [len(_rows(part)) for part in kept]
    if any(n < FILLED * rows for n in full[:-1]) or full[-1] < max(2, LAST_FILLED * rows):
        return ()
    inner = [[s for s in part if len(kept) == 1 or not _wide(s, cuts)] for part in kept]
    if not all(inner):
        return ()
    return tuple((min(s[0].x0 for s in part), max(s[-1].x1 for s in part)) for part in inner)


def _wide(segment: Segment, cuts: Sequence[float]) -> bool:
    return any(segment[0].x0 < cut - 2 and segment[-1].x1 > cut + 2 for cut in cuts)


def _crossing(segs: Sequence[Segment], columns: Edges) -> int:
    cuts = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    return sum(_wide(s, cuts) for s in segs)


def _differ(mine: Edges, edges: Edges, by: float = SAME_GUTTER) -> bool:
    """Tell whether a band's columns are others than the page's: their gutters are further apart than so many points."""
    if len(mine) != len(edges):
        return True
    return any(
        abs((a[1] + b[0]) - (c[1] + d[0])) / 2 > by
        for (a, b), (c, d) in zip(pairwise(mine), pairwise(edges), strict=True)
    )


def _moved(known: Edges, segs: Sequence[Segment]) -> Edges:
    """Return a list's columns as they stand on a further page; empty where its lines do not keep to them."""
    if not segs:
        return ()
    shift = min(s[0].x0 for s in segs) - known[0][0]
    moved = tuple((left + shift, right + shift) for left, right in known)
    if abs(shift) > MIRRORED or _crossing(segs, moved) > KNOWN_CROSSED * len(segs):
        return ()
    return moved
