"""Numbers in brackets, parentheses and superscript; alphabetic labels."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.link import link
from surveyrefs.link.labels import read_labels
from surveyrefs.link.markers import Item, expand
from surveyrefs.model.document import SUPERSCRIPT, Passage, TextLink
from surveyrefs.model.reference import References
from tests.link.written import document, found, numbered, passage, reference, table

# Cites all of 1..N, so that the style of a short test text is beyond doubt.
ALL = {"[": "All of it is known [1–40].", "(": "All of it is known (1–40).", "^": "All of it is known^{1–40}."}


def read(markup: str, style: str = "[", count: int = 40) -> list[tuple[str, list[int]]]:
    """Return the callouts of a text after a sentence that cites everything in the style."""
    links = link(document(passage(ALL[style], top=50.0), passage(markup)), numbered(count))
    return found(links)[1:]


@pytest.mark.parametrize(
    ("markup", "marker", "cited"),
    [
        ("as shown [12].", "[12]", [12]),
        ("as shown [3, 5–7].", "[3, 5–7]", [3, 5, 6, 7]),
        ("as shown [1,3-5,12].", "[1,3-5,12]", [1, 3, 4, 5, 12]),
        ("as shown [2; 9].", "[2; 9]", [2, 9]),
        ("as shown [3]–[7].", "[3]–[7]", [3, 4, 5, 6, 7]),
        ("as shown [3]-[5].", "[3]-[5]", [3, 4, 5]),
        ("as shown [12, Sec. 3].", "[12, Sec. 3]", [12]),
        ("as shown [12, pp. 3–4].", "[12, pp. 3–4]", [12]),
        ("as shown [12, Theorem 2.1, 14].", "[12, Theorem 2.1, 14]", [12, 14]),
        ("as shown [12, §2; 14].", "[12, §2; 14]", [12, 14]),
        ("as shown [see 5].", "[see 5]", [5]),
        ("as shown [e.g., 5, 6].", "[e.g., 5, 6]", [5, 6]),
        ("as shown [4 and 9].", "[4 and 9]", [4, 9]),
        ("as shown [12a].", "[12a]", [12]),
        ("as shown [35–40].", "[35–40]", list(range(35, 41))),
        ("software[14] does", "[14]", [14]),
        ("broken [3,~14] here", "[3,14]", [3, 14]),
        ("broken [3, ~14] here", "[3, 14]", [3, 14]),
    ],
)
def test_bracketed_numbers(markup: str, marker: str, cited: list[int]) -> None:
    assert read(markup) == [(marker, cited)]


@pytest.mark.parametrize(
    ("markup", "cited"),
    [
        ("as developed^{13–15} by many", [13, 14, 15]),
        ("as developed.^{2,5}", [2, 5]),
        ("as developed^{2, 5} by", [2, 5]),
        ("over a line^{2,}~^{5} end", [2, 5]),
        ("with blanks.^{2} ^{5–7} ^{9} It", [2, 5, 6, 7, 9]),
    ],
)
def test_superscripts(markup: str, cited: list[int]) -> None:
    assert [c for _, c in read(markup, "^")] == [cited]


@pytest.mark.parametrize(
    "markup",
    [
        "an area of 4 km^{2} is",
        "let x^{2} be",
        "about 10^{5} of them",
        "a volume of 3 m^{3} or",
        "at 2215 cm ^{1} and",
        "by (^{1}H NMR) it",
    ],
)
def test_exponents_are_no_callouts(markup: str) -> None:
    assert read(markup, "^") == []


def test_raised_numbers_at_two_heights_are_not_one_callout() -> None:
    text = passage("as shown^{3} ^{4} then", top=300.0)
    pieces = tuple(msgspec.structs.replace(p, y0=p.y0 + 4) if text.text[p.start] == "4" else p for p in text.pieces)
    whole = document(passage(ALL["^"], top=50.0), msgspec.structs.replace(text, pieces=pieces))
    assert [m for m, _ in found(link(whole, numbered(40)))[1:]] == ["3", "4"]


@pytest.mark.parametrize(
    ("markup", "cited"),
    [
        ("as shown.¹² Then", [12]),
        ("as shown.¹²,¹⁵ Then", [12, 15]),
        ("as shown¹²⁻¹⁴ it", [12, 13, 14]),
        ("an area of 4 km² is", []),
        ("a rate of 2 mL⁻¹ is", []),
        ("Ê¾»¹ »Î¿ÉÊ¿Ä½¹ ·Ä·ÂÏÉ¿É¹ »·»", []),
    ],
)
def test_superscripts_that_are_characters_of_their_own(markup: str, cited: list[int]) -> None:
    assert [c for _, c in read(markup, "^")] == ([cited] if cited else [])


@pytest.mark.parametrize(
    ("markup", "cited"),
    [
        ("as in ref. 12 above", [12]),
        ("as in refs 3, 5 and 7–9 above", [3, 5, 7, 8, 9]),
        ("References 12 and 14 say so", [12, 14]),
    ],
)
@pytest.mark.parametrize("style", ["^", "("])
def test_works_named_by_number_in_the_sentence(markup: str, cited: list[int], style: str) -> None:
    assert [c for _, c in read(markup, style)] == [cited]


def test_a_work_named_by_number_among_links_is_a_link_too() -> None:
    linked = "".join(f"Fact^{{{n}}} " for n in range(1, 11))
    text = passage(linked)
    links = tuple(TextLink(p.start, p.end, f"cite.{text.text[p.start : p.end]}", 9, 50.0, 100.0, "", i)
                  for i, p in enumerate(text.pieces) if p.style)  # fmt: skip
    whole = document(msgspec.structs.replace(text, links=links), passage("not in reference 3", top=300.0))
    assert [c for _, c in found(link(whole, numbered(10, anchors=True)))] == [[n] for n in range(1, 11)]


def test_an_equation_number_beside_a_large_sign_is_not_raised() -> None:
    text = passage("H is p" + " " * 40 + "(1)~where p is", top=300.0)
    raised = [msgspec.structs.replace(p, style=SUPERSCRIPT) if text.text[p.start] == "(" else p for p in text.pieces]
    whole = document(passage(ALL["("], top=50.0), msgspec.structs.replace(text, pieces=tuple(raised)))
    assert found(link(whole, numbered(40)))[1:] == []


def test_a_superscript_in_a_bracketed_document_is_a_footnote_mark() -> None:
    assert read("as it says.^{3} Then") == []


def test_a_superscript_with_a_footnote_of_its_number_is_its_mark() -> None:
    text = (
        passage(ALL["^"], top=50.0),
        passage("as it says.^{3}", page=2),
        passage("3 See the web page.", "footnote", page=2),
    )
    assert len(link(document(*text), numbered(40)).callouts) == 1


@pytest.mark.parametrize("markup", ["of care systems(12).", "by the ELISA(12) of"])
def test_numbers_in_parentheses_close_behind_a_word(markup: str) -> None:
    assert read(markup, "(") == [("(12)", [12])]


@pytest.mark.parametrize("markup", ["of it^{(12)} and", "in f^{(12)} and", "in 2019^{(12)} and"])
def test_raised_numbers_in_parentheses_cite(markup: str) -> None:
    assert [c for _, c in read(markup, "(")] == [[12]]


@pytest.mark.parametrize("markup", ["was found (12).", "was found (see 12)", "was found (12, 14)."])
def test_numbers_in_parentheses(markup: str) -> None:
    assert [c[0] for _, c in read(markup, "(")] == [12]


@pytest.mark.parametrize(
    "markup",
    [
        "as in Eq. (3) above",
        "by Equations (3) and (4) above",
        "three ways: (1) go, (2) stay, and (3) turn",
        "the value f(3) is",
        "in 2019 (2020) it",
        "ten (10) of them",
        "in [0, 1] and (2, 5) of",
        "in the interval (2, 5) of",
        "x ∈ (2, 5) of",
    ],
)
def test_parentheses_that_do_not_cite(markup: str) -> None:
    assert read(markup, "(") == []


def test_an_equation_number_stands_off_at_the_line_end() -> None:
    assert read("a = b + c" + " " * 40 + "(3)~where a is; by (3) we find", "(") == []


@pytest.mark.parametrize(
    "markup",
    [
        "a value in [0, 1] is",
        "in the range [1, 5] of",
        "scaled to [1, 10] before",
        "values ranging in [2, 7] of",
        "and we scale it to [1, 5] now",
        "the list [1, 2, 3] has",
        "the element a[4] of it",
        "published in [2019] by",
        "see [Online] for",
        "a matrix [1.5, 2] of",
        "the set [100, 2000] of",
        "the node //div/p[2] of it",
        "the axis child::p[2] of it",
        "where x ∈ [1–5] holds",
    ],
)
def test_brackets_that_do_not_cite(markup: str) -> None:
    assert read(markup) == []


@pytest.mark.parametrize(
    "markup",
    [
        "according to [3, 4] it",
        "a wide domain [7, 8]",
        "similar in size to [2, 9]",
        "feature vectors [12, 15]",
        "at scale [5, 6]",
    ],
)
def test_words_of_intervals_do_not_hide_callouts(markup: str) -> None:
    assert len(read(markup)) == 1


def test_brackets_close_behind_a_short_word_are_indexes_where_brackets_stand_apart() -> None:
    apart = ", ".join(f"known [{n}]" for n in range(2, 12))
    assert [c for _, c in read(apart + "; the component (to[1]) and x_i[3] of it")] == [[n] for n in range(2, 12)]


def test_brackets_close_behind_short_words_cite_where_brackets_often_stand_so() -> None:
    assert [c for _, c in read("in cells[2], in mice[3], in men[4], go to[5].")] == [[2], [3], [4], [5]]


def test_a_note_with_an_address_leaves_its_number_to_callouts() -> None:
    text = (
        passage("All of it is known^{1–40}.", top=50.0),
        passage("First found there.^{1}", page=2),
        passage("^{1}Department of Ponds, University of Lakes", "footnote", page=2),
    )
    assert found(link(document(*text), numbered(40)))[1:] == [("1", [1])]


def test_an_open_bracket_in_a_cell_is_no_callout_broken_over_a_page() -> None:
    cell = passage("F(x) = a + [10", "cell")
    grid = table(passage("Table 1: Forms", "caption"), ((cell,),))
    assert found(link(document(passage(ALL["["], top=50.0), tables=(grid,)), numbered(40)))[1:] == []


def test_a_number_just_above_the_list_is_a_callout_without_target() -> None:
    links = link(document(passage(ALL["["]), passage("it was found [41].", top=200.0)), numbered(40))
    assert found(links)[1] == ("[41]", [0])
    assert [p.code for p in links.problems] == ["callout-above-highest"]


@pytest.mark.parametrize(
    ("markup", "cited"),
    [("in [2? –4].", [2, 3, 4, 0]), ("in [1, 3? –5].", [1, 3, 4, 5, 0]), ("in [2?, 9].", [2, 0, 9])],
)
def test_an_unknown_key_within_a_range(markup: str, cited: list[int]) -> None:
    assert [c for _, c in read(markup)] == [cited]


def test_latex_prints_a_question_mark_for_an_unknown_key() -> None:
    links = link(document(passage(ALL["["]), passage("it was found [5, ?, 6].", top=200.0)), numbered(40))
    assert found(links)[1] == ("[5, ?, 6]", [5, 0, 6])
    assert [p.code for p in links.problems] == ["callout-unresolved"]


def test_a_marker_broken_over_two_passages_is_read_in_both() -> None:
    text = (passage(ALL["["], top=50.0), passage("found by [3, 4,"), passage("7] and others", page=2))
    assert [c for _, c in found(link(document(*text), numbered(40)))[1:]] == [[3, 4], [7]]


def test_both_ends_are_cited_by_a_range_that_descends() -> None:
    assert read("as shown [7–3].") == [("[7–3]", [7, 3])]


def test_a_short_last_number_is_completed() -> None:
    assert read("as shown [123–5].", count=130) == [("[123–5]", [123, 124, 125])]


def alphabetic() -> References:
    return References(tuple(reference(x) for x in ("Wan+23", "ABC99", "KW13", "Smi03a", "S3", "S4", "S5")))


@pytest.mark.parametrize(
    ("markup", "cited"),
    [
        ("as in [Wan+23].", [1]),
        ("as in [ABC99, KW13].", [2, 3]),
        ("as in [ABC99; KW13, p. 12].", [2, 3]),
        ("as in [Wan+ ~23].", [1]),
        ("as in [Smi-~03a].", [4]),
        ("as in [S3–S5].", [5, 6, 7]),
        ("as in [see Smi03a].", [4]),
    ],
)
def test_alphabetic_labels(markup: str, cited: list[int]) -> None:
    assert [c for _, c in found(link(document(passage(markup)), alphabetic()))] == [cited]


def test_an_alphabetic_label_that_the_list_lacks_is_listed() -> None:
    links = link(document(passage("as in [ABC99, Foo17] and [Online].")), alphabetic())
    assert found(links) == [("[ABC99, Foo17]", [2, 0])]
    assert links.problems[0].code == "callout-unresolved"


def test_second_style_in_the_same_document() -> None:
    text = passage("Brackets [1–10] mostly, but here^{11–15} and there^{16–20} raised.")
    assert len(link(document(text), numbered(20)).callouts) == 3


def test_numbers_count_where_no_label_could_be_read() -> None:
    references = References(tuple(reference("", f"Author{n}, A.") for n in range(1, 11)))
    text = passage("First [1], second [2, 3], then [4–6], [7], [8] and [9, 10].")
    assert [c for _, c in found(link(document(text), references))] == [[1], [2, 3], [4, 5, 6], [7], [8], [9, 10]]


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=5), min_size=1, max_size=12))
def test_every_bracketed_number_is_accounted_for(lists: list[list[int]]) -> None:
    """Conservation: what looks like a callout is one, with a target for each number."""
    text = " ".join(f"word {numbers} and".replace("'", "") for numbers in lists)
    links = link(document(passage(ALL["["], top=50.0), passage(text)), numbered(40))
    assert [[t.reference + 1 for t in c.targets] for c in links.callouts[1:]] == lists
    assert [c.marker for c in links.callouts[1:]] == [str(numbers) for numbers in lists]
    assert not links.problems


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_numbers_are_linked_or_listed(numbers: list[int]) -> None:
    """Conservation: a number above the list is a callout without target and a problem, never dropped."""
    text = " ".join(f"word [{n}] and" for n in numbers)
    links = link(document(passage(ALL["["], top=50.0), passage(text)), numbered(40))
    assert [c.marker for c in links.callouts[1:]] == [f"[{n}]" for n in numbers]
    lost = [c for c in links.callouts if any(t.reference < 0 for t in c.targets)]
    assert len(lost) == sum(n > 40 for n in numbers) == sum(p.code == "callout-above-highest" for p in links.problems)


def cited(numbers: Sequence[int], form: str = "[{}]") -> Passage:
    """Return a paragraph that cites the numbers one by one."""
    return passage(" ".join(f"Words were said about it by many people {form.format(n)}." for n in numbers))


@pytest.mark.parametrize("form", ["[{}]", "^{{{}}}"])
def test_callouts_far_above_the_end_of_the_list_are_told(form: str) -> None:
    result = link(document(cited(range(1, 61), form)), numbered(14))
    assert [len(c.targets) for c in result.callouts] == [1] * 60
    assert [p.text for p in result.problems if p.code == "list-ends-early"] == [
        "callouts reach 60, the reference list ends at 14"
    ]


def test_years_and_lone_numbers_in_brackets_do_not_lengthen_a_list() -> None:
    result = link(document(cited([*range(1, 15), 300, 1999, 2004, 2010])), numbered(14))
    assert len(result.callouts) == 14
    assert not [p for p in result.problems if p.code == "list-ends-early"]


@pytest.mark.parametrize(
    ("markup", "marker", "cited"),
    [
        ("as shown③.", "③", [3]),
        ("as shown①②.", "①②", [1, 2]),
        ("as shown ②–⑤.", "②–⑤", [2, 3, 4, 5]),
        ("变化很大。⑫ 然而", "⑫", [12]),
    ],
)
def test_circled_numbers(markup: str, marker: str, cited: list[int]) -> None:
    links = link(document(passage("All is known①–⑫.", top=50.0), passage(markup)), numbered(12))
    assert found(links)[1:] == [(marker, cited)]


def test_circled_numbers_that_count_items_are_no_callouts() -> None:
    text = "There are three: ① ponds; ② lakes; ③ seas."
    links = link(document(passage("All is known①–⑫.", top=50.0), passage(text)), numbered(12))
    assert len(found(links)) == 1
    brackets = link(document(passage(ALL["["], top=50.0), passage("It is ① wide.")), numbered(40))
    assert len(found(brackets)) == 1, "a list cited in brackets is not cited by circled numbers"


def test_a_bracket_that_is_never_closed_is_none() -> None:
    broken = passage("All is known [1–40]. as shown [12, 13")
    assert found(link(document(broken), numbered(40)))[1:] == [("[12, 13", [12, 13])]
    endless = passage("All is known [1–40]. as shown [12, 13 " + "and so on " * 70)
    assert len(found(link(document(endless), numbered(40)))) == 1


def test_a_range_over_hundreds_of_labels_with_letters_is_its_ends() -> None:
    references = References(tuple(reference(f"S{n}") for n in range(1, 9)))
    assert found(link(document(passage("as shown [S1–S4].")), references)) == [("[S1–S4]", [1, 2, 3, 4])]
    labels = read_labels(references)
    for label, last in (("S1", "S402"), ("S1", "S99999999"), ("1a", "402b"), ("1a", "99999999b")):
        assert expand(Item(0, 9, label, last), labels) == [label, last]
    assert len(expand(Item(0, 9, "S1", "S401"), labels)) == 401
