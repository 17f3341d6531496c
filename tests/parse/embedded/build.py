"""Small hand-made values of the embedded engine: words, lines and pages of letters that are half as wide as high."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC, Anchor, Line, Piece
from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, PrintedLine
from surveyrefs.parse.embedded.pdf.page import Bookmark, Page, PdfFile, PdfLink, Rule, Word

LEFT = 72.0
RIGHT = 540.0
SIZE = 10.0
LEADING = 12.0
WIDTH, HEIGHT = 612.0, 792.0
RAISED = 0.7  # of the type size
_STYLES = {"*": BOLD, "/": ITALIC}
_MARKED = re.compile(r"([*/])(.+)\1([.:,]?)")


def words(
    text: str,
    x0: float = LEFT,
    baseline: float = 100.0,
    size: float = SIZE,
    *,
    style: int = 0,
    font: str = "Times",
    line: int = 0,
    turn: int = 0,
) -> list[Word]:
    """Return the words of one MuPDF line: `*bold*`, `/italic/`, and `word^12` with a raised, glued 12."""
    found: list[Word] = []
    x = x0
    for token in text.split():
        m = _MARKED.fullmatch(token)
        marked = style | (_STYLES[m[1]] if m else 0)
        plain, _, raised = (m[2] + m[3] if m else token).partition("^")
        for part, scale, lift, glued in ((plain, 1.0, 0.0, False), (raised, RAISED, 0.35, bool(plain))):
            if part:
                high, wide = size * scale, len(part) * size * scale / 2
                base = baseline - lift * size
                found.append(
                    Word(
                        part, x, base - 0.8 * high, x + wide, base + 0.2 * high, high, marked, base, glued, turn, 0,
                        line, len(found), font,
                    )
                )  # fmt: skip
                x += wide
        x += 0.3 * size
    return found


def printed(
    text: str | Sequence[Word],
    baseline: float = 100.0,
    x0: float = LEFT,
    size: float = SIZE,
    *,
    page: int = 1,
    column: int = 0,
    edges: tuple[float, float] = (LEFT, RIGHT),
    number: int = 0,
    style: int = 0,
    font: str = "Times",
) -> PrintedLine:
    """Return a printed line of a column."""
    mine = words(text, x0, baseline, size, style=style, font=font) if isinstance(text, str) else list(text)
    return PrintedLine(tuple(mine), page, column, *edges, number)


def column(texts: Iterable[str], top: float = 100.0, *, step: float = LEADING, page: int = 1) -> list[PrintedLine]:
    """Return lines one below the other; an empty text leaves a line's space, leading blanks set a line in."""
    found: list[PrintedLine] = []
    for i, text in enumerate(texts):
        if text.strip():
            indent = (len(text) - len(text.lstrip())) * SIZE / 2
            found.append(printed(text, top + i * step, LEFT + indent, page=page, number=len(found)))
    return found


def full(text: str = "", count: int = 104) -> str:
    """Return a text filled up to a full line with words of running text."""
    filler = (
        "and so the text of the line goes on until it is full of words that say little more than that they are here "
    )
    return f"{text} {filler}"[:count].rsplit(" ", 1)[0].strip()


def page(
    lines: Iterable[Sequence[Word]],
    number: int = 1,
    rules: Sequence[Rule] = (),
    links: Sequence[PdfLink] = (),
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> Page:
    """Return a page; its words get their index, and each of the lines a number of its own."""
    found: list[Word] = []
    for i, row in enumerate(lines):
        found += [msgspec.structs.replace(w, line=i, index=len(found) + j) for j, w in enumerate(row)]
    return Page(number, *size, tuple(found), tuple(rules), (), (), (), tuple(links))


def layout_of(lines: Sequence[PrintedLine], size: float = SIZE) -> Layout:
    """Return the layout of pages of one column with these lines."""
    pages = sorted({line.page for line in lines}) or [1]
    return Layout(
        tuple(
            PageLayout(n, ((LEFT, RIGHT),), frozenset(), tuple(line for line in lines if line.page == n)) for n in pages
        ),
        size,
        LEADING,
    )


def pdf(
    pages: Sequence[Page], anchors: Sequence[Anchor] = (), marks: Sequence[Bookmark] = (), title: str = ""
) -> PdfFile:
    """Return a PDF as values."""
    return PdfFile(tuple(pages), tuple(anchors), tuple(marks), title, "", "0")


def link(
    box: tuple[float, float, float, float], name: str = "", annotation: int = 0, uri: str = "", to: int = 9
) -> PdfLink:
    """Return a link annotation to a place on page `to`, or to a URI."""
    return PdfLink(Box(*box), name, 0 if uri else to, 72.0, 100.0, uri, annotation)


def entry(
    text: str,
    top: float,
    x0: float = LEFT,
    *,
    page: int = 1,
    edges: tuple[float, float] = (LEFT, RIGHT),
    high: float = SIZE,
    number: int = 0,
) -> Line:
    """Return a line of a reference list, with a piece for each of its words."""
    pieces = []
    for m in re.finditer(r"\S+", text):
        left, right = x0 + m.start() * SIZE / 2, x0 + m.end() * SIZE / 2
        pieces.append(Piece(m.start(), m.end(), page, left, top, right, top + high, SIZE, 0, number))
    return Line(text, tuple(pieces), (), page, Box(x0, top, x0 + len(text) * SIZE / 2, top + high), *edges)


def entries(text: str, top: float = 100.0, *, step: float = LEADING, page: int = 1) -> list[Line]:
    """Return the lines of a text as lines of a list: leading blanks set in, an empty line leaves half a line."""
    found: list[Line] = []
    y = top
    for row in text.strip("\n").split("\n"):
        if not row.strip():
            y += step / 2
            continue
        indent = (len(row) - len(row.lstrip())) * SIZE / 2
        found.append(entry(row.strip(), y, LEFT + indent, page=page, number=len(found)))
        y += step
    return found
