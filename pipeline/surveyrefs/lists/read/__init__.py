"""Markdown → PaperList: `read_list` is the way in."""

from __future__ import annotations

import re

from surveyrefs.lists.model import PaperList
from surveyrefs.lists.read.lines import decode, lines_of
from surveyrefs.model.problem import Problem
from surveyrefs.text.controls import STEERING, UNKNOWN

# All but those that end lines, and what stands for bytes that are no UTF-8.
_STEERING = re.compile(f"(?![\\t\\n\\r\\udc80-\\udcff])[{STEERING}]")

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
    plain = _STEERING.sub(UNKNOWN, text)
    if plain != text:
        line = text.count("\n", 0, next(i for i, (a, b) in enumerate(zip(text, plain, strict=True)) if a != b)) + 1
        hint = f"{UNKNOWN} stands for each in the results; the file itself stays as it is"
        said = f"line {line}: control characters, or ones that turn the direction of text"
        problems = (*problems, Problem("control-characters", said, hint, line))
    return paper_list(name, lines_of(text), events_of(plain), problems)
