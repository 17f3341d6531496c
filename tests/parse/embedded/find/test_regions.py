"""Where tables without rules end."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.find.regions import _without_tail
from surveyrefs.parse.embedded.layout.line import Line
from tests.parse.embedded.build import LEFT, words


def row(y: float, *cells: str) -> Line:
    return Line(tuple(w for k, cell in enumerate(cells) for w in words(cell, LEFT + 100 * k, y)))


@pytest.mark.parametrize(("white", "kept"), [(18.0, 3), (12.0, 5)])
def test_lines_apart_below_the_last_row_are_none_of_it(white: float, kept: int) -> None:
    rows = [row(100, "Measure", "Before"), row(112, "Smith", "3.1"), row(124, "Kumar", "4.9")]
    tail = [row(124 + white, "II. Experimental"), row(136 + white, "A. Pond water")]
    assert len(_without_tail([*rows, *tail])) == kept
    assert _without_tail(rows) == rows
