"""Printed lists of many layouts, line by line, from the texts of references: `starts` is fitted on them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC, Anchor, Line, Piece

NARROW, WIDE = frozenset("iljtfr.,;:'!|()[] "), frozenset("mwMWABCDEGHKNOPQRUVXYZ—@%")

PARTS = 4  # rows of an entry among which some end with a sentence
_SENTENCE = re.compile(r".*(?:[^\W\d]{4,}[”\"]?|\d\)?)\.")


class Layout(NamedTuple):
    """How a list is set: lengths in points, `first` and `further` the indents of an entry's lines."""

    size: float
    width: float  # of the column
    height: float  # of the column
    columns: int
    first: float
    further: float
    leading: float
    gap: float  # between entries, beyond the leading
    justified: bool
    bold: bool  # the words before the first comma
    italic: bool  # entries' last words
    broken: bool  # after sentences, as lists do that give title and source lines of their own
    label: str  # "" or a form such as "[{}] "
    anchored: str  # "", "right", "a line high", "at the margin", "some"


class Made(NamedTuple):
    """A list, the lines that begin its entries, and its destinations."""

    lines: list[Line]
    starts: list[int]
    anchors: list[Anchor]


def draw_layout(rng: random.Random) -> Layout:
    """Draw a layout: hanging indents, first-line indents, flush-left lists with and without space between entries."""
    size = rng.choice((7, 8, 8.5, 9, 10, 11, 12))
    columns = rng.choice((1, 1, 2, 2, 3))
    width = rng.uniform(380, 480) if columns == 1 else rng.uniform(200, 260) if columns == 2 else rng.uniform(140, 170)
    if rng.random() < 0.1:
        columns, width = 1, rng.uniform(600, 1000)  # small notes on large pages: most entries have one line
    shape = rng.choices(("hanging", "flush", "first"), (5, 4, 2))[0]
    depth = rng.choice((6, 8, 10, 12, 14, 18, 24, 36))
    leading = size * rng.choice((1.1, 1.15, 1.2, 1.2, 1.3, 1.5, 2.0, 2.4))
    gap = rng.choice((0, 0, 0, 0.1, 0.2, 0.3, 0.5, 1.0)) * leading
    if shape == "flush" and rng.random() < 0.7:
        gap = rng.choice((0.2, 0.35, 0.5, 1.0)) * leading
    return Layout(
        size, width, rng.uniform(250, 680), columns,
        depth if shape == "first" else 0.0, depth if shape == "hanging" else 0.0, leading, gap,
        rng.random() < 0.6, rng.random() < 0.08, rng.random() < 0.3, rng.random() < 0.15,
        rng.choice(("[{}] ", "{}. ", "({}) ", "{} ")) if rng.random() < 0.25 else "",
        rng.choices(("", "right", "a line high", "at the margin", "some"), (6, 2, 1, 1, 1))[0],
    )  # fmt: skip


def typeset(texts: Sequence[str], layout: Layout, rng: random.Random) -> Made:
    """Set the entries column by column, page by page."""
    lines: list[Line] = []
    starts: list[int] = []
    anchors: list[Anchor] = []
    column = 0
    y = rng.uniform(0, 0.6) * layout.height
    for number, text in enumerate(texts):
        text = layout.label.format(number + 1) + text
        for n, row in enumerate(_rows(text, layout)):
            if y > layout.height:
                column, y = column + 1, 0.0
            page, left = 1 + column // layout.columns, 60 + (column % layout.columns) * (layout.width + 18)
            if n == 0:
                starts.append(len(lines))
                anchors += _anchor(number, page, left, y, layout, rng)
            lines.append(_line(row, n, page, left, 70 + y, layout, len(lines)))
            y += layout.leading
        y += layout.gap
    return Made(lines, starts, anchors)


def _anchor(number: int, page: int, left: float, y: float, layout: Layout, rng: random.Random) -> list[Anchor]:
    """Return the destination of an entry: mostly raised by about a line, as LaTeX does."""
    if not layout.anchored or (layout.anchored == "some" and rng.random() < 0.5):
        return []
    high = layout.size * (0.9 if number % 2 else 1.0) + (layout.leading if layout.anchored == "a line high" else 0.0)
    return [Anchor(f"cite.{number}", page, 0.0 if layout.anchored == "at the margin" else left, 70 + y - high)]


def _rows(text: str, layout: Layout) -> list[list[tuple[str, float]]]:
    """Break a text into rows of (word, width)."""
    rows: list[list[tuple[str, float]]] = [[]]
    at = layout.first
    for word in text.split():
        wide = _width(word, layout.size)
        ended = layout.broken and rows[-1] and len(rows) < PARTS and _SENTENCE.fullmatch(rows[-1][-1][0])
        if rows[-1] and (at + wide > layout.width or ended):
            rows.append([])
            at = layout.further
        rows[-1].append((word, wide))
        at += wide + 0.25 * layout.size
    return rows


def _width(word: str, size: float) -> float:
    return size * sum(0.28 if c in NARROW else 0.72 if c in WIDE else 0.5 for c in word)


def _line(
    row: Sequence[tuple[str, float]], n: int, page: int, left: float, y: float, layout: Layout, number: int
) -> Line:
    x = start = left + (layout.further if n else layout.first)
    space = 0.25 * layout.size
    loose = left + layout.width - x - sum(w for _, w in row) - space * (len(row) - 1)
    if layout.justified and len(row) > 1 and 0 < loose < 0.25 * layout.width:
        space += loose / (len(row) - 1)
    pieces = []
    text = ""
    names = layout.bold and not n
    for i, (word, wide) in enumerate(row):
        style = BOLD if names else ITALIC if layout.italic and n and i > len(row) / 2 else 0
        names = names and not word.endswith((",", "."))
        at = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        pieces.append(Piece(at, len(text), page, x, y - layout.size, x + wide, y, layout.size, style, number))
        x += wide + space
    box = Box(start, y - layout.size, x - space, y)
    return Line(text, tuple(pieces), (), page, box, left, left + layout.width)
