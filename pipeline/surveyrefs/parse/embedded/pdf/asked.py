"""Questions to MuPDF that a damaged file may leave without an answer: that is a problem, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from surveyrefs.model.problem import Problem

T = TypeVar("T")
D = TypeVar("D")

MAX_TOLD = 200  # problems of one file: beyond, it is damaged throughout
_HINT = "the PDF is damaged: get a sound copy, or repair it, for example with qpdf"
_SHORT = ("malloc", "calloc", "realloc", "out of memory")  # how MuPDF says that memory is short


def memory_was_short(text: str) -> bool:
    """Tell whether MuPDF says that it did not get the memory it wanted."""
    return any(word in text for word in _SHORT)


class Asked:
    """Asks, and keeps what could not be answered."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._told: set[tuple[str, int]] = set()

    def answer(self, what: str, page: int, question: Callable[[], T], otherwise: D) -> T | D:
        """Return the answer, or `otherwise` and note a problem; `what` names it, `page` counts from 1 (0: the file)."""
        try:
            return question()
        except MemoryError:
            raise
        except Exception as error:  # MuPDF's errors have many classes, and odd values make Python's
            text = " ".join(str(error).split())
            if memory_was_short(text):
                raise MemoryError(text) from error
            self.note(what, page, f"{type(error).__name__}: {text}" if text else type(error).__name__)
            return otherwise

    def note(self, what: str, page: int, reason: str) -> None:
        """Note that a thing could not be read."""
        if (what, page) not in self._told and len(self._told) < MAX_TOLD:
            self._told.add((what, page))
            self.problems.append(Problem("page-unread", f"{what} could not be read ({reason[:120]})", _HINT, page))

    @property
    def failed(self) -> bool:
        """Whether something could not be answered."""
        return bool(self._told)
