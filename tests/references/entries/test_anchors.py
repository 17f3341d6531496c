"""Destinations belong to the entry that they begin, though some stand a line off."""

from __future__ import annotations

from surveyrefs.model.document import Anchor
from surveyrefs.references.entries.anchors import (
    RAISED_ANCHOR,
    anchor_lines,
    names_at,
    put_right,
    standing,
    standing_at,
)
from tests.parse.embedded.build import LEFT, entries, entry

LIST = """
Archer, A. A title of
    some words, 2019.
Baker, B. A title of
    more words, 2020.
Carter, C. A title of
    words, 2021.
"""


def at(lines: list[int], high: float) -> list[Anchor]:
    """Return destinations so many points above the feet of lines, `cite.<line>`."""
    return [Anchor(f"cite.{i}", 1, LEFT, entries(LIST)[i].box.y1 - high) for i in lines]


def test_raised_and_level_destinations() -> None:
    lines = entries(LIST)
    for high in (11.0, 4.0):
        there = standing_at(lines, at([0, 2, 4], high))
        assert names_at(len(lines), there, [0, 2, 4]) == {0: ["cite.0"], 2: ["cite.2"], 4: ["cite.4"]}


def test_a_destination_a_line_high_is_of_the_entry_below() -> None:
    lines = entries(LIST)
    anchors = [*at([0], 11.0), *at([2], 23.0), *at([4], 11.0)]
    assert names_at(len(lines), standing_at(lines, anchors), [0, 2, 4]) == {0: ["cite.0"], 2: ["cite.2"], 4: ["cite.4"]}


def test_a_run_of_destinations_a_line_high_ends_where_they_stand_right() -> None:
    text = "\n".join(f"{n}, A. A title of\n    some words, {year}." for year, n in enumerate("ABCDEF", start=2001))
    lines = entries(text.replace("D, A. A title of\n    some", "D, A. Some"))
    starts = [0, 2, 4, 6, 7, 9]
    places = [(0, 11.0), (2, 11.0), (4, 23.0), (6, 23.0), (7, 23.0), (9, 23.0)]
    anchors = [Anchor(f"cite.{i}", 1, LEFT, lines[i].box.y1 - high) for i, high in places]
    assert names_at(len(lines), standing_at(lines, anchors), starts) == {i: [f"cite.{i}"] for i in starts}


def test_an_entry_keeps_two_destinations() -> None:
    anchors = [*at([0], 11.0), *at([0], 10.0), *at([4], 11.0)]
    lines = entries(LIST)
    at_lines = standing_at(lines, anchors)
    assert names_at(len(lines), at_lines, [0, 2, 4]) == {0: ["cite.0", "cite.0"], 2: [], 4: ["cite.4"]}


def test_how_destinations_stand() -> None:
    lines = entries(LIST)
    assert standing(standing_at(lines, at([2], 4.0))) == {2: "on", 3: "above"}
    assert standing(standing_at(lines, at([2], 9.0))) == {2: "both"}
    assert standing(standing_at(lines, [])) == {}


def test_a_destination_is_of_the_column_in_which_a_line_begins_there() -> None:
    lines = [
        *(entry("Archer, A. A title of words", 100.0 + 12 * n, 72.0, edges=(72.0, 300.0)) for n in range(4)),
        *(entry("Baker, B. A title of words", 100.0 + 12 * n, 200.0, edges=(200.0, 400.0)) for n in range(4)),
    ]
    anchors = [Anchor("cite.a", 1, 72.0, 101.0), Anchor("cite.b", 1, 200.0, 125.0)]
    assert anchor_lines(lines, anchors, RAISED_ANCHOR) == {0: ["cite.a"], 6: ["cite.b"]}


def test_destinations_without_the_margin_are_put_right() -> None:
    more = "\n    some words,"
    text = "\n".join(f"{n}, A. A title of{more * (n in 'BDE')} {2001}." for n in "ABCDEFG")
    lines = entries(text)
    starts = [i for i, line in enumerate(lines) if line.text[1] == ","]
    off = [Anchor(f"ref-{i}", 1, lines[i].box.x0 - 57, lines[i].box.y0 - 59) for i in starts]
    right = put_right(lines, off, starts)
    assert names_at(len(lines), standing_at(lines, right), starts) == {i: [f"ref-{i}"] for i in starts}
    assert {round(a.x - lines[starts[0]].box.x0) for a in right} == {0}


def test_destinations_of_which_most_stand_as_usual_stay() -> None:
    lines = entries(LIST)
    anchors = at([0, 2, 4], 11.0)
    assert put_right(lines, anchors, [0, 2, 4]) is anchors
    text = "\n".join(f"{n}, A. A title, 2001." for n in "ABCDEFG")  # as far from one line as from the next
    lines = entries(text)
    even = [Anchor(f"cite.{i}", 1, LEFT, line.box.y1 - 11.0) for i, line in enumerate(lines)]
    assert put_right(lines, even, range(len(lines))) is even
