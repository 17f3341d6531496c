"""Shaded rows as evidence of a table."""

from __future__ import annotations

from surveyrefs.model.box import Box
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
