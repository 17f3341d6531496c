"""Columns of ticks below one heading."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from surveyrefs.categorise.ticks import ticked
from tests.categorise.build import by_category, table

HEADER = "Work | Task / Reading | Task / Writing | Task / Speaking | Code"
ROWS = ("A [1] | ✓ | - | | ✓", "B [2] | – | ✓ | ✗ | ✓", "C [3] | | ◐ | Yes | ✓")


def sorting(*rows: str, header: str = HEADER) -> Mapping[int, tuple[int, ...]]:
    return ticked(table(header, *rows))


def test_a_tick_puts_the_works_of_its_row_into_the_category_of_its_column() -> None:
    assert sorting(*ROWS) == {1: (1,), 2: (2,), 3: (3,)}
    found = by_category(table(HEADER, *ROWS))
    assert found == {"Works": [1, 2, 3], "Task > Reading": [1], "Task > Writing": [2], "Task > Speaking": [3]}


def test_two_headings_sort_each_by_itself() -> None:
    header = "Work | Task / Reading | Task / Writing | Size / Small | Size / Large"
    assert sorting("A | ✓ | | | ✓", "B | | ✓ | ✓ |", header=header) == {1: (1, 4), 2: (2, 3)}


@pytest.mark.parametrize(("more", "sorts"), [("✓ | ✗ | ✗", True), ("✓ | ✓ | ✗", False)])
def test_works_that_have_more_than_half_of_all_are_described_not_sorted(more: str, sorts: bool) -> None:
    assert bool(sorting("A | ✓ | ✓ | -", f"B | {more}", header="Work | Has / X | Has / Y | Has / Z")) == sorts


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Work | Reading | Writing | Speaking", "A | ✓ | - | -"),  # no common heading
        ("Work | Task / Reading | Code", "A | ✓ | - "),  # a column by itself
        ("Work | Task / Reading | Task / Writing | Task / Speaking", "A | ✓ | 3.1 | -"),  # figures
        ("Work | Task / Reading | Task / Writing | Task / Speaking", "A | ◐ | ◑ | -"),  # nothing in full
    ],
)
def test_other_columns_sort_nothing(header: str, row: str) -> None:
    assert sorting(row, header=header) == {}
