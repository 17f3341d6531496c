"""Columns of ticks under one heading: a tick puts the row's works into the column's category."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from surveyrefs.categorise.titles import LEVEL
from surveyrefs.model.document import Table

YES = frozenset("✓ ✔ √ ● • ∙ ■ ◆ ★ x X y Y yes Yes".split())
NO = frozenset(("", "-", "–", "—", "✗", "✘", "×", "○", "□", "n", "N", "no", "No"))
PARTLY = frozenset("◐ ◑ ◒ ◓ ◖ ◗ ∼ ~ (✓) p P".split())
MIN_COLUMNS = 2
MOST_TICKED = 0.5  # of the columns, on average: works that have most of them are described, not sorted


def ticked(table: Table) -> Mapping[int, tuple[int, ...]]:
    """Return for each body row the columns that sort it: those with a tick, under a heading over ticks only.

    Ticks without a common heading, or in most columns, say what a work has; they stay in the table.
    """
    out: dict[int, tuple[int, ...]] = {}
    for heading, group in groupby(range(len(table.header)), key=lambda c: table.header[c].rpartition(LEVEL)[0]):
        columns = [c for c in group if heading]
        found = {number: _ticks(table, number, columns) for number in range(1, len(table.rows) + 1)}
        ticks = sum(map(len, found.values()))
        sorts = len(columns) >= MIN_COLUMNS and _marks_only(table, columns)
        if sorts and 0 < ticks <= MOST_TICKED * len(columns) * len(table.rows):
            out |= {number: out.get(number, ()) + these for number, these in found.items() if these}
    return out


def _marks_only(table: Table, columns: list[int]) -> bool:
    return all(row.cells[c].text in YES | NO | PARTLY for row in table.rows for c in columns if c < len(row.cells))


def _ticks(table: Table, number: int, columns: list[int]) -> tuple[int, ...]:
    cells = table.rows[number - 1].cells
    return tuple(c for c in columns if c < len(cells) and cells[c].text in YES)
