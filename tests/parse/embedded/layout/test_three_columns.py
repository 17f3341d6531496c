"""Lines of pages of three columns: each is of the column that it begins in, unless it goes on through the next."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.layout.lines import page_lines
from surveyrefs.parse.embedded.layout.text_columns import segments
from tests.parse.embedded.build import full, page, words

EDGES = ((40.0, 200.0), (225.0, 385.0), (410.0, 570.0))
ALL = -1


@pytest.mark.parametrize(
    ("x0", "characters", "column"),
    [
        (40, 30, 0),
        (225, 30, 1),
        (410, 30, 2),
        (223, 30, 1),
        (300, 15, 1),  # set in
        (40, 34, 0),  # sticks out, but not into the next column
        (40, 90, ALL),
        (225, 70, ALL),
        (410, 40, 2),  # none is further right
    ],
)
def test_the_column_of_a_line(x0: float, characters: int, column: int) -> None:
    row = words(full("", characters), x0)
    (line,) = page_lines(page([row]), segments(page([row])), EDGES, 0)
    assert line.column == column
