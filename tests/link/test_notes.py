"""What a note is: its number, its end, and which notes are addresses."""

from __future__ import annotations

import pytest

from surveyrefs.link import link
from surveyrefs.link.notes import footnotes_of, numbers_of, parts_of
from tests.link.written import document, numbered, passage


def texts(markup: str, wanted: int = 0) -> list[tuple[str, str]]:
    """Return number and text of the notes in a passage."""
    note = passage(markup, "footnote")
    parts = parts_of(note, wanted)
    assert all(note.text[part.at :].startswith(part.number) for part in parts)
    return [(part.number, note.text[part.start : part.end].strip(" .")) for part in parts]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("^{3} Lee.", [("3", "Lee")]),
        ("3. Lee, 4.", [("3", "Lee, 4")]),
        ("^{3} Lee. ^{4} Kim. ^{5} Shaw.", [("3", "Lee"), ("4", "Kim"), ("5", "Shaw")]),
        ("^{3}Lee. ^{4}Kim.", [("3", "Lee"), ("4", "Kim")]),
        ("^{3} Lee. ^{5} Kim.", [("3", "Lee. 5 Kim")]),  # does not count on
        ("^{3} Lee 10^{4} times.", [("3", "Lee 104 times")]),  # a power: no blank before it
        ("^{3} Lee. 4 Kim.", [("3", "Lee. 4 Kim")]),  # not raised
        ("Lee. ^{4} Kim.", []),
    ],
)
def test_notes_that_run_on_in_a_paragraph(markup: str, found: list[tuple[str, str]]) -> None:
    assert texts(markup) == found


def test_a_list_of_notes_goes_on_with_the_number_wanted() -> None:
    assert texts("^{3} Lee. ^{4} Kim.", 3) == [("3", "Lee"), ("4", "Kim")]
    assert texts("^{3} Lee. ^{4} Kim.", 4) == [("4", "Kim")]
    assert texts("goes on. ^{4} Kim.", 4) == [("4", "Kim")]
    assert texts("^{3} Lee.", 5) == []


def test_all_numbers_of_footnotes() -> None:
    made = [passage("^{3} Lee. ^{4} Kim.", "footnote"), passage("^{1} Up", "note"), passage("^{2} so")]
    assert list(numbers_of(made)) == [3, 4]


@pytest.mark.parametrize(
    ("text", "page", "is_note"),
    [
        ("University of Trees, Leeds.", 1, False),
        ("University of Trees, Leeds.", 2, True),  # addresses stand on the first page with notes
        ("Lee, The Idea of a University (Oxford, 1960), 3.", 1, True),
        ("Lee, Oxford University Press, 1960.", 1, True),
        ("University of Trees, CH-1960 Sion.", 1, False),
        ("University of Trees, 1960 Sion.", 1, False),
        ("Department of Trees, since 1960.", 1, False),
        ("lee@trees.org", 1, False),
        ("x" * 130 + " University of Trees", 1, True),
    ],
)
def test_addresses(text: str, page: int, is_note: bool) -> None:
    made = [passage("^{1} lee@trees.org", "footnote"), passage("^{2} " + text, "footnote", page)]
    assert [n for _, n, _ in footnotes_of(made)] == ["2"] * is_note


def test_the_own_numbers_of_notes_in_one_paragraph_are_no_callouts() -> None:
    text = passage("So^{1} it^{2} is^{3} known^{1–40}.")
    notes = passage("^{1} A remark. ^{2} Another. ^{3} One more.", "footnote", top=600.0)
    assert [c.marker for c in link(document(text, notes), numbered(40)).callouts] == ["1–40"]


def test_numbers_of_notes_may_stand_in_brackets() -> None:
    assert texts("^{[3]} Lee. ^{[4]} Kim.") == [("3", "Lee"), ("4", "Kim")]
    text = passage("So^{[1]} it^{1} is^{[2]} known^{2} all^{3,4}.")
    notes = [passage(f"^{{[{n}]}} As Lee^{{4}} says.", "footnote", top=600.0 + 20 * n) for n in (1, 2)]
    assert [c.marker for c in link(document(text, *notes), numbered(4)).callouts] == ["1", "2", "3,4", "4", "4"]
    plain = [passage(f"^{{{n}}} As Lee{{[4]}} says.", "footnote", top=600.0 + 20 * n) for n in (1, 2)]
    found = link(document(text, *plain), numbered(4)).callouts
    assert [c.marker for c in found if c.marker.startswith("[")] == ["[1]", "[2]", "[4]", "[4]"]
