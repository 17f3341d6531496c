"""Words → printed lines in reading order, column by column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace

from surveyrefs.parse.embedded.layout import text_columns as col
from surveyrefs.parse.embedded.layout.bands import Band, list_bands
from surveyrefs.parse.embedded.layout.furniture import find_furniture
from surveyrefs.parse.embedded.layout.line import (
    MARGIN_COLUMN,
    Layout,
    PageLayout,
    PrintedLine,
    is_one_type,
    main_word,
    text_of,
)
from surveyrefs.parse.embedded.layout.margins import part_notes
from surveyrefs.parse.embedded.layout.off_line import SMALLER
from surveyrefs.parse.embedded.layout.text_columns import Segment
from surveyrefs.parse.embedded.pdf.page import Page, PdfFile, Word
from surveyrefs.text.list_names import names_list
from surveyrefs.text.unicode import is_accent

SAME_BASELINE = 0.25  # of the type size: rounding and font changes move baselines by less
RAISED_LETTERS = 24  # raised type is a list of numbers or a mark; more of it is a line of its own
GLUED = 0.12  # of the type size: less than a blank (a quarter to a third) between two words of one line
OVERLAP = 3.0  # points that a line may reach into the gutter and still be of its column


FLUSH = 25.0  # points: a line begins that near to the edge of its column, label and indent included
CENTRED = 4.0  # points between the middle of such a rule and that of the page
CLOSING_RULE = 0.6  # of the text's width: a longer rule is a table's or a float's
WIDE_RULE = 0.9  # of the text's width: a rule across all columns, or its parts
BESIDE = 0.25  # of the type size that two lines share in height to stand beside each other


def build_layout(file: PdfFile) -> Layout:
    """Find columns, furniture and lines of all pages."""
    found = [col.segments(page) for page in file.pages]
    size = col.body_size(file.pages, found)
    furniture = find_furniture(file.pages, found)
    kept = [_without(segs, taken) for segs, taken in zip(found, furniture, strict=True)]
    parted = [part_notes(segs, size) for segs in kept]
    kept = [text for text, _ in parted]
    columns = col.page_columns(file.pages, kept)
    bands = list_bands(kept, columns, [_closing_rules(p, edges) for p, edges in zip(file.pages, columns, strict=True)])
    pages = []
    count = 0
    for page, (segs, notes), taken, edges, parts in zip(file.pages, parted, furniture, columns, bands, strict=True):
        lines = page_lines(page, segs, edges, count, parts)
        lines += _note_lines(page, notes, count + len(lines))
        count += len(lines)
        pages.append(PageLayout(page.number, edges, taken, lines))
    return Layout(tuple(pages), size, col.leading(kept, size))


def _without(segs: list[Segment], taken: frozenset[int]) -> list[Segment]:
    """Return segments without the words of these indexes."""
    if not taken:
        return segs
    indexes = sorted(taken)
    found = []
    for segment in segs:  # whose words have ascending indexes
        at = bisect_left(indexes, segment[0].index)
        if at < len(indexes) and indexes[at] <= segment[-1].index:
            segment = Segment([w for w in segment if w.index not in taken])
        if segment:
            found.append(segment)
    return found


def page_lines(
    page: Page, segs: Sequence[Segment], edges: tuple[tuple[float, float], ...], first: int, bands: Sequence[Band] = ()
) -> tuple[PrintedLine, ...]:
    """Join segments that stand on one line of one column, and order the lines as they are read, band after band.

    Columns are counted on from band to band, so that (page, column) names one column.
    """
    ordered: list[PrintedLine] = []
    columns = 0
    for i, band in enumerate(bands or (Band(0.0, edges),)):
        bottom = bands[i + 1].top if i + 1 < len(bands) else float("inf")
        inside = [s for s in segs if (i == 0 or s[0].baseline >= band.top) and s[0].baseline < bottom]
        lines = _band_lines(page, inside, band.columns)
        if columns:
            lines = [replace(line, column=line.column + columns) if line.column >= 0 else line for line in lines]
        columns += len(band.columns)
        ordered += lines
    return tuple([line.numbered(first + i) for i, line in enumerate(ordered)])


def _note_lines(page: Page, notes: Sequence[Segment], first: int) -> tuple[PrintedLine, ...]:
    """Return the lines of the notes in a page's margins, from top to bottom."""
    if not notes:
        return ()
    left, right = min(s[0].x0 for s in notes), max(s[-1].x1 for s in notes)
    lines = [_line(words, page.number, MARGIN_COLUMN, left, right) for words in join_rows(notes)]
    lines.sort(key=lambda line: line.baseline)
    return tuple(replace(line, number=first + i) for i, line in enumerate(lines))


def _band_lines(page: Page, segs: Sequence[Segment], edges: tuple[tuple[float, float], ...]) -> list[PrintedLine]:
    by_column: dict[int, list[Segment]] = {}
    for segment in segs:
        by_column.setdefault(_column_of(segment, edges), []).append(segment)
    _settle_overfull(by_column, edges)
    _settle_labels(by_column)
    lines = []
    for column, mine in sorted(by_column.items()):
        left, right = edges[column] if column >= 0 else (edges[0][0], edges[-1][1])
        if column == MARGIN_COLUMN and mine:
            left, right = min(s[0].x0 for s in mine), max(s[-1].x1 for s in mine)
        lines += [_line(words, page.number, column, left, right) for words in join_rows(mine)]
    return reading_order(lines, _closing_rules(page, edges))


def _column_of(segment: Segment, edges: tuple[tuple[float, float], ...]) -> int:
    x0, x1 = segment[0].x0, segment[-1].x1
    if x1 < edges[0][0] - OVERLAP and x0 < edges[0][0] - 2 * FLUSH:
        return MARGIN_COLUMN
    if len(edges) == 1:
        return 0
    for i, (left, right) in enumerate(edges):
        if x0 >= left - OVERLAP - 20 and x1 <= right + OVERLAP:
            return i
    if len(edges) > 2:
        return _nearest_column(x0, x1, edges)
    middle = (edges[0][1] + edges[1][0]) / 2
    if x0 < edges[0][1] - OVERLAP and x1 > edges[1][0] + OVERLAP:
        return -1
    # Wide labels stand far left of the text that hangs beside them: what begins behind the left column is the right's.
    return 0 if (x0 + x1) / 2 < middle and x0 < edges[0][1] else 1


def _nearest_column(x0: float, x1: float, edges: tuple[tuple[float, float], ...]) -> int:
    """Return the column of many that a line begins in, -1 where it goes on through the next one's text."""
    first = max((i for i, (left, _) in enumerate(edges) if x0 >= left - FLUSH), default=0)
    return -1 if first + 1 < len(edges) and x1 > edges[first + 1][0] + 2 * FLUSH else first


def _settle_overfull(by_column: dict[int, list[Segment]], edges: tuple[tuple[float, float], ...]) -> None:
    """Give lines that run over into the gutter (a long address, a cell of a table that is too wide) back to the left
    column: the right one has a line of its own beside them, and no cell of their row."""
    if -1 not in by_column or 1 not in by_column or len(edges) != 2:
        return
    flush = [s for s in by_column[1] if s[0].x0 - edges[1][0] < FLUSH]
    overfull = [
        s
        for s in by_column[-1]
        if (s[0].x0 < edges[0][0] + FLUSH and _beside(s, flush))
        or (s[0].x0 > edges[0][0] + FLUSH and _sticks_out(s, _beside(s, by_column[1])))
    ]
    if overfull:
        by_column.setdefault(0, []).extend(overfull)
        by_column[-1] = [s for s in by_column[-1] if s not in overfull]


def _beside(segment: Segment, others: Sequence[Segment]) -> list[Segment]:
    """Return the segments that stand on a segment's height, or nearly so."""
    word = segment[0]
    return [o for o in others if word.y_shared(o[0]) > BESIDE * word.size]


def _sticks_out(segment: Segment, beside: Sequence[Segment]) -> bool:
    """Tell whether a cell of a left column's table runs over: lines of the right column stand beside it, and none on
    its very height, as further cells of its row would."""
    word = segment[0]
    return bool(beside) and all(abs(o[0].baseline - word.baseline) > SAME_BASELINE * word.size for o in beside)


def _settle_labels(by_column: dict[int, list[Segment]]) -> None:
    """Give what stands left of the text back to it where it shares the text's baselines: labels, not notes."""
    names = [s for s in by_column.get(MARGIN_COLUMN, []) if names_list(text_of(s))]
    notes = [s for s in by_column.get(MARGIN_COLUMN, []) if s not in names]
    baselines = {round(s[0].baseline) for s in by_column.get(0, [])}
    if notes and sum(round(s[0].baseline) in baselines for s in notes) > len(notes) / 2:
        by_column.setdefault(0, []).extend(notes)
        by_column[MARGIN_COLUMN] = names


def join_rows(segs: Sequence[Segment], cells: bool = False) -> list[list[Word]]:
    """Join segments of one baseline into rows, and raised or lowered type with the row that it belongs to; `cells`: it
    may be all that a cell of a row has, far from the others."""
    rows: list[_Row] = []
    small: list[Segment] = []
    size_here = _row_sizes(segs, cells)
    for segment in sorted(segs, key=lambda s: (s[0].baseline, s[0].x0)):
        main = segment.main
        if segment.letters <= RAISED_LETTERS and main.size < SMALLER * size_here(segment):
            small.append(segment)
        elif rows and rows[-1].takes(segment, main):
            rows[-1].add(segment)
        else:
            rows.append(_Row(segment))
    baselines = [row.main().baseline for row in rows]
    found = [row.words for row in rows]
    alone: list[list[Word]] = []
    for segment in small:
        row = _row_for(segment, found, baselines, cells)
        if row is None:
            _add_alone(alone, segment)
        else:
            row.extend(segment)
    return [_left_to_right(row) for row in found + alone]


class _Row:
    """A row that grows from left to right, as far as its words do: what is asked of it does not take longer then."""

    def __init__(self, segment: Segment) -> None:
        self.words: list[Word] = []
        self._right = segment[0].x1
        self._letters: dict[tuple[float, float], int] = {}  # by size and baseline
        self._first: dict[tuple[float, float], Word] = {}
        self.add(segment)

    def add(self, segment: Segment) -> None:
        """Put words behind it."""
        self.words += segment
        self._right = max(self._right, *[w.x1 for w in segment])
        if is_one_type(segment):
            first = segment[0]
            kind = (first.size, first.baseline)
            self._letters[kind] = self._letters.get(kind, 0) + segment.letters
            self._first.setdefault(kind, first)
            return
        for w in segment:
            kind = (w.size, w.baseline)
            self._letters[kind] = self._letters.get(kind, 0) + len(w.text)
            self._first.setdefault(kind, w)

    def main(self) -> Word:
        """Return the word that stands for the type size and baseline of most letters."""
        if len(self._letters) == 1:
            return self.words[0]
        return self._first[max(self._letters.items(), key=lambda item: (item[1], item[0][0]))[0]]

    def takes(self, segment: Segment, word: Word) -> bool:
        """Tell whether a segment, whose main word is given, stands in this row, and not on top of its words."""
        if abs(word.baseline - self.main().baseline) > SAME_BASELINE * word.size:
            return False
        return segment[0].x0 >= self._right or not _overprints(segment, self.words)


def _left_to_right(row: list[Word]) -> list[Word]:
    """Order the words of a row; an accent set over its letter stays before it, as TeX prints it."""
    if not [w for w in row if len(w.text) == 1 and is_accent(w.text)]:
        return sorted(row, key=attrgetter("x0"))
    stream = {w.index: w for w in row}

    def edge(word: Word) -> float:
        over = stream.get(word.index + 1) if len(word.text) == 1 and is_accent(word.text) else None
        return over.x0 - 0.01 if over is not None and over.glued and over.x0 <= word.x0 < over.x1 else word.x0

    return sorted(row, key=edge)


def _overprints(segment: Segment, row: list[Word]) -> bool:
    """Tell whether a segment stands on top of a row's words: lines that overlap are two lines."""
    x0, x1 = segment[0].x0, segment[-1].x1
    over = sum(min(w.x1, x1) - max(w.x0, x0) for w in row if w.x0 < x1 and w.x1 > x0)
    return over > max(0.5 * segment[0].size, 0.3 * (x1 - x0))


def _add_alone(alone: list[list[Word]], segment: Segment) -> None:
    """Put small type that belongs to no row into rows of its own."""
    if alone and abs(alone[-1][0].baseline - segment[0].baseline) <= SAME_BASELINE * segment[0].size:
        alone[-1].extend(segment)
    else:
        alone.append(list(segment))


def _row_sizes(segs: Sequence[Segment], far: bool) -> Callable[[Segment], float]:
    """Return a function that gives the largest type size on the lines beside a segment, however far off if asked."""
    by_size: dict[float, list[tuple[float, float, float]]] = {}
    for segment in segs:
        if segment.letters > 1:
            main = segment.main
            place = (main.baseline, segment[0].x0, segment[-1].x1)
            by_size.setdefault(main.size, []).append(place)
    larger_first = sorted(((size, sorted(places)) for size, places in by_size.items()), reverse=True)

    def size_at(segment: Segment) -> float:
        word = segment.main
        reach, beside = 0.75 * word.size, float("inf") if far else 2 * word.size
        x0, x1 = segment[0].x0, segment[-1].x1
        for size, places in larger_first:
            if size <= word.size:
                break
            if size >= 2 * word.size:
                continue
            for i in range(bisect_left(places, (word.baseline - reach,)), len(places)):
                baseline, left, right = places[i]
                if baseline > word.baseline + reach:
                    break
                if left - beside < x1 and right + beside > x0:
                    return size
        return word.size

    return size_at


def _row_for(segment: Segment, rows: list[list[Word]], baselines: list[float], far: bool) -> list[Word] | None:
    word = segment[0]
    best: tuple[float, int] | None = None
    start = bisect_left(baselines, word.baseline - 1.0 * word.size)
    for i in range(max(0, start - 1), len(rows)):
        if baselines[i] > word.baseline + 1.3 * word.size:
            break
        row = rows[i]
        gap = min(abs(w.x1 - segment[0].x0) for w in row), min(abs(w.x0 - segment[-1].x1) for w in row)
        y0, y1 = min(w.y0 for w in row), max(w.y1 for w in row)
        if (far or min(gap) <= 1.5 * row[0].size) and not _overprints(segment, row) and y0 - 1 <= word.cy <= y1 + 1:
            distance = abs(baselines[i] - word.baseline)
            if best is None or distance < best[0]:
                best = (distance, i)
    return rows[best[1]] if best else None


def _line(words: list[Word], page: int, column: int, left: float, right: float) -> PrintedLine:
    if words[0].line != words[-1].line or len({w.line for w in words}) > 1:
        reach = GLUED * main_word(words).size
        words = [
            replace(word, glued=True)
            if word.line != before.line and not word.glued and word.x0 - before.x1 < reach
            else word
            for before, word in pairwise([words[0], *words])
        ]
    return PrintedLine(tuple(words), page, column, left, right, 0)


def _closing_rules(page: Page, edges: tuple[tuple[float, float], ...]) -> list[float]:
    """Return the heights of short rules set across the middle of two columns, and of rules across both: they close the
    text above them, whose columns are level there, and what follows (mostly the references, or the text below a wide
    table) has columns of its own."""
    if len(edges) != 2:
        return []
    (left, left_end), (right_start, right) = edges
    middle, gutter = (left_end + right_start) / 2, right_start - left_end
    found = []
    for y in sorted({rule.y0 for rule in page.rules if rule.across}):
        here = [r for r in page.rules if r.y0 - 1 <= y <= r.y1 + 1]
        centred = all(abs(r.cx - middle) < CENTRED for r in here)
        widest = max(r.width for r in here)
        short = centred and gutter + 2 * FLUSH < widest < CLOSING_RULE * (right - left)
        across = [r for r in here if r.across]
        # The parts of one rule count together, as of a table's cells.
        whole = (
            sum(r.width for r in across) > WIDE_RULE * (right - left)
            and min(r.x0 for r in across) < left + OVERLAP
            and max(r.x1 for r in across) > right - OVERLAP
        )
        if short or whole:
            found.append(y)
    return found


def reading_order(lines: Sequence[PrintedLine], cuts: Sequence[float] = ()) -> list[PrintedLine]:
    """Order the lines of a page: lines across all columns, and rules at the heights of `cuts`, divide it into bands,
    each read column by column."""
    margin = sorted((line for line in lines if line.column == MARGIN_COLUMN), key=lambda line: line.baseline)
    wide = sorted((line for line in lines if line.column == -1), key=lambda line: line.baseline)
    rest = sorted((line for line in lines if line.column >= 0), key=lambda line: line.baseline)
    ordered: list[PrintedLine] = []
    dividers = [(line.baseline, [line]) for line in wide]
    through = [y for y in cuts if not any(line.y0 < y < line.y1 for line in lines)]
    for baseline, divider in sorted([*dividers, *((y, []) for y in through)], key=lambda item: item[0]):
        above = [line for line in rest if line.baseline < baseline]
        rest = rest[len(above) :]
        ordered += sorted(above, key=lambda line: line.column)
        ordered += divider
    return ordered + sorted(rest, key=lambda line: line.column) + margin
