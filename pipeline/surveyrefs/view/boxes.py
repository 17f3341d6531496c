"""Where on the pages the parts of a run stand: one box a column and page for what goes on over a break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import Bibliography, Line, Passage
from surveyrefs.model.reference import Reference

COLUMN_SHIFT = 40.0  # points: lines whose left edges lie farther apart stand in different columns
NEAR = 2.0  # points that a line may reach over the box of the reference that it belongs to


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A box on a page, in points."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


def place(page: int, box: Box | Sequence[float]) -> Place | None:
    """Return a box on a page with one decimal, None where there is no such box."""
    edges = box.tuple() if isinstance(box, Box) else tuple(box)
    if page <= 0 or len(edges) != 4 or edges[2] <= edges[0] or edges[3] <= edges[1]:
        return None
    x0, y0, x1, y1 = (round(float(edge), 1) for edge in edges)
    return Place(page, x0, y0, x1, y1)


def places_of(passage: Passage) -> tuple[Place, ...]:
    """Return where a passage stands: a box for each page that it is printed on."""
    by_page: dict[int, list[Box]] = {}
    for piece in passage.pieces:
        by_page.setdefault(piece.page, []).append(Box(piece.x0, piece.y0, piece.x1, piece.y1))
    return _known(place(page, Box.around(boxes)) for page, boxes in by_page.items())


def reference_places(references: Sequence[Reference], lists: Iterable[Bibliography]) -> list[tuple[Place, ...]]:
    """Return where each reference stands, with the parts that go on in the next column or page.

    A reference knows the box of its first part. The lines of the list after it, up to the next reference's first
    line, are the rest of it.
    """
    starts: dict[int, list[int]] = {}
    for number, reference in enumerate(references):
        starts.setdefault(reference.page, []).append(number)
    parts: list[dict[tuple[int, int], list[Box]]] = [{} for _ in references]
    for bibliography in lists:
        current = -1
        for line in bibliography.lines:
            current = next((n for n in starts.get(line.page, ()) if _begins(references[n], line)), current)
            if current >= 0:
                column = (line.page, round(line.left / COLUMN_SHIFT))
                parts[current].setdefault(column, []).append(line.box)
    found = []
    for reference, columns in zip(references, parts, strict=True):
        whole = _known(place(page, Box.around(boxes)) for (page, _), boxes in columns.items())
        first = place(reference.page, reference.box)
        found.append(whole or _known((first,)))
    return found


def _begins(reference: Reference, line: Line) -> bool:
    if len(reference.box) != 4:
        return False
    box = Box(*reference.box).grown(NEAR)
    return box.holds((max(line.box.x0, box.x0) + min(line.box.x1, box.x1)) / 2, line.box.cy)


def _known(places: Iterable[Place | None]) -> tuple[Place, ...]:
    return tuple(p for p in places if p is not None)
