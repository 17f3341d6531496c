"""Running heads and feet, page numbers, line numbers, stamps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from surveyrefs.parse.embedded.layout.furniture import LINE_NUMBERS, MARGIN, REPEATS, WIDEST_STEP, find_furniture
from surveyrefs.parse.embedded.layout.text_columns import segments
from surveyrefs.parse.embedded.pdf.page import Page, Rule, Word
from tests.parse.embedded.build import HEIGHT, LEADING, LEFT, RIGHT, WIDTH, full, page, words

TOP, FOOT = 40.0, 760.0


def text_lines(n: int) -> list[list[Word]]:
    """Return lines of running text, which differ from page to page."""
    return [words(full(f"{chr(96 + n)}{chr(97 + i % 26)}x", 80), LEFT, 100 + i * LEADING) for i in range(30)]


def furniture(pages: Sequence[Page]) -> list[str]:
    """Return what is taken off each page."""
    taken = find_furniture(pages, [segments(p) for p in pages])
    return [" ".join(w.text for w in p.words if w.index in gone) for p, gone in zip(pages, taken, strict=True)]


def pages_of(make: Callable[[int], list[list[Word]]], count: int = 4) -> list[Page]:
    """Return pages of running text with other lines that depend on the page's number."""
    return [page([*text_lines(n), *make(n)], n) for n in range(1, count + 1)]


def test_heads_that_come_back_and_page_numbers() -> None:
    pages = pages_of(lambda n: [words("A. Author et al.", LEFT, TOP), words(str(n), 300, FOOT)])
    assert furniture(pages) == [f"A. Author et al. {n}" for n in (1, 2, 3, 4)]


def test_left_and_right_heads_take_turns() -> None:
    pages = pages_of(lambda n: [words("Left head" if n % 2 else "Right head", LEFT, TOP)], 2 * REPEATS)
    assert set(furniture(pages)) == {"Left head", "Right head"}


def test_a_page_number_within_a_head_of_changing_words() -> None:
    heads = ["Introduction", "Methods", "Results", "Discussion"]
    pages = pages_of(lambda n: [words(f"{n + 16} {heads[n - 1]}", LEFT, TOP)])
    assert furniture(pages)[2] == "19 Results"


def test_notes_that_say_the_same_on_every_page_stay() -> None:
    def foot(n: int, lift: float) -> list[list[Word]]:
        return [[*words(str(n), LEFT, FOOT - lift, 6.5), *words("See also [4].", LEFT + 5, FOOT, 8.0)]]

    assert furniture(pages_of(lambda n: foot(n, 3.0))) == [""] * 4
    assert furniture(pages_of(lambda n: foot(n, 0.0))) == [f"{n} See also [4]." for n in (1, 2, 3, 4)]


def test_text_that_comes_back_elsewhere_stays() -> None:
    assert furniture(pages_of(lambda n: [words("the same line", LEFT, HEIGHT / 2 + 90)])) == [""] * 4
    assert furniture(pages_of(lambda n: [words("once", LEFT, TOP)] if n == 2 else [])) == [""] * 4


def test_floats_at_the_top_of_pages_stay() -> None:
    pages = pages_of(lambda n: [words(f"Table {n}", LEFT, TOP), words(f"Fig. {n}", LEFT, FOOT)])
    assert furniture(pages) == [""] * 4


def test_page_of_pages_on_a_single_page() -> None:
    assert furniture([page([*text_lines(1), words("Page 1 of 1", LEFT, FOOT)])]) == ["Page 1 of 1"]
    assert furniture([page([*text_lines(1), words("7", LEFT, FOOT)])]) == ["7"]


def test_the_outer_part_is_bounded() -> None:
    inside = MARGIN * HEIGHT + 10
    wide = words("wide", RIGHT, HEIGHT / 2)
    pages = [page([words("the same line", LEFT, inside), wide], n) for n in range(1, 5)]
    assert furniture(pages) == [""] * 4


def numbered(n: int, count: int = 30) -> list[list[Word]]:
    """Return line numbers left of the text that count on from page to page."""
    return [words(str((n - 1) * count + i + 1), 40, 100 + i * LEADING) for i in range(count)]


def test_line_numbers_go() -> None:
    taken = furniture(pages_of(numbered))
    assert taken[1].split() == [str(i) for i in range(31, 61)]


def each_fifth(n: int, lines: int = 30) -> list[list[Word]]:
    """Return every fifth number left of the text, anew on each page."""
    last = words("35", 40, 100)[-1].x1
    out = []
    for k in range(5, lines + 1, 5):
        width = words(str(k), 0, 100)[-1].x1
        out.append(words(str(k), last - width, 100 + (k - 1) * LEADING))
    return out


def test_every_fifth_line_number_goes_and_those_of_a_short_page_too() -> None:
    assert furniture(pages_of(lambda n: each_fifth(n, 5 if n == 4 else 30))) == ["5 10 15 20 25 30"] * 3 + ["5"]


def test_line_numbers_that_text_just_touches_go() -> None:
    """Those of the right column stand in the gutter, close to the left one's text."""

    def close(n: int, into: float) -> list[list[Word]]:
        return [words(str(10 + i), LEFT - 10 + into, 100 + i * LEADING) for i in range(30)]

    assert furniture(pages_of(lambda n: close(n, 1.0)))[0].split() == [str(10 + i) for i in range(30)]
    assert furniture(pages_of(lambda n: close(n, 4.0))) == [""] * 4


def test_years_and_sums_beside_text_are_no_line_numbers() -> None:
    def sums(n: int) -> list[list[Word]]:
        return [words(str(WIDEST_STEP * 2 * k), 40, 100 + 2 * k * LEADING) for k in range(5, 12)]

    assert furniture(pages_of(sums)) == [""] * 4


def test_line_numbers_on_both_sides_go_flush_left_or_right() -> None:
    def both(n: int) -> list[list[Word]]:
        rows = []
        for i in range(30):
            number, y = str(i + 1), 100 + i * LEADING
            left = words(number, 0, y)
            rows += [words(number, 40 - (left[-1].x1 - left[0].x0), y), words(number, WIDTH - 40, y)]
        return rows

    for gone in furniture(pages_of(both)):
        assert sorted(map(int, gone.split())) == sorted([*range(1, 31), *range(1, 31)])


def test_labels_of_a_list_on_one_page_are_no_line_numbers() -> None:
    pages = pages_of(lambda n: numbered(1) if n == 4 else [])
    assert furniture(pages) == [""] * 4


def test_labels_of_entries_on_most_pages_are_no_line_numbers() -> None:
    def labels(n: int) -> list[list[Word]]:
        return [words(str(n * 10 + i), 40, 100 + 3 * i * LEADING) for i in range(10)]

    assert furniture(pages_of(labels)) == [""] * 4


def test_few_numbers_in_a_row_are_no_line_numbers() -> None:
    assert furniture(pages_of(lambda n: numbered(n, LINE_NUMBERS - 2))) == [""] * 4


def test_figures_in_a_table_are_no_line_numbers() -> None:
    cells = [words(f"{i + 1} cell", 200, 300 + i * LEADING) for i in range(20)]
    crossing = [words(full("", 80), LEFT, 305 + i * LEADING) for i in range(20)]
    assert furniture([page([*cells, *crossing], n) for n in (1, 2)]) == ["", ""]


def turned(text: str, x0: float) -> list[Word]:
    """Return a word that reads upwards."""
    return [Word(text, x0, 200, x0 + 12, 500, 12.0, 0, x0 + 10, False, 90, 0, 0, 0, "Times")]


def test_a_stamp_in_the_margin_goes_and_labels_stay() -> None:
    stamped = page([*text_lines(1), turned("arXiv:2301.00001v1", 15), turned("label", 200)])
    assert furniture([stamped]) == ["arXiv:2301.00001v1"]


def test_turned_labels_within_a_wide_tables_rules_stay() -> None:
    wide = page([*text_lines(1), turned("label", 30)], rules=[Rule(20, 100, WIDTH - 20, 100.5)])
    assert furniture([wide]) == [""]


def test_a_page_number_beside_the_first_line_of_the_text_takes_none_of_it() -> None:
    """Numbers in the margin stand level with a line of text: the line is the text's, only the number goes."""

    def lines(n: int) -> list[list[Word]]:
        text = [words(full(f"{chr(96 + n)}{chr(97 + i % 26)}x", 60), LEFT, TOP + i * LEADING) for i in range(30)]
        return [[*text[0], *words(str(n + 10), WIDTH - 30, TOP)], *text[1:]]

    assert furniture([page(lines(n), n) for n in range(1, 5)]) == ["11", "12", "13", "14"]

    def under_head(n: int) -> list[list[Word]]:
        head = [*words(f"{chr(96 + n)} small head", LEFT, TOP, 8), *words(str(n + 10), WIDTH - 30, TOP, 8)]
        return [head, *(words(full(f"{chr(96 + n)}{chr(97 + i % 26)}x", 60), LEFT, TOP + LEADING) for i in range(30))]

    heads = [f"{letter} small head {n}" for letter, n in zip("abcd", range(11, 15), strict=True)]
    assert furniture([page(under_head(n), n) for n in range(1, 5)]) == heads, (
        "a head close above the text, in its own type"
    )


def test_a_changing_head_beside_its_page_number_is_taken_where_it_stands_apart() -> None:
    heads = ["Introduction", "Methods", "Results", "Discussion"]
    pages = pages_of(lambda n: [[*words(heads[n - 1], LEFT, TOP), *words(str(n), 400, TOP)]])
    assert furniture(pages)[1] == "Methods 2"


def test_a_watermark_over_the_text_is_none_of_it() -> None:
    mark = words("For personal use only", LEFT + 50, 100 + 10.4 * LEADING)
    assert furniture(pages_of(lambda _: [mark])) == ["For personal use only"] * 4
    beside = words("For personal use only", LEFT + 50, 100 + 32 * LEADING)
    assert furniture(pages_of(lambda _: [beside])) == [""] * 4, "a row of its own may be a table's header"
    assert furniture(pages_of(lambda n: [mark] if n == 2 else [])) == [""] * 4, "one page alone"


def test_the_end_of_a_broken_range_is_no_page_number() -> None:
    def last(above: str) -> list[Page]:
        return pages_of(lambda n: [words(above, LEFT, FOOT - LEADING), words("86", LEFT, FOOT)] if n == 4 else [])

    assert furniture(last("A title of words. A Journal 45:74–"))[3] == ""
    assert furniture(last("A title of words. A Journal."))[3] == "86"


def test_titles_at_the_top_of_pages_are_no_heads() -> None:
    titles = ["A review", "Data and tools", "More tools", "Yet more"]

    def found(size: float, count: int) -> list[str]:
        return furniture(pages_of(lambda n: [words(titles[n - 1], LEFT, 60, size)], count))

    assert found(10.0, 4) == titles
    assert found(16.0, 4) == [""] * 4, "larger than the text"
    assert found(10.0, 2) == [""] * 2, "two pages are no habit"
    assert found(8.0, 2) == titles[:2], "smaller than the text"


def test_years_that_count_as_lines_do_are_of_a_table() -> None:
    def years(first: int) -> list[list[Word]]:
        return [words(str(first + i), 560, 100 + i * LEADING) for i in range(12)]

    assert furniture([page([*text_lines(1), *years(1990)], 1)]) == [""]
    assert furniture([page([*text_lines(1), *years(90)], 1)])[0].startswith("90 91")
