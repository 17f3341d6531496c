"""Running heads and feet, page and line numbers, margin stamps, watermarks: on the pages, but not of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from surveyrefs.parse.embedded.layout.off_line import raised_before
from surveyrefs.parse.embedded.layout.sheet_use import used_heights
from surveyrefs.parse.embedded.layout.text_columns import GUTTER_MIN, SHORTEST_LONG, Segment
from surveyrefs.parse.embedded.pdf.page import Page, Word
from surveyrefs.text.float_names import names_behind, names_pattern

MARGIN = 0.22  # of the page's height: heads and feet stand in the outermost part (small pages on large paper) …
ROWS = 3  # … and are among the outermost rows
REPEATS = 3  # pages that show the same row (figures in it aside) before it is a running head
HEAD_MARGIN = 0.12  # of the page's height: a head that nothing but its place tells stands higher
HEAD_GAP = 1.6  # times the usual distance of the page's lines is below such a head
HEAD_WORDS = 20
LARGE_HEAD = 1.2  # of the type size of most rows: a first row larger than that is none, unless it comes back
TEXT_GAP = 1.7  # times the type size, between baselines: what stands nearer to a line set alike is text
NUMBERED_WORDS = 30  # in a row that a page number ends: a longer one is a line of text
MOST = 0.6  # of the pages
SAME_PLACE = 4.0  # points between the baselines of one head on two pages
SAME_SIZE = 0.5  # points of type size
SAME_EDGE = 2.0  # points: numbers set flush right end at one abscissa
CROSSED = 0.1  # of a page's lines may cross the strip of the numbers: heads, wide tables
INTO_STRIP = 1.5  # points that text may reach into the strip of the numbers: in a gutter it ends where they begin
LINE_NUMBERS = 8  # lines that figures beside the text count, so that they are line numbers …
FEWEST_NUMBERS = 3  # … and so many figures: many manuscripts print every fifth number only
MOST_LINES = 150  # on a page, of two columns
WIDEST_STEP = 10  # lines from one line number to the next, at most: years and sums in tables differ by more
EACH_LINE = 0.5  # of the lines beside them are counted by line numbers; labels stand on fewer
MARKS = 20  # texts in one place on most pages; more of them are a form, which is filled in
OVERPRINTED = 0.4  # of the lower text's height, shared with a watermark over it
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"\d{1,4}$")
# Floats at the top of pages begin alike.
_FLOAT = re.compile(rf"({names_pattern()}|tab) ?#|#[.-]? ?({names_behind()})\b", re.I)
_BROKEN = ("-", "–", "—", ",", ":", "(", "pp.", "p.", "no.", "vol.")
_PAGE_OF = re.compile(r"(page )?#( of #)?", re.I)


def find_furniture(pages: Sequence[Page], found: Sequence[Sequence[Segment]]) -> list[frozenset[int]]:
    """Return for each page the indexes of the words that are furniture."""
    numbers = [_line_numbers(segs, number * MOST_LINES) for number, segs in enumerate(found, 1)]
    counted = sum(lines for _, lines, _ in numbers)
    labels = counted < EACH_LINE * sum(beside for _, _, beside in numbers)
    if labels or 2 * sum(bool(words) for words, _, _ in numbers) <= len(pages):  # references' labels count as well
        taken: list[set[int]] = [set() for _ in pages]
    else:
        taken = _on_all_pages(found, [words for words, _, _ in numbers])
    heads = _heads(pages, [_rows(segs, words) for segs, words in zip(found, taken, strict=True)])
    stamps = [_stamp(page) | mark for page, mark in zip(pages, _watermarks(found), strict=True)]
    return [frozenset(a | b | c) for a, b, c in zip(taken, heads, stamps, strict=True)]


# -- line numbers -----------------------------------------------------------------------------------------------------


def _line_numbers(segs: Sequence[Segment], most: int) -> tuple[set[int], int, int]:
    """Take numbers that count the lines: one below the other, in a strip that no text crosses, and none above `most`,
    the lines that there can be so far: a column of years is of a table.

    Also tell how many lines they count, and how many lines stand beside them.
    """
    ends = _at_ends(segs)
    taken: set[int] = set()
    counted = beside = 0
    # The longest row first: of numbers set flush left, those of two figures end at one abscissa as well.
    for edge in sorted(_edges(ends), key=len, reverse=True):
        words = [w for w in edge if w.index not in taken]
        if len(words) < FEWEST_NUMBERS or int(words[-1].text) > most:
            continue
        step, count = Counter(int(b.text) - int(a.text) for a, b in pairwise(words)).most_common(1)[0]
        enough = step * (count + 1) >= LINE_NUMBERS and count >= 0.7 * len(words) - 1
        if 0 < step <= WIDEST_STEP and enough and _beside_text(words, segs, taken):
            taken.update(w.index for w in words)
            counted += step * len(words)
            beside += len({round(y / SAME_PLACE) for y in _baselines(segs, words)})
    return taken, counted, beside


def _at_ends(segs: Sequence[Segment]) -> list[Word]:
    """Return the numbers at the ends of a page's texts."""
    return [w for s in segs for w in (s if len(s) == 1 else (s[0], s[-1])) if _NUMBER.match(w.text)]


def _on_all_pages(found: Sequence[Sequence[Segment]], taken: Sequence[set[int]]) -> list[set[int]]:
    """Return the line numbers with those of pages that have few: they end where other pages' line numbers do."""
    edges = {
        round(w.x1 / SAME_EDGE) + near
        for segs, mine in zip(found, taken, strict=True)
        for w in _at_ends(segs)
        if w.index in mine
        for near in (-1, 0, 1)
    }
    out: list[set[int]] = []
    for segs, mine in zip(found, taken, strict=True):
        few = [] if mine else [w for w in _at_ends(segs) if round(w.x1 / SAME_EDGE) in edges]
        out.append({w.index for w in few} if few and _beside_text(few, segs, set()) else mine)
    return out


def _edges(numbers: Sequence[Word]) -> list[list[Word]]:
    """Return the numbers that end, and those that begin, at one abscissa, from top to bottom; right ends come first."""
    found: list[list[Word]] = []
    for flush_right in (True, False):
        edges: dict[int, list[Word]] = defaultdict(list)
        for word in numbers:
            edges[round((word.x1 if flush_right else word.x0) / SAME_EDGE)].append(word)
        found += [sorted([*edges[edge], *edges.get(edge + 1, [])], key=lambda w: w.baseline) for edge in sorted(edges)]
    return found


def _baselines(segs: Sequence[Segment], numbers: Sequence[Word]) -> list[float]:
    """Return the baselines of the texts beside numbers, from the first of them to the last."""
    first, last = numbers[0].baseline - SAME_PLACE, numbers[-1].baseline + SAME_PLACE
    return [s[0].baseline for s in segs if first <= s[0].baseline <= last and s.letters >= SHORTEST_LONG]


def _beside_text(numbers: Sequence[Word], segs: Sequence[Segment], taken: set[int]) -> bool:
    """Tell whether the strip of the numbers is free of other words on (nearly) all lines of the page; line numbers
    that were taken are none."""
    x0, x1 = min(w.x0 for w in numbers), max(w.x1 for w in numbers)
    mine = taken.union(w.index for w in numbers)
    x0, x1 = x0 + INTO_STRIP, x1 - INTO_STRIP
    crossing = sum(w.x0 < x1 and w.x1 > x0 and w.index not in mine for s in segs for w in s)
    return crossing <= CROSSED * len(segs)


# -- heads and feet ---------------------------------------------------------------------------------------------------


def _rows(segs: Sequence[Segment], taken: set[int]) -> list[list[Word]]:
    """Group a page's words into rows over the whole width, from top to bottom."""
    rows: list[list[Word]] = []
    for segment in sorted(segs, key=lambda s: s[0].baseline):
        words = [w for w in segment if w.index not in taken] if taken else list(segment)
        if not words:
            continue
        if rows and abs(words[0].baseline - rows[-1][0].baseline) < SAME_PLACE:
            rows[-1].extend(words)
        else:
            rows.append(words)
    return [sorted(row, key=attrgetter("x0")) for row in rows]


def _heads(pages: Sequence[Page], rows: Sequence[list[list[Word]]]) -> list[set[int]]:
    """Take rows at the top and bottom that come back on other pages, figures aside, or that count the pages."""
    outer = [_outer(height, page_rows) for height, page_rows in zip(used_heights(pages), rows, strict=True)]
    shapes: Counter[tuple[str, int]] = Counter()
    offsets: Counter[tuple[int, int]] = Counter()
    for number, page_rows in enumerate(outer):
        for row in page_rows:
            place, shape = round(row[0].baseline / SAME_PLACE), _shape(row)
            for near in (place - 1, place, place + 1):
                shapes[shape, near] += 1
            for offset in _offsets(row, number):
                for near in (place - 1, place, place + 1):
                    offsets[offset, near] += 1
    taken = _standing_heads(pages, rows)
    enough = min(REPEATS, max(2, len(pages) - 1))
    for mine, (number, page_rows) in zip(taken, enumerate(outer), strict=True):
        for row in page_rows:
            place = round(row[0].baseline / SAME_PLACE)
            shape = _shape(row)
            counts = any(offsets[offset, place] >= enough for offset in _offsets(row, number))
            repeated = shapes[shape, place] >= enough
            repeated = repeated or (bool(_PAGE_OF.fullmatch(shape)) and not _ends_text(row, rows[number]))
            if not (repeated or counts) or _FLOAT.match(shape) or _is_listed(row, shape, rows[number]) or _is_note(row):
                continue
            if repeated:
                mine.update(w.index for w in row)
            else:
                mine.update(w.index for part in _parts(row) if not _of_text(part, row, rows[number]) for w in part)
    return taken


def _parts(row: list[Word]) -> list[list[Word]]:
    """Return a row cut where white parts a column, or a number in the margin, from the next."""
    cuts = [i for i in range(1, len(row)) if row[i].x0 - row[i - 1].x1 > GUTTER_MIN]
    return [row[a:b] for a, b in pairwise([0, *cuts, len(row)])]


def _of_text(part: list[Word], row: list[Word], rows: Sequence[list[Word]]) -> bool:
    """Tell whether a part of a row that holds a page number is a line of the text beside it: the next line towards
    the page's middle begins where it begins, is set in its type and as near as lines are."""
    if len(part) == 1 and part[0] in (row[0], row[-1]):
        return False
    first = part[0]
    return any(
        abs(other[0].x0 - first.x0) < SAME_EDGE and abs(other[0].size - first.size) < SAME_SIZE
        for near in rows
        if near is not row and abs(near[0].baseline - first.baseline) < TEXT_GAP * first.size
        for other in _parts(near)
    )


def _ends_text(row: list[Word], rows: Sequence[list[Word]]) -> bool:
    """Tell whether a number alone is the end of a text above it that was broken there: `45:74–` and below it `86`."""
    first = row[0]
    return len(row) == 1 and any(
        part[-1].text.endswith(_BROKEN)
        and abs(part[0].size - first.size) < SAME_SIZE
        and part[0].x0 < first.x1 < part[-1].x1
        for near in rows
        if 0 < first.baseline - near[0].baseline < TEXT_GAP * first.size
        for part in _parts(near)
    )


def _is_note(row: list[Word]) -> bool:
    """Tell whether a row begins with a raised number: notes such as "See [3]." stand at the foot of many pages."""
    if len(row) == 1 or not row[0].text.isdigit():
        return False
    return raised_before(row[0], row[1])


def _is_listed(row: list[Word], shape: str, rows: list[list[Word]]) -> bool:
    """Tell whether several rows of the page have a row's shape: entries of a list that differ in figures only, no
    heads."""
    alike = sum(len(other) == len(row) and _shape(other) == shape for other in rows)
    return alike > ROWS and any(c.isalpha() for c in shape)


def _standing_heads(pages: Sequence[Page], rows: Sequence[list[list[Word]]]) -> list[set[int]]:
    """Take the first row of a page where it stands apart at the same height on most pages, whatever it says: a head
    that names the chapter, the author on one side and the title on the other. What is larger than the page's text is a
    title or a section's."""
    first: list[list[Word]] = []
    small: list[bool] = []
    for page, page_rows in zip(pages, rows, strict=True):
        row = page_rows[0] if len(page_rows) > 2 and page_rows[0][0].baseline < HEAD_MARGIN * page.height else []
        steps = [below[0].baseline - above[0].baseline for above, below in pairwise(page_rows)]
        apart = bool(row) and steps[0] > HEAD_GAP * sorted(steps)[len(steps) // 2]
        usual = sorted(other[0].size for other in page_rows)[len(page_rows) // 2] if apart else 0.0
        apart = apart and row[0].size <= LARGE_HEAD * usual
        first.append(row if apart and len(row) <= HEAD_WORDS and not _FLOAT.match(_shape(row)) else [])
        small.append(apart and row[0].size < usual - SAME_SIZE)
    places = Counter(round(row[0].baseline / SAME_PLACE) for row in first if row)
    # Two pages are no habit, but for small type: a section's title is not smaller than the text.
    least = 2 if all(small) else REPEATS
    often = {place for place, n in places.items() if n >= max(least, MOST * len(pages))}
    return [{w.index for w in row} if row and round(row[0].baseline / SAME_PLACE) in often else set() for row in first]


def _outer(height: float, rows: list[list[Word]]) -> list[list[Word]]:
    """Return the rows that may be heads and feet: not what stands below a caption at the top, a table's header."""
    top: list[list[Word]] = []
    for row in rows[:ROWS]:
        if row[0].baseline >= MARGIN * height or _FLOAT.match(_shape(row)):
            break
        top.append(row)
    bottom = [r for r in rows[-ROWS:] if r[0].baseline > (1 - MARGIN) * height and r not in top]
    return top + bottom


def _shape(row: list[Word]) -> str:
    return _without_figures(" ".join([w.text for w in row]).lower())


@lru_cache(maxsize=1 << 10)  # a row is asked several times, and comes back on other pages
def _without_figures(text: str) -> str:
    return _FIGURES.sub("#", text)


def _offsets(row: list[Word], number: int) -> set[int]:
    """Return what the row's first and last word, read as a page number, exceed the page's place by."""
    ends = {row[0].text, row[-1].text}
    return {int(t) - number for t in ends if _NUMBER.match(t)} if len(row) < NUMBERED_WORDS else set()


# -- stamps -----------------------------------------------------------------------------------------------------------


def _stamp(page: Page) -> set[int]:
    """Take turned text in the outer margins, such as arXiv's stamp; within a table's rules it is a label."""
    edge = 0.09 * page.width
    inner = min((r.x0 for r in page.rules), default=edge), max((r.x1 for r in page.rules), default=page.width - edge)
    left, right = min(edge, inner[0]), max(page.width - edge, inner[1])
    return {w.index for w in page.words if w.turn in (90, 270) and (w.x1 < left or w.x0 > right)}


def _watermarks(found: Sequence[Sequence[Segment]]) -> list[set[int]]:
    """Take text that stands in one place on most pages and is printed over other text there."""
    places = [{_place(s): s for s in segs} for segs in found]
    enough = max(REPEATS, MOST * len(found))
    shown = Counter(place for here in places for place in here)
    often = {place for place, n in shown.items() if n >= enough}
    if len(often) > MARKS:
        return [set() for _ in found]
    marks = {
        place
        for here, segs in zip(places, found, strict=True)
        for place in often & here.keys()
        if any(s is not here[place] and _overprints(here[place], s) for s in segs)
    }
    return [{w.index for place in marks & here.keys() for w in here[place]} for here in places]


def _place(segment: Segment) -> tuple[str, str, int, int, int]:
    first, last = segment[0], segment[-1]
    return first.text, last.text, len(segment), round(first.x0), round(first.baseline)


def _overprints(mark: Segment, other: Segment) -> bool:
    """Tell whether two texts are printed one over the other, by more than lines that stand close are."""
    x_shared = min(mark[-1].x1, other[-1].x1) - max(mark[0].x0, other[0].x0)
    y_shared = mark[0].y_shared(other[0])
    return x_shared > 0 and y_shared > OVERPRINTED * min(mark[0].height, other[0].height)
