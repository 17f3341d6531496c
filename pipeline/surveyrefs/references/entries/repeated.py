"""What a reference takes from the one before it: `———` and *idem* for authors, *ibid.* for where it appeared."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.model.document import Passage
from surveyrefs.model.reference import Name, Reference
from surveyrefs.references.entries.shapes import PERSON, SAME_PEOPLE, SAME_PLACE, Numbers, lead_end, numbers_only
from surveyrefs.references.normalise.pages import normalise_pages
from surveyrefs.references.normalise.titles import clean_container

_DASH = r"(?:[—―⸺⸻](?:\s?[—―⸺⸻]){0,3}|[—–―−-]{2,}|[–―−-](?:\s[–―−-]){1,3}(?=[\s.,:])|_{2,}(?:\s?_+)*|_(?:\s_){1,3})"
# A dash for all authors, or one for each of the first authors; then a mark, or further authors.
_DASHES = re.compile(rf"\s*{_DASH}(?P<more>(?:(?:\s?[,;]\s?|\s)(?:(?:and|&)\s)?{_DASH})*)[\s.,:;]*")
# "and" is followed by a person whatever the name looks like, a mark only where there are initials.
_FULL_NAME = r"[^\W\d_][\w'’-]+(?:\s[^\W\d_]\.|\s(?:v[ao]n|de[rn]?)){0,3}\s[^\W\d_][\w'’-]+(?=[.,]|\s(?:and|&)\s)"
_FURTHER = re.compile(
    rf"(?:and|&|with)\s+(?={PERSON.pattern}|{_FULL_NAME})|(?<=[,;]\s)(?={PERSON.pattern})",
)
_IBID_INSIDE = re.compile(rf"(?<=[,.”\"]\s){SAME_PLACE.pattern}(?=[A-Z]?\s?\d)")
_SERIES = re.compile(r"[A-Z]\s?\d")
_ERRATUM = re.compile(r"[Ee]rrat\w*[\s:,-]*$")
SHARE = 0.9  # of the confidence that the reference before has, for one that gives only numbers anew


class Repeat(msgspec.Struct, frozen=True, gc=False):
    """What stands for something in the reference before.

    `people`: how many of its authors the print repeats, -1 for all of them, 0 for none; `named`: further authors
    follow; `start`: where the text to be read begins, `mark`: where what stands for the authors ends, before its comma
    or stop; `numbers`: all that the reference itself says, where that is only a place in a journal.
    """

    people: int = 0
    named: bool = False
    start: int = 0
    mark: int = 0
    numbers: Numbers | None = None


def repetition(text: str, part: int = 0) -> Repeat:
    """Tell what a reference leaves to the one before; `part` counts the works of a composite entry."""
    numbers = numbers_only(text)
    if numbers and (part > 1 or SAME_PLACE.match(text) or SAME_PEOPLE.match(text)):
        return Repeat(-1, numbers=numbers)
    same = SAME_PEOPLE.match(text)
    if same:
        return Repeat(-1, start=same.end(), mark=same.end("mark"))
    if SAME_PLACE.match(text):
        return Repeat(-1)
    dashes = _DASHES.match(text)
    if dashes is None:
        return Repeat(start=lead_end(text))
    further = _FURTHER.match(text, dashes.end())
    count = 1 + len(re.findall(_DASH, dashes["more"]))
    if further:
        return Repeat(count, named=True, start=further.end())
    return Repeat(count if dashes["more"] else -1, start=dashes.end(), mark=dashes.end("more"))


def people(repeat: Repeat, before: tuple[Name, ...], own: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return a reference's authors: those repeated, and those named besides."""
    if not repeat.people:
        return own
    taken = before if repeat.people < 0 else before[: repeat.people]
    return (*taken, *own) if repeat.named else taken


def with_container(passage: Passage, container: str) -> Passage:
    """Write the container of the reference before in the place of *ibid.*; an erratum's is that of its own work."""
    text = passage.text
    found = SAME_PLACE.match(text) or _IBID_INSIDE.search(text)
    if found is None or not container or _ERRATUM.search(text, 0, found.start()):
        return passage
    if _SERIES.match(text, found.end()):  # `ibid. B 57` behind a volume of series A
        container = re.sub(r"\s[A-Z]$", "", container)
    return _replaced(passage, found.start(), found.end(), container + " ")


def with_authors(passage: Passage, repeat: Repeat, authors: str) -> Passage:
    """Write the authors of the reference before, as printed there, in the place of a dash for all of them.

    A text without authors is read far worse than one with them.
    """
    rest = passage.text[repeat.mark :].lstrip()
    stop = repeat.mark + rest.startswith(".") if authors.endswith(".") else repeat.mark
    if not rest.startswith(tuple(",.:;(")):
        authors += " " if authors.endswith(".") else ", "
    return _replaced(passage, 0, stop, authors)


def _replaced(passage: Passage, start: int, end: int, fresh: str) -> Passage:
    """Put another text in the place of text[start:end], pieces and links moved along."""
    longer = len(fresh) - (end - start)

    def moved(at: int) -> int:
        return at if at <= start else at + longer if at >= end else start + len(fresh)

    pieces = tuple(msgspec.structs.replace(p, start=moved(p.start), end=moved(p.end)) for p in passage.pieces)
    links = tuple(msgspec.structs.replace(k, start=moved(k.start), end=moved(k.end)) for k in passage.links)
    text = passage.text[:start] + fresh + passage.text[end:]
    kept = tuple(p for p in pieces if p.end > p.start)
    return msgspec.structs.replace(passage, text=text, pieces=kept, links=links)


def continued(reference: Reference, numbers: Numbers, before: Reference) -> Reference:
    """Return a reference that prints only a place in a journal, with the authors of the one before."""
    return msgspec.structs.replace(
        reference, type="article", title="", container=clean_container(numbers.journal) or before.container,
        volume=numbers.volume, issue=numbers.issue, pages=normalise_pages(numbers.pages), year=numbers.year,
        publisher="", authors=before.authors, others=before.others,
        confidence=round(SHARE * before.confidence, 2), extra={},
    )  # fmt: skip
