"""What the table of contents tells of the headings: those that nobody found, and the case of titles in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from surveyrefs.model.document import Section
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.blocks import MAX_TITLE
from surveyrefs.parse.embedded.outline.heading import squash
from surveyrefs.parse.embedded.outline.numbering import read_labels

HINT = "the table of contents lists this heading, and none like it was found"
FOUND = 0.5  # of the entries are headings that were found: else it is a list of figures, or of another document
FEW_SMALL = 0.25  # small letters for each capital in a title that is in capitals: LLMs IN ROBOTICS

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


def with_contents(sections: Sequence[Section], lines: Sequence[PrintedLine]) -> tuple[Section, ...]:
    """Give the headings that the page prints in capitals the case that a table of contents has, by its printed lines,
    unless they have a bookmark."""
    titles: dict[str, str] = {}
    for text, _ in _entries(lines):
        for title in (text, *(text[label.end :] for label in read_labels(text))):
            title = " ".join(title.split()).strip(" .")
            if not _in_capitals(title):
                titles.setdefault(squash(title), title)
    return tuple(
        replace(s, bookmark=titles[squash(s.title)])
        if not s.bookmark and _in_capitals(s.title) and squash(s.title) in titles else s
        for s in sections
    )  # fmt: skip


def _in_capitals(title: str) -> bool:
    """Tell whether a title has no more small letters than an acronym's plural."""
    small = sum(map(str.islower, title))
    return small <= FEW_SMALL * sum(map(str.isupper, title))


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
