"""Documents whose pages lie on their side: all of their text is turned, and is read as one turns the page."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from surveyrefs.model.box import Box
from surveyrefs.model.document import Anchor
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.layout.frame import moved, moved_brace, turned
from surveyrefs.parse.embedded.pdf.page import MOSTLY_TURNED, Page, PdfFile, PdfLink, Rule


def upright(file: PdfFile) -> tuple[PdfFile, tuple[Problem, ...]]:
    """Return the document with its pages turned upright where most of its text is turned; a problem says so.

    All coordinates are then those of the turned pages. A turned page among upright ones (a wide table) stays as it is.
    """
    turns = [_turn(page) for page in file.pages]
    if not any(turns):
        return file, ()
    letters = [sum(len(w.text) for w in page.words) for page in file.pages]
    if 2 * sum(n for n, turn in zip(letters, turns, strict=True) if turn) <= sum(letters):
        return file, ()
    sizes = {page.number: (turn, page.width, page.height) for page, turn in zip(file.pages, turns, strict=True)}
    pages = tuple(_page(page, turn, sizes) if turn else page for page, turn in zip(file.pages, turns, strict=True))
    anchors = tuple(Anchor(a.name, a.page, *_point(a.page, a.x, a.y, sizes)) for a in file.anchors)
    marks = tuple(replace(mark, y=0.0) for mark in file.bookmarks)  # their x is not known, which would be the height
    first = next(page.number for page, turn in zip(file.pages, turns, strict=True) if turn)
    said = Problem(
        "pages-turned",
        f"the text of {sum(map(bool, turns))} pages is turned",
        "boxes are those of the pages as one turns them to read",
        first,
    )
    return replace(file, pages=pages, anchors=anchors, bookmarks=marks), (said,)


def _turn(page: Page) -> int:
    """Return the turn that most letters of a page have: 0 where they are upright, or differ."""
    turns = {word.turn for word in page.words}
    if len(turns) < 2:
        return turns.pop() if turns else 0
    tally: Counter[int] = Counter()
    for word in page.words:
        tally[word.turn] += len(word.text)
    turn, n = tally.most_common(1)[0] if tally else (0, 0)
    return turn if n > MOSTLY_TURNED * tally.total() else 0


_Sizes = dict[int, tuple[int, float, float]]  # by page: its turn, width and height


def _page(page: Page, turn: int, sizes: _Sizes) -> Page:
    width, height = page.width, page.height
    size = (height, width) if turn in (90, 270) else (width, height)

    def box(b: Box) -> Box:
        return Box(*moved(b, turn, width, height))

    return Page(
        page.number,
        *size,
        tuple(turned(w, turn, width, height) for w in page.words),
        tuple(Rule(*moved(r, turn, width, height)) for r in page.rules),
        tuple(map(box, page.fills)),
        tuple(map(box, page.images)),
        tuple(map(box, page.paths)),
        tuple(_link(link, box(link.box), sizes) for link in page.links),
        page.colours,
        tuple(moved_brace(b, turn, width, height) for b in page.braces),
    )


def _link(link: PdfLink, box: Box, sizes: _Sizes) -> PdfLink:
    x, y = _point(link.page, link.x, link.y, sizes)
    return replace(link, box=box, x=x, y=y)


def _point(page: int, x: float, y: float, sizes: _Sizes) -> tuple[float, float]:
    turn, width, height = sizes.get(page, (0, 0.0, 0.0))
    if not turn:
        return x, y
    x0, y0, _, _ = moved(Box(x, y, x, y), turn, width, height)
    return x0, y0
