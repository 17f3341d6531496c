"""Raised numbers that are powers or isotopes, and raised callouts that look like them."""

from __future__ import annotations

import pytest

from surveyrefs.link.powers import is_isotope, is_power


@pytest.mark.parametrize(
    "before",
    [
        "4 km",
        "let x",
        "about 10",
        "of 6.7 × 10",
        "at 2215 cm ",
        "500 mA g ",
        "of 288 mA h g ",
        "in mg mL−",
        "238 cm",
        "5 × 10 ",
        "5X",
    ],
)
def test_powers(before: str) -> None:
    assert is_power(before, 1)


@pytest.mark.parametrize(
    "before", ["the cell", "of the days", "and long life.", "a rate of 5%.", "(Fig. 3)", "as in 3b", "in the gas "]
)
def test_callouts(before: str) -> None:
    assert not is_power(before, 1)


def test_no_unit_has_so_high_a_power() -> None:
    assert is_power("500 mA g ", 1)
    assert not is_power("500 mA g ", 12)


@pytest.mark.parametrize(("before", "after"), [("the ", "C isotope"), ("(", "H NMR"), ("by 1H,", "")])
def test_isotopes(before: str, after: str) -> None:
    assert is_isotope(before, after) == bool(after)


@pytest.mark.parametrize(("before", "after"), [("shown.", "The"), ("shown(", "Helm"), ("tools", " and")])
def test_callouts_before_words(before: str, after: str) -> None:
    assert not is_isotope(before, after)
