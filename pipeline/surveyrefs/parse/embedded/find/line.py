"""The printed line of tables and figures: measured once, however many steps ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD
from surveyrefs.parse.embedded.layout.frame import bounds, chunks, rows_of
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import Word


class Line(msgspec.Struct, frozen=True, dict=True, eq=False):
    """The words of one printed line from left to right, raised and lowered type included; in a frame's coordinates."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        """The box around its words, in points."""
        return bounds(self.words)

    @cached_property
    def text(self) -> str:
        """The words as printed, blanks between those that are not glued."""
        return text_of(self.words)

    @cached_property
    def main(self) -> Word:
        """The first word in its largest type: that of the line, where the others are raised or lowered."""
        return max(self.words, key=lambda w: w.size)

    @property
    def first(self) -> Word:
        """Its leftmost word."""
        return self.words[0]

    @property
    def size(self) -> float:
        """The largest type size in it, in points."""
        return self.main.size

    @property
    def baseline(self) -> float:
        """The height of its baseline: that of its largest type."""
        return self.main.baseline

    @cached_property
    def style(self) -> int:
        """The bits of style that all its words have."""
        style = ~0
        for word in self.words:
            style &= word.style
        return style

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.style & BOLD)

    @cached_property
    def _cut(self) -> dict[float, tuple[Line, ...]]:
        return {}

    def parts(self, gap: float) -> tuple[Line, ...]:
        """Cut it where blanks are wider than `gap`, in times the type size."""
        known = self._cut.get(gap)
        if known is None:
            cut = chunks(self.words, gap)
            known = self._cut[gap] = (self,) if len(cut) == 1 else tuple(Line(tuple(part)) for part in cut)
        return known

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


def lines_of(words: Sequence[Word]) -> tuple[Line, ...]:
    """Group upright words into printed lines from top to bottom."""
    return tuple(Line(tuple(row)) for row in rows_of(words))
