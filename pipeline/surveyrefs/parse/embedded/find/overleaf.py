"""A caption alone at the foot of a page or column, whose table begins the next."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.regions import Region


def caption_before(region: Region, captions: Sequence[Caption]) -> Caption | None:
    """Return the caption that ends the page or column before a table that begins its own; none if there is none.

    `captions` are those of tables that have no table yet.
    """
    if not region.frame.is_clear_above(region.box):
        return None
    return next((c for c in captions if _is_before(c, region) and _ends(c)), None)


def _is_before(caption: Caption, region: Region) -> bool:
    """Tell whether a caption stands on the page before a region, or in a column before it on its page."""
    if caption.kind != "table" or caption.continued or caption.frame.turn or region.frame.turn:
        return False
    page = region.frame.page
    return caption.frame.page == page - 1 or caption.frame.page == page and caption.box.x1 < region.box.x0


def _ends(caption: Caption) -> bool:
    """Tell whether nothing stands below a caption in its column."""
    box = caption.box
    left, right = next(
        ((a, b) for a, b in caption.frame.columns if a <= box.cx <= b), (box.x0, box.x1)
    )  # fmt: skip
    return caption.frame.is_clear_below(Box(left, box.y0, right, box.y1))
