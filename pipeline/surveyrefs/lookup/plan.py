"""What is asked of whom, in which order: a source is only asked for what those before it left open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from surveyrefs.matching.agreement import is_other_work, objection, same_identifier, venues_clash
from surveyrefs.matching.features import Features, features_of, is_archive
from surveyrefs.model.lookup import Record
from surveyrefs.model.reference import Reference
from surveyrefs.settings import LookupSettings

_SEARCHED = frozenset(  # types of works that these sources list
    ("article", "book", "booklet", "inbook", "incollection", "inproceedings", "misc", "proceedings", "techreport",
     "unpublished", "phdthesis", "mastersthesis", "collection", "online"),
)  # fmt: skip
_SHORTEST = 10  # letters of a title worth a search: shorter ones are names that thousands of works have
_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}")
_BATCHABLE = re.compile(r"10\.\d{4,9}/[^\s,|&#?\"]+")  # a comma or bar parts the values of a filter


class Question(NamedTuple):
    """What is asked for: `kind` is id, doi or title; `text` as it stands in the answer's key, `words` as it is sent."""

    source: str
    kind: str
    text: str
    words: str = ""

    @property
    def key(self) -> str:
        """Return what its answer is kept under: the same for the same work in any list."""
        return f"{self.source} {self.kind} {self.text}"


@dataclass
class Wanted:
    """A reference on its way: which records agree with it so far, and which questions were asked for it."""

    index: int
    reference: Reference
    features: Features
    preprint: bool
    asked: list[str] = field(default_factory=list)
    agreed: list[Record] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)

    def take(self, found: Iterable[Sequence[Record]]) -> None:
        """Take over the records that agree; those that name its identifier and are another work stand aside."""
        for record in (r for records in found for r in records):
            if record in self.agreed or record in self.others:
                continue
            if not objection(self.features, record, preprint=self.preprint):
                known = same_identifier(self.features, record)
                if known or not venues_clash(self.features, record, self.reference.type):
                    self.agreed.append(record)
            elif same_identifier(self.features, record) and is_other_work(self.features, record):
                self.others.append(record)

    @property
    def doi(self) -> str:
        """Return the DOI that is printed, or else found."""
        return self.reference.doi or next((r.doi for r in self.agreed if r.doi and not is_preprints(r.doi)), "")

    def lacks(self, name: str) -> bool:
        """Tell whether a field is still to be found: doi, abstract or published_in."""
        if name == "doi":
            return not self.doi and "doi" not in self.reference.corrected
        if name == "abstract":
            return not any(r.abstract for r in self.agreed)
        return self.preprint and not any(r.container and r.kind != "preprint" for r in self.agreed)


def wanted_of(index: int, reference: Reference) -> Wanted:
    """Return a reference as it is to be looked up."""
    features = features_of(reference)
    archived = bool(reference.arxiv) or is_archive(reference.container)
    return Wanted(index, reference, features, archived and not features.venue)


def is_preprints(doi: str) -> bool:
    """Tell whether a DOI is one that arXiv gives to every preprint: it says no more than the id."""
    return doi.startswith("10.48550/")


Round = Callable[[Sequence[Wanted]], list[Question]]


def rounds(settings: LookupSettings) -> tuple[Round, ...]:
    """Return the rounds of questions for these settings; each looks at what those before it found."""
    makers: list[tuple[str, Round]] = [
        ("arxiv", _by_arxiv_id),
        ("crossref", partial(_by_doi, "crossref", "checked")),
        ("crossref", partial(_by_title, "crossref")),
        ("openalex", partial(_by_doi, "openalex", "abstract")),
    ]
    if settings.openalex_key:  # a search costs there; without a key ten are a day's allowance
        makers.append(("openalex", partial(_by_title, "openalex")))
    return tuple(make for source, make in makers if source in settings.sources)


def _by_arxiv_id(wanted: Sequence[Wanted]) -> list[Question]:
    asked = []
    for w in wanted:
        if _ARXIV_ID.fullmatch(w.reference.arxiv) and (w.lacks("abstract") or w.lacks("doi")):
            asked.append(_noted(w, Question("arxiv", "id", w.reference.arxiv)))
    return asked


def _by_doi(source: str, why: str, wanted: Sequence[Wanted]) -> list[Question]:
    """Ask for works by DOI, for their abstract; where it is `checked`, also for the printed form of a preprint."""
    asked = []
    for w in wanted:
        needed = w.lacks("abstract") or (why == "checked" and w.lacks("published_in"))
        if _BATCHABLE.fullmatch(w.doi) and not is_preprints(w.doi) and needed:
            asked.append(_noted(w, Question(source, "doi", w.doi)))
    return asked


def _by_title(source: str, wanted: Sequence[Wanted]) -> list[Question]:
    asked = []
    for w in wanted:
        r, f = w.reference, w.features
        searchable = len(f.title_key) >= _SHORTEST and f.families and f.year and r.type in _SEARCHED
        if searchable and (w.lacks("doi") or w.lacks("published_in")):
            words = " ".join((f.title, *f.families[:1], f.year))
            asked.append(_noted(w, Question(source, "title", words, f.title if source == "openalex" else words)))
    return asked


def _noted(w: Wanted, question: Question) -> Question:
    w.asked.append(question.key)
    return question
