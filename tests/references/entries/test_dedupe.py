"""Which references of a list are told to be one work, and why."""

from __future__ import annotations

from typing import Any

import pytest

from surveyrefs.references.entries.dedupe import duplicates
from tests.link.written import reference

TITLE = "Drawing of large graphs"


def told(a: dict[str, Any], b: dict[str, Any]) -> list[str]:
    """Return the reasons why two references are one work."""
    both = [reference(label, "Wang, L.", **({"title": TITLE} | fields)) for label, fields in (("1", a), ("2", b))]
    found = duplicates(both)
    assert all(p.text.startswith("references 1 and 2 seem to be one work: ") for p in found)
    return [p.text.split(": ")[1] for p in found]


@pytest.mark.parametrize(
    ("a", "b", "reasons"),
    [
        ({}, {}, ["the same title and first author"]),
        ({}, {"title": "Drawing of Large Gráphs."}, ["the same title and first author"]),
        ({}, {"title": "Drawing of small graphs"}, []),
        ({}, {"title": "Drawing"}, []),
        ({"title": "Twelve lettrs"}, {"title": "Twelve lettrs"}, ["the same title and first author"]),
        ({"title": "Eleven lettr"}, {"title": "Eleven lettr"}, []),  # eleven letters may be the name of many works
        ({"doi": "10.1/a", "title": "One"}, {"doi": "10.1/a", "title": "Two"}, ["the same DOI"]),
        ({"arxiv": "1234.5678", "title": "One"}, {"arxiv": "1234.5678", "title": "Two"}, ["the same arXiv id"]),
        ({"doi": "10.1/a", "arxiv": "1234.5678"}, {"doi": "10.1/a", "arxiv": "1234.5678"}, ["the same DOI"]),
    ],
)
def test_signs_of_one_work(a: dict[str, Any], b: dict[str, Any], reasons: list[str]) -> None:
    assert told(a, b) == reasons


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ({"type": "book", "volume": "1"}, {"type": "book", "volume": "2"}, False),
        ({"type": "book", "volume": "1"}, {"type": "book", "volume": "1"}, True),
        ({"type": "book", "volume": "1"}, {"type": "book", "volume": ""}, True),
        ({"type": "book", "volume": "1"}, {"type": "article", "volume": "2"}, True),
        ({"type": "article", "volume": "1"}, {"type": "article", "volume": "2"}, True),
    ],
)
def test_two_volumes_of_a_book_are_two_works(a: dict[str, Any], b: dict[str, Any], one: bool) -> None:
    assert bool(told(a, b)) == one


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ({"title": "One", "pages": "1"}, {"title": "Two", "pages": "2"}, False),
        ({"title": "One", "pages": "1"}, {"title": "Two", "pages": "1"}, True),
        ({"title": "One", "pages": "1"}, {"title": "Two", "pages": ""}, True),
        ({"title": "One", "pages": ""}, {"title": "Two", "pages": "2"}, True),
        ({"title": "One", "pages": "1"}, {"title": "One", "pages": "2"}, True),
    ],
)
def test_chapters_that_share_their_books_doi_are_two_works(a: dict[str, Any], b: dict[str, Any], one: bool) -> None:
    assert bool(told(a | {"doi": "10.1/a"}, b | {"doi": "10.1/a"})) == one


@pytest.mark.parametrize(
    ("a", "b", "preprint"),
    [
        ({"arxiv": "1234.5678"}, {"container": "J", "arxiv": "1234.5678"}, True),
        ({"arxiv": "1234.5678"}, {"container": "J"}, True),
        ({"arxiv": "1234.5678"}, {"arxiv": "1234.5678"}, False),
        ({"container": "J"}, {"container": "J"}, False),
    ],
)
def test_a_preprint_and_its_published_form_are_named_so(a: dict[str, Any], b: dict[str, Any], preprint: bool) -> None:
    (problem,) = duplicates(
        [reference("1", "Wang, L.", title=TITLE, **a), reference("2", "Wang, L.", title=TITLE, **b)]
    )
    assert problem.code == "duplicate-reference"
    assert ("preprint" in problem.hint) == preprint


def test_each_later_work_is_told_once_beside_the_first() -> None:
    works = [reference(str(n), "Wang, L.", title=TITLE, doi="10.1/a", page=n) for n in (1, 2, 3)]
    assert [(p.text.split(" seem")[0], p.page) for p in duplicates(works)] == [
        ("references 1 and 2", 2),
        ("references 1 and 3", 3),
    ]


def test_an_organisation_is_an_author_and_a_key_stands_for_a_label() -> None:
    works = [reference("", "UNESCO", title=TITLE, key=key) for key in ("a", "b")]
    assert [p.text.split(" seem")[0] for p in duplicates(works)] == ["references a and b"]
    assert not duplicates([works[0], reference("", "UNICEF", title=TITLE)])
