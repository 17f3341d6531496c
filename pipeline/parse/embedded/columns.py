"""Where the columns of a page are, and the type size and leading of running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.embedded.page import Page, Word

Segment = tuple[Word, ...]

LONG_LINE = 25  # characters: shorter lines (cells, labels, numbers) say nothing of columns
GUTTER_SEARCH = (0.35, 0.65)  # of the page's width: where the gap of two columns lies
GUTTER_MIN = 8.0  # points: IEEEtran's gutter is 12, acmart's 24
CROSSING = 0.12  # of a page's long lines: title, abstract and wide floats cross the gutter of a two-column page
SIDE_LINES = 6  # lines on either side that make a column
DEFAULT_LEADING = 1.2  # times the type size


def segments(page: Page) -> list[Segment]:
    """Return MuPDF's horizontal lines of a page, cut where a gap is wide enough to be a gutter."""
    found: list[Segment] = []
    run: list[Word] = []
    for word in page.words:
        if word.turn != 0:
            continue
        if run and (word.line != run[-1].line or word.x0 - run[-1].x1 > max(GUTTER_MIN, 1.5 * word.size)):
            found.append(tuple(run))
            run = []
        run.append(word)
    if run:
        found.append(tuple(run))
    return found


def letters(segment: Sequence[Word]) -> int:
    """Return how many characters the words have."""
    return sum(len(w.text) for w in segment)


def body_size(pages: Sequence[Page]) -> float:
    """Return the type size, in points, that most letters of the document are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 10.0


def leading(pages: Sequence[Sequence[Segment]], size: float) -> float:
    """Return the most frequent distance of baselines, in points, between lines of the body's size."""
    steps: Counter[float] = Counter()
    for page in pages:
        lines = [s for s in page if abs(s[0].size - size) < 0.6 and letters(s) >= LONG_LINE]
        for above, below in pairwise(lines):
            step = below[0].baseline - above[0].baseline
            if 0.9 * size < step < 2.5 * size and abs(above[0].x0 - below[0].x0) < 3 * size:
                steps[round(step * 2) / 2] += 1
    return max(steps.items(), key=lambda item: (item[1], -item[0]))[0] if steps else DEFAULT_LEADING * size


def page_columns(pages: Sequence[Page], found: Sequence[Sequence[Segment]]) -> list[tuple[tuple[float, float], ...]]:
    """Return the columns (left, right) of each page: one or two of them, in points."""
    gutters = [_gutter(page, segs) for page, segs in zip(pages, found, strict=True)]
    usual = _usual([g for g in gutters if g is not None])
    if usual is not None and sum(g is not None for g in gutters) >= max(2, len(pages) // 2):
        gutters = [g or _gutter(p, s, usual) for p, s, g in zip(pages, found, gutters, strict=True)]
    edges = [_edges(segs, gutter) for segs, gutter in zip(found, gutters, strict=True)]
    fallback = _fallback(edges, pages)
    return [e or fallback for e in edges]


def _usual(gutters: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not gutters:
        return None
    middles = Counter(round((a + b) / 2) for a, b in gutters)
    middle = middles.most_common(1)[0][0]
    near = [g for g in gutters if abs((g[0] + g[1]) / 2 - middle) < 4]
    return max(g[0] for g in near), min(g[1] for g in near)


def _gutter(
    page: Page, segs: Sequence[Segment], known: tuple[float, float] | None = None
) -> tuple[float, float] | None:
    """Return the empty strip between two columns, or None for a page of one column.

    With `known` (the gutter of the other pages) a few lines on either side are enough.
    """
    long = [(s[0].x0, s[-1].x1) for s in segs if letters(s) >= LONG_LINE]
    if known is not None:
        middle = (known[0] + known[1]) / 2
        sided = sum(x1 < middle or x0 > middle for x0, x1 in long)
        return known if sided >= 2 and sided > len(long) / 3 else None
    low, high = (round(page.width * part) for part in GUTTER_SEARCH)
    crossing = [0] * (high - low + 1)
    for x0, x1 in long:
        for x in range(max(low, int(x0)), min(high, int(x1)) + 1):
            crossing[x - low] += 1
    allowed = CROSSING * len(long)
    best = (0, 0, 0)
    start: int | None = None
    for x in range(low, high + 2):
        free = x <= high and crossing[x - low] <= allowed
        if free and start is None:
            start = x
        if not free and start is not None:
            best = max(best, (x - start, start, x))
            start = None
    if best[0] < GUTTER_MIN - 1:
        return None
    left = sum(x1 <= best[1] + 1 for _, x1 in long)
    right = sum(x0 >= best[2] - 1 for x0, _ in long)
    return (float(best[1]), float(best[2])) if min(left, right) >= SIDE_LINES else None


def _edges(segs: Sequence[Segment], gutter: tuple[float, float] | None) -> tuple[tuple[float, float], ...]:
    long = [(s[0].x0, s[-1].x1) for s in segs if letters(s) >= LONG_LINE]
    if gutter is None:
        return (_column(long),) if len(long) >= SIDE_LINES else ()
    middle = (gutter[0] + gutter[1]) / 2
    sides = [x for x in long if x[1] <= middle], [x for x in long if x[0] >= middle]
    if not all(sides):
        return ()
    return tuple(_column(side) for side in sides)


def _column(lines: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the left and right edge that most lines share."""
    left = Counter(round(x0) for x0, _ in lines)
    right = Counter(round(x1) for _, x1 in lines)
    # A share of a tenth of the lines makes an edge: the outermost such one, since indents are shared too.
    enough = max(2, len(lines) // 10)
    lefts = [x for x, n in left.items() if n + left[x - 1] + left[x + 1] >= enough]
    rights = [x for x, n in right.items() if n + right[x - 1] + right[x + 1] >= enough]
    edge0 = min(lefts) if lefts else min(x0 for x0, _ in lines)
    edge1 = max(rights) if rights else max(x1 for _, x1 in lines)
    exact0 = [x0 for x0, _ in lines if abs(x0 - edge0) <= 1]
    exact1 = [x1 for _, x1 in lines if abs(x1 - edge1) <= 1]
    return min(exact0, default=edge0), max(exact1, default=edge1)


def _fallback(edges: list[tuple[tuple[float, float], ...]], pages: Sequence[Page]) -> tuple[tuple[float, float], ...]:
    known = Counter(e for e in edges if e)
    if known:
        return known.most_common(1)[0][0]
    width = pages[0].width if pages else 612.0
    return ((0.1 * width, 0.9 * width),)
