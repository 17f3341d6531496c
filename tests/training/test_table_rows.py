"""How the weights of rows are fitted: what is known of drawn tables, and the slope of their likelihood."""

from __future__ import annotations

import numpy as np
import pytest

from tests.parse.embedded.tables.test_rows import strip
from training.table_rows import FIRST, NAMES, Body, drawn_rows, gradient, options_of

LINES = [
    strip(100, "Deep cohort", "Open barley controls", "1999"), strip(111, "supports", "loss near", ""),
    strip(122, "Weak moisture", "IoT antenna", "2004"), strip(133, "", "stable", ""),
    strip(144, "Kernel", "Linear beetle", "2011"),
]  # fmt: skip
LETTERS = ("deepcohortsupportsopenbarleycontrolslossnear1999", "weakmoistureiotantennastable2004")
ROWS = ((0, 1), (2, 3))


def test_rows_of_a_drawn_table_are_known_by_their_letters() -> None:
    assert drawn_rows(LINES[:4], ["another1", *LETTERS, "more2"], 0) == ROWS
    assert drawn_rows(LINES, LETTERS, 0) == ()
    assert drawn_rows(LINES[:4], [LETTERS[0], "weakmoisture"], 0) == ()


@pytest.mark.parametrize("name", ["lower", "no_room", "blank_first", "off_top", "mixed"])
def test_the_gradient_is_the_slope_of_the_likelihood(name: str) -> None:
    options = options_of(Body((LINES[:4], frozenset(), frozenset()), ROWS, 0))
    step = np.zeros(len(NAMES))
    step[NAMES.index(name)] = 0.01
    likelihood, slope = gradient(options, FIRST)
    above, below = (gradient(options, FIRST + sign * step)[0] for sign in (1, -1))
    assert likelihood < 0
    assert slope[NAMES.index(name)] == pytest.approx((above - below) / 0.02, abs=1e-3)
