"""The columns of a table: strips of white that run down all of its rows, and vertical rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.line import chunks, main_word
from surveyrefs.parse.embedded.layout.off_line import off_line
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.items import without_marks
from surveyrefs.parse.embedded.tables.limits import (
    ALIGNED_ROWS,
    CROSSING,
    DOUBLE_DOWN,
    FULL_HEIGHT,
    GRID_STRIP,
    INNER,
    JOIN,
    JUSTIFIED,
    ONE_BLANK,
    OVERFULL,
    SAME_START,
    START,
    STARTING,
    STARTS,
    TRIM,
)
from surveyrefs.parse.embedded.tables.taken_back import without_bare, without_empty
from surveyrefs.parse.embedded.tables.whites import Parted, whites

Span = tuple[float, float]
Row = Sequence[Word]

SIGNS = ("±", "×", "+/-")


def find_gutters(
    body: Sequence[Row], header: Sequence[Row], down: Sequence[Rule], box: Span, height: float
) -> list[float]:
    """Return the x of the boundaries between columns, from left to right.

    `body` are printed rows below the header, `header` those in it, `down` the vertical rules, `box` the table's edges,
    `height` that of the ruled part.
    """
    ruled = _ruled(down, height)
    inner = [x for x in ruled if box[0] + INNER < x < box[1] - INNER]
    rows = [row for row in body if row]
    header = [unmarked(row) for row in header]
    if not rows:
        rows, header = list(header), []
    parted = Parted(rows)
    strips = whites(parted, box, CROSSING)
    # Where the header shows two columns, cells that are too long for theirs may run into the next.
    strips += _overrun(whites(parted, box, OVERFULL, TRIM), strips, header) if header else []
    accepted: list[Span] = []
    strips = sorted(strips)
    for i, strip in enumerate(strips):
        if any(strip[0] - 2 <= x <= strip[1] + 2 for x in inner):
            continue
        beside = strips[i - 1][0] if i else box[0], strips[i + 1][1] if i + 1 < len(strips) else box[1]
        if _sound(strip, beside, rows, header, strips):
            accepted.append(strip)
    aligned = _aligned(parted.several, header, [*inner, *(x for strip in accepted for x in strip)])
    full_grid = len(inner) >= 2 and len(ruled) - len(inner) >= 2
    places = list(inner)
    for strip in accepted:
        width = strip[1] - strip[0]
        if full_grid and width < GRID_STRIP * rows[0][0].size:
            continue
        places += _split_by_header(strip, header)
    places += aligned
    found = without_bare(without_empty(sorted(places), inner, rows, header), inner, rows, header, box)
    found = without_marks(found, inner, (*rows, *header))
    return [x if x in inner else _snapped(x, after, (*rows, *header)) for x, after in pairwise([*found, box[1]])]


def _aligned(rows: Sequence[Row], header: Sequence[Row], known: Sequence[float]) -> list[float]:
    """Return the boundaries before header cells below which nearly all rows have a word that begins at the same place.

    There is no white where cells of the column before stick out, or are printed over these words. `known` are the
    places of other boundaries, or of the strips of white that they are in.
    """
    found: list[float] = []
    for line in header:
        parts = chunks(line, JOIN)
        for before, part, after in zip(parts, parts[1:], [*parts[2:], None], strict=False):
            x, end = part[0].x0, after[0].x0 if after else float("inf")
            if any(max(w.x1 for w in before) - 1 <= place <= x + 1 for place in known):
                continue
            filled = [row for row in rows if any(w.x0 < end - SAME_START and w.x1 > x + SAME_START for w in row)]
            starts = [row for row in filled if any(abs(w.x0 - x) <= SAME_START for w in row)]
            if len(starts) >= max(ALIGNED_ROWS, STARTS * len(filled)):
                found.append(x - START)
    return found


def _snapped(x: float, end: float, rows: Sequence[Row]) -> float:
    """Return the boundary before a column that is flush left, at its text: cells before it may stick out so far."""
    starts = [min((w.x0 for w in row if x - 0.5 <= w.x0 < end), default=end) for row in rows]
    starts = sorted(s for s in starts if s < end)
    if not starts or sum(s - starts[0] <= SAME_START for s in starts) < max(ALIGNED_ROWS, STARTING * len(starts)):
        return x
    return max(x, starts[0] - START)


def unmarked(row: Row) -> Row:
    """Leave out the marks of notes, which may hang over into the next column."""
    main = main_word(row)
    return [w for w in row if not off_line(w, main.size, main.baseline)]


def _ruled(down: Sequence[Rule], height: float) -> list[float]:
    """Return the places of vertical rules that run down most of the table, double rules as one."""
    places: list[tuple[float, float]] = []  # x, covered height
    for rule in sorted(down, key=lambda r: r.x0):
        x, length = rule.cx, rule.height
        if places and x - places[-1][0] <= DOUBLE_DOWN:
            # A double rule's lines both run the whole height; the parts of one rule add up.
            same = x - places[-1][0] <= 1.0
            places[-1] = (
                x if same else (x + places[-1][0]) / 2,
                places[-1][1] + length if same else max(length, places[-1][1]),
            )
        else:
            places.append((x, length))
    return [x for x, length in places if length >= FULL_HEIGHT * height]


def _overrun(options: Sequence[Span], known: Sequence[Span], header: Sequence[Row]) -> list[Span]:
    """Return the widest strip in each gap of the header that has none yet."""
    best: dict[Span, Span] = {}
    for strip in options:
        gap = _header_gap(strip, header)
        if gap is None or any(a < gap[1] and gap[0] < b for a, b in known):
            continue
        if gap not in best or strip[1] - strip[0] > best[gap][1] - best[gap][0]:
            best[gap] = strip
    return [best[gap] for gap in sorted(best)]


def _header_gap(strip: Span, header: Sequence[Row]) -> Span | None:
    """Return the gap that the lowest header row with text on both sides of a strip leaves there, if it is wide."""
    for row in reversed(header):
        before = max((w.x1 for w in row if w.cx < strip[0]), default=None)
        after = min((w.x0 for w in row if w.cx > strip[1]), default=None)
        if before is not None and after is not None:
            return (before, after) if after - before > row[0].size and before < strip[1] and after > strip[0] else None
    return None


def _sound(strip: Span, beside: Span, rows: Sequence[Row], header: Sequence[Row], strips: Sequence[Span] = ()) -> bool:
    """Tell whether a strip of white parts two columns, and not words that happen to be aligned.

    `beside`: where the strips before and after it begin and end; `strips` are all of them.
    """
    size = rows[0][0].size
    apart, tight, bound = _across(strip, beside, rows, size)
    if bound > apart + tight:
        return False
    tight += bound
    crossed = _header_crosses(strip, header)
    if tight == 0:
        return not (crossed and strip[1] - strip[0] < size)
    if crossed or not apart and _in_header_cell(strip, header):
        return False
    gap = _header_gap(strip, header)
    if gap is not None:
        # Below one gap of the header the widest strip is the boundary; a blank in a row or two says nothing of columns.
        wider = any(b - a > JOIN * size and gap[0] < b and a < gap[1] for a, b in strips if (a, b) != strip)
        return bool(apart) or not wider and tight >= ALIGNED_ROWS
    if apart + tight < ALIGNED_ROWS and apart < 2 * tight:
        return False
    return apart >= tight or _header_beside(strip, header)


def _across(strip: Span, beside: Span, rows: Sequence[Row], size: float) -> tuple[int, int, int]:
    """Count the rows whose words on both sides of a strip stand as far apart as cells do, those whose words do not,
    and those in which a sign binds the two."""
    apart = tight = bound = 0
    for row in rows:
        left = right = None
        for w in row:
            if w.x1 <= strip[0] + 0.5 and (left is None or w.x1 > left.x1):
                left = w
            if w.x0 >= strip[1] - 0.5 and (right is None or w.x0 < right.x0):
                right = w
        if left is None or right is None:
            continue
        before, after = left.x1, right.x0
        if _binds(left, right) and after - before <= JUSTIFIED * size:
            bound += 1
        elif after - before > JOIN * size:
            # A row without a word on one side says nothing of a strip that is no wider than a blank.
            apart += strip[1] - strip[0] > JOIN * size or beside[0] < before and after < beside[1]
        else:
            tight += 1
    return apart, tight, bound


def _binds(before: Word, after: Word) -> bool:
    """Tell whether one of two words belongs to those on both sides of it: the sign in `3.2 ± 0.1`."""
    return before.text in SIGNS or after.text in SIGNS


def _header_crosses(strip: Span, header: Sequence[Row]) -> bool:
    """Tell whether the lowest header text above a strip runs across it, without a blank there."""
    for row in reversed(header):
        over = [w for w in row if w.x0 < strip[1] - 0.3 and w.x1 > strip[0] + 0.3]
        if any(w.x0 < strip[0] + 1 and w.x1 > strip[1] - 1 for w in over):
            return True
        if over:
            return False
        for part in chunks(row, JOIN):
            if part[0].x0 < strip[0] and part[-1].x1 > strip[1]:
                return strip[1] - strip[0] < ONE_BLANK * row[0].size
        if row[0].x1 <= strip[0] + 1 and row[-1].x0 >= strip[1] - 1:
            return False
    return False


def _in_header_cell(strip: Span, header: Sequence[Row]) -> bool:
    """Tell whether the lowest header text around a strip is one cell, with no more than a blank at the strip."""
    for row in reversed(header):
        for part in chunks(row, JOIN):
            if part[0].x0 < strip[0] and part[-1].x1 > strip[1]:
                return True
        if any(w.x0 < strip[0] for w in row) and any(w.x1 > strip[1] for w in row):
            return False
    return False


def _header_beside(strip: Span, header: Sequence[Row]) -> bool:
    """Tell whether header text begins or ends at either side of a strip, as it does over two columns."""
    for row in header:
        before = any(w.x1 <= strip[0] + 1 for w in row)
        after = any(w.x0 >= strip[1] - 1 for w in row)
        if before and after:
            return True
    return False


def _split_by_header(strip: Span, header: Sequence[Row]) -> list[float]:
    """Return the boundaries in a strip: clear of header text that reaches into it, and around header cells in it."""
    inside: list[Span] = []
    low, high = strip
    for row in header:
        for part in chunks(row, JOIN):
            whole = part[0].x0 <= strip[0] + 1 and max(w.x1 for w in part) >= strip[1] - 1
            for run in [[w] for w in part] if whole else [part]:
                x0, x1 = run[0].x0, max(w.x1 for w in run)
                if x0 <= strip[0] + 1 and strip[0] < x1 < strip[1] - 0.5:
                    low = max(low, x1)
                elif x1 >= strip[1] - 1 and strip[0] + 0.5 < x0 < strip[1]:
                    high = min(high, x0)
                elif x0 > strip[0] + 1 and x1 < strip[1] - 1 and not any(a < x1 and x0 < b for a, b in inside):
                    inside.append((x0, x1))
    if low >= high:
        low, high = strip
    edges = [(low, low), *sorted(c for c in inside if low < c[0] and c[1] < high), (high, high)]
    return [(a[1] + b[0]) / 2 for a, b in pairwise(edges)]
