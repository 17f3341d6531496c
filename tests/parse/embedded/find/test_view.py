"""Which columns are those of running text."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.parse.embedded.find.view import usual_columns
from surveyrefs.parse.embedded.layout.line import Layout, PageLayout
from surveyrefs.parse.embedded.pdf.page import Page
from tests.parse.embedded.build import LEFT, RIGHT, column, full

CELLS = 260.0  # where a column of cells begins
BLANK = Page(1, 612.0, 792.0, (), (), (), (), (), ())


@pytest.mark.parametrize(("outside", "text"), [(10, False), (2, True), (0, True)])
def test_a_column_that_many_lines_begin_left_of_is_a_tables(outside: int, text: bool) -> None:
    plain = column([full()] * 20)
    lines = [msgspec.structs.replace(line, left=CELLS) if i < outside else line for i, line in enumerate(plain)]
    pages = (
        PageLayout(1, ((LEFT, RIGHT),), frozenset(), tuple(plain)),
        PageLayout(2, ((CELLS, RIGHT),), frozenset(), tuple(lines)),
    )
    found = usual_columns(Layout(pages, 10.0, 12.0), [BLANK, BLANK])
    assert round(RIGHT - LEFT) in found
    assert (round(RIGHT - CELLS) in found) == text
