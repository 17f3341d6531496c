"""arXiv's API: what is asked of it and what its Atom feed says (export.arxiv.org/api/query)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from surveyrefs.lookup.plan import Question
from surveyrefs.lookup.texts import MAX_TEXT, family_of, plain, years_in
from surveyrefs.lookup.xml import Tree, parse_tree
from surveyrefs.model.lookup import Record
from surveyrefs.settings import LookupSettings
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi

URL = "https://export.arxiv.org/api/query"
BATCH = 50  # ids in one request
_YEAR_AT_END = re.compile(r"[\s,(]*\b((?:19|20)\d\d)\)?\s*\.?$")


def parameters(questions: Sequence[Question], _settings: LookupSettings) -> Mapping[str, str]:
    """Return the parameters of a request for preprints by id."""
    return {"id_list": ",".join(q.text for q in questions), "max_results": str(len(questions))}


def records(body: bytes) -> list[Record]:
    """Return the preprints of a feed; raise ValueError for anything else."""
    try:
        feed = parse_tree(body)
    except expat.ExpatError as error:
        raise ValueError("no feed") from error
    if feed.name != "feed":
        raise ValueError("no feed")
    found = [_record(entry) for entry in feed.all("entry")]
    return [record for record in found if record.arxiv]  # an error is an entry too


def _record(entry: Tree) -> Record:
    """Return an entry; a preprint that says where it appeared is the record of that."""
    id_ = normalise_arxiv(entry.text("id").rpartition("/abs/")[2])
    doi = normalise_doi(entry.text("doi"))
    container, year = _place(entry.text("journal_ref"))
    return Record(
        source="arxiv",
        id=id_,
        titles=(plain(entry.text("title")),),
        families=tuple(family_of(plain(a.text("name"))) for a in entry.all("author")),
        years=tuple(sorted({*years_in(entry.text("published")), *(year or years_in(entry.text("updated")))})),
        kind="" if container else "preprint",
        container=container,
        doi=doi,
        arxiv=id_,
        abstract=plain(entry.text("summary"))[:MAX_TEXT],
    )


def _place(reference: str) -> tuple[str, tuple[int, ...]]:
    """Part what authors say of where it appeared into the place and the year at its end."""
    text = plain(reference)
    year = _YEAR_AT_END.search(text)
    return (text[: year.start()].rstrip(" ,("), (int(year[1]),)) if year and year.start() else (text, ())
