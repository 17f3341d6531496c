"""Several parts under one caption as one table: where each one's columns are in the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.parse.embedded.tables.assemble import united
from tests.parse.embedded.tables.printed import Printer, floats_of


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


@pytest.mark.parametrize(("said", "notes"), [("of all", 1), ("of 3", 0)])
def test_a_raised_mark_and_words_below_the_rows_are_a_note(tmp_path: Path, said: str, notes: int) -> None:
    places = (100.0, 220.0, 330.0, 440.0)

    def draw(p: Printer) -> None:
        p.put(200, 190, "Table 1: Things that were compared")
        for y in (200, 216, 268):
            p.rule(y, 95, 515)
        p.row(211, places, ("Author", "Place", "Form", "Data"))
        for i, name in enumerate(("Alder [1]", "Cedar [2]", "Fir [3]")):
            p.row(227 + 11 * i, places, (name, "a shelf", "Perl", "yes"))
        p.put(p.put(100, 257, "a", size=5), 260, said)

    (table,) = floats_of(tmp_path, draw).tables
    assert (len(table.rows), len(table.notes)) == (3, notes), "three letters may be a cell's"
