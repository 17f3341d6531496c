"""What lines of cells say of one another."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.tables.cell_texts import are_figures, counts_on, names_work


@pytest.mark.parametrize("text", ["12", "3.2 ± 0.1b", "−4.5%", "12 (4.5)", "1998–2004", "2023.04", "24.0 ± 1.00***"])
def test_figures(text: str) -> None:
    assert are_figures(text)


@pytest.mark.parametrize("text", ["(100%)", "[12]", "12 weeks", "GPT-4 large", "x", "–"])
def test_no_figures(text: str) -> None:
    assert not are_figures(text)


def test_numbers_of_rows_follow_one_another() -> None:
    assert counts_on("9", "10")
    assert counts_on("1.", "2.")
    assert not counts_on("9", "11")
    assert not counts_on("1", "b")


def test_a_callout_below_a_name() -> None:
    assert names_work("BERT", "[1]")
    assert not names_work("12", "[1]")
