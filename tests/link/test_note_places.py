"""Which readings of a note are kept: titles go before years, names alone behind them."""

from __future__ import annotations

import pytest

from surveyrefs.link.note_places import with_noted
from surveyrefs.link.reading import NAMES, Reading
from surveyrefs.model.link import Target

TEXT = "Lee, Long Road (London 1990), 12; Kim 2001, 3."


def reading(shown: str, reference: int, by: str, confidence: float = 1.0) -> Reading:
    """Return the reading of a stretch of the text as one work."""
    start = TEXT.index(shown)
    return Reading(start, start + len(shown), (Target(reference, "", by, confidence),), ())


TITLE = reading("Lee, Long Road", 0, "title")


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (reading("1990", 0, "author-year"), False),  # the title's year
        (reading("1990", -1, ""), False),
        (reading("1990", 1, "author-year", NAMES - 0.1), False),
        (reading("1990", 1, "author-year", NAMES), True),  # another work, surely
        (reading("Road (London 1990", 1, "author-year"), False),  # over the title
        (reading("Lee", 1, "author-year"), False),
        (reading("Kim 2001", 0, "author-year"), True),  # behind a semicolon
        (reading("Kim 2001", -1, ""), True),
        (reading("12", 0, "label"), True),  # a label is firm
    ],
)
def test_a_title_goes_before_years(other: Reading, kept: bool) -> None:
    assert with_noted([other], [TITLE], TEXT) == ([TITLE, other] if kept else [TITLE])


@pytest.mark.parametrize("by", ["link", "label"])
def test_links_and_labels_go_before_titles(by: str) -> None:
    over, beside = reading("Road (London", 1, by), reading("Kim", 1, by)
    assert with_noted([over], [TITLE], TEXT) == [over]
    assert with_noted([beside], [TITLE], TEXT) == [TITLE, beside]


def test_names_alone_stand_behind_years() -> None:
    year, names, same = reading("Kim 2001", 1, "author-year"), reading("Lee", 0, "note"), reading("Kim", 1, "note")
    assert with_noted([year], [same, names], TEXT) == [names, year]
    assert with_noted([], [same, names], TEXT) == [names, same]
    assert with_noted([year], [], TEXT) == [year]
    touching = reading(" 2001", 1, "note")
    assert with_noted([reading("Kim", 1, "author-year")], [touching], TEXT)[1] == touching
