"""What a PDF says, whichever engine read it.

Coordinates are PDF points with the origin at the top left of the page as displayed; pages count from 1.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from surveyrefs.model.box import Box, Rectangle
from surveyrefs.model.problem import Problem

# Bits of Piece.style.
BOLD = 1
ITALIC = 2
SUPERSCRIPT = 4
SUBSCRIPT = 8
MONO = 16
SMALL_CAPS = 32
ACCENT = 64  # all of its line has another colour than running text, or is underlined

PassageKind = Literal["abstract", "paragraph", "heading", "footnote", "caption", "cell", "note", "figure", "front"]


class Piece(Rectangle, frozen=True, array_like=True, gc=False):
    """A printed run of one style without a blank in it: where text[start:end] of a passage stands on paper.

    `line` numbers the printed lines of the document, so that a line break between two pieces can be seen.
    """

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    style: int
    line: int


class TextLink(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link annotation over text[start:end]: to a place in the document, or to a URI.

    `name` is the named destination ("cite.wang2023"), empty where the link gives only a position.
    `annotation` numbers the annotation in the document: a link broken over two lines is two annotations.
    """

    start: int
    end: int
    name: str
    page: int
    x: float
    y: float
    uri: str
    annotation: int


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A stretch of continuous text: a paragraph, caption, table cell, footnote …

    `text` has line breaks and hyphenation undone. `section` indexes Document.sections (the innermost heading in
    force, run-in headings included), -1 before the first heading.
    """

    kind: PassageKind
    text: str
    pieces: tuple[Piece, ...] = ()
    links: tuple[TextLink, ...] = ()
    section: int = -1


class Line(msgspec.Struct, frozen=True, gc=False):
    """A printed line, offsets within its own text; `left` and `right` are the edges of its column."""

    text: str
    pieces: tuple[Piece, ...]
    links: tuple[TextLink, ...]
    page: int
    box: Box
    left: float
    right: float


class Anchor(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A named destination and the place that it points to."""

    name: str
    page: int
    x: float
    y: float


class Section(msgspec.Struct, frozen=True, gc=False):
    """A heading. `parent` indexes Document.sections, -1 at the top; `number` as the document refers to it.

    `bookmark` is its title in the PDF's outline (or printed contents), whose case a page in capitals hides; or empty.
    """

    number: str
    title: str
    level: int
    run_in: bool
    page: int
    box: Box
    parent: int = -1
    bookmark: str = ""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A body row: a passage a column (empty where the cell is blank) and the labels that span it, outermost first.

    `part` indexes Table.parts, -1 where the row is in no part with a caption of its own.
    """

    cells: tuple[Passage, ...]
    groups: tuple[str, ...]
    page: int
    box: Box
    group_passages: tuple[Passage, ...] = ()
    part: int = -1


AS_FIGURE = "Figure "  # begins the number of a table that is set as a figure


def is_set_as_figure(number: str) -> bool:
    """Tell by a table's number whether the survey calls it a figure."""
    return number.startswith(AS_FIGURE)


class Table(msgspec.Struct, frozen=True, gc=False):
    """A table as one sees it; `header` has one label a column, stacked levels joined by " / ".

    `header_cells` are the header's printed cells with the column each starts at; `notes` stand under the table.
    `spans` are the columns that hold labels of multi-row cells, repeated in every row that they span.
    `parts` are the captions of parts side by side or stacked: `(a) Classic`. `number` is as printed, `Figure 3` for a
    table that is set as a figure.
    """

    number: str
    caption: Passage
    header: tuple[str, ...]
    header_cells: tuple[tuple[int, Passage], ...]
    rows: tuple[Row, ...]
    notes: tuple[Passage, ...]
    page: int
    box: Box
    spans: tuple[int, ...] = ()
    confidence: float = 1.0
    parts: tuple[Passage, ...] = ()

    @property
    def label(self) -> str:
        """How a reader calls it: `Table 3`, `Figure 3`, `Table on page 5`."""
        if not self.number:
            return f"Table on page {self.page}"
        return self.number if self.set_as_figure else f"Table {self.number}"

    @property
    def set_as_figure(self) -> bool:
        """Whether the survey calls it a figure."""
        return is_set_as_figure(self.number)

    @property
    def printed_number(self) -> str:
        """Its number without `Figure`."""
        return self.number.removeprefix(AS_FIGURE)


class Node(msgspec.Struct, frozen=True, gc=False):
    """A box of a taxonomy tree; `parent` indexes Figure.nodes, -1 for a root."""

    passage: Passage
    parent: int


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure: its caption, the text drawn in it, and its tree where it is one."""

    number: str
    caption: Passage
    texts: tuple[Passage, ...]
    nodes: tuple[Node, ...]
    page: int
    box: Box


class Bibliography(msgspec.Struct, frozen=True, gc=False):
    """A reference list as printed, line by line in reading order, without running heads and the like."""

    heading: str
    page: int
    lines: tuple[Line, ...]


class Hint(msgspec.Struct, frozen=True, gc=False):
    """What an engine of its own knows of a reference or callout (GROBID): named fields, as evidence."""

    kind: Literal["reference", "callout"]
    id: str
    raw: str
    page: int
    boxes: tuple[tuple[int, Box], ...] = ()
    fields: dict[str, str] = {}


class Document(msgspec.Struct, frozen=True, gc=False):
    """A survey as an engine read it."""

    engine: str
    engine_version: str
    title: str
    authors: tuple[str, ...]
    arxiv: str
    doi: str
    pages: tuple[tuple[float, float], ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    bibliographies: tuple[Bibliography, ...]
    anchors: tuple[Anchor, ...]
    hints: tuple[Hint, ...] = ()
    problems: tuple[Problem, ...] = ()
