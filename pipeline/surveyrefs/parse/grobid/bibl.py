"""A `biblStruct` of GROBID → named fields.

The fields: title, authors, editors, others, container, level (of the container: j or m), year, month, volume, issue,
pages, publisher, address, series, doi, arxiv, pmid, isbn, url, kind (a report's or thesis' type), status. Names are
`Family, Given; Family, Given`; an organisation has no comma, a suffix follows as a third part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from surveyrefs.text.identifiers import is_doi_url, normalise_arxiv, normalise_doi
from surveyrefs.text.months import MONTHS
from surveyrefs.text.unicode import tidy

_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")
_DATE = re.compile(r"(\d{4})-(\d{1,2})")
_ARXIV = re.compile(r"(?:arxiv[.:]?|abs/|corr/?)(\d{4}\.\d{4,5}|[a-z-]+/\d{7})", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_a-z])(?![^\W\d_]|\.)")


def text_of(element: Element | None) -> str:
    """Return all text of an element, blanks folded; empty for None."""
    return "" if element is None else tidy("".join(element.itertext()))


def read_fields(entry: Element) -> dict[str, str]:
    """Return the fields of a biblStruct that have a value, in a fixed order."""
    analytic, monogr = entry.find("analytic"), entry.find("monogr")
    fields: dict[str, str] = {}
    fields.update(_titles(analytic, monogr, entry.find("series")))
    meeting = _meeting(monogr)
    if meeting and fields.get("title") and not fields.get("container"):
        fields |= {"container": meeting, "level": "m"}
    parts = [part for part in (analytic, monogr) if part is not None]
    authors = [a for part in parts for a in part.findall("author")]
    fields["authors"] = "; ".join(dict.fromkeys(filter(None, map(_name, authors))))
    editors = [e for part in parts for e in part.findall("editor")]
    fields["editors"] = "; ".join(dict.fromkeys(filter(None, map(_name, editors))))
    imprint = monogr.find("imprint") if monogr is not None else None
    if imprint is not None:
        fields.update(_imprint(imprint))
    fields.update(_identifiers(entry))
    if analytic is None and _is_part(fields) and fields.get("title"):
        fields |= {"title": "", "container": fields["title"], "level": "m"}
    if not fields.get("publisher"):
        fields["publisher"] = next((text_of(org) for org in entry.iterfind(".//respStmt/orgName")), "")
    fields["kind"] = next((text_of(n) for n in entry.iter("note") if n.get("type") == "report_type"), "")
    fields["status"] = entry.get("status", "")
    return {name: value for name, value in fields.items() if value}


def raw_of(entry: Element) -> str:
    """Return the reference as GROBID read it from the page, empty where it was not asked for."""
    return next((text_of(note) for note in entry.iter("note") if note.get("type") == "raw_reference"), "")


def _titles(analytic: Element | None, monogr: Element | None, series: Element | None) -> dict[str, str]:
    own = _title(analytic, "aum") if analytic is not None else ("", "")
    container = _title(monogr, "jmu") if monogr is not None else ("", "")
    further = [t for t in ([] if monogr is None else monogr.findall("title")) if t.get("level") == "s"]
    printed = _title(series, "s") if series is not None else (text_of(further[0]) if further else "", "s")
    if own[0]:
        return {"title": own[0], "container": container[0], "level": container[1], "series": printed[0]}
    if container[1] == "j":  # a journal without an article title: the title was not recognised
        return {"container": container[0], "level": "j", "series": printed[0]}
    return {"title": container[0], "series": printed[0]}


def _meeting(monogr: Element | None) -> str:
    """Return a conference's name, without the place that stands within the element."""
    meeting = None if monogr is None else monogr.find("meeting")
    return "" if meeting is None else tidy(meeting.text or "")


def _is_part(fields: dict[str, str]) -> bool:
    """Tell whether an entry without a title of its own is part of what bears the title: editors, and pages in it."""
    return bool(fields.get("editors") and fields.get("authors") and "-" in fields.get("pages", ""))


def _title(parent: Element, levels: str) -> tuple[str, str]:
    """Return the main title under a parent and its level; an abbreviated one only where there is no other."""
    found = [t for t in parent.findall("title") if t.get("level", "a") in levels and text_of(t)]
    found.sort(key=lambda t: (levels.index(t.get("level", levels[0])), t.get("type") == "abbrev"))
    return (text_of(found[0]), found[0].get("level", "")) if found else ("", "")


def _name(person: Element) -> str:
    """Write an author or editor; `;` and a comma inside a part would shift the parts, and never belong there."""
    name = person.find("persName")
    if name is None:
        organisation = person.find("orgName")
        return _part(text_of(organisation if organisation is not None else person))
    family = _part(text_of(name.find("surname")))
    given = _given(" ".join(filter(None, (_part(text_of(f)) for f in name.findall("forename")))))
    suffix = _part(text_of(name.find("genName")))
    if not family:  # one name only
        return given or _part(text_of(name))
    return f"{family}, {given}" + (f", {suffix}" if suffix else "")


def _part(text: str) -> str:
    return " ".join(text.replace(";", " ").replace(",", " ").split())


def _given(text: str) -> str:
    """Give initials the full stops that GROBID drops."""
    return _INITIALS.sub(r"\1.", text)


def _imprint(imprint: Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for scope in imprint.findall("biblScope"):
        unit = scope.get("unit", scope.get("type", ""))
        name = {"page": "pages", "pp": "pages", "vol": "volume"}.get(unit, unit)
        first, last = scope.get("from", ""), scope.get("to", "")
        value = "-".join(filter(None, (first, last))) or text_of(scope)
        if name in ("volume", "issue", "pages", "chapter") and value:
            fields.setdefault(name, tidy(value))
    dates = sorted(imprint.findall("date"), key=lambda d: d.get("type") != "published")
    for date in dates:
        printed = date.get("when") or text_of(date)
        year = _YEAR.search(printed)
        if year and "year" not in fields:
            fields["year"] = year[0]
            month = _DATE.match(printed)
            if month and 1 <= int(month[2]) <= len(MONTHS):
                fields["month"] = MONTHS[int(month[2]) - 1]
    fields["publisher"] = text_of(imprint.find("publisher"))
    fields["address"] = text_of(imprint.find("pubPlace"))
    return fields


def _identifiers(entry: Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for idno in entry.iter("idno"):
        kind, value = idno.get("type", "").lower(), text_of(idno)
        if kind == "doi":
            fields.setdefault("doi", normalise_doi(value))
        elif kind == "arxiv":
            fields.setdefault("arxiv", normalise_arxiv(value))
        elif kind in ("pmid", "pmcid", "isbn", "pii", "ark"):
            fields.setdefault(kind, value)
        elif not kind:
            fields = _untyped(value) | fields
    targets = [p.get("target", "") for p in entry.iter("ptr")]
    fields["url"] = first_url(targets)
    return fields


def _untyped(value: str) -> dict[str, str]:
    """Read an identifier that GROBID gives no type; blanks may stand in it ("https : / / doi . org / 10 . 1145")."""
    squeezed = re.sub(r"\s", "", value)
    arxiv = _ARXIV.search(squeezed)
    if arxiv:
        return {"arxiv": normalise_arxiv(arxiv[1])}
    doi = _DOI.search(squeezed)
    return {"doi": normalise_doi(doi[0])} if doi else {}


def first_url(targets: Iterable[str]) -> str:
    """Return the first URL that does not only resolve a DOI; blanks in it are the line breaks of the page."""
    for target in targets:
        url = re.sub(r"\s", "", target)
        if url.lower().startswith(("http://", "https://", "ftp://")) and not is_doi_url(url):
            return url
    return ""
