"""What the search for tables and figures knows of a page: its printed lines, running text, captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import (
    BODY_SIZE,
    IN_COLUMN,
    MOST_OUT,
    PROSE_EDGE,
    PROSE_GAP,
    PROSE_INDENT,
    PROSE_SHARED,
    PROSE_WORDS,
    SAME_LEADING,
    SAME_SIZE,
    USUAL,
)
from surveyrefs.parse.embedded.layout.frame import Frame, lines_of
from surveyrefs.parse.embedded.layout.line import Layout, Line, PrintedLine, chunks
from surveyrefs.parse.embedded.pdf.page import Page, Word


def usual_columns(layout: Layout, pages: Sequence[Page]) -> frozenset[int]:
    """Return the column widths, in whole points, that many pages have: those of a page full of tables are its own.

    Pages of another size than most (tables on their side) do not count, nor those on which many lines begin left of the
    column: it is one of a table.
    """
    sizes = [(round(p.width), round(p.height)) for p in pages]
    most = Counter(sizes).most_common(1)[0][0] if sizes else (0, 0)
    widths: Counter[int] = Counter()
    for page in (p for p, size in zip(layout.pages, sizes, strict=True) if size == most):
        out = sum(line.x0 < line.left - PROSE_EDGE for line in page.lines)
        if out > MOST_OUT * len(page.lines):
            continue
        found = [round(right - left) for left, right in page.columns]
        if len(found) > 1:
            found.append(round(page.columns[-1][1] - page.columns[0][0]))
        for width in set(found):
            widths.update((width - 1, width, width + 1))
    enough = max(1, USUAL * len(layout.pages))
    return frozenset(width for width, n in widths.items() if n >= enough)


def column_of(box: Box, frame: Frame) -> tuple[float, float] | None:
    """Return left and right edge of the text column that a box stands in; None where there are no columns, or none
    holds it."""
    if len(frame.columns) > 1:
        for left, right in frame.columns:
            if left - IN_COLUMN <= box.x0 and box.x1 <= right + IN_COLUMN:
                return left, right
    return None


class PageView:
    """One page in one direction of reading: which of its printed lines are running text, which are captions."""

    def __init__(self, frame: Frame, layout: Layout, captions: Sequence[Caption], usual: frozenset[int]) -> None:
        """Gather running text and the words of captions."""
        self.frame = frame
        self.place = frame.page, frame.turn
        self.layout = layout
        self.captions = [c for c in captions if c.place == self.place]
        # An upright caption over a turned table is no cell of it.
        here = [c for c in captions if c.frame.page == frame.page]
        self.in_caption = frozenset(w.index for c in here for r in c.rows for w in r)
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
                (found if above is not None else ends).append(Box.around([line]))
        return found, ends

    def _is_prose(self, line: PrintedLine) -> bool:
        if abs(line.size - self.layout.body_size) > BODY_SIZE or line.words[0].index in self.in_caption:
            return False
        if round(line.right - line.left) not in self.usual:
            return False
        if line.x1 < line.right - PROSE_EDGE or abs(line.x0 - line.left) > PROSE_INDENT * line.size:
            return False
        return len(chunks(line.words, PROSE_GAP)) == 1 and len(line.words) >= PROSE_WORDS

    def _ends(self, above: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether a line is the short last one of the paragraph that the line above is of."""
        same = abs(line.size - above.size) < SAME_SIZE and line.column == above.column
        step = line.baseline - above.baseline
        near = 0 < step < SAME_LEADING * self.layout.leading and abs(line.x0 - line.left) <= 1
        return same and near and line.words[0].index not in self.in_caption and len(chunks(line.words, PROSE_GAP)) == 1

    def prose_between(self, top: float, bottom: float, x0: float, x1: float) -> int:
        """Count rows of running text between two heights."""
        return sum(
            top < b.cy < bottom and b.x0 < x1 - PROSE_SHARED and b.x1 > x0 + PROSE_SHARED for b in self.prose
        )  # fmt: skip

    def ends_in(self, box: Box) -> bool:
        """Tell whether the last row of a paragraph stands in a box."""
        return any(box.y0 < b.cy < box.y1 and box.x_shared(b) > 0 for b in self.ends)

    def caption_between(self, top: float, bottom: float, x0: float, x1: float) -> bool:
        """Tell whether a caption stands between two heights."""
        return any(top < c.box.cy < bottom and c.box.x0 < x1 and c.box.x1 > x0 for c in self.captions)

    def words_between(self, top: float, bottom: float, x0: float, x1: float) -> list[Word]:
        """Return the words between two heights, captions left out."""
        return [
            w for w in self.frame.words if top <= w.cy <= bottom and x0 <= w.cx <= x1 and w.index not in self.in_caption
        ]

    def lines_between(self, top: float, bottom: float, x0: float, x1: float) -> tuple[Line, ...]:
        """Return the printed lines of the words between two heights, captions left out."""
        return lines_of(self.words_between(top, bottom, x0, x1))
