"""Drawn dashes of bibliographies."""

from __future__ import annotations

from surveyrefs.parse.embedded.pdf.dashes import with_drawn_dashes
from surveyrefs.parse.embedded.pdf.page import Rule, Word


def word(text: str, x0: float, x1: float, baseline: float = 100.0) -> Word:
    """Return a word of ten-point type."""
    return Word(text, x0, baseline - 8, x1, baseline + 2, 10.0, 0, baseline, False, 0, 0, 0, 0, "F")


def texts(words: list[Word], *rules: Rule) -> list[str]:
    """Return the words' texts with their left edges."""
    return [f"{w.text}@{w.x0:.0f}" for w in with_drawn_dashes(words, rules)]


def test_a_rule_before_a_stop_is_a_dash() -> None:
    assert texts([word(".", 60, 63), word("2014.", 66, 90)], Rule(30, 98, 60, 98.4)) == ["———.@30", "2014.@66"]


def test_a_dash_for_each_author() -> None:
    rules = Rule(30, 100, 36, 100.4), Rule(47, 100, 53, 100.4)
    assert texts([word(",", 40, 43), word(",", 57, 60), word("and", 63, 80)], *rules) == [
        "———,@30",
        "———,@47",
        "and@63",
    ]


def test_fractions_underlines_and_table_rules_stay() -> None:
    assert texts([word("a", 32, 40, 95), word(",", 46, 49)], Rule(30, 97, 45, 97.4)) == ["a@32", ",@46"]
    assert texts([word("under", 30, 59), word(".", 60, 63)], Rule(30, 101, 60, 101.4)) == ["under@30", ".@60"]
    assert texts([word(".", 300, 303)], Rule(30, 98, 300, 98.4)) == [".@300"]
    assert texts([word("2014", 60, 80)], Rule(30, 98, 60, 98.4)) == ["2014@60"]


def test_a_rule_before_further_authors_or_a_year_is_a_dash() -> None:
    assert texts([word("and", 64, 80)], Rule(30, 98, 60, 98.4)) == ["——— and@30"]
    assert texts([word("(1950).", 64, 90)], Rule(30, 98, 60, 98.4)) == ["——— (1950).@30"]
    assert texts([word("(2,", 64, 90)], Rule(30, 98, 60, 98.4)) == ["(2,@64"]
