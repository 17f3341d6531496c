"""Circles that a table draws in the place of signs (full, half, empty), given back as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.page import Rule, Word

SMALLEST, LARGEST = 3.0, 14.0  # points across a circle that stands for a word
ROUND = 1.0  # points by which height and width of a circle may differ
FEWEST, MOST = 3, 600  # circles on a page: fewer are ornaments, more are a plot's points
LONG = 60.0  # points: rules above and below which a table goes on
OFF = 0.35  # of the type size: how far a sign's middle may be off that of its row's letters
HALF_HEIGHT = 0.3  # of the type size: the middle of the letters is so far above the baseline
PART = 0.2  # of a circle's width: how far a part of it may be off a half or the whole
WHOLE = 0.95


class Shape(msgspec.Struct, frozen=True, gc=False):
    """A closed drawing with curves: its box, whether it is filled, how many of its edges are straight."""

    box: Box
    filled: bool
    straight: int


def with_drawn_marks(words: tuple[Word, ...], shapes: Sequence[Shape], rules: Sequence[Rule]) -> tuple[Word, ...]:
    """Return a page's words; circles that stand in rows of text between two rules are added as signs."""
    circles = sorted(_circles(shapes), key=lambda s: (s.box.y0, s.box.x0))
    if not FEWEST <= len(circles) <= MOST:
        return words
    lines = [r for r in rules if r.width >= LONG and r.across]
    known: dict[tuple[float, float], Box] = {}
    out = list(words)
    line = max((w.line for w in words), default=-1)
    for circle in circles:
        box = circle.box
        middle = (box.cx, box.cy)
        place = (round(middle[0]), round(middle[1]))
        table = _table(middle, lines)
        if place in known or table is None:
            continue
        beside = _row(middle[1], box, words, table)
        if beside is None:
            continue
        known[place] = box
        line += 1
        out.append(
            Word(
                sign_of(box, [s for s in shapes if _within(s.box, box)]), box.x0, box.y0, box.x1, box.y1, beside.size,
                0, beside.baseline, False, 0, beside.block, line, len(out), "drawn",
            )
        )  # fmt: skip
    return tuple(out) if len(known) >= FEWEST else words


def _circles(shapes: Sequence[Shape]) -> list[Shape]:
    found = []
    for s in shapes:
        width, height = s.box.width, s.box.height
        if not s.straight and SMALLEST <= width <= LARGEST and abs(width - height) <= ROUND:
            found.append(s)
    return found


def _table(middle: tuple[float, float], rules: Sequence[Rule]) -> tuple[float, float] | None:
    """Return the edges of the table that a place is in: it has rules above and below."""
    over = [r for r in rules if r.x0 <= middle[0] <= r.x1]
    above = [r for r in over if r.y1 < middle[1]]
    below = [r for r in over if r.y0 > middle[1]]
    if not above or not below:
        return None
    return max(above, key=lambda r: r.y0).x0, max(above, key=lambda r: r.y0).x1


def _row(y: float, box: Box, words: Sequence[Word], table: tuple[float, float]) -> Word | None:
    """Return the word with letters in whose row a circle stands."""
    best: tuple[float, Word] | None = None
    for w in words:
        off = abs(w.baseline - HALF_HEIGHT * w.size - y)
        if w.turn or off > OFF * w.size or w.x1 < table[0] or w.x0 > table[1] or best is not None and off >= best[0]:
            continue
        if (w.x1 < box.x0 or w.x0 > box.x1) and sum(c.isalpha() for c in w.text) > 1:
            best = off, w
    return best[1] if best else None


def _within(part: Box, whole: Box) -> bool:
    slack = 0.5
    return (
        part.x0 >= whole.x0 - slack
        and part.x1 <= whole.x1 + slack
        and part.y0 >= whole.y0 - slack
        and part.y1 <= whole.y1 + slack
    )


def sign_of(circle: Box, shapes: Sequence[Shape]) -> str:
    """Return the sign that the shapes drawn within a circle make of it."""
    width, height = circle.width, circle.height
    sign = "○"
    for s in shapes:
        if not s.filled:
            continue
        part = s.box.width / width, s.box.height / height
        wide, high = (v > WHOLE - PART for v in part)
        left = s.box.x0 - circle.x0 < PART * width
        if wide and high:
            sign = "◕" if s.straight else "●"
        elif high:
            sign = "◐" if left else "◑"
        elif wide:
            sign = "◓" if s.box.y0 - circle.y0 < PART * height else "◒"
        else:
            sign = "◔"
    return sign


def with_bullets(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with a bullet for each control character that stands alone before a line.

    Bitmap fonts give their signs no names, and a bullet is all that is set so.
    """
    if "".join([word.text for word in words]).isprintable():
        return words
    out = list(words)
    for i, word in enumerate(words):
        first = i == 0 or (words[i - 1].block, words[i - 1].line) != (word.block, word.line)
        if first and len(word.text) == 1 and unicodedata.category(word.text) == "Cc":
            out[i] = msgspec.structs.replace(word, text="•")
    return tuple(out)
