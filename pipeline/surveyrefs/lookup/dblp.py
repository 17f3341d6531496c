"""DBLP's XML: what its elements say of a work."""

from __future__ import annotations

import re
from collections.abc import Mapping

from surveyrefs.lookup.texts import family_of, plain, years_in
from surveyrefs.lookup.xml import Tree
from surveyrefs.model.lookup import Record
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi

KINDS: Mapping[str, str] = {
    "article": "article", "inproceedings": "paper", "incollection": "chapter", "book": "book", "proceedings": "book",
    "phdthesis": "", "mastersthesis": "",
}  # fmt: skip
_NUMBERED = re.compile(r"\s+\d{4}$")  # "Wei Wang 0001": DBLP counts people of one name
_ARCHIVE = "CoRR"  # its name for arXiv


def record_of(element: Tree, source: str) -> Record:
    """Return an element as a record; its titles end with a full stop, which is no part of them."""
    links = [link.text() for link in element.all("ee")]
    container = plain(element.text("journal") or element.text("booktitle"))
    preprint = container == _ARCHIVE
    title = plain(element.text("title")).removesuffix(".")
    people = element.all("author") or element.all("editor")
    return Record(
        source=source,
        id=element.attributes.get("key", ""),
        titles=(title,) if title else (),
        families=tuple(family_of(_NUMBERED.sub("", person.text())) for person in people),
        years=years_in(element.text("year")),
        kind="preprint" if preprint else KINDS.get(element.name, ""),
        container="" if preprint else container,
        doi=next((doi for doi in map(normalise_doi, (e for e in links if "doi.org/" in e)) if doi), ""),
        arxiv=_arxiv(element, links) if preprint else "",
    )


def _arxiv(element: Tree, links: list[str]) -> str:
    """Return the id of a preprint, which stands in its volume (`abs/1706.03762`) or its link."""
    texts = (element.text("volume"), *(link for link in links if "arxiv" in link.lower()))
    return next((id_ for id_ in map(normalise_arxiv, texts) if id_), "")
