"""CSL-JSON: what Zotero, pandoc and every CSL processor read."""

from __future__ import annotations

from typing import Any

from surveyrefs.export.context import unit_of
from surveyrefs.export.folders import keywords_of
from surveyrefs.export.latex import clean
from surveyrefs.export.survey import to_json
from surveyrefs.export.work import Work, month_number, provenance, remarks, work_of
from surveyrefs.model.reference import Name
from surveyrefs.model.run import Run

_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "manual": "book", "mastersthesis": "thesis", "phdthesis": "thesis",
    "proceedings": "book", "techreport": "report", "unpublished": "manuscript", "misc": "document",
}  # fmt: skip
_KINDS = {"preprint": "article", "web": "webpage", "software": "software", "dataset": "dataset"}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_FIELDS = {
    "title": "title", "container": "container-title", "volume": "volume", "pages": "page", "edition": "edition",
    "series": "collection-title", "address": "publisher-place", "chapter": "chapter-number", "version": "version",
    "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "doi": "DOI", "url": "URL", "note": "note",
    "abstract": "abstract",
}  # fmt: skip
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_ARCHIVE = "arXiv"


def to_csl_json(run: Run, told: bool = True) -> str:
    """Return a run's references as CSL-JSON, `id` being the BibTeX key; `told` notes the printed label and page."""
    keywords = keywords_of(run)
    items = [
        _item(work_of(reference), words, run, told)
        for reference, words in zip(run.references.references, keywords, strict=True)
    ]
    return to_json(items)


def _item(work: Work, keywords: str, run: Run, told: bool) -> dict[str, Any]:
    facts = work.facts
    item: dict[str, Any] = {
        "id": work.reference.key,
        "type": _KINDS.get(work.kind) or _TYPES[work.type],
        **{name: facts[ours] for ours, name in _FIELDS.items() if ours in facts},
    }
    if not work.untitled:
        item.setdefault("title", work.reference.raw)
    item |= _people(work) | _numbers(work) | _published(work)
    if keywords:
        item["keyword"] = keywords
    remark = remarks(provenance(work, run.name, unit_of(run)) if told else "", work)
    if remark:
        item["annote"] = remark
    return item


def _people(work: Work) -> dict[str, Any]:
    people = {"author": [_name(n) for n in work.authors], "editor": [_name(n) for n in work.editors]}
    known = {role: [name for name in names if name] for role, names in people.items()}
    return {role: names for role, names in known.items() if names}


def _name(name: Name) -> dict[str, str]:
    if literal := clean(name.literal):
        return {"literal": literal}
    parts = {"family": clean(name.family), "given": clean(name.given), "suffix": clean(name.suffix)}
    return {part: text for part, text in parts.items() if text}


def _numbers(work: Work) -> dict[str, Any]:
    """Return the date, and the number as issue, report number or arXiv id."""
    facts = work.facts
    out: dict[str, Any] = {}
    year = facts.get("year", "")
    if year.isdecimal():
        month = month_number(facts.get("month", ""))
        out["issued"] = {"date-parts": [[int(year), month] if month else [int(year)]]}
    elif year:
        out["issued"] = {"literal": year}
    if "number" in facts:
        name = {"article": "issue", "techreport": "number"}.get(work.type, "collection-number")
        out[name] = facts["number"]
    if "eprint" in facts:
        out["number" if work.kind == "preprint" else "archive_location"] = f"{_ARCHIVE}:{facts['eprint']}"
        if work.kind != "preprint":  # there it is the publisher, and styles would print it twice
            out["archive"] = _ARCHIVE
    return out


def _published(work: Work) -> dict[str, str]:
    """Return publisher and genre; a second publishing body (a report's publisher) is joined to the first."""
    bodies = [work.facts[name] for name in _PUBLISHERS if name in work.facts]
    if work.kind == "preprint":
        bodies = bodies or [_ARCHIVE]
    out = {"publisher": ", ".join(dict.fromkeys(bodies))} if bodies else {}
    genre = work.facts.get("type") or _GENRES.get(work.type, "")
    return out | ({"genre": genre} if genre else {})
