"""Reference lists in other columns than the text above them, on pages drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from surveyrefs.parse.embedded.layout.bands import Edges, list_bands, own_columns
from surveyrefs.parse.embedded.layout.text_columns import segments
from surveyrefs.parse.embedded.pdf.page import Word
from tests.parse.embedded.build import LEADING, full, page, words

ONE: Edges = ((72.0, 540.0),)
THREE = (40.0, 225.0, 410.0)  # left edges
NARROW = 46  # characters that fill a column of two
THIRD = 32  # and one of three
Rows = list[list[Word]]


def text(x0: float, count: int, top: float = 100.0, characters: int = NARROW, size: float = 10.0) -> Rows:
    """Return lines of running text."""
    return [words(full("", characters), x0, top + i * LEADING, size) for i in range(count)]


def works(x0: float, count: int, top: float, first: int = 1, characters: int = NARROW, labels: bool = True) -> Rows:
    """Return lines of a list, an entry in each."""
    rows = []
    for i in range(count):
        label = f"[{first + i}] " if labels else ""
        entry = f"{label}A. B. Lee, J. Tree 12 (2015), 1-9, C. D. Wu, Proc. Elm, 2016, 3:4, pp. 11-19"
        rows.append(words(entry[:characters].rsplit(" ", 1)[0], x0, top + i * LEADING))
    return rows


# The columns of a page of text and works in two columns.
TWO = own_columns(segments(page([*text(60, 9), *works(60, 9, 300), *text(320, 9), *works(320, 9, 300)])))


def name(x0: float, baseline: float, text_: str = "References") -> Rows:
    return [words(text_, x0, baseline, 12)]


def bands(pages: Sequence[Rows], columns: Sequence[Edges]) -> list[list[tuple[int, tuple[int, ...]]]]:
    """Return for each page the tops of its bands and the left edges of their columns, rounded."""
    found = list_bands([segments(page(rows, n)) for n, rows in enumerate(pages, 1)], columns)
    return [[(round(b.top), tuple(round(left) for left, _ in b.columns)) for b in here] for here in found]


def test_a_page_without_a_lists_name_has_none() -> None:
    assert bands([text(72, 30, characters=90)], [ONE]) == [[]]


def test_a_list_of_two_columns_below_text_of_one() -> None:
    rows = [*text(72, 10, characters=90), *name(72, 250), *works(60, 10, 280), *works(320, 10, 280, 11)]
    ((upper, lower),) = bands([rows], [ONE])
    assert upper == (0, (72,))
    assert lower[1] == (60, 320)
    assert 210 < lower[0] < 241  # in the white above the name


def test_a_list_of_two_columns_at_the_top_of_a_page_of_one() -> None:
    rows = [*name(60, 100), *works(60, 10, 130), *works(320, 10, 130, 11)]
    assert bands([rows], [ONE]) == [[(0, (60, 320))]]
    assert bands([rows], [TWO]) == [[]]  # the page's own columns


def test_a_list_goes_on_in_its_columns_until_a_page_keeps_to_others() -> None:
    first = [*text(72, 10, characters=90), *name(72, 250), *works(60, 10, 280), *works(320, 10, 280, 11)]
    further = [*works(60, 10, 100, 21), *works(320, 10, 100, 31)]
    shifted = [*works(80, 10, 100, 21), *works(340, 10, 100, 31)]
    other = text(72, 30, characters=90)
    found = bands([first, further, shifted, other, further], [ONE] * 5)
    assert found[1:] == [[(0, (60, 320))], [(0, (80, 340))], [], []]
    assert bands([first, [], further], [ONE] * 3)[1:] == [[], []], "an empty page ends it"


def test_a_page_shifted_by_more_than_left_and_right_pages_are_is_none_of_the_list() -> None:
    first = [*name(60, 100), *works(60, 10, 130), *works(320, 10, 130, 11)]
    for shift, goes_on in ((38, True), (42, False)):
        further = [*works(60 + shift, 10, 100, 21, 40), *works(320 + shift, 10, 100, 31, 40)]
        assert bool(bands([first, further], [ONE] * 2)[1]) == goes_on


def test_a_list_across_below_text_of_two_columns() -> None:
    upper = [*text(60, 10), *text(320, 10)]
    rows = [*upper, *name(60, 250), *works(60, 10, 280, characters=96)]
    ((first, second),) = bands([rows], [TWO])
    assert first == (0, (60, 320))
    assert second[1] == (60,)


@pytest.mark.parametrize(
    ("x0", "heads"),
    [(60, True), (67, True), (69, False), (267, True), (269, False)],  # in the middle: the name is 60 points wide
)
def test_its_name_stands_at_the_left_or_in_the_middle(x0: float, heads: bool) -> None:
    rows = [*text(60, 10), *text(320, 10), *name(x0, 250), *works(60, 10, 280, characters=96)]
    assert (len(bands([rows], [TWO])[0]) == 2) == heads


def test_lines_across_without_years_are_no_list() -> None:
    rows = [*text(60, 10), *text(320, 10), *name(60, 250), *text(60, 10, 280, characters=96)]
    assert bands([rows], [TWO]) == [[]]


@pytest.mark.parametrize(("white", "parted"), [(12, False), (40, True)])
def test_white_stands_above_a_list_that_begins_there(white: float, parted: bool) -> None:
    top = 100 + 9 * LEADING + white
    rows = [*text(60, 10), *text(320, 10), *name(60, top), *works(60, 10, top + 20, characters=96)]
    assert (len(bands([rows], [TWO])[0]) == 2) == parted


def test_beside_the_name_the_text_goes_on() -> None:
    # Left: text, name and list; right: text above, list below. The page is read in two bands.
    left = [*text(60, 10), *name(60, 250), *works(60, 10, 280)]
    right = [*text(320, 10), *works(320, 10, 280, 11)]
    ((upper, lower),) = bands([[*left, *right]], [TWO])
    assert (upper[1], lower[1]) == ((60, 320), (60, 320))
    assert upper[0] == 0 < lower[0]


def test_beside_the_text_the_list_goes_on() -> None:
    # The list begins in the left column and goes on at the top of the right one: the page's own order.
    left = [*text(60, 10), *name(60, 250), *works(60, 10, 280)]
    right = [*works(320, 10, 100, 11), *works(320, 10, 280, 21)]
    assert bands([[*left, *right]], [TWO]) == [[]]


def test_a_table_across_both_columns_says_nothing_of_what_stands_below_it() -> None:
    table = [*text(60, 8, 20.0, 2 * NARROW), *text(60, 2, 200.0, 20)]
    left = [*text(60, 3, 240.0), *name(60, 300), *works(60, 10, 330)]
    as_list = [*works(320, 3, 240, 11), *works(320, 10, 330, 21)]
    as_text = [*text(320, 3, 240.0), *works(320, 10, 330, 11)]
    assert bands([[*table, *left, *as_list]], [TWO]) == [[]]
    assert len(bands([[*table, *left, *as_text]], [TWO])[0]) == 2


def raised_works(x0: float, count: int, top: float, first: int) -> Rows:
    """Return lines of a list with raised labels and few marks: thin as text is."""
    rows = []
    for i in range(count):
        entry = words(full("", NARROW - 2), x0 + 8, top + i * LEADING)
        entry[0] = msgspec.structs.replace(entry[0], glued=True)
        rows.append([*words(str(first + i), x0, top + i * LEADING - 3, 6.0), *entry])
    return rows


@pytest.mark.parametrize(("first", "parted"), [(11, False), (40, True)])
def test_raised_labels_tell_where_a_list_goes_on(first: int, parted: bool) -> None:
    left = [*text(60, 10), *name(60, 250), *raised_works(60, 10, 280, 1)]
    right = [*raised_works(320, 10, 100, first), *raised_works(320, 10, 280, 60)]
    assert bool(bands([[*left, *right]], [TWO])[0]) is parted


def test_a_year_in_brackets_is_no_label() -> None:
    left = [*text(60, 10), *name(60, 250), *works(60, 10, 280), words("(1998) and so on it goes", 60, 400)]
    thin = [words(f"[{n}] {full('', NARROW - 8)}", 320, 100 + LEADING * (n - 11)) for n in range(11, 21)]
    assert bands([[*left, *thin, *works(320, 10, 280, 21)]], [TWO]) == [[]]


def test_without_labels_the_thickness_of_marks_tells_text_from_list() -> None:
    left = [*text(60, 10), *name(60, 250), *works(60, 10, 280, labels=False)]
    as_text = [*text(320, 10), *works(320, 10, 280, labels=False)]
    as_list = [*works(320, 10, 100, labels=False), *works(320, 10, 280, labels=False)]
    assert len(bands([[*left, *as_text]], [TWO])[0]) == 2
    assert bands([[*left, *as_list]], [TWO]) == [[]]
    few = [*text(60, 3), *name(60, 160), *works(60, 10, 190, labels=False)]
    assert len(bands([[*few, *text(320, 3), *works(320, 10, 190, labels=False)]], [TWO])[0]) == 2
    assert bands([[*few, *works(320, 3, 100, labels=False), *works(320, 10, 190, labels=False)]], [TWO]) == [[]]


def test_the_size_of_type_tells_text_from_list_first() -> None:
    left = [*text(60, 10, characters=42, size=11), *name(60, 250), *works(60, 10, 280)]
    beside_text = [*text(320, 10, characters=42, size=11), *works(320, 10, 280, 11)]
    beside_list = [*text(320, 10, size=10), *works(320, 10, 280, 11)]
    assert len(bands([[*left, *beside_text]], [TWO])[0]) == 2
    assert bands([[*left, *beside_list]], [TWO]) == [[]]


def test_a_name_in_the_header_of_a_table_is_none() -> None:
    header = [[*words("References", 72, 250), *words("Years", 300, 250)]]
    rows = [*text(72, 10, characters=90), *header, *works(60, 10, 280), *works(320, 10, 280, 11)]
    assert bands([rows], [ONE]) == [[]]


def test_a_long_line_that_begins_so_is_no_name() -> None:
    line = name(72, 250, "References to all of the many works are found below")
    rows = [*text(72, 10, characters=90), *line, *works(60, 10, 280), *works(320, 10, 280, 11)]
    assert bands([rows], [ONE]) == [[]]


def three(count: int = 20, top: float = 100.0) -> Rows:
    return [row for x0 in THREE for row in text(x0, count, top, THIRD)]


def test_pages_of_three_columns_are_found_where_most_pages_are_so() -> None:
    one = text(72, 30, characters=90)
    lefts = (40, 225, 410)
    assert bands([three(), three(), one], [ONE] * 3) == [[(0, lefts)], [(0, lefts)], []]
    assert bands([three(), one, one], [ONE] * 3) == [[], [], []]
    assert bands([three()], [ONE]) == [[]]  # one page is no habit


def test_a_short_page_takes_the_columns_of_the_others() -> None:
    short = [*text(40, 8, characters=THIRD)]
    found = bands([three(), three(), three(), short], [ONE] * 4)
    assert found[3] == [(0, (40, 225, 410))]


@pytest.mark.parametrize(("count", "columns"), [(3, 0), (4, 2)])
def test_four_lines_show_columns(count: int, columns: int) -> None:
    rows = [*works(60, count, 100), *works(320, count, 100)]
    assert len(own_columns(segments(page(rows)))) == columns


@pytest.mark.parametrize(("right", "columns"), [(1, 0), (2, 2), (10, 2)])
def test_the_last_column_may_be_short(right: int, columns: int) -> None:
    rows = [*works(60, 20, 100), *works(320, right, 100)]
    assert len(own_columns(segments(page(rows)))) == columns


@pytest.mark.parametrize(("left", "columns"), [(7, 0), (8, 2)])
def test_a_column_before_the_last_fills_two_fifths_of_the_rows(left: int, columns: int) -> None:
    rows = [*works(60, left, 100), *works(320, 20, 100)]
    assert len(own_columns(segments(page(rows)))) == columns


@pytest.mark.parametrize(("wide", "columns"), [(1, 2), (2, 0)])
def test_a_line_in_twenty_may_cross_a_gutter(wide: int, columns: int) -> None:
    rows = [*works(60, 20, 100), *works(320, 20, 100), *text(60, wide, 100 + 20 * LEADING, 90)]
    assert len(own_columns(segments(page(rows)))) == columns


def test_columns_hold_as_far_down_as_a_blank_parts_them_from_other_lines() -> None:
    rows = [*works(60, 10, 100), *works(320, 10, 100), *text(60, 10, 100 + 14 * LEADING, 90)]
    assert [round(left) for left, _ in own_columns(segments(page(rows)))] == [60, 320]
    close = [*works(60, 10, 100), *works(320, 10, 100), *text(60, 10, 100 + 10 * LEADING, 90)]
    assert own_columns(segments(page(close))) == ()


def test_labels_in_a_strip_of_their_own_go_with_the_column_right_of_them() -> None:
    rows = []
    for i in range(10):
        y = 100 + i * LEADING
        for x0 in (60, 320):
            rows += [words(f"[{i}]", x0, y), words(full("", 40), x0 + 30, y)]
    assert [round(left) for left, _ in own_columns(segments(page(rows)))] == [60, 320]


def test_nothing_has_no_columns() -> None:
    assert own_columns([]) == ()


def test_a_short_list_in_the_left_column_is_read_there() -> None:
    rows = [*text(60, 10), *text(320, 10), *name(60, 250), *works(60, 10, 280)]
    assert bands([rows], [TWO]) == [[]]


@pytest.mark.parametrize(
    ("before", "listed", "of_list"),
    [("it ended here.", "storage of the", True), ("it goes on with the", "ended here.", False)],
)
def test_a_sentence_that_goes_on_tells_what_stands_beside_a_lists_name(before: str, listed: str, of_list: bool) -> None:
    """Whatever the lines there look like: here like text where they are of the list, and like works where not."""
    left = [*text(60, 8), words(before, 60, 100 + 8 * LEADING)]
    under = [*works(60, 12, 300, labels=False), words(listed, 60, 300 + 12 * LEADING)]
    rest = text(320, 8, 100 + LEADING) if of_list else works(320, 8, 100 + LEADING, labels=False)
    right = [words("transform of data", 320, 100), *rest, *works(320, 13, 300, labels=False)]
    (found,) = bands([[*left, *name(60, 270), *under, *right]], [TWO])
    assert len(found) == (0 if of_list else 2)


def test_text_above_a_rule_across_says_nothing_of_a_list_below_it() -> None:
    def small(x0: float, count: int, top: float) -> Rows:
        return [[msgspec.structs.replace(w, size=8.0) for w in row] for row in works(x0, count, top)]

    upper = [*text(60, 15), *text(320, 15)]
    lower = [*text(60, 3, 400), *name(60, 460), *small(60, 10, 484), *small(320, 3, 400), *small(320, 8, 484)]
    segs = [segments(page([*upper, *lower]))]
    assert len(list_bands(segs, [TWO])[0]) == 2
    assert list_bands(segs, [TWO], [[350.0]]) == [[]]
