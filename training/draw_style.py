"""The typography of a drawn paper: its page, its text and its three levels of headings, drawn at random.

The order in which numbers are drawn is part of what a seed means: a draw more or less gives other papers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from training.draw_fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, SANS, SERIF, Fonts

Color = tuple[float, float, float]
BLACK: Color = (0, 0, 0)
PLAIN_LEVELS = 0.02  # of second levels are drawn though they are as prominent as the first
UNUSED_TRIES = 60


class Look(NamedTuple):
    """The type of a level of headings; `in_line`: what ends such a title in the line of its paragraph.

    `size` in points; `style`: regular, bold, italic, both. `in_line`: None (a line of its own), a stop, a colon, or
    "" (a quad).
    """

    family: str
    size: float
    style: int
    caps: bool = False
    color: Color = BLACK
    small_caps: bool = False
    in_line: str | None = None

    @property
    def prominence(self) -> tuple[float, int]:
        """What a reader takes for the higher level is greater."""
        return self.size, 4 * (self.style & BOLD) + 3 * (self.caps or self.small_caps) - (self.style >> 1)


class Habits(NamedTuple):
    """What a paper's headings share.

    `above`, `below`: white by level, in lines of text. `numbers`: as the first would be printed, or "1. top" (only at
    the top).
    """

    levels: tuple[Look, Look, Look]
    centered: bool
    numbers: str | None
    above: tuple[float, float, float]
    below: tuple[float, float, float]
    ruled: bool
    indented: bool


class Style(NamedTuple):
    """The page and the text; lengths in points from the page's top left corner."""

    width: float
    height: float
    columns: int
    body: str
    other: str
    size: float
    leading: float
    indent: float
    gap: float  # between paragraphs
    first_plain: bool  # a paragraph below a heading is not set in
    justified: bool
    left: float
    right: float
    gutter: float
    top: float
    bottom: float
    color: Color
    headings: Habits
    page_numbers: bool
    running_head: bool
    callout: str | None  # with %s for the number; None: raised figures


def draw_style(rng: random.Random, fonts: Fonts) -> Style:
    """Draw the typography of a paper."""
    width, height = rng.choice([(595, 842), (612, 792), (595, 782), (540, 740)])
    columns = rng.choice([1, 2, 2, 2])
    serif, sans = fonts.only(*SERIF), fonts.only(*SANS)
    body = rng.choice(serif * 3 + sans + fonts.only("anse"))
    other = rng.choice(sans + serif if body in sans else sans)
    if body == "anse":
        other = "ansa"
    size = rng.choice([8.5, 9, 9.5, 10, 10] if columns == 2 else [9.5, 10, 10.5, 11, 12])
    leading = size * rng.choice([1.15, 1.2, 1.25, 1.3, 1.4] + ([1.5, 2.0] if columns == 1 else []))
    indent, gap = rng.choice([1, 1.2, 1.5, 2]) * size, 0.0
    mode = rng.choice(["indent", "indent", "indent", "gap", "both", "firstnot"])
    if mode == "gap":
        indent, gap = 0, leading * rng.choice([0.4, 0.6, 1])
    if mode == "both":
        gap = leading * 0.4
    justified = rng.random() < 0.8
    margin = rng.choice([40, 50, 60, 72])
    left = width * 0.28 if columns == 1 and rng.random() < 0.25 else margin
    gutter, top = rng.choice([14, 18, 24]), rng.choice([60, 72])
    bottom = height - rng.choice([50, 60, 72])
    color = rng.choice([BLACK] * 4 + [(0, 0.3, 0.6), (0.6, 0.1, 0.1), (0, 0.45, 0.3)])
    return Style(
        width, height, columns, body, other, size, leading, indent, gap, mode == "firstnot", justified, left,
        width - margin, gutter, top, bottom, color, _draw_habits(rng, body, other, size, color),
        page_numbers=rng.random() < 0.8, running_head=rng.random() < 0.7, callout=rng.choice(["[%s]", "[%s]", None]),
    )  # fmt: skip


def _draw_habits(rng: random.Random, body: str, other: str, size: float, color: Color) -> Habits:
    first_family = rng.choice([body, body, other])
    second_family = rng.choice([first_family, first_family, body])
    third_family = rng.choice([second_family, body])
    centered = rng.random() < 0.15
    first = _first(rng, first_family, size, color)
    lower_color = rng.choice([color, BLACK])
    _unused(rng, body, size, first, second_family, lower_color)
    for _ in range(UNUSED_TRIES):  # the last counts; the others are draws that a seed is used to
        third = _third(rng, body, third_family, size, lower_color)
    levels = (first, _second(rng, body, second_family, size, color, first), third)
    numbers = rng.choice([None, None, None, "1.", "1", "1 |", "1. top", "I."])
    above = rng.choice([0.4, 0.8, 1, 1.5, 2])
    above_second = min(above, rng.choice([0.0, 0.3, 0.6, 1]))
    above_third = min(above_second, rng.choice([0, 0.3, 0.6]))
    below = (rng.choice([0, 0.2, 0.4, 0.8]), rng.choice([0, 0, 0.2, 0.4]), 0.0)
    ruled = rng.random() < 0.1
    indented = rng.random() < 0.1
    return Habits(levels, centered, numbers, (above, above_second, above_third), below, ruled, indented)


def _first(rng: random.Random, family: str, size: float, color: Color) -> Look:
    kinds: Sequence[tuple[float, int, bool, bool]] = [  # size, style, capitals, small capitals
        (1.0, BOLD, True, False),
        (1.0, BOLD, False, False),
        (1.2, BOLD, False, False),
        (1.4, BOLD, False, False),
        (1.1, BOLD, True, False),
        (1.0, REGULAR, True, False),
        (1.25, REGULAR, False, False),
        (1.6, REGULAR, False, False),
        (1.2, REGULAR, True, False),
        (1.0, BOLD, False, True),
        (1.0, REGULAR, False, True),
    ]
    scale, style, caps, small_caps = rng.choice(kinds)
    return Look(family, scale * size, style, caps, color, small_caps)


SECOND: Sequence[tuple[float, int, bool]] = [  # size, style, capitals
    (1.0, BOLD, False),
    (1.1, BOLD, False),
    (1.0, BOLD_ITALIC, False),
    (1.0, ITALIC, False),
    (1.1, ITALIC, False),
    (1.2, REGULAR, False),
    (0.95, BOLD, False),
    (1.0, REGULAR, True),
    (1.0, REGULAR, False),
]


def _unused(rng: random.Random, body: str, size: float, first: Look, family: str, color: Color) -> None:
    """Draw as the first form of this program did before it settled the second level: the seeds count on it."""
    for _ in range(40):
        scale, style, caps = rng.choice(SECOND)
        look = Look(family, scale * size, style, caps, color)
        if not _like_text(look, body, size) and look.prominence < first.prominence:
            return


def _second(rng: random.Random, body: str, family: str, size: float, color: Color, first: Look) -> Look:
    while True:
        scale, style, caps = rng.choice(SECOND)
        look = Look(family, scale * size, style, caps, rng.choice([color, BLACK]))
        if _like_text(look, body, size) and look.color == BLACK:
            continue
        if look.prominence < first.prominence or rng.random() < PLAIN_LEVELS:
            return look


def _like_text(look: Look, body: str, size: float) -> bool:
    return look.family == body and look.style == REGULAR and look.size <= size and not look.caps


def _third(rng: random.Random, body: str, family: str, size: float, color: Color) -> Look:
    kinds: Sequence[Callable[[], Look]] = [
        lambda: Look(family, size, ITALIC, color=color),
        lambda: Look(family, size, BOLD, color=color),
        lambda: Look(family, 0.95 * size, BOLD_ITALIC, color=color),
        lambda: Look(body, size, ITALIC, in_line="."),
        lambda: Look(body, size, BOLD, in_line="."),
        lambda: Look(body, size, BOLD_ITALIC, in_line="."),
        lambda: Look(body, size, BOLD, in_line=""),
        lambda: Look(body, size, ITALIC, in_line=":"),
    ]
    return rng.choice(kinds)()
