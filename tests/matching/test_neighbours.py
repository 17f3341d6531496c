"""A work and what may be the work again: how sure it is, compared with a golden file (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from surveyrefs.matching.identity import match_references
from surveyrefs.model.reference import Reference
from tests.conftest import Golden
from tests.neighbours import shown, without_a_word
from tests.versions.survey_maker import reference

TITLE = "Learning to test GPT-3 programs, part II"
WORK = reference(
    TITLE,
    authors="Doe, Jane; Roe, Richard; Poe, Edgar Allan",
    year="2019",
    container="Journal of Tests",
    volume="12",
    pages="7-19",
    doi="10.1000/tests.7",
    arxiv="1901.00007",
)
OTHER_VALUES = {
    "year": ("", "2018", "2021"),
    "container": ("", "arXiv", "Tests"),
    "volume": ("", "13"),
    "pages": ("", "7", "20-33"),
    "doi": ("", "10.1000/others.9"),
    "arxiv": ("", "1801.00001"),
    "issue": ("3",),
    "raw": ("", "Doe, J. Something."),
}
PEOPLE = (
    "",
    "Doe, J.",
    "Doe, John; Roe, Richard",
    "Roe, Richard; Doe, Jane",
    "Poe, E.; Fox, A.",
    "Dole, Jane",
    "Tests Group",
)


def variants(work: Reference) -> Iterator[tuple[str, Reference]]:
    for name, title in without_a_word(work.title):
        yield name, msgspec.structs.replace(work, title=title, raw=work.raw.replace(work.title, title))
    for field, values in OTHER_VALUES.items():
        for value in values:
            yield f"{field} {value!r}", msgspec.structs.replace(work, **{field: value})
    for people in PEOPLE:
        other = reference(work.title, authors=people, year=work.year)
        yield f"of {people!r}", msgspec.structs.replace(work, authors=other.authors, raw=other.raw)
    for length in (10, 20, 40, 80):
        yield f"cut to {length}", msgspec.structs.replace(work, raw=work.raw[:length], title="", year="")
    for length in (8, 16, 24, 32):
        yield f"title cut to {length}", msgspec.structs.replace(work, title=work.title[:length])


def told(old: Reference, new: Reference) -> list[str]:
    return [f"{m.reason} {m.score:.3f}" for m in match_references([old], [new])]


@pytest.mark.golden
def test_how_sure_it_is_that_two_are_one(golden: Golden) -> None:
    bare = msgspec.structs.replace(WORK, doi="", arxiv="")
    poor = msgspec.structs.replace(bare, container="", volume="", pages="", raw="", year="")
    short = reference("Tests", authors="Doe, Jane", year="2019", volume="12", pages="7-19")
    out: list[str] = []
    for name, work in {"all": WORK, "no identifiers": bare, "title and people": poor, "a short title": short}.items():
        near = [(of, told(work, other)) for of, other in variants(work)]
        near += [(f"the other way, {of}", told(other, work)) for of, other in variants(work)]
        # Both differ from the work, so that little is alike at once.
        titled = [(of, other) for of, other in variants(work) if of.startswith("without")][::2]
        for field, value in (("year", "2021"), ("raw", ""), ("pages", "20-33")):
            near += [
                (f"{field} {value!r}, {of}", told(work, msgspec.structs.replace(other, **{field: value})))
                for of, other in titled
            ]
        out += shown(name, told(work, work), near)
    golden.check("neighbours/matching.txt", "\n".join(out) + "\n")
