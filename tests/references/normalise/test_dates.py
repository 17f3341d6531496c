"""Years of other eras and in other figures."""

from __future__ import annotations

import pytest

from surveyrefs.references.normalise.dates import parse_date
from surveyrefs.text.unicode import our_figures


@pytest.mark.parametrize(
    ("date", "around", "year"),
    [
        ("1395", "کریمی، ع. درخت", "1395"),
        ("2560", "ใจดี, ส. ต้นไม้", "2560"),
        ("1395", "Karimi, A. Trees", ""),  # no year there: pages, perhaps
        ("2560", "کریمی", "2560"),
        ("2015", "کریمی", "2015"),
        ("3000", "کریمی", ""),
    ],
)
def test_a_year_of_another_era_is_one_beside_the_letters_of_its_writing(date: str, around: str, year: str) -> None:
    assert parse_date(date, around).year == year


def test_figures_of_other_writings_become_ours() -> None:
    assert our_figures("۱۳۹۵، ٤٥–٦٧, ๓, १२, x²") == "1395، 45–67, 3, 12, x²"
