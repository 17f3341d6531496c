"""Tell what kind of work a reference prints: one of BibTeX's standard types."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

_MASTER = re.compile(
    r"\b(?:master|m\.?\s?s\.?c?|m\.?\s?phil|m\.?\s?eng|bachelor|b\.?\s?s\.?c?|diplom\w*|magister)\b", re.IGNORECASE
)
_THESIS = re.compile(r"\bthesis|\bthèse|\bdissertation|\bph\.?\s?d\b|\bdoctoral|habilitation", re.IGNORECASE)
_REPORT = re.compile(
    r"\breport\b|\btech(?:nical|\.)?\s+(?:rep|note|memo)|\bwhite\s?paper|\bworking paper|\bRFC\b|\binternet[- ]draft"
    r"|\bresearch (?:note|memorandum)|\brapport|\bdeliverable|\brecommendation",
    re.IGNORECASE,
)
_PROCEEDINGS = re.compile(
    r"\bproc(?:eedings|\.)?\b|\bconf(?:erence|\.)?\b|\bsymp(?:osium|\.)?\b|\bworkshops?\b|\bmeeting\b|\bcongress\b"
    r"|\badvances in neural|\bfindings\b|[’']\d\d\b",
    re.IGNORECASE,
)
# Journals that are called so: those of societies, in volumes.
_JOURNAL_OF_PROCEEDINGS = re.compile(
    r"proc(?:eedings|\.)? (?!.*\b(?:meeting|conference|conf|symposium|workshop|congress)\b)(?:of the )?(?:[\w.]+ ){0,5}"
    r"(?:society|soc\b|academy|acad\b|institution|endowment)",
    re.IGNORECASE,
)
_MEETING_IN_VOLUMES = re.compile(r"advances in neural information processing systems", re.IGNORECASE)
_ACRONYM = re.compile(r"^\W*[A-Z][A-Za-z&-]*[A-Z]{1,}[A-Za-z-]*\b")
_BOOK_PART = re.compile(r"\bhandbook\b|\bencyclop|\bcompanion\b|\blectures?\b|\bessays\b|\bcompendium\b", re.IGNORECASE)
_MANUAL = re.compile(
    r"\b(?:user(?:'s|’s)?|reference|language|programmer(?:'s|’s)?) (?:manual|guide)\b|\bdocumentation$|\bmanual$",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(
    r"github\.com|gitlab\.|bitbucket\.|\bsoftware\b|pypi\.org|\bversion \d|sourceforge", re.IGNORECASE
)
_DATASET = re.compile(
    r"\bdata\s?set\b|\bcorpus\b.*\[data|zenodo|figshare|kaggle\.com/(?:data|c/)|huggingface\.co/datasets|\[data",
    re.IGNORECASE,
)
_UNPUBLISHED = re.compile(r"\bunpublished|\bmanuscript\b|\bin preparation|\bsubmitted (?:to|for)", re.IGNORECASE)


# GB/T 7714 says behind the title what a work is.
_CODE = re.compile(r"\[(M|D|R)(?:/OL)?\](?=[.,]|\s|$)")
_CODED = {"M": "book", "D": "phdthesis", "R": "techreport"}


class Kind(msgspec.Struct, frozen=True, gc=False):
    """A BibTeX type, and for @misc what it is: "preprint", "software", "dataset", "web" or ""."""

    type: str
    subtype: str = ""


def entry_type(fields: Mapping[str, str], raw: str) -> Kind:
    """Decide from the fields found (tagger labels to text, and `arxiv`, `doi`, `url`)."""
    genre = fields.get("genre", "")
    container = fields.get("container", "")
    remark = "" if container else fields.get("note", "")
    if _THESIS.search(genre) or _THESIS.search(remark):
        return Kind("mastersthesis" if _MASTER.search(genre or remark) else "phdthesis")
    if _REPORT.search(genre):
        return Kind("techreport")
    code = _CODE.search(raw)
    if code and not container:
        return Kind(_CODED[code[1]])
    if fields.get("arxiv") and not container:
        return Kind("misc", "preprint")
    if container:
        return Kind(_contained(fields, container))
    if fields.get("volume") and fields.get("pages") and not fields.get("publisher"):
        return Kind("article")
    return _alone(fields, raw)


def _alone(fields: Mapping[str, str], raw: str) -> Kind:
    """Decide for a work that appeared in no other."""
    title, editor = fields.get("title", ""), fields.get("editor") and not fields.get("author")
    bound = fields.get("edition") or fields.get("isbn")
    if fields.get("publisher") and title:
        if editor:
            return Kind("proceedings" if re.match(r"proc", title, re.IGNORECASE) else "book")
        if bound or fields.get("location") or not fields.get("url"):
            return Kind("inbook" if fields.get("pages") else "book")
    if bound:
        return Kind("book")
    if _MANUAL.search(title):
        return Kind("manual")
    if _UNPUBLISHED.search(fields.get("note", "")):
        return Kind("unpublished")
    for subtype, pattern in (("dataset", _DATASET), ("software", _SOFTWARE)):
        if pattern.search(raw):
            return Kind("misc", subtype)
    return Kind("misc", "web" if fields.get("url") else "")


def _contained(fields: Mapping[str, str], container: str) -> str:
    numbered = fields.get("volume") and fields.get("pages") and not fields.get("editor")
    journal = fields.get("in_journal") and not _MEETING_IN_VOLUMES.match(container)
    if journal or numbered and _JOURNAL_OF_PROCEEDINGS.match(container):
        return "article"
    if _BOOK_PART.search(container) and not re.search(
        r"\bproc(?:eedings|\.)|\bconference\b|\bworkshop\b", container, re.IGNORECASE
    ):
        return "incollection"
    if _PROCEEDINGS.search(container) or _ACRONYM.search(container):
        return "inproceedings"
    return "incollection" if fields.get("editor") or fields.get("publisher") else "inproceedings"
