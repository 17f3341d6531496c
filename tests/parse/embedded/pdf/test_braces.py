"""Which drawn lines are braces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.braces import brace_of
from surveyrefs.parse.embedded.pdf.page import Brace


def test_paths_that_are_no_braces() -> None:
    """A curve that joins two things, a loop, an arrow's head and a zigzag."""

    def curves(*points: tuple[float, float]) -> list[tuple[object, ...]]:
        return [("c", a, a, b, b) for a, b in pairwise(points)]

    assert brace_of(curves((6, 0), (3, 4), (0, 30), (3, 56), (6, 60))) is not None
    assert brace_of(curves((6, 0), (0, 30), (30, 60))) is None  # wide
    assert brace_of(curves((6, 0), (3, 30), (0, 60))) is None  # ends on two sides
    assert brace_of(curves((6, 0), (0, 5), (6, 10))) is None  # short
    assert brace_of(curves((6, 0), (0, 3), (6, 60))) is None  # the tip at one end
    assert brace_of(curves((6, 0), (0, 30), (6, 60), (6, 0))) is None  # closed
    assert brace_of(curves((6, 0), (6, 60))) is None


def path(*points: tuple[float, float], straight: int = 0) -> Brace | None:
    """Return what a line through points is, the first pieces of it straight; and see that it is the same lying down."""

    moved = [(x + 200, y + 300) for x, y in points]

    def items(points: Sequence[tuple[float, float]]) -> list[tuple[object, ...]]:
        pairs = list(pairwise(points))
        return [("l", a, b) for a, b in pairs[:straight]] + [("c", a, a, b, b) for a, b in pairs[straight:]]

    upright, lying = brace_of(items(moved)), brace_of(items([(y, x) for x, y in moved]))
    assert (upright is None) == (lying is None)
    if upright is not None and lying is not None:
        assert (upright.tip_x, upright.tip_y) == (lying.tip_y, lying.tip_x)
        assert Box.around([upright]).tuple() == (lying.y0, lying.x0, lying.y1, lying.x1)
    return upright


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (((5, 0), (0, 6.1), (5, 12.2)), True),  # its length
        (((5, 0), (0, 5.9), (5, 11.8)), False),
        (((44, 0), (0, 50), (44, 100)), True),  # its width
        (((46, 0), (0, 50), (46, 100)), False),
        (((10, 0), (0, 50), (8.1, 100)), True),  # its ends on one side
        (((10, 0), (0, 50), (7.9, 100)), False),
        (((10, 0), (0, 16), (10, 100)), True),  # the tip's place
        (((10, 0), (0, 14), (10, 100)), False),
        (((10, 0), (0, 84), (10, 100)), True),
        (((10, 0), (0, 86), (10, 100)), False),
        (((10, 0), (0, 50), (11.9, 70), (10, 100)), True),  # how far the tip stands out
        (((10, 0), (0, 50), (12.8, 70), (10, 100)), False),
        (((0.6, 0), (0, 50), (0.6, 100)), True),  # nearly straight
    ],
)
def test_limits_of_braces(points: Sequence[tuple[float, float]], found: bool) -> None:
    brace = path(*points)
    assert (brace is not None) == found
    if brace is not None:
        assert (brace.tip_x - 200, brace.tip_y - 300) == pytest.approx(points[1])
    other = path(*((60 - x, y) for x, y in points))  # the tip at the other side
    assert (other is not None) == found


def test_a_brace_has_a_curve_at_each_side_of_its_tip() -> None:
    points = ((10, 0), (5, 20), (0, 50), (5, 80), (10, 100))
    assert path(*points, straight=2) is not None
    assert path(*points, straight=3) is None
    rectangle = [("c", (10, 0), (5, 5), (0, 40), (0, 50)), ("c", (0, 50), (0, 60), (5, 95), (10, 100)), ("re", 0, 0)]
    assert brace_of(rectangle[:2]) is not None
    assert brace_of(rectangle) is None
