"""References from an engine's own list, where the printed one was not found."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.matching.alignment import text_of_hint
from surveyrefs.model.document import Hint, Passage, Piece
from surveyrefs.model.reference import RawReference

_TYPE_SIZE = 10.0  # points: a hint says nothing of type sizes


def raws_of(hints: Sequence[Hint]) -> list[RawReference]:
    """Return the reference hints as entries of a list, with the labels that callouts gave them."""
    found = []
    for line, hint in enumerate(h for h in hints if h.kind == "reference"):
        text = text_of_hint(hint)
        if not text:
            continue
        pieces = tuple(
            Piece(0, len(text), page, box.x0, box.y0, box.x1, box.y1, _TYPE_SIZE, 0, line)
            for page, box in hint.boxes
            if page == hint.page
        )
        passage = Passage("paragraph", text, pieces)
        found.append(RawReference(hint.fields.get("label", ""), passage, (), hint.page))
    return found
