"""Whether a record from elsewhere is the work that a survey cites: each sign at its limits."""

from __future__ import annotations

from typing import Any

import pytest

from surveyrefs.matching.agreement import is_other_work, objection, venues_clash
from surveyrefs.matching.features import Features, features_of
from surveyrefs.model.lookup import Record
from tests.link.written import reference

TITLE = "Drawing of very large graphs"


def printed(title: str = TITLE, authors: str = "Wang, L.; Otto, K.", year: str = "2020", **fields: Any) -> Features:
    given = {"raw": f"{authors}. {title}. {year}."} | fields
    return features_of(reference("", authors, year, title=title, **given))


def record(*titles: str, **fields: Any) -> Record:
    given: dict[str, Any] = {"families": ("Wang", "Otto"), "years": (2020,)} | fields
    return Record("source", titles=titles or (TITLE,), **given)


@pytest.mark.parametrize(
    ("title", "families", "other"),
    [
        ("On quick trees in the wood", ("Berg",), True),
        ("On quick trees in the wood", ("Wang",), False),  # by one of the authors
        ("On quick trees in the wood", ("Berg", "Otto"), False),
        ("On quick trees in the wood", (), False),  # nobody is named
        ("Painting of very small maps", ("Berg",), True),  # half of the letters
        ("Grading of large grapes", ("Berg",), False),  # three in four: it may be misread
        (TITLE, ("Berg",), False),
        ("Drawing of very small graphs", ("Berg",), False),
        ("Graphs", ("Berg",), False),  # a part of it
        (f"A handbook: {TITLE} and of all other things that can be drawn", ("Berg",), False),
    ],
)
def test_plainly_another_work_has_another_title_and_other_authors(
    title: str, families: tuple[str, ...], other: bool
) -> None:
    assert is_other_work(printed(), record(title, families=families)) == other
    assert not is_other_work(printed(""), record(title, families=families))
    assert not is_other_work(printed(authors=""), record(title, families=families))
    if title not in (TITLE, "Graphs"):
        assert not is_other_work(printed(), record(title, TITLE, families=families))  # one of its titles is the same


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (TITLE, ""),
        (TITLE.upper(), ""),
        (TITLE.replace("very", "vary"), ""),  # one letter of a long title
        (TITLE.replace("very", "vari"), "title"),
        (TITLE.replace("Drawing", "Drawings"), ""),
        (TITLE.replace("Drawing", "Drawin"), "title"),  # the shorter of the two is not long
        (f"{TITLE}: a survey", "title"),
        (f"{TITLE} 2", "title"),
        ("", "title"),
    ],
)
def test_the_title_must_be_the_same_but_for_a_letter(title: str, found: str) -> None:
    assert objection(printed(), record(title), preprint=False) == found
    assert not objection(printed(), record("Another", title), preprint=False) or found


def test_of_a_short_title_every_letter_counts_and_an_identifier_excuses_a_subtitle() -> None:
    assert objection(printed("Short graphs"), record("Short graph"), preprint=False) == "title"
    assert (
        objection(printed("Drawing of very big graph"), record("Drawing of very big grap"), preprint=False) == "title"
    )
    longer = record(f"{TITLE}: a survey", doi="10.1/a")
    assert objection(printed(doi="10.1/a"), longer, preprint=False) == ""
    assert objection(printed(doi="10.1/b"), longer, preprint=False) == "title"
    assert objection(printed(arxiv="2001.00001"), record(f"{TITLE}: a", arxiv="2001.00001"), preprint=False) == ""


@pytest.mark.parametrize(
    ("authors", "families", "found"),
    [
        ("Wang, L.; Otto, K.", ("Wang", "Otto"), ""),
        ("Wang, L.; Otto, K.", ("Otto", "Wang"), "authors"),  # the first is another
        ("Wang, L.; Otto, K.", ("Wang", "Berg"), ""),  # half of them
        ("Wang, L.; Otto, K.; Holm, H.", ("Wang", "Berg", "Hals"), "authors"),
        ("Wang, L.", ("Wang", "Otto", "Holm"), "authors"),
        ("Wang, L.", ("Wang", "Otto"), ""),
        ("Maaten, L.", ("van der Maaten",), ""),
        ("Ten, L.", ("van der Maaten",), "authors"),  # too short for the end of a name
        ("Wang, L.", (), "authors"),
    ],
)
def test_the_first_author_and_half_of_all_must_be_the_same(authors: str, families: tuple[str, ...], found: str) -> None:
    assert objection(printed(authors=authors), record(families=families), preprint=False) == found


@pytest.mark.parametrize(
    ("year", "years", "preprint", "doi", "found"),
    [
        ("2020", (2020,), False, "", ""),
        ("2020", (2019, 2020), False, "", ""),
        ("2020", (2021,), False, "", "year"),
        ("2020", (2022,), True, "", ""),  # printed two years later
        ("2020", (2023,), True, "", "year"),
        ("2020", (2019,), True, "", "year"),
        ("2020", (2018,), False, "10.1/a", ""),
        ("2020", (2017,), False, "10.1/a", "year"),
        ("2020", (2022,), False, "10.1/a", ""),
        ("2020", (2023,), False, "10.1/a", "year"),
        ("", (2020,), False, "", "year"),
        ("", (2020,), False, "10.1/a", ""),
    ],
)
def test_years_from_preprint_to_print(year: str, years: tuple[int, ...], preprint: bool, doi: str, found: str) -> None:
    assert objection(printed(year=year, doi=doi), record(years=years, doi=doi), preprint=preprint) == found


@pytest.mark.parametrize(
    ("venue", "kind", "container", "clash"),
    [
        ("Journal of Trees", "article", "Journal of Trees", False),
        ("Journal of Trees", "article", "Letters", False),  # of the usual kind: venues are printed in many ways
        ("Journal of Trees", "preprint", "", True),
        ("Journal of Trees", "", "", False),
        ("Journal of Trees", "paper", "Proceedings of Oaks", True),
        ("Journal of Trees", "paper", "Journal of Trees", False),
        ("", "preprint", "", False),
    ],
)
def test_a_record_of_another_kind_from_another_venue_clashes(
    venue: str, kind: str, container: str, clash: bool
) -> None:
    assert venues_clash(printed(container=venue), record(kind=kind, container=container), "article") == clash
