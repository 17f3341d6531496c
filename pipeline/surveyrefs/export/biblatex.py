"""Fields of biblatex, so that `biber --validate-datamodel` has nothing to say.

biber names every field that its data model does not know for a type, and every type that lacks what it must have. Facts
without a field of their own go to `addendum`, which every type has and every style prints.
"""

from __future__ import annotations

import re

from surveyrefs.export.work import Work, month_number, page_dashes, without_id_as_volume

UNDATED = "XXXX"  # the standard's (EDTF) way to write a year that is not known; styles print nothing for it


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BOOK = _names("author editor title edition isbn location note number pages publisher series volume chapter")
_FIELDS: dict[str, frozenset[str]] = {
    "article": _names("author editor title journaltitle series volume number issue pages issn note version"),
    "book": _BOOK,
    "collection": _BOOK - {"author"},
    "inbook": _BOOK | {"booktitle"},
    "incollection": _BOOK | {"booktitle"},
    "inproceedings": (_BOOK | {"booktitle", "organization"}) - {"edition"},
    "proceedings": (_BOOK | {"organization"}) - {"author", "edition"},
    "booklet": _names("author editor title howpublished location note pages chapter type"),
    "manual": (_BOOK | {"organization", "type", "version"}) - {"volume"},
    "misc": _names("author editor title howpublished location note organization type version"),
    "software": _names("author editor title howpublished location note organization type version"),
    "dataset": _names("author editor title edition location note number organization publisher series type version"),
    "online": _names("author editor title note organization version"),
    "report": _names("author title institution number pages type note location chapter version"),
    "thesis": _names("author title institution location note pages chapter type"),
    "unpublished": _names("author title howpublished location note type"),
}  # fmt: skip
_ALWAYS = _names("abstract date doi eprint eprinttype eprintclass url urldate")
_NEEDS: dict[str, tuple[str, ...]] = {
    "article": ("author", "container"),
    "booklet": ("author",),
    "book": ("author",),
    "collection": ("editor",),
    "inbook": ("author", "container"),
    "incollection": ("author", "editor", "container"),
    "inproceedings": ("author", "container"),
    "report": ("author", "institution"),
    "thesis": ("author", "institution"),
    "unpublished": ("author",),
}
_INSTEAD = {"incollection": "inbook", "inbook": "book", "book": "collection", "collection": "manual"}
_TYPES = {"techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis"}
_CONTAINER = {
    "article": "journaltitle", "inbook": "booktitle", "incollection": "booktitle", "inproceedings": "booktitle",
    "thesis": "institution", "report": "institution", "manual": "organization", "book": "series",
    "proceedings": "series", "collection": "series",
}  # fmt: skip
_RENAMED = {"address": "location", "class": "eprintclass"}
_GENRES = {"techreport": "techreport", "phdthesis": "phdthesis", "mastersthesis": "mathesis"}

FIELD_ORDER = (
    "author", "editor", "title", "booktitle", "journaltitle", "volume", "number", "issue", "pages", "chapter",
    "edition", "series", "type", "institution", "organization", "publisher", "location", "howpublished", "version",
    "date", "isbn", "issn", "doi", "eprint", "eprinttype", "eprintclass", "url", "urldate", "note", "addendum",
    "abstract",
)  # fmt: skip
# In this order into `addendum`, with what tells the reader what a bare number is.
_LEFT_OVER = (
    ("booktitle", ""), ("journaltitle", ""), ("howpublished", ""), ("series", ""), ("volume", "vol. "),
    ("number", "no. "), ("issue", ""), ("chapter", "ch. "), ("pages", "pp. "), ("edition", ""), ("version", ""),
    ("institution", ""), ("organization", ""), ("publisher", ""), ("location", ""), ("isbn", "ISBN "),
    ("issn", "ISSN "), ("code", "Code: "), ("project", "Project: "),
    ("dataset", "Data: "), ("pmid", "PMID "), ("pmcid", ""), ("type", ""),
)  # fmt: skip
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def biblatex_type(work: Work) -> str:
    """Return the first type, from the printed one on, that has all it must have."""
    if work.kind in ("preprint", "web") and (work.has("url") or work.has("doi") or work.has("eprint")):
        return "online"
    if work.kind in ("software", "dataset"):
        return work.kind
    candidate = "book" if work.type == "proceedings" and work.authors else _TYPES.get(work.type, work.type)
    facts = _settled(work)
    while candidate in _NEEDS:
        if all(work.has(n) if n in ("author", "editor") else n in facts for n in _NEEDS[candidate]):
            return candidate
        candidate = _INSTEAD.get(candidate, "misc")
    return candidate if candidate in _FIELDS else "misc"


def biblatex_fields(work: Work, type_: str) -> dict[str, str]:
    """Return the fields of an entry of that type, values still plain text, names of people left out."""
    facts = _settled(work)
    fields = {_RENAMED.get(name, name): text for name, text in facts.items()}
    container = fields.pop("container", "")
    place = _CONTAINER.get(type_, "howpublished" if "howpublished" in _FIELDS[type_] else "journaltitle")
    if container and container != fields.get(place):
        fields["howpublished" if place in fields else place] = container
    if "pages" in fields:
        fields["pages"] = page_dashes(fields["pages"])
    if "eprint" in fields:
        fields["eprinttype"] = "arxiv"
    if work.type in _GENRES:
        fields["type"] = _GENRES[work.type]
    fields = without_id_as_volume(work, fields)
    if not work.untitled or type_ == "misc":
        fields.setdefault("title", work.reference.raw)
    fields["date"], fields["issue"] = _date(fields)
    _whole_volume(fields, type_)
    allowed = _FIELDS[type_] | _ALWAYS
    left = [before + fields[n] for n, before in _LEFT_OVER if fields.get(n) and n not in allowed and n != "type"]
    fields["addendum"] = ", ".join(dict.fromkeys([*filter(None, [fields.get("addendum", "")]), *left]))
    kept = {n: fields[n] for n in FIELD_ORDER if fields.get(n) and (n in allowed or n == "addendum")}
    if "urldate" in kept and not _ISO_DATE.fullmatch(kept["urldate"]):
        kept["addendum"] = ", ".join(filter(None, (kept.get("addendum", ""), "visited " + kept.pop("urldate"))))
    return kept


def takes_editor(type_: str) -> bool:
    """Tell whether the data model lets an entry of that type have an editor."""
    return "editor" in _FIELDS.get(type_, ())


def _settled(work: Work) -> dict[str, str]:
    facts = {name: text for name, text in work.facts.items() if name not in ("key", "school")}
    if "school" in work.facts:
        facts.setdefault("institution", work.facts["school"])
    if work.type in _GENRES and "institution" not in facts:
        for name in ("container", "publisher", "organization"):
            if name in facts:
                facts["institution"] = facts.pop(name)
                break
    return facts


def _date(fields: dict[str, str]) -> tuple[str, str]:
    """Return the date (`2023`, `2023-06`) and what of a printed month is no month (`Spring`), as `issue`."""
    year, month = fields.pop("year", ""), fields.pop("month", "")
    issue = fields.pop("issue", "")
    if not re.fullmatch(r"\d{4}", year):
        return UNDATED, issue or month
    number = month_number(month)
    return (f"{year}-{number:02}", issue) if number else (year, issue or month)


def _whole_volume(fields: dict[str, str], type_: str) -> None:
    """Make a volume that is no integer (`12A`), which biblatex does not take, the number or part of it."""
    volume = fields.get("volume", "")
    if not volume or volume.isdecimal() or "volume" not in _FIELDS[type_]:
        return
    del fields["volume"]
    fields["number"] = f"{volume}({fields['number']})" if fields.get("number") else volume
