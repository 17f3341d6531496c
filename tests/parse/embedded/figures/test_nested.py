from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.figures.nested import panel_parents

TITLES = [Box(110, 102, 150, 112), Box(210, 102, 250, 112)]
BOXES = [Box(105, 120, 155, 130), Box(105, 140, 155, 150), Box(205, 120, 255, 130)]
PANELS = [Box(100, 100, 160, 160), Box(200, 100, 260, 160)]
FRAMED = [False, False, True, True, True]


def test_titles_of_panels() -> None:
    assert panel_parents([*TITLES, *BOXES], FRAMED, [*PANELS, *BOXES]) == (-1, -1, 0, 0, 1)


def test_one_panel_is_a_frame_around_the_figure() -> None:
    whole = Box(90, 90, 270, 170)
    assert panel_parents([TITLES[0], *BOXES], [False, True, True, True], [whole, *BOXES]) == ()


def test_panels_with_loose_text_only_are_none() -> None:
    assert panel_parents([*TITLES, *BOXES], [False] * 5, PANELS) == ()


def test_panels_beside_much_other_text_are_parts_of_another_drawing() -> None:
    beside = [Box(300, 100 + 20 * i, 340, 110 + 20 * i) for i in range(4)]
    few = panel_parents([*TITLES, *BOXES, *beside[:3]], [*FRAMED, *[False] * 3], [*PANELS, *BOXES])
    assert few == (-1, -1, 0, 0, 1, -1, -1, -1)
    assert panel_parents([*TITLES, *BOXES, *beside], [*FRAMED, *[False] * 4], [*PANELS, *BOXES]) == ()
