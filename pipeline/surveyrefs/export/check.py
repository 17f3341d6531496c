"""What a reference manager, BibTeX or biber would complain about in a .bib file, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from surveyrefs.citekeys.letters import to_word
from surveyrefs.export.latex import unescape
from surveyrefs.export.work import month_number

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry


@dataclass(frozen=True)
class Finding:
    """A complaint: the entry's key and printed label, the field, what is wrong and what to do."""

    code: str
    key: str
    field: str
    text: str
    remedy: str
    label: str = ""


Fields = Mapping[str, str]

_CLASSIC_NEEDS: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author/editor", "title", "publisher", "year"),
    "booklet": ("title",),
    "inbook": ("author/editor", "title", "chapter/pages", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "conference": ("author", "title", "booktitle", "year"),
    "manual": ("title",),
    "mastersthesis": ("author", "title", "school", "year"),
    "misc": (),
    "phdthesis": ("author", "title", "school", "year"),
    "proceedings": ("title", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "note"),
}
_DATE = "date/year"
_BIBLATEX_NEEDS: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journaltitle/journal", _DATE),
    "book": ("author", "title", _DATE),
    "booklet": ("author/editor", "title", _DATE),
    "collection": ("editor", "title", _DATE),
    "dataset": ("title",),
    "inbook": ("author", "title", "booktitle", _DATE),
    "incollection": ("author", "editor", "title", "booktitle", _DATE),
    "inproceedings": ("author", "title", "booktitle", _DATE),
    "manual": ("title", _DATE),
    "misc": ("title", _DATE),
    "online": ("title", "url/doi/eprint", _DATE),
    "patent": ("author", "title", "number", _DATE),
    "proceedings": ("title", _DATE),
    "report": ("author", "title", "type", "institution", _DATE),
    "software": ("title",),
    "thesis": ("author", "title", "type", "institution", _DATE),
    "unpublished": ("author", "title", _DATE),
}
_BIBLATEX_MARKS = frozenset(("date", "journaltitle", "eprinttype", "eprintclass", "location", "annotation"))

_KEY = re.compile(r"[A-Za-z0-9_:.+/*!?@-]+")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;]|10/[a-z\d]{3,10}", re.IGNORECASE)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_YEAR = re.compile(r"\d{4}")
_DATE_FORM = re.compile(r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-\d{2}(?:-\d{2})?)?[~?%]?(?:/.*)?")
_RANGE = re.compile(r"\w*\d\s*[-–—]\s*\w*\d")
_URL = re.compile(r"(?:https?|ftp)://[^\s/]+\S*")
_BARE = re.compile(r"(?<!\\)[&%#]")
_VERBATIM = frozenset((
    "code", "project", "dataset", "doi", "eprint", "url", "file", "ids", "key", "crossref", "keywords", "annote",
    "annotation",
))  # fmt: skip


def check_bibtex(text: str, labels: Mapping[str, str] | None = None) -> list[Finding]:
    """Return the findings for a .bib file in the order of its entries; `labels` gives printed labels by key."""
    import bibtexparser

    library = bibtexparser.parse_string(text)
    entries = library.entries
    biblatex = any(_BIBLATEX_MARKS & {f.key.lower() for f in entry.fields} for entry in entries)
    found = list(_syntax(library))
    for entry in entries:
        found += _entry_findings(entry, biblatex)
    found += _duplicates(entries, labels or {})
    order = {entry.key: i for i, entry in enumerate(entries)}
    found.sort(key=lambda f: order.get(f.key, -1))
    return [replace(finding, label=(labels or {}).get(finding.key, "")) for finding in found]


def _syntax(library: Library) -> Iterator[Finding]:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            yield Finding("duplicate-key", block.key, "", f"the key comes again in line {line}", "Rename one of them.")
        elif isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            yield Finding("duplicate-field", "", names, f"given twice in the entry of line {line}", "Keep one of them.")
        else:
            yield Finding("syntax", "", "", f"the block in line {line} cannot be read", "Look for an unclosed brace.")


def _entry_findings(entry: Entry, biblatex: bool) -> Iterator[Finding]:
    fields = {f.key.lower(): str(f.value) for f in entry.fields}
    for code, field, text, remedy in _complaints(entry.key, entry.entry_type.lower(), fields, biblatex):
        yield Finding(code, entry.key, field, text, remedy)


Complaint = tuple[str, str, str, str]


def _complaints(key: str, type_: str, fields: Fields, biblatex: bool) -> Iterator[Complaint]:
    if not key:
        yield "no-key", "", "the entry has no key", "Give it one."
    elif not _KEY.fullmatch(key):
        yield "bad-key", "", "the key holds what BibTeX or biber refuse", "Use ASCII letters and digits."
    yield from _mandatory(type_, fields, biblatex)
    for name, check in _CHECKS.items():
        if fields.get(name, "").strip():
            for code, text, remedy in check(fields[name], fields):
                yield code, name, text, remedy
    for name, value in fields.items():
        if _unbalanced(value):
            yield "unbalanced-braces", name, "braces do not match", r"Write a lone brace as \textbraceleft{}."
        if name not in _VERBATIM and (bare := _BARE.search(value)):
            yield "unescaped", name, f"{bare[0]!r} has a meaning to TeX", f"Write \\{bare[0]}."


def _mandatory(type_: str, fields: Fields, biblatex: bool) -> Iterator[Complaint]:
    needs = _BIBLATEX_NEEDS | {t: n for t, n in _CLASSIC_NEEDS.items() if t not in _BIBLATEX_NEEDS}
    if not biblatex and type_ in _CLASSIC_NEEDS:
        needs = _CLASSIC_NEEDS
    if type_ not in needs:
        yield "unknown-type", "", f"@{type_} is no entry type that styles know", "Use one such as @misc."
        return
    for need in needs[type_]:
        if not any(fields.get(name, "").strip() for name in need.split("/")):
            shown = need.replace("/", " or ")
            yield "missing-field", need.split("/")[0], f"@{type_} must have {shown}", "Add it, or choose another type."


Check = Callable[[str, Fields], Iterator[tuple[str, str, str]]]


def _doi(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    if not _DOI.fullmatch(value):
        inner = _DOI.search(value)
        remedy = f"Write {inner[0]}." if inner else "Write it as 10.<registrant>/<name>."
        yield "bad-doi", f"{value!r} is no plain DOI", remedy


def _eprint(value: str, fields: Fields) -> Iterator[tuple[str, str, str]]:
    kind = fields.get("eprinttype") or fields.get("archiveprefix", "")
    if not kind:
        yield "eprint-without-type", "managers do not know which archive", "Add archiveprefix (eprinttype) = {arXiv}."
    elif kind.lower() == "arxiv" and not _ARXIV.fullmatch(value):
        yield "bad-arxiv", f"{value!r} is no arXiv id", "Write it as 2401.01234 or hep-ph/9901001."


def _isbn(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    from stdnum import isbn

    if not isbn.is_valid(value):
        yield "bad-isbn", f"{value!r} has a wrong length or check digit", "Compare it with the book."


def _issn(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    from stdnum import issn

    if not issn.is_valid(value):
        yield "bad-issn", f"{value!r} has a wrong length or check digit", "Compare it with the journal."


def _year(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    if not _YEAR.fullmatch(value):
        yield "bad-year", f"{value!r} is no year", "Write four digits, or leave the field out."


def _date(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    if not _DATE_FORM.fullmatch(value):
        yield "bad-date", f"{value!r} is no date", "Write it as 2023, 2023-06 or 2023-06-30."


def _month(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    if not month_number(value):
        yield "bad-month", f"{value!r} is no month", "Write the macro without braces: jun."


def _pages(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    if _RANGE.search(value.replace("--", "")):
        yield "bad-pages", f"{value!r} has a single dash in a range", "Write 12--17."


def _url(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    if not _URL.fullmatch(value):
        yield "bad-url", f"{value!r} is no complete address", "Write it with https:// and without blanks."


def _names(value: str, _fields: Fields) -> Iterator[tuple[str, str, str]]:
    from bibtexparser.middlewares import names

    if re.search(r"\bet\.? ?al\b", value):
        yield "et-al-in-names", "et al. is taken for a person", "Write and others."
    if ";" in unescape(value):
        yield "names-not-separated", "names are separated by semicolons", "Write and between them."
    for name in names.split_multiple_persons_names(value):
        try:
            names.parse_single_name_into_parts(name)
        except names.InvalidNameError as error:
            yield "bad-name", f"{name!r} cannot be read as a name ({error.reason})", "Write Family, Given."
            continue
        if re.search(r"\d", name) and not name.startswith("{"):
            yield "digit-in-name", f"{name!r} holds a digit", "Remove it, or put an organisation in braces."


_CHECKS: dict[str, Check] = {
    "author": _names, "editor": _names, "doi": _doi, "eprint": _eprint, "isbn": _isbn, "issn": _issn, "year": _year,
    "date": _date, "month": _month, "pages": _pages, "url": _url,
}  # fmt: skip


def _unbalanced(value: str) -> bool:
    """Tell whether braces fail to match as BibTeX counts them: an escaped brace counts too."""
    depth = 0
    for brace in re.findall(r"[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return True
    return depth != 0


def _duplicates(entries: list[Entry], labels: Mapping[str, str]) -> Iterator[Finding]:
    """Report entries with one DOI, one arXiv id, or one title and year, each against the first of its kind."""
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        fields = {f.key.lower(): str(f.value) for f in entry.fields}
        year = fields.get("year") or fields.get("date", "")[:4]
        title = to_word(unescape(fields.get("title", "")))
        marks = (
            ("DOI", fields.get("doi", "").lower()),
            ("arXiv id", fields.get("eprint", "").lower()),
            ("title and year", f"{title} {year}" if title else ""),
        )
        for what, mark in marks:
            if not mark:
                continue
            first = seen.setdefault((what, mark), entry.key)
            if first != entry.key:
                shown = f"{first} [{labels[first]}]" if labels.get(first) else first
                text = f"it has the same {what} as {shown}"
                yield Finding("duplicate-entry", entry.key, "", text, "Keep one, or correct one.")
                break
