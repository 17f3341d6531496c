"""Labels at the head of references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.text.labels import read_label


@pytest.mark.parametrize(
    ("text", "form", "label", "number", "rest"),
    [
        ("[12] A. Author", "[n]", "12", 12, "A. Author"),
        ("[ 3 ] A. Author", "[n]", "3", 3, "A. Author"),
        ("[S4]. A. Author", "[n]", "S4", 4, "A. Author"),
        ("[7a] A. Author", "[n]", "7a", 7, "A. Author"),
        ("12. A. Author", "n.", "12", 12, "A. Author"),
        ("3.Author A", "n.", "3", 3, "Author A"),
        ("9.", "n.", "9", 9, ""),
        ("(4) A. Author", "(n)", "4", 4, "A. Author"),
        ("5) A. Author", "n)", "5", 5, "A. Author"),
        ("6 Author A", "n", "6", 6, "Author A"),
        ("7Author A", "n", "7", 7, "Author A"),
        ("[Wan+23] A. Author", "[a]", "Wan+23", 0, "A. Author"),
        ("[Author, 2023] A. Author", "[a]", "Author, 2023", 0, "A. Author"),
    ],
)
def test_forms(text: str, form: str, label: str, number: int, rest: str) -> None:
    found = {x.form: x for x in read_label(text)}
    assert (found[form].text, found[form].number, text[found[form].end :]) == (label, number, rest)  # type: ignore[index]


@pytest.mark.parametrize("text", ["", "A. Author", "Archer, B. 2019.", "12.5 percent", "[x", "[a[b]] c", "12345. Far"])
def test_no_label(text: str) -> None:
    assert read_label(text) == []


@given(st.text(max_size=40))
def test_a_label_lies_within_its_line(text: str) -> None:
    for label in read_label(text):
        assert label.text in text[: label.end]
        assert 0 < label.end <= len(text)
        assert label.form != "[a]" or label.number == 0


@pytest.mark.parametrize("text", ["A", "Ab 1", "ABC1.", "word", "x[1]", "Aé1. Z", ""])
def test_most_lines_begin_with_no_label(text: str) -> None:
    assert read_label(text) == []


@pytest.mark.parametrize(("text", "form"), [("A1. Text", "n."), ("AB12. Text", "n."), ("7 Text", "n")])
def test_a_letter_or_two_may_stand_before_the_figure(text: str, form: str) -> None:
    assert [label.form for label in read_label(text)] == [form]
