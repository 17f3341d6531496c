"""Printed lines → passages: continuous text with the place, style and link of every part of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from surveyrefs.model.box import Box
from surveyrefs.model.document import SUPERSCRIPT, Line, Passage, PassageKind, Piece, TextLink
from surveyrefs.parse.embedded.layout.line import Layout, PrintedLine, is_one_type, text_of
from surveyrefs.parse.embedded.layout.off_line import OFF, SMALLER, off_line
from surveyrefs.parse.embedded.pdf.page import Page, PdfLink, Word
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import Joined, merge_links
from surveyrefs.text.unicode import ACCENTS, compose

TALL_LINK = 4.0  # type sizes: a taller link is one that TeX broke over a page and stretched over all of it
LINK_TOUCH = 0.3  # of a word's width or height that a link must cover to be the word's link
_MARKS = re.escape("".join(ACCENTS))
_COMPOSED = re.compile(rf"[{_MARKS}]|[^\x00-\u02ff]")  # of ASCII's signs "`" alone
# Parts that are composed each by itself: no accent stands beside the blanks between them.
_PARTS = re.compile(rf"(?s:.+?)(?:(?<![{_MARKS}])\x20(?![{_MARKS}])|\Z)")


class Weaver:
    """Makes passages of lines: knows the document's words (for hyphens) and the link annotations of each page."""

    def __init__(self, pages: Sequence[Page], layout: Layout) -> None:
        """Index the links by page and count the document's words."""
        self.words = Vocabulary(line.text for page in layout.pages for line in page.lines)
        self._raised = _raised_words(layout)
        tallest = TALL_LINK * layout.body_size
        self._links = {
            page.number: _Links(k for k in page.links if k.box.height <= tallest)
            for page in pages if page.links
        }  # fmt: skip

    def passage(self, kind: PassageKind, lines: Iterable[Sequence[Word]], page: int | Sequence[int], section: int = -1,
                first_line: int = -1) -> Passage:  # fmt: skip
        """Join rows of words (each row one printed line, left to right) into a passage.

        `page` is the page of all rows, or one number a row. Rows are numbered from `first_line` for Piece.line.
        """
        rows = [row for row in lines if row]
        numbers = [page] * len(rows) if isinstance(page, int) else list(page)
        joined = Joined(self.words)
        for i, (row, number) in enumerate(zip(rows, numbers, strict=True)):
            self._add(joined, row, number, first_line + i if first_line >= 0 else i)
        return joined.passage(kind, section)

    def of_lines(self, kind: PassageKind, lines: Sequence[PrintedLine], section: int = -1) -> Passage:
        """Join printed lines into a passage; Piece.line is PrintedLine.number."""
        joined = Joined(self.words)
        for line in lines:
            self._add(joined, line.words, line.page, line.number)
        return joined.passage(kind, section)

    def line(self, printed: PrintedLine) -> Line:
        """Return one printed line with offsets in its own text."""
        text, pieces, links = self._row(printed.words, printed.page, printed.number)
        box = Box(printed.x0, printed.y0, printed.x1, printed.y1)
        return Line(text, tuple(pieces), tuple(merge_links(links)), printed.page, box, printed.left, printed.right)

    def _add(self, joined: Joined, row: Sequence[Word], page: int, number: int) -> None:
        """Put a row of words behind the text so far."""
        text = text_of(row)
        if _may_compose(text):
            joined.add(*_composed(text, *self._over(row, page, number, 0)))
        else:  # the offsets of the whole text are known before its pieces are made
            joined.lay(*self._over(row, page, number, joined.begin(text)))

    def _row(self, row: Sequence[Word], page: int, number: int) -> tuple[str, list[Piece], list[TextLink]]:
        return _composed(text_of(row), *self._over(row, page, number, 0))

    def _over(self, row: Sequence[Word], page: int, number: int, offset: int) -> tuple[list[Piece], list[TextLink]]:
        """Return the pieces and links over a row's text, which begins at `offset`."""
        size, baseline = _main_type(row)
        links = self._links[page].near(row) if page in self._links else ()
        raised_here = self._raised.get(page, {})
        small = SMALLER * size
        end = offset - (not row[0].glued)
        pieces: list[Piece] = []
        over: list[TextLink] = []
        for word in row:
            start = end if word.glued else end + 1
            end = start + len(word.text)
            style = word.style
            if raised_here or word.size <= small:
                raised = off_line(word, size, baseline, row[0].turn) if word.size <= small else 0
                style |= raised or raised_here.get(word.index, 0)
            pieces.append(Piece(start, end, page, word.x0, word.y0, word.x1, word.y1, word.size, style, number))
            for link in links:
                if link.box.y0 > word.y1:
                    break
                if link.box.y1 > word.y0:
                    _overlay(link, word, start, over)
        return pieces, over


class _Links:
    """The links of a page from top to bottom, asked for by height."""

    def __init__(self, links: Iterable[PdfLink]) -> None:
        self._links = sorted(links, key=lambda link: link.box.y0)
        self._tops = [link.box.y0 for link in self._links]
        self._tallest = max((link.box.height for link in self._links), default=0.0)

    def near(self, row: Sequence[Word]) -> Sequence[PdfLink]:
        """Return the links that may touch words, from top to bottom."""
        top, bottom = min([w.y0 for w in row]), max([w.y1 for w in row])
        return self._links[bisect_left(self._tops, top - self._tallest) : bisect_right(self._tops, bottom)]


def _raised_words(layout: Layout) -> dict[int, dict[int, int]]:
    """Return, by page and then by word index, which words are raised or lowered in their printed line.

    A cell or a box that holds nothing but raised numbers does not show it; the line across the page does.
    """
    found: dict[int, dict[int, int]] = {}
    for page in layout.pages:
        here: dict[int, int] = {}
        for line in page.lines:
            smallest = min([w.size for w in line.words])
            if smallest <= SMALLER * line.size:
                size, baseline = _main_type(line.words)
                for word in line.words:
                    if style := off_line(word, size, baseline):
                        here[word.index] = style
        here.update(dict.fromkeys([w.index for w in _raised_apart(page.lines, layout.body_size)], SUPERSCRIPT))
        if here:
            found[page.number] = here
    return found


def _raised_apart(lines: Sequence[PrintedLine], body: float) -> list[Word]:
    """Return the words of lines of small figures that stand raised beside another line, too far off to be joined to it:
    a column of callouts in a table. Figures of the text's own size are none, whatever heading is beside them."""
    ordered = sorted(lines, key=lambda line: line.baseline)
    baselines = [line.baseline for line in ordered]
    found: list[Word] = []
    for line in lines:
        if line.size > SMALLER * body or any(c.isalpha() for c in line.text):
            continue
        below = bisect_right(baselines, line.baseline + OFF * line.size)
        for other in ordered[below : bisect_right(baselines, line.baseline + line.size)]:
            if line.size <= SMALLER * other.size and other.baseline - line.baseline > OFF * other.size:
                found += line.words
                break
    return found


def _main_type(row: Sequence[Word]) -> tuple[float, float]:
    if is_one_type(row):
        return row[0].size, row[0].baseline
    sizes: dict[tuple[float, float], int] = defaultdict(int)
    for w in row:
        sizes[w.size, w.baseline] += len(w.text)
    size, baseline = max(sizes.items(), key=lambda item: (item[1], item[0][0]))[0]
    # A row of raised type only ("13" before a word of another row) has no line of its own to be raised above.
    larger = [key for key in sizes if key[0] * SMALLER > size]
    return max(larger, key=lambda key: sizes[key]) if larger else (size, baseline)


def _overlay(link: PdfLink, word: Word, start: int, over: list[TextLink]) -> None:
    """Note which characters of a word lie under a link, by the share of its width."""
    box = link.box
    if not word.turn and (box.x0 >= word.x1 or box.x1 <= word.x0):
        return
    across = (word.y0, word.y1, box.y0, box.y1)
    along = (word.x0, word.x1, box.x0, box.x1)
    if word.turn in (90, 270):
        across, along = along, across
    if min(across[1], across[3]) - max(across[0], across[2]) < LINK_TOUCH * min(
        across[1] - across[0], across[3] - across[2]
    ):
        return
    w0, w1, b0, b1 = along
    if word.turn in (90, 180):  # letters run against the axis
        w0, w1, b0, b1 = -w1, -w0, -b1, -b0
    width = max(w1 - w0, 0.01)
    count = len(word.text)
    first = max(0, round((b0 - w0) / width * count))
    last = min(count, round((b1 - w0) / width * count))
    if last > first:
        over.append(
            TextLink(start + first, start + last, link.name, link.page, link.x, link.y, link.uri, link.annotation)
        )


def _may_compose(text: str) -> bool:
    """Tell whether a text may have accents that stand alone, or ligatures."""
    return "`" in text if text.isascii() else _COMPOSED.search(text) is not None


def _composed(text: str, pieces: list[Piece], links: list[TextLink]) -> tuple[str, list[Piece], list[TextLink]]:
    """Compose accents in a row's text, and move all offsets with it."""
    if not _may_compose(text):
        return text, pieces, links
    shown = compose(text)
    if len(shown) == len(text):
        return shown, pieces, links
    place = _places(text)
    moved = [
        Piece(place[p.start], place[p.end], p.page, p.x0, p.y0, p.x1, p.y1, p.size, p.style, p.line) for p in pieces
    ]
    under = [TextLink(place[k.start], place[k.end], k.name, k.page, k.x, k.y, k.uri, k.annotation) for k in links]
    return shown, [p for p in moved if p.end > p.start], [k for k in under if k.end > k.start]


def _places(text: str) -> list[int]:
    """Return for every offset of a text its offset after compose()."""
    places = [0]
    for part in _PARTS.findall(text):
        before = places[-1]
        mine = [before + len(compose(part[:i])) for i in range(1, len(part) + 1)]
        # A prefix that ends within "´e" is longer than what it becomes: offsets never run backwards.
        low = mine[-1]
        for i in range(len(mine) - 1, -1, -1):
            low = min(low, mine[i])
            mine[i] = low
        places += mine
    return places
