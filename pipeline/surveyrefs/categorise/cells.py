"""Which callouts stand in which cell of a table, and what its labels say without them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from surveyrefs.model.document import Document, Table
from surveyrefs.model.link import Callout, Links

Cells = Mapping[tuple[int, int], tuple[Callout, ...]]  # (1-based body row, column; -1: a label across the row)

_EMPTY_BRACKETS = re.compile(r"\(\s*[,;]?\s*\)|\[\s*[,;]?\s*\]")
_BEFORE_MARK = re.compile(r"\s+(?=[,;.)\]])")
_AFTER_BRACKET = re.compile(r"(?<=[(\[])\s+")
_EDGES = " ,;:–—-"


def cited_cells(document: Document, links: Links) -> Mapping[int, Cells]:
    """Return for each table (by index) its callouts by cell, in the order of the text."""
    found: dict[int, dict[tuple[int, int], list[Callout]]] = defaultdict(lambda: defaultdict(list))
    for callout in links.callouts:
        if 0 <= callout.table < len(document.tables) and callout.row > 0:
            found[callout.table][callout.row, callout.column].append(callout)
    return {table: {at: tuple(cited) for at, cited in cells.items()} for table, cells in found.items()}


def places(text: str, cited: Sequence[Callout]) -> list[tuple[int, int]]:
    """Return where the callouts of a cell stand in its text; (-1, -1) for one that is not found there."""
    out = []
    at = 0
    for callout in cited:
        start = _place(text, callout.marker, at)
        at = start + len(callout.marker) if start >= 0 else at
        out.append((start, at) if start >= 0 else (-1, -1))
    return out


def _place(text: str, marker: str, at: int) -> int:
    if not marker[:1].isdigit():
        return text.find(marker, at)
    # A raised number is glued to its word: the 5 of GPT-3.5 is none.
    found = re.compile(rf"(?<![\d-])(?<!\d\.){re.escape(marker)}(?!\d)").search(text, at)
    return found.start() if found else -1


def bare(text: str, cited: Sequence[Callout]) -> str:
    """Return a label without its callouts; as it is where nothing would be left."""
    kept = text
    for start, end in reversed(places(text, cited)):
        if start >= 0:
            kept = f"{kept[:start]} {kept[end:]}"
    if kept == text:
        return text
    kept = " ".join(_EMPTY_BRACKETS.sub(" ", kept).split())
    kept = _AFTER_BRACKET.sub("", _BEFORE_MARK.sub("", kept)).strip(_EDGES)
    return kept if any(c.isalnum() for c in kept) else text


def bare_labels(table: Table, cells: Cells) -> Mapping[str, str]:
    """Return the labels that cite works, each with what it says without the callouts.

    A label that spans rows is repeated in each of them, but its callouts count once: hence a lookup by text.
    """
    out: dict[str, str] = {}
    for (number, column), cited in cells.items():
        if number > len(table.rows):
            continue
        row = table.rows[number - 1]
        for passage in row.group_passages if column < 0 else row.cells[column : column + 1]:
            name = bare(passage.text, cited)
            if name != passage.text:
                out.setdefault(passage.text, name)
    return out
