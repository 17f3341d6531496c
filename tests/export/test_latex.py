"""Escaping and protection: what goes out comes back, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.export.latex import clean, escape, protected, to_ascii, unescape, url_text

AWKWARD = st.text(st.sampled_from(list("aB {}\\&%$#_~^\"'@,=é漢\u0301-ß")), max_size=30)
TEXT = st.one_of(AWKWARD, st.text(max_size=40))


def balanced(value: str) -> bool:
    """Tell whether braces are balanced as BibTeX counts them: escaped ones count too."""
    depth = 0
    for char in value:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


@given(TEXT)
def test_escaped_text_comes_back_and_is_balanced(text: str) -> None:
    text = clean(text)
    for value in (escape(text), protected(text, escape)):
        assert balanced(value)
        assert unescape(value) == text


@given(TEXT)
def test_url_text_breaks_no_value(text: str) -> None:
    value = url_text(text)
    assert not set(value) & set('{}\\"<> \n')


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("R&D at 100% of $5 #1 a_b", r"R\&D at 100\% of \$5 \#1 a\_b"),
        ("~x^2\\", r"\textasciitilde{}x\textasciicircum{}2\textbackslash{}"),
        ("{x} }{", r"\{x\} \textbraceright{}\textbraceleft{}"),
        ("漢字 @ “q”", "漢字 @ “q”"),
    ],
)
def test_escape(text: str, value: str) -> None:
    assert escape(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Émile Øster", r"{\'E}mile {\O}ster"),
        ("Nguyễn", r"Nguy{\~{\^e}}n"),
        ("Erdős Çağ", r"Erd{\H{o}}s {\c{C}}a{\u{g}}"),
        ("漢", "漢"),
        ("e\u0301", r"{\'e}"),
    ],
)
def test_to_ascii(text: str, value: str) -> None:
    assert to_ascii(clean(text)) == value


LATIN = [chr(n) for n in range(0xC0, 0x17F) if len(unicodedata.normalize("NFD", chr(n))) > 1] + list("øØßæÆœŒłŁđ")


@given(st.text(st.sampled_from(LATIN), min_size=1, max_size=8))
def test_latin_letters_come_back_from_latex(text: str) -> None:
    value = to_ascii(escape(text))
    assert value.isascii()
    assert clean(unescape(value)) == clean(text)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("BERT: Pre-training of deep models", "{BERT}: Pre-training of deep models"),
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("A survey of Bayesian learning", "A survey of {Bayesian} learning"),
        ("Learning about fish: The next step", "Learning about fish: The next step"),
        ("K-means for 3D worlds in C++", "{K-means} for {3D} worlds in {C++}"),
        ("ALL IN CAPITALS", "ALL IN CAPITALS"),
        ("Fine-Grained Large-Scale Retrieval", "Fine-Grained Large-Scale Retrieval"),
        ("", ""),
    ],
)
def test_only_capitals_that_must_stay_are_braced(title: str, value: str) -> None:
    assert protected(title, escape) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"G{\"o}del and G\"odel", "Gödel and Gödel"),
        (r"Erd\H{o}s", "Erdős"),
        (r"{\'\i}ndice", "índice"),
        (r"{{\'E}T}udes", "ÉTudes"),
        (r"broken {\'e", "broken é"),
    ],
)
def test_accents_of_others_are_read(value: str, text: str) -> None:
    assert unescape(value) == text


def test_clean_is_composed_and_on_one_line() -> None:
    assert clean("e\u0301 a\u00a0b\n\tc\x00\u200b") == "é a b c"


def test_url_text_keeps_what_a_url_may_hold() -> None:
    assert url_text("http://a.b/~x?q=1&r=%20#t_(u)") == "http://a.b/~x?q=1&r=%20#t_(u)"
    assert url_text("http://a.b/{x} y") == "http://a.b/%7Bx%7D%20y"
