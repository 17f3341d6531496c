"""Columns, type size and leading."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from surveyrefs.parse.embedded.layout import text_columns as col
from surveyrefs.parse.embedded.pdf.page import Page, Word
from tests.parse.embedded.build import HEIGHT, LEADING, SIZE, WIDTH, full, page, words

NARROW = 46  # characters: 46 times 5 points, less what blanks save, in a column of 240 points


def rows(x0: float, count: int, characters: int, top: float = 100.0) -> list[list[Word]]:
    """Return lines of running text."""
    return [words(full("", characters), x0, top + i * LEADING) for i in range(count)]


def columns(*pages: Page) -> list[tuple[tuple[int, int], ...]]:
    """Return the columns of pages, rounded."""
    found = col.page_columns(pages, [col.segments(p) for p in pages])
    return [tuple((round(a), round(b)) for a, b in edges) for edges in found]


def right_edge(lines: Sequence[Sequence[Word]]) -> int:
    """Return where lines end."""
    return round(max(line[-1].x1 for line in lines))


def test_a_line_is_cut_where_a_gutter_could_be() -> None:
    near, far = words("one two", 72), words("three", 200)
    found = col.segments(page([near + far, words("four", 72, 112)]))
    assert [[w.text for w in s] for s in found] == [["one", "two"], ["three"], ["four"]]
    assert [col.letters(s) for s in found] == [6, 5, 4]


def test_turned_words_are_of_no_line() -> None:
    assert col.segments(page([words("upwards", turn=90)])) == []


def test_one_column() -> None:
    lines = rows(72, 20, 90)
    assert columns(page(lines)) == [((72, right_edge(lines)),)]


def test_two_columns_below_a_wide_title() -> None:
    left, right = rows(60, 20, NARROW), rows(320, 20, NARROW)
    title = words(full("A title", 80), 90, 60)
    found = columns(page([title, *left, *right]))
    assert found == [((60, right_edge(left)), (320, right_edge(right)))]


def test_a_table_of_narrow_cells_makes_no_columns() -> None:
    cells = [words("cell", x, 400 + i * LEADING) for i in range(12) for x in (72, 200, 330, 450)]
    lines = rows(72, 20, 90)
    assert columns(page([*lines, *cells])) == [((72, right_edge(lines)),)]


def test_a_short_second_column_on_the_last_page() -> None:
    left, right = rows(60, 20, NARROW), rows(320, 20, NARROW)
    last = page([*rows(60, 20, NARROW), *rows(320, 2, NARROW)], 2)
    assert columns(page([*left, *right]), last)[1][1][0] == 320


def test_few_lines_are_enough_where_other_pages_show_the_gutter() -> None:
    both = [page([*rows(60, 20, NARROW), *rows(320, 20, NARROW)], n) for n in (1, 2)]
    short = page([*rows(60, 3, NARROW)], 3)
    assert len(columns(*both, short)[2]) == 2


def test_a_page_without_text_has_the_columns_of_the_others() -> None:
    lines = rows(72, 20, 90)
    assert columns(page(lines), page([], 2)) == [((72, right_edge(lines)),)] * 2
    assert columns(page([])) == [((round(0.1 * WIDTH), round(0.9 * WIDTH)),)]


def test_pages_with_other_margins_keep_them() -> None:
    odd = [*rows(60, 20, NARROW), *rows(320, 20, NARROW)]
    even = [*rows(40, 20, NARROW), *rows(300, 20, NARROW)]
    assert [edges[0][0] for edges in columns(page(odd, 1), page(even, 2), page(odd, 3))] == [60, 40, 60]


def test_notes_in_the_margin_do_not_move_the_edge() -> None:
    lines = rows(172, 20, 70)
    notes = [words("a note of the margin here", 20, 100 + 3 * i * LEADING) for i in range(6)]
    found = columns(page(lines, 1), page(lines, 2), page([*lines, *notes], 3))
    assert [edges[0][0] for edges in found] == [172, 172, 172]


def test_body_size_and_leading_are_the_most_common() -> None:
    big = [words("A heading of large type", 72, 60, size=14)]
    one = page([*big, *rows(72, 20, 90)])
    assert col.body_size([one]) == SIZE
    assert col.leading([col.segments(one)], SIZE) == LEADING
    assert col.body_size([]) == SIZE
    assert col.body_size([page([words("dust", 72, 60, size=0.1)])]) == col.SMALLEST
    assert col.leading([], 9.0) == pytest.approx(col.DEFAULT_LEADING * 9)


def test_short_lines_are_long_where_all_are_short() -> None:
    long, short = [col.segments(page(rows(72, 9, n))) for n in (90, 30)]
    assert col.long_line([long]) == col.LONG_LINE
    assert col.SHORTEST_LONG <= col.long_line([short]) < col.LONG_LINE
    assert col.long_line([]) == int(col.LONG_PART * col.LONG_LINE)


def test_small_paper() -> None:
    lines = rows(40, 20, 60)
    found = columns(page(lines, size=(400.0, HEIGHT / 2)))
    assert found == [((40, right_edge(lines)),)]


def test_the_type_of_a_short_text_is_not_that_of_its_long_list() -> None:
    text = rows(72, 9, 90)
    entries = [words(f"An entry of the list by somebody {i}", 72, 400 + 9 * i, size=8) for i in range(60)]
    name = words("References", 72, 390, size=12)
    one = page([*text, name, *entries])
    assert (col.body_size([one], [col.segments(one)]), col.body_size([one])) == (SIZE, 8.0)
    alone = page([*text[:1], name, *entries])
    assert col.body_size([alone], [col.segments(alone)]) == 8.0, "next to nothing is before the list"
