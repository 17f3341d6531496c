"""Which lines with numbers are headings."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.typeface import Typeface
from surveyrefs.parse.embedded.outline.chain import GAP_COST, MAX_GAP, Candidate, best_chain, choose
from surveyrefs.parse.embedded.outline.numbering import Label, read_labels

HEAD = Typeface(12.0, BOLD, False, "Times")
OTHER = Typeface(10.0, ITALIC, False, "Times")


def candidate(
    index: int, text: str, face: Typeface = HEAD, *, supported: bool = False, alone: bool = True, listed: bool = False
) -> Candidate:
    """Return a line that may be a heading."""
    return Candidate(index, tuple(read_labels(text)), face, 2, alone, supported, listed)


def numbers(*found: Candidate) -> list[str]:
    """Return the numbers of the headings among candidates."""
    return [label.printed for _, (_, label) in sorted(choose(found).items())]


def plain(*texts: str) -> list[Candidate]:
    """Return candidates of one look."""
    return [candidate(10 * i, text) for i, text in enumerate(texts)]


def test_sections_and_subsections() -> None:
    texts = ("1 A", "1.1 B", "1.2 C", "1.2.1 D", "2 E", "2.1 F", "3 G", "A H", "A.1 I", "B J")
    assert numbers(*plain(*texts)) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1", "3", "A", "A.1", "B"]


def test_items_of_a_list_do_not_break_the_outline() -> None:
    items = [candidate(11, "1. An item", OTHER), candidate(12, "2. An item", OTHER), candidate(13, "3. An item", OTHER)]
    found = choose([*plain("1 A", "2 B", "3 C", "4 D"), *items])
    assert sorted(found) == [0, 10, 20, 30]


def test_a_section_that_was_not_seen_may_be_left_out() -> None:
    assert numbers(*plain("1 A", "2 B", "4 C", "5 D")) == ["1", "2", "4", "5"]
    far = f"{3 + MAX_GAP + 1} C"
    assert numbers(*plain("1 A", "2 B", "3 X", far)) == ["1", "2", "3"]


def test_roman_sections_with_letters_and_brackets_below() -> None:
    texts = ("I. A", "A. B", "1) C", "2) D", "a) E", "B. F", "II. G", "A. H", "III. I", "APPENDIX A X")
    assert numbers(*plain(*texts)) == ["I", "A", "1", "2", "a", "B", "II", "A", "III", "A"]


def test_roman_sections_with_whole_paths_below() -> None:
    texts = ("I. A", "I.A. B", "I.B C", "I.B.1. D", "II E", "II.A F", "II.B.a) G", "III. H")
    assert numbers(*plain(*texts)) == ["I", "I.A", "I.B", "I.B.1", "II", "II.A", "II.B.a", "III"]


def test_destinations_weigh_more_than_looks() -> None:
    marked = [candidate(10 * i, f"{i} X", OTHER, supported=True) for i in range(1, 6)]
    bold = [candidate(10 * i + 5, f"{i} Y") for i in range(1, 6)]
    assert sorted(choose([*marked, *bold])) == [10, 20, 30, 40, 50]


def test_where_destinations_mark_the_headings_a_line_without_one_is_none() -> None:
    marked = [candidate(10 * i, f"{i} X", supported=True) for i in range(1, 6)]
    assert sorted(choose([*marked, candidate(55, "6 Y")])) == [10, 20, 30, 40, 50]
    assert 55 in choose([*marked[:2], candidate(55, "3 Y")]), "too few to be all"


def test_a_lone_look_does_not_count() -> None:
    assert numbers(*plain("1 A", "2 B", "3 C", "4 D", "5 E"), candidate(60, "6 F", OTHER)) == ["1", "2", "3", "4", "5"]


def test_an_appendix_says_so_whatever_its_level_looks_like() -> None:
    sub = Typeface(11.0, BOLD, False, "Times")
    lines = [*plain("1 A", "2 B", "3 C"), candidate(5, "1.1 D", sub), candidate(40, "Appendix A Data", sub)]
    assert numbers(*lines) == ["1", "1.1", "2", "3", "A"]


def test_run_in_lines_of_a_reference_list_are_none() -> None:
    assert numbers(*plain("1 A", "2 B"), candidate(30, "3 Author", alone=False, listed=True)) == ["1", "2"]


def test_capitals_in_a_bold_title_are_no_other_look() -> None:
    shouting = Typeface(12.0, BOLD, True, "Times")
    assert numbers(*plain("1 A", "2 B", "3 C", "4 D", "5 E"), candidate(60, "6 GPT", shouting))[-1] == "6"


def test_no_candidates_no_headings() -> None:
    assert choose([]) == {}


def reading(index: int, number: int, weight: float = 1.0) -> tuple[Candidate, Label, float]:
    """Return one reading of a line."""
    label = Label("arabic", (number,), str(number), 2)
    return Candidate(index, (label,), HEAD, 2, True, False), label, weight


def test_numbers_left_out_cost() -> None:
    chain, weight = best_chain([reading(0, 1), reading(1, 3)])
    assert [label.parts for _, label, _ in chain] == [(1,), (3,)]
    assert weight == 2 - GAP_COST
    assert best_chain([reading(0, 9)]) == ([], 0.0), "a chain does not begin so late"
    assert best_chain([]) == ([], 0.0)


@given(st.lists(st.tuples(st.integers(1, 9), st.floats(0.1, 3)), max_size=12))
def test_a_chain_rises_and_outweighs_every_single_line(spots: list[tuple[int, float]]) -> None:
    readings = [reading(i, number, weight) for i, (number, weight) in enumerate(spots)]
    chain, total = best_chain(readings)
    figures = [label.parts[0] for _, label, _ in chain]
    assert figures == sorted(set(figures))
    assert [c.index for c, _, _ in chain] == sorted(c.index for c, _, _ in chain)
    assert all(total >= weight for number, weight in spots if number == 1)


def test_a_lone_second_letter_is_an_initial_and_no_appendix() -> None:
    assert numbers(*plain("1 First part", "2 Second part", "B Writer")) == ["1", "2"]
    assert numbers(*plain("1 First part", "2 Second part", "A Proofs", "B Tables")) == ["1", "2", "A", "B"]


def test_an_acronym_has_the_looks_of_the_titles_of_its_own_depth() -> None:
    caps, plain_face = Typeface(10.0, 0, True, "Sans"), Typeface(10.0, 0, False, "Sans")
    tops = [candidate(100 * i, f"{i} TITLE OF WORDS", caps) for i in (1, 2)]
    below = [candidate(100 + 10 * i, f"1.{i} Title", plain_face) for i in (1, 2, 4, 5, 6)]
    acronym = Candidate(130, tuple(read_labels("1.3 CNN")), caps, 2, True, False, acronym=True)
    assert "1.3" in numbers(*sorted([*tops, *below, acronym], key=lambda c: c.index))


def test_bookmarks_that_end_at_the_sections_say_nothing_of_what_is_below() -> None:
    marked = [candidate(10 * i, f"{i} X", supported=True) for i in range(1, 6)]
    below = [candidate(21, "2.1 Y", OTHER), candidate(25, "2.2 Y", OTHER), candidate(31, "3.1 Y", OTHER)]
    assert numbers(*marked, *below) == ["1", "2", "2.1", "2.2", "3", "3.1", "4", "5"]


def test_sections_of_letters_or_figures_in_brackets() -> None:
    assert numbers(*plain("A. One", "A.1 Two", "A.2 Three", "B. Four", "C. Five")) == ["A", "A.1", "A.2", "B", "C"]
    assert numbers(*plain("1) One", "2) Two", "3) Three")) == ["1", "2", "3"]
    assert numbers(*plain("A. Author", "B. Author")) == [], "two are initials"
    assert numbers(*plain("B. One", "C. Two", "D. Three")) == []


def test_figures_below_letters() -> None:
    texts = ("I. A", "A. B", "1. C", "2. D", "B. E", "II. F", "A. G", "1. H", "2. I", "III. J")
    assert numbers(*plain(*texts)) == ["I", "A", "1", "2", "B", "II", "A", "1", "2", "III"]


def test_an_article_is_no_number_unless_others_count_on() -> None:
    article = msgspec.structs.replace(candidate(40, "A Short History"), article=True)
    assert numbers(*plain("1 A", "2 B", "3 C"), article) == ["1", "2", "3"]
    assert numbers(*plain("1 A", "2 B", "3 C"), article, candidate(50, "B Tables")) == ["1", "2", "3", "A", "B"]
    assert numbers(*plain("I. One", "II. Two", "III. Three"), article) == ["I", "II", "III"]


def test_letters_in_brackets_below_numbered_sections() -> None:
    texts = ("1. A", "2. B", "(a) C", "(b) D", "3. E", "(a) F", "(b) G", "(c) H", "4. I")
    assert numbers(*plain(*texts)) == ["1", "2", "a", "b", "3", "a", "b", "c", "4"]
    assert numbers(*plain("1. A", "2. B", "(a) C", "(b) D", "3. E")) == ["1", "2", "3"], "one list's items"
