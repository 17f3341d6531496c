"""Entries that hold several works, parted: `a) …; b) …`, and works that only semicolons part.

The letters are evidence enough. Without them an entry is parted only in a numbered list, between two works that both
show a person, a year and a place in print, and only where the list does so more than once or volume, pages and year
stand on both sides: semicolons also part authors, and the places of one work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from surveyrefs.model.document import Anchor, Passage
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import RawReference
from surveyrefs.references.entries.shapes import (
    LEAD_WORDS,
    begins_with_person,
    dates_itself,
    ends_as_work,
    ends_numbered,
    is_work,
    numbers_only,
    translated,
)
from surveyrefs.text.join import cut

SHORTEST = 10  # characters of a work behind a letter: less is a list of pages
HABIT = 2  # entries of a list that part works without letters, so that it is its habit
SEMICOLON_AUTHORS = 0.2  # of the entries have authors parted by semicolons: there they part nothing else
BESIDE = 30.0  # points between a letter and the destination set at it
ABOVE = 0.7  # line heights between the top of a letter's line and its destination

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# How a letter is set off: the same way through the entry.
_FORMS = (r"\({}\)", r"(?<![\w(]){}\)", r"\[{}\]", r"(?<!\w){}\.(?=\s[^a-z])")
_FIRST_IN = re.compile(rf"\s*(?:{LEAD_WORDS}\s*)?$")
_LEAD_BEFORE = re.compile(rf"(?<=[;.])\s+{LEAD_WORDS}\s*$")
_LETTER_LEADS = 120  # characters before the first letter, and before a later one, that may introduce it
_SEPARATORS = " ;,"
_SEMICOLON = re.compile(r";\s+(?:and\s+(?=\S))?")
_BETWEEN_AUTHORS = re.compile(r"[A-Z]\.;\s+[^\W\d_]")

Cut = tuple[int, int]  # a part's text[start:end]


def parted(raws: Sequence[RawReference], anchors: Sequence[Anchor] = ()) -> tuple[list[RawReference], list[Problem]]:
    """Return the list with every work of a composite entry as an entry of its own, and what could not be parted."""
    places = {anchor.name: anchor for anchor in anchors}
    plain = {i: cuts for i, raw in enumerate(raws) if raw.label and len(cuts := _at_semicolons(raw.passage.text)) > 1}
    sure = len(plain) >= HABIT and not _semicolons_part_authors(raws)
    out: list[RawReference] = []
    problems: list[Problem] = []
    for i, raw in enumerate(raws):
        letters = lettered(raw.passage)
        if letters:
            out += _parts(raw, letters, places, letters=True)
        elif i in plain and (sure or _all_numbered(raw.passage.text, plain[i])):
            out += _parts(raw, plain[i], places, letters=False)
        else:
            out.append(raw)
            if i in plain:
                problems.append(_told(raw))
    return out, problems


def _told(raw: RawReference) -> Problem:
    box = next(((p.x0, p.y0, p.x1, p.y1) for p in raw.passage.pieces), ())
    text = f"reference {raw.label} seems to hold several works: {raw.passage.text}"
    return Problem("composite-reference", text, "taken as one; raw keeps all", raw.page, box)


# -- with letters -----------------------------------------------------------------------------------------------------


def lettered(passage: Passage) -> list[Cut]:
    """Return where the works of `a) …; b) …` stand, letters left out; [] for an entry without letters."""
    text = passage.text
    lines = _line_starts(passage)
    for form in _FORMS:
        first = re.compile(form.format("a")).search(text, 0, _LETTER_LEADS)
        if first is None or not _FIRST_IN.match(text[: first.start()]):
            continue
        marks = [first]
        for letter in _LETTERS[1:]:
            found = _next_letter(text, form.format(letter), marks[-1].end(), lines)
            if found is None:
                break
            marks.append(found)
        cuts = _between(text, marks)
        if len(cuts) > 1 and all(end - start >= SHORTEST for start, end in cuts):
            dated = sum(dates_itself(text[start:end]) for start, end in cuts)
            return cuts if dated * 2 >= len(cuts) else []  # a note may count its cases
    return []


def _next_letter(text: str, pattern: str, start: int, lines: frozenset[int]) -> re.Match[str] | None:
    """Find a letter behind the end of a work: a mark, the beginning of a line, or words that introduce the next."""
    for found in re.compile(pattern).finditer(text, start + SHORTEST):
        before = text[start : found.start()].rstrip()
        introduced = _LEAD_BEFORE.search(text[max(start, found.start() - _LETTER_LEADS) : found.start()])
        if before[-1:] in tuple(";.,:") or before.endswith(" and") or found.start() in lines or introduced:
            return found
    return None


def _between(text: str, marks: Sequence[re.Match[str]]) -> list[Cut]:
    """Return the works between letters; what introduces one is part of it, marks between two are part of none."""
    starts = [0 if marks[0].start() else marks[0].end()]
    ends = []
    for before, mark in pairwise(marks):
        lead = _LEAD_BEFORE.search(text[: mark.start()], max(before.end(), mark.start() - _LETTER_LEADS))
        if lead and lead[0].strip() == "and":
            lead = None
        ends.append(lead.start() if lead else mark.start())
        starts.append(lead.end() - len(lead[0].lstrip()) if lead else mark.end())
    ends.append(len(text))
    return [_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True)]


def _trimmed(text: str, start: int, end: int) -> Cut:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if end == len(text):
        return start, end
    kept = text[start:end].rstrip(_SEPARATORS)
    return start, start + len(kept.removesuffix(" and").rstrip(_SEPARATORS))


def _line_starts(passage: Passage) -> frozenset[int]:
    return frozenset(b.start for a, b in pairwise(passage.pieces) if a.line != b.line)


# -- without letters --------------------------------------------------------------------------------------------------


def _at_semicolons(text: str) -> list[Cut]:
    """Return where the works stand that semicolons part; one cut for an entry of one work."""
    stops = _semicolons(text)
    cuts: list[Cut] = []
    start = 0
    for n, stop in enumerate(stops):
        end = stops[n + 1].start() if n + 1 < len(stops) else len(text)
        if _border(text[start : stop.start()], text[stop.end() : end], text[stop.end() :]):
            cuts.append((start, stop.start()))
            start = stop.end()
    last = text[start:]
    if cuts and not (is_work(last) or numbers_only(last)):
        start = cuts.pop()[0]
    return [*cuts, (start, len(text))]


def _semicolons(text: str) -> list[re.Match[str]]:
    """Return the semicolons outside brackets and quotations."""
    found: list[re.Match[str]] = []
    at = depth = 0
    for stop in _SEMICOLON.finditer(text):
        passed = text[at : stop.start()]
        depth = max(0, depth + sum((c in "([“") - (c in ")]”") for c in passed))
        at = stop.start()
        if not depth:
            found.append(stop)
    return found


def _border(left: str, right: str, rest: str) -> bool:
    """Tell whether a semicolon parts two works: `left`, `right` up to the next semicolon, `rest` up to the end."""
    if not ends_as_work(left) or not (numbers_only(left) or is_work(left)):
        return False
    continued = numbers_only(right)
    if continued is None:
        return begins_with_person(right) and is_work(rest)
    year = ends_numbered(left)
    # Two places of one year, or of a translated journal, are those of one work.
    other = continued.ibid or not continued.journal or year != continued.year
    return bool(year) and other and not translated(left + right)


def _all_numbered(text: str, cuts: Sequence[Cut]) -> bool:
    return all(ends_numbered(text[start:end]) for start, end in cuts)


def _semicolons_part_authors(raws: Sequence[RawReference]) -> bool:
    found = sum(bool(_BETWEEN_AUTHORS.search(raw.passage.text)) for raw in raws)
    return found > SEMICOLON_AUTHORS * len(raws)


# -- the parts --------------------------------------------------------------------------------------------------------


def _parts(raw: RawReference, cuts: Sequence[Cut], places: Mapping[str, Anchor], letters: bool) -> list[RawReference]:
    passages = [cut(raw.passage, start, end) for start, end in cuts]
    names = _anchors(raw, [_mark(raw.passage, start) for start, _ in cuts], places)
    numbered = raw.label.isdigit() and letters
    return [
        RawReference(
            raw.label + (_LETTERS[n] if numbered else ""),
            passage,
            names[n],
            passage.pieces[0].page if passage.pieces else raw.page,
            n + 1,
        )
        for n, passage in enumerate(passages)
    ]


def _mark(passage: Passage, start: int) -> tuple[int, float, float, float] | None:
    """Return page, abscissa, top and height of a part's first character."""
    for piece in passage.pieces:
        if piece.start <= start < piece.end:
            share = (start - piece.start) / (piece.end - piece.start)
            return piece.page, piece.x0 + share * piece.width, piece.y0, piece.height
    return None


def _anchors(
    raw: RawReference, marks: Sequence[tuple[int, float, float, float] | None], places: Mapping[str, Anchor]
) -> list[tuple[str, ...]]:
    """Return the destinations of each part: its own, set at its beginning, and those of the whole entry."""
    own: list[str] = []
    for mark in marks:
        near = [
            (abs(place.x - mark[1]), name)
            for name in raw.anchors
            if mark and (place := places.get(name)) and place.page == mark[0] and name not in own
            if abs(place.x - mark[1]) <= BESIDE and abs(place.y - mark[2]) <= ABOVE * mark[3]
        ]
        own.append(min(near)[1] if near else "")
    if not any(own[1:]):
        return [raw.anchors for _ in marks]
    # Where nothing leads to the whole entry, what leads to its first work does: the print says no more.
    shared = tuple(name for name in raw.anchors if name not in own) or (own[0],)
    return [(*((name,) if name and name not in shared else ()), *shared) for name in own]
