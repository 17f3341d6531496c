"""An engine's own callouts (GROBID's) united with ours.

Ours lead: they come from links and printed labels. A hint fills a target that we could not resolve, or adds a callout
that we did not see, where what it prints confirms it; everything else that differs is a problem.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from surveyrefs.link.labels import clean_label
from surveyrefs.link.reading import Dispute, Reading
from surveyrefs.link.spots import Spot
from surveyrefs.matching.alignment import align
from surveyrefs.model.document import Document, Hint, Passage, Piece
from surveyrefs.model.link import Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference, References
from surveyrefs.text.similarity import fold

FILLED = 0.7  # confidence of a target that only the hint resolves
ADDED = 0.6  # confidence of a callout that only the hint sees
REACH = 12  # characters around the estimated place in which a callout's text is looked for
LIST_REACH = 200  # characters that a list of works in brackets takes at most
GRIP = 2.0  # points that a box may stand off the line that it belongs to
HALF_LINE = 6.0  # points at most from a box's top to the middle of its first line

_NUMBER = re.compile(r"\d{1,4}[a-z]?")
_COMMA = re.compile(r"\s*[,;]?\s*")

PlaceT = TypeVar("PlaceT")
Entry = tuple[Spot, list[tuple[Reading, PlaceT]]]


class _Sight(msgspec.Struct, frozen=True, gc=False):
    """A hint found in the text: spot number, text[start:end], and the reference that it points to.

    `exact`: its text stands there as well, not only its box.
    """

    spot: int
    start: int
    end: int
    exact: bool
    reference: int
    hint: Hint


def unite(
    entries: Iterable[Entry[PlaceT]], spots: Sequence[Spot], document: Document, references: References,
    place: Callable[[Passage, Reading], PlaceT],
) -> tuple[list[Entry[PlaceT]], list[Problem]]:  # fmt: skip
    """Return our readings by spot with what the document's hints add to them, and what they say otherwise.

    Where the reference list is the engine's alone, so are its callouts.
    """
    found = list(entries)
    alone = not document.bibliographies
    sights = _sights(spots, document, references)
    problems: list[Problem] = []
    if not sights:
        return found, problems
    number = {id(spot): i for i, spot in enumerate(spots)}
    readings = {number[id(spot)]: list(pairs) for spot, pairs in found}
    cited = {t.reference for _, pairs in found for reading, _ in pairs for t in reading.targets}
    grouped: dict[tuple[int, int], list[_Sight]] = defaultdict(list)
    added: dict[int, list[_Sight]] = defaultdict(list)
    for sight in sights:
        at = next((n for n, (r, _) in enumerate(readings.get(sight.spot, [])) if _touch(r, sight)), None)
        if at is not None:
            grouped[sight.spot, at].append(sight)
        elif alone or _confirmed(sight, references.references[sight.reference], cited):
            added[sight.spot].append(sight)
        else:
            problems.append(_unconfirmed(sight, references.references[sight.reference]))
    for (spot, at), group in grouped.items():
        reading, where = readings[spot][at]
        readings[spot][at] = (_settled(reading, group, references), where)
    for spot, group in added.items():
        passage = spots[spot].passage
        fresh = _additions(passage.text, group, references)
        readings.setdefault(spot, []).extend((reading, place(passage, reading)) for reading in fresh)
    united = [(spots[i], sorted(readings[i], key=lambda pair: (pair[0].start, pair[0].end))) for i in sorted(readings)]
    return united, problems


def _touch(reading: Reading, sight: _Sight) -> bool:
    return reading.start < sight.end and reading.end > sight.start


def _settled(reading: Reading, group: Sequence[_Sight], references: References) -> Reading:
    """Fill the one target that is open, or note that the hint points elsewhere."""
    targets = list(reading.targets)
    have = {t.reference for t in targets}
    disputes: list[Dispute] = []
    for sight in group:
        if sight.reference in have:
            continue
        reference = references.references[sight.reference]
        label = clean_label(reference.label)
        numbers = _NUMBER.findall(sight.hint.raw)
        # A printed label that no reference bears is never another reference's.
        fits = [t.reference < 0 and (not (t.label and label) or t.label == label) for t in targets]
        open_ones = [n for n, fit in enumerate(fits) if fit]
        if len(open_ones) == 1:
            printed = targets[open_ones[0]].label
            targets[open_ones[0]] = Target(sight.reference, label or printed, "grobid", FILLED)
            have.add(sight.reference)
        elif len(numbers) <= 1 or label in numbers:
            told = f"GROBID's callout {sight.hint.raw} points to {label or reference.key}: {reference.raw[:60]}"
            disputes.append(Dispute("grobid-callout-differs", told, "ours is kept; compare with the text", quiet=True))
    return replace(reading, targets=tuple(targets), disputes=(*reading.disputes, *disputes))


def _additions(text: str, group: Sequence[_Sight], references: References) -> list[Reading]:
    """Return the callouts that only the hint sees; the engine cuts a list at its commas, so that parts are joined."""
    found: list[tuple[int, int, list[Target]]] = []
    for sight in sorted(group, key=lambda s: (s.start, s.end)):
        label = clean_label(references.references[sight.reference].label)
        start, end = _bracketed(text, sight.start, sight.end)
        target = Target(sight.reference, label, "grobid", ADDED)
        if found and (start <= found[-1][1] or _COMMA.fullmatch(text, found[-1][1], start)):
            first, last, targets = found[-1]
            targets += [target] if target not in targets else []
            found[-1] = (first, max(last, end), targets)
        else:
            found.append((start, end, [target]))
    return [Reading(start, end, tuple(targets), ()) for start, end, targets in found]


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a part of a list to the brackets around the whole."""
    for opening, closing in ("[]", "()"):
        inner = text[start:end]
        if inner.count(opening) > inner.count(closing):
            stop = text.find(closing, end, end + LIST_REACH)
            end = stop + 1 if stop >= 0 else end
        elif inner.count(opening) < inner.count(closing):
            first = text.rfind(opening, max(0, start - LIST_REACH), start)
            start = first if first >= 0 else start
    return start, end


def _confirmed(sight: _Sight, reference: Reference, cited: set[int]) -> bool:
    """Tell whether a callout that we did not see is one: it prints the reference's names and year, or the number of a
    reference that nothing else cites (numbers in brackets are intervals, equations and dates as well)."""
    if not sight.exact:
        return False
    printed = fold(sight.hint.raw)
    if reference.authors and reference.year:
        name = fold(reference.authors[0].family or reference.authors[0].literal)
        if name and f" {name} " in f" {printed} " and reference.year in printed:
            return True
    label = clean_label(reference.label)
    return bool(label) and _NUMBER.findall(sight.hint.raw) == [label] and sight.reference not in cited


def _unconfirmed(sight: _Sight, reference: Reference) -> Problem:
    name = clean_label(reference.label) or reference.key
    box = sight.hint.boxes[0][1] if sight.hint.boxes else None
    return Problem(
        "grobid-callout-extra",
        f"GROBID takes {sight.hint.raw} for a callout of {name}: {reference.raw[:60]}",
        "not taken; look at the text there",
        sight.hint.page,
        (box.x0, box.y0, box.x1, box.y1) if box else (),
        quiet=True,
    )


# -- where hints stand ------------------------------------------------------------------------------------------


def _sights(spots: Sequence[Spot], document: Document, references: References) -> list[_Sight]:
    """Find the callout hints that point to a reference of ours in the text: by passage, else by page and box."""
    same = align([r.raw for r in references.references], document.hints).same
    callouts = [h for h in document.hints if h.kind == "callout" and h.id in same]
    boxed = {h.page for h in callouts if h.boxes and "passage" not in h.fields}
    pages = _pieces_by_page(spots, boxed)
    numbers = {id(spot.passage): i for i, spot in enumerate(spots)}
    sights = []
    for hint in callouts:
        if "passage" in hint.fields:
            number = numbers[id(document.passages[int(hint.fields["passage"])])]
            start = int(hint.fields["start"])
            sights.append(_Sight(number, start, start + len(hint.raw), True, same[hint.id], hint))
        elif hint.boxes:
            place = _locate(hint, pages.get(hint.page, []), spots)
            if place is not None:
                sights.append(_Sight(*place, same[hint.id], hint))
    return sights


def _pieces_by_page(spots: Sequence[Spot], pages: set[int]) -> dict[int, list[tuple[int, Piece]]]:
    found: dict[int, list[tuple[int, Piece]]] = defaultdict(list)
    for i, spot in enumerate(spots):
        for piece in spot.passage.pieces:
            if piece.page in pages:
                found[piece.page].append((i, piece))
    return found


def _locate(
    hint: Hint, pieces: Sequence[tuple[int, Piece]], spots: Sequence[Spot]
) -> tuple[int, int, int, bool] | None:
    """Return the spot and the text[start:end] that a hint's first box covers, and whether its text stands there."""
    box = hint.boxes[0][1]
    x, y = box.x0 + min(GRIP, box.width / 2), box.y0 + min(HALF_LINE, box.height / 2)
    best: tuple[float, int, Piece] | None = None
    for i, piece in pieces:
        if piece.x0 - GRIP <= x <= piece.x1 + GRIP and piece.y0 - GRIP <= y <= piece.y1 + GRIP:
            off = abs(piece.cy - y) + max(0.0, piece.x0 - box.x0, box.x0 - piece.x1)
            if best is None or off < best[0]:
                best = (off, i, piece)
    if best is None:
        return None
    _, i, piece = best
    text = spots[i].passage.text
    share = (box.x0 - piece.x0) / max(1e-6, piece.width)
    guess = piece.start + round(max(0.0, min(1.0, share)) * (piece.end - piece.start))
    return (i, *_span(text, guess, hint.raw))


def _span(text: str, guess: int, marker: str) -> tuple[int, int, bool]:
    """Return where a marker's text stands near a guess, else the guess with its length; blanks do not count."""
    core = marker.strip(" ,;")
    pattern = re.compile(r"\s*".join(re.escape(word) for word in core.split()))
    near = list(pattern.finditer(text, max(0, guess - REACH), guess + REACH + 2 * len(core))) if core else []
    if near:
        found = min(near, key=lambda m: abs(m.start() - guess))
        return found.start(), found.end(), True
    return guess, min(len(text), guess + max(1, len(core))), False
