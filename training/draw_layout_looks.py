"""How a drawn layout is printed: its page, its text, and its levels of headings in looks of their own."""

from __future__ import annotations

import random
from typing import NamedTuple

from training.draw_fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, SANS, SERIF, Fonts
from training.draw_style import BLACK, Color, Habits, Look, Style

TRIES = 200  # to draw a level that is less prominent than the one above
# How a level may look: size of the text's, style, and what else sets it apart.
KINDS: dict[str, tuple[tuple[float, ...], int]] = {
    "bold": ((1.0,), BOLD),
    "bold larger": ((1.1, 1.2, 1.4), BOLD),
    "bold smaller": ((0.88, 0.94), BOLD),
    "larger": ((1.15, 1.3, 1.6), REGULAR),
    "italic": ((1.0,), ITALIC),
    "italic larger": ((1.1, 1.2), ITALIC),
    "bold italic": ((1.0, 1.1), BOLD_ITALIC),
    "capitals": ((0.9, 1.0, 1.1), REGULAR),
    "bold capitals": ((0.9, 1.0, 1.1), BOLD),
    "small capitals": ((1.0, 1.1), REGULAR),
    "bold small capitals": ((1.0, 1.1), BOLD),
    "spaced capitals": ((0.9, 1.0), REGULAR),
    "other family": ((1.0, 1.0, 1.1), REGULAR),
    "colour": ((1.0, 1.0, 1.1), REGULAR),
    "underlined": ((1.0,), REGULAR),
}
FIRST = (
    "bold", "bold larger", "bold larger", "larger", "capitals", "bold capitals", "bold capitals", "small capitals",
    "bold small capitals", "spaced capitals", "other family", "colour", "bold smaller",
)  # fmt: skip
LOWER = (
    "bold", "bold larger", "bold smaller", "larger", "italic", "italic", "italic larger", "bold italic", "capitals",
    "small capitals", "other family", "colour", "underlined",
)  # fmt: skip
COLOURS: tuple[Color, ...] = ((0, 0.3, 0.6), (0.6, 0.1, 0.1), (0, 0.45, 0.3), (0.8, 0.35, 0.0), (0.35, 0.35, 0.35))
PLACES = ("left", "left", "left", "left", "centred", "set in", "margin")
DECORATION = ("", "", "", "", "", "rule above", "rule below", "band", "band")


class Level(NamedTuple):
    """How a level of headings is printed; `above`, `below` in lines of text."""

    kind: str
    look: Look
    place: str
    decoration: str
    above: float
    below: float


def draw_page(rng: random.Random, fonts: Fonts) -> Style:
    """Draw the page and the text of a paper."""
    width, height = rng.choice([(595, 842), (612, 792), (595, 794), (540, 720)])
    columns = rng.choice([1, 2, 2])
    serif, sans = fonts.only(*SERIF), fonts.only(*SANS)
    body = rng.choice(serif * 3 + sans * 2 + fonts.only("anse"))
    other = rng.choice(sans + serif if body in sans else sans)
    other = "ansa" if body == "anse" else other
    size = rng.choice([8.0, 8.5, 9.0, 9.5, 10.0] if columns == 2 else [9.0, 9.5, 10.0, 10.5, 11.0])
    leading = size * rng.choice([1.15, 1.2, 1.25, 1.3, 1.45])
    mode = rng.choice(["indent", "indent", "gap", "not below heads"])
    indent, gap = (0.0, leading * rng.choice([0.5, 1.0])) if mode == "gap" else (size * rng.choice([1, 1.5]), 0.0)
    margin = rng.choice([42, 54, 68])
    left = width * 0.3 if columns == 1 and rng.random() < 0.4 else margin
    empty = Look(body, size, REGULAR)
    habits = Habits((empty, empty, empty), False, None, (0, 0, 0), (0, 0, 0), False, False)
    return Style(
        width, height, columns, body, other, size, leading, indent, gap, mode != "indent", rng.random() < 0.75,
        left, width - margin, rng.choice([14, 20, 26]), rng.choice([56, 70]), height - rng.choice([52, 66]),
        rng.choice(COLOURS), habits, rng.random() < 0.8, rng.random() < 0.7, rng.choice(["[%s]", "[%s]", None]),
    )  # fmt: skip


def draw_levels(rng: random.Random, style: Style) -> list[Level]:
    """Draw how the levels of headings are printed, one to four."""
    count = rng.choice([1, 2, 2, 2, 3, 3, 4])
    coloured = rng.random() < 0.35
    family = rng.choice([style.body, style.body, style.other])
    levels: list[Level] = []
    place = rng.choice(PLACES)
    if place == "margin" and style.left < 100:
        place = "left"
    above = rng.choice([0.5, 0.8, 1.0, 1.5])
    for level in range(count):
        for _ in range(TRIES):
            made = _level(rng, style, level, family, coloured, place if level == 0 else "left", above)
            if not levels or made.look.prominence < levels[-1].look.prominence or (
                made.look.in_line is not None and levels[-1].look.in_line is None
            ):  # fmt: skip
                break
        above = max(0.0, min(above, made.above) - rng.choice([0.0, 0.3, 0.6]))
        levels.append(made)
        if made.look.in_line is not None:
            break
    return levels


def _level(
    rng: random.Random, style: Style, level: int, family: str, coloured: bool, place: str, above: float
) -> Level:
    kind = rng.choice(FIRST if level == 0 else LOWER)
    sizes, shown = KINDS[kind]
    color = style.color if kind == "colour" or (coloured and rng.random() < 0.8) else BLACK
    of = style.other if kind == "other family" else style.body if kind in ("colour", "underlined") else family
    in_line = None
    if level >= 2 or (level == 1 and rng.random() < 0.15):
        in_line = rng.choice([".", ".", ":", "", " –"]) if rng.random() < 0.5 else None
    if in_line is not None and (shown == REGULAR or "smaller" in kind):
        kind, sizes, shown = rng.choice([("bold", (1.0,), BOLD), ("italic", (1.0,), ITALIC)])
        of, color = style.body, BLACK
    size = 1.0 if in_line is not None else rng.choice(sizes)
    look = Look(of, size * style.size, shown, "capitals" in kind and "small" not in kind, color, "small cap" in kind,
                in_line)  # fmt: skip
    decoration = rng.choice(DECORATION) if level == 0 and place != "margin" and kind != "underlined" else ""
    below = rng.choice([0.0, 0.2, 0.5])
    return Level(kind, look, place, decoration, max(above, 0.5 if decoration == "band" else 0.0), below)
