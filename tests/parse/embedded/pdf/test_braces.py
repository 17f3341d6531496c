"""Which drawn lines are braces."""

from __future__ import annotations

from surveyrefs.parse.embedded.pdf.braces import brace_of
from surveyrefs.parse.embedded.pdf.library import pymupdf


def test_paths_that_are_no_braces() -> None:
    """A curve that joins two things, a loop, an arrow's head and a zigzag."""
    point = pymupdf.Point

    def curves(*points: tuple[float, float]) -> list[tuple[object, ...]]:
        return [("c", point(a), point(a), point(b), point(b)) for a, b in zip(points, points[1:], strict=False)]

    assert brace_of(curves((6, 0), (3, 4), (0, 30), (3, 56), (6, 60))) is not None
    assert brace_of(curves((6, 0), (0, 30), (30, 60))) is None  # wide
    assert brace_of(curves((6, 0), (3, 30), (0, 60))) is None  # ends on two sides
    assert brace_of(curves((6, 0), (0, 5), (6, 10))) is None  # short
    assert brace_of(curves((6, 0), (0, 3), (6, 60))) is None  # the tip at one end
    assert brace_of(curves((6, 0), (0, 30), (6, 60), (6, 0))) is None  # closed
    assert brace_of(curves((6, 0), (6, 60))) is None
