"""Stacks of rules that are one table, and how wide a table without rules is."""

from __future__ import annotations

from msgspec.structs import replace

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.regions import Region, _each_once, _go_over, _merged
from surveyrefs.parse.embedded.layout.frame import Frame
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule
from tests.parse.embedded.build import LEFT, words


def row(y: float, *cells: str) -> Line:
    return Line(tuple(w for k, cell in enumerate(cells) for w in words(cell, LEFT + 100 * k, y)))


def rules(x0: float, *heights: float) -> list[Rule]:
    return [Rule(x0, y, 500, y + 0.5) for y in heights]


def test_rules_that_leave_out_labels_are_of_one_table_with_those_that_do_not() -> None:
    short, wide = rules(200, 100, 120, 140, 160), rules(72, 150)
    assert _merged([short, wide]) == [sorted([*short, *wide], key=lambda rule: rule.y0)]


def test_rules_within_the_height_of_others_and_apart_from_them_are_left() -> None:
    short = rules(200, 100, 120, 140)
    for other in (rules(72, 90, 150), rules(72, 300, 320)):
        assert sorted(map(len, _merged([short, other]))) == [2, 3]


def test_a_table_is_as_wide_as_its_rows_and_not_as_its_caption() -> None:
    column = (LEFT, LEFT + 190.0)
    wide = [row(100 + 12 * i, "Smith", "3.1", "yes", "no") for i in range(5)]
    mine = [row(100 + 12 * i, "Smith", "3.1") for i in range(5)]
    assert _go_over(mine, wide, column)
    assert not _go_over(mine, mine, column), "nothing is in the other column"
    text = [Line(tuple(words("Other text", LEFT + 200, 105 + 12 * i))) for i in range(5)]
    assert not _go_over(mine, sorted([*mine, *text], key=lambda line: line.baseline), column)


def test_two_parts_of_a_grid_that_grew_to_the_whole_are_one_table() -> None:
    frame = Frame(1, 0, 612, 792, (), (), (), (), (), (), (), {}, ())
    whole = Region(frame, Box(72, 100, 500, 200), (), (), tuple(w for w in row(110, "Smith", "3.1")))
    again = replace(whole, box=Box(72, 96, 500, 196))
    other = replace(whole, box=Box(72, 300, 500, 400))
    assert _each_once([whole, again, other]) == [whole, other]
