"""A user's own .bib file as references, so that a survey's works can be found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from surveyrefs.export.latex import clean, unescape
from surveyrefs.export.names import parse_names
from surveyrefs.model.reference import Name, Reference
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi

_CONTAINERS = ("journal", "journaltitle", "booktitle", "howpublished")
_YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")
_ARXIV = re.compile(
    r"arxiv[:./ ]*(?:org/(?:abs|pdf)/|abs/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})", re.IGNORECASE
)


def read_library(text: str) -> tuple[Reference, ...]:
    """Return the entries of a .bib file with their keys, in its order; LaTeX is read, broken blocks are passed over."""
    import bibtexparser

    library = bibtexparser.parse_string(text)
    return tuple(
        _reference(entry.key, entry.entry_type.lower(), {f.key.lower(): str(f.value) for f in entry.fields})
        for entry in library.entries
    )


def _reference(key: str, type_: str, raw: Mapping[str, str]) -> Reference:
    fields = {name: _plain(value) for name, value in raw.items()}
    authors, others = _people(raw.get("author", ""))
    year = _YEAR.search(fields.get("year", "") or fields.get("date", ""))
    container = next((fields[name] for name in _CONTAINERS if fields.get(name)), "")
    return Reference(
        key=key, label="", raw=_as_printed(fields), type=type_, title=fields.get("title", ""), authors=authors,
        others=others, year=year[0] if year else "", container=container, volume=fields.get("volume", ""),
        issue=fields.get("number", ""), pages=fields.get("pages", "").replace("--", "-"),
        publisher=fields.get("publisher", ""), doi=normalise_doi(fields["doi"]) if fields.get("doi") else "",
        arxiv=_arxiv(fields), primary_class="", url=fields.get("url", ""),
        extra={"abstract": fields["abstract"]} if fields.get("abstract") else {}, anchors=(), page=0, box=(),
        confidence=1.0,
    )  # fmt: skip


def _people(text: str) -> tuple[tuple[Name, ...], bool]:
    names, others = parse_names(" ".join(text.split()))
    plain = (Name(_plain(n.family), _plain(n.given), _plain(n.suffix), _plain(n.literal)) for n in names)
    return tuple(plain), others


def _arxiv(fields: Mapping[str, str]) -> str:
    """Return the arXiv id, from `eprint` or from where managers put it."""
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    if fields.get("eprint") and kind == "arxiv":
        return normalise_arxiv(fields["eprint"])
    for name in ("doi", "url", "journal", "note", "howpublished", "volume"):
        if found := _ARXIV.search(fields.get(name, "")):
            return normalise_arxiv(found[1])
    return ""


def _as_printed(fields: Mapping[str, str]) -> str:
    """Return the entry in one line, as a list would print it: works without a title are known by it."""
    names = ("author", "title", *_CONTAINERS, "volume", "number", "pages", "publisher", "year")
    return ". ".join(fields[name] for name in names if fields.get(name))


def _plain(value: str) -> str:
    """Return a value without LaTeX and braces."""
    return clean(unescape(value))
