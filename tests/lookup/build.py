"""Answers of the three servers in the shape that they document, written by hand, and a server that plays them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from surveyrefs.model.reference import Name, Reference

Ask = Callable[[str, str, Mapping[str, str]], bytes]


def reference(**fields: Any) -> Reference:
    """Return a conference paper without DOI, fields replaced as given."""
    values: dict[str, Any] = {
        "key": "lee2020retrieval", "label": "7",
        "raw": "A. Lee, B. Müller. Retrieval for Reading Comprehension Models.",
        "type": "inproceedings", "title": "Retrieval for Reading Comprehension Models",
        "authors": (Name("Lee", "A."), Name("Müller", "B.")), "others": False, "year": "2020",
        "container": "Proceedings of the Conference on Reading", "volume": "", "issue": "", "pages": "",
        "publisher": "", "doi": "", "arxiv": "", "primary_class": "", "url": "", "extra": {}, "anchors": (), "page": 9,
        "box": (1.0, 2.0, 3.0, 4.0), "confidence": 0.9,
    }  # fmt: skip
    return Reference(**(values | fields))


def preprint(**fields: Any) -> Reference:
    """Return the same work cited as a preprint of 2019."""
    shown = {"type": "misc", "container": "arXiv", "year": "2019", "arxiv": "1901.00001"}
    return reference(**(shown | fields))


def crossref_item(**fields: Any) -> dict[str, Any]:
    """Return the work as Crossref has it."""
    item = {
        "DOI": "10.1000/READING.7", "type": "proceedings-article",
        "title": ["Retrieval for <i>Reading</i> Comprehension Models"],
        "author": [
            {"given": "Ann", "family": "Lee", "sequence": "first", "affiliation": []},
            {"given": "Bernd", "family": "Müller", "sequence": "additional", "affiliation": []},
        ],
        "issued": {"date-parts": [[2020, 11]]}, "published-print": {"date-parts": [[2020, 11]]},
        "container-title": ["Proceedings of the Conference on Reading"],
        "abstract": "<jats:title>Abstract</jats:title><jats:p>We read &amp; retrieve.</jats:p>",
    }  # fmt: skip
    return {name: value for name, value in (item | fields).items() if value is not None}


def crossref(*items: dict[str, Any]) -> bytes:
    """Return an answer of Crossref."""
    message = {"total-results": len(items), "items-per-page": 5, "items": list(items)}
    return json.dumps({"status": "ok", "message-type": "work-list", "message": message}).encode()


def openalex_work(**fields: Any) -> dict[str, Any]:
    """Return the work as OpenAlex has it."""
    work = {
        "id": "https://openalex.org/W7", "doi": "https://doi.org/10.1000/reading.7", "type": "article",
        "title": "Retrieval for Reading Comprehension Models", "publication_year": 2020,
        "authorships": [
            {"author": {"id": "A1", "display_name": "Ann Lee"}, "author_position": "first"},
            {"author": {"id": "A2", "display_name": "Bernd Müller"}, "author_position": "last"},
        ],
        "primary_location": {
            "source": {"display_name": "Proceedings of the Conference on Reading", "type": "conference"}
        },
        "locations": [], "abstract_inverted_index": {"We": [0], "read.": [3], "read,": [1], "and": [2]},
    }  # fmt: skip
    return work | fields


def openalex(*works: dict[str, Any]) -> bytes:
    """Return an answer of OpenAlex."""
    return json.dumps({"meta": {"count": len(works), "page": 1}, "results": list(works)}).encode()


def atom(*entries: str) -> bytes:
    """Return a feed of arXiv."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom"><title>ArXiv Query</title>' + "".join(entries) + "</feed>"
    ).encode()


def atom_entry(
    id_: str = "1901.00001v2", title: str = "Retrieval for Reading\n  Comprehension Models", place: str = "",
    doi: str = "",
) -> str:  # fmt: skip
    """Return an entry of a feed."""
    more = f"<arxiv:journal_ref>{escape(place)}</arxiv:journal_ref>" if place else ""
    more += f"<arxiv:doi>{doi}</arxiv:doi>" if doi else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{id_}</id><updated>2019-05-01T00:00:00Z</updated>"
        f"<published>2019-01-01T00:00:00Z</published><title>{escape(title)}</title>"
        f"<summary>  We read\n and retrieve. </summary>"
        f"<author><name>Ann Lee</name></author><author><name>Bernd Müller</name></author>{more}</entry>"
    )


class Played:
    """Stands for the servers: gives each source's answers in turn, the last one again, and notes what was asked."""

    def __init__(self, **answers: list[bytes | Exception]) -> None:
        self.answers: dict[str, list[bytes | Exception]] = {
            "arxiv": [atom()], "crossref": [crossref()], "openalex": [openalex()], **answers,
        }  # fmt: skip
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __call__(self, source: str, _url: str, parameters: Mapping[str, str]) -> bytes:
        self.asked.append((source, dict(parameters)))
        answers = self.answers[source]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def sources(self) -> list[str]:
        """Return whom was asked, in order."""
        return [source for source, _ in self.asked]
