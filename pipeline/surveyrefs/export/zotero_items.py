"""A work as an item of Zotero: its type, the fields that this type has, and in Extra what has no field there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from surveyrefs.export.work import Work, month_number, without_id_as_volume

_TYPES = {
    "article": "journalArticle", "book": "book", "booklet": "book", "inbook": "bookSection",
    "incollection": "bookSection", "inproceedings": "conferencePaper", "manual": "book", "mastersthesis": "thesis",
    "phdthesis": "thesis", "proceedings": "book", "techreport": "report", "unpublished": "manuscript",
    "misc": "document",
}  # fmt: skip
_KINDS = {"preprint": "preprint", "web": "webpage", "software": "computerProgram", "dataset": "dataset"}

# The facts for which an item type has a field, besides title, url, date and people, which all have.
_FIELDS = {
    "journalArticle": "container volume number pages series issn doi",
    "conferencePaper": "container volume pages series publisher address isbn doi",
    "bookSection": "container volume number pages series edition publisher address isbn",
    "book": "volume number series edition publisher address isbn",
    "thesis": "publisher address type",
    "report": "number pages series publisher address type",
    "preprint": "number publisher doi",
    "webpage": "container",
    "computerProgram": "publisher address version",
    "dataset": "publisher version doi",
    "manuscript": "address type",
    "document": "publisher",
}
_WITH_EDITORS = frozenset(("journalArticle", "conferencePaper", "bookSection", "book", "preprint", "document"))
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_ARCHIVE = "arXiv"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

# Lines of Extra: Zotero reads CSL's names of variables there when it cites, Better BibTeX the key.
_LABELS = {
    "container": "Container Title", "number": "Issue", "pages": "Page", "series": "Collection Title",
    "address": "Publisher Place", "type": "Genre", "chapter": "Chapter Number", "urldate": "Accessed",
    "isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID",
}  # fmt: skip
# Never lines of their own.
_ELSEWHERE = frozenset(("title", "year", "month", "url", "note", "eprint", "class", "abstract"))


@dataclass(frozen=True)
class ZoteroItem:
    """An item: its type in Zotero's words, values by neutral names (see Work.facts) and `date`, the lines of Extra.

    `editors` tells whether the type knows editors; others call them contributors.
    """

    type: str
    values: dict[str, str]
    extra: tuple[str, ...]
    editors: bool


def zotero_item(work: Work) -> ZoteroItem:
    """Return a work as Zotero's item; every fact is a value or a line of Extra (a printed note is neither)."""
    type_ = _type(work)
    facts = _settled(work, type_)
    has = {"title", "url", "date", "abstract", *_FIELDS[type_].split()}
    if type_ in ("book", "bookSection") and "series" not in facts:
        has.discard("number")  # there it counts the volumes of a series
    if "date" in facts and _DAY.fullmatch(facts.get("urldate", "")):
        has.add("urldate")  # without a date Zotero would take the day of access for it
    values = {name: text for name, text in facts.items() if name in has}
    lines = [f"Citation Key: {work.reference.key}"]
    if "eprint" in facts:
        lines.append(f"arXiv:{facts['eprint']}" + (f" [{facts['class']}]" if "class" in facts else ""))
    if "month" in facts and "date" not in facts:
        lines.append(f"Month: {facts['month']}")
    rest = sorted(facts.keys() - has - _ELSEWHERE)
    lines += [f"{_LABELS.get(name, name.capitalize())}: {facts[name]}" for name in rest]
    values |= {"doi": facts["doi"]} if "doi" in facts else {}  # newer versions of Zotero have it at most types
    return ZoteroItem(type_, values, tuple(lines), type_ in _WITH_EDITORS)


def _type(work: Work) -> str:
    """Return the item type; what is only a title and an address is a web page."""
    if work.type == "misc" and not work.kind and "url" in work.facts and "container" not in work.facts:
        return _KINDS["web"]
    return _KINDS.get(work.kind) or _TYPES[work.type]


def _settled(work: Work, type_: str) -> dict[str, str]:
    """Return the facts with one publisher, a date, and what the type calls otherwise in its place."""
    facts = without_id_as_volume(work, work.facts)
    bodies = list(dict.fromkeys(facts.pop(name) for name in _PUBLISHERS if name in facts))
    if type_ == "preprint":
        bodies = bodies or [_ARCHIVE]
        facts["number"] = f"{_ARCHIVE}:{facts['eprint']}"
    if bodies:
        facts["publisher"] = ", ".join(bodies)
    if "title" not in facts and not work.untitled and work.reference.raw:
        facts["title"] = work.reference.raw
    if "series" not in facts and "container" in facts and type_ == "book":
        facts["series"] = facts.pop("container")
    if work.type in _GENRES:
        facts.setdefault("type", _GENRES[work.type])
    if year := facts.get("year"):
        month = month_number(facts.get("month", "")) if year.isdecimal() else 0
        facts["date"] = f"{year}-{month:02}" if month else " ".join(filter(None, (facts.get("month"), year)))
    return facts
