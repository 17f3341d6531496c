"""How sure it is that an entry of a list and a work are one: the signs, each at its limit."""

from __future__ import annotations

from typing import Any

import pytest

from surveyrefs.lists.facts import Facts, address_key, facts_of_entry, facts_of_reference, judge, title_likeness
from tests.link.written import reference
from tests.lists.build import entry

TITLE = "Drawing of very large graphs in the plane"


def work(title: str, **fields: Any) -> Facts:
    given: dict[str, Any] = {"title": title, "raw": f"Wang, L. {title}. 2020."} | fields
    return facts_of_reference(reference("", "Wang, L.", given.pop("year", "2020"), **given))


def verdict(listed: str, title: str, listed_year: str = "2020", **fields: Any) -> tuple[float, str]:
    """Return confidence and reason for an entry and a work of these titles."""
    arxiv, doi = fields.pop("listed_arxiv", ""), fields.pop("listed_doi", "")
    found = judge(facts_of_entry(entry(listed, arxiv, listed_year, doi)), work(title, **fields))
    return found.confidence, found.reason


@pytest.mark.parametrize(
    ("listed", "title", "found"),
    [
        (TITLE, TITLE, (0.97, "title")),
        (TITLE, TITLE.upper(), (0.97, "title")),
        (TITLE, TITLE.replace("graphs", "graph"), (0.95, "title")),  # an ending
        (TITLE, TITLE.replace("graphs", "grahps"), (0.95, "title")),
        (TITLE, TITLE.replace("plane", "place"), (0.95, "title")),
        (TITLE, TITLE.replace("large", "small"), (0.7, "title")),  # a word that the other has not
        (TITLE, "The colour of small trees", (0.0, "")),
        (TITLE, f"{TITLE}: a survey of all", (0.9, "title")),
        (TITLE, f"{TITLE} and on other surfaces of this kind", (0.9, "title")),  # its text holds the other title
        ("Oak", "Oaks", (0.0, "")),
        ("Short title", "Short titles", (0.7, "title")),
        ("Trees: a survey", "Trees", (0.8, "name")),
        ("Trees of all kinds: a survey", "Trees of all kinds", (0.9, "title")),
        ("", TITLE, (0.0, "")),
    ],
)
def test_by_their_titles(listed: str, title: str, found: tuple[float, str]) -> None:
    assert verdict(listed, title) == found


LONG = "Drawing of very large graphs in the plane with many small forces and few lines"


@pytest.mark.parametrize(
    ("listed", "title", "sure"),
    [
        (LONG, LONG.replace("few", "few new"), 0.8),  # hardly a letter more, but a word
        (LONG, LONG.replace("Drawing", "Drawings").replace("forces", "force"), 0.95),
        (LONG, LONG.replace("small", "tiny"), 0.7),
        (TITLE, "Drawings of a very large graph in a plane", 0.85),  # small words and endings
        (TITLE, "Drawing of large graphs in the plane", 0.7),
        (TITLE, "In the plane: drawing graphs of a very large kind", 0.7),  # the same words in another order
        (TITLE, "Large graphs drawn in the plane", 0.6),
        (TITLE, TITLE.replace("very large", "quick tiny"), 0.0),
        (TITLE, f"{TITLE} and on other surfaces of this kind", 0.8),
        ("Twelve oaksx", "Twelve oaksy", 0.0),  # of a short title every letter counts
    ],
)
def test_reworded_titles_alone_are_less_sure_the_more_they_differ(listed: str, title: str, sure: float) -> None:
    assert verdict(listed, title, raw="")[0] == sure


@pytest.mark.parametrize(
    ("listed", "title", "one"),
    [
        ("GPT-3 of all the trees in the wood", "GPT-4 of all the trees in the wood", False),
        ("Trees of the wood, part II", "Trees of the wood, part III", False),
        ("Trees of the wood in 2020", "Trees of the wood in 2020", True),
        ("Trees of the wood: the 2020 survey", "Trees of the wood", True),  # the subtitle was left out
        ("Trees of the wood, part II", "Trees of the wood, partII", True),  # a blank was lost
        ("Trees of the wood, part II", "Trees of the woods, part II", True),
    ],
)
def test_other_numbers_are_another_work(listed: str, title: str, one: bool) -> None:
    assert (verdict(listed, title)[0] > 0) == one


@pytest.mark.parametrize(
    ("listed_year", "same", "alike"),
    [("2020", 0.97, 0.95), ("2022", 0.97, 0.95), ("2023", 0.87, 0.75), ("2017", 0.87, 0.75), ("", 0.97, 0.95)],
)
def test_years_far_apart_make_a_doubt(listed_year: str, same: float, alike: float) -> None:
    assert verdict(TITLE, TITLE, listed_year)[0] == same
    assert verdict(TITLE, TITLE.replace("graphs", "graph"), listed_year)[0] == alike


@pytest.mark.parametrize(("listed_year", "sure"), [("2020", 0.8), ("2021", 0.8), ("2022", 0.6)])
def test_a_name_alone_is_less_sure_the_further_the_years(listed_year: str, sure: float) -> None:
    assert verdict("LoRA", "LoRA: Low-rank adaptation of models", listed_year) == (sure, "name")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"listed_arxiv": "2001.00001", "arxiv": "2001.00001"}, (0.99, "arxiv")),
        ({"listed_doi": "10.1/A", "doi": "10.1/a"}, (0.99, "doi")),
        ({"listed_arxiv": "2001.00001", "arxiv": "2001.00002"}, (0.82, "title")),
        ({"listed_doi": "10.1/a", "doi": "10.1/b"}, (0.82, "title")),
        ({"listed_arxiv": "2001.00001", "doi": "10.1/b"}, (0.97, "title")),
    ],
)
def test_identifiers_of_works_with_one_title(fields: dict[str, str], found: tuple[float, str]) -> None:
    assert verdict(TITLE, TITLE, **fields) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Drawing of large graphs on a plane surface", (0.9, "arxiv")),
        ("Xyz", (0.5, "arxiv")),
        ("", (0.9, "arxiv")),
    ],
)
def test_one_identifier_under_other_titles(title: str, found: tuple[float, str]) -> None:
    assert verdict(TITLE, title, listed_arxiv="2001.00001", arxiv="2001.00001", raw="") == found


def test_other_identifiers_speak_against_titles_that_are_only_alike() -> None:
    alike = TITLE.replace("large", "small")
    assert verdict(TITLE, alike) == (0.7, "title")
    assert verdict(TITLE, alike, listed_doi="10.1/a", doi="10.1/b") == (0.0, "")
    assert verdict("LoRA", "LoRA: Low-rank adaptation", listed_doi="10.1/a", doi="10.1/b") == (0.0, "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a.pdf", "http://example.org/a"),
        ("https://example.org/a/", "example.org/A"),
        ("https://example.org/av2", "https://example.org/a"),
        ("https://example.org/a.git", "https://example.org/a#top"),
    ],
)
def test_spellings_of_one_address(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_likeness_of_titles() -> None:
    def likeness(one: str, other: str) -> float:
        return round(title_likeness(work(one, raw=""), work(other, raw="")), 2)

    assert likeness(TITLE, TITLE) == 1
    assert likeness(TITLE, f"{TITLE}: a survey") == 0.94
    assert likeness("Seven of us: a survey", "Seven of us") == 0.94
    assert likeness("Five: of all the trees", "Five") < 0.5
    assert likeness(TITLE, f"On the {TITLE}") == 0.93
    assert likeness(TITLE, f"{TITLE} and on many other surfaces of this kind, too") == 0.86
    assert likeness("large graphs drawing plane", "drawing large graphs plane") == 0.97
    assert title_likeness(work(TITLE, raw=""), work("Other", raw=f"Wang. {TITLE}.")) == 0.9
    assert title_likeness(work("Nineteen letters abc", raw=""), work("O", raw="x nineteen letters abc x")) < 0.5
