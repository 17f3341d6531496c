"""Entries of the table of contents that no heading has."""

from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.model.document import Section
from surveyrefs.parse.embedded.outline.contents import contents_problems, with_contents
from tests.parse.embedded.build import column

ENTRIES = [
    "1 Introduction . . . . . . . . . . 1",
    "1.1 A title of so many words that it takes",
    "two lines . . . . . . . . . . . . 2",
    "2 Methods 4",
    "Acknowledgements . . . . . . . . . 9",
]


def told(*sections: tuple[str, str]) -> list[str]:
    made = [Section(number, title, 1, False, 1, Box(0, 0, 1, 1), -1) for number, title in sections]
    problems = contents_problems(column(ENTRIES), made)
    assert all(p.code == "contents-unread" for p in problems)
    return [p.text for p in problems]


def test_what_no_heading_has_is_told() -> None:
    found = [("1", "Introduction"), ("2", "Methods"), ("", "ACKNOWLEDGEMENTS")]
    assert told(*found) == ["1.1 A title of so many words that it takes two lines"]
    assert told(*found, ("", "A title of so many words that it takes two lines")) == []
    assert told(*found[:2], ("1.1", "Anything")) == ["Acknowledgements"]


def test_a_list_of_other_things_is_no_table_of_contents() -> None:
    assert told(("7", "Conclusion")) == []


def cased(number: str, title: str, bookmark: str = "", entries: list[str] = ENTRIES) -> str:
    section = Section(number, title, 1, False, 1, Box(0, 0, 1, 1), -1, bookmark)
    return with_contents([section], column(entries))[0].bookmark


def test_headings_in_capitals_have_the_case_of_the_contents() -> None:
    assert cased("1.1", "A TITLE OF SO MANY WORDS THAT IT TAKES TWO LINES") == ENTRIES[1][4:] + " two lines"
    assert cased("", "ACKNOWLEDGEMENTS") == "Acknowledgements"
    assert cased("2", "METHODS", entries=["2 METHODS 4"]) == ""  # the contents are in capitals, too
    assert cased("2", "Methods") == ""  # as printed is as the author wrote it
    assert cased("2", "METHODS", "Methods (of old)") == "Methods (of old)"
    assert cased("7", "RESULTS") == ""


def test_a_title_of_acronyms_has_few_small_letters() -> None:
    assert cased("3", "LSTMs", entries=["3 Lstms 7"]) == "Lstms"  # a small letter for each four capitals
    assert cased("3", "VAEs", entries=["3 Vaes 7"]) == ""
    assert cased("3", "LaTeX", entries=["3 Latex 7"]) == ""
