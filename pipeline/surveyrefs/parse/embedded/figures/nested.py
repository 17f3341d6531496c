"""Taxonomies drawn as boxes in titled panels, without lines between them."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.figures.limits import INSIDE, MIN_PANELS, MIN_TEXTS


def panel_parents(texts: Sequence[Box], framed: Sequence[bool], shapes: Sequence[Box]) -> tuple[int, ...]:
    """Return each text's parent: the title at the top of the smallest panel that it is in; empty where there are none.

    `texts` are the boxes of the figure's texts, `framed` tells which of them have a box drawn around them, `shapes` are
    all boxes that are drawn.
    """
    homes: dict[Box, list[int]] = {}
    panels = sorted(set(shapes), key=_area)
    for i, text in enumerate(texts):
        home = next((p for p in panels if _holds(p, text) and sum(_holds(p, t) for t in texts) > 1), None)
        if home is not None:
            homes.setdefault(home, []).append(i)
    parents = [-1] * len(texts)
    titled = 0
    for mine in homes.values():
        title = _title(mine, texts, framed)
        if title >= 0:
            titled += 1
            for i in mine:
                parents[i] = title if i != title else -1
    inside = sum(p >= 0 for p in parents) + titled
    return tuple(parents) if titled >= MIN_PANELS and inside >= MIN_TEXTS * len(texts) else ()


def _title(mine: Sequence[int], texts: Sequence[Box], framed: Sequence[bool]) -> int:
    """Return the text above all others of a panel, which have boxes of their own; -1 where there is none."""
    top = min(mine, key=lambda i: texts[i].y0)
    others = [i for i in mine if i != top]
    above = all(texts[top].y1 <= texts[i].y0 + INSIDE for i in others)
    return top if others and above and not framed[top] and all(framed[i] for i in others) else -1


def _holds(panel: Box, text: Box) -> bool:
    around = panel.grown(INSIDE)
    return around.holds(text.x0, text.y0) and around.holds(text.x1, text.y1)


def _area(box: Box) -> float:
    return box.width * box.height
