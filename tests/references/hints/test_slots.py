"""Where a list prints its fields."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.references.hints.slots import Slots, author_span
from tests.references.hints.test_fuse import OURS, SIBLINGS

LIKE = "C. Carter. A book of lists. Journal of Lists, 99(5):300-310, 2003. doi:10.1000/9."


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("volume", "99", True), ("volume", "5", False), ("volume", "300", False), ("volume", "9", False),
        ("issue", "5", True), ("issue", "99", False),
        ("pages", "300-310", True), ("pages", "310", False),
        ("year", "2003", True), ("year", "1000", False),
        ("container", "Journal of Lists", True), ("container", "A book of lists", False),
        ("title", "A book of lists", True), ("title", "book of lists", False), ("title", "A book", False),
    ],
)  # fmt: skip
def test_a_value_fits_between_the_marks_of_its_field(name: str, value: str, fits: bool) -> None:
    assert Slots(SIBLINGS).fits(name, value, LIKE) == fits


def test_doubtful_references_teach_nothing_and_two_are_too_few() -> None:
    doubtful = [msgspec.structs.replace(r, confidence=0.7) for r in SIBLINGS]
    assert not Slots(doubtful).fits("volume", "99", LIKE)
    assert not Slots(SIBLINGS[:2]).fits("volume", "99", LIKE)


def test_a_slot_that_holds_other_things_as_well_is_none() -> None:
    other = [msgspec.structs.replace(r, volume="") for r in SIBLINGS]
    mixed = [msgspec.structs.replace(r, raw=r.raw.replace("doi", "Doi"), volume="") for r in other]
    assert not Slots([*SIBLINGS, *mixed]).fits("volume", "99", LIKE)


def test_a_reference_does_not_speak_against_itself() -> None:
    ours = msgspec.structs.replace(OURS, volume="", confidence=0.95)
    assert Slots([ours, *SIBLINGS]).fits("volume", "12", ours.raw)


def test_names_must_stand_together() -> None:
    assert author_span(OURS.raw, ["A. Archer", "B. Baker"]) == "a archer and b baker"
    assert author_span("A. Archer. On the life and work of B. Baker.", ["A. Archer", "B. Baker"]) == ""
    assert author_span(OURS.raw, ["Z. Zed"]) == ""
