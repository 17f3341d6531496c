"""Where works cited in notes belong: to the section and the sentence in which the note's mark stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from surveyrefs.link.name_index import WORD
from surveyrefs.link.note_marks import Spot as Mark
from surveyrefs.link.noted import LEAD_WORDS, Note, read_notes
from surveyrefs.link.notes import Endnote, NotePart, page_at, parts_of
from surveyrefs.link.reading import NAMES, Context, Reading
from surveyrefs.link.sentences import boundaries, sentence_at
from surveyrefs.link.spots import Spot
from surveyrefs.model.document import Passage
from surveyrefs.model.link import Callout
from surveyrefs.model.reference import References


class Noted(msgspec.Struct, frozen=True, gc=False):
    """What notes cite: the readings of passages by index; the notes of each passage with their marks (None where it was
    not found); `passages` are all of the document, `indexes` where those with notes stand among them, by identity."""

    readings: Mapping[int, list[Reading]] = MappingProxyType({})
    marked: Mapping[int, Sequence[tuple[Note, Mark | None]]] = MappingProxyType({})
    passages: Sequence[Passage] = ()
    indexes: Mapping[int, int] = MappingProxyType({})

    def placed(self, callout: Callout, passage: Passage, reading: Reading) -> Callout:
        """Return a callout of a note in the section, and where the note does nothing but cite in the sentence, in which
        the note's mark stands."""
        index = self.indexes.get(id(passage), -1)
        for note, mark in self.marked.get(index, ()):
            if not note.start <= reading.start < note.end:
                continue
            if mark is None:
                return msgspec.structs.replace(callout, where="footnote")
            text, section = self.passages[mark.passage].text, self.passages[mark.passage].section
            sentence = callout.context
            if reading in self.readings.get(index, ()) and _merely_cites(note, reading):
                starts = boundaries(text, [(mark.start, mark.start + len(mark.number))])
                sentence = sentence_at(text, starts, mark.start)
            return msgspec.structs.replace(callout, where="footnote", section=section, context=sentence)
        return callout


def _merely_cites(note: Note, reading: Reading) -> bool:
    """Tell whether a note has no more than "See also" before a work."""
    begins = max(note.text.rfind(";", note.start, reading.start) + 1, note.start)
    return sum(1 for _ in WORD.finditer(note.text, begins, reading.start)) <= LEAD_WORDS


def read_noted(spots: Sequence[Spot], endnotes: Sequence[Endnote], references: References, context: Context) -> Noted:
    """Read the works that footnotes and endnotes cite by names and titles, where the document cites so."""
    notes: list[tuple[Note, tuple[int, str]]] = []
    for n, spot in enumerate(spots):
        if spot.passage.kind != "footnote":
            continue
        text = spot.passage.text
        for part in parts_of(spot.passage) or [NotePart("", 0, 0, len(text))]:
            key = page_at(spot.passage, part.at), part.number
            notes.append((_note(part.number, n, text, part.start, part.end), key))
    for end in endnotes:
        text = spots[end.passage].passage.text
        notes.append((_note(end.number, end.passage, text, end.start, end.end), (-end.group, end.number)))
    if not notes:
        return Noted()
    readings = read_notes([note for note, _ in notes], references, context.labels)
    marked: dict[int, list[tuple[Note, Mark | None]]] = {}
    for note, key in notes:
        marked.setdefault(note.passage, []).append((note, context.marks.notes.spots.get(key)))
    passages = [spot.passage for spot in spots]
    return Noted(readings, marked, passages, {id(passages[n]): n for n in marked})


def _note(number: str, passage: int, text: str, start: int, end: int) -> Note:
    """Return the note of text[start:end] without the stop or bracket behind its number."""
    return Note(number, passage, text, end - len(text[start:end].lstrip(" .)")), end)


def with_noted(readings: Sequence[Reading], noted: Sequence[Reading], text: str) -> list[Reading]:
    """Join what links, labels and years say of a passage with what its notes cite: titles go before years, names alone
    behind them."""
    firm = [r for r in readings if any(t.resolved_by in ("link", "label") for t in r.targets)]
    titled = [r for r in noted if any(t.resolved_by == "title" for t in r.targets) and not _over(r, firm)]
    rest = [r for r in readings if r in firm or not (_over(r, titled) or _told_by_title(r, titled, text))]
    return sorted([*rest, *titled, *(r for r in noted if r not in titled and not _over(r, rest))], key=_place)


def _told_by_title(reading: Reading, titled: Sequence[Reading], text: str) -> bool:
    """Tell whether a year behind a title is that of the same work: `(London: Longman, 1990)`."""
    before = [r for r in titled if r.end <= reading.start]
    if not before or ";" in text[before[-1].end : reading.start]:
        return False
    works = {t.reference for t in before[-1].targets}
    return all(t.reference < 0 or t.reference in works or t.confidence < NAMES for t in reading.targets)


def _over(reading: Reading, others: Sequence[Reading]) -> bool:
    return any(reading.start < o.end and o.start < reading.end for o in others)


def _place(reading: Reading) -> tuple[int, int]:
    return reading.start, reading.end
