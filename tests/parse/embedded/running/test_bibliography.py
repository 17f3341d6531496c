"""Where reference lists end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from surveyrefs.errors import NoBibliography
from surveyrefs.model.document import Bibliography, Line, Passage
from surveyrefs.parse.embedded.running.bibliography import reference_lists
from surveyrefs.parse.embedded.running.flow import Flow
from tests.parse.embedded.build import entries

LABELLED = """
[1] A. Archer. A title of some words that is long.
    In a journal, 2019.
[2] B. Baker. Another title.
    In a journal, 2020.
[3] C. Carter. A third one, 2021.
    https://example.org/
"""
UNLABELLED = """
Archer, A. A title of some words that is long.
    In a journal, 2019.
Baker, B. Another title, 2020.
Carter, C. A third one.
    In a journal, 2021.
"""


def lists(*found: Sequence[Line]) -> tuple[list[int], list[str]]:
    """Return how many lines each list keeps, and the texts of the passages."""
    flow = Flow((), (), tuple(Bibliography("References", 1, tuple(lines)) for lines in found), (), (), 0)
    kept, passages, _ = reference_lists(Path("x.pdf"), flow)
    return [len(listed.lines) for listed in kept], [p.text for p in passages]


def test_a_list_is_kept_whole() -> None:
    assert lists(entries(LABELLED)) == ([6], [])
    assert lists(entries(UNLABELLED)) == ([5], [])


def test_what_follows_the_last_label_at_the_edge_is_no_entry() -> None:
    more = entries("Ann Archer is a reader of books.\nShe writes.", 400)
    assert lists([*entries(LABELLED), *more]) == ([6], ["Ann Archer is a reader of books. She writes."])


def test_what_stands_apart_without_a_year_is_no_entry() -> None:
    more = entries("This is a notice.\nIt says little.", 400)
    assert lists([*entries(UNLABELLED), *more]) == ([5], ["This is a notice. It says little."])
    dated = entries("Dean, D. Late words, 2022.", 400)
    assert lists([*entries(UNLABELLED), *dated]) == ([6], [])


def test_two_lists() -> None:
    assert lists(entries(LABELLED), entries(UNLABELLED)) == ([6, 5], [])


def test_lines_without_years_are_text() -> None:
    said = entries("The references that we give\nare a choice of many.")
    assert lists(entries(LABELLED), said) == ([6], ["The references that we give are a choice of many."])


@pytest.mark.parametrize("lines", [[], entries("No reference stands here.\nNor here, in 2019.")])
def test_no_list_is_an_error(lines: list[Line]) -> None:
    with pytest.raises(NoBibliography):
        lists(lines)
    with pytest.raises(NoBibliography):
        lists()


def test_forthcoming_and_undated_count_as_years() -> None:
    assert lists(entries("[1] A. Archer. A title. Forthcoming.\n[2] B. Baker. A title. n.d.")) == ([2], [])


CITED = ("1J. Bard, Phys. Lett. 108, 11 (1957).", "2J. Swift, J. Res. 6, 14 (1962).", "3P. Ander, J. Res. 2 (1958).")
LATER = ("4B. Joseph, Phys. Lett. 1, 2 (1962).", "5We thank a referee for this remark.", "6See footnote 1.")


def noted(*notes: str) -> tuple[int, list[str]]:
    """Return how many lines the list that footnotes make has, and the texts of the passages left."""
    lines = tuple(tuple(entries(note, 600.0 + 12 * i)) for i, note in enumerate(notes))
    passages = tuple(Passage("footnote", note, (), (), -1) for note in notes)
    found, left, _ = reference_lists(Path("x.pdf"), Flow((), passages, (), (), (), 0, lines))
    return sum(len(listed.lines) for listed in found), [p.text for p in left]


def test_works_cited_in_footnotes_are_a_list_where_there_is_no_other() -> None:
    assert noted(*CITED, *LATER) == (6, [])


def test_notes_that_cite_in_short_stand_for_a_list_too() -> None:
    short = ("5Bard, Letters, 3.", "6Ibid., 12.", "7 See ibid.", "8Swift, op. cit.")
    remark = ("9We thank a referee.", "10We do so again.", "11Nothing is here.", "12Nor is it here.")
    assert noted(*CITED, LATER[0], *short, *remark, "13No.", "14No.", "15No.") == (15, [])
    for more in ("16No.", "16Bard, whose letters go on for ever " + "and ever " * 20):
        with pytest.raises(NoBibliography):
            noted(*CITED, LATER[0], *short, *remark, "13No.", "14No.", "15No.", more, "17No.")


@pytest.mark.parametrize(
    "notes", [CITED, (*CITED, *LATER, *LATER[1:], *LATER[1:]), ("*" + n[1:] for n in (*CITED, *LATER))]
)
def test_few_dated_notes_or_notes_without_numbers_are_no_list(notes: Sequence[str]) -> None:
    with pytest.raises(NoBibliography):
        noted(*notes)


def test_footnotes_beside_a_list_stay_footnotes() -> None:
    notes = tuple(tuple(entries(note)) for note in (*CITED, *LATER))
    listed = (Bibliography("References", 1, tuple(entries(LABELLED))),)
    found, _, _ = reference_lists(Path("x.pdf"), Flow((), (), listed, (), (), 0, notes))
    assert [len(each.lines) for each in found] == [6]
