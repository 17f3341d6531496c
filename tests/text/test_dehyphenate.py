"""Hyphens at line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.text.dehyphenate import Vocabulary, joined, joint, keeps_hyphen

NONE = Vocabulary(())


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("a sur-", "vey of things", "a survey of things"),
        ("soft\u00ad", "ware", "software"),
        ("the INTRO-", "DUCTION", "the INTRODUCTION"),
        ("Vision-", "Language models", "Vision-Language models"),
        ("rule-", "based systems", "rule-based systems"),
        ("self-", "attention", "self-attention"),
        ("a 10-", "fold gain", "a 10-fold gain"),
        ("the part -", "of it", "the part - of it"),
        ("a dash --", "then more", "a dash --then more"),
        ("pages 12\u2013", "15", "pages 12\u201315"),
        ("words \u2013", "and more", "words \u2013 and more"),
        ("one line", "and the next", "one line and the next"),
        ("and/", "or", "and/or"),
        ("https://a.org/", "paper", "https://a.org/paper"),
        ("https://a.org/long-", "name", "https://a.org/long-name"),
        ("10.1145/33.", "445", "10.1145/33.445"),
        ("See https://a.org/x.", "Then", "See https://a.org/x. Then"),
        ("", "begin", "begin"),
        ("end", "", "end"),
    ],
)
def test_lines_meet(before: str, after: str, text: str) -> None:
    assert joined(before, after, NONE) == text


def test_the_documents_own_words_decide() -> None:
    hyphened = Vocabulary(["a pre-trained model is here", "the pre-trained one too"])
    solid = Vocabulary(["a pretrained model is here", "the nonlinear, based one too"])
    assert joined("a pre-", "trained one", hyphened) == "a pre-trained one"
    assert joined("a pre-", "trained one", solid) == "a pretrained one"
    assert keeps_hyphen("graph-", "search", Vocabulary(["a graph and a graph, search and search again"]))
    assert not keeps_hyphen("graph-", "search", NONE)
    assert keeps_hyphen("state-of-", "the", NONE), "a part that only stands behind hyphens"
    assert keeps_hyphen("end-to-", "word", Vocabulary(["go to a word here"])), "both parts are words"
    assert not keeps_hyphen("graph-lear-", "ning", NONE)
    assert not keeps_hyphen("co-", "operate", Vocabulary(["co co operate operate again"])), "a prefix, written solid"
    assert not keeps_hyphen("us-", "ing", Vocabulary(["us us ing ing again"])), "parts too short to be evidence"


def test_the_first_and_last_word_of_a_line_count_less() -> None:
    words = Vocabulary(["one two-part three", "three four"])
    assert [words.count(w) for w in ("one", "two-part", "two", "part", "three")] == [1, 1, 1, 1, 1]
    assert words.count("four") == 0, "the last word of a line may be a part of one"


@given(st.text(max_size=30), st.text(max_size=30))
def test_at_most_one_hyphen_and_one_blank_change(before: str, after: str) -> None:
    dropped, between = joint(before, after, NONE)
    assert dropped in (0, 1)
    assert between in ("", " ")
    assert not dropped or before[-1] in "-\u2010\u00ad"
