"""Which drawn lines are braces."""

from __future__ import annotations

from itertools import pairwise

from surveyrefs.parse.embedded.pdf.braces import brace_of


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
