"""Callouts that were not seen, made where the text has their sentence and marker."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Passage
from surveyrefs.model.link import Callout

# The kinds of passages in which a callout can be made, and how outputs call them.
_WHERE = {
    "abstract": "abstract", "paragraph": "body", "front": "body", "heading": "heading", "footnote": "footnote",
}  # fmt: skip


def new_callout(document: Document, sentence: str, marker: str) -> Callout | None:
    """Return a callout without targets, None where the text has not the sentence, or the marker not just once in it."""
    wanted = " ".join(sentence.split())
    if not marker or wanted.count(marker) != 1:
        return None
    found = [(p, p.text.index(wanted)) for p in document.passages if p.kind in _WHERE and wanted in p.text]
    if len(found) != 1 or not wanted:
        return None
    passage, start = found[0]
    at = start + wanted.index(marker)
    page, box = _place(passage, at, at + len(marker))
    return Callout(0, marker, page, box, _WHERE[passage.kind], passage.section, -1, -1, -1, -1, wanted, ())


def _place(passage: Passage, start: int, end: int) -> tuple[int, tuple[float, ...]]:
    pieces = [p for p in passage.pieces if p.start < end and p.end > start]
    on_page = [p for p in pieces if p.page == pieces[0].page]
    return (pieces[0].page, Box.around(on_page).tuple()) if pieces else (0, ())


def with_new(callouts: Sequence[Callout], made: Sequence[Callout]) -> list[Callout]:
    """Put new callouts among the others, each before the first that stands further down or on a later page."""
    out = list(callouts)
    for callout in sorted(made, key=lambda c: (c.page, c.box, c.marker)):
        later = (k for k, other in enumerate(out) if other.page > callout.page or _below(other, callout))
        out.insert(next(later, len(out)), callout)
    return out


def _below(other: Callout, callout: Callout) -> bool:
    """Tell whether a callout of the text stands below in the same column, on the same page."""
    if other.page != callout.page or not other.box or not callout.box or other.table >= 0 or other.figure >= 0:
        return False
    a, b = Box(*callout.box), Box(*other.box)
    return b.y0 > a.y1 - 1 and abs(a.cx - b.cx) < _COLUMN


_COLUMN = 150.0  # points between the middles of two callouts of one column
