"""Notes as they are printed: the number that one begins with, where it ends, and which give an author's address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from surveyrefs.link.markers import ON_LINE, RAISED_DIGITS, raised_runs
from surveyrefs.model.document import SUPERSCRIPT, Passage
from surveyrefs.text.spans import touching

ADDRESS_REACH = 120  # characters at the beginning of a note that tell an address
# A note that begins so on the first page with notes says where an author works: its number is cited by the authors'
# names only.
_ADDRESS = re.compile(
    r"\b(?:dep(?:artment|t\.|artamento)|d[ée]partement|dipartimento|laborator\w+|laboratoire|hospital|hôpital|"
    r"division of|e-?mail)\b|@",
    re.IGNORECASE,
)
# Works and their publishers have such words as well, and years: `The Idea of a University (Oxford, 1960)`.
_INSTITUTION = re.compile(
    r"\b(?:institut\w*|universi\w+|school of|college|fakultät|facult\w+|cent(?:er|re) (?:for|of)|academy)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?<![\w–-])(?:1[5-9]|20)\d\d[a-z]?(?=\s*(?:[),.;:\]]|$))")
_BEGINS = re.compile(r"\s*(\d{1,3})(?!\d)")
SINGLE = re.compile(r"[\s(\[]*(\d{1,3})[\s.)\]]*")  # a raised number with nothing else


class Endnote(NamedTuple):
    """A note at the end of the text: its number, which stands at `at`, and its text[start:end] in that passage.

    `group` counts the lists of notes that begin with 1 anew, as behind each chapter.
    """

    number: str
    passage: int
    at: int
    start: int
    end: int
    group: int = 0


class NotePart(NamedTuple):
    """A note within a passage: its number, which stands at `at`, and its text[start:end]."""

    number: str
    at: int
    start: int
    end: int


def note_number(note: Passage) -> str:
    """Return the number that a note begins with, raised or not; "" for none."""
    begins = _number_of(note)
    return begins[1] if begins else ""


def _number_of(note: Passage) -> re.Match[str] | None:
    end = 0
    for piece in note.pieces:
        if not piece.style & SUPERSCRIPT or piece.start > end:
            break
        end = piece.end
    raised = SINGLE.fullmatch(note.text, 0, end) if end else None
    return raised or _BEGINS.match(note.text.translate(ON_LINE) if note.text[:1] in RAISED_DIGITS else note.text)


def parts_of(note: Passage, wanted: int = 0) -> list[NotePart]:
    """Return the notes that a passage holds: one, or more that run on, each behind its raised number, which counts on.

    `wanted`: the number of the first, or any; what stands before it is of no note here.
    """
    starts: list[tuple[int, int, int]] = []  # where a number stands, with its brackets, and where its text begins
    first = _number_of(note)
    if first and (not wanted or int(first[1]) == wanted):
        starts.append((first.start(1), *first.span()))
        wanted = int(first[1]) + 1
    elif not wanted:
        return []
    for start, end in sorted(raised_runs(note)):
        number = SINGLE.fullmatch(note.text, start, end)
        behind_blank = not note.text[max(0, start - 1) : start].strip()
        if number and int(number[1]) == wanted and behind_blank:
            starts.append((number.start(1), start, end))
            wanted += 1
    ends = [start for _, start, _ in starts[1:]] + [len(note.text)] * bool(starts)
    low = wanted - len(starts)
    return [
        NotePart(str(low + k), at, begin, end) for k, ((at, _, begin), end) in enumerate(zip(starts, ends, strict=True))
    ]


def footnotes_of(passages: Iterable[Passage]) -> list[tuple[int, str, Passage]]:
    """Return page, number and passage of every footnote that begins with its number and gives no address."""
    found = [
        (page_at(p, part.at), part, p)
        for p in passages if p.kind in ("footnote", "note") and p.pieces for part in parts_of(p)
    ]  # fmt: skip
    front = min((page for page, _, _ in found), default=0)
    return [(page, part.number, p) for page, part, p in found if not (page == front and _is_address(p.text, part))]


def page_at(passage: Passage, offset: int) -> int:
    """Return the page on which a passage's character is printed; 0 where nobody knows."""
    return next((piece.page for piece in touching(passage.pieces, offset, offset + 1)), 0)


def numbers_of(passages: Iterable[Passage]) -> Iterator[int]:
    """Yield the numbers of all footnotes, those of addresses among them."""
    for passage in passages:
        if passage.kind == "footnote":
            yield from (int(part.number) for part in parts_of(passage))


def _is_address(text: str, note: NotePart) -> bool:
    """Tell whether a note says where an author works."""
    reach = min(note.end, note.start + ADDRESS_REACH)
    if _ADDRESS.search(text, note.start, reach):
        return True
    return bool(_INSTITUTION.search(text, note.start, reach)) and not _DATED.search(text, note.start, note.end)
