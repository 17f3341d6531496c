"""Fields of classic BibTeX, and of the variant that Zotero's own importer understands best.

BibTeX styles complain about an entry that lacks what its type must have. A reference that does not print it therefore
gets the type that asks for less (a book without publisher is a booklet), never a made-up value.
"""

from __future__ import annotations

from surveyrefs.export.work import Work, month_macro, month_number, page_dashes, without_id_as_volume

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
    "isbn", "issn", "doi", "pmid", "pmcid", "eprint", "archiveprefix", "eprinttype", "primaryclass", "url", "urldate",
    "code", "project", "dataset", "version", "note", "key", "abstract",
)  # fmt: skip
_CARRIED = (
    "title", "volume", "number", "pages", "chapter", "edition", "series", "type", "school", "institution",
    "organization", "publisher", "address", "howpublished", "year", "isbn", "issn", "doi", "pmid", "pmcid", "eprint",
    "url", "urldate", "code", "project", "dataset", "version", "note", "abstract",
)  # fmt: skip
_SORT_KEY_WORDS = 3  # enough of a title to sort by


def classic_type(work: Work) -> str:
    """Return the first type, from the printed one on, that has all it must have."""
    facts = _settled(work)
    candidate = _printed_type(work)
    while candidate in _NEEDS:
        needs = [names for names in _NEEDS[candidate] if names != ("title",) or not work.untitled]
        if all(any(_known(work, facts, name) for name in names) for names in needs):
            return candidate
        candidate = _INSTEAD.get(candidate, "misc")
        if candidate == "incollection" and "container" not in facts:
            candidate = "booklet"
    return "misc"


def classic_fields(work: Work, type_: str) -> dict[str, str]:
    """Return the fields of an entry of that type, values still plain text, names of people left out."""
    fields = _fields(work, type_)
    if work.editors and not takes_editor(work, type_):
        names = [" ".join(filter(None, (n.given, n.family, n.suffix))) or n.literal for n in work.editors]
        _add(fields, "note", "Edited by " + ", ".join([*names, "et al."] if work.more_editors else names))
    return {name: fields[name] for name in FIELD_ORDER if fields.get(name)}


def takes_editor(work: Work, type_: str) -> bool:
    """Tell whether styles take an editor: a book has authors or editors, not both."""
    return not (type_ in ("book", "inbook") and work.authors)


def _fields(work: Work, type_: str) -> dict[str, str]:
    facts = _settled(work)
    fields = {name: facts[name] for name in _CARRIED if name in facts}
    _place_container(fields, facts.get("container", ""), type_)
    if type_ == "misc" and "howpublished" not in fields:
        for name in ("school", "institution"):
            if name in fields:
                fields["howpublished"] = fields.pop(name)
                break
    if "number" in fields and _number_unwanted(fields, type_):
        fields["issue"] = fields.pop("number")  # styles know no such field, managers do
    if "pages" in fields:
        fields["pages"] = page_dashes(fields["pages"])
    if "month" in facts:
        number = month_number(facts["month"])
        # Without a year a month is no date to styles.
        _add(fields, "month" if "year" in fields else "note", month_macro(number) if number else facts["month"])
    if "eprint" in fields:
        fields["archiveprefix"] = "arXiv"
        if "class" in facts:
            fields["primaryclass"] = facts["class"]
    if "title" not in fields and (not work.untitled or type_ == "misc"):
        _add(fields, "note", work.reference.raw)
    if not work.authors or type_ == "proceedings":  # editors are no help: most styles sort by authors alone
        words = facts.get("title", work.reference.raw).split()
        fields["key"] = fields.get("organization") or " ".join(words[:_SORT_KEY_WORDS])
    return fields


def zotero_type(work: Work) -> str:
    """Return the type that Zotero maps to the right item; it needs no mandatory fields but drops unknown types."""
    if work.kind in ("preprint", "web"):
        return "online"  # @misc would become a document; the id travels as eprint with eprinttype
    if work.kind == "software":
        return "software"
    return _printed_type(work)


def zotero_fields(work: Work, type_: str) -> dict[str, str]:
    """Return fields as Zotero's importer reads them: `eprinttype` instead of `archiveprefix`, no sort key."""
    fields = _fields(work, "misc" if type_ in ("online", "software") else type_)
    if fields.pop("archiveprefix", ""):
        fields["eprinttype"] = "arxiv"
        fields.pop("primaryclass", None)  # not read by Zotero
    fields.pop("key", None)
    fields = without_id_as_volume(work, fields)
    if "title" not in fields and not work.untitled:
        raw = work.reference.raw
        note = fields.get("note", "")
        fields["title"], fields["note"] = raw, note.removesuffix(raw).removesuffix("; ") if raw else note
    if "url" in fields:
        fields["url"] = fields["url"].replace("~", "%7E")  # Zotero takes a tilde for TeX's unbreakable blank
    return {name: fields[name] for name in FIELD_ORDER if fields.get(name)}


def _printed_type(work: Work) -> str:
    """Return the printed type in BibTeX's sense: a chapter with a title of its own, a book by authors."""
    if work.type == "inbook" and work.has("container"):
        return "incollection"
    return "book" if work.type == "proceedings" and work.authors else work.type


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


def _number_unwanted(fields: dict[str, str], type_: str) -> bool:
    if type_ in _SERIES_TYPES:
        return "volume" in fields or "series" not in fields
    return type_ == "article" and "volume" not in fields


def _known(work: Work, facts: dict[str, str], name: str) -> bool:
    return work.has(name) if name in ("author", "editor") else name in facts


def _place_container(fields: dict[str, str], container: str, type_: str) -> None:
    if not container:
        return
    name = _CONTAINER.get(type_, "howpublished")
    if name in fields:
        name = "howpublished" if "howpublished" not in fields else "note"
    _add(fields, name, container)


def _add(fields: dict[str, str], name: str, text: str) -> None:
    """Put text into a field, after what is there already."""
    if text not in fields.get(name, ""):
        fields[name] = "; ".join(filter(None, (fields.get(name, ""), text)))
