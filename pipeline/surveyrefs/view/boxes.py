"""Where on the pages the parts of a run stand: one box a column and page for what goes on over a break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveyrefs.model.box import Box, Rectangle
from surveyrefs.model.document import Bibliography, Line, Passage
from surveyrefs.model.reference import Reference

COLUMN_SHIFT = 40.0  # points: lines whose left edges lie farther apart stand in different columns
TWO_LINES = 18.0  # points: a callout that is higher stands on two lines or more
NEAR = 2.0  # points that a line may reach over the box of the reference that it belongs to


class Place(Rectangle, frozen=True, array_like=True, gc=False):
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


class Markers:
    """Finds the lines of callouts that go over the end of one: a callout knows only the box around all of it."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._by_page: dict[int, list[Passage]] = {}
        for passage in passages:
            for page in {piece.page for piece in passage.pieces}:
                self._by_page.setdefault(page, []).append(passage)

    def places(self, page: int, box: Sequence[float], marker: str) -> tuple[Place, ...]:
        """Return where a callout with this box stands, a box a line."""
        whole = place(page, box)
        if whole is None:
            return ()
        if whole.height < TWO_LINES or not marker:
            return (whole,)
        for passage in self._by_page.get(page, ()):
            at = passage.text.find(marker)
            while at >= 0:
                lines = _lines(passage, at, at + len(marker), page)
                if lines and _same(Box.around(lines), box):
                    return _known(place(page, line) for line in lines)
                at = passage.text.find(marker, at + 1)
        return (whole,)


def _lines(passage: Passage, start: int, end: int, page: int) -> list[Box]:
    """Return the boxes of text[start:end] on a page, one a line; letters of a word are taken to be of one width."""
    lines: dict[int, list[Box]] = {}
    for piece in passage.pieces:
        first, last = max(start, piece.start), min(end, piece.end)
        if first < last and piece.page == page:
            letter = piece.width / (piece.end - piece.start)
            x0, x1 = piece.x0 + (first - piece.start) * letter, piece.x0 + (last - piece.start) * letter
            lines.setdefault(piece.line, []).append(Box(x0, piece.y0, x1, piece.y1))
    return [Box.around(boxes) for boxes in lines.values()]


def _same(one: Box, other: Sequence[float]) -> bool:
    """Tell whether two boxes are of the same lines; where a line begins and ends may differ by a comma or bracket."""
    return abs(one.y0 - other[1]) < NEAR and abs(one.y1 - other[3]) < NEAR


def reference_places(references: Sequence[Reference], lists: Iterable[Bibliography]) -> list[tuple[Place, ...]]:
    """Return where each reference stands, with the parts that go on in the next column or page.

    A reference knows the box of its first part, or one around all its parts on a page, in which many others lie: the
    smallest box around a line is the one that counts. Lines after it, up to the next reference's, are the rest of it.
    """
    starts: dict[int, list[int]] = {}
    for number in sorted(range(len(references)), key=lambda n: _area(references[n])):
        starts.setdefault(references[number].page, []).append(number)
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


def _area(reference: Reference) -> float:
    return Box(*reference.box).width * Box(*reference.box).height if len(reference.box) == 4 else 0.0


def _begins(reference: Reference, line: Line) -> bool:
    if len(reference.box) != 4:
        return False
    box = Box(*reference.box).grown(NEAR)
    return box.holds((max(line.box.x0, box.x0) + min(line.box.x1, box.x1)) / 2, line.box.cy)


def _known(places: Iterable[Place | None]) -> tuple[Place, ...]:
    return tuple(p for p in places if p is not None)
