"""Numbers in brackets, in parentheses and raised that are no callouts, and what they are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from surveyrefs.link.labels import read_labels
from surveyrefs.link.markers import BRACKET, CIRCLED, PAREN, RAISED, SPELT, find_markers
from surveyrefs.link.nocite import (
    Marks,
    enumeration,
    is_equation_number,
    leads_elsewhere,
    not_a_callout,
    read_marks,
)
from surveyrefs.link.note_marks import NoteMarks, place_of
from tests.link.written import numbered, passage

LABELS = read_labels(numbered(40))
FORMS = frozenset((BRACKET, PAREN, RAISED, CIRCLED, SPELT))


NO_MARKS = Marks()


def reasons(markup: str, marks: Marks = NO_MARKS, kind: str = "paragraph") -> list[str]:
    """Return for each marker of a passage why it is no callout."""
    made = passage(markup, kind)
    return [not_a_callout(made, m, LABELS, marks) for m in find_markers(made, FORMS, LABELS)]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("values in the range [1, 2] hold", ["interval"]),
        ("values in the range [5, 9] hold", ["interval"]),
        ("values in the range [6, 9] hold", [""]),  # works cited in pairs have such numbers
        ("as was found [1, 2] by all", [""]),
        ("values in the range [1, 2, 3] hold", [""]),
        ("x ∈ [1–5] holds", ["interval"]),
        ("values in the range [1–5] hold", [""]),
        ("the array [1, 2, 3] is", ["array"]),
        ("the array [2, 3, 4] is", [""]),
        ("the vector [1] is", [""]),
        ("an entry x[3] of it", ["index"]),
        ("below //div[2] of it", ["index"]),
        ("as was found [3] of it", [""]),
        ("as was found [60] of it", [""]),  # half as high again as the highest label is 60
        ("as was found [61] of it", ["number"]),
        ("as was found [3, 61] of it", ["number"]),
    ],
)
def test_in_brackets(markup: str, found: list[str]) -> None:
    assert reasons(markup) == found


@pytest.mark.parametrize(("share", "range_", "letter"), [(0.59, "", ""), (0.6, "interval", "index")])
def test_where_most_callouts_in_brackets_are_links_less_is_enough(share: float, range_: str, letter: str) -> None:
    marks = Marks(linked={BRACKET: share})
    assert reasons("values in the range [1–5] hold", marks) == [range_]
    assert reasons("the entry x [3] holds", marks) == [letter]


def test_an_identifier_takes_an_index_where_callouts_stand_apart_from_words() -> None:
    assert reasons("the call x_i[2] holds", Marks(glued=frozenset())) == ["index"]
    assert reasons("the call x_i[2] holds") == [""]


@pytest.mark.parametrize("form", [PAREN, RAISED])
@pytest.mark.parametrize(("share", "found"), [(0.89, ""), (0.9, "no link")])
def test_among_links_one_without_a_link_is_no_callout(form: str, share: float, found: str) -> None:
    marks = Marks(linked={form: share})
    assert reasons("as was found (3) by all" if form == PAREN else "as was found^{3} by all", marks) == [found]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("see Eq. (3) for it", ["number of a part"]),
        ("see equations (3) and (4) for it", ["number of a part", "number of a part"]),
        ("the value f(3) of it", ["argument"]),
        ("the value log(3) of it", ["argument"]),
        ("as was found (3) by all", [""]),
        ("as was found (3-2) by all", ["no range"]),
        ("as was found (2-3) by all", [""]),
        ("the open interval (2, 5) of it", ["interval"]),
        ("the open interval (2, 5, 7) of it", [""]),
        ("there are three (3) of them", ["number in words"]),
        ("there are three (4) of them", [""]),
        ("there are one (1) of them", ["number in words"]),
        ("there are twelve (12) of them", ["number in words"]),
    ],
)
def test_in_parentheses(markup: str, found: list[str]) -> None:
    assert reasons(markup) == found


def test_an_equations_number_is_named_later() -> None:
    marks = Marks(equations=frozenset(("3",)))
    assert reasons("it follows from (3) that", marks) == ["equation"]
    assert reasons("it follows from (4) that", marks) == [""]
    assert reasons("it follows easily (3) that", marks) == [""]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("as was found^{3} by all", [""]),
        ("^{3} The note says", ["footnote mark"]),
        ("the nuclide ^{14}C decays", ["isotope"]),
        ("a volume of 10^{3} is", ["exponent"]),
    ],
)
def test_raised(markup: str, found: list[str]) -> None:
    assert reasons(markup) == found


def test_the_mark_of_a_note_is_no_callout() -> None:
    text = "as was found^{3} by all^{3,4} of them^{3–4} and^{3}"
    made = passage(text)
    first, second, *_ = find_markers(made, FORMS, LABELS)
    marks = Marks(notes=NoteMarks(frozenset(place_of(made, item.start) for item in first.items)))
    assert reasons(text, marks) == ["footnote mark", "", "", ""]
    marks = Marks(notes=NoteMarks(frozenset(place_of(made, item.start) for item in second.items)))
    assert reasons(text, marks) == ["", "footnote mark", "", ""]


def test_a_cell_of_raised_numbers_alone_holds_callouts() -> None:
    assert reasons("^{3}", kind="cell") == [""]
    assert reasons("^{3} or less", kind="cell") == ["footnote mark"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There are: (1) one, (2) two and (3) three.", {11: "1", 20: "2", 32: "3"}),
        ("There are: (1) one, (3) three.", {}),
        ("There are: (1) one.", {}),
        ("There are: (2) one, (3) two.", {}),
        ("as was found (1) and proved (2) too", {}),  # a list's number stands behind a stop or a link word
        ("It was found, (1). It was proved, (2).", {}),  # … and before words
        ("Be: (1) a, (2) b. Then: (1) c, (2) d, (3) e.", {4: "1", 11: "2", 24: "1", 31: "2", 38: "3"}),
    ],
)
def test_numbers_that_count_through_a_text(text: str, found: dict[int, str]) -> None:
    assert enumeration(text) == found


@pytest.mark.parametrize(
    ("blanks", "behind", "is_number"),
    [(5, "", True), (4, "", False), (5, "~where it holds", True), (5, " holds", False)],
)
def test_an_equation_number_ends_its_line_behind_a_wide_blank(blanks: int, behind: str, is_number: bool) -> None:
    made = passage("so x" + " " * blanks + "(3)" + behind)
    (marker,) = find_markers(made, FORMS, LABELS)
    assert is_equation_number(made, marker) == is_number
    assert read_marks([(made, [])], LABELS).equations == (frozenset(("3",)) if is_number else frozenset())


def test_a_number_alone_in_its_line_is_no_equations() -> None:
    made = passage("so it is~(3)")
    (marker,) = find_markers(made, FORMS, LABELS)
    assert not is_equation_number(made, marker)
    lone = passage("(3)")
    (marker,) = find_markers(lone, FORMS, LABELS)
    assert not is_equation_number(lone, marker)


@pytest.mark.parametrize(("name", "elsewhere"), [("section.3", True), ("equation.2.1", True), ("cite.a", False)])
def test_a_link_to_something_else(name: str, elsewhere: bool) -> None:
    made = passage(f"as <{name}|[3]> says")
    (marker,) = find_markers(made, FORMS, LABELS)
    assert leads_elsewhere(made, marker) == elsewhere
    assert not_a_callout(made, marker, LABELS, Marks()) == ("link to something else" if elsewhere else "")


def test_callouts_go_on_above_the_highest_label_where_the_text_says_so() -> None:
    reach: Mapping[str, int] = {BRACKET: 80}
    assert reasons("as was found [80] of it", Marks(reach=reach)) == [""]
    assert reasons("as was found [81] of it", Marks(reach=reach)) == ["number"]
