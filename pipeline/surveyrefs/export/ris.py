"""RIS, written with rispy, with the tags as Zotero, EndNote and Mendeley read them."""

from __future__ import annotations

import re
from typing import Any

from surveyrefs.export.context import unit_of
from surveyrefs.export.folders import keyword, keywords_of
from surveyrefs.export.latex import clean
from surveyrefs.export.work import Work, month_number, provenance, remarks, work_of
from surveyrefs.model.reference import Name
from surveyrefs.model.run import Run
from surveyrefs.text.people import name_text

_TYPES = {
    "article": "JOUR", "book": "BOOK", "booklet": "PAMP", "inbook": "CHAP", "incollection": "CHAP",
    "inproceedings": "CONF", "manual": "BOOK", "mastersthesis": "THES", "phdthesis": "THES", "proceedings": "BOOK",
    "techreport": "RPRT", "unpublished": "MANSCPT", "misc": "GEN",
}  # fmt: skip
# UNPB would say it better, but Zotero does not know it and takes what it does not know, and GEN, for a journal article.
_KINDS = {"preprint": "MANSCPT", "web": "ELEC", "software": "COMP", "dataset": "DATA"}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_RANGE = re.compile(r"(\w+)\s*[-–—]+\s*(\w+)")


def to_ris(run: Run, told: bool = True) -> str:
    """Return a run's references as RIS; `told` notes the printed label and page."""
    from rispy.writer import RisWriter  # only this format needs it

    class Writer(RisWriter):  # type: ignore[misc]
        """Records one after the other, without the running numbers that rispy puts between them."""

        def set_header(self, count: int) -> str:
            """Return no header: it is no RIS tag."""
            del count
            return ""

    keywords = keywords_of(run)
    records = [
        _record(work_of(reference), words, run, told)
        for reference, words in zip(run.references.references, keywords, strict=True)
    ]
    writer = Writer(delimiter_tags_mapping={})  # a URL may hold a semicolon, rispy's delimiter
    return str(writer.formats(records)).rstrip("\n") + "\n" if records else ""


def _record(work: Work, keywords: str, run: Run, told: bool) -> dict[str, Any]:
    facts = work.facts
    journal = work.type == "article"
    bodies = list(dict.fromkeys(facts[name] for name in _PUBLISHERS if name in facts))
    remark = remarks(provenance(work, run.name, unit_of(run)) if told else "", work)
    record: dict[str, Any] = {
        "type_of_reference": _type(work),
        "id": work.reference.key,
        "authors": [text for text in map(_name, work.authors) if text],
        "title": facts.get("title") or ("" if work.untitled else work.reference.raw),
        "secondary_title": facts.get("container", ""),
        # Of a conference paper Zotero and EndNote take T2 for the conference's name; what they cite is C3.
        "custom3": facts.get("container", "") if work.type == "inproceedings" else "",
        "secondary_authors": [text for text in map(_name, work.editors) if text],
        "tertiary_title": facts.get("series", ""),
        "year": facts.get("year", ""),
        "date": _date(facts),
        "volume": facts.get("volume", ""),
        "number": facts.get("number", ""),
        **_pages(facts.get("pages", "")),
        "edition": facts.get("edition", ""),
        "publisher": ", ".join(bodies),
        "place_published": facts.get("address", ""),
        "issn": facts.get("issn" if journal else "isbn", "") or facts.get("isbn", "") or facts.get("issn", ""),
        "type_of_work": facts.get("type") or _GENRES.get(work.type, ""),
        "doi": facts.get("doi", ""),
        "abstract": facts.get("abstract", ""),
        "accession_number": f"arXiv:{facts['eprint']}" if "eprint" in facts else "",
        "urls": [facts["url"]] if "url" in facts else [],
        "keywords": [keyword(word) for word in keywords.split(", ") if word],
        "notes": [text for text in (facts.get("note", ""), clean(remark)) if text],
    }
    return {name: _plain(value) for name, value in record.items() if value}


def _plain(value: str | list[str]) -> str | list[str]:
    """Return a value on one line: a line break within it would begin another tag, or another record."""
    return clean(value) if isinstance(value, str) else list(map(clean, value))


def _type(work: Work) -> str:
    """Return the record's type; what is only a title and an address is a web page, so that fewer are GEN."""
    if work.type == "misc" and not work.kind and "url" in work.facts and "container" not in work.facts:
        return _KINDS["web"]
    return _KINDS.get(work.kind) or _TYPES[work.type]


def _name(name: Name) -> str:
    """Return `Family, Given, Suffix`, the order of RIS."""
    if name.suffix and not name.literal:
        return clean(f"{name.family}, {name.given}, {name.suffix}")
    return clean(name_text(name))


def _date(facts: dict[str, str]) -> str:
    """Return `2023/06//` where the month is known: RIS dates have four parts."""
    month = month_number(facts.get("month", ""))
    year = facts.get("year", "")
    return f"{year}/{month:02}//" if month and year else ""


def _pages(pages: str) -> dict[str, str]:
    match = _RANGE.fullmatch(pages)
    if match:
        return {"start_page": match[1], "end_page": match[2]}
    return {"start_page": pages} if pages else {}
