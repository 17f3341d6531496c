"""What is this raised number: the mark of a note, or a callout? Which raised numbers are the marks of footnotes.

A page's notes name numbers, and each stands once in the text above. Where a number stands there more often, the others
are callouts. Which one is the mark is told by links, by the order in which marks run through the page, and by how sure
marks and sure callouts of the document are set and where the list's numbers appear first. Where all that does not tell,
the first is taken, and each is told (`callout-or-note`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from types import MappingProxyType

import msgspec

from surveyrefs.link.annotations import OTHER_TARGET, Hit
from surveyrefs.link.labels import Labels
from surveyrefs.link.markers import LOOK_BACK, ON_LINE, raised_runs
from surveyrefs.link.notes import SINGLE, Endnote, footnotes_of, numbers_of, parts_of
from surveyrefs.link.powers import is_isotope, is_power
from surveyrefs.model.document import Passage
from surveyrefs.model.problem import Problem
from surveyrefs.text.spans import touching

DECIDED = log(20)  # of the odds: one of two numbers is taken for the mark where it is twenty times as likely
COUNTED = 4  # raised numbers in sequence at least that are marks, though no note answers them
OUT_OF_ORDER = log(50)  # of the odds: a number that no callout can have there, where the list counts as the text cites
IN_USE = 0.9  # of the sure callouts' new numbers that follow the last new one: the list counts as the text cites
FEW = 8  # new numbers at least that show it
SHOWN = 8  # numbers that a problem names
_NUMBER = re.compile(r"\d+")
_STOPS = ".,;:!?"
_RUNNING = ("paragraph", "abstract", "heading", "front")

# Page, left and top of a printed piece, and the offset of the number within it.
Place = tuple[int, float, float, int]


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A raised number of the text, the marker of which begins at `place`; `at` counts them in reading order.

    `single`: nothing else is raised with it. `running`: in running text, where marks keep their order. `cites` and
    `marks`: what a link over it says.
    """

    number: str
    place: Place
    at: int
    single: bool
    running: bool
    cites: bool
    marks: bool
    looks: tuple[tuple[str, object], ...]
    passage: int
    start: int


class Doubt(msgspec.Struct, frozen=True, gc=False):
    """A raised number that is the mark of a note, or a callout; it stands so many `times` on the page."""

    number: str
    times: int
    box: tuple[float, ...]


class NoteMarks(msgspec.Struct, frozen=True, gc=False):
    """Where the marks of notes stand, and which raised numbers may be one and may be a callout as well.

    `spots` has the mark of each note that was found, by the page (0: at the end of the text, -1, -2 … below further
    headings) and number of the note, `unanswered` number and page of those that count like marks and have no note.
    """

    places: frozenset[Place] = frozenset()
    doubtful: Mapping[Place, Doubt] = MappingProxyType({})
    spots: Mapping[tuple[int, str], Spot] = MappingProxyType({})
    unanswered: tuple[tuple[str, int], ...] = ()

    def unread(self) -> Iterator[Problem]:
        """Tell of marks of which no note was found: where no raised number cites."""
        if self.unanswered:
            first, last = self.unanswered[0], self.unanswered[-1]
            shown = ", ".join(number for number, _ in self.unanswered[:SHOWN])
            more = f" … {last[0]}" if len(self.unanswered) > SHOWN else ""
            text = f"raised numbers count like marks of notes, and no note of theirs was read: {shown}{more}"
            yield Problem("note-missing", text, "works that these notes cite are not read: look at the page", first[1])

    def problems(self, labels: Labels) -> Iterator[Problem]:
        """Tell of each number that is the mark of a note or a callout, where the list has it."""
        for place, doubt in sorted(self.doubtful.items()):
            if not labels.all_of(doubt.number):
                continue
            taken = f"the mark of note {doubt.number}" if place in self.places else "a callout"
            text = f"{doubt.number} is raised {doubt.times} times here, once as the mark of a note: taken for {taken}"
            if doubt.times == 1:
                text = f"{doubt.number} is raised here, and note {doubt.number} stands overleaf: taken for its mark"
            hint = "nothing tells them apart, and the first was taken for the mark: look at the page"
            yield Problem("callout-or-note", text, hint, place[0], doubt.box)


def _box(passage: Passage, spot: Spot) -> tuple[float, ...]:
    pieces = touching(passage.pieces, spot.start, spot.start + len(spot.number))
    return (pieces[0].x0, pieces[0].y0, pieces[0].x1, pieces[0].y1) if pieces else ()


def place_of(passage: Passage, offset: int) -> Place:
    """Return where a passage's character is printed; page 0 where nobody knows."""
    for piece in touching(passage.pieces, offset, offset + 1):
        return piece.page, round(piece.x0, 1), round(piece.y0, 1), offset - piece.start
    return 0, 0.0, 0.0, offset


def find_note_marks(passages: Sequence[tuple[Passage, Sequence[Hit]]], endnotes: Sequence[Endnote] = ()) -> NoteMarks:
    """Find the marks of all notes; each passage comes with its links to references, in reading order."""
    footnotes = footnotes_of(passage for passage, _ in passages)
    own = {place_of(passages[note.passage][0], note.at) for note in endnotes}
    own.update(place_of(p, part.at) for p, _ in passages if p.kind == "footnote" for part in parts_of(p)[1:])
    apart = {note.passage for note in endnotes}
    bracketed = 2 * sum(p.text.lstrip().startswith("[") for _, _, p in footnotes) > len(footnotes)
    spots = [spot for spot in _spots(passages, bracketed) if spot.place not in own]
    here: dict[int, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    group_of = _groups(endnotes)
    for spot in spots:
        here[spot.place[0]][spot.number].append(spot)
        if endnotes and spot.passage not in apart:
            here[-group_of(spot.passage)][spot.number].append(spot)
    notes: dict[int, list[str]] = defaultdict(list)
    for end in endnotes:
        notes[-end.group].append(end.number)
    in_floats = own
    for page, number, note in footnotes:
        cells = [s.place for s in here[page][number] if not s.running and s.single and not s.cites]
        if note.kind == "note" and cells:  # of a table: its marks stand in cells, as often as need be
            in_floats.update(cells)
        elif number not in notes[page]:
            notes[page].append(number)
    fitting = {
        (page, n): found for page in sorted(notes) for n, found in _in_order(notes[page], here[page]).items() if found
    }
    sure, doubtful = _decide(fitting, spots, passages)
    for (page, number), spot in _of_page_before(notes, here, sure):
        sure[page, number] = spot
        doubtful[spot.place] = Doubt(number, 1, _box(passages[spot.passage][0], spot))
    places = frozenset(s.place for s in sure.values()) | in_floats
    left = [s for s in spots if s.place not in places and s.single and not s.cites and s.passage not in apart]
    numbers = [int(n) for _, n in sure]
    numbers += numbers_of(p for p, _ in passages)  # addresses, too
    return NoteMarks(places, doubtful, sure, tuple(_unanswered(left, numbers)))


def _groups(endnotes: Sequence[Endnote]) -> Callable[[int], int]:
    """Return what gives the group of notes that the marks in a passage name: the next one behind it, or the last."""
    last = {note.group: note.passage for note in endnotes}
    ends = [last[group] for group in sorted(last)]
    return lambda passage: min(bisect_left(ends, passage), len(ends) - 1)


def _unanswered(left: Sequence[Spot], notes: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield number and page of raised numbers that fill the gaps between the notes' numbers, or count on where these
    end."""
    seen = set(notes)
    low, high = min(notes, default=0), max(notes, default=0)
    beyond: list[Spot] = []
    for spot in left:
        number = int(spot.number)
        if number in seen:
            continue
        if low < number < high and len(seen) >= COUNTED:
            seen.add(number)
            yield spot.number, spot.place[0]
        elif spot.running and number == high + len(beyond) + 1:
            beyond.append(spot)
    if len(beyond) >= COUNTED:
        yield from ((spot.number, spot.place[0]) for spot in beyond)


def _of_page_before(
    notes: Mapping[int, Sequence[str]],
    here: Mapping[int, Mapping[str, Sequence[Spot]]],
    sure: Mapping[tuple[int, str], Spot],
) -> Iterator[tuple[tuple[int, str], Spot]]:
    """Yield the marks of notes that stand overleaf for want of room: behind the marks of their page's other notes."""
    for page in sorted(notes):
        last = max([sure[page - 1, n].at for n in notes.get(page - 1, ()) if (page - 1, n) in sure], default=0)
        for number in notes[page]:
            if page <= 0 or (page, number) in sure or number in notes.get(page - 1, ()):
                continue
            spots = here[page - 1][number] if page - 1 in here and number in here[page - 1] else ()
            behind = [s for s in _eligible(spots) if s.running and s.single and s.at > last]
            if behind:
                yield (page, number), behind[0]


def _decide(
    fitting: Mapping[tuple[int, str], Sequence[Spot]],
    spots: Sequence[Spot],
    passages: Sequence[tuple[Passage, Sequence[Hit]]],
) -> tuple[dict[tuple[int, str], Spot], dict[Place, Doubt]]:
    """Return the mark of each note, of those that fit, and those that may be it as well."""
    sure = {note: found[0] for note, found in fitting.items() if len(found) == 1}
    open_ = {note: found for note, found in fitting.items() if len(found) > 1}
    doubtful: dict[Place, Doubt] = {}
    if not open_:
        return sure, doubtful
    odds = _Odds(spots, list(sure.values()), [s for found in open_.values() for s in found])
    for (page, number), found in open_.items():
        weights = sorted(((odds.of_mark(s, found), -s.at, s) for s in found), key=lambda w: w[:2])
        best = weights[-1][2]
        if weights[-1][0] - weights[-2][0] < DECIDED:
            best = found[0]
            doubtful.update((s.place, Doubt(number, len(found), _box(passages[s.passage][0], s))) for s in found)
        sure[page, number] = best
    return sure, doubtful


def _spots(passages: Sequence[tuple[Passage, Sequence[Hit]]], bracketed: bool) -> Iterator[Spot]:
    """Yield the raised numbers of all text but that of notes, which has no marks; `bracketed`: notes are `[1]`."""
    at = 0
    for n, (passage, hits) in enumerate(passages):
        if passage.kind in ("footnote", "note"):
            continue
        for start, end in sorted(raised_runs(passage)):
            text = passage.text[start:end].translate(ON_LINE)
            single = SINGLE.fullmatch(text) if ("[" in text) == bracketed else None
            before = passage.text[max(0, start - LOOK_BACK) : start]
            if (
                single
                and before
                and (is_isotope(before, passage.text[end : end + 3]) or is_power(before, int(single[1])))
            ):
                continue
            links = touching(passage.links, start, end) if passage.links else ()
            cites = bool(hits) and bool(touching(hits, start, end))
            marks = not cites and any(OTHER_TARGET.match(k.name) for k in links)
            looks = _looks(passage, start, end)
            for match in [single] if single else _NUMBER.finditer(text):
                group = 1 if single else 0
                at += 1
                yield Spot(
                    match[group], place_of(passage, start + match.start(group)), at, bool(single),
                    passage.kind in _RUNNING, cites, marks, looks, n, start,
                )  # fmt: skip


def _looks(passage: Passage, start: int, end: int) -> tuple[tuple[str, object], ...]:
    """Return how a raised number is set: its size, and whether a stop stands before or behind it."""
    size = next((round(p.size, 1) for p in touching(passage.pieces, start, end)), 0.0)
    before, behind = passage.text[max(0, start - 1) : start], passage.text[end : end + 1]
    return (("size", size), ("behind", before in _STOPS), ("before", bool(behind) and behind in _STOPS))


def _in_order(notes: Sequence[str], here: Mapping[str, Sequence[Spot]]) -> dict[str, list[Spot]]:
    """Return for each note of a page the raised numbers that may be its mark, so that marks run as the notes do.

    A link to the note is its mark. Running text goes before cells and captions, a number alone before one of several.
    """
    found = {n: _eligible(here.get(n, ())) for n in notes}
    lows: dict[str, int] = {}
    low = 0
    for n in notes:
        positions = [s.at for s in found[n] if s.running]
        after = bisect_right(positions, low)
        lows[n] = low
        low = positions[after] if after < len(positions) else low
    high = max([s.at for mine in found.values() for s in mine], default=0) + 1
    out: dict[str, list[Spot]] = {}
    for n in reversed(notes):
        positions = [s.at for s in found[n] if s.running]
        fits = [s for s in found[n] if not s.running or lows[n] < s.at < high]
        out[n] = fits or list(found[n])
        before = bisect_left(positions, high)
        high = positions[before - 1] if before and positions[before - 1] > lows[n] else high
    return out


def _eligible(spots: Sequence[Spot]) -> list[Spot]:
    linked = [s for s in spots if s.marks]
    if linked:
        return linked[:1]
    free = [s for s in spots if not s.cites]
    return (
        [s for s in free if s.single and s.running] or [s for s in free if s.single] or [s for s in free if s.running]
    )


class _Odds:
    """How likely a raised number is a mark rather than a callout, from the sure ones of the document."""

    def __init__(self, spots: Sequence[Spot], marks: Sequence[Spot], open_: Sequence[Spot]) -> None:
        taken = {s.place for s in (*marks, *open_)}
        callouts = [s for s in spots if s.place not in taken and (s.cites or not s.single)]
        self._marks = Counter(look for s in marks for look in s.looks)
        self._callouts = Counter(look for s in callouts for look in s.looks)
        self._counts = len(marks) + 1, len(callouts) + 1
        self._news = _new_numbers(s for s in spots if s.place not in taken and (s.running or s.cites))

    def of_mark(self, spot: Spot, rivals: Sequence[Spot]) -> float:
        """Return the logarithm of the odds."""
        marks, callouts = self._counts
        odds = sum(
            log((self._marks[look] + 0.5) / marks) - log((self._callouts[look] + 0.5) / callouts) for look in spot.looks
        )
        return odds + self._by_order(spot, rivals)

    def _by_order(self, spot: Spot, rivals: Sequence[Spot]) -> float:
        """Return what the list's order says, where it is that of the callouts: none before its turn, none left out."""
        if not self._news:
            return 0.0
        number = int(spot.number)
        known = bisect_left(self._news, (spot.at, 0))
        highest = self._news[known - 1][1] if known else 0
        if number > highest + 1:
            return OUT_OF_ORDER
        until = min((s.at for s in rivals if s.at > spot.at), default=0)
        due = number == highest + 1 and known < len(self._news) and until > self._news[known][0]
        return -OUT_OF_ORDER if due else 0.0


def _new_numbers(spots: Iterable[Spot]) -> list[tuple[int, int]]:
    """Return (place in reading order, number) of the callouts that reach further than those before; [] where they leave
    numbers out, so that the list is in another order."""
    news: list[tuple[int, int]] = []
    steps: list[int] = []
    run = (-1, -1)
    for spot in spots:
        number = int(spot.number)
        if not news or number > news[-1][1]:
            if news and run != (spot.passage, spot.start):  # the second number of a range is far from the first
                steps.append(number - news[-1][1])
            news.append((spot.at, number))
            run = spot.passage, spot.start
    return news if len(steps) >= FEW and sum(s <= 2 for s in steps) >= IN_USE * len(steps) else []
