"""Which lines below a list's heading are of the list, by what they are like."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from surveyrefs.model.document import Line
from surveyrefs.parse.embedded.running.list_parts import (
    APART,
    DEEPEST,
    EDGE,
    ENTRY_GAP,
    FOREIGN,
    HANG,
    JUMP,
    _edges,
    _entry_like,
    _goes_on,
    _Habit,
    _habit,
    _main_size,
    _size,
    chain,
    foreign_lines,
)
from tests.parse.embedded.build import LEADING, LEFT, RIGHT, entries, entry

LABELLED = """
[1] A. Archer. A title of some words that is long.
    In a journal, 2019.
[2] B. Baker. Another title.
    In a journal, 2020.
[3] C. Carter. A third one, 2021.
[4] D. Dyer. The last of all works.
    In a journal, 2022.
"""
HUNG = """
Archer, A. A title of some words that is long and longer, so it goes on.
    In a journal 12 (3), 2019, 11-19.
Baker, B. Another title, 2020.
Carter, C. A third one of many words that go on to the end of a full line.
    In a journal 13 (4), 2021, 21-29.
Dyer, D. The last of all works, 2022.
"""
PROSE = "Ann Archer is a reader of many books and she writes of what she reads in the books of others"


def labelled(*numbers: int) -> list[Line]:
    return [entry(f"[{n}] A work of that number, 2020.", 100.0 + LEADING * i) for i, n in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((1, 2, 3), {0, 1, 2}),
        ((1, 3, 2, 4), {0, 1, 3}),  # a number below the last is none of the chain
        ((1, 1 + JUMP), {0, 1}),
        ((1, 2 + JUMP), set()),  # one label alone is no chain
        ((JUMP, JUMP + 1), {0, 1}),
        ((JUMP + 1, JUMP + 2), set()),
    ],
)
def test_labels_that_count_are_a_chain(numbers: tuple[int, ...], found: set[int]) -> None:
    assert chain(labelled(*numbers)) == found


@pytest.mark.parametrize(("others", "found"), [(30, 2), (31, 0)])
def test_a_label_in_sixteen_lines_is_a_chain_at_least(others: int, found: int) -> None:
    lines = [*labelled(1, 2), *(entry("In a journal.", 200.0 + LEADING * i) for i in range(others))]
    assert len(chain(lines)) == found


def test_the_form_with_the_longest_chain_is_the_lists() -> None:
    lines = entries("1. One\n[1] Two\n[2] Three\n2. Four\n3. Five")
    assert chain(lines) == {0, 3, 4}


def habit_of(lines: list[Line]) -> _Habit:
    return _habit(lines, [_size(line) for line in lines])


def foreign(text: str, more: list[Line]) -> list[str]:
    """Return the texts of the lines that are not of a list."""
    lines = [*entries(text), *more]
    return [lines[i].text for i in sorted(foreign_lines(lines))]


@pytest.mark.parametrize("text", [LABELLED, HUNG])
def test_a_list_is_all_its_own(text: str) -> None:
    assert foreign(text, []) == []


@pytest.mark.parametrize("text", [LABELLED, HUNG])
def test_what_says_that_it_is_back_matter_is_no_entry(text: str) -> None:
    assert foreign(text, [entry("Acknowledgements We thank all.", 400)]) == ["Acknowledgements We thank all."]


def test_at_the_end_what_stands_apart_without_a_year_is_no_entry() -> None:
    line = "Ann Archer reads."
    assert foreign(HUNG, [entry(line, 400)]) == [line]
    assert foreign(HUNG, [entry(line, 100 + 6 * LEADING)]) == []  # … but the end of the entry above
    assert foreign(HUNG, [entry("Archer, A. Reads, 2020.", 400)]) == []
    assert foreign(HUNG, [entry("https://example.org", 400)]) == []


def test_in_the_middle_of_a_list_more_has_to_speak_against_a_line() -> None:
    stray = entry("Ann Archer reads.", 300)
    behind = entries(HUNG, 400)
    assert foreign(HUNG, [stray, *behind]) == []


def test_running_text_at_the_edge_of_entries_is_foreign_even_before_others() -> None:
    behind = entries(HUNG, 500)
    wide = [entry(PROSE + " " + w, 300 + LEADING * i, edges=(72.0, 545.0)) for i, w in enumerate(("so", "to", "of"))]
    assert foreign(HUNG, [*wide, *behind]) == [line.text for line in wide]


def test_a_broken_word_goes_on_whatever_the_type() -> None:
    above = entry("Eden, E. A word that is bro-", 180)
    below = entry("ken at the end of a column, and has no year.", 400)
    assert foreign(HUNG, [above, below]) == []


def test_labels_of_the_lists_form_are_never_foreign() -> None:
    assert foreign(LABELLED, [entry("[9] A work that has no year.", 400)]) == []


def test_behind_the_last_label_a_line_further_left_than_entries_go_on_is_none() -> None:
    assert foreign(LABELLED, [entry("Ann Archer reads 2020.", 100 + 7 * LEADING)]) == ["Ann Archer reads 2020."]


def test_the_habit_of_a_list_is_that_of_most_of_its_lines() -> None:
    habit = habit_of(entries(HUNG))
    assert (habit.size, habit.step, habit.first, habit.further) == (10.0, LEADING, 0.0, 20.0)
    assert habit.width == RIGHT - LEFT
    assert habit.apart == pytest.approx(APART * LEADING)
    assert 0.15 < habit.marks < 0.25  # of its characters are figures and punctuation


@pytest.mark.parametrize(
    ("gap", "count", "apart"),
    [
        (6.0, 5, ENTRY_GAP * (LEADING + 6)),  # the list parts its entries itself
        (2.0, 5, APART * LEADING),
        (6.0, 1, APART * LEADING),  # once is no habit
        (60.0, 5, APART * LEADING),  # so far apart that it is none either
    ],
)
def test_what_stands_apart_is_what_does_so_more_than_entries_do(gap: float, count: int, apart: float) -> None:
    lines, y = [], 100.0
    for n in range(12):
        lines.append(entry("Archer, A. A title of some words, 2020.", y))
        y += LEADING + gap * (n < count)
    assert habit_of(lines).apart == pytest.approx(apart, abs=0.7)


@pytest.mark.parametrize(
    ("indents", "edges"),
    [
        ((0, 20, 0, 20, 0, 20), (0.0, 20.0)),
        ((0, 0, 0, 0, 0, 0), (0.0, None)),
        ((0, 3, 0, 3, 0, 3), (0.0, None)),
        ((0, HANG, 0, HANG, 0, HANG), (0.0, HANG)),
        ((0, DEEPEST, 0, DEEPEST, 0, DEEPEST), (0.0, DEEPEST)),
        ((0, DEEPEST + 1, 0, DEEPEST + 1, 0, DEEPEST + 1), (0.0, None)),
        ((10, 20, 10, 20, 10, 30, 30, 30, 30), (10.0, 30.0)),  # of two deeper edges the usual one
        ((0, 5, 10, 15, 20, 25, 30, 35, 40), (0.0, None)),  # no edge at all
        ((0, 20, *(0,) * 8), (0.0, None)),  # one line in ten is no edge
    ],
)
def test_edges_are_where_many_lines_begin(indents: tuple[float, ...], edges: tuple[float, float | None]) -> None:
    assert _edges([entry("A line.", 100.0, LEFT + x) for x in indents]) == edges


@pytest.mark.parametrize(
    ("above", "below", "turned", "points"),
    [
        ("A title that is bro-", "ken", False, 2 * FOREIGN),
        ("A title that is bro\u2010", "ken", False, 2 * FOREIGN),
        ("Pages 11-", "nineteen", False, 0),  # a dash behind a number
        ("A title that is Bro-", "Ken", False, 0),
        ("A title that goes", "on", False, 0),
        ("A title that goes", "on", True, FOREIGN - 1),
        ("A title.", "On", True, 0),
        ("A title (2020)", "on", True, 0),
        ("A title that goes", "Acknowledgements", True, 0),
    ],
)
def test_a_line_goes_on_with_the_one_above(above: str, below: str, turned: bool, points: int) -> None:
    lines = [entry(above, 100.0), entry(below, 112.0, page=2 if turned else 1)]
    assert _goes_on(lines, 1) == points
    assert _goes_on(lines, 0) == 0
    if turned:  # the next column of the same page
        assert _goes_on([entry(above, 400.0), entry(below, 100.0)], 1) == points


@pytest.mark.parametrize(
    ("size", "indents", "years", "alike"),
    [
        (10.0, (0, 20), 1, True),
        (10.4, (0, 20), 1, True),
        (11.0, (0, 20), 1, False),
        (10.0, (0, 0), 1, False),
        (10.0, (0, 20 + EDGE), 1, True),
        (10.0, (0, 21 + EDGE), 1, False),
        (10.0, (0, 20), 0, False),
        (10.0, (0, 20, 20, 20, 20, 20), 1, True),
        (10.0, (0, 20, 20, 20, 20, 20, 20), 1, False),
    ],
)
def test_behind_back_matter_a_block_shows_that_it_is_of_the_list(
    size: float, indents: tuple[float, ...], years: int, alike: bool
) -> None:
    texts = ["Archer, A. In 2020."] * years + ["a line"] * (len(indents) - years)
    block = [entry(text, 100.0 + LEADING * i, LEFT + x) for i, (text, x) in enumerate(zip(texts, indents, strict=True))]
    block = [
        msgspec.structs.replace(line, pieces=tuple(msgspec.structs.replace(p, size=size) for p in line.pieces))
        for line in block
    ]
    size = _main_size(block, [_size(line) for line in block])
    assert _entry_like(block, size, habit_of(entries(HUNG))) == alike


def test_names_in_faked_small_capitals_are_of_the_lists_size() -> None:
    """Capitals in the list's type among smaller ones; a line in small type is none of the list."""
    listed = entries(HUNG)
    size = listed[0].pieces[0].size
    line = entry("A RCHER , B AKER , C ARTER :", 60.0)
    faked = [p if len(line.text[p.start : p.end]) == 1 else replace(p, size=0.8 * size) for p in line.pieces]
    small = [replace(p, size=0.8 * size) for p in line.pieces]
    assert _size(replace(line, pieces=tuple(faked))) == size
    assert _size(replace(line, pieces=tuple(small))) == 0.8 * size
    lower = replace(line, text=line.text.lower(), pieces=tuple(faked))
    assert _size(lower) == 0.8 * size


def test_what_stands_behind_a_list_goes_on_overleaf() -> None:
    behind = [entry(text, 400.0 + LEADING * i) for i, text in enumerate(("Affiliation:", "Ann Archer", "Leeds"))]
    overleaf = [replace(line, page=2) for line in entries("York\nAnn Archer's mail", 100.0)]
    lines = [*entries(HUNG), *behind, *overleaf]
    assert foreign_lines(lines) == set(range(len(lines) - 5, len(lines)))
