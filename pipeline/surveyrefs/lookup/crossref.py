"""Crossref's REST API: what is asked of it and what its answers say (api.crossref.org, `works`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from surveyrefs.lookup.plan import Question
from surveyrefs.lookup.texts import abstract_of, plain, years_in
from surveyrefs.model.lookup import Record
from surveyrefs.settings import LookupSettings
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi

URL = "https://api.crossref.org/works"
BATCH = 20  # DOIs in one request: its address stays below 2,000 characters
_ROWS = 5  # finds of a search: what is not among the first is not there
_FIELDS = "DOI,type,title,subtitle,author,issued,published,published-print,published-online,container-title,abstract"
_DATES = ("issued", "published", "published-print", "published-online")
_KINDS = {
    "journal-article": "article", "proceedings-article": "paper", "book-chapter": "chapter", "book": "book",
    "monograph": "book", "edited-book": "book", "proceedings": "book", "reference-entry": "chapter",
    "posted-content": "preprint",
}  # fmt: skip


def parameters(questions: Sequence[Question], settings: LookupSettings) -> Mapping[str, str]:
    """Return the parameters of a request: works of these DOIs, or the works that fit one text best."""
    first = questions[0]
    if first.kind == "title":
        asked = {"query.bibliographic": first.words, "rows": str(_ROWS)}
    else:
        asked = {"filter": ",".join(f"doi:{q.text}" for q in questions), "rows": str(len(questions))}
    return asked | {"select": _FIELDS} | ({"mailto": settings.mailto} if settings.mailto else {})


def records(body: bytes) -> list[Record]:
    """Return the works of an answer; raise ValueError for anything else."""
    try:
        items = msgspec.json.decode(body)["message"]["items"]
        return [_record(item) for item in items]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError, UnicodeError, RecursionError) as error:
        raise ValueError("no list of works") from error


def _record(item: Mapping[str, Any]) -> Record:
    doi = normalise_doi(str(item.get("DOI", "")))
    kind = _KINDS.get(str(item.get("type", "")), "")
    authors = item.get("author") or ()
    return Record(
        source="crossref",
        id=doi,
        titles=_titles(item),
        families=tuple(plain(a.get("family") or a.get("name")) for a in authors),
        years=tuple(sorted({year for name in _DATES for year in _years(item.get(name))})),
        kind=kind,
        container="" if kind == "preprint" else _first(item.get("container-title")),
        doi=doi,
        arxiv=normalise_arxiv(doi.removeprefix("10.48550/arxiv.")) if doi.startswith("10.48550/arxiv.") else "",
        abstract=abstract_of(item.get("abstract")),
    )


def _titles(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the title; where a subtitle stands apart, with it: without it, it is another work's as likely."""
    title, subtitle = _first(item.get("title")), _first(item.get("subtitle"))
    if not title:
        return ()
    return (f"{title}: {subtitle}",) if subtitle and subtitle.lower() not in title.lower() else (title,)


def _first(values: object) -> str:
    return plain(values[0]) if isinstance(values, list) and values else ""


def _years(date: object) -> tuple[int, ...]:
    parts = date.get("date-parts") if isinstance(date, dict) else None
    return years_in(parts[0][0]) if parts and parts[0] else ()
