from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, PrintedLine
from surveyrefs.parse.embedded.layout.wraps import wrapped_words
from surveyrefs.parse.embedded.pdf.page import Rule, Word

LEFT, RIGHT = 100.0, 400.0


def page_of(lines: list[str]) -> tuple[PageLayout, Layout]:
    """Return a page of lines 60 letters wide: `#` are words of running text, other letters those of a float."""
    words: list[Word] = []
    printed = []
    for number, line in enumerate(lines):
        mine: list[Word] = []
        y = 100.0 + 12 * number
        for at in range(0, 60, 5):
            text = line.ljust(60)[at : at + 5]
            if text.strip():
                x0 = LEFT + 5 * at
                width = 25.0 if at == 55 or line.ljust(61)[at + 5] == " " else 22.0
                word = Word(text, x0, y, x0 + width, y + 10, 10.0, 0, y + 8, False, 0, 0, number, len(words), "Times")
                words.append(word)
                mine.append(word)
        if mine:
            printed.append(PrintedLine(tuple(mine), 1, 0, LEFT, RIGHT, number))
    page = PageLayout(1, ((LEFT, RIGHT),), frozenset(), tuple(printed))
    return page, Layout((page,), 10.0, 12.0)


FULL = "#" * 60
AT_LEFT = "table cell" + " " * 15 + "#" * 35
AT_RIGHT = "#" * 35 + " " * 10 + "table cell"


def letters(lines: list[str], rules: tuple[Rule, ...] = ()) -> set[str]:
    page, layout = page_of(lines)
    found = wrapped_words(page, rules, layout)
    return {w.text.strip()[0] for line in page.lines for w in line.words if w.index in found}


def test_text_at_the_right_of_a_float() -> None:
    assert letters([FULL, *[AT_LEFT] * 5, FULL]) == {"#"}


def test_text_at_the_left_of_a_float() -> None:
    assert letters([FULL, *[AT_RIGHT] * 5, FULL]) == {"#"}


def test_a_column_between_rules_is_a_tables() -> None:
    rule = Rule(LEFT, 110.5, RIGHT, 110.5)
    assert letters([FULL, *[AT_LEFT] * 5, FULL], (rule,)) == set()


def test_text_that_goes_on_nowhere_is_a_column() -> None:
    assert letters(["", *[AT_LEFT] * 5, ""]) == set()
