"""The labels of a list: one chain of numbers, whatever else stands at the heads of lines."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from surveyrefs.model.document import Line
from surveyrefs.references.entries.labels import labelled
from surveyrefs.references.entries.starts import read_starts
from tests.parse.embedded.build import entries, full
from tests.references.entries.test_starts import APA, IEEE, PLAIN
from training.typeset import typeset


def labels(lines: str | Sequence[Line]) -> list[str]:
    """Return the labels of a list in order."""
    found = entries(lines) if isinstance(lines, str) else lines
    return [label.text for label in labelled(found, read_starts(found, {})).values()]


def rows(numbers: Sequence[int | str], form: str = "[{}]") -> str:
    """Return a list with hanging indent, two lines an entry."""
    return "\n".join(
        f"{form.format(n)} A. Archer and B. Baker. A title of some words\n     goes on, Journal of Titles, {1980 + i}."
        for i, n in enumerate(numbers)
    )


@pytest.mark.parametrize("form", ["[{}] ", "{}. ", "({}) ", "{}) ", "{} ", "［{}］"])
@pytest.mark.parametrize("shape", ["hanging", "first", "flush"])
def test_forms_and_indents(form: str, shape: str) -> None:
    layout = PLAIN._replace(
        label=form, first=18.0 if shape == "first" else 0.0, further=18.0 if shape == "hanging" else 0.0
    )
    made = typeset(IEEE, layout, random.Random(3))
    found = labelled(made.lines, read_starts(made.lines, {}))
    assert [label.text for label in found.values()] == [str(n) for n in range(1, len(IEEE) + 1)]
    assert list(found) == made.starts


def test_a_line_of_links_under_each_entry() -> None:
    layout = PLAIN._replace(gap=3.0, columns=1, width=430)
    texts = [text for n, entry in enumerate(IEEE, start=1) for text in (f"{n}. {entry}", "PubMed Abstract | Full Text")]
    assert labels(typeset(texts, layout, random.Random(5)).lines) == [str(n) for n in range(1, len(IEEE) + 1)]


def test_circled_numbers() -> None:
    assert labels(rows("①②③④⑤⑥", "{}")) == ["1", "2", "3", "4", "5", "6"]


def test_a_chain_goes_on_behind_a_wide_gap() -> None:
    numbers = [*range(1, 15), *range(40, 60)]
    assert labels(rows(numbers)) == [str(n) for n in numbers]


def test_a_label_without_its_mark_fills_the_gap() -> None:
    text = rows(range(1, 9), "{}.").replace("\n5. A. Archer", "\n5 Archer")
    assert labels(text) == [str(n) for n in range(1, 9)]


def test_a_page_at_the_head_of_a_line_fills_no_gap() -> None:
    text = rows([1, 2, 3, 4, 6, 7, 8], "{}.").replace("goes on, Journal of Titles, 1983", "5 (1983), Journal of Titles")
    assert "5 (1983)" in text
    assert labels(text) == ["1", "2", "3", "4", "6", "7", "8"]


def test_one_number_far_ahead_is_no_label() -> None:
    assert labels(rows([1, 2, 3, 88, 4, 5])) == ["1", "2", "3", "4", "5"]


def test_numbers_begin_again() -> None:
    assert labels(rows([1, 2, 3, 4, 1, 2, 3])) == ["1", "2", "3", "4", "1", "2", "3"]


def test_years_at_the_heads_of_entries_are_no_labels() -> None:
    made = typeset(
        ["2004. The Frog Register. Frog House.", "2010. Harbour Tables. Harbour Office.", *APA], PLAIN, random.Random(4)
    )
    assert labels(made.lines) == []


def test_pages_at_line_heads_are_no_labels() -> None:
    text = "\n".join(
        f"{full(f'{name}, A. and Baker, B. A title of', 80)} pages 1–\n    {n}. Example Press, 2019."
        for n, name in enumerate(("Ai", "Bo", "Cy", "Di", "Ed", "Fa"), start=12)
    )
    assert labels(text) == []


@pytest.mark.parametrize("broken", ["A. Archer", "[ 4 A. Archer", "4 ] A. Archer"])
def test_a_broken_label_is_the_number_that_is_missing(broken: str) -> None:
    lines = entries(rows(range(1, 9)).replace("[4] A. Archer", broken))
    found = labelled(lines, read_starts(lines, {}))
    assert [label.text for label in found.values()] == [str(n) for n in range(1, 9)]
    assert [lines[i].text[label.end :].split(" and")[0] for i, label in found.items()] == ["A. Archer"] * 8


def test_a_missing_label_whose_entry_is_not_seen_stays_missing() -> None:
    assert labels(rows([1, 2, 3, 5, 6, 7])) == ["1", "2", "3", "5", "6", "7"]


def test_words_as_labels() -> None:
    names = ["Arc19", "Bak+20", "CD21", "DEF22"]
    assert labels(rows(names)) == names
