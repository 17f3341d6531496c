"""Running heads and feet, page numbers, line numbers and margin stamps: what is printed on pages but not of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.embedded.columns import LONG_LINE, Segment, letters
from pipeline.parse.embedded.page import Page, Word

MARGIN = 0.22  # of the page's height: heads and feet stand in the outermost part (small pages on large paper) …
ROWS = 3  # … and are among the outermost rows
REPEATS = 3  # pages that show the same row (figures in it aside) before it is a running head
SAME_PLACE = 4.0  # points between the baselines of one head on two pages
LINE_NUMBERS = 8  # figures in a row beside the text that make line numbers
_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"\d{1,4}$")
_FLOAT = re.compile(r"(table|tab\.?|figure|fig\.?|algorithm) ?#")  # floats at the top of pages begin alike
_PAGE_OF = re.compile(r"(page )?#( of #)?", re.I)


def find_furniture(pages: Sequence[Page], found: Sequence[Sequence[Segment]]) -> list[frozenset[int]]:
    """Return for each page the indexes of the words that are furniture."""
    numbers = [_line_numbers(segs) for segs in found]
    heads = _heads(pages, [_rows(segs, taken) for segs, taken in zip(found, numbers, strict=True)])
    stamps = [_stamp(page) for page in pages]
    return [frozenset(a | b | c) for a, b, c in zip(numbers, heads, stamps, strict=True)]


# -- line numbers -----------------------------------------------------------------------------------------------------


def _line_numbers(segs: Sequence[Segment]) -> set[int]:
    long = [s for s in segs if letters(s) >= LONG_LINE]
    if len(long) < LINE_NUMBERS:
        return set()
    lefts = sorted(s[0].x0 for s in long)
    rights = sorted(s[-1].x1 for s in long)
    left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    beside: dict[bool, list[Word]] = defaultdict(list)
    for segment in segs:
        for word in (segment[0], segment[-1]):
            if _NUMBER.match(word.text) and (word.x1 < left or word.x0 > right):
                beside[word.x1 < left].append(word)
    taken: set[int] = set()
    for words in beside.values():
        words = sorted({w.index: w for w in words}.values(), key=lambda w: w.baseline)
        steps = Counter(int(b.text) - int(a.text) for a, b in pairwise(words))
        step, count = steps.most_common(1)[0] if steps else (0, 0)
        if step > 0 and count >= LINE_NUMBERS - 1 and count >= 0.7 * len(words):
            taken.update(w.index for w in words)
    return taken


# -- heads and feet ---------------------------------------------------------------------------------------------------


def _rows(segs: Sequence[Segment], taken: set[int]) -> list[list[Word]]:
    """Group a page's words into rows over the whole width, from top to bottom."""
    rows: list[list[Word]] = []
    for segment in sorted(segs, key=lambda s: s[0].baseline):
        words = [w for w in segment if w.index not in taken]
        if not words:
            continue
        if rows and abs(words[0].baseline - rows[-1][0].baseline) < SAME_PLACE:
            rows[-1].extend(words)
        else:
            rows.append(words)
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def _heads(pages: Sequence[Page], rows: Sequence[list[list[Word]]]) -> list[set[int]]:
    """Take rows at the top and bottom that come back on other pages, figures aside, or that count the pages."""
    outer = [_outer(page, page_rows) for page, page_rows in zip(pages, rows, strict=True)]
    shapes: Counter[tuple[str, int]] = Counter()
    offsets: Counter[tuple[int, int]] = Counter()
    for number, page_rows in enumerate(outer):
        for row in page_rows:
            place = round(row[0].baseline / SAME_PLACE)
            for near in (place - 1, place, place + 1):
                shapes[_shape(row), near] += 1
            for offset in _offsets(row, number):
                for near in (place - 1, place, place + 1):
                    offsets[offset, near] += 1
    taken: list[set[int]] = []
    enough = min(REPEATS, max(2, len(pages) - 1))
    for number, page_rows in enumerate(outer):
        mine: set[int] = set()
        for row in page_rows:
            place = round(row[0].baseline / SAME_PLACE)
            shape = _shape(row)
            counts = any(offsets[offset, place] >= enough for offset in _offsets(row, number))
            if _FLOAT.match(shape):
                continue
            if shapes[shape, place] >= enough or counts or _PAGE_OF.fullmatch(shape):
                mine.update(w.index for w in row)
        taken.append(mine)
    return taken


def _outer(page: Page, rows: list[list[Word]]) -> list[list[Word]]:
    top = [r for r in rows[:ROWS] if r[0].baseline < MARGIN * page.height]
    bottom = [r for r in rows[-ROWS:] if r[0].baseline > (1 - MARGIN) * page.height and r not in top]
    return top + bottom


def _shape(row: list[Word]) -> str:
    return _FIGURES.sub("#", " ".join(w.text for w in row).lower())


def _offsets(row: list[Word], number: int) -> set[int]:
    """Return what the row's first and last word, read as a page number, exceed the page's place by."""
    ends = {row[0].text, row[-1].text}
    return {int(t) - number for t in ends if _NUMBER.match(t)} if len(row) < 30 else set()


# -- stamps -----------------------------------------------------------------------------------------------------------


def _stamp(page: Page) -> set[int]:
    """Take turned text in the outer margins, such as arXiv's stamp."""
    edge = 0.09 * page.width
    return {w.index for w in page.words if w.turn in (90, 270) and (w.x1 < edge or w.x0 > page.width - edge)}
