"""A reference as neutral facts, before a dialect names its fields."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.export.context import sources_text
from surveyrefs.export.latex import clean
from surveyrefs.export.names import parse_names
from surveyrefs.model.reference import Name, Reference

STANDARD_TYPES = frozenset((
    "article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc",
    "phdthesis", "proceedings", "techreport", "unpublished",
))  # fmt: skip
# Types that other schemes know, as standard ones.
_ALIASES = {
    "conference": "inproceedings", "report": "techreport", "thesis": "phdthesis", "collection": "book",
    "mvbook": "book", "suppbook": "inbook", "bookinbook": "inbook",
}  # fmt: skip
_WEB_KINDS = {"online": "web", "electronic": "web", "www": "web", "software": "software", "dataset": "dataset"}
_NAMED_ARCHIVE = re.compile(r"\W*(?:arxiv|corr|computing research repository)\b|^$", re.IGNORECASE)
ARXIV_ABSTRACT = "https://arxiv.org/abs/"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Work(msgspec.Struct, frozen=True):
    """A reference with its type settled: `kind` is preprint, web, software, dataset or empty, only for misc.

    `facts` maps neutral field names (container, number, publisher, address, school …) to clean text, never empty.
    """

    reference: Reference
    type: str
    kind: str
    facts: dict[str, str]
    authors: tuple[Name, ...]
    others: bool
    editors: tuple[Name, ...]
    more_editors: bool

    @property
    def untitled(self) -> bool:
        """Tell whether the work is printed without a title, by its place alone (`Phys. Rev. D 90, 1 (2014)`)."""
        return "title" not in self.facts and "container" in self.facts and self.type != "misc"

    def has(self, *names: str) -> bool:
        """Tell whether all of these facts are known; `author` and `editor` count as facts."""
        known = {"author": bool(self.authors), "editor": bool(self.editors)}
        return all(known.get(name, name in self.facts) for name in names)


def work_of(reference: Reference) -> Work:
    """Return a reference as facts, an arXiv preprint without the archive posing as its journal."""
    r = reference
    facts = {name.lower(): text for name, value in r.extra.items() if (text := clean(value))}
    editors, more_editors = parse_names(facts.pop("editor", ""))
    named = {
        "title": r.title, "container": r.container, "volume": r.volume, "number": r.issue, "pages": r.pages,
        "publisher": r.publisher, "year": r.year, "doi": r.doi, "eprint": r.arxiv, "class": r.primary_class,
        "url": r.url,
    }  # fmt: skip
    facts |= {name: text for name, value in named.items() if (text := clean(value))}
    published = ", ".join(filter(None, (facts.pop("published_in", ""), facts.pop("published_year", ""))))
    if published:
        facts["note"] = "; ".join(filter(None, (facts.get("note", ""), f"Published in {published}")))
    type_, kind = _type_and_kind(r, facts)
    if kind == "preprint":
        facts.pop("container", None)
        facts.setdefault("url", ARXIV_ABSTRACT + r.arxiv)
    authors = tuple(name for name in r.authors if clean(name.family or name.literal or name.given))
    return Work(r, type_, kind, facts, authors, r.others, editors, more_editors)


def without_id_as_volume(work: Work, fields: dict[str, str]) -> dict[str, str]:
    """Return fields without the volume that is only a preprint's id (`CoRR abs/1706.03762`)."""
    arxiv = work.reference.arxiv
    return {n: v for n, v in fields.items() if not (n in ("volume", "number", "pages") and arxiv and arxiv in v)}


def _type_and_kind(r: Reference, facts: dict[str, str]) -> tuple[str, str]:
    printed = _ALIASES.get(r.type, r.type)
    kind = facts.pop("entrysubtype", "") or facts.pop("subtype", "")
    if r.arxiv and printed in ("misc", "article", "online", "unpublished") and _NAMED_ARCHIVE.match(r.container):
        return "misc", "preprint"
    if printed in _WEB_KINDS:
        return "misc", _WEB_KINDS[printed]
    if printed not in STANDARD_TYPES:
        return "misc", kind
    return printed, kind if printed == "misc" and kind != "preprint" else ""


def month_number(text: str) -> int:
    """Return 1 to 12 for a month's name or number in front of a text, else 0."""
    match = re.match(r"\s*(?:(\d{1,2})\b|([A-Za-z]{3}))", text)
    if not match:
        return 0
    if match[1]:
        return int(match[1]) if 1 <= int(match[1]) <= len(_MONTHS) else 0
    return _MONTHS.index(match[2].lower()) + 1 if match[2].lower() in _MONTHS else 0


def month_macro(number: int) -> str:
    """Return BibTeX's macro of a month from 1 to 12: `jan`."""
    return _MONTHS[number - 1]


def page_dashes(pages: str) -> str:
    """Return a page range with BibTeX's two hyphens: `12--17`."""
    return re.sub(r"(?<=\w)\s*[-–—−]+\s*(?=\w)", "--", pages)


def provenance(work: Work, survey: str, unit: str = "page") -> str:
    """Return where a reference is printed: `Reference 12 on page 14 of 2410.12896v2.`; `unit` is what is counted."""
    r = work.reference
    label = f" {r.label}" if r.label else ""
    page = f" {'in' if unit == 'line' else 'on'} {unit} {r.page}" if r.page > 0 else ""
    outside = f" From outside the survey: {sources_text(r)}." if r.sources else ""
    return f"Reference{label}{page} of {survey}.{outside}"


def remarks(told: str, work: Work) -> str:
    """Return the note of a format without a word for *et al.*, which says so after what else is to be told."""
    return " ".join(filter(None, (told, "The author list ends with et al." if work.others else "")))
