"""Boxes by the strips of a page."""

from __future__ import annotations

import random

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.figures.strips import Strips


def test_no_near_box_is_missed_and_the_order_is_kept() -> None:
    chance = random.Random(3)
    boxes = [Box(0, y := chance.uniform(-50, 800), 9, y + chance.choice((0, 5, 90))) for _ in range(60)]
    boxes += [Box(0, -30_000, 9, 30_000)]  # as far as anything on a page may be
    strips = Strips(boxes, 7.0)
    for y in [chance.uniform(-60, 900) for _ in range(300)] + [b.y0 - 7 for b in boxes] + [b.y1 + 7 for b in boxes]:
        found = strips.at(y)
        assert list(found) == sorted(found)
        assert {i for i, b in enumerate(boxes) if b.y0 - 7 <= y <= b.y1 + 7} <= set(found)
    assert len(strips.at(400)) < len(boxes) / 2
