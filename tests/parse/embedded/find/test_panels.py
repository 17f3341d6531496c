from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.panels import labels_of, panels_of
from surveyrefs.parse.embedded.find.regions import Region, _rows_below, ruled_regions
from surveyrefs.parse.embedded.find.view import PageView
from surveyrefs.parse.embedded.layout.frame import Frame
from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, text_of
from surveyrefs.parse.embedded.tables.assemble import united
from tests.parse.embedded.tables.drawn import HEIGHT, SIZE, frame_of, words_of


def seen(drawing: str) -> tuple[PageView, list[Caption]]:
    """Return the view of a drawing; its lines that begin with "Table" are captions."""
    words, rules = words_of(drawing)
    frame = frame_of(words, rules)
    rows = [[w for w in words if w.line == n] for n in sorted({w.line for w in words})]
    captions = [_caption(row, frame) for row in rows if row[0].text == "Table"]
    layout = Layout((PageLayout(1, ((72.0, 540.0),), frozenset(), ()),), 12.0, 14.0)
    return PageView(frame, layout, captions, frozenset()), captions


def _caption(row: list, frame: Frame) -> Caption:  # type: ignore[type-arg]
    return Caption("table", row[1].text.rstrip(":"), (tuple(row),), Box.around(row), frame, False, 5, 0)


def paired(drawing: str) -> dict[str, list[str]]:
    """Return for each caption's number the first word of each of its tables."""
    view, captions = seen(drawing)
    found = panels_of(captions, ruled_regions(view), {view.place: view}, [])
    return {c.number: [r.words[0].text for r in mine] for c, mine in found}


SIDE_BY_SIDE = """
             Table 1: Two of them
---------------       --------------------
Left  Year            Right  Year  Task
---------------       --------------------
a     2019            c      2020  speech
b     2021            d      2022  text
---------------       --------------------
(a) Early             (b) Late
"""


def test_parts_side_by_side_below_a_caption_in_the_middle() -> None:
    assert paired(SIDE_BY_SIDE) == {"1": ["Left", "Right"]}


def test_captions_of_parts() -> None:
    view, _ = seen(SIDE_BY_SIDE)
    labels = labels_of(ruled_regions(view), view)
    assert [[text_of(row) for row in rows] for rows in labels] == [["(a) Early"], ["(b) Late"]]


def test_captions_of_parts_go_on_where_the_next_line_is_near() -> None:
    for white, more in (("", ["works"]), ("\n", [])):
        view, _ = seen(f"{SIDE_BY_SIDE}{white}works                 works")
        labels = labels_of(ruled_regions(view), view)
        assert [[text_of(row) for row in rows] for rows in labels] == [["(a) Early", *more], ["(b) Late", *more]]


def test_stacked_parts_with_captions_above() -> None:
    drawing = """
      Table 1: Two of them
(a) Early
---------------
Upper  Year
---------------
a      2019
b      2021
---------------
(b) Late
--------------------
Lower  Year  Task
--------------------
c      2020  speech
d      2022  text
--------------------
"""
    view, _ = seen(drawing)
    assert paired(drawing) == {"1": ["Upper", "Lower"]}
    labels = labels_of(ruled_regions(view), view)
    assert [text_of(rows[0]) for rows in labels] == ["(a) Early", "(b) Late"]


def test_each_of_two_tables_keeps_its_own_caption() -> None:
    drawing = """
Table 1: Left
---------------
Left  Year
---------------
a     2019
b     2021
---------------
Table 2: Next
---------------
Next  Year
---------------
c     2020
d     2022
---------------
"""
    assert paired(drawing) == {"1": ["Left"], "2": ["Next"]}


def test_captions_below_where_one_stands_between_two_tables() -> None:
    drawing = """
---------------
Left  Year
---------------
a     2019
b     2021
---------------
Table 1: Left
---------------
Next  Year
---------------
c     2020
d     2022
---------------
Table 2: Next
"""
    assert paired(drawing) == {"1": ["Left"], "2": ["Next"]}


def test_a_caption_beside_its_table() -> None:
    drawing = """
---------------
Left  Year
---------------
a     2019           Table 1: Beside
b     2021
---------------
"""
    view, captions = seen(drawing)
    (region,) = ruled_regions(view)
    mine = Region(region.frame, region.box, region.across, region.down, region.words)
    row = next(w for w in view.frame.words if w.text == "Table")
    caption = _caption([w for w in view.frame.words if w.line == row.line and w.x0 >= row.x0], view.frame)
    view = PageView(view.frame, view.layout, [caption], frozenset())
    found = panels_of([caption], [mine], {view.place: view}, [])
    assert [(c.number, len(r)) for c, r in found] == [("1", 1)]
    assert captions == []


def test_one_header_for_all_parts() -> None:
    header, places = united([("Model", "Year", "Task"), ("Model", "Size", "Task"), ("", ""), ("Data", "Task")])
    assert header == ("Model / Data", "Year", "Task", "Size")
    assert places == [(0, 1, 2), (0, 3, 2), (0, 1), (0, 2)]


ROWS = """
a     2019   one
b     2020   two
"""


@pytest.mark.parametrize(
    ("below", "least", "end"),
    [
        ("", 2, 2),
        ("", 3, 0),  # too few rows
        ("c     2021   six", 2, 3),
        ("goes\nc     2021   six", 2, 4),  # a cell that goes on
        ("goes\non\nc     2021   six", 2, 5),
        ("goes\non\nand\nc     2021   six", 2, 2),  # more lines of one part than a cell has
        ("so wide is text\nc     2021   six", 2, 2),
        ("so wide\nc     2021   six", 2, 4),
        ("goes", 2, 2),  # what stands last has to be a row
        ("\nc     2021   six", 2, 2),  # too far below
        ("Table 2: Oaks\nc     2021   six", 2, 2),
    ],
)
def test_rows_below_the_last_rule_go_on_until_something_else_begins(below: str, least: int, end: int) -> None:
    """`end` is the number of the last line that is of the table; 0 for the rule above."""
    view, _ = seen(ROWS + below + "\n")
    box = Box(100.0, 90.0, 190.0, 99.0)
    found = _rows_below(view, box, least)
    assert found == (100.0 + (end - 1) * HEIGHT + SIZE + 1 if end else box.y1)
