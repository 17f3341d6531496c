"""Mend a list as we cut it where an engine's own list (GROBID's) shows that a reference was lost or joined.

Nothing is changed on the hint's word alone: a label that the list lacks must say so too, or both halves of a joined
entry must be whole references.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from surveyrefs.matching.alignment import Alignment, align
from surveyrefs.model.document import Hint
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import RawReference
from surveyrefs.references.hints.raws import raws_of
from surveyrefs.text.join import cut

MIN_HALF = 25  # characters of a whole reference, at least
MANY = 3  # works that one entry must hold, to be parted on the hints' word alone
FILLED = 0.7  # of an entry's text that the hints within it must make up
HEAD = 40  # characters of a hint by which its beginning is found: names and the first words of a title
SECOND_LIST = 5  # whole works in a row that we have nothing of: fewer are tables and notes taken for references
MOST = 0.6  # of these that must have title, authors and year
_WHOLE = ("title", "authors", "year")  # fields that a whole reference has


class _Found(NamedTuple):
    """A hint that we have no reference for: between which of ours it stands, and which holds its text (-1: none)."""

    hint: Hint
    before: int
    after: int
    holder: int


def mend(raws: Sequence[RawReference], hints: Sequence[Hint]) -> tuple[list[RawReference], list[Problem]]:
    """Return the list with lost references put in and joined ones parted, and a problem for each."""
    listed = [hint for hint in hints if hint.kind == "reference" and hint.raw]
    pairing = align([raw.passage.text for raw in raws], listed)
    mended: dict[int, list[RawReference]] = {}
    problems: list[Problem] = []
    for found in _left_over(listed, pairing, len(raws)):
        place = found.holder if found.holder >= 0 else found.before
        if place in mended or place < 0:
            continue
        label = _missing_label(raws, found)
        if found.holder >= 0:
            within = _within(found, listed, pairing)
            halves = _parted(raws[found.holder], within, label) or _many(raws[found.holder], within)
        else:
            halves = [raws[found.before], *_from_hint(found.hint, label)] if label and found.holder < 0 else []
        if len(halves) > 1:
            mended[place] = halves
            code = "grobid-reference-parted" if found.holder >= 0 else "grobid-reference-added"
            problems += [_told(part, code) for part in halves[1:2]]
    whole = [part for i, raw in enumerate(raws) for part in mended.get(i, [raw])]
    second = _second_list(whole, listed, pairing)
    return [*whole, *second], [*problems, *([_told_list(second)] if second else [])]


def _left_over(listed: Sequence[Hint], pairing: Alignment, count: int) -> list[_Found]:
    """Return the hints without a reference of ours, each between the nearest of its neighbours that have one."""
    places = [pairing.same.get(hint.id, -1) for hint in listed]
    found = []
    for j, hint in enumerate(listed):
        if places[j] < 0:
            before = next((places[k] for k in range(j - 1, -1, -1) if places[k] >= 0), -1)
            after = next((places[k] for k in range(j + 1, len(listed)) if places[k] >= 0), count)
            found.append(_Found(hint, before, after, pairing.inside.get(hint.id, -1)))
    return found


def _missing_label(raws: Sequence[RawReference], found: _Found) -> str:
    """Return the one number that the list lacks where the hint stands, empty where it lacks none or several."""
    first = found.holder if found.holder >= 0 else found.before
    if not 0 <= first < len(raws) - 1 or (found.holder < 0 and found.after != first + 1):
        return ""
    here, following = raws[first].label, raws[first + 1].label
    if here.isdecimal() and following.isdecimal() and int(following) - int(here) == 2:
        return str(int(here) + 1)
    return ""


def _whole(hint: Hint) -> bool:
    return len(hint.raw) >= MIN_HALF and all(hint.fields.get(name) for name in _WHOLE)


def _within(found: _Found, listed: Sequence[Hint], pairing: Alignment) -> list[Hint]:
    """Return the hints that make up an entry of ours, in their order."""
    place = found.holder
    return [h for h in listed if pairing.same.get(h.id, -1) == place or pairing.inside.get(h.id, -1) == place]


def _many(raw: RawReference, parts: Sequence[Hint]) -> list[RawReference]:
    """Cut an entry that holds three works or more where each of them begins; nothing where they do not fill it.

    Three readers' accidents at one place are none: such an entry is a list whose beginnings we did not see.
    """
    if len(parts) < MANY:
        return []
    text = raw.passage.text
    starts = [0, *(_start(text, hint) for hint in parts[1:])]
    ends = [*starts[1:], len(text)]
    sizes = [end - start for start, end in zip(starts, ends, strict=True)]
    known = sum(len(hint.raw) for hint in parts)
    if min(sizes) < MIN_HALF or known < FILLED * len(text):
        return []
    pieces = [cut(raw.passage, a, a + len(text[a:b].rstrip())) for a, b in zip(starts, ends, strict=True)]
    labels = [raw.label, *[""] * (len(parts) - 1)]
    return [
        RawReference(label, piece, raw.anchors[:1] if not i else (), piece.pieces[0].page if piece.pieces else raw.page)
        for i, (label, piece) in enumerate(zip(labels, pieces, strict=True))
    ]


def _start(text: str, hint: Hint) -> int:
    """Return where a hint's text begins in an entry, at a word's beginning."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(hint.raw[:HEAD], text)
    return text.rfind(" ", 0, found.dest_start + 2) + 1 if found else 0


def _second_list(raws: Sequence[RawReference], listed: Sequence[Hint], pairing: Alignment) -> list[RawReference]:
    """Return the works of a list that we missed: a long run of hints, most of them whole, behind our last one."""
    matched = [n for n, hint in enumerate(listed) if hint.id in pairing.same or hint.id in pairing.inside]
    run = list(listed[matched[-1] + 1 :]) if matched else []
    if len(run) < SECOND_LIST or sum(map(_whole, run)) < MOST * len(run):
        return []
    last = raws[-1].page
    return [raw for raw in raws_of(run) if raw.page >= last]


def _parted(raw: RawReference, halves: Sequence[Hint], label: str) -> list[RawReference]:
    """Cut an entry in two where its second half begins; nothing where that is not sure.

    A labelled list says itself where entries begin: only a label that it lacks tells otherwise.
    """
    from rapidfuzz import fuzz

    if len(halves) != 2 or not (label or (not raw.label and all(map(_whole, halves)))):
        return []
    text = raw.passage.text
    found = fuzz.partial_ratio_alignment(halves[1].raw, text)
    at = text.rfind(" ", 0, found.dest_start + 2) + 1 if found else 0
    if at < MIN_HALF or len(text) - at < MIN_HALF:
        return []
    head, tail = cut(raw.passage, 0, len(text[:at].rstrip())), cut(raw.passage, at, len(text))
    # Each of two destinations begins one of the halves.
    first, second = (raw.anchors[:1], raw.anchors[1:]) if len(raw.anchors) == 2 else (raw.anchors, ())
    page = tail.pieces[0].page if tail.pieces else raw.page
    return [RawReference(raw.label, head, first, raw.page), RawReference(label, tail, second, page)]


def _from_hint(hint: Hint, label: str) -> list[RawReference]:
    return [RawReference(label, raw.passage, raw.anchors, raw.page) for raw in raws_of([hint])]


def _told(raw: RawReference, code: str) -> Problem:
    pieces = raw.passage.pieces[:1]
    box = tuple((p.x0, p.y0, p.x1, p.y1) for p in pieces)
    how = "was part of the entry before it" if code == "grobid-reference-parted" else "was found by GROBID only"
    text = f"reference {raw.label} {how}: {raw.passage.text}".replace("  ", " ")
    return Problem(code, text, "taken; compare with the PDF", raw.page, box[0] if box else ())


def _told_list(added: Sequence[RawReference]) -> Problem:
    first = added[0].passage.text[:80]
    text = f"{len(added)} references behind the last of the printed list were found by GROBID only, from {first}"
    return Problem("grobid-list-added", text, "taken; compare with the PDF", added[0].page)
