"""Values that the geometric steps hand to each other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.parse.embedded.pdf.page import Word

MARGIN_COLUMN = -2  # PrintedLine.column of notes in the margin


def text_of(words: Sequence[Word]) -> str:
    """Return words as printed, blanks between those that are not glued."""
    if not words:
        return ""
    first = words[0].text
    return first + "".join([w.text if w.glued else " " + w.text for w in words[1:]])


def is_one_type(words: Sequence[Word]) -> bool:
    """Tell whether words have one size and one baseline, as those of most lines have."""
    size, baseline = words[0].size, words[0].baseline
    for w in words:  # noqa: SIM110 -- thrice as quick as all(), in the innermost loop of the layout
        if w.size != size or w.baseline != baseline:
            return False
    return True


class PrintedLine(msgspec.Struct, frozen=True, gc=False):
    """The words of one printed line within a column, left to right, raised and lowered type included.

    `size` and `baseline` are those of most of its letters. `column` counts from 0 in reading order, -1 for a line
    across all columns, -2 for a note in the margin. `left`, `right`: the edges of its column. `number` counts the
    document's lines.
    """

    words: tuple[Word, ...]
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    baseline: float
    column: int
    left: float
    right: float
    number: int

    @property
    def text(self) -> str:
        """The words as printed, blanks between those that are not glued."""
        return text_of(self.words)


class PageLayout(msgspec.Struct, frozen=True, gc=False):
    """How a page is set: `columns` are (left, right) edges from left to right; `furniture` are the indexes of words in
    running heads, feet, line numbers and margin stamps; `lines` are all other horizontal lines in reading order."""

    number: int
    columns: tuple[tuple[float, float], ...]
    furniture: frozenset[int]
    lines: tuple[PrintedLine, ...]


class Layout(msgspec.Struct, frozen=True, gc=False):
    """The document's layout; `body_size` is the type size of running text, `leading` its line distance, in points."""

    pages: tuple[PageLayout, ...]
    body_size: float
    leading: float
