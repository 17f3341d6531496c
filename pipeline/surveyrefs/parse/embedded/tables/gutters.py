"""The columns of a table: strips of white that run down all of its rows, and vertical rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.frame import chunks
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.cell_lines import is_hyphened
from surveyrefs.parse.embedded.tables.items import without_marks
from surveyrefs.parse.embedded.tables.limits import (
    ALIGNED,
    ALIGNED_ROWS,
    CENTRAL,
    CLEAR,
    CROSSING,
    DOUBLE_DOWN,
    FEW_ROWS,
    FULL_HEIGHT,
    GRID_STRIP,
    INNER,
    JOIN,
    JUSTIFIED,
    MANY_CROSSED,
    NARROW,
    ONE_BLANK,
    OVERFULL,
    RAISED,
    SAME_START,
    START,
    STARTING,
    STARTS,
    THINNEST,
    TRIM,
    UNEVEN,
    USUAL_BLANK,
)

Span = tuple[float, float]
Row = Sequence[Word]


class _Parted:
    """Printed lines, those of several parts and those of one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.several: list[Row] = []
        self.single: list[Row] = []
        for row in rows:
            (self.several if len(chunks(row, JOIN)) > 1 and not _justified(row) else self.single).append(row)


def _justified(row: Row) -> bool:
    """Tell whether a row's blanks are alike, none as wide as between columns: a line of text, be it justified."""
    gaps = sorted((b.x0 - a.x1) / b.size for a, b in pairwise(row) if not b.glued)
    return len(gaps) > 3 and gaps[-1] <= min(NARROW, UNEVEN * gaps[len(gaps) // 2])


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
    parted = _Parted(rows)
    strips = _whites(parted, box, CROSSING)
    # Where the header shows two columns, cells that are too long for theirs may run into the next.
    strips += _overrun(_whites(parted, box, OVERFULL, TRIM), strips, header) if header else []
    accepted: list[Span] = []
    strips = sorted(strips)
    for i, strip in enumerate(strips):
        if any(strip[0] - 2 <= x <= strip[1] + 2 for x in inner):
            continue
        beside = strips[i - 1][0] if i else box[0], strips[i + 1][1] if i + 1 < len(strips) else box[1]
        if _sound(strip, beside, rows, header):
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
    found = _without_bare(_without_empty(sorted(places), inner, rows, header), inner, rows, header, box)
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
            clear = [row for row in starts if all(w.x1 < x - START for w in row if w.x0 < x - SAME_START)]
            if len(starts) >= max(ALIGNED_ROWS, STARTS * len(filled)) and len(clear) >= CLEAR * len(starts):
                found.append(x - START)
    return found


def _snapped(x: float, end: float, rows: Sequence[Row]) -> float:
    """Return the boundary before a column that is flush left, at its text: cells before it may stick out so far."""
    starts = [min((w.x0 for w in row if x - 0.5 <= w.x0 < end), default=end) for row in rows]
    starts = sorted(s for s in starts if s < end)
    if not starts or sum(s - starts[0] <= SAME_START for s in starts) < max(ALIGNED_ROWS, STARTING * len(starts)):
        return x
    return max(x, starts[0] - START)


def _without_empty(
    gutters: list[float], ruled: Sequence[float], rows: Sequence[Row], header: Sequence[Row]
) -> list[float]:
    """Join neighbouring boundaries with no word between them: text that sticks out has split one strip of white."""
    words = [w for row in (*rows, *header) for w in row]
    kept: list[float] = []
    for gutter in gutters:
        if kept and not any(kept[-1] - 0.5 <= w.x0 and w.x1 <= gutter + 0.5 for w in words):
            a, b = kept[-1], gutter
            crossed = [sum(w.x0 < g < w.x1 for row in rows for w in row) for g in (a, b)]
            if b in ruled or a not in ruled and crossed[1] < crossed[0]:
                kept[-1] = b
        else:
            kept.append(gutter)
    return kept


def _without_bare(gutters: list[float], ruled: Sequence[float], rows: Sequence[Row], header: Sequence[Row],
                  box: Span) -> list[float]:  # fmt: skip
    """Join columns that the header does not know to the neighbour that their words closely stand by."""
    words = [w for row in header for w in row]
    kept = list(gutters)
    blank = _blank(rows)
    at = 0
    while words and kept and at <= len(kept):
        edges = [box[0] - 20, *kept, box[1] + 20]
        a, b = edges[at], edges[at + 1]
        options: list[tuple[float, float, float]] = []
        if not any(a - 0.5 <= (w.x0 + w.x1) / 2 <= b + 0.5 for w in words):
            for gutter, span in ((a, (edges[at - 1], b)), (b, (a, edges[min(at + 2, len(edges) - 1)]))):
                gap = _gap_at(gutter, a, b, rows) if gutter in kept and gutter not in ruled else None
                if at == 0 and gap is not None and gap > JOIN:
                    continue  # the column that names the rows often goes without a header
                if gap is not None:
                    options.append((_misaligned(span, rows, header), abs(gap - blank), gutter))
        if options:
            kept.remove(min(options)[2])
            at = max(at - 1, 0)
        else:
            at += 1
    return kept


def _blank(rows: Sequence[Row]) -> float:
    """Return the usual blank between two words of a cell, in times the type size."""
    gaps = [
        (b.x0 - a.x1) / a.size for row in rows for a, b in pairwise(row) if not b.glued and b.x0 - a.x1 <= JOIN * a.size
    ]
    return sorted(gaps)[len(gaps) // 2] if gaps else USUAL_BLANK


def _misaligned(span: Span, rows: Sequence[Row], header: Sequence[Row]) -> float:
    """Return how far a column's header is off its text, flush left, flush right or centred; in steps of 1.5 points."""
    body = [w for row in rows for w in row if span[0] - 1 <= w.x0 and w.x1 <= span[1] + 1]
    above = ([w for w in row if span[0] <= (w.x0 + w.x1) / 2 <= span[1]] for row in reversed(header))
    over: list[Word] = next((words for words in above if words), [])
    if not body or not over:
        return 1e3
    x0, x1 = min(w.x0 for w in body), max(w.x1 for w in body)
    h0, h1 = min(w.x0 for w in over), max(w.x1 for w in over)
    return round(min(abs(x0 - h0), abs(x1 - h1), abs(x0 + x1 - h0 - h1) / 2) / ALIGNED)


def _gap_at(gutter: float, a: float, b: float, rows: Sequence[Row]) -> float | None:
    """Return the usual blank at a boundary between the words from a to b and those beyond, if it is one within a cell.

    Where only a row or two have words there, they may be the widely set words of a justified line.
    """
    gaps: list[float] = []
    filled = 0
    for row in rows:
        if not any(a - 1 <= w.x0 and w.x1 <= b + 1 for w in row):
            continue
        filled += 1
        before = max((w for w in row if w.x1 <= gutter + 0.7), key=lambda w: w.x1, default=None)
        after = min((w for w in row if w.x0 >= gutter - 0.7), key=lambda w: w.x0, default=None)
        if before is not None and after is not None:
            gaps.append((after.x0 - before.x1) / before.size)
    tight = sum(gap <= JOIN for gap in gaps)
    near = len(gaps) if _stretched(gutter, a, b, rows) else sum(gap <= JUSTIFIED for gap in gaps)
    few = 0 < filled <= 2 or bool(tight) and filled <= max(4, FEW_ROWS * len(rows))
    if tight and 2 * tight >= filled or few and near == filled:
        return sorted(gaps)[len(gaps) // 2]
    return None


def _stretched(gutter: float, a: float, b: float, rows: Sequence[Row]) -> bool:
    """Tell whether the words between two places are the last ones of stretched lines: all end at one edge, some in a
    hyphen, with others before them."""
    left = gutter == a
    mine = [[w for w in row if a - 1 <= w.x0 and w.x1 <= b + 1] for row in rows]
    ends = [words[-1] for words in mine if words]
    if not left or not ends or not any(is_hyphened(w.text) for w in ends):
        return False
    return max(w.x1 for w in ends) - min(w.x1 for w in ends) <= ALIGNED


def unmarked(row: Row) -> Row:
    """Leave out the marks of notes, which may hang over into the next column."""
    largest = max(w.size for w in row)
    return [w for w in row if w.size > RAISED * largest]


def _ruled(down: Sequence[Rule], height: float) -> list[float]:
    """Return the places of vertical rules that run down most of the table, double rules as one."""
    places: list[tuple[float, float]] = []  # x, covered height
    for rule in sorted(down, key=lambda r: r.x0):
        x, length = (rule.x0 + rule.x1) / 2, rule.y1 - rule.y0
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
        before = max((w.x1 for w in row if (w.x0 + w.x1) / 2 < strip[0]), default=None)
        after = min((w.x0 for w in row if (w.x0 + w.x1) / 2 > strip[1]), default=None)
        if before is not None and after is not None:
            return (before, after) if after - before > row[0].size and before < strip[1] and after > strip[0] else None
    return None


def _whites(rows: _Parted, box: Span, share: float, trim: float = 0.0) -> list[Span]:
    """Return the strips that hardly a row crosses with a word, its right end trimmed by so many points."""
    # Rows of one part may be group labels across the table: they count only where they start beyond the first column.
    allowed = int(share * len(rows.several))
    first = _free([[(w.x0, w.x1) for w in row] for row in rows.several], allowed)
    edge = first[0][0] if first else box[1]
    middle = (box[0] + box[1]) / 2
    counted = list(rows.several)
    across: list[Row] = []
    for row in rows.single:
        x0, x1 = row[0].x0, row[-1].x1
        wide = [s for s in first if s[1] - s[0] > JOIN * row[0].size]
        # A line of one part has no wide blank: where it reaches over one wide strip of white and into the next, it
        # crosses them. Over one alone a long cell may stick out.
        crosses = any(w.x0 < s[0] and w.x1 > s[1] for s in wide for w in row)
        crosses = crosses or sum(x0 < s[0] < x1 for s in wide) >= MANY_CROSSED
        spanning = crosses and (x0 < edge or abs((x0 + x1) / 2 - middle) < CENTRAL)
        (across if spanning else counted).append(row)
    if len(across) > len(rows.several):  # no labels: running text in two columns here and there
        counted += across
    if not trim and len(counted) == len(rows.several):
        return first
    return _free([[(w.x0, max(w.x1 - trim, w.x0)) for w in row] for row in counted], allowed)


def _free(rows: Sequence[Sequence[Span]], allowed: int) -> list[Span]:
    """Return the stretches between the outermost ink that at most `allowed` rows cover."""
    events: list[tuple[float, int]] = []
    for row in rows:
        reach = -1.0
        for x0, x1 in row:
            if x1 > reach and x1 > x0:
                events.append((max(x0, reach), 1))
                events.append((x1, -1))
                reach = x1
    events.sort()
    found: list[Span] = []
    cover = 0
    start: float | None = None
    inked = False
    for x, change in events:
        was = cover
        cover += change
        if was <= allowed < cover:
            if inked and start is not None and x - start >= THINNEST:
                found.append((start, x))
            start = None
            inked = True
        elif was > allowed >= cover:
            start = x
    return found


def _sound(strip: Span, beside: Span, rows: Sequence[Row], header: Sequence[Row]) -> bool:
    """Tell whether a strip of white parts two columns, and not words that happen to be aligned.

    `beside`: where the strips before and after it begin and end.
    """
    size = rows[0][0].size
    apart = tight = 0
    for row in rows:
        if row[0].x1 > strip[0] + 0.5 and min(w.x1 for w in row) > strip[0] + 0.5:
            continue
        after = min((w.x0 for w in row if w.x0 >= strip[1] - 0.5), default=None)
        if after is None:
            continue
        before = max(w.x1 for w in row if w.x1 <= strip[0] + 0.5)
        if after - before > JOIN * size:
            # A row without a word on one side says nothing of a strip that is no wider than a blank.
            apart += strip[1] - strip[0] > JOIN * size or beside[0] < before and after < beside[1]
        else:
            tight += 1
    crossed = _header_crosses(strip, header)
    if tight == 0:
        return not (crossed and strip[1] - strip[0] < size)
    if crossed:
        return False
    if _header_gap(strip, header) is not None:
        return True
    if apart + tight < ALIGNED_ROWS and strip[1] - strip[0] < JOIN * size and apart < 2 * tight:
        return False
    return apart >= tight or _header_beside(strip, header)


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
