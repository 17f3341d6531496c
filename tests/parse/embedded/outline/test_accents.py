"""Lines that colour or a rule below them sets apart."""

from __future__ import annotations

from surveyrefs.model.document import ACCENT
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.accents import SEEN, with_accents
from surveyrefs.parse.embedded.pdf.page import Page, Rule
from tests.parse.embedded.build import HEIGHT, LEADING, LEFT, SIZE, WIDTH, full, printed, words

BLACK, BLUE = 0x202020, 0x2040C0


def accents(colours: dict[int, int], *rules: Rule) -> list[int]:
    """Return which of five lines, the second a short title, are set apart; `colours` by number of line."""
    lines: list[PrintedLine] = []
    for at in range(5):
        text = "Frogs at night" if at == 1 else full()
        lines.append(printed(words(text, LEFT, 100 + LEADING * at, line=at), 100 + LEADING * at))
    page = Page(1, WIDTH, HEIGHT, (), tuple(rules), (), (), (), (), colours)
    found = with_accents(lines, [page])
    assert [line.text for line in found] == [line.text for line in lines]
    return [at for at, line in enumerate(found) if all(w.style & ACCENT for w in line.words)]


def under(x0: float, x1: float, below: float = 2.0) -> Rule:
    """Return a rule below the title."""
    y = 100 + LEADING + below
    return Rule(x0, y, x1, y + 0.5)


def test_a_line_in_a_colour_of_its_own() -> None:
    assert accents({0: BLACK, 1: BLUE, 2: BLACK, 3: BLACK, 4: BLACK}) == [1]
    assert accents({0: BLUE, 1: BLACK, 2: BLUE, 3: BLUE, 4: BLUE}) == [1], "the commonest colour is the text's"
    assert accents(dict.fromkeys(range(5), BLACK)) == []


def test_neither_a_shade_nor_a_coloured_word_sets_a_line_apart() -> None:
    near = BLACK + SEEN - 1
    assert accents({0: BLACK, 1: near, 2: BLACK, 3: BLACK, 4: BLACK}) == []
    assert accents({0: BLACK, 1: near + 1, 2: BLACK, 3: BLACK, 4: BLACK}) == [1]
    assert accents({0: BLACK, 1: -1, 2: BLACK, 3: BLACK, 4: BLACK}) == []


def test_an_underlined_line() -> None:
    end = LEFT + 66.0
    assert accents({}, under(LEFT, end)) == [1]
    assert accents({}, under(LEFT, LEFT + 400)) == [], "a rule across the column"
    assert accents({}, under(LEFT, LEFT + 20)) == [], "a word is underlined"
    assert accents({}, under(LEFT, end, below=SIZE / 2)) == [], "too far below"
