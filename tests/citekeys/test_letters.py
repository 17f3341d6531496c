"""Letters of keys."""

from __future__ import annotations

import pytest

from surveyrefs.citekeys.letters import to_word, words_of


@pytest.mark.parametrize(
    ("text", "word"),
    [("Müller", "muller"), ("Łódź", "lodz"), ("王", "wang"), ("Иванов", "ivanov"), ("김", "gim"), ("β2", "2")],
)
def test_letters(text: str, word: str) -> None:
    assert to_word(text) == word


def test_ideographs_are_cut_into_words() -> None:
    assert words_of("卡片目录的历史: a history") == ["kapianmulu", "delishi", "a", "history"]
