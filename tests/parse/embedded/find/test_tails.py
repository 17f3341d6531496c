"""Where tables without rules end."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.find.tails import without_tail
from surveyrefs.parse.embedded.layout.line import Line
from tests.parse.embedded.build import LEFT, words


def row(y: float, *cells: str) -> Line:
    return Line(tuple(w for k, cell in enumerate(cells) for w in words(cell, LEFT + 100 * k, y)))


@pytest.mark.parametrize(("white", "kept"), [(18.0, 3), (12.0, 5)])
def test_lines_apart_below_the_last_row_are_none_of_it(white: float, kept: int) -> None:
    rows = [row(100, "Measure", "Before"), row(112, "Smith", "3.1"), row(124, "Kumar", "4.9")]
    tail = [row(124 + white, "II. Experimental"), row(136 + white, "A. Pond water")]
    assert len(without_tail([*rows, *tail])) == kept
    assert without_tail(rows) == rows


def test_a_bold_line_below_the_last_row_is_a_heading_unless_others_are_labels() -> None:
    rows = [row(100, "Measure", "Before"), row(112, "*Ponds*"), row(124, "Smith", "3.1"), row(136, "Kumar", "4.9")]
    plain = [rows[0], *rows[2:]]
    heading = row(148, "*Discussion*")
    assert without_tail([*plain, heading]) == plain
    assert without_tail([*rows, heading]) == [*rows, heading]
    assert without_tail([*plain, row(148, "Weber")]) != plain


def test_two_headings_side_by_side_below_a_table_are_no_row() -> None:
    rows = [row(100, "Measure", "Before"), row(112, "Smith", "3.1"), row(124, "Kumar", "4.9")]
    for y, heads in ((124 + 18, True), (136, False)):
        last = row(y, "*Results*", "*Discussion*")
        assert without_tail([*rows, last]) == (rows if heads else [*rows, last])
    bold = row(136, "*Total*", "*8.0*")
    assert without_tail([*rows, bold, row(136 + 18, "*Mean*", "*4.0*")])[-1].text == "Mean 4.0"


@pytest.mark.parametrize(("white", "shift", "kept"), [(18.0, 30.0, 3), (12.0, 30.0, 5), (18.0, 0.0, 5)])
def test_a_list_in_the_pages_columns_below_a_table_is_none_of_it(white: float, shift: float, kept: int) -> None:
    """No cell begins where its columns do; rows that go on below white have the cells of those above."""
    rows = [row(100, "Measure", "Before"), row(112, "Smith", "3.1"), row(124, "Kumar", "4.9")]
    listed = [
        Line((*words("Avila 2014", LEFT, y), *words("Dai 2017", LEFT + 100 + shift, y)))
        for y in (124 + white, 136 + white)
    ]
    assert len(without_tail([*rows, *listed])) == kept
