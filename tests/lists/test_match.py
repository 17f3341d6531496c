"""Which reference an entry is, by what, and how sure that is."""

from __future__ import annotations

import pytest

from surveyrefs.lists.match import Match, covered, match_entries, match_works, same_works
from surveyrefs.lists.model import ListEntry
from surveyrefs.model.reference import Reference
from tests.lists.build import entry, listed
from tests.versions.survey_maker import reference

NIGHT = reference("Listening at Night: A Study of Quiet Motors", arxiv="2301.00001", year="2023")
HUSH = reference("Counting what is not heard in large machine rooms", year="2022")
LORA = reference("LoRA: Low-rank adaptation of large language models", year="2021")
TEXTBOOKS = reference("Textbooks are all you need", arxiv="2306.11644", year="2023")
TEXTBOOKS_2 = reference("Textbooks are all you need II: phi-1.5 technical report", arxiv="2309.05463", year="2023")
SURVEY = [NIGHT, HUSH, LORA, TEXTBOOKS, TEXTBOOKS_2]


def match_of(one: ListEntry, references: list[Reference] | None = None) -> Match | None:
    found = match_entries([one], references or SURVEY)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("one", "number", "reason", "sure"),
    [
        (entry("Listening at night: a study of quiet motors", "2301.00001"), 0, "arxiv", True),
        (entry("listening at night", "2301.00001"), 0, "arxiv", True),
        (entry("Something else that nobody studied", "2301.00001"), 0, "arxiv", False),
        (entry("Listning at night: a studdy of quiet motors"), 0, "title", True),
        (entry("LISTENING AT NIGHT"), 0, "title", True),
        (entry("Counting what is not heard in large machine room"), 1, "title", True),
        (entry("Counting what is not heard in large machine rooms: a survey"), 1, "title", True),
        (entry("Counting what is never heard in giant machine rooms"), 1, "title", False),
        (entry("LoRA"), 2, "name", True),
        (entry("Textbooks Are All You Need"), 3, "title", True),
        (entry("Textbooks Are All You Need II"), 4, "title", True),
    ],
)
def test_matches(one: ListEntry, number: int, reason: str, sure: bool) -> None:
    match = match_of(one)
    assert match is not None
    assert (match.reference, match.reason, not match.doubtful) == (number, reason, sure)


@pytest.mark.parametrize(
    "one",
    [
        entry("Counting sheep in small rooms"),
        entry("Textbooks are all you need III"),
        entry("Listening at nights: the study of quiet motor", "2401.99999"),
        entry("LoRB"),
    ],
)
def test_other_works(one: ListEntry) -> None:
    assert match_of(one) is None


def test_a_title_that_fits_outweighs_an_identifier_that_does_not() -> None:
    match = match_of(entry("Counting what is not heard in large machine rooms", "2301.00001"))
    assert match is not None
    assert (match.reference, match.reason) == (1, "title")


def test_a_name_that_two_works_bear_is_a_doubt() -> None:
    twice = [LORA, reference("LoRA: long range radio networks", year="2019")]
    match = match_of(entry("LoRA"), twice)
    assert match is not None
    assert match.doubtful


def test_years_far_apart_lower_the_confidence() -> None:
    near = match_of(entry("Counting what is not heard in large machine rooms", year="2023"))
    far = match_of(entry("Counting what is not heard in large machine rooms", year="2012"))
    assert near is not None
    assert far is not None
    assert far.confidence < near.confidence


def test_a_doubt_gives_way_to_a_sure_match_of_the_same_reference() -> None:
    entries = [
        entry("Counting what is not heard in large machine rooms"),
        entry("Counting what is never heard in giant machine rooms"),
    ]
    assert [match.entry for match in match_entries(entries, SURVEY)] == [0]


def test_a_repository_of_several_papers_does_not_make_them_one() -> None:
    text = "# T\n## C\n" + "".join(
        f"- [Wizard{name}: empowering {name} models with evolved instructions](https://arxiv.org/abs/{number}) "
        "[code](https://github.com/w/wizard)\n"
        for name, number in (("Math", "2301.00011"), ("Code", "2301.00012"))
    )
    assert same_works(listed(text).entries) == [0, 1]


def test_one_work_under_two_spellings_is_one() -> None:
    entries = [
        entry("Quiet motors at night", "2301.00001"),
        entry("Quiet motor at nigth"),
        entry("QUIET MOTORS AT NIGHT", "2302.00002"),
        entry("Loud motors by day", "2301.00001"),
    ]
    assert same_works(entries) == [0, 0, 0, 3]


def test_a_survey_that_lists_a_work_twice_misses_none_of_them() -> None:
    twice = [NIGHT, reference("Listening at night: a study of quiet motors", key="again", year="2024"), HUSH]
    found = match_entries([entry("Listening at night: a study of quiet motors")], twice)
    assert covered(found, twice) == {0, 1}


def test_works_of_two_lists_are_matched_one_to_one() -> None:
    old = [reference("MetaMeth: bootstap your own questions", key="a", authors="", arxiv="2309.12284"), HUSH]
    new = [HUSH, reference("MetaMath: Bootstrap your own questions", key="b", authors="", arxiv="2309.12284"), LORA]
    assert [(m.old, m.new, m.reason) for m in match_works(old, new)] == [(1, 0, "title"), (0, 1, "arxiv")]
