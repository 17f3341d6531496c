"""What steers a screen is taken out, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.text.controls import CONTROLS, one_line, readable_word, steers, unmentioned, visible


@pytest.mark.parametrize(
    ("text", "word"),
    [("plain", "plain"), ("a\x85b", "a\ufffdb"), ("\x1b[31m", "\ufffd[31m"), ("a\u202eb", "ab"), ("\u2067", "\ufffd"),
     ("naïve–日本", "naïve–日本")],
)  # fmt: skip
def test_words_keep_their_letters(text: str, word: str) -> None:
    assert readable_word(text) == word
    assert steers(text) == (text != word)


@given(st.text())
def test_nothing_that_steers_is_left(text: str) -> None:
    assert not CONTROLS.search(readable_word(text))
    assert not CONTROLS.search(one_line(text))
    assert not re.search(r"[^\S \t\n]", visible(text)) or not CONTROLS.search(re.sub(r"[\t\n]", "", visible(text)))
    assert len(visible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("by @torvalds", "by @<!-- -->torvalds"), ("P@1", "P@1"), ("a@b.org", "a@b.org"), ("@ all", "@ all"),
     ("(@x)", "(@<!-- -->x)")],
)  # fmt: skip
def test_nobody_is_mentioned(text: str, shown: str) -> None:
    assert unmentioned(text) == shown
