"""What a whole list tells of its people: families sorted, organisations in capitals."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending.listed_people import (
    with_shouted_organisations,
    with_sorted_families,
)
from tests.link.written import reference


def families(*names: str) -> list[str]:
    """Return the families of a list of works by single authors, given as `Given Names|Family`."""
    works = [reference("", f"{n.split('|')[1]}, {n.split('|')[0]}") for n in names]
    return [r.authors[0].family for r in with_sorted_families(works)]


SORTED = [f"Ada|{letter}berg" for letter in "BCDEFGHIJKL"]


def test_in_a_sorted_list_the_place_tells_where_a_family_begins() -> None:
    assert families("Ana Arzate|Cruz", *SORTED)[0] == "Arzate Cruz"
    assert families("Ana|Aberg", *SORTED[:5], "Eva Fo|Cruz", *SORTED[5:])[6] == "Fo Cruz"
    assert families("Ana|Aberg", *SORTED[:5], "Eva Fa|Cruz", *SORTED[5:])[6] == "Cruz"  # before Fberg


def test_in_a_short_or_unsorted_list_nothing_is_told() -> None:
    assert families("Ana Arzate|Cruz", *SORTED[:10])[0] == "Cruz"
    assert families("Ana Arzate|Cruz", *SORTED[:6], *SORTED[:6])[0] == "Cruz"


def test_initials_and_names_that_fit_stay() -> None:
    assert families("Ana A.|Cruz", *SORTED)[0] == "Cruz"
    assert families("Ana Zita|Aberg", *SORTED)[0] == "Aberg"


def literal(raw: str, authors: str, loud: int = 0, quiet: int = 13) -> str:
    """Return the organisation read from a reference among others, so many of which have families in capitals."""
    rest = [reference("", "Berg, Ada", raw="BERG A. Trees.")] * loud
    rest += [reference("", "Berg, Ada", raw="Berg A. Trees.")] * quiet
    return with_shouted_organisations([reference("", authors, raw=raw), *rest])[0].authors[0].literal


@pytest.mark.parametrize(
    ("raw", "authors", "organisation"),
    [
        ("RED HAT. Trees.", "Hat, Red", "RED HAT"),
        ("RED HAT (2015). Trees.", "Red, Hat", "RED HAT"),
        ("RED HAT. Trees.", "Hat, Rod", ""),
        ("SMITH AB. Trees.", "Smith, Ab", ""),  # initials
        ("RED HAT. Trees.", "Hat, Red; Berg, Ada", ""),
        ("Red Hat. Trees.", "Hat, Red", ""),
    ],
)
def test_capitals_are_an_organisation_where_people_have_none(raw: str, authors: str, organisation: str) -> None:
    assert literal(raw, authors) == organisation


@pytest.mark.parametrize(("loud", "quiet", "found"), [(2, 9, "RED HAT"), (3, 8, ""), (0, 10, ""), (0, 11, "RED HAT")])
def test_only_in_a_list_of_twelve_and_more_that_sets_few_families_so(loud: int, quiet: int, found: str) -> None:
    assert literal("RED HAT. Trees.", "Hat, Red", loud, quiet) == found
