"""Figures: the area above a caption, the text drawn in it, and the tree that it may draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.model.box import Box
from surveyrefs.model.document import MONO, Figure, Node
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.figures.braces import printed_braces
from surveyrefs.parse.embedded.figures.limits import (
    ALL_COLUMNS,
    BELOW,
    BESIDE_COLUMN,
    BESIDE_TEXT,
    BRACE_REACH,
    LABEL_REACH,
    LISTING_GAP,
    NEAR,
    SMALLER,
)
from surveyrefs.parse.embedded.figures.trees import read_tree
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import IN_COLUMN
from surveyrefs.parse.embedded.find.view import PageView, column_of
from surveyrefs.parse.embedded.layout.frame import Frame, lines_of
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.assemble import PassageMaker

_TAXONOMY = re.compile(r"taxonom|categori|classification|overview|landscape|roadmap|hierarch|tree", re.I)


def find_figures(
    captions: Sequence[Caption], views: Sequence[PageView], taken: list[set[int]], maker: PassageMaker
) -> tuple[list[Figure], list[Problem]]:
    """Return the figures, and add the words in them to `taken` (per page)."""
    by_frame = {v.place: v for v in views}
    figures: list[Figure] = []
    problems: list[Problem] = []
    for caption in captions:
        if caption.kind != "figure":
            continue
        page = caption.frame.page
        box, words = _area(caption, by_frame[caption.place], taken[page - 1])
        taken[page - 1].update(w.index for w in words)
        figures.append(_figure(caption, box, words, maker))
        if not words:
            problems += _unread(caption, box)
    return figures, problems


def _figure(caption: Caption, box: Box, words: Sequence[Word], maker: PassageMaker) -> Figure:
    frame, page = caption.frame, caption.frame.page
    tree = read_tree(frame, box, words)
    passages = [maker.passage("figure", cell.lines, page) for cell in tree.cells]
    nodes: tuple[Node, ...] = ()
    texts = passages
    if tree.parents:
        joined = [i for i, p in enumerate(tree.parents) if p >= 0 or i in tree.parents]
        place = {i: n for n, i in enumerate(joined)}
        nodes = tuple(Node(passages[i], place.get(tree.parents[i], -1)) for i in joined)
        texts = [p for i, p in enumerate(passages) if i not in place]
    text = maker.passage("caption", caption.rows, page)
    return Figure(caption.number, text, tuple(texts), nodes, page, frame.on_page(box))


def _unread(caption: Caption, box: Box) -> list[Problem]:
    """Report a figure that seems to show a taxonomy and has no text."""
    frame = caption.frame
    pictures = [i for i in frame.images if i.y0 >= box.y0 - 2 and i.y1 <= box.y1 + 2]
    if not pictures or not _TAXONOMY.search(" ".join(text_of(row) for row in caption.rows)):
        return []
    at = frame.on_page(box)
    return [
        Problem(
            "figure-is-image",
            f"figure {caption.number} is a picture without text",
            "if it shows the taxonomy, read its categories on the page",
            frame.page,
            at.tuple(),
        )
    ]


def _area(caption: Caption, view: PageView, taken: set[int]) -> tuple[Box, list[Word]]:
    """Return the box and words of the figure that a caption stands below."""
    frame = view.frame
    scope = _scope(caption, view)
    drawn = _drawn(caption, view, scope)
    if _crosses(drawn, caption, view):  # a short caption below a figure as wide as the page
        scope = 0.0, frame.width
        drawn = _drawn(caption, view, scope)
    top = _top(caption, view, scope)
    if not drawn:
        return _listing(caption, view, taken, top, scope)
    box = Box.around(drawn)
    edges = _edges(frame)
    x0 = min(max(scope[0], edges[0]), box.x0 - LABEL_REACH)
    x1 = max(min(scope[1], edges[1]), box.x1 + LABEL_REACH)
    column = column_of(Box(scope[0] + BESIDE_COLUMN, 0.0, scope[1] - BESIDE_COLUMN, 0.0), frame)
    if column:  # words of the next column are none of the figure's, be it some points wider than its own
        x0 = max([x0, *(right + 1 for _, right in frame.columns if right < column[0])])
        x1 = min([x1, *(left - 1 for left, _ in frame.columns if left > column[1])])
    # What stands between a drawing and its caption is the drawing's: rows of a last leaf, names of sub-figures.
    bottom = caption.box.y0 if caption.box.y0 - box.y1 <= BELOW else box.y1 + LABEL_REACH
    words = [
        w
        for w in frame.words
        if w.index not in taken and max(top, box.y0 - LABEL_REACH) <= w.cy <= bottom and x0 <= w.cx <= x1
    ]
    if frame.braces or printed_braces(words)[0]:
        words = _with_rest(words, frame.words, taken)
    return _around(box, words), words


def _with_rest(words: list[Word], page: Sequence[Word], taken: set[int]) -> list[Word]:
    """Add the words that go on, without a gap, with a line that begins in a figure: trees of braces grow wider than the
    text."""
    known = {w.index for w in words}
    found = list(words)
    for before, word in pairwise(page):
        goes_on = word.line == before.line and before.index in known and word.index not in known
        if goes_on and word.turn == 0 and word.index not in taken and word.x0 - before.x1 < word.size:
            known.add(word.index)
            found.append(word)
    return found


def _top(caption: Caption, view: PageView, scope: tuple[float, float]) -> float:
    """Return where the running text or the float above a figure ends."""
    limits = [*view.prose, *view.ends, *(c.box for c in view.captions)]
    return max(
        (b.y1 for b in limits if b.y1 <= caption.box.y0 + 1 and b.x0 < scope[1] and b.x1 > scope[0]), default=0.0
    )  # fmt: skip


def _drawn(caption: Caption, view: PageView, scope: tuple[float, float]) -> list[Box]:
    """Return the pictures, boxes and lines between a caption and what stands above the figure."""
    frame, top = view.frame, _top(caption, view, scope)
    shapes = (
        *frame.images,
        *frame.fills,
        *frame.paths,
        *(Box.around([r]) for r in (*frame.across, *frame.down)),
        *(Box.around([b]).grown(BRACE_REACH) for b in (*frame.braces, *printed_braces(frame.words)[0])),
    )
    return [b for b in shapes if b.y0 >= top - 2 and b.y1 <= caption.box.y0 + 4 and b.x0 < scope[1] and b.x1 > scope[0]]


def _crosses(drawn: Sequence[Box], caption: Caption, view: PageView) -> bool:
    """Tell whether something drawn, or a line of its text, reaches over the white between two columns."""
    frame = view.frame
    if not drawn or len(frame.columns) < 2:
        return False
    top = min(b.y0 for b in drawn)
    text = (Box.around([s]) for s in view.layout.pages[frame.page - 1].lines if s.column == ALL_COLUMNS)
    return any(
        b.x0 < left_edge - 2 and b.x1 > right_edge + 2 and top - 2 <= b.y0 and b.y1 <= caption.box.y0 + 2
        for b in (*drawn, *text)
        for (_, left_edge), (right_edge, _) in pairwise(frame.columns)
    )


def _edges(frame: Frame) -> tuple[float, float]:
    """Return the edges of the text, all columns together."""
    if not frame.columns:
        return 0.0, frame.width
    return frame.columns[0][0] - BESIDE_TEXT, frame.columns[-1][1] + BESIDE_TEXT


def _around(box: Box, words: Sequence[Word]) -> Box:
    return Box.around([box, *words])


def _listing(caption: Caption, view: PageView, taken: set[int], top: float, scope: tuple[float, float]) -> tuple[
    Box, list[Word]
]:  # fmt: skip
    """Return the rows of small or typewriter type right above the caption of a figure without drawings."""
    words = [w for w in view.words_between(top, caption.box.y0 + 1, *scope) if w.index not in taken and w.turn == 0]
    found: list[Word] = []
    edge = caption.box.y0
    for row in reversed(lines_of(words)):
        box = row.box
        letters = sum(len(w.text) for w in row)
        mono = sum(len(w.text) for w in row if w.style & MONO) > 0.5 * letters
        small = row.size < view.layout.body_size - SMALLER
        if not (mono or small) or edge - box.y1 > (LISTING_GAP * row.first.size if found else NEAR):
            break
        found += row
        edge = box.y0
    return (_around(Box.around(found), found), found) if found else (caption.box, [])


def _scope(caption: Caption, view: PageView) -> tuple[float, float]:
    """Return the edges of the column, or of all columns, that the figure may stand in; captions side by side share."""
    frame, box = view.frame, caption.box
    x0, x1 = 0.0, frame.width
    if len(frame.columns) > 1:
        for left, right in frame.columns:
            if left - IN_COLUMN <= box.x0 and box.x1 <= right + IN_COLUMN:
                x0, x1 = left - BESIDE_COLUMN, right + BESIDE_COLUMN
    for other in (c.box for c in view.captions if c is not caption):
        if box.beside(other):
            if x0 < other.x1 <= box.x0:
                x0 = (other.x1 + box.x0) / 2
            elif box.x1 <= other.x0 < x1:
                x1 = (box.x1 + other.x0) / 2
    return x0, x1
