"""Markdown → PaperList: `read_list` is the way in."""

from __future__ import annotations

from surveyrefs.lists.model import PaperList
from surveyrefs.lists.read.lines import decode, lines_of
from surveyrefs.model.problem import Problem

__all__ = ["read_list"]


def read_list(data: bytes, name: str) -> PaperList:
    """Read a Markdown file; what cannot be read is a Problem with its line, never an error."""
    from surveyrefs.lists.read.entries import paper_list
    from surveyrefs.lists.read.events import events_of

    text = decode(data)
    problems: tuple[Problem, ...] = ()
    if "\udc80" <= max(text, default="") <= "\udcff":  # what surrogateescape makes of bytes that are no UTF-8
        line = next(n for n, one in enumerate(lines_of(text), 1) if any("\udc80" <= c <= "\udcff" for c in one))
        hint = "Save the file as UTF-8; these letters were kept as they are."
        problems = (Problem("paper-list-encoding", f"line {line}: the file has bytes that are no UTF-8", hint, line),)
    return paper_list(name, lines_of(text), events_of(text), problems)
