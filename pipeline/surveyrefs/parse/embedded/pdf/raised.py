"""Figures that a font draws raised or lowered in type of full size: `model¹²` is to MuPDF the word `model12`.

Fonts have small figures for it (OpenType's `sups` and `subs`), and Typst and InDesign take these where they are there.
Only the shapes of the letters show it, which cost a second look at the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from msgspec.structs import replace

from surveyrefs.parse.embedded.pdf.page import Word

OFF = 0.2  # em between the line and the foot of a raised figure, at least
BELOW = 0.06  # em from the line down to the foot of a lowered one
SMALL = 0.55  # em: figures of full size are higher
HEIGHT = 0.66  # em: figures are so high, from which the size that a small one looks like is taken
NARROW = 0.45  # em: figures of full size are wider in all but the narrowest type
SUSPECTS = 3  # words of a page that end in figures, before their shapes are asked for …
BARREN = 3  # … and pages of a document on which they were asked in vain, before no more are
# "model12" and "model)12,": a small letter, or a mark at a word's end, and figures behind it.
_MARKED = re.compile(r"[^\W\d_A-Z][.,;:)\]”’]?\d{1,3}(?:[,.;:)\]]*$|[,–-]\d)")
_JOINTS = frozenset(",–-−")
_FRACTION = frozenset("/⁄")


class _Shape(NamedTuple):
    """A letter: where it begins, what it is, the upper and lower edge of its ink, the width of its place (points)."""

    x: float
    char: str
    top: float
    foot: float


class Raised:
    """Parts small figures from the words of a document's pages."""

    def __init__(self) -> None:
        """Start before the first page."""
        self._barren = 0
        self._found = False

    def parted(self, words: tuple[Word, ...], shapes: Callable[[], Any]) -> tuple[Word, ...]:
        """Return a page's words, small figures as words of their own, glued to what is before them.

        `shapes` returns MuPDF's "rawdict" form of the page, the boxes of its letters being those of their ink.
        """
        if not self._found and (self._barren >= BARREN or not _suspicious(words)):
            return words
        known = _by_height(shapes())
        found: list[Word] = []
        for word in words:
            found += _parts(word, known) if word.turn == 0 and any(map(str.isdecimal, word.text)) else (word,)
        if len(found) == len(words) and not any(a is not b for a, b in zip(found, words, strict=True)):
            self._barren += 1
            return words
        self._found = True
        return tuple(w if w.index == i else replace(w, index=i) for i, w in enumerate(found))


def _suspicious(words: Sequence[Word]) -> bool:
    count = 0
    for word in words:
        text = word.text
        if not text.isalpha() and _MARKED.search(text):
            count += 1
        elif text[0].isdecimal() and word.glued and word.x1 - word.x0 < NARROW * word.size * len(text):
            count += 1  # behind a comma that is raised
        if count >= SUSPECTS:
            return True
    return False


def _by_height(blocks: Any) -> dict[float, list[_Shape]]:
    """Return the letters of a page by the height of their line, from left to right."""
    found: dict[float, list[_Shape]] = defaultdict(list)
    for block in blocks["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    (x, y), (_, top, _, foot) = char["origin"], char["bbox"]
                    if not char["c"].isspace():
                        found[round(y, 1)].append(_Shape(x, char["c"], top, foot))
    for shapes in found.values():
        shapes.sort()
    return found


def _parts(word: Word, known: dict[float, list[_Shape]]) -> Sequence[Word]:
    """Return a word, cut where small figures begin and end; the word itself where it has none."""
    shapes = next((near for step in (0.0, -0.1, 0.1) if (near := known.get(round(word.baseline + step, 1)))), [])
    first = bisect_left(shapes, (word.x0 - 0.5, "", 0.0, 0.0))
    mine = shapes[first : first + len(word.text)]
    if "".join(shape.char for shape in mine) != word.text:
        return (word,)
    level = [_level(shape, word) for shape in mine]
    for i in range(1, len(mine) - 1):
        if mine[i].char in _JOINTS and level[i - 1] == level[i + 1]:
            level[i] = level[i - 1]
    if not any(level) or any(
        shape.char in _FRACTION and (any(level[max(0, i - 1) : i + 2])) for i, shape in enumerate(mine)
    ):
        return (word,)
    found: list[Word] = []
    for same, run in groupby(range(len(mine)), key=level.__getitem__):
        at = list(run)
        x0 = word.x0 if not at[0] else round(mine[at[0]].x, 2)
        x1 = word.x1 if at[-1] == len(mine) - 1 else round(mine[at[-1] + 1].x, 2)
        part = replace(word, text="".join(mine[i].char for i in at), x0=x0, x1=x1, glued=word.glued or bool(at[0]))
        if same:
            figures = [mine[i] for i in at if mine[i].char.isdecimal()]
            size = round(max(f.foot - f.top for f in figures) / HEIGHT, 2)
            foot = round(max(f.foot for f in figures), 2)
            part = replace(part, size=size, baseline=foot, y0=round(foot - size, 2), y1=round(foot + 0.2 * size, 2))
        found.append(part)
    return found


def _level(shape: _Shape, word: Word) -> int:
    """Return 1 for a raised figure, -1 for a lowered one, 0 for all else."""
    if not shape.char.isdecimal() or not 0 < shape.foot - shape.top < SMALL * word.size:
        return 0
    above = word.baseline - shape.foot
    return 1 if above > OFF * word.size else -1 if above < -BELOW * word.size else 0
