"""What the tagger sees of words and names in letters that have no case."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage
from surveyrefs.references.tagging.features import ListStyle, caseless, features, list_style, script
from surveyrefs.references.tagging.tokens import tokenise

LEXICON = {"כהן": "f", "王": "f", "김": "f", "butterworths": "p"}


def seen(text: str, word: str) -> set[str]:
    tokens = tokenise(Passage("note", text))
    at = next(i for i, t in enumerate(tokens) if t.text == word)
    return set(features(tokens, ListStyle(), LEXICON)[at])


def test_letters_without_case_have_a_shape_of_their_own() -> None:
    assert {"s=oo+", "o=hebrew3", "o=3", "L=f"} <= seen("כהן, ד. עץ", "כהן")
    assert {"s=xx+", "L=p"} <= seen("a butterworths", "butterworths")
    assert [caseless(word) for word in ("עץ", "Дуб", "tree", "–")] == [True, False, False, False]
    assert (script("ก"), script("中"), script("ა"), script("a")) == ("thai", "han", "", "")


def test_a_joined_name_and_one_behind_a_joined_and_are_known() -> None:
    assert "L=k" in seen("王小明. 树", "王小明")
    assert "L=f" in seen("לוי, ד. וכהן, א. עץ", "וכהן")
    assert not any(f.startswith("L=") for f in seen("树小明. 树", "树小明"))


@pytest.mark.parametrize(
    ("entry", "names", "initials"),
    [
        ("김민수, 이지영 (2010). 나무의 성장에 관한 연구. 숲, 3, 5", "joined", ""),
        ("כהן, ד' (2010). עצים של היער הגדול. יער, 3, 5", "inverted", "yes"),
        ("کریمی، علی. (۱۳۹۵). درخت های جنگل بزرگ. جنگل، ۳، ۵", "inverted", "no"),
        ("राम शर्मा, अनिल वर्मा (2010). वन के बड़े वृक्ष. वन, 3, 5", "given", "no"),
    ],
)
def test_a_list_tells_how_its_names_are_written(entry: str, names: str, initials: str) -> None:
    style = list_style([tokenise(Passage("note", entry))] * 6)
    assert (style.names, style.initials, style.year, style.titles) == (names, initials, "early", "yes")
