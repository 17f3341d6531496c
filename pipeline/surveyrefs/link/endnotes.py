"""Notes at the end of a text, or of each chapter: paragraphs below the heading "Notes" that numbers count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.link.notes import Endnote, note_number, parts_of
from surveyrefs.model.document import Passage, Section

LEAST = 4  # notes in sequence: fewer are a list of something else
_NAMES = re.compile(
    r"(?:end\s?)?notes?|notes? (?:to|on) .{1,40}|anmerkungen|endnoten|fu(?:ß|ss)noten|notas(?: finais| finales)?|"
    r"note(?: finali)?|notes (?:de fin|finales)|noten|eindnoten|noter|przypisy|примечания|footnotes",
    re.IGNORECASE,
)


def find_endnotes(passages: Sequence[Passage], sections: Sequence[Section]) -> list[Endnote]:
    """Return the notes below headings that say so, counted without a gap from 1, anew below a further heading."""
    named = {i for i, section in enumerate(sections) if _NAMES.fullmatch(section.title.strip(" .:"))}
    if not named:
        return []
    found: list[Endnote] = []
    last = group = 0
    within = -1
    for n, passage in enumerate(passages):
        if passage.section not in named or passage.kind != "paragraph":
            continue
        if last and passage.section != within and note_number(passage) == "1":
            last, group = 0, group + 1
        parts = parts_of(passage, last + 1)
        if parts:
            last, within = int(parts[-1].number), passage.section
        found += [Endnote(part.number, n, part.at, part.start, part.end, group) for part in parts]
    return found if len(found) >= LEAST else []
