"""Markers in brackets that a column or page parts."""

from __future__ import annotations

import pytest

from surveyrefs.link.labels import read_labels
from surveyrefs.link.markers import BRACKET, find_markers
from tests.link.written import numbered, passage

LABELS = read_labels(numbered(40))


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("5, 6] and others", [(0, 5, ["5", "6"])]),  # began in the passage before
        (", 6] and others", [(0, 4, ["6"])]),
        ("5, 6 and [7] of others", [(9, 12, ["7"])]),  # numbers, and a bracket of their own
        ("5, [7] of others", [(3, 6, ["7"])]),
        ("5] and [7]", [(0, 2, ["5"]), (7, 10, ["7"])]),
        ("5, 6 [of 7", []),
        ("words, 6] and others", []),
        ("5, 6 without an end", []),
    ],
)
def test_the_end_of_a_marker_that_began_in_the_passage_before(
    markup: str, found: list[tuple[int, int, list[str]]]
) -> None:
    markers = find_markers(passage(markup), frozenset((BRACKET,)), LABELS)
    assert [(m.start, m.end, [i.label for i in m.items]) for m in markers] == found
