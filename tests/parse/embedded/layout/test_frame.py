from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.layout.frame import frames_of, joined_rules, repeated_rules
from surveyrefs.parse.embedded.layout.line import PageLayout, chunks, text_of
from surveyrefs.parse.embedded.pdf.page import Page, Rule, Word
from tests.parse.embedded.tables.drawn import page_of, words_of

LAYOUT = PageLayout(1, ((72.0, 540.0),), frozenset(), ())


def turned(turn: int) -> list[Word]:
    """Words on one line that reads up (90) or down (270) the page."""
    found = []
    for i in range(12):
        y0 = 700.0 - 20 * i if turn == 90 else 100.0 + 20 * i
        found.append(Word(f"w{i}", 200.0, y0, 210.0, y0 + 15, 10.0, 0, 208.0, False, turn, 0, 0, i, "Times"))
    return found


@pytest.mark.parametrize("turn", [90, 270])
def test_turned_text_is_read_upright(turn: int) -> None:
    upright, sideways = frames_of(page_of(turned(turn), []), LAYOUT)
    assert upright.turn == 0
    assert sideways.turn == turn
    assert {w.turn for w in sideways.words} == {0}
    assert " ".join(w.text for w in sorted(sideways.words, key=lambda w: w.x0)).startswith("w0 w1 w2")
    assert len({round(w.baseline, 1) for w in sideways.words}) == 1


@pytest.mark.parametrize("turn", [90, 270])
def test_a_turned_box_comes_back_to_its_place(turn: int) -> None:
    page = page_of(turned(turn), [])
    sideways = frames_of(page, LAYOUT)[1]
    for before, after in zip(page.words, sideways.words, strict=True):
        box = sideways.on_page(Box(after.x0, after.y0, after.x1, after.y1))
        assert box == Box(before.x0, before.y0, before.x1, before.y1)


def test_a_few_turned_words_turn_no_page() -> None:
    assert len(frames_of(page_of(turned(90)[:5], []), LAYOUT)) == 1


def test_parts_of_rules_are_joined_and_trimmed_ones_are_not() -> None:
    parts = [
        Rule(0, 10, 50, 10),
        Rule(50.5, 10, 90, 10),
        Rule(100, 10, 150, 10),
        Rule(30, 0, 30, 9),
        Rule(30, 11, 30, 20),
    ]
    across, down = joined_rules(parts)
    assert [(r.x0, r.x1) for r in across] == [(0, 90), (100, 150)]
    assert [(r.y0, r.y1) for r in down] == [(0, 20)]


def test_rules_under_running_heads_are_known_by_their_repetition() -> None:
    head = Rule(72, 60, 540, 60)
    pages = [Page(n, 612.0, 792.0, (), (head, Rule(72, 300 + n, 540, 300 + n)), (), (), (), ()) for n in range(1, 6)]
    assert repeated_rules(pages) == {head}


def test_chunks_part_at_wide_blanks() -> None:
    words, _ = words_of("one two      three")
    assert [text_of(part) for part in chunks(words, 1.0)] == ["one two", "three"]


def test_the_rule_of_one_cell_is_a_part_of_its_line() -> None:
    def below(n: int) -> tuple[Rule, ...]:
        end = 300 + 20.0 * n  # of a table as wide as it is on no other page, whose first column is alike on all
        return Rule(72, 60, 150, 60), Rule(150, 60, end, 60)

    pages = [Page(n, 612.0, 792.0, (), below(n), (), (), (), ()) for n in range(1, 6)]
    assert repeated_rules(pages) == set()
