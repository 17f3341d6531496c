"""How far down its sheets a document is printed: small pages may stand in the corner of large paper."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.parse.embedded.pdf.page import Page

SMALL = 0.65  # of the sheet's height and width: a document that goes no further on any page has pages of its own size …
FEWEST = 3  # … if it has so many: a letter may end high on its sheet
BELOW = 1.06  # times the depth of its lowest line: such a page with its lower margin


def used_heights(pages: Sequence[Page]) -> list[float]:
    """Return the height of each page, in points from the sheet's top, without the part below all of its pages."""
    ends = [(w.x1 / p.width, w.y1 / p.height) for p in pages if p.width and p.height for w in p.words if w.turn == 0]
    right, low = max((x for x, _ in ends), default=1.0), max((y for _, y in ends), default=1.0)
    part = low * BELOW if max(right, low) < SMALL and len(pages) >= FEWEST else 1.0
    return [p.height * part for p in pages]
