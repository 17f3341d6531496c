"""What a list does with its fields, read off its references' labels.

The first reading labels each reference alone. Where most references agree (the type of titles and containers, the mark
behind titles, what stands before and behind numbers), the others are read and mended in that light.
"""

from __future__ import annotations

import collections
from collections.abc import Sequence
from typing import NamedTuple

from surveyrefs.references.tagging.tokens import Token

Labelled = tuple[Sequence[Token], Sequence[str]]
# Fewer references than this with a field show no habit.
_LEAST = 4
# A habit is what so many of them do.
_MOST = 0.6
# Containers hold no full stops, or look like titles, where so many do: first readings that ran over the border are few.
_NEARLY_ALL = 0.85
_CONTAINERS = ("journal", "booktitle")
_NUMBER_WORDS = frozenset(
    "vol volume vols bd band no nr number issue pp p pages page s art article ch chap chapter in".split()
)


class Habits(NamedTuple):
    """What most references of a list do; "" where the list does not tell.

    `title`, `container` and `volume` are types ("p", "i", "b"); `ends` the mark behind titles, `people_end` what
    stands behind the authors; `before_…` what stands before a number: a mark, a word such as `vol`, or "w".
    `behind_container` is the label that follows it; `dotted`: containers hold full stops ("y" or "n"); `alike`: titles
    and containers are set in one type ("y" or "n"); `titled`: works with a container have titles ("y" or "n").
    """

    title: str = ""
    container: str = ""
    volume: str = ""
    ends: str = ""
    people_end: str = ""
    before_container: str = ""
    before_volume: str = ""
    before_issue: str = ""
    before_pages: str = ""
    behind_container: str = ""
    dotted: str = ""
    alike: str = ""
    titled: str = ""


NONE = Habits()


def mark_before(tokens: Sequence[Token], at: int) -> str:
    """Give what stands before a token: a mark, a word that announces numbers, else "w" or "n"; "^" at the beginning."""
    if not at:
        return "^"
    before = tokens[at - 1]
    if before.text == "." and at > 1 and tokens[at - 2].text.lower() in _NUMBER_WORDS:
        before = tokens[at - 2]
    if before.kind == "p":
        return before.text
    word = before.text.lower()
    return word if word in _NUMBER_WORDS else before.kind


def list_habits(references: Sequence[Labelled]) -> Habits:
    """Read the habits of a list off its labelled references."""
    seen: dict[str, collections.Counter[str]] = {name: collections.Counter() for name in Habits._fields}
    for tokens, labels in references:
        for name, value in shown(tokens, labels).items():
            if value:
                seen[name][value] += 1
    found = Habits(*(_habit(seen[name]) for name in Habits._fields))
    sure = seen["dotted"]["n"] >= seen["dotted"].total() * _NEARLY_ALL
    alike = seen["alike"]["y"] >= seen["alike"].total() * _NEARLY_ALL
    return found._replace(
        dotted=found.dotted if sure else found.dotted and "y", alike=found.alike if alike else found.alike and "n"
    )


def _habit(counts: collections.Counter[str]) -> str:
    total = counts.total()
    if total < _LEAST:
        return ""
    value, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return value if count >= total * _MOST else ""


def shown(tokens: Sequence[Token], labels: Sequence[str]) -> dict[str, str]:
    """Give what one reference shows of each habit."""
    runs = _first_runs(labels)
    shown: dict[str, str] = {}
    if "title" in runs:
        first, last = runs["title"]
        shown["title"] = _look(tokens, first, last)
        shown["ends"] = _mark_behind(tokens, last)
    if "author" in runs:
        shown["people_end"] = _mark_behind(tokens, runs["author"][1])
    container = next((runs[name] for name in _CONTAINERS if name in runs), None)
    if container:
        shown["titled"] = "y" if "title" in runs else "n"
        shown["container"] = _look(tokens, *container)
        shown["alike"] = "" if "title" not in shown else "y" if shown["title"] == shown["container"] else "n"
        shown["before_container"] = mark_before(tokens, container[0])
        shown["dotted"] = "y" if any(t.text == "." for t in tokens[container[0] : container[1]]) else "n"
        shown["behind_container"] = next((label for label in labels[container[1] :] if label != "O"), "")
    if "volume" in runs:
        shown["volume"] = tokens[runs["volume"][0]].font
    for name in ("volume", "issue", "pages"):
        if name in runs:
            shown["before_" + name] = mark_before(tokens, runs[name][0])
    return shown


def _first_runs(labels: Sequence[str]) -> dict[str, tuple[int, int]]:
    runs: dict[str, tuple[int, int]] = {}
    i = 0
    while i < len(labels):
        first = i
        while i < len(labels) and labels[i] == labels[first]:
            i += 1
        runs.setdefault(labels[first], (first, i))
    return runs


def _look(tokens: Sequence[Token], first: int, last: int) -> str:
    """Give the type of most words in tokens[first:last]."""
    fonts = collections.Counter(t.font for t in tokens[first:last] if t.kind == "w")
    return min(fonts.items(), key=lambda item: (-item[1], item[0]))[0] if fonts else ""


def _mark_behind(tokens: Sequence[Token], at: int) -> str:
    """Give the mark behind a field, "w" where a word follows at once, "$" at the end."""
    if at >= len(tokens):
        return "$"
    return tokens[at].text if tokens[at].kind == "p" else "w"
