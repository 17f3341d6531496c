"""Captions and tables as boxes: which belong together."""

from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.naming import match_captions
from surveyrefs.parse.embedded.find.regions import Region
from tests.parse.embedded.tables.drawn import frame_of, words_of

FRAME = frame_of(*words_of("a"))


def caption(y0: float, x0: float = 100.0, x1: float = 200.0, high: float = 10.0) -> Caption:
    return Caption("table", "1", (), Box(x0, y0, x1, y0 + high), FRAME, False, 9, 0)


def table(y0: float, x0: float = 100.0, x1: float = 200.0, high: float = 50.0) -> Region:
    return Region(FRAME, Box(x0, y0, x1, y0 + high), (), (), ())


def pairs(captions: list[Caption], tables: list[Region]) -> list[tuple[int, int]]:
    return [(captions.index(c), tables.index(t)) for c, t in match_captions(captions, tables)]


@pytest.mark.parametrize(
    ("caption_top", "paired"),
    [
        (344.0, False),  # ends 46 points above the table
        (346.0, True),
        (390.0, True),
        (392.5, True),  # reaches 2.5 points into it
        (394.0, False),  # reaches 4 points into it, from above …
        (446.0, False),  # … and from below
        (447.5, True),
        (450.0, True),
        (494.0, True),
        (496.0, False),  # begins 46 points below it
    ],
)
def test_a_caption_is_near_its_table_and_hardly_reaches_into_it(caption_top: float, paired: bool) -> None:
    assert pairs([caption(caption_top)], [table(400.0)]) == ([(0, 0)] if paired else [])


@pytest.mark.parametrize(
    ("x0", "x1", "paired"),
    [
        (149.0, 249.0, True),  # shares 51 of 100 points
        (151.0, 251.0, False),
        (180.0, 220.0, False),  # half of a narrow caption, exactly
        (179.0, 219.0, True),
        (0.0, 400.0, True),
    ],
)
def test_a_caption_stands_over_more_than_half_of_the_narrower_one(x0: float, x1: float, paired: bool) -> None:
    assert pairs([caption(385.0, x0, x1)], [table(400.0)]) == ([(0, 0)] if paired else [])


def test_the_nearest_table_takes_a_caption() -> None:
    near, far = table(120.0), table(140.0)
    assert pairs([caption(100.0)], [far, near]) == [(0, 1)]


@pytest.mark.parametrize("above", [True, False])
def test_between_two_tables_the_usual_side_of_the_document_decides(above: bool) -> None:
    # Far up one table alone says on which side captions stand here; the middle one is nearer to the other table.
    usual = [caption(85.0), table(100.0)] if above else [caption(155.0), table(100.0)]
    between = caption(500.0)
    upper, lower = (table(445.0), table(530.0)) if above else (table(425.0), table(515.0))
    first, alone = usual
    assert isinstance(first, Caption)
    assert isinstance(alone, Region)
    assert pairs([first, between], [alone, upper, lower]) == [(0, 0), (1, 2 if above else 1)]


def test_as_many_above_as_below_count_as_above() -> None:
    captions = [caption(85.0), caption(355.0), caption(600.0)]
    tables = [table(100.0), table(300.0), table(548.0), table(625.0)]
    assert pairs(captions, tables) == [(0, 0), (1, 1), (2, 3)]


def test_no_caption_is_left_alone_where_the_other_side_gives_each_a_table() -> None:
    # Captions below: the upper one could take either table, the lower one its own only.
    captions = [caption(155.0), caption(255.0)]
    tables = [table(100.0), table(200.0)]
    assert pairs(captions, tables) == [(0, 0), (1, 1)]
