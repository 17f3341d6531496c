"""Pages, dates, titles and containers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.references.normalise.dates import Date, parse_date
from surveyrefs.references.normalise.pages import normalise_pages
from surveyrefs.references.normalise.titles import clean_container, clean_note, clean_title


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("2918–28", "2918-2928"),
        ("pp. 869 – 886", "869-886"),
        ("pages 1--10", "1-10"),
        ("15 174–15 186", "15174-15186"),
        ("11:1–11:37", "11:1-11:37"),
        ("353–362. 2", "353-362"),
        ("e5164", "e5164"),
        ("p. 1548", "1548"),
        ("S12–S19", "S12-S19"),
        ("123−9", "123-129"),
        ("121306(R)", "121306(R)"),
    ],
)
def test_pages(text: str, pages: str) -> None:
    assert normalise_pages(text) == pages


@given(st.integers(1, 9999), st.integers(1, 99))
def test_pages_are_stable(first: int, more: int) -> None:
    once = normalise_pages(f"{first}–{first + more}")
    assert once == f"{first}-{first + more}"
    assert normalise_pages(once) == once


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023a", Date("2023", "a", "")),
        ("Feb. 2013", Date("2013", "", "february")),
        ("2023-11-16", Date("2023", "", "november")),
        ("25/01/2018", Date("2018", "", "january")),
        ("September, 25–30 2011", Date("2011", "", "september")),
        ("n. d.", Date()),
    ],
)
def test_dates(text: str, date: Date) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“Blended diffusion for text-driven editing.”", "Blended diffusion for text-driven editing"),
        ("What is the jeopardy model?", "What is the jeopardy model?"),
        ("``Learning to rank,''", "Learning to rank"),
        ("Deep learning [J]", "Deep learning"),
        ("RDF Schema 1.1.", "RDF Schema 1.1"),
        ("(2nd Edition)", "(2nd Edition)"),
        ("Do you really like available at", "Do you really like"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert clean_title(text) == title


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("In Proceedings of X,", "Proceedings of X"),
        ("Nature,", "Nature"),
        ("ICEIS (2)", "ICEIS (2)"),
        ("in: Autonomous Search", "Autonomous Search"),
        ("IEEE Trans. Softw. Eng., vol.", "IEEE Trans. Softw. Eng."),
        ("Dev. Genes Evol", "Dev. Genes Evol"),
        ("Nano", "Nano"),
        ("J. Biol. Chem.", "J. Biol. Chem."),
        ("Learning at Work.", "Learning at Work"),
    ],
)
def test_containers(text: str, container: str) -> None:
    assert clean_container(text) == container


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("accessed on 3 May 2020.", "accessed on 3 May 2020"),
        ("8", ""),
        ("PubMed Abstract | Publisher Full Text", ""),
        ("22-cv-06823", ""),
        ("8 pages", "8 pages"),
    ],
)
def test_a_note_has_a_word_and_keeps_it(text: str, note: str) -> None:
    assert clean_note(text) == note
