"""Shaded rows as evidence of a table."""

from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.limits import EXTENT, STRIPE_GAP, STRIPE_HEIGHT, STRIPE_TOUCH, TABLE_WIDTH
from surveyrefs.parse.embedded.find.stripes import edges_of_stripes
from surveyrefs.parse.embedded.layout.frame import Frame


def edges(*fills: Box) -> list[tuple[float, float, float]]:
    frame = Frame(1, 0, 600.0, 800.0, (), (), (), fills, (), (), ((50.0, 550.0),))
    return [(r.x0, r.y0, r.x1) for r in edges_of_stripes(frame)]


def test_every_second_row_and_the_header() -> None:
    assert edges(*(Box(100, y, 400, y + 14) for y in (100, 128, 156, 184))) == [(100, 100, 400), (100, 198, 400)]


def test_two_shaded_boxes_are_no_table() -> None:
    assert edges(Box(100, 100, 400, 114), Box(100, 128, 400, 142)) == []


def test_cells_beside_one_of_several_rows_make_one_row() -> None:
    fills = []
    for y in (100.0, 156.0, 212.0):
        fills += [Box(100, y, 150, y + 28), Box(150, y, 400, y + 14), Box(150, y + 14, 400, y + 28)]
    assert edges(*fills) == [(100, 100, 400), (100, 240, 400)]


def test_boxes_that_are_far_apart_or_differ_are_no_stack() -> None:
    assert edges(*(Box(100, y, 400, y + 14) for y in (100, 200, 300, 400))) == []
    assert edges(Box(100, 100, 400, 114), Box(120, 128, 400, 142), Box(100, 156, 380, 170)) == []


def stack(*tops: float, high: float = 14.0, x0: float = 100.0, x1: float = 400.0) -> list[Box]:
    return [Box(x0, y, x1, y + high) for y in tops]


def test_the_first_row_tells_where_a_stack_begins_and_ends_across() -> None:
    ragged = [Box(100 + i, y, 400 - i, y + 14) for i, y in enumerate((100, 128, 156))]
    assert edges(*ragged) == [(100, 100, 400), (100, 170, 400)]


@pytest.mark.parametrize(("off", "found"), [(0.0, 2), (EXTENT, 2), (EXTENT + 0.5, 0)])
def test_rows_of_a_stack_have_the_same_ends(off: float, found: int) -> None:
    assert len(edges(*stack(100, 128), Box(100 + off, 156, 400, 170))) == found
    assert len(edges(*stack(100, 128), Box(100, 156, 400 + off, 170))) == found


@pytest.mark.parametrize(("more", "found"), [(-0.5, 2), (0.5, 0)])
def test_rows_of_a_stack_are_no_further_apart_than_rows_are_high(more: float, found: int) -> None:
    gap = 14 * STRIPE_GAP + more
    assert len(edges(*stack(100, 114 + gap, 128 + 2 * gap))) == found


@pytest.mark.parametrize(("high", "found"), [(STRIPE_HEIGHT, 2), (STRIPE_HEIGHT + 1, 0), (0.0, 0)])
def test_what_is_higher_than_a_row_is_none(high: float, found: int) -> None:
    step = high + 5
    assert len(edges(*stack(100, 100 + step, 100 + 2 * step, high=high))) == found


@pytest.mark.parametrize(("wide", "found"), [(TABLE_WIDTH, 2), (TABLE_WIDTH - 1, 0)])
def test_a_table_is_not_narrow(wide: float, found: int) -> None:
    assert len(edges(*stack(100, 128, 156, x1=100 + wide))) == found


def test_two_stacks_side_by_side_are_two() -> None:
    left, right = stack(100, 128, 156, x1=250), stack(100, 128, 156, x0=300, x1=500)
    assert edges(*left, *right) == [(100, 100, 250), (100, 170, 250), (300, 100, 500), (300, 170, 500)]


@pytest.mark.parametrize(("gap", "found"), [(STRIPE_TOUCH, 2), (STRIPE_TOUCH + 1, 4)])
def test_cells_that_nearly_touch_are_one_row(gap: float, found: int) -> None:
    left = stack(100, 128, 156, x1=250)
    right = stack(100, 128, 156, x0=250 + gap, x1=500)
    assert len(edges(*left, *right)) == found
