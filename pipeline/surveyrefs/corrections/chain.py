"""Corrections of corrections: from what was read along `was` and `now` to the last value, whatever the order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

from surveyrefs.model.correction import Status

V = TypeVar("V", bound=Hashable)


class Followed(NamedTuple, Generic[V]):
    """The value after all steps, and what became of each step; `contrary` steps contradict each other."""

    value: V
    statuses: tuple[Status, ...]
    contrary: frozenset[int]


def follow(read: V, steps: Sequence[tuple[V, V]], same: Callable[[V, V], bool]) -> Followed[V]:
    """Go from the value read to the end of the steps (was, now).

    A step whose end is where the way ends is `already` so. Two ways that part at one value contradict each other: none
    of their steps is taken. A step that does not begin on the way is a conflict.
    """
    value, taken = read, set[int]()
    while True:
        here = [i for i, (was, now) in enumerate(steps) if i not in taken and same(was, value) and now != value]
        ends = {steps[i][1] for i in here}
        if len(ends) != 1:
            break
        taken |= set(here)
        value = ends.pop()
    statuses: list[Status] = []
    for i in range(len(steps)):
        if i in taken:
            statuses.append("applied")
        else:
            statuses.append("already" if i not in here and _end(i, steps, same) == value else "conflict")
    return Followed(value, tuple(statuses), frozenset(here))


def _end(start: int, steps: Sequence[tuple[V, V]], same: Callable[[V, V], bool]) -> V:
    """Return where the way from a step ends."""
    value, left = steps[start][1], set(range(len(steps))) - {start}
    while True:
        onward = {i for i in left if same(steps[i][0], value) and steps[i][1] != value}
        if len({steps[i][1] for i in onward}) != 1:
            return value
        value = steps[min(onward)][1]
        left -= onward
