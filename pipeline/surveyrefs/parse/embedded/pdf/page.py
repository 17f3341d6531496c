"""What PyMuPDF gives of a page, as plain values: the input of every geometric step."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from surveyrefs.model.box import Box, Rectangle
from surveyrefs.model.document import Anchor
from surveyrefs.model.problem import Problem

MOSTLY_TURNED = 0.7  # of the letters of a page: turned the same way, they are read as one turns the page


class Word(Rectangle, frozen=True, gc=False):
    """A printed run of one style without a blank in it.

    `glued`: no blank before it in its printed line (`developed` + superscript `13` are two words, the second glued).
    `style`: the bits of surveyrefs.model.document (BOLD …). `turn`: direction of reading, 0 to the right, 90 upwards,
    180 upside down, 270 downwards. `baseline` is y of the baseline (x for turned text). `line` numbers MuPDF's lines of
    the page, `block` its blocks; `index` is the position in Page.words.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    style: int
    baseline: float
    glued: bool
    turn: int
    block: int
    line: int
    index: int
    font: str


class Rule(Rectangle, frozen=True, array_like=True, gc=False):
    """A thin ruled line, horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Whether it is horizontal."""
        return self.width > self.height


class Brace(Rectangle, frozen=True, gc=False):
    """A brace, drawn or printed; its tip is on the side where the text stands that it opens from."""

    x0: float
    y0: float
    x1: float
    y1: float
    tip_x: float
    tip_y: float


class PdfLink(msgspec.Struct, frozen=True, gc=False):
    """A link annotation: its rectangle and where it goes (fields as in TextLink)."""

    box: Box
    name: str
    page: int
    x: float
    y: float
    uri: str
    annotation: int


class Page(msgspec.Struct, frozen=True, gc=False):
    """One page. `fills` are filled or stroked rectangles larger than a rule, `images` the boxes of bitmaps,
    `paths` the boxes of all other drawings (curves, connectors); `colours` are those (sRGB) of MuPDF's lines,
    -1 for several; `braces` are among the paths, too."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Box, ...]
    images: tuple[Box, ...]
    paths: tuple[Box, ...]
    links: tuple[PdfLink, ...]
    colours: Mapping[int, int] = {}
    braces: tuple[Brace, ...] = ()


class Bookmark(msgspec.Struct, frozen=True, gc=False):
    """An entry of the PDF's outline; level counts from 1, page from 1 (0: none)."""

    level: int
    title: str
    page: int
    y: float
    name: str


class PdfFile(msgspec.Struct, frozen=True, gc=False):
    """A whole PDF as values."""

    pages: tuple[Page, ...]
    anchors: tuple[Anchor, ...]
    bookmarks: tuple[Bookmark, ...]
    title: str
    author: str
    version: str
    problems: tuple[Problem, ...] = ()
