"""OpenAlex: what is asked of its API (api.openalex.org, `works`), what works say there and in the lines of a dump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from surveyrefs.lookup.plan import Question
from surveyrefs.lookup.texts import MAX_TEXT, family_of, plain, years_in
from surveyrefs.model.lookup import Record
from surveyrefs.settings import LookupSettings
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi

URL = "https://api.openalex.org/works"
BATCH = 25  # DOIs in one request: a hundred are allowed, but its address must stay short
_ROWS = 5
_FIELDS = "id,doi,title,publication_year,type,authorships,primary_location,locations,abstract_inverted_index"
_KINDS = {"article": "article", "book-chapter": "chapter", "book": "book", "preprint": "preprint"}
_NOT_IN_A_FILTER = str.maketrans(dict.fromkeys(',|:!()"', " "))


class _Source(msgspec.Struct, gc=False):
    display_name: str | None = None
    type: str | None = None


class _Location(msgspec.Struct, gc=False):
    source: _Source | None = None
    landing_page_url: str | None = None


class _Author(msgspec.Struct, gc=False):
    display_name: str | None = None


class _Authorship(msgspec.Struct, gc=False):
    author: _Author | None = None
    raw_author_name: str | None = None


class Work(msgspec.Struct, gc=False):
    """A work as OpenAlex describes it: what we read of it."""

    id: str | None = None
    doi: str | None = None
    title: str | None = None
    display_name: str | None = None
    publication_year: int | None = None
    type: str | None = None
    authorships: list[_Authorship] | None = None
    primary_location: _Location | None = None
    locations: list[_Location] | None = None
    abstract_inverted_index: dict[str, list[int]] | None = None


class _Answer(msgspec.Struct):
    results: list[Work]


def parameters(questions: Sequence[Question], settings: LookupSettings) -> Mapping[str, str]:
    """Return the parameters of a request: works of these DOIs, or those whose title has these words."""
    if questions[0].kind == "title":
        words = " ".join(questions[0].words.translate(_NOT_IN_A_FILTER).split())
        asked = {"filter": f"title.search:{words}", "per-page": str(_ROWS)}
    else:
        asked = {"filter": "doi:" + "|".join(q.text for q in questions), "per-page": str(2 * len(questions))}
    who = {"mailto": settings.mailto, "api_key": settings.openalex_key}
    return asked | {"select": _FIELDS} | {name: value for name, value in who.items() if value}


def records(body: bytes) -> list[Record]:
    """Return the works of an answer; raise ValueError for anything else."""
    try:
        return [record_of(work) for work in msgspec.json.decode(body, type=_Answer).results]
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ValueError("no list of works") from error


def record_of(work: Work, source: str = "openalex") -> Record:
    """Return a work as a record."""
    doi = normalise_doi(work.doi or "")
    place = work.primary_location.source if work.primary_location else None
    stored = place is not None and place.type == "repository"
    kind = "preprint" if stored else _KINDS.get(work.type or "", "")
    if kind == "article" and place is not None and place.type == "conference":
        kind = "paper"
    title = plain(work.title or work.display_name)
    return Record(
        source=source,
        id=(work.id or "").rpartition("/")[2],
        titles=(title,) if title else (),
        families=tuple(filter(None, map(_family, work.authorships or ()))),
        years=years_in(work.publication_year),
        kind=kind,
        container=plain(place.display_name) if place and kind != "preprint" else "",
        doi=doi,
        arxiv=_arxiv(doi, work.locations or ()),
        abstract=_abstract(work.abstract_inverted_index or {}),
    )


def _family(authorship: _Authorship) -> str:
    name = authorship.author.display_name if authorship.author else None
    return family_of(plain(name or authorship.raw_author_name))


def _arxiv(doi: str, locations: Sequence[_Location]) -> str:
    own = doi if doi.startswith("10.48550/arxiv.") else ""
    addresses = [own, *(place.landing_page_url or "" for place in locations)]
    return next((normalise_arxiv(a) for a in addresses if "arxiv" in a.lower() and normalise_arxiv(a)), "")


def _abstract(index: Mapping[str, Sequence[int]]) -> str:
    """Return the text of an inverted index: word → its places."""
    places = sorted((place, word) for word, found in index.items() for place in found)
    return " ".join(word for _, word in places)[:MAX_TEXT]


def decode(line: bytes, source: str) -> Record:
    """Return the record of a line of a dump; raise ValueError."""
    try:
        return record_of(msgspec.json.decode(line, type=Work), source)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ValueError("no work of OpenAlex") from error
