"""Fields of classic BibTeX, and of the variant that Zotero's own importer understands best.

BibTeX styles complain about an entry that lacks what its type must have. A reference that does not print it therefore
gets the type that asks for less (a book without publisher is a booklet), never a made-up value.
"""

from __future__ import annotations

from pipeline.export.work import Work, month_macro, month_number, page_dashes, without_id_as_volume

# What each type must have, after Patashnik's BibTeXing; what it becomes where something is missing.
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("container",), ("year",)),
    "book": (("author", "editor"), ("title",), ("publisher",), ("year",)),
    "inbook": (("author", "editor"), ("title",), ("chapter", "pages"), ("publisher",), ("year",)),
    "incollection": (("author",), ("title",), ("container",), ("publisher",), ("year",)),
    "inproceedings": (("author",), ("title",), ("container",), ("year",)),
    "mastersthesis": (("author",), ("title",), ("school",), ("year",)),
    "phdthesis": (("author",), ("title",), ("school",), ("year",)),
    "proceedings": (("title",), ("year",)),
    "techreport": (("author",), ("title",), ("institution",), ("year",)),
    "unpublished": (("author",), ("title",), ("note",)),
    "manual": (("title",),),
    "booklet": (("title",),),
}
_INSTEAD = {"book": "booklet", "inbook": "incollection", "incollection": "inproceedings"}
_CONTAINER = {
    "article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "inbook": "booktitle",
    "phdthesis": "school", "mastersthesis": "school", "techreport": "institution", "manual": "organization",
    "book": "series", "proceedings": "series",
}  # fmt: skip
# Here a number counts the volumes of a series: styles complain where there is a volume too, or no series.
_SERIES_TYPES = frozenset(("book", "inbook", "incollection", "inproceedings", "proceedings"))

FIELD_ORDER = (
    "author", "editor", "title", "booktitle", "journal", "volume", "number", "issue", "pages", "chapter", "edition",
    "series", "type", "school", "institution", "organization", "publisher", "address", "howpublished", "month", "year",
    "isbn", "issn", "doi", "eprint", "archiveprefix", "eprinttype", "primaryclass", "url", "urldate", "version", "note",
    "key",
)  # fmt: skip
_CARRIED = (
    "title", "volume", "number", "pages", "chapter", "edition", "series", "type", "school", "institution",
    "organization", "publisher", "address", "howpublished", "year", "isbn", "issn", "doi", "eprint", "url", "urldate",
    "version", "note",
)  # fmt: skip
_SORT_KEY_WORDS = 3  # enough of a title to sort by


def classic_type(work: Work) -> str:
    """Return the first type, from the printed one on, that has all it must have."""
    facts = _settled(work)
    candidate = "incollection" if work.type == "inbook" and "container" in facts else work.type
    while candidate in _NEEDS:
        if all(any(_known(work, facts, name) for name in names) for names in _NEEDS[candidate]):
            return candidate
        candidate = _INSTEAD.get(candidate, "misc")
        if candidate == "incollection" and "container" not in facts:
            candidate = "booklet"
    return "misc"


def classic_fields(work: Work, type_: str) -> dict[str, str]:
    """Return the fields of an entry of that type, values still plain text, names of people left out."""
    facts = _settled(work)
    fields = {name: facts[name] for name in _CARRIED if name in facts}
    _place_container(fields, facts.get("container", ""), type_)
    if type_ == "misc" and "howpublished" not in fields:
        for name in ("school", "institution"):
            if name in fields:
                fields["howpublished"] = fields.pop(name)
                break
    if type_ in _SERIES_TYPES and "number" in fields and ("volume" in fields or "series" not in fields):
        fields["issue"] = fields.pop("number")
    if "pages" in fields:
        fields["pages"] = page_dashes(fields["pages"])
    if "month" in facts:
        number = month_number(facts["month"])
        fields["month"] = month_macro(number) if number else facts["month"]
    if "eprint" in fields:
        fields["archiveprefix"] = "arXiv"
        if "class" in facts:
            fields["primaryclass"] = facts["class"]
    if "title" not in fields:
        fields["note"] = "; ".join(filter(None, (fields.get("note", ""), work.reference.raw)))
    if not work.authors and not work.editors:
        words = facts.get("title", work.reference.raw).split()
        fields["key"] = fields.get("organization") or " ".join(words[:_SORT_KEY_WORDS])
    return {name: fields[name] for name in FIELD_ORDER if fields.get(name)}


def zotero_type(work: Work) -> str:
    """Return the type that Zotero maps to the right item; it needs no mandatory fields but drops unknown types."""
    if work.kind in ("preprint", "web"):
        return "online"  # @misc would become a document; the id travels as eprint with eprinttype
    if work.kind == "software":
        return "software"
    if work.type == "inbook" and work.has("container"):
        return "incollection"
    return work.type


def zotero_fields(work: Work, type_: str) -> dict[str, str]:
    """Return fields as Zotero's importer reads them: `eprinttype` instead of `archiveprefix`, no sort key."""
    fields = classic_fields(work, "misc" if type_ in ("online", "software") else type_)
    if fields.pop("archiveprefix", ""):
        fields["eprinttype"] = "arxiv"
        fields.pop("primaryclass", None)  # not read by Zotero
    fields.pop("key", None)
    fields = without_id_as_volume(work, fields)
    if "title" not in fields:
        fields["title"] = work.reference.raw
        fields.pop("note", None)
    if "url" in fields:
        fields["url"] = fields["url"].replace("~", "%7E")  # Zotero takes a tilde for TeX's unbreakable blank
    return {name: fields[name] for name in FIELD_ORDER if fields.get(name)}


def _settled(work: Work) -> dict[str, str]:
    """Return the facts with a thesis's school and a report's institution in their places."""
    facts = dict(work.facts)
    place = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}.get(work.type)
    if place and place not in facts:
        for name in ("school", "institution", "container", "publisher", "organization"):
            if name in facts:
                facts[place] = facts.pop(name)
                break
    return facts


def _known(work: Work, facts: dict[str, str], name: str) -> bool:
    return work.has(name) if name in ("author", "editor") else name in facts


def _place_container(fields: dict[str, str], container: str, type_: str) -> None:
    if not container:
        return
    name = _CONTAINER.get(type_, "howpublished")
    if name in fields:
        name = "howpublished" if "howpublished" not in fields else "note"
    if name not in fields:
        fields[name] = container
    elif container not in fields[name]:
        fields[name] += "; " + container
