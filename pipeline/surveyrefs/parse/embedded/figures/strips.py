"""Which of many boxes are at a height of the page, without a look at each."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.box import Placed

STRIP = 20.0  # points high: a strip holds few boxes, and a box is in few strips


class Strips:
    """Boxes by the strips of a page that they reach into: asked for a height, it gives those that may be near."""

    def __init__(self, boxes: Sequence[Placed], near: float) -> None:
        """Sort boxes into strips; `near`: points from a box within which it is wanted."""
        self._at: dict[int, list[int]] = {}
        for i, box in enumerate(boxes):
            for strip in range(int((box.y0 - near) // STRIP), int((box.y1 + near) // STRIP) + 1):
                self._at.setdefault(strip, []).append(i)

    def at(self, y: float) -> Sequence[int]:
        """Return the indexes, in their order, of the boxes that may be near a height."""
        return self._at.get(int(y // STRIP), [])
