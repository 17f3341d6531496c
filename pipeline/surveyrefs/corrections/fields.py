"""The fields of a reference as references.csv shows them: read one, set one, tell whether two values say the same."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from surveyrefs.matching.features import squash
from surveyrefs.model.correction import SURE
from surveyrefs.model.reference import Reference
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi
from surveyrefs.text.people import people_of, people_text

_PLAIN = {
    "type": "type", "title": "title", "year": "year", "venue": "container", "volume": "volume", "issue": "issue",
    "pages": "pages", "publisher": "publisher", "doi": "doi", "arxiv": "arxiv", "url": "url", "key": "key",
    "printed_label": "label", "raw": "raw",
}  # fmt: skip
EXTRA = (
    "editor", "series", "address", "edition", "month", "school", "institution", "organization", "isbn", "issn", "note",
    "howpublished",
)  # fmt: skip
FIELDS = (*_PLAIN, "authors", *EXTRA)
LABELLING = frozenset({"authors", "year", "printed_label"})  # by these a callout finds its work
_DASHES = re.compile(r"\s*[‐‑‒–—−]+\s*")
_KEY = re.compile(r"[^\s,{}()=%#\"'~\\]+")


def value_of(reference: Reference, field: str) -> str:
    """Return a field as references.csv has it."""
    if field == "authors":
        return people_text(reference.authors, reference.others)
    if field in _PLAIN:
        return str(getattr(reference, _PLAIN[field]))
    return reference.extra.get(field, "")


def tidy(field: str, value: str) -> str:
    """Return a value in the form that references.csv has: a DOI without resolver, pages with a plain hyphen."""
    value = " ".join(value.split())
    match field:
        case "doi":
            return normalise_doi(value) or value.lower()
        case "arxiv":
            return normalise_arxiv(value) or value
        case "pages":
            return _DASHES.sub("-", value)
        case "type":
            return value.lower()
        case "authors":
            return people_text(*people_of(value))
        case _:
            return value


def unusable(field: str, value: str) -> str:
    """Return why a field cannot have this value, empty where it can."""
    if field not in FIELDS:
        return f"there is no field {field}; fields are {', '.join(FIELDS)}"
    if field == "type" and not re.fullmatch(r"[A-Za-z]+", value):
        return f"a type is one word such as article or inproceedings, not {value!r}"
    if field == "key" and not _KEY.fullmatch(value):
        return f"a key has no blanks, commas, braces, quotes and the like: {value!r}"
    return ""


def same(field: str, was: str, read: str) -> bool:
    """Tell whether the old value of a correction is what was read: letters and digits count."""
    if _clean(was) == _clean(read):
        return True
    if field in ("url", "key", "type", "printed_label"):
        return False
    one, other = squash(was), squash(read)
    return bool(one) and one == other


def same_value(field: str, was: str, read: str) -> bool:
    """Tell the same, the old value as it is or in the form that our files have."""
    return same(field, was, read) or same(field, tidy(field, was), read)


def _clean(text: str) -> str:
    return _DASHES.sub("-", " ".join(unicodedata.normalize("NFC", text).split()))


def with_field(reference: Reference, field: str, value: str) -> Reference:
    """Return the reference with a corrected field, sure of it."""
    marks = tuple(dict.fromkeys((*reference.corrected, field)))
    reference = msgspec.structs.replace(reference, corrected=marks, confidence=SURE)
    return set_field(reference, field, value)


def set_field(reference: Reference, field: str, value: str) -> Reference:
    """Return the reference with another value of a field."""
    if field == "authors":
        authors, others = people_of(value, reference.authors)
        return msgspec.structs.replace(reference, authors=authors, others=others)
    if field in EXTRA:
        extra = {name: text for name, text in reference.extra.items() if name != field}
        return msgspec.structs.replace(reference, extra=extra | ({field: value} if value else {}))
    changed: dict[str, object] = {_PLAIN[field]: value}
    if field == "arxiv":
        changed["primary_class"] = ""  # of the other number
    if field == "year":
        changed["year_suffix"] = reference.year_suffix if value else ""
    if field == "key":
        changed["aliases"] = tuple(a for a in dict.fromkeys((*reference.aliases, reference.key)) if a and a != value)
    return msgspec.structs.replace(reference, **changed)
