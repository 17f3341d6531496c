"""Several parts under one caption as one table: where each one's columns are in the whole."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.tables.assemble import united


@pytest.mark.parametrize(
    ("headers", "whole", "places"),
    [
        ([("Work", "Year")], ("Work", "Year"), [(0, 1)]),
        ([("Work", "Year"), ("Work", "Year")], ("Work", "Year"), [(0, 1), (0, 1)]),
        ([("Work", "Year"), ("work", "Data")], ("Work", "Year", "Data"), [(0, 1), (0, 2)]),
        ([("Work", "Year", "Data"), ("Work", "Data", "Year")], ("Work", "Year", "Data"), [(0, 1, 2), (0, 2, 1)]),
        ([("Work", "Year"), ("Paper", "Year")], ("Work / Paper", "Year"), [(0, 1), (0, 1)]),  # both name the rows
        ([("Work", "Year"), ("", "")], ("Work", "Year"), [(0, 1), (0, 1)]),  # without a header by their place
        ([("Work", "Year"), ("", "", "")], ("Work", "Year", ""), [(0, 1), (0, 1, 2)]),
        ([("Work", "Year", "Year"), ("Work", "Year", "Year")], ("Work", "Year", "Year"), [(0, 1, 2), (0, 1, 2)]),
        ([("Work", "Year"), ("Work", "Year", "Year")], ("Work", "Year", "Year"), [(0, 1), (0, 1, 2)]),
        ([("", "Year"), ("Work", "Year")], ("Work", "Year"), [(0, 1), (0, 1)]),
    ],
)
def test_columns_of_one_header_are_one(
    headers: list[tuple[str, ...]], whole: tuple[str, ...], places: list[tuple[int, ...]]
) -> None:
    assert united(headers) == (whole, places)
