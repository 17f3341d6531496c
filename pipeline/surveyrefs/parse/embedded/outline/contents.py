"""What the table of contents lists and nobody found: headings that were missed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.document import Section
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.blocks import MAX_TITLE
from surveyrefs.parse.embedded.outline.heading import squash
from surveyrefs.parse.embedded.outline.numbering import read_labels

HINT = "the table of contents lists this heading, and none like it was found"
FOUND = 0.5  # of the entries are headings that were found: else it is a list of figures, or of another document

_LEADERS = re.compile(r"[\s.·…_]*\s(?:\d{1,4}|[ivxl]+)\s*$")


def contents_problems(lines: Sequence[PrintedLine], sections: Sequence[Section]) -> tuple[Problem, ...]:
    """Return a problem for every entry of a table of contents, by its printed lines, whose number and title no heading
    has."""
    numbers = {s.number for s in sections if s.number}
    titles = {squash(s.title) for s in sections}
    missing: list[Problem] = []
    entries = _entries(lines)
    for text, line in entries:
        labels = read_labels(text)
        known = any(label.printed in numbers for label in labels)
        named = {squash(text), *(squash(text[label.end :]) for label in labels)}
        if not known and not named & titles:
            missing.append(Problem("contents-unread", text, HINT, line.page, (line.x0, line.y0, line.x1, line.y1)))
    return tuple(missing) if len(missing) <= (1 - FOUND) * len(entries) else ()


def _entries(lines: Sequence[PrintedLine]) -> list[tuple[str, PrintedLine]]:
    """Return the entries without their page numbers, each with its last line; one may take several lines."""
    found = []
    open_ = ""
    for line in lines:
        text = f"{open_} {line.text}".strip()
        m = _LEADERS.search(text)
        if m is None:
            open_ = text if len(text) < MAX_TITLE else ""
            continue
        if any(c.isalpha() for c in text[: m.start()]):
            found.append((text[: m.start()], line))
        open_ = ""
    return found
