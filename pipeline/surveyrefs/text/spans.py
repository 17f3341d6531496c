"""Stretches of a text, and which of them lie over another one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

FEW = 16  # stretches that are looked through sooner than searched
LONGEST = 2000  # characters: no word and no link is longer, so that none that begins further back reaches a place


class Stretch(Protocol):
    """Anything that covers text[start:end]."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


_Stretch = TypeVar("_Stretch", bound=Stretch)
_start = attrgetter("start")


def touching(stretches: Sequence[_Stretch], start: int, end: int) -> Sequence[_Stretch]:
    """Return those that share characters with text[start:end]; they must be given in order of their start.

    In a text of any length that takes no longer than in one of some thousand characters.
    """
    if len(stretches) > FEW:
        first = bisect_left(stretches, start - LONGEST, key=_start)
        stretches = stretches[first : bisect_left(stretches, end, lo=first, key=_start)]
    return [s for s in stretches if s.start < end and s.end > start]
