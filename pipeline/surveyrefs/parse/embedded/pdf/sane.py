"""What a page holds within the bounds of any page: boxes of a damaged file may lie anywhere, or nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.drawings import Drawings
from surveyrefs.parse.embedded.pdf.marks import Shape
from surveyrefs.parse.embedded.pdf.page import Brace, PdfLink, Rule, Word

FARTHEST = 30_000.0  # points from the page's corner: twice the side of the largest page that PDF knows (14,400)
LEAST = 0.01  # points, MuPDF's sizes being rounded to so many: type of no size would be divided by
CROWDED = 5_000  # words: a page of running text has a fifth of them
HEAP = 20  # times that one word stands on one spot: letters are made heavy by printing them two to four times
MOST_WORDS = 100_000  # of a page that are read: a survey that a browser printed as one long page has a third of them
PAPER = (612.0, 792.0)  # points; for a page whose size is none


def size_of(page: Any) -> tuple[float, float] | None:
    """Return width and height of a page in points, None where they are no page's."""
    width, height = page.rect.width, page.rect.height
    return (width, height) if 0 < width <= FARTHEST and 0 < height <= FARTHEST else None


def near(thing: Word | Rule | Box | Brace) -> bool:
    """Tell whether a box has edges that are numbers and near a page."""
    return (
        -FARTHEST <= thing.x0 <= FARTHEST and -FARTHEST <= thing.y0 <= FARTHEST
        and -FARTHEST <= thing.x1 <= FARTHEST and -FARTHEST <= thing.y1 <= FARTHEST
    )  # fmt: skip


def near_boxes(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Return the boxes near the page."""
    return tuple(filter(near, boxes))


def without_heaps(words: Sequence[Word]) -> Sequence[Word]:
    """Return words, those once that are printed again and again on one spot, as nobody can read them."""
    if len(words) < CROWDED:
        return words
    spots = Counter((w.text, w.x0, w.baseline) for w in words)
    heaps = {spot for spot, n in spots.items() if n > HEAP}
    if not heaps:
        return words
    seen: set[tuple[str, float, float]] = set()
    kept: list[Word] = []
    for w in words:
        spot = w.text, w.x0, w.baseline
        if spot not in seen:
            kept.append(msgspec.structs.replace(w, index=len(kept)))
        if spot in heaps:
            seen.add(spot)
    return kept


def near_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words near the page, in type of a size that is one."""
    if _all_near(words):
        return tuple(words)
    kept = [w for w in words if near(w) and 0 <= w.size <= FARTHEST and -FARTHEST <= w.baseline <= FARTHEST]
    return tuple(msgspec.structs.replace(w, index=i, size=max(w.size, LEAST)) for i, w in enumerate(kept))


def _all_near(words: Sequence[Word]) -> bool:
    """Tell whether nothing is wrong with any word, as is nearly always so."""
    low, high, least = -FARTHEST, FARTHEST, LEAST
    for w in words:
        if not (
            low <= w.x0 <= high and low <= w.y0 <= high and low <= w.x1 <= high and low <= w.y1 <= high
            and least <= w.size <= high and low <= w.baseline <= high
        ):  # fmt: skip
            return False
    return True


def near_drawings(drawn: Drawings) -> Drawings:
    """Return what is drawn near the page."""
    return Drawings(
        tuple(filter(near, drawn.rules)),
        tuple(filter(near, drawn.fills)),
        tuple(filter(near, drawn.paths)),
        tuple(shape for shape in drawn.shapes if _near_shape(shape)),
        tuple(filter(near, drawn.braces)),
    )


def near_links(links: Sequence[PdfLink]) -> tuple[PdfLink, ...]:
    """Return the links near the page; a goal that is nowhere is the page's corner."""
    kept = [link for link in links if near(link.box)]
    if all(-FARTHEST <= k.x <= FARTHEST and -FARTHEST <= k.y <= FARTHEST for k in kept):
        return tuple(kept)
    return tuple(k if near(Box(k.x, k.y, k.x, k.y)) else msgspec.structs.replace(k, x=0.0, y=0.0) for k in kept)


def _near_shape(shape: Shape) -> bool:
    return near(shape.box)
