"""Circles drawn in the place of signs."""

from __future__ import annotations

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.marks import Shape, sign_of, with_bullets, with_drawn_marks
from surveyrefs.parse.embedded.pdf.page import Rule, Word

CIRCLE = Box(100, 100, 107, 107)
RULES = (Rule(50, 80, 300, 80.5), Rule(50, 200, 300, 200.5))


def name(y: float, index: int) -> Word:
    return Word("Method", 60, y - 8, 90, y + 2, 10, 0, y, False, 0, 0, index, index, "Times")


def test_what_is_filled_makes_the_sign() -> None:
    whole, ring = Shape(CIRCLE, True, 0), Shape(CIRCLE, False, 0)
    left, right = Shape(Box(100, 100, 103.5, 107), True, 1), Shape(Box(103.5, 100, 107, 107), True, 2)
    quarter = Shape(Box(103.5, 100, 107, 103.5), True, 2)
    most = Shape(CIRCLE, True, 2)
    shown = [sign_of(CIRCLE, s) for s in ([whole], [ring], [ring, left], [ring, right], [ring, quarter], [ring, most])]
    assert shown == ["●", "○", "◐", "◑", "◔", "◕"]


def test_circles_in_rows_of_a_table_are_words() -> None:
    words = tuple(name(y, i) for i, y in enumerate((106.5, 126.5, 146.5)))
    shapes = [Shape(Box(150, y, 157, y + 7), True, 0) for y in (100, 120, 140)]
    found = with_drawn_marks(words, shapes, RULES)
    assert [(w.text, w.baseline, w.index) for w in found[3:]] == [("●", 106.5, 3), ("●", 126.5, 4), ("●", 146.5, 5)]


def test_points_of_a_plot_are_none() -> None:
    words = tuple(name(y, i) for i, y in enumerate((106.5, 126.5, 146.5)))
    points = [Shape(Box(150, y, 157, y + 7), True, 0) for y in (109, 131, 152)]
    assert with_drawn_marks(words, points, RULES) == words
    beside = [Shape(Box(150, y, 157, y + 7), True, 0) for y in (100, 120, 140)]
    assert with_drawn_marks(words, beside, ()) == words


def test_a_control_character_before_a_line_is_a_bullet() -> None:
    words = [name(106.5, 0), name(106.5, 1), name(106.5, 2)]
    shown = [w.text for w in with_bullets((words[0], *(msgspec.structs.replace(w, text="\x88") for w in words[1:])))]
    assert shown == ["Method", "•", "•"]
    one_line = [msgspec.structs.replace(w, line=0) for w in words[:2]]
    assert with_bullets((one_line[0], msgspec.structs.replace(one_line[1], text="\x88")))[1].text == "\x88"
