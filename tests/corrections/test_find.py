"""Which work of a list a correction names: what speaks for one, and what against it."""

from __future__ import annotations

from typing import Any

import pytest

from surveyrefs.corrections.find import Works, shown, shown_text
from surveyrefs.model.correction import WorkName
from surveyrefs.model.reference import Reference
from tests.link.written import reference

TITLE = "Drawing of large graphs"
OTHER = "The colour of small trees"


def listed(**fields: Any) -> Reference:
    """Return a work of the list."""
    given: dict[str, Any] = {"title": TITLE, "raw": "Wang, L. Drawing of large graphs. 2020."}
    return reference("", fields.pop("authors", "Wang, L."), fields.pop("year", "2020"), **(given | fields))


def find(name: WorkName, *works: Reference) -> tuple[int, ...]:
    return Works([[work] for work in works]).find(name)


def test_a_title_is_enough() -> None:
    works = (listed(title=OTHER), listed())
    assert find(WorkName(title="Drawing of Large Graphs"), *works) == (1,)
    assert find(WorkName(title="Something else entirely"), *works) == ()


def test_two_works_of_one_title_are_told_by_authors_and_year() -> None:
    works = (listed(), listed(authors="Zhao, Q."), listed(year="2021"))
    assert find(WorkName(title=TITLE), *works) == (0, 1, 2)
    assert find(WorkName(title=TITLE, authors="Zhao, Q."), *works) == (1,)
    assert find(WorkName(title=TITLE, year="2021"), *works) == (2,)
    assert find(WorkName(title=TITLE, authors="Wang, L.", year="2020"), *works) == (0,)


def test_of_works_that_are_equal_the_key_tells() -> None:
    works = (listed(key="a"), listed(key="b"))
    assert find(WorkName(title=TITLE), *works) == (0, 1)
    assert find(WorkName(title=TITLE, key="b"), *works) == (1,)


def test_an_identifier_is_enough_and_another_one_speaks_against_a_work() -> None:
    works = (listed(doi="10.1/a"), listed(doi="10.1/b", title=OTHER))
    assert find(WorkName(doi="10.1/b"), *works) == (1,)
    assert find(WorkName(title=TITLE, doi="10.1/z"), *works) == (0,)  # another edition is better than nothing
    two = (listed(doi="10.1/a"), listed(doi="10.1/b"))
    assert find(WorkName(title=TITLE, doi="10.1/b"), *two) == (1,)
    arxiv = (listed(arxiv="2001.00001"), listed(arxiv="2001.00002"))
    assert find(WorkName(title=TITLE, arxiv="2001.00002"), *arxiv) == (1,)


def test_a_title_with_its_people_wins_against_a_foreign_identifier() -> None:
    works = (listed(title=OTHER, authors="Zhao, Q.", doi="10.1/a"), listed())
    assert find(WorkName(title=TITLE, authors="Wang, L.", year="2020", doi="10.1/a"), *works) == (1,)


def test_the_printed_text_is_the_strongest() -> None:
    works = (listed(), listed(title=OTHER, raw="Zhao, Q. The colour of small trees. 2020."))
    assert find(WorkName(title=TITLE, raw="Zhao, Q. The colour of small trees. 2020."), *works) == (1,)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Wang, L. Drawing of large gra", (0,)),  # its beginning, of twenty letters and more
        ("Wang, L. Drawing", ()),
        ("Lang, W. Drawing of large gra", ()),
    ],
)
def test_a_printed_text_may_be_cut(raw: str, found: tuple[int, ...]) -> None:
    assert find(WorkName(raw=raw), listed(title="")) == found


def test_a_reworded_title_is_alike() -> None:
    long = "Drawing of large graphs with many crossing edges in the plane"
    works = (listed(title=OTHER), listed(title=long))
    assert find(WorkName(title=long.replace("crossing", "crosing")), *works) == (1,)


def test_a_title_of_other_people_is_another_work() -> None:
    assert find(WorkName(title=TITLE, authors="Zhao, Q."), listed()) == ()
    assert find(WorkName(title=TITLE, authors="Zhao, Q.; Wang, L."), listed()) == (0,)  # half of them
    assert find(WorkName(title=TITLE, authors="Zhao, Q.; Xu, P."), listed(authors="Wang, L.; Xu, P.")) == (0,)
    assert find(WorkName(title=TITLE, year="1999"), listed()) == ()
    assert find(WorkName(title=TITLE, year="1999"), listed(authors="")) == (0,)


def test_each_reading_of_a_work_counts() -> None:
    works = Works([[listed(title=OTHER), listed()], [listed(title="A third")]])
    assert works.find(WorkName(title=TITLE)) == (0,)
    assert works.find(WorkName(title=TITLE)) == (0,)


def test_names_in_messages() -> None:
    assert shown(None) == "no work"
    assert shown(WorkName(unresolved="")) == "unresolved"
    assert shown(WorkName(unresolved="[3]")) == "unresolved [3]"
    assert shown(WorkName(raw="Wang. Trees.")) == "“Wang. Trees.”"
    assert shown(WorkName(doi="10.1/a", arxiv="1")) == "“10.1/a”"
    assert shown_text("x" * 60) == "“" + "x" * 60 + "”"
    assert shown_text("x" * 61) == "“" + "x" * 59 + "…”"
