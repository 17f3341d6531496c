"""Letters of East Asia by their codes; and what is read without them is what is read with them."""

from __future__ import annotations

import re

import pytest

from surveyrefs.citekeys.letters import words_of
from surveyrefs.model.document import Passage
from surveyrefs.references.normalise.names import parse_names
from surveyrefs.references.tagging.tokens import tokenise
from surveyrefs.text.ideographs import is_hangul, is_ideograph, may_hold

IDEOGRAPHS, HANGUL = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"), re.compile(r"[\uac00-\ud7af]")


def test_the_codes_are_those_of_the_classes() -> None:
    for code in (*range(0x3030, 0x3110), *range(0x33F0, 0x3410), *range(0x9FF0, 0xA010), 0x41, 0xABFF, 0xAC00, 0xD7B0):
        char = chr(code)
        assert is_ideograph(char) == bool(IDEOGRAPHS.match(char)), hex(code)
        assert is_hangul(char) == bool(HANGUL.match(char)), hex(code)
        assert may_hold("é" + char) or not (is_ideograph(char) or is_hangul(char))


def test_a_text_without_them_is_told_at_once() -> None:
    assert not any(map(may_hold, ("", "plain", "Müller, Ørsted & Čapek", "Ελληνικά", "кириллица")))
    assert may_hold("第 3 页")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Müller2a 第45页 2015年", ["Müller2a", "第", "45", "页", "2015", "年"]),
        ("O'Reilly, 10th", ["O'Reilly", ",", "10th"]),
        ("Čapek_x 2023a", ["Čapek_x", "2023a"]),
    ],
)
def test_figures_are_cut_from_ideographs_and_kept_with_letters(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenise(Passage("paragraph", text, (), ()))] == tokens


def test_words_of_keys_and_names_in_either_script() -> None:
    assert words_of("Müller’s 2nd law") == ["mullers", "2nd", "law"]
    assert len(words_of("自然语言处理综述 survey")) == 3
    (name,), _ = parse_names("王小明")
    assert (name.family, name.given) == ("王", "小明")
