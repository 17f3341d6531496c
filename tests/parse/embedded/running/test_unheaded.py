"""Reference lists without heading and labels."""

from __future__ import annotations

from surveyrefs.parse.embedded.running.unheaded import MIN_ENTRIES, dense_list
from tests.parse.embedded.build import column, full

NAMES = ("Archer", "Baker", "Carter", "Dean", "Ellis", "Ford", "Grant")


def entries(count: int, lines: int = 2) -> list[str]:
    """Return entries that begin with a name, the year in the second line."""
    return [
        text
        for name in NAMES[:count]
        for text in (f"{name}, A. B. A title of some words that", "goes on. A journal 12, 2016.", *[full()] * 9)[:lines]
    ]


def test_entries_are_where_names_and_years_stand_thickest() -> None:
    text = [full()] * 20
    assert dense_list(column([*text, *entries(6), *text])) == [20, 22, 24, 26, 28, 30]
    assert dense_list(column([*text, *entries(6, lines=4)])) == [20, 24, 28, 32, 36, 40]
    assert dense_list(column([*text, *entries(7, lines=6)])) == [], "names now and then"


def test_few_entries_or_none_are_no_list() -> None:
    text = [full()] * 20
    assert dense_list(column([*text, *entries(MIN_ENTRIES)])) != []
    assert dense_list(column([*text, *entries(MIN_ENTRIES - 1)])) == []
    assert dense_list(column([*text, *(line.replace("2016", "in print") for line in entries(7))])) == []
    assert dense_list([]) == []


def test_what_opens_a_document_is_no_list() -> None:
    assert dense_list(column([*[full()] * 12, *entries(7), *[full()] * 22])) != []
    assert dense_list(column([*[full()] * 11, *entries(7), *[full()] * 23])) == []
