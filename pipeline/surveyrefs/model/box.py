"""Geometry: one rectangle type for all placed things.

Coordinates are PDF points; x grows to the right, y downwards, the origin is the top left of the page as displayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import msgspec


class Across(Protocol):
    """Anything with a left and a right edge, in points."""

    @property
    def x0(self) -> float:
        """Left edge."""

    @property
    def x1(self) -> float:
        """Right edge."""


class Down(Protocol):
    """Anything with an upper and a lower edge, in points."""

    @property
    def y0(self) -> float:
        """Top edge."""

    @property
    def y1(self) -> float:
        """Bottom edge."""


class Placed(Across, Down, Protocol):
    """Anything with the four edges of a rectangle, in points."""


class HasWidth(msgspec.Struct, frozen=True, gc=False):
    """What can be asked of a struct that has the fields x0 and x1; it has none of its own."""

    @property
    def width(self: Across) -> float:
        """Extent in x, in points."""
        return self.x1 - self.x0

    @property
    def cx(self: Across) -> float:
        """Centre in x."""
        return (self.x0 + self.x1) / 2

    def x_shared(self: Across, other: Across) -> float:
        """Return the length in x that both cover; where they are apart, the gap between them as a negative number."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)


class HasHeight(msgspec.Struct, frozen=True, gc=False):
    """What can be asked of a struct that has the fields y0 and y1; it has none of its own."""

    @property
    def height(self: Down) -> float:
        """Extent in y, in points."""
        return self.y1 - self.y0

    @property
    def cy(self: Down) -> float:
        """Centre in y."""
        return (self.y0 + self.y1) / 2

    def y_shared(self: Down, other: Down) -> float:
        """Return the length in y that both cover; where they are apart, the gap between them as a negative number."""
        return min(self.y1, other.y1) - max(self.y0, other.y0)

    def beside(self: Down, other: Down) -> bool:
        """Tell whether the two share some height, so that one reads across from one to the other."""
        return min(self.y1, other.y1) > max(self.y0, other.y0)

    def above(self: Down, other: Down) -> bool:
        """Tell whether this one ends before the other begins, seen from the top."""
        return self.y1 <= other.y0


class Rectangle(HasWidth, HasHeight, frozen=True, gc=False):
    """What can be asked of a struct that has four edges as fields; it has none of its own."""

    def holds(self: Placed, x: float, y: float) -> bool:
        """Tell whether a point lies in it, its edges included."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class Box(Rectangle, frozen=True, array_like=True, gc=False):
    """A rectangle on a page, in points: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def grown(self, by: float) -> Box:
        """Return it with each edge moved outwards by so many points."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def tuple(self) -> tuple[float, float, float, float]:
        """Return the edges, left, top, right, bottom, as stored forms have them."""
        return self.x0, self.y0, self.x1, self.y1

    @staticmethod
    def around(things: Iterable[Placed]) -> Box:
        """Return the smallest box around placed things; raise ValueError where there are none."""
        placed = iter(things)
        first = next(placed, None)
        if first is None:
            raise ValueError("a box around nothing")
        x0, y0, x1, y1 = first.x0, first.y0, first.x1, first.y1
        for t in placed:  # every line of a survey is measured so: four times as quick as min() and max()
            x0 = t.x0 if t.x0 < x0 else x0  # noqa: FURB136
            y0 = t.y0 if t.y0 < y0 else y0  # noqa: FURB136
            x1 = t.x1 if t.x1 > x1 else x1  # noqa: FURB136
            y1 = t.y1 if t.y1 > y1 else y1  # noqa: FURB136
        return Box(x0, y0, x1, y1)
