"""Words → printed lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.parse.embedded.layout.line import MARGIN_COLUMN, PrintedLine
from surveyrefs.parse.embedded.layout.lines import _column_of, build_layout, join_rows, page_lines, reading_order
from surveyrefs.parse.embedded.layout.text_columns import Segment, segments
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from tests.parse.embedded.build import LEADING, LEFT, full, page, pdf, printed, words

ONE = ((72.0, 540.0),)
TWO = ((60.0, 290.0), (320.0, 550.0))


def lines_of(rows: Sequence[Sequence[Word]], edges: tuple[tuple[float, float], ...] = ONE) -> list[tuple[int, str]]:
    """Return column and text of the lines of a page, in reading order."""
    one = page(rows)
    return [(line.column, line.text) for line in page_lines(one, segments(one), edges, 0)]


def joined(*rows: Sequence[Word]) -> list[str]:
    """Return the rows that segments are joined into."""
    return [" ".join(w.text for w in row) for row in join_rows(segments(page(rows)))]


def test_segments_of_one_baseline_are_a_row() -> None:
    assert joined(words("left", 72), words("right", 300, 100.5), words("below", 72, 112)) == ["left right", "below"]
    assert joined(words("left", 72), words("off", 300, 104)) == ["left", "off"]


def test_raised_type_goes_with_its_row() -> None:
    mark = words("13", 112, 96.5, size=7)
    assert joined(words("above the line", 72, 88), words("with mark", 72), mark) == ["above the line", "with mark 13"]


def test_small_type_of_many_letters_or_far_off_is_a_row_of_its_own() -> None:
    note = words("a note of so many letters that it is one", 112, 96.5, size=7)
    assert joined(words("with mark", 72), note) == ["a note of so many letters that it is one", "with mark"]
    assert joined(words("with mark", 72), words("13", 300, 96.5, size=7)) == ["13", "with mark"]
    below = words("1", 80, 105.2, 7), words("2", 120, 105.2, 7)
    assert joined(words("text of a line", 72), *below) == ["text of a line", "1 2"]


def test_lines_that_overlap_are_two() -> None:
    assert joined(words("over printed", 72), words("under printed", 74)) == ["over printed", "under printed"]


def test_a_short_rule_across_the_middle_closes_the_text_above_it() -> None:
    rows = [
        words("text left", 60, 100), words("text right", 320, 100),
        words("[1] left", 60, 140), words("[2] right", 320, 140),
    ]  # fmt: skip
    closed = ["text left", "text right", "[1] left", "[2] right"]
    through = ["text left", "[1] left", "text right", "[2] right"]
    for rule, expected in (
        (Rule(205, 120, 405, 120.5), closed),
        (Rule(60, 120, 550, 120.5), closed),  # a wide table's
        (Rule(60, 120, 500, 120.5), through),
        (Rule(60, 120, 200, 120.5), through),  # a footnote's
        (Rule(205, 97, 405, 97.5), through),  # within a line
        (Rule(285, 120, 325, 120.5), through),  # a fraction's in a formula across both columns
    ):
        one = page(rows, rules=[rule])
        assert [line.text for line in page_lines(one, segments(one), TWO, 0)] == expected


def test_columns_are_read_one_after_the_other() -> None:
    rows = [
        words("right one", 320, 100), words("left one", 60, 100),
        words("right two", 320, 112), words("left two", 60, 112),
    ]  # fmt: skip
    assert lines_of(rows, TWO) == [(0, "left one"), (0, "left two"), (1, "right one"), (1, "right two")]


def test_lines_across_divide_the_page_into_bands() -> None:
    rows = [
        words("left above", 60, 100), words("right above", 320, 100), words(full("across", 80), 60, 150),
        words("left below", 60, 200), words("right below", 320, 200),
    ]  # fmt: skip
    order = [text.split()[0] + " " + text.split()[1] for _, text in lines_of(rows, TWO)]
    assert order == ["left above", "right above", "across and", "left below", "right below"]


def test_a_line_that_runs_over_the_gutter_beside_a_right_line_is_of_the_left_column() -> None:
    long = words("x" * 54, 60, 100)
    assert lines_of([long, words("beside it", 320, 112)], TWO)[0][0] == -1
    assert [column for column, _ in lines_of([long, words("beside it", 340, 104)], TWO)] == [0, 1]


def test_a_cell_that_runs_over_the_gutter_is_of_the_left_column_where_no_cell_of_its_row_is_right() -> None:
    cell, left = words("large sample of them", 240, 104), words("(39)", 60, 104)
    right = [words("a line of the list", 336, 98), words("and one more", 336, 110)]
    found = lines_of([left, cell, *right], TWO)
    assert [(column, text.split()[0]) for column, text in found] == [(0, "(39)"), (1, "a"), (1, "and")]
    row = words("a further cell", 336, 104)
    assert -1 in [column for column, _ in lines_of([left, cell, row], TWO)]


def test_notes_in_the_margin_come_last_and_labels_stay() -> None:
    text = [words(full(f"{i}", 80), 172, 100 + i * LEADING) for i in range(6)]
    edges = ((172.0, 540.0),)
    note = words("a note", 60, 105)
    assert lines_of([note, *text], edges)[-1] == (MARGIN_COLUMN, "a note")
    labels = [words("label", 60, 100), words("label", 60, 112)]
    found = lines_of([*labels, *text], edges)
    assert [column for column, _ in found] == [0] * 6
    assert found[0][1].startswith("label 0 ")


def test_words_of_other_mupdf_lines_without_a_blank_between_are_glued() -> None:
    first, second, third = words("pre", 72), words("fix", 87.5), words("word", 105.5)
    assert lines_of([first, second, third]) == [(0, "prefix word")]


def test_size_and_baseline_are_those_of_most_letters() -> None:
    one = page([words("X", 72, 100, 14), words("mostly of this size", 82, 100)])
    line = page_lines(one, segments(one), ONE, 5)[0]
    assert (line.size, line.baseline, line.number) == (10.0, 100.0, 5)
    assert (line.left, line.right) == ONE[0]


def test_layout_numbers_lines_and_leaves_furniture_out() -> None:
    pages = []
    for n in (1, 2, 3):
        text = [words(full(f"{'abc'[n - 1]}{'defghijkl'[i]}x", 80), LEFT, 100 + i * LEADING) for i in range(9)]
        pages.append(page([words("Head of pages", LEFT, 40), *text], n))
    layout = build_layout(pdf(pages))
    numbers = [line.number for p in layout.pages for line in p.lines]
    assert numbers == list(range(27))
    assert all(len(p.furniture) == 3 for p in layout.pages)
    assert (layout.body_size, layout.leading) == (10.0, LEADING)


def test_an_empty_document_has_a_layout() -> None:
    assert build_layout(pdf([])).pages == ()
    assert build_layout(pdf([page([])])).pages[0].lines == ()


PLACES = st.tuples(st.integers(-2, 1), st.integers(0, 700), st.integers(60, 400))


@given(st.lists(PLACES, max_size=12))
def test_reading_order_is_a_permutation(places: list[tuple[int, int, int]]) -> None:
    lines = [printed("x", y, x, column=c, number=i) for i, (c, y, x) in enumerate(places)]
    ordered = reading_order(lines)
    assert sorted(line.number for line in ordered) == list(range(len(lines)))
    for column in (-2, -1, 0, 1):
        mine = [line.baseline for line in ordered if line.column == column]
        assert mine == sorted(mine), "each column is read downwards"
    assert all(line.column == MARGIN_COLUMN for line in ordered[len(ordered) - sum(c == -2 for c, _, _ in places) :])


SPOTS = st.tuples(st.integers(50, 560), st.integers(0, 60), st.sampled_from([6.0, 7.0, 10.0, 14.0]))


@given(st.lists(SPOTS, max_size=14))
def test_every_word_is_on_one_line(spots: list[tuple[int, int, float]]) -> None:
    one = page([words("word^1 two", x, 100.0 + y, size) for x, y, size in spots])
    for edges in (ONE, TWO):
        lines = page_lines(one, segments(one), edges, 0)
        assert sorted(w.index for line in lines for w in line.words) == list(range(len(one.words)))


def test_a_printed_line_knows_its_text() -> None:
    line = printed("well^13 said")
    assert isinstance(line, PrintedLine)
    assert line.text == "well13 said"
    assert msgspec.structs.replace(line, words=line.words[1:]).text == "13 said"


def test_wide_labels_far_left_of_the_right_column_are_its_own() -> None:
    hanging = ((57.0, 298.0), (369.0, 555.0))  # the column begins where its labels do, most of its lines further right
    rows = [words("[CL99]", 311, 112), words("Miguel Castro and Barbara Liskov", 369, 112)]
    assert lines_of(rows, hanging) == [(1, "[CL99] Miguel Castro and Barbara Liskov")]


@pytest.mark.parametrize(
    ("x0", "x1", "column"),
    [
        (60, 290, 0),
        (320, 550, 1),
        (60, 293, 0),  # a little into the gutter
        (60, 300, 0),
        (60, 550, -1),  # across both
        (60, 322, 0),  # up to the next column, but not into its text
        (60, 324, -1),
        (288, 500, 1),
        (286, 500, -1),
        (300, 420, 1),
        (296, 310, 1),  # in the gutter
        (200, 318, 0),
        (288, 319, 0),
        (289, 325, 1),
        (291, 300, 1),  # it begins behind the left column: a wide hanging label of the right one
        (0, 40, MARGIN_COLUMN),
        (5, 56, MARGIN_COLUMN),
        (5, 58, 0),
        (12, 50, 0),  # near enough to be of the text
    ],
)
def test_the_column_of_a_line_of_two(x0: float, x1: float, column: int) -> None:
    assert _column_of(stretch(x0, x1), TWO) == column


@pytest.mark.parametrize(
    ("x0", "x1", "column"),
    [
        (60, 200, 0),
        (210, 350, 1),
        (360, 500, 2),
        (60, 270, -1),
        (60, 255, 0),
        (60, 350, -1),
        (185, 350, 1),
        (340, 500, 2),
    ],
)
def test_the_column_of_a_line_of_three(x0: float, x1: float, column: int) -> None:
    assert _column_of(stretch(x0, x1), ((60.0, 200.0), (210.0, 350.0), (360.0, 500.0))) == column


def stretch(x0: float, x1: float) -> Segment:
    """Return a first and a last word that begin and end there."""
    first, last = words("ab yz")
    replace = msgspec.structs.replace
    return Segment((replace(first, x0=x0, x1=(x0 + x1) / 2), replace(last, x0=(x0 + x1) / 2, x1=x1)))


def test_a_raised_number_that_is_all_of_a_cell_is_in_its_row() -> None:
    rows = [
        words("Hyla arborea", 60, 100),
        words("12", 400, 97, 6),
        words("Bufo bufo", 60, 114),
        words("3", 400, 111, 6),
    ]
    segs = segments(page(rows))
    assert [len(row) for row in join_rows(segs, cells=True)] == [3, 3]
    assert len(join_rows(segs)) == 4, "in running text it may be a note's"
