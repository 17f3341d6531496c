"""Which caption names which region."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import NEAR, TOUCHES
from surveyrefs.parse.embedded.find.regions import Region

BESIDE = 0.5  # of the narrower one's width: a caption and its table share so much

_Option = tuple[float, str, int, int]  # distance, side, caption, region


def match_captions(captions: Sequence[Caption], regions: Sequence[Region]) -> list[tuple[Caption, Region]]:
    """Pair table captions with regions: nearest first, the document's usual side decides where both offer one.

    Distances are in points.
    """
    options: list[_Option] = []
    for c, caption in enumerate(captions):
        for r, region in enumerate(regions):
            if region.place != caption.place:
                continue
            side, distance = _side(caption.box, region.box)
            if side and distance <= NEAR and _beside(caption.box, region.box):
                options.append((distance, side, c, r))
    lone = [o for o in options if sum(p[2] == o[2] for p in options) == 1 and sum(p[3] == o[3] for p in options) == 1]
    above = sum(o[1] == "above" for o in lone)
    sides = ("above", "below") if 2 * above >= len(lone) else ("below", "above")
    found: list[tuple[int, int]] = []
    for page in sorted({captions[o[2]].frame.page for o in options}):
        mine = [o for o in options if captions[o[2]].frame.page == page]
        # A caption between two tables is that of the one which leaves no other caption of the page without a table.
        usual, other = (_nearest(mine, side) for side in sides)
        found += other if len(other) > len(usual) else usual
    return [(captions[c], regions[r]) for c, r in sorted(found)]


def _nearest(options: Sequence[_Option], usual: str) -> list[tuple[int, int]]:
    """Pair captions and regions, those on the usual side first, then the nearest."""
    pairs: dict[int, int] = {}
    for _, _, c, r in sorted(options, key=lambda o: (o[1] != usual, o[0], o[2], o[3])):
        if c not in pairs and r not in pairs.values():
            pairs[c] = r
    return list(pairs.items())


def _side(caption: Box, table: Box) -> tuple[str, float]:
    """Return where the caption stands, and how far from the table."""
    if caption.y1 <= table.y0 + TOUCHES:
        return "above", table.y0 - caption.y1
    if caption.y0 >= table.y1 - TOUCHES:
        return "below", caption.y0 - table.y1
    return "", 0.0


def _beside(caption: Box, table: Box) -> bool:
    return caption.x_shared(table) > BESIDE * min(caption.width, table.width)
