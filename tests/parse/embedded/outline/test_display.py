"""Headings without a number: what is weighed, and how."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body
from surveyrefs.parse.embedded.outline.blocks import QUAD, WIDEST, blocks, runs_in
from surveyrefs.parse.embedded.outline.display import (
    LIKELY,
    SPOKEN,
    SPOKEN_BY,
    display_headings,
    together,
    weigh,
    weights,
)
from surveyrefs.parse.embedded.outline.heading import without_sign
from surveyrefs.parse.embedded.outline.looks import look_of
from tests.parse.embedded.build import LEADING, LEFT, SIZE, full, printed, words

END = 1 << 30  # no reference list
BODY = Body(SIZE, "Times", LEADING)


def set_down(*rows: tuple[str, int, float]) -> list[PrintedLine]:
    """Return lines of text, style and distance from the line above."""
    lines, y = [], 60.0
    for i, (text, style, step) in enumerate(rows):
        y += step
        lines.append(printed(text, y, style=style, number=i))
    return lines


def section(title: str, style: int = BOLD, gap: float = 24.0) -> list[tuple[str, int, float]]:
    return [(title, style, gap), ("There " + full("", 80), 0, 12.0), (full(), 0, 12.0), ("and so it ended.", 0, 12.0)]


def found(lines: Sequence[PrintedLine], supports: dict[int, str] | None = None) -> list[tuple[str, int]]:
    made = display_headings(lines, supports or {}, BODY, (), {}, [], 0, False)
    return [(h.title, h.level) for h in made]


def test_titles_stand_out_and_apart() -> None:
    lines = set_down(*section("Early Times"), *section("Later Times"), *section("Our Own Times"))
    assert found(lines) == [("Early Times", 1), ("Later Times", 1), ("Our Own Times", 1)]


@pytest.mark.parametrize(
    "odd", ["and more of the same;", "Figure 3 The banks", "Corresponding author: ann@pond.org", "(a) 12 % 3.4 ± 5"]
)
def test_what_no_title_says_is_none(odd: str) -> None:
    lines = set_down(*section("Early Times"), *section(odd, ITALIC), *section("Later Times"))
    assert [title for title, _ in found(lines)] == ["Early Times", "Later Times"]


def test_a_line_within_a_paragraph_is_no_title() -> None:
    rows = [*section("Early Times")[:-1], ("bold words", BOLD, 12.0), *section("Later Times")[1:]]
    assert [title for title, _ in found(set_down(*rows))] == ["Early Times"]


def test_levels_follow_from_type() -> None:
    rows = [*section("METHODS"), *section("Plants", ITALIC), *section("Animals", ITALIC), *section("RESULTS")]
    assert found(set_down(*rows)) == [("METHODS", 1), ("Plants", 2), ("Animals", 2), ("RESULTS", 1)]


def test_a_title_of_two_lines_is_one_and_two_titles_are_two() -> None:
    long = "A title of so many words that it takes all of the line and some more of the one below that has room"
    lines = set_down((long, BOLD, 24.0), ("for it", BOLD, 12.0), *section("x")[1:])
    assert [(b.first, b.last) for b in blocks(lines, {}, BODY, ())] == [(0, 1)]
    lines = set_down(("Methods", BOLD, 24.0), ("Plants and what they were", BOLD, 14.0), *section("x")[1:])
    assert [(b.first, b.last) for b in blocks(lines, {}, BODY, ())] == [(0, 0), (1, 1)]


def test_a_destination_at_a_titles_last_line_is_the_titles() -> None:
    long = "A title of so many words that it takes all of the line and some more of the one below that has room"
    lines = set_down((long, BOLD, 24.0), ("for it", BOLD, 12.0), *section("x")[1:])
    (block,) = blocks(lines, {1: "section*.2"}, BODY, ())
    assert (block.first, block.last, block.features["support"]) == (0, 1, 1.0)


def test_slope_within_bold_type_is_no_other_look() -> None:
    title = [*words("*Counts* *of*"), *words("Rana temporaria", 180, style=BOLD | ITALIC)]
    assert look_of(title)[1] == 1.0
    assert look_of([*words("/Counts/ /of/ /all/"), *words("Rana", 180)])[1] == pytest.approx(11 / 15)


def test_text_that_goes_on_behind_a_title() -> None:
    run_in = printed([*words("*Data.*"), *words(full("", 90), LEFT + 60)])
    assert runs_in([run_in], 0, BODY)
    assert not runs_in([printed("*Data* *and* *more*")], 0, BODY)
    short = printed([*words("*Data*"), *words("of the day", LEFT + 60)], 100)
    assert runs_in([short, printed(full(), 112)], 0, BODY), "the text goes on below"
    assert not runs_in([short, printed(full(), 130)], 0, BODY)


def test_a_quad_ends_a_title_before_a_single_word() -> None:
    title = words("*Early* *counts*")

    def line(gap: float, word: str = "The") -> PrintedLine:
        return printed([*title, *words(word, title[-1].x1 + gap)], 100)

    assert runs_in([line(SIZE)], 0, BODY)
    assert not runs_in([line(QUAD * SIZE - 2)], 0, BODY), "a word space"
    assert not runs_in([line(WIDEST * SIZE + 2)], 0, BODY), "two columns"
    assert not runs_in([line(SIZE, "[3]")], 0, BODY)
    emphasis = [*title, *words("The /raw/ /count/", title[-1].x1 + SIZE)]
    assert runs_in([printed(emphasis)], 0, BODY)


def test_numbered_headings_speak_for_titles_in_their_type() -> None:
    rows = [*section("Early Times")[:1], ("It is short;", 0, 18.0), *section("Later Times")[:1], ("So is it;", 0, 18.0)]
    lines = set_down(*rows)
    made = blocks(lines, {}, BODY, ())
    alone, spoken = weigh(made, {}, END), weigh(made, {made[0].face: 5}, END)
    assert all(a < SPOKEN <= b < LIKELY for a, b in zip(alone, spoken, strict=True))
    face = made[0].face
    assert not display_headings(lines, {}, BODY, (), {face: 1}, [], 0, False, {face: SPOKEN_BY - 1})
    assert len(display_headings(lines, {}, BODY, (), {face: 1}, [], 0, False, {face: 5})) == 2
    assert weigh(made, {replace(made[0].face, size=14.0): 5}, END) == alone, "other type"
    assert weigh(made, {replace(made[0].face, family="Sans"): 5}, END) == alone, "another family"


def test_a_title_below_a_section_needs_no_white_above() -> None:
    rows = [*section("METHODS")[:1], ("Plants and others", ITALIC, 12.0), *section("x")[1:]]
    lines = set_down(*rows, *section("RESULTS")[:1], ("Animals and others", ITALIC, 12.0), *section("x")[1:])
    assert found(lines) == [
        ("METHODS", 1), ("Plants and others", 2), ("RESULTS", 1), ("Animals and others", 2)
    ]  # fmt: skip
    below = blocks(lines, {}, BODY, ())[1].features
    assert below["title above"]
    assert "no gap above" not in below


def test_a_title_told_by_its_family_alone_needs_no_white() -> None:
    def titled(title: str, y: float) -> list[PrintedLine]:
        sans = printed(words(title, LEFT, y, font="Sans"), y)
        rest = [printed(text, y + 12 * k) for k, text in enumerate(("There " + full("", 80), full(), "and so on."), 1)]
        return [sans, *rest]

    titles = ["Early times", "Later times", "Our own"]
    lines = [line for k, title in enumerate(titles) for line in titled(title, 60 + 48 * k)]
    assert [title for title, _ in found(lines)] == titles


def test_what_stands_behind_the_list_says_nothing_of_the_text() -> None:
    lines = set_down(*section("Early Times"), *section("Report of 3 %;"), *section("Report of 4 %;"))
    made = blocks(lines, {}, BODY, ())
    own = [1.0, -5.0, -5.0]
    with_all, within = (together(made, own, {}, end)[0]["mean of the type"] for end in (END, made[1].first))
    assert within > with_all


def test_types_speak_for_their_blocks() -> None:
    lines = set_down(*section("Early Times"), *section("Later Times"))
    made = blocks(lines, {}, BODY, ())
    own = [2.0, -1.0]
    rows = together(made, own, {}, END)
    assert rows[1]["mean of the type"] > rows[0]["mean of the type"], "each is spoken for by the other"
    assert all(p >= LIKELY for p in weigh(made, {}, END))


def test_weights_are_there_for_every_feature() -> None:
    lines = set_down(*section("Early Times"), ("Lone", BOLD, 40.0))
    for block in blocks(lines, {}, BODY, ()):
        assert set(block.features) <= set(weights().alone)
    assert set(together(blocks(lines, {}, BODY, ()), [0.0, 0.0], {}, END)[0]) == set(weights().together)


def test_the_small_words_of_a_bold_title_tell_its_slope() -> None:
    name = words("Rana temporaria", 200, style=BOLD | ITALIC)
    for text, style in (("Growth of", BOLD), ("Growth", BOLD | ITALIC)):
        assert look_of([*words(text, style=BOLD), *name])[0].style == style


def test_squares_before_titles_are_none_of_them() -> None:
    lines = set_down(*section("■ RESULTS"), *section("■ DISCUSSION"), *section("■ OUTLOOK"))
    assert [title for title, _ in found(lines)] == ["RESULTS", "DISCUSSION", "OUTLOOK"]
    assert without_sign("■ RESULTS") == "RESULTS"
    assert without_sign("• An item") == "• An item"


def test_a_full_line_of_a_title_goes_on_in_the_next_column() -> None:
    edges = (LEFT, LEFT + 150.0)

    def titles(first: str, second: str = "and of mills") -> list[str]:
        lines = set_down(*section("Ponds"), *section("Mills"), *section("Streams"))
        lines.append(printed(words(first, LEFT, 640, style=BOLD), 640, edges=edges, number=len(lines)))
        lines.append(printed(words(second, LEFT, 100, style=BOLD), 100, column=1, edges=edges))
        lines += [printed(full("Text", 29), 112 + 12 * i, column=1, edges=edges) for i in range(4)]
        return [block.text for block in blocks(lines, (), BODY, ())][3:]

    assert titles("A history of streams, ponds") == ["A history of streams, ponds and of mills"]
    assert titles("A history") == ["A history", "and of mills"]
    assert titles("A history of streams, ponds", "Results") == ["A history of streams, ponds", "Results"]


def test_a_title_in_capitals_ends_where_small_letters_begin() -> None:
    def blocks_of(second: str) -> list[str]:
        lines = set_down((full("RESULTS", 100).upper(), BOLD, 24.0), (second, BOLD, 12.0), *section("Ponds")[1:])
        return [block.text for block in blocks(lines, (), BODY, ())]

    assert len(blocks_of("Effects of rain on ponds")) == 2
    assert len(blocks_of("AND DISCUSSION OF PONDS")) == 1


def test_titles_with_spaces_between_their_letters() -> None:
    titles = ["M E T H O D S", "R E S U L T S A N D D I S C U S S I O N"]
    lines = set_down(*section(titles[0]), *section(titles[1]))
    assert [title for title, _ in found(lines)] == titles


def test_a_section_in_capitals_above_a_bold_title_in_the_line() -> None:
    def heads(title: str) -> list[str]:
        run_in = [*words("Effects of rain.", LEFT, 136, style=BOLD), *words(full("", 80), LEFT + 90, 136)]
        lines = [printed(full("Text", 100), 100), printed(words(title, LEFT, 124, style=BOLD), 124)]
        lines += [printed(run_in, 136), printed(full("", 100), 148)]
        return [block.text for block in blocks(lines, (), BODY, ()) if block.face.style == BOLD]

    assert heads(full("RESULTS", 100).upper()) == [full("RESULTS", 100).upper()]
    assert heads(full("A title of which the", 100)) == []
