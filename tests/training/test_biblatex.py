"""Labels of references that biblatex printed: what belongs to a field, and what a style adds."""

from __future__ import annotations

import random
import shutil

import pytest

from training.biblatex import find_styles, print_list
from training.biblatex_entries import Habits, entry
from training.biblatex_runs import labelled
from training.records import Record

ARTICLE = Record(
    "article",
    "A Study of Things",
    (("Ada", "Lovelace"), ("Éric", "Roe")),
    year="2020",
    fields={"journal": "Journal of Things", "volume": "12", "number": "3", "pages": "1-9", "doi": "10.1145/1.2"},
)
HABITS = Habits(
    dates=True, months=1.0, places=True, urls=1.0, seen=True, arxiv=0.9, classic=False, protect=True, subtitles=0.0,
    articles_as_eid=False, events=False, language="",
)  # fmt: skip


def chars(*parts: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(c, label, "p") for text, label in parts for c in text]


def fields(runs: list[tuple[str, str, str]] | None) -> list[tuple[str, str]]:
    return [(label, text) for text, label, _ in runs or [] if label != "O"]


def test_words_of_the_style_are_outside() -> None:
    runs = labelled(
        chars(
            ("A. Roe. ", "author"),
            ("``A Study of Things.'' ", "title"),
            ("vol. 12", "volume"),
            (", ", "O"),
            ("no. 3", "?number"),
        ),
        ARTICLE,
    )
    assert fields(runs) == [("author", "A. Roe"), ("title", "A Study of Things"), ("volume", "12"), ("issue", "3")]


def test_parts_of_a_field_are_one() -> None:
    runs = labelled(
        chars(
            ("A Study", "title"),
            (": ", "O"),
            ("of Things", "title"),
            (". ", "O"),
            ("May", "date"),
            (" ", "O"),
            ("2020", "date"),
        ),
        ARTICLE,
    )
    assert fields(runs) == [("title", "A Study: of Things"), ("date", "May 2020")]


def test_brackets_stay_where_both_are_inside() -> None:
    runs = labelled(chars(("Learning (again)", "title"), (" ", "O"), ("(2020)", "date")), ARTICLE)
    assert fields(runs) == [("title", "Learning (again)"), ("date", "2020")]


def test_dash_for_the_same_authors_is_cut() -> None:
    runs = labelled(chars(("—. ", "author"), ("A Study of Things", "title"), (". ", "O"), ("2020", "date")), ARTICLE)
    assert fields(runs) == [("title", "A Study of Things"), ("date", "2020")]


def test_medium_is_no_title() -> None:
    runs = labelled(chars(("A Study of Things[J/OL]", "title"), (". ", "O"), ("2020", "date")), ARTICLE)
    assert fields(runs)[0] == ("title", "A Study of Things")


def test_access_is_a_note_with_its_word() -> None:
    runs = labelled(chars(("2020", "date"), (". Accessed ", "O"), ("18 Mar. 2024", "note"), (".", "O")), ARTICLE)
    assert fields(runs) == [("date", "2020"), ("note", "Accessed 18 Mar. 2024")]


def test_server_without_number_is_a_journal() -> None:
    runs = labelled(
        chars(("arXiv", "arxiv"), (", ", "O"), ("arxiv.org/abs/2001.01234", "arxiv"), (", ", "O"), ("2020", "date")),
        ARTICLE,
    )
    assert fields(runs)[:2] == [("journal", "arXiv"), ("arxiv", "arxiv.org/abs/2001.01234")]


def test_words_before_an_address_are_outside() -> None:
    runs = labelled(chars(("2020", "date"), (". ", "O"), ("Available also from: https://example.org", "url")), ARTICLE)
    assert fields(runs) == [("date", "2020"), ("url", "https://example.org")]


def test_field_printed_without_a_mark_spoils_the_reference() -> None:
    assert labelled(chars(("2020", "date"), (". A Study of Things.", "O")), ARTICLE) is None
    assert labelled(chars(("A Study of Things", "title"), (" (2020)", "O")), ARTICLE) is None


def test_word_that_the_style_does_not_know_spoils_the_reference() -> None:
    assert (
        labelled(chars(("A Study of Things", "title"), (". ", "O"), ("2020", "date"), (", phdthesis.", "O")), ARTICLE)
        is None
    )


def test_the_same_word_in_a_title_is_right() -> None:
    assert labelled(chars(("Random Numbers", "title"), (". ", "O"), ("2020", "date")), ARTICLE)


def test_entry_protects_acronyms_and_escapes() -> None:
    record = Record("article", "BERT & more", (("", "NASA"),), year="2020", fields={"journal": "R&D"})
    text = entry("k1", record, random.Random(1), HABITS)
    assert r"title = {{BERT} \& more}" in text
    assert r"journal = {R\&D}" in text
    assert "author = {{NASA}" in text


@pytest.mark.skipif(not all(map(shutil.which, ("lualatex", "pdflatex", "biber"))), reason="needs LuaLaTeX and biber")
def test_numeric_prints_every_field() -> None:
    if "numeric" not in find_styles():
        pytest.skip("needs biblatex")
    runs = next(iter(print_list([ARTICLE], "trad-plain", random.Random(3))))
    found = dict(fields(runs))
    assert {"author", "title", "journal", "volume", "issue", "pages", "date"} <= set(found)
    assert (found["volume"], found["issue"], found["pages"]) == ("12", "3", "1–9")
    assert found["date"] == "2020"
