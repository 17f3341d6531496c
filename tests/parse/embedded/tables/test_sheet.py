from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.sheet import Columns, measured
from tests.parse.embedded.tables.drawn import frame_of, words_of

THREE = Columns((150.0, 250.0), (50.0, 350.0))


def word(text: str, x0: float, x1: float) -> Word:
    return Word(text, x0, 90, x1, 102, 10, 0, 100, False, 0, 0, 0, 0, "T")


def test_rules_are_sorted_and_double_ones_are_one() -> None:
    words, _ = words_of("One   Two\na     b")
    rules = (
        Rule(100, 90, 200, 90),  # both lines of a double rule
        Rule(100, 93, 200, 93),
        Rule(150, 112, 200, 112),  # leaves out the first column
        Rule(100, 112, 106, 112),  # an underline
        Rule(102, 130, 196, 130),  # a little short, as printed
    )
    region = Region(frame_of(words, list(rules)), Box(100, 90, 200, 130), rules, (), tuple(words))
    sheet = measured(region)
    assert list(sheet.full) == [93, 130]
    assert list(sheet.partial) == [rules[2]]
    assert [line.text for line in sheet.lines] == ["One Two", "a b"]


def test_shaded_cells_side_by_side_shade_a_row() -> None:
    words, _ = words_of("One   Two")
    fills = (Box(100, 90, 150, 104), Box(150, 90, 200, 104), Box(100, 104, 150, 118))
    region = Region(frame_of(words, [], fills), Box(100, 90, 200, 130), (), (), tuple(words))
    assert measured(region).shades == ((90, 104),)


def test_rules_beside_the_table_are_no_column_lines() -> None:
    words, _ = words_of("One   Two")
    box = Box(100, 90, 200, 130)
    frame = Region(frame_of(words, []), box, (), (Rule(100, 90, 100, 130), Rule(200, 90, 200, 130)), tuple(words))
    assert not measured(frame).upright
    inner = Region(frame_of(words, []), box, (), (Rule(140, 90, 140, 130),), tuple(words))
    assert measured(inner).upright


def test_places_and_spans_in_columns() -> None:
    assert THREE.count == 3
    assert [THREE.at(x) for x in (60, 150, 151, 300)] == [0, 0, 1, 2]
    assert THREE.span(149.8, 250.3) == (1, 1)
    assert THREE.span(140, 260) == (0, 2)
    assert THREE.span(160, 240) == (1, 1)
    assert THREE.covered(Rule(140, 100, 340, 100)) == {1, 2}
    assert THREE.covered(Rule(160, 100, 190, 100)) == frozenset()


def test_a_line_is_cut_into_its_columns() -> None:
    line = Line((word("Long", 60, 100), word("name", 103, 148), word("1999", 160, 190), word("x", 252, 258)))
    assert [[w.text for w in cell] for cell in THREE.cells(line)] == [["Long", "name"], ["1999"], ["x"]]


def test_a_word_that_begins_just_before_a_boundary_belongs_behind_it() -> None:
    assert THREE.of([word("12.5", 145, 185)]) == 1
    assert THREE.of([word("12.5", 120, 160)]) == 0
