"""Works and answers that lack a value: what is asked and what is taken, compared with a golden file (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from surveyrefs.model.reference import Name, Reference
from tests.conftest import Golden
from tests.lookup.build import (
    Played,
    atom,
    atom_entry,
    crossref,
    crossref_item,
    openalex,
    openalex_work,
    preprint,
    reference,
)
from tests.lookup.test_lookup import look
from tests.neighbours import lacking, shown

WORKS = {
    "printed": reference(),
    "with DOI": reference(doi="10.1000/reading.7"),
    "with another DOI": reference(doi="10.1000/other"),
    "preprint": preprint(),
    "preprint without id": preprint(arxiv=""),
    "of a year later": reference(year="2021"),
    "of two years later": reference(year="2022"),
    "of others": reference(authors=(Name("Poe", "E."),)),
    "elsewhere": reference(container="Journal of Something Else", type="article"),
    "titled otherwise": reference(title="Retrieval for Writing Comprehension Models"),
    "titled in short": reference(title="Retrieval"),
    "others too": reference(others=True, authors=(Name("Lee", "A."),)),
    "corrected": reference(corrected=("doi",)),
    "no title": reference(title=""),
}


def told(work: Reference, **answers: bytes) -> list[str]:
    ask = Played(**{source: list[bytes | Exception]([answer]) for source, answer in answers.items()})
    found = look([work], ask)
    lines = [f"asked {source} {sorted(values.items())}"[:150] for source, values in ask.asked]
    lines += [f"{f.field} {f.value} {f.source}" for f in found.found]
    return [*lines, *(f"{p.code} {p.text}" for p in found.problems), f"whole {found.whole}"]


def answers(item: dict[str, Any] | None = None, work: dict[str, Any] | None = None, **entry: str) -> dict[str, bytes]:
    return {
        "crossref": crossref(item or crossref_item()),
        "openalex": openalex(work or openalex_work()),
        "arxiv": atom(atom_entry(**entry)),
    }


def near() -> Iterator[tuple[str, dict[str, bytes]]]:
    for name, item in lacking(crossref_item()):
        yield f"crossref: {name}", answers(item)
    for name, work in lacking(openalex_work()):
        yield f"openalex: {name}", answers(work=work)
    for year in (2018, 2019, 2021, 2023):
        yield (
            f"crossref of {year}",
            answers(crossref_item(issued={"date-parts": [[year]]}, **{"published-print": None})),
        )
        yield f"openalex of {year}", answers(work=openalex_work(publication_year=year))
    yield "arXiv: in print", answers(place="Conference on Reading 2020", doi="10.1000/reading.7")
    yield "arXiv: another", answers(title="Something else altogether")
    yield "arXiv: no id", answers(id_="")
    two = crossref(crossref_item(), crossref_item(DOI="10.1000/again"))
    yield "two that fit", answers() | {"crossref": two}
    nowhere = openalex_work(doi="https://doi.org/10.48550/arxiv.1901.00001", primary_location=None)
    yield "a preprint only", answers(crossref_item(DOI="10.48550/arXiv.1901.00001", type="posted-content"), nowhere)
    yield "nothing", {}


@pytest.mark.golden
def test_what_is_taken_of_answers(golden: Golden) -> None:
    out: list[str] = []
    for name, work in WORKS.items():
        found = [(of, told(work, **answer)) for of, answer in near()]
        out += shown(name, told(work, **answers()), found if name in ("printed", "preprint") else found[-12:])
    whole = told(WORKS["printed"], **answers())
    others = ((name, told(other, **answers())) for name, other in lacking(msgspec.structs.replace(reference(), url="")))
    golden.check("neighbours/lookup.txt", "\n".join([*out, *shown("works", whole, others)]) + "\n")
