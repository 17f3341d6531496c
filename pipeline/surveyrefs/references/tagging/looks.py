"""Types that tell nothing of fields, put out of the tagger's sight: species and genes in italics inside titles.

Where a list's titles are roman and its containers are in italics, italics are a container's, but for words that stand
out inside the title. Where titles and containers look alike, no change of type between them means anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from surveyrefs.references.tagging.habits import Habits, mark_before
from surveyrefs.references.tagging.tokens import PLAIN, SLANTED, Token


def settled(tokens: Sequence[Token], habits: Habits) -> Sequence[Token]:
    """Return the tokens with words that stand out in a title set like the title; the same tokens where none do."""
    title, container = habits.title, habits.container
    if not title or not container or title not in (PLAIN, SLANTED):
        return tokens
    runs = [run for run in _other_runs(tokens, title) if _stands_out(tokens, *run, habits)]
    if not runs:
        return tokens
    out = list(tokens)
    for first, last in runs:
        out[first:last] = [replace(t, font=title) for t in tokens[first:last]]
    return out


def _other_runs(tokens: Sequence[Token], title: str) -> list[tuple[int, int]]:
    """Return the stretches in the other of the two types, roman and italics, that hold a word."""
    other = SLANTED if title == PLAIN else PLAIN
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        first = i
        while i < len(tokens) and tokens[i].font == other:
            i += 1
        if any(t.kind == "w" for t in tokens[first:i]):
            runs.append((first, i))
        i = max(i, first + 1)
    return runs


def _stands_out(tokens: Sequence[Token], first: int, last: int, habits: Habits) -> bool:
    """Tell whether a stretch in another type than titles is part of one: no container begins there or ends so."""
    if habits.container == habits.title:
        return habits.title == PLAIN and habits.alike == "y"  # where only journals are slanted, italics tell of them
    if habits.title != PLAIN:
        return False  # roman words are authors, numbers and all else, too
    begins = mark_before(tokens, first)
    word = begins == "w" or begins == "in" and mark_before(tokens, first - 1) == "w"  # "moths in *Allium*"
    inside = word and habits.before_container not in ("", "w", "in")
    goes_on = last < len(tokens) and tokens[last].kind == "w" and tokens[last].text.islower()
    return inside or goes_on
