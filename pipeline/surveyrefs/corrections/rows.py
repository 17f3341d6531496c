"""The labels of tables' rows put right, in the assignments and in the cells that print them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from surveyrefs.corrections.chain import follow
from surveyrefs.corrections.fields import same
from surveyrefs.corrections.find import Works, shown_text
from surveyrefs.corrections.places import is_table
from surveyrefs.model.correction import SURE, CellText, Fate, RowFix, Status
from surveyrefs.model.document import Document
from surveyrefs.model.link import Assignment, Callout

_Row = tuple[int, int]  # table (index) and row, from 1
_same = partial(same, "row")
NO_ROW = "there is no such row"


class Relabelled(NamedTuple):
    """Assignments with corrected labels, the cells that print them, and the label of each row as corrected."""

    assignments: tuple[Assignment, ...]
    cells: tuple[CellText, ...]
    labels: dict[_Row, str]
    fates: tuple[Fate, ...]


def relabelled(
    document: Document, assignments: Sequence[Assignment], callouts: Sequence[Callout], works: Works,
    fixes: Sequence[RowFix], before: tuple[Sequence[Assignment], Sequence[Callout]] = ((), ()),
) -> Relabelled:  # fmt: skip
    """Apply the corrections of row labels: to all rows of the table that have the label and cite the work.

    `before` are the assignments and callouts as read: a row may be named by a work that it cited until a callout of it
    was put right.
    """
    citing = _citing((*assignments, *before[0]), (*callouts, *before[1]))
    places = [_rows(document, fix, works, citing) for fix in fixes]
    names = _names(document, assignments, places, fixes)
    statuses: list[set[Status]] = [set() for _ in fixes]
    renamed: dict[tuple[_Row, str], str] = {}
    for at, label in names:
        here = [n for n, rows in enumerate(places) if at in rows]
        ended = follow(label, [(fixes[n].was, " ".join(fixes[n].now.split())) for n in here], _same)
        for n, status in zip(here, ended.statuses, strict=True):
            statuses[n].add(status)
        if ended.value != label:
            renamed[at, label] = ended.value
    out = tuple(_renamed(made, renamed) for made in assignments)
    cells = tuple(cell for (at, old), new in renamed.items() for cell in _cells(document, at, old, new))
    fates = tuple(_fate(n, fix, places[n], statuses[n]) for n, fix in enumerate(fixes))
    return Relabelled(out, cells, {at: new for (at, _), new in renamed.items()}, fates)


def _citing(assignments: Sequence[Assignment], callouts: Sequence[Callout]) -> dict[_Row, set[int]]:
    citing: dict[_Row, set[int]] = defaultdict(set)
    for callout in callouts:
        if callout.table >= 0 and callout.row >= 0:
            citing[callout.table, callout.row].update(t.reference for t in callout.targets)
    for made in assignments:
        if made.table >= 0:
            citing[made.table, made.row].add(made.reference)
    return citing


def _rows(document: Document, fix: RowFix, works: Works, citing: Mapping[_Row, set[int]]) -> frozenset[_Row]:
    """Return the rows that a correction can be about, whatever they are called."""
    tables = {t for t, table in enumerate(document.tables) if is_table(table, fix.table)}
    if fix.work is not None:
        cited = set(works.find(fix.work))
        return frozenset(at for at, those in citing.items() if at[0] in tables and those & cited)
    return frozenset((t, r) for t in tables for r in range(len(document.tables[t].rows) + 1))


def _names(
    document: Document, assignments: Sequence[Assignment], places: Sequence[frozenset[_Row]], fixes: Sequence[RowFix]
) -> list[tuple[_Row, str]]:
    """Return the labels of rows: those of assignments, and of rows without any the cells that a correction names."""
    names = {((a.table, a.row), a.row_label): None for a in assignments if a.table >= 0 and a.row_label}
    known = {at for at, _ in names}
    values = {text for fix in fixes for text in (fix.was, fix.now)}
    for at in sorted({at for rows in places for at in rows} - known):
        table, row = at
        cells = document.tables[table].rows[row - 1].cells if row else ()
        label = next((c.text for c in cells if c.text and any(_same(text, c.text) for text in values)), "")
        if label:
            names[at, label] = None
    return list(names)


def _renamed(made: Assignment, renamed: Mapping[tuple[_Row, str], str]) -> Assignment:
    at = ((made.table, made.row), made.row_label)
    if made.table < 0 or at not in renamed:
        return made
    marks = tuple(dict.fromkeys((*made.corrected, "row_label")))
    return msgspec.structs.replace(made, row_label=renamed[at], confidence=SURE, corrected=marks)


def _cells(document: Document, at: _Row, old: str, new: str) -> list[CellText]:
    """Return the cell that prints the label as it is put right; none where two do, or none does."""
    table, row = at
    if row < 1 or old == new:
        return []
    texts = [cell.text for cell in document.tables[table].rows[row - 1].cells]
    whole = [c for c, text in enumerate(texts) if text.strip() == old]
    found = whole or [c for c, text in enumerate(texts) if text.count(old) == 1]
    return [CellText(table, row, found[0], texts[found[0]].replace(old, new, 1))] if len(found) == 1 else []


def _fate(n: int, fix: RowFix, rows: frozenset[_Row], statuses: set[Status]) -> Fate:
    about = f"row {shown_text(fix.was)}" + (f" of the table {shown_text(fix.table)}" if fix.table else "")
    for status in ("applied", "already"):
        if status in statuses:
            return Fate("row", n, "applied" if status == "applied" else "already", about)
    if rows and fix.work is not None and "conflict" in statuses:
        return Fate("row", n, "conflict", about, "the row of this work has another label")
    return Fate("row", n, "unused", about, NO_ROW)
