"""Months: every form is one of twelve, and words that only begin alike are none."""

from __future__ import annotations

import pytest

from surveyrefs.text.months import MONTHS, is_month, month_of


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Sept.", "september"),
        ("11–14 JUNE", "june"),
        ("12 mars 2019", "march"),
        ("3. Dezember", "december"),
        ("août", "august"),
        ("Jul.–Aug. 2001", "july"),
        ("Marine 2001", ""),
        ("Decision", ""),
        ("ago", ""),
        ("12 auguſt 1790", ""),
        ("Aprıl", ""),
    ],
)
def test_the_first_month_of_a_text(text: str, month: str) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize("text", [*MONTHS, "Okt", "févr.", "MAY", "enero"])
def test_names_and_short_forms_are_months(text: str) -> None:
    assert is_month(text)


@pytest.mark.parametrize("text", ["Marketing", "Octopus", "Junction", "June 2", "", ".", "Mayor"])
def test_words_that_begin_like_months_are_none(text: str) -> None:
    assert not is_month(text)
