"""Tokens of a reference: what stands between quotation marks of all kinds."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage
from surveyrefs.references.tagging.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('A. "Oak tree" B', "Oak tree"),
        ('A. "Oak" and "tree" B', "Oak tree"),
        ('A 5" wheel', ""),  # a mark alone is no quotation
        ('A "wheel" of 5" B', "wheel"),
        ("A “Oak” B", "Oak"),
        ("A “Oak “red” tree” B", "Oak red tree"),
        ("A “Oak “red tree” B", "Oak red tree"),
        ("A. „Oak”, B", "Oak"),
        ("A. „Oak“. B: „tree“", "Oak tree"),
        ("A. »Oak« (B)", "Oak"),
        ("A: ”Oak”. B", "Oak"),
        ("A. ”Oak”: a tree", ""),  # a word of a title
        ("A. In the „oak“. B", ""),
        ("A Oak” B", ""),
        ("A Oak» B", ""),
        ("A «Oak» B", "Oak"),
        ("A ``Oak tree'' B", "Oak tree"),
        ("A ‘‘Oak’’ B", "Oak"),
        ("A `Oak' B", ""),  # one tick is an apostrophe as well
        ("A ``Oak's tree'' B", "Oak's tree"),
        ("A `` Oak' tree'' B", "Oak tree"),
        ("A ` ` Oak'' B", ""),  # two ticks apart are no mark
        ("A “Oak '' tree” B", "Oak tree"),
        ("A ''Oak'' B", ""),  # what only closes opens nothing
        ("A.. Oak ‘ B", ""),
    ],
)
def test_quoted_is_what_stands_between_marks_that_open_and_close(text: str, inside: str) -> None:
    assert " ".join(t.text for t in tokenise(Passage("paragraph", text, ())) if t.quoted and t.kind == "w") == inside


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("คาราโอเกะ หน้า 5", "คาราโอเกะ|หน้า|5"),  # vowels and tones are signs of their own
        ("हिन्दी में, अंक 3", "हिन्दी|में|,|अंक|3"),
        ("شَجَرَة می‌شود، ۳", "شَجَرَة|می‌شود|،|۳"),
        ('צה"ל "עץ"', 'צה"ל|"|עץ|"'),  # a mark before the last letter is part of the word
        ("제12권 제3호", "제|12|권|제|3|호"),
        ("第45页IT树", "第|45|页|IT|树"),
        ("Müller’s ñ́", "Müller’s|ñ|́"),
    ],
)
def test_words_of_all_writings_are_one_token_each(text: str, words: str) -> None:
    assert "|".join(t.text for t in tokenise(Passage("note", text))) == words
