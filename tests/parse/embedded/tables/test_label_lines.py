"""Which lines of a column of labels begin one, and which columns hold none."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, label_starts, split_line
from surveyrefs.parse.embedded.tables.rows import beside_each

LEADING = 12.0


def line(number: int, *cells: str) -> SplitLine:
    y = LEADING * number
    return split_line([
        Line((Word(text, 100.0 * c, y, 100.0 * c + 5 * len(text), y + 10, 10, 0, y + 8, False, 0, 0, number,
                   10 * number + c, "Times"),)) if text else None
        for c, text in enumerate(cells)
    ])  # fmt: skip


def starts(*texts: tuple[str, str, str]) -> list[bool]:
    lines = [line(i, *cells) for i, cells in enumerate(texts)]
    return label_starts(lines, 0, LEADING, 60.0, 0.0)


def test_labels_that_begin_on_full_lines_go_on_with_none_on_such_a_line() -> None:
    # "Northern" and "Southern" leave no room for a next word: only the full lines tell that they begin.
    rows = [
        ("Seals", "male", "1"), ("", "female", ""), ("Otters", "male", "1"), ("", "female", ""),
        ("Northern-seas", "male", "2"), ("Greenland-ice", "female", ""), ("Southern-seas", "male", "3"),
    ]  # fmt: skip
    assert starts(*rows) == [True, True, True, False, True]


def test_labels_that_begin_anywhere_go_on_on_full_lines() -> None:
    rows = [
        ("Seals", "male", ""), ("", "female", ""), ("Otters", "male", ""), ("", "female", ""),
        ("Northern-seas", "male", ""), ("Greenland-ice", "female", ""), ("Southern-seas", "male", "3"),
    ]  # fmt: skip
    assert starts(*rows) == [True, True, True, False, False]


def test_a_callout_ends_a_label() -> None:
    assert starts(("Northern-seas[3]", "male", ""), ("Southern-seas", "male", "")) == [True, True]
    assert starts(("Northern-seas", "male", ""), ("Southern-seas", "male", "")) == [True, False]


def test_a_column_with_words_beside_each_row_has_no_labels_of_several() -> None:
    lines = [line(0, "Oslo", "a"), line(1, "2014", "b"), line(2, "Rome", "c"), line(3, "", "d")]
    assert beside_each(lines, [(0, 1), (2, 3)], 0)
    assert not beside_each(lines, [(0, 0), (1, 1), (2, 2), (3, 3)], 0)
