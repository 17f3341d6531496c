"""Do the same for many numbers in several processes, which share what the first one has read."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Done = TypeVar("Done")


def in_processes(call: Callable[[int], Done], numbers: Sequence[int], jobs: int) -> Iterator[Done]:
    """Call it for each number, in forked processes: they have what it holds without a copy. Results in order."""
    if jobs == 1:
        yield from map(call, numbers)
        return
    with multiprocessing.get_context("fork").Pool(jobs, _take, (call,)) as pool:
        yield from pool.imap(_taken, numbers)


_CALL: Callable[[int], Any]


def _take(call: Callable[[int], Any]) -> None:
    global _CALL  # noqa: PLW0603  # a process has one
    _CALL = call


def _taken(number: int) -> Any:
    return _CALL(number)
