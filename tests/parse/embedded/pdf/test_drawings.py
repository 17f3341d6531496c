"""Ruled lines, however a program draws them."""

from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.drawings import borders, with_dashes
from surveyrefs.parse.embedded.pdf.page import Rule


def test_a_row_of_dashes_is_one_line() -> None:
    dashes = [Rule(100 + 8 * i, 200, 104 + 8 * i, 200.4) for i in range(20)]
    assert with_dashes(dashes) == (Rule(100, 200, 256, 200.4),)


def test_dashes_down_the_page_are_one_line() -> None:
    assert with_dashes([Rule(50, 10 + 6 * i, 50.4, 13 + 6 * i) for i in range(9)]) == (Rule(50, 10, 50.4, 61),)


def test_few_or_uneven_short_rules_stay() -> None:
    fractions = [Rule(x, 200, x + 6, 200.4) for x in (100, 131, 190, 205, 260, 300)]
    assert with_dashes(fractions) == tuple(fractions)
    assert len(with_dashes([Rule(100 + 8 * i, 200, 104 + 8 * i, 200.4) for i in range(4)])) == 4


def test_boxes_around_cells_have_borders() -> None:
    cells = [Box(x, y, x + 80, y + 15) for y in (100, 115, 130) for x in (60, 140)]
    rules = borders(cells)
    assert len(rules) == 4 * len(cells)
    assert Rule(60, 115, 140, 115) in rules
    assert Rule(140, 100, 140, 115) in rules


def test_boxes_that_stand_alone_have_none() -> None:
    assert borders([Box(60, 100 + 40 * i, 160, 120 + 40 * i) for i in range(6)]) == ()
