"""Notes at the end of a text: paragraphs below the heading "Notes" that numbers count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.link.markers import raised_runs
from surveyrefs.link.note_marks import Endnote, note_number
from surveyrefs.model.document import Passage, Section

LEAST = 4  # notes in sequence: fewer are a list of something else
_NAMES = re.compile(
    r"(?:end\s?)?notes?|notes? (?:to|on) .{1,40}|anmerkungen|endnoten|fu(?:ß|ss)noten|notas(?: finais| finales)?|"
    r"note(?: finali)?|notes (?:de fin|finales)|noten|eindnoten|noter|przypisy|примечания|footnotes",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*")


def find_endnotes(passages: Sequence[Passage], sections: Sequence[Section]) -> list[Endnote]:
    """Return the notes below headings that say so, counted from 1 without a gap."""
    named = {i for i, section in enumerate(sections) if _NAMES.fullmatch(section.title.strip(" .:"))}
    if not named:
        return []
    found: list[Endnote] = []
    for n, passage in enumerate(passages):
        if passage.section in named and passage.kind == "paragraph":
            found += _begun(n, passage, len(found) + 1)
    return found if len(found) >= LEAST else []


def _begun(n: int, passage: Passage, wanted: int) -> list[Endnote]:
    """Return the notes that begin in a passage, from the number `wanted` on; its text up to the first is of no note
    here."""
    starts: list[tuple[int, int]] = []  # where a number stands, and where its note's text begins
    if note_number(passage) == str(wanted):
        first = passage.text.index(str(wanted))
        starts.append((first, first + len(str(wanted))))
        wanted += 1
    for start, end in raised_runs(passage):
        number = _NUMBER.fullmatch(passage.text, start, end)
        if number and number[1] == str(wanted) and (not starts or start > starts[-1][0]):
            starts.append((start, end))
            wanted += 1
    if not starts:
        return []
    ends = [start for start, _ in starts[1:]] + [len(passage.text)]
    first_number = wanted - len(starts)
    return [
        Endnote(str(first_number + k), n, start, begin, end)
        for k, ((start, begin), end) in enumerate(zip(starts, ends, strict=True))
    ]
