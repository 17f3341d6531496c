"""Braces that are drawn: an open line of curves with both ends on one side, and the tip in the middle of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from surveyrefs.parse.embedded.pdf.page import Brace

SHORTEST = 12.0  # points from end to end: less is the head of an arrow
NARROW = 0.45  # of its length: what is wider is a curve that joins two things
FEWEST_CURVES = 2  # one at each side of the tip
MIDDLE = (0.15, 0.85)  # of the length, between which the tip is: some point at a label beside the middle
SAME_SIDE = 0.2  # of the width: the ends, and the tip, are so near to their side


def brace_of(items: Sequence[Any]) -> Brace | None:
    """Return the brace that the items of one drawing are, in the page's own coordinates; None for any other drawing."""
    if sum(item[0] == "c" for item in items) < FEWEST_CURVES or any(item[0] not in "cl" for item in items):
        return None
    points = [(float(x), float(y)) for x, y in (items[0][1], *(item[-1] for item in items))]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    upright = y1 - y0 >= x1 - x0
    along, across = (ys, xs) if upright else (xs, ys)
    length, width = max(along) - min(along), max(across) - min(across)
    if length < SHORTEST or not 0 < width <= NARROW * length:
        return None
    if {along[0], along[-1]} != {min(along), max(along)} or abs(across[0] - across[-1]) > SAME_SIDE * width:
        return None
    ends = (across[0] + across[-1]) / 2
    tip = max(range(len(points)), key=lambda i: abs(across[i] - ends))
    place = (along[tip] - min(along)) / length
    far = abs(across[tip] - ends) >= (1 - SAME_SIDE) * width
    return Brace(x0, y0, x1, y1, *points[tip]) if far and MIDDLE[0] <= place <= MIDDLE[1] else None
