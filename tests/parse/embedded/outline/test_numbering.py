"""Numbers of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.parse.embedded.outline.numbering import Counter, Label, read_labels, roman, to_roman


@given(st.integers(1, 89))
def test_roman_figures_there_and_back(number: int) -> None:
    assert roman(to_roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "iv", "A", "XIIV"])
def test_no_roman_number(text: str) -> None:
    assert roman(text) == 0


@pytest.mark.parametrize(
    ("text", "kind", "parts", "number", "title"),
    [
        ("3 Methods", "arabic", (3,), "3", "Methods"),
        ("3. Methods", "arabic", (3,), "3", "Methods"),
        ("3.1.2 Methods", "arabic", (3, 1, 2), "3.1.2", "Methods"),
        ("Section 4: Results", "arabic", (4,), "4", "Results"),
        ("2 | Results", "arabic", (2,), "2", "Results"),
        ("3.Methods", "arabic", (3,), "3", "Methods"),
        ("3.1.Methods", "arabic", (3, 1), "3.1", "Methods"),
        ("3.1Methods", "arabic", (3, 1), "3.1", "Methods"),
        ("3.0 Methods", "arabic", (3,), "3.0", "Methods"),
        ("3 . Methods", "arabic", (3,), "3", "Methods"),
        ("3.- Métodos", "arabic", (3,), "3", "Métodos"),
        ("3 - Methods", "arabic", (3,), "3", "Methods"),
        ("3. | Methods", "arabic", (3,), "3", "Methods"),
        ("3.1) Methods", "arabic", (3, 1), "3.1", "Methods"),
        ("§ 3.1 Methods", "arabic", (3, 1), "3.1", "Methods"),
        ("IV.RESULTS", "roman", (4,), "IV", "RESULTS"),
        ("IV - RESULTS", "roman", (4,), "IV", "RESULTS"),
        ("B) Data", "letter", (2,), "B", "Data"),
        ("IV. RESULTS", "roman", (4,), "IV", "RESULTS"),
        ("B. Data", "letter", (2,), "B", "Data"),
        ("A.2 Data", "letter", (1, 2), "A.2", "Data"),
        ("1) Data", "paren", (1,), "1", "Data"),
        ("b) Data", "paren-letter", (2,), "b", "Data"),
        ("Appendix B: Data", "appendix", (2,), "B", "Data"),
        ("APPENDIX II Data", "appendix", (2,), "II", "Data"),
        ("Appendix C.1 Data", "appendix", (3, 1), "C.1", "Data"),
        ("Appendix A", "appendix", (1,), "A", ""),
    ],
)
def test_labels(text: str, kind: str, parts: tuple[int, ...], number: str, title: str) -> None:
    found = {label.kind: label for label in read_labels(text)}
    label = found[kind]  # type: ignore[index]
    assert (label.parts, label.printed, text[label.end :]) == (parts, number, title)


def test_the_article_a_is_no_number() -> None:
    assert read_labels("A modular method for clustering") == []
    assert [label.printed for label in read_labels("A Proofs")] == ["A"]


def test_a_letter_may_be_a_roman_number() -> None:
    assert {(label.kind, label.parts) for label in read_labels("C. Data")} == {("letter", (3,))}
    assert {(label.kind, label.parts) for label in read_labels("I. DATA")} == {("roman", (1,)), ("letter", (9,))}
    assert {(label.kind, label.parts) for label in read_labels("V. DATA")} == {("roman", (5,)), ("letter", (22,))}
    assert [label.parts for label in read_labels("Appendix I Data")] == [(9,), (1,)]
    assert [label.parts for label in read_labels("Appendix 2 Data")] == [(2,)]


@pytest.mark.parametrize("text", ["Methods", "2023", "2023 was a year", "3", "3.", "0.5x faster", "Appendices", ""])
def test_no_label(text: str) -> None:
    assert read_labels(text) == []


def accepted(*texts: str) -> list[tuple[str, int]]:
    """Return number and level of headings that follow each other, each read in the way its case asks for."""
    counter = Counter()
    found = []
    for text in texts:
        kind, _, rest = text.partition(":")
        label = next(label for label in read_labels(rest) if label.kind == kind)
        found.append(counter.accept(label))
    return found


def test_dotted_numbers_stand_for_themselves() -> None:
    assert accepted("arabic:1 A", "arabic:1.1 B", "arabic:1.1.2 C", "arabic:2 D", "letter:A E", "letter:A.1 F") == [
        ("1", 1), ("1.1", 2), ("1.1.2", 3), ("2", 1), ("A", 1), ("A.1", 2),
    ]  # fmt: skip


def test_letters_and_brackets_below_roman_sections() -> None:
    headings = (
        "roman:IV. X",
        "letter:B. X",
        "paren:1) X",
        "paren-letter:a) X",
        "paren:2) X",
        "roman:V. X",
        "letter:A. X",
    )
    assert accepted(*headings) == [
        ("IV", 1), ("IV-B", 2), ("IV-B1", 3), ("IV-B1a", 4), ("IV-B2", 3), ("V", 1), ("V-A", 2),
    ]  # fmt: skip


def test_brackets_below_dotted_numbers() -> None:
    assert accepted("arabic:2 X", "arabic:2.1 X", "paren:1) X", "paren-letter:a) X") == [
        ("2", 1), ("2.1", 2), ("1", 3), ("1a", 4),
    ]  # fmt: skip


@given(st.text(st.sampled_from("IVXA1.2 )(ab-:AppendixSection|"), max_size=20))
def test_a_title_starts_within_its_line(text: str) -> None:
    for label in read_labels(text):
        assert isinstance(label, Label)
        assert 0 < label.end <= len(text)
        assert label.parts
        assert min(label.parts) >= 0


def test_letters_in_brackets_go_with_their_section() -> None:
    counter = Counter()
    said = [counter.accept(read_labels(text)[-1]) for text in ("2. Methods", "(a) Sites", "(b) Counts", "3. Results")]
    assert said == [("2", 1), ("2a", 2), ("2b", 2), ("3", 1)]


@pytest.mark.parametrize("text", ["1 | INTRODUCTION", "1 ∣ INTRODUCTION", "1 │ INTRODUCTION"])
def test_bars_behind_a_number(text: str) -> None:
    (label,) = read_labels(text)
    assert (label.printed, text[label.end :]) == ("1", "INTRODUCTION")
