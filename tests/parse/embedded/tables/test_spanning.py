from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.parse.embedded.tables.spanning import Block, bare, spread

LEADING = 12.0


def lines_at(*baselines: float) -> list[tuple[float, float]]:
    return [(y, y) for y in baselines]


def block(first: float, last: float | None = None, turned: bool = False) -> Block:
    return Block((), first, last or first, first - 8, (last or first) + 2, turned)


def sizes(blocks: list[Block], rows: list[tuple[float, float]]) -> list[int]:
    return [label.rows if label else 0 for label in spread(blocks, rows, LEADING)]


def test_one_label_spans_all_rows() -> None:
    assert sizes([block(24)], lines_at(0, 12, 24, 36)) == [4, 4, 4, 4]


def test_labels_on_the_first_of_their_rows() -> None:
    assert sizes([block(0), block(36)], lines_at(0, 12, 24, 36, 48)) == [3, 3, 3, 2, 2]


def test_labels_in_the_middle_of_their_rows() -> None:
    # Two rows and three rows: the first label stands between two lines.
    assert sizes([block(6), block(36)], lines_at(0, 12, 24, 36, 48)) == [2, 2, 3, 3, 3]


def test_even_groups_are_labelled_on_their_first_rows() -> None:
    # In their middle the labels would stand for one row and five.
    rows = lines_at(0, 12, 24, 36, 48, 60)
    assert sizes([block(0), block(36)], rows) == [3, 3, 3, 3, 3, 3]
    assert sizes([block(0), block(24)], lines_at(0, 12, 24, 36, 48, 60)) == [2, 2, 4, 4, 4, 4]
    assert sizes([block(0), block(24), block(60)], lines_at(0, 12, 24, 36, 48, 60, 72)) == [1, 3, 3, 3, 3, 3, 3]


def test_turned_labels_may_be_far_off_the_middle_of_their_rows() -> None:
    rows = lines_at(0, 12, 24, 36, 48, 60)
    assert sizes([block(12, turned=True), block(77, turned=True)], rows) == [3, 3, 3, 3, 3, 3]
    assert sizes([block(12, turned=True), block(79, turned=True)], rows) == [4, 4, 4, 4, 2, 2], "the nearest"


def test_no_label_no_span() -> None:
    assert spread([], lines_at(0, 12), LEADING) == [None, None]


@given(st.lists(st.integers(2, 6), min_size=2, max_size=6))
def test_centred_labels_are_given_back(counts: list[int]) -> None:
    rows = lines_at(*(LEADING * i for i in range(sum(counts))))
    blocks, at = [], 0
    for count in counts:
        blocks.append(block(LEADING * (at + (count - 1) / 2)))
        at += count
    assert sizes(blocks, rows) == [count for count in counts for _ in range(count)]


def test_the_first_rows_may_belong_to_a_label_on_the_page_before() -> None:
    labels = spread([block(24), block(48)], lines_at(0, 12, 24, 36, 48, 60), LEADING, goes_on=True)
    assert [label.rows if label else 0 for label in labels] == [0, 0, 2, 2, 2, 2]


def test_a_label_is_said_without_callouts() -> None:
    assert bare("Transformer [13]") == "Transformer"
    assert bare("Trees [BFOS84, Bre01]") == "Trees"
    assert bare("Early work (Lee et al., 2019)") == "Early work"
    assert bare("Phase I (before 2018)") == "Phase I (before 2018)"
    assert bare("[13]") == "[13]"
