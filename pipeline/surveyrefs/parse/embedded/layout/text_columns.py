"""Where the columns of a page are, and the type size and leading of running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.line import Measured, main_word, text_of
from surveyrefs.parse.embedded.layout.typeface import SAME_SIZE
from surveyrefs.parse.embedded.pdf.page import Page, Word
from surveyrefs.text.list_names import MAX_NAME, names_list

LONG_LINE = 25  # characters: shorter lines (cells, labels, numbers) say nothing of columns …
SHORTEST_LONG = 12  # … unless the document's lines are short: then part of the usual length,
LONG_PART = 0.6  # this one, makes a long line
WIDE_BLANK = 0.8  # of the type size: more than justified text has between words; a gutter, a tab, a table's gap
GUTTER_SEARCH = (0.35, 0.65)  # of the page's width: where the gap of two columns lies
GUTTER_MIN = 8.0  # points: IEEEtran's gutter is 12, acmart's 24
SAME_GUTTER = 4.0  # points between the middles of one gutter on two pages
STRAY = 0.04  # of a page's segments may stand in the gutter
CROSSING = 0.12  # of a page's long lines: title, abstract and wide floats cross the gutter of a two-column page
SMALLEST = 0.5  # points, sizes of type being told in halves: a damaged page's may be next to none
BODY_SHARE = 0.3  # of a document's letters: what is set in running text, at least
TEXT_SHARE = 0.15  # of a document's letters: so many before its reference list show its type by themselves
LABELS = 3  # short lines that begin left of a column's long ones make its edge
SHORT_SIDE = 2  # lines that begin together in a short second column
SIDE_LINES = 6  # lines on either side that make a column
SAME_EDGE = 3.0  # points within which lines begin at one edge
MARGIN_NOTE = 40.0  # points left of the text: what ends there is a note in the margin
DEFAULT_LEADING = 1.2  # times the type size


class Segment(tuple[Word, ...]):  # noqa: SLOT001 -- it keeps what is measured
    """A printed line of MuPDF's, or the part of one up to a gap that could be a gutter."""

    @Measured
    def letters(self) -> int:
        """How many characters its words have."""
        return letters(self)

    @Measured
    def main(self) -> Word:
        """The word that stands for its type: see main_word()."""
        return main_word(self)


def segments(page: Page) -> list[Segment]:
    """Return MuPDF's horizontal lines of a page, cut where a gap could be a gutter."""
    found: list[Segment] = []
    run: list[Word] = []
    line, reach = -1, 0.0
    for word in page.words:
        if word.turn != 0:
            continue
        if run:
            gap = word.x0 - reach
            if word.line != line or (gap > GUTTER_MIN - 2 and gap > WIDE_BLANK * word.size):
                found.append(Segment(run))
                run = []
        run.append(word)
        line, reach = word.line, word.x1
    if run:
        found.append(Segment(run))
    return found


def letters(segment: Sequence[Word]) -> int:
    """Return how many characters the words have."""
    return len("".join([w.text for w in segment]))


def long_line(found: Sequence[Sequence[Segment]]) -> int:
    """Return how many characters make a long line in this document."""
    counts = sorted(n for page in found for s in page if (n := s.letters) >= SHORTEST_LONG)
    usual = counts[len(counts) * 3 // 4] if counts else LONG_LINE
    return max(SHORTEST_LONG, min(LONG_LINE, int(LONG_PART * usual)))


def body_size(pages: Sequence[Page], found: Sequence[Sequence[Segment]] = ()) -> float:
    """Return the type size, in points, that most letters are set in before the reference list, where a segment of
    `found` names it and enough is before it; else in the whole document."""
    whole = _letters_by_size([page.words for page in pages])
    at, index = _list_name(found)
    if at >= 0:
        words = pages[at].words
        first = next((k for k, w in enumerate(words) if w.index == index), len(words))
        before = _letters_by_size([*(page.words for page in pages[:at]), words[:first]])
        if before.total() >= TEXT_SHARE * whole.total():
            whole = before
    if not whole:
        return 10.0
    # A long reference list in small type may have more letters than the text; nothing larger than text has so many.
    large = [size for size, n in whole.items() if n >= BODY_SHARE * whole.total()]
    return max(large) if large else max(whole.items(), key=lambda item: (item[1], item[0]))[0]


def _list_name(found: Sequence[Sequence[Segment]]) -> tuple[int, int]:
    """Return on which of the pages, from 0, the last name of a reference list stands, and its first word's index; -1
    for none."""
    for at in range(len(found) - 1, -1, -1):
        for segment in reversed(found[at]):
            if segment.letters <= MAX_NAME and names_list(text_of(segment)):
                return at, segment[0].index
    return -1, 0


def _letters_by_size(pages: Sequence[Sequence[Word]]) -> Counter[float]:
    """Count the letters of pages' words by type size, in half points."""
    exact: dict[float, int] = {}
    for words in pages:
        size, n = 0.0, 0  # words of one size stand together
        for word in words:
            if word.size != size:
                if n:
                    exact[size] = exact.get(size, 0) + n
                size, n = word.size, 0
            n += len(word.text)
        if n:
            exact[size] = exact.get(size, 0) + n
    sizes: Counter[float] = Counter()
    for size, n in exact.items():
        sizes[max(round(size * 2) / 2, SMALLEST)] += n
    return sizes


def leading(pages: Sequence[Sequence[Segment]], size: float) -> float:
    """Return the most frequent distance of baselines, in points, between lines of the body's size."""
    steps: Counter[float] = Counter()
    for page in pages:
        lines = [s for s in page if abs(s[0].size - size) < SAME_SIZE and s.letters >= LONG_LINE]
        for above, below in pairwise(lines):
            step = below[0].baseline - above[0].baseline
            if 0.9 * size < step < 2.5 * size and abs(above[0].x0 - below[0].x0) < 3 * size:
                steps[round(step * 2) / 2] += 1
    return max(steps.items(), key=lambda item: (item[1], -item[0]))[0] if steps else DEFAULT_LEADING * size


def page_columns(pages: Sequence[Page], found: Sequence[Sequence[Segment]]) -> list[tuple[tuple[float, float], ...]]:
    """Return the columns (left, right) of each page: one or two of them, in points."""
    long = long_line(found)
    gutters = [_gutter(page, segs, long) for page, segs in zip(pages, found, strict=True)]
    usual = _usual([g for g in gutters if g is not None])
    if usual is not None and sum(g is not None for g in gutters) >= max(1, len(pages) // 2):
        gutters = [g or _gutter(p, s, long, usual) for p, s, g in zip(pages, found, gutters, strict=True)]
    edges = [_edges(segs, gutter, long) for segs, gutter in zip(found, gutters, strict=True)]
    fallback = _fallback(edges, pages, found)
    return [_mended(e, segs, fallback, long) if e else fallback for e, segs in zip(edges, found, strict=True)]


def _mended(
    edges: tuple[tuple[float, float], ...], segs: Sequence[Segment], usual: tuple[tuple[float, float], ...], least: int
) -> tuple[tuple[float, float], ...]:
    """Mend a page's edges by those of the other pages: notes in the margin stand outside, set-in lines inside."""
    if len(edges) != len(usual):
        return edges
    if len(edges) == 1 and edges[0][0] <= usual[0][0] - MARGIN_NOTE:
        inner = [s for s in segs if s[0].x0 > usual[0][0] - MARGIN_NOTE / 2]
        long = [s for s in segs if s.letters >= least]
        if 2 * sum(s.letters >= least for s in inner) >= len(long):
            edges = _edges(inner, None, least) or edges
        return edges
    return _with_usual(edges, usual, segs)


def _with_usual(
    edges: tuple[tuple[float, float], ...], usual: tuple[tuple[float, float], ...], segs: Sequence[Segment]
) -> tuple[tuple[float, float], ...]:
    """Widen columns to their usual edges: a page of set-in or short lines shows its own in a few lines only.

    Left and right pages may have other margins: all columns are moved as the first one is.
    """
    first = min(edges[0][0], usual[0][0]) if any(abs(s[0].x0 - usual[0][0]) < SAME_EDGE for s in segs) else edges[0][0]
    shift = first - usual[0][0]
    if abs(shift) > MARGIN_NOTE:
        return edges
    wide = [
        (min(left, known_left + shift), max(right, known_right + shift))
        for (left, right), (known_left, known_right) in zip(edges, usual, strict=True)
    ]
    return tuple(wide)


def _usual(gutters: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not gutters:
        return None
    middles = Counter(round((a + b) / 2) for a, b in gutters)
    middle = middles.most_common(1)[0][0]
    near = [g for g in gutters if abs((g[0] + g[1]) / 2 - middle) < SAME_GUTTER]
    return max(g[0] for g in near), min(g[1] for g in near)


def _gutter(
    page: Page, segs: Sequence[Segment], least: int, known: tuple[float, float] | None = None
) -> tuple[float, float] | None:
    """Return the empty strip between two columns, or None for a page of one column.

    With `known` (the gutter of the other pages) a few lines on either side are enough.
    """
    spans = [(s[0].x0, s[-1].x1) for s in segs]
    long = [span for span, s in zip(spans, segs, strict=True) if s.letters >= least]
    if known is not None:
        middle = (known[0] + known[1]) / 2
        sided = sum(x1 < middle or x0 > middle for x0, x1 in long)
        return known if sided >= 2 and sided > len(long) / 3 else None
    low, high = (round(page.width * part) for part in GUTTER_SEARCH)
    best = _free_strip(long, low, high, CROSSING)
    if best is None:
        return None
    # Labels of references and items stand in the strip that long lines leave free: keep to what all leave free.
    best = _free_strip(spans, round(best[0]), round(best[1]), STRAY, first=True) or best
    left = [span for span in long if span[1] <= best[0] + 1]
    right = [span for span in long if span[0] >= best[1] - 1]
    if min(len(left), len(right)) >= SIDE_LINES:
        return best
    # A last page may have a short right column: then its lines begin together, and next to no line crosses.
    together = max(Counter(round(x0) for x0, _ in right).values(), default=0)
    crossing = len(long) - len(left) - len(right)
    short = together >= SHORT_SIDE and len(left) >= SIDE_LINES and crossing <= STRAY * len(long)
    return best if short else None


def _free_strip(
    spans: Sequence[tuple[float, float]], low: int, high: int, share: float, first: bool = False
) -> tuple[float, float] | None:
    """Return the widest (or first) strip between two abscissas that at most a share of the spans cross."""
    steps: Counter[int] = Counter()  # by how much the number of spans over an abscissa differs from that before it
    for x0, x1 in spans:
        begin, end = max(low, int(x0)), min(high, int(x1)) + 1
        if begin < end:
            steps[begin] += 1
            steps[end] -= 1
    allowed = share * len(spans)
    best = (0, 0, 0)
    start: int | None = None
    crossing = 0
    for x in sorted({low, high + 1, *steps}):
        crossing += steps[x]
        free = x <= high and crossing <= allowed
        if free and start is None:
            start = x
        if not free and start is not None:
            if not first or best[0] < GUTTER_MIN - 1:
                best = max(best, (x - start, start, x))
            start = None
    return (float(best[1]), float(best[2])) if best[0] >= GUTTER_MIN - 1 else None


def _edges(segs: Sequence[Segment], gutter: tuple[float, float] | None, least: int) -> tuple[tuple[float, float], ...]:
    long = [(s[0].x0, s[-1].x1) for s in segs if s.letters >= least]
    if gutter is None:
        return (_column(long),) if len(long) >= SIDE_LINES else ()
    middle = (gutter[0] + gutter[1]) / 2
    sides = [x for x in long if x[1] <= middle], [x for x in long if x[0] >= middle]
    if not all(sides):
        return ()
    (left0, left1), (right0, right1) = (_column(side) for side in sides)
    # Labels that stand before set-in lines (of references, of items) show where the right column begins.
    begins = [s[0].x0 for s in segs if gutter[1] - SAME_EDGE <= s[0].x0 < right0]
    return (left0, left1), (min(begins) if len(begins) >= LABELS else right0, right1)


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


def _fallback(
    edges: list[tuple[tuple[float, float], ...]], pages: Sequence[Page], found: Sequence[Sequence[Segment]]
) -> tuple[tuple[float, float], ...]:
    known: Counter[tuple[tuple[float, float], ...]] = Counter()
    lines: Counter[tuple[tuple[float, float], ...]] = Counter()
    for edge, segs in zip(edges, found, strict=True):
        if edge:
            known[edge] += 1
            lines[edge] += len(segs)
    if known:
        # Of equally common ones the inner (notes in the margin widen a page's only column), then that of fuller pages.
        return max(known, key=lambda edge: (known[edge], edge[0][0] if len(edge) == 1 else 0.0, lines[edge], edge))
    width = pages[0].width if pages else 612.0
    return ((0.1 * width, 0.9 * width),)
