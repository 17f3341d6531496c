"""Printed rows of a table cut into its columns, and what is measured of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.frame import bounds, text_of
from surveyrefs.parse.embedded.pdf.page import Word

DOUBLE = 1.4  # times the usual: where all lines are so far apart, so are those of a cell
MOST_LEADING = 2.2  # times the usual: drafts are set with double leading
_UNIT_REST = re.compile(r"^[\[(\d]")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """The words of one printed row in one column."""

    words: tuple[Word, ...]
    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    baseline: float
    size: float
    style: int  # bold and italic, where all of it is
    lead: float  # width of what cannot be parted at its beginning


class Strip(msgspec.Struct, frozen=True, gc=False):
    """A printed row, by column."""

    pieces: tuple[Piece | None, ...]
    baseline: float
    y0: float
    y1: float


def piece_of(words: Sequence[Word]) -> Piece:
    """Measure the words of one printed row in one column."""
    box = bounds(words)
    main = max(words, key=lambda w: w.size)
    lead = words[0].x1
    for before, word in pairwise(words):
        if not (word.glued or (before is words[0] and _UNIT_REST.match(word.text))):
            break
        lead = word.x1
    style = BOLD | ITALIC
    for word in words:
        style &= word.style
    return Piece(
        tuple(words), text_of(words), box.x0, box.x1, box.y0, box.y1, main.baseline, main.size, style,
        lead - words[0].x0,
    )  # fmt: skip


def strip_of(pieces: Sequence[Piece | None]) -> Strip:
    """Make a printed row of its pieces."""
    filled = [p for p in pieces if p is not None]
    main = max(filled, key=lambda p: (p.size, len(p.text)))
    return Strip(tuple(pieces), main.baseline, min(p.y0 for p in filled), max(p.y1 for p in filled))


def width_of(strips: Sequence[Strip], column: int) -> float:
    """Return the width of the widest line in a column."""
    pieces = [p for s in strips if (p := s.pieces[column]) is not None]
    return max((p.x1 - p.x0 for p in pieces), default=0.0)


def cell_leading(strips: Sequence[Strip]) -> float:
    """Return the distance of lines within a cell, in points.

    That of lines broken at a hyphen, else of lines that go on in small letters, else the usual for the type size.
    """
    sizes = [p.size for s in strips for p in s.pieces if p is not None]
    usual = 1.2 * median(sizes) if sizes else 12.0
    broken: list[float] = []
    going_on: list[float] = []
    for c in range(len(strips[0].pieces) if strips else 0):
        pieces = [p for s in strips if (p := s.pieces[c]) is not None]
        lower = sum(p.text[0].islower() for p in pieces)
        for above, below in pairwise(pieces):
            step = below.baseline - above.baseline
            if below.text[0].islower() and 0.75 * usual < step < MOST_LEADING * usual:
                if above.text.endswith("-"):
                    broken.append(step)
                elif lower <= 0.7 * len(pieces) and len(above.text) > 8:
                    going_on.append(step)
    if broken:
        return median(broken)
    if len(going_on) > 1:
        return sorted(going_on)[len(going_on) // 4]
    steps = [below.baseline - above.baseline for above, below in pairwise(strips)]
    wide = bool(steps) and DOUBLE * usual < min(steps) < MOST_LEADING * usual
    return min(steps) if wide and any(s.pieces[0] is None for s in strips) else usual


def same_label(above: Piece, below: Piece, leading: float, width: float) -> bool:
    """Tell whether two printed lines of a column of labels are one label."""
    if below.baseline - above.baseline > 1.3 * leading:
        return False
    if above.text.endswith("-") or below.text[0].islower() or below.text[0] in "([&/":
        return True
    return below.lead + 0.25 * below.size > width - (above.x1 - above.x0) + 0.5
