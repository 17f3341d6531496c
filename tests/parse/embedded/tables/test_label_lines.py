"""Which lines are labels across a table, by all that is weighed; which lines of a column of labels begin one, and which
columns hold none."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, label_starts, split_line
from surveyrefs.parse.embedded.tables.label_lines import APART, Body, evidence, habits_of, labels_among, options_in
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


# -- labels across the table -------------------------------------------------------------------------------------------

PLACES = (50.0, 160.0, 260.0)
TREES = (
    ("Leaf counting by hand",), ("BERT-old", "masked", "yes"), ("GPT-2 large", "next word", "no"),
    ("Bark and moss, too",), ("ViT-base", "patches", "no"), ("DeiT", "patches", "no"),
)  # fmt: skip
BETWEEN = (4.0, 16.0, 28.0, 40.0, 52.0, 64.0)  # rules between all lines
ALL_DOWN = tuple(Rule(x, 0.0, x, 80.0) for x in (150.0, 250.0))
OPEN = tuple(Rule(x, y, x, y + 24) for x in (150.0, 250.0) for y in (16.0, 52.0))  # none beside the lines of one part


def body(
    texts: tuple[tuple[str, ...], ...] = TREES,
    rules: tuple[float, ...] = (),
    down: tuple[Rule, ...] = (),
    blue: tuple[int, ...] = (),
    votes: frozenset[str] = frozenset({APART}),
) -> Body:
    """Return the body of a table of three columns; lines are numbered as they stand, `blue` are those in blue."""
    lines = [
        Line(tuple(
            Word(text, x, 12.0 * n + 2, x + 5 * len(text), 12.0 * n + 12, 10, 0, 12.0 * n + 10, False, 0, 0, n, n, "T")
            for x, text in zip(PLACES, cells, strict=False)
        ))
        for n, cells in enumerate(texts)
    ]  # fmt: skip
    colours = dict.fromkeys(blue, 0x0000FF)
    return Body(lines, (150.0, 250.0), (50.0, 350.0), rules, down, (), colours, [votes] * len(lines))


def test_a_cell_across_a_grid_is_a_label_and_one_between_its_rules_is_not() -> None:
    assert labels_among(body(rules=BETWEEN, down=OPEN)) == {0, 3}
    assert 3 not in labels_among(body(rules=BETWEEN, down=ALL_DOWN))


def test_a_colour_of_its_own_speaks_for_a_label() -> None:
    assert labels_among(body(rules=BETWEEN, down=ALL_DOWN, blue=(0, 3))) == {0, 3}


def test_what_goes_on_with_the_line_above_is_no_label() -> None:
    texts = (TREES[1], ("leaf counting by hand",), TREES[2], ("with moss, too",), *TREES[4:])
    assert labels_among(body(texts)) == set()


def test_a_line_close_to_its_neighbours_is_none_whatever_it_looks_like() -> None:
    assert labels_among(body(votes=frozenset(), blue=(0, 3))) == set()


def test_what_a_rule_of_thumb_says_needs_much_against_it() -> None:
    texts = (TREES[1], ("leaf counting by hand",), TREES[2], ("leaf counting by eye",), *TREES[4:])
    assert labels_among(body(texts)) == set()
    assert labels_among(body(texts, votes=frozenset({APART, "look"}))) >= {1, 3}


def test_a_line_amid_callouts_is_none() -> None:
    texts = (("2025; Xu and Parhi",), TREES[1], TREES[2], ("(Mosser 2024)",), *TREES[4:])
    assert options_in(body(texts)) == [3]


def test_nothing_below_the_last_row_is_a_label_of_rows() -> None:
    assert options_in(body((*TREES, ("Notes on bark",)))) == [0, 3]


def test_evidence_is_what_one_sees() -> None:
    table = body(rules=(16.0,), blue=(0,))
    found = evidence(table, 0, habits_of(table))
    there = {"place: left", "look: own colour", "rule: above", "rule: below", "above: none", "below: full"}
    assert there <= found.keys()
    assert not {"place: central", "grid: open", "words: small letter", "above: single"} & found.keys()
