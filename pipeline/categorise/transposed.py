"""Tables whose cells are lists of works: there a row, or a row and a column, is itself a category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.model.document import Document, Row, Table
from pipeline.model.link import Links

LIST_LENGTH = 1.8  # works a cell, on average: a table of one work a row names that work, not a category
MIN_CELLS = 2  # cited cells of a column that make it one of lists


def listing_columns(document: Document, links: Links) -> Mapping[int, frozenset[int]]:
    """Return for each table (by index) the columns whose cells list works; tables without such columns are left out."""
    cells: dict[int, dict[int, dict[int, set[int]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for callout in links.callouts:
        if callout.table >= 0 and callout.row > 0 and callout.column >= 0:
            known = {t.reference for t in callout.targets if t.reference >= 0}
            cells[callout.table][callout.column][callout.row] |= known
    found = {}
    for index, columns in cells.items():
        table = document.tables[index]
        named_by = label_column(table)
        lists = frozenset(c for c, rows in columns.items() if c != named_by and _lists(list(rows.values())))
        if lists and named_by not in columns:  # a cited name is a work's name
            found[index] = lists
    return found


def _lists(cells: list[set[int]]) -> bool:
    return len(cells) >= MIN_CELLS and sum(len(c) for c in cells) >= LIST_LENGTH * len(cells)


def label_column(table: Table) -> int:
    """Return the column that names the rows: the first that holds no labels of several rows."""
    return next((c for c in range(len(table.header)) if c not in table.spans), 0)


def category_path(row: Row | None, label: str, column: str, lists: frozenset[int], at: int) -> list[str]:
    """Return the path to a cell's category, outermost first; empty where only the table as a whole names it."""
    path = list(row.groups) if row is not None else []
    if row is not None and at in lists:
        named = any(c.isalnum() for c in label)
        if named and label not in path and label != row.cells[at].text:
            path.append(label)
        if len(lists) > 1 and column:
            path.append(column)
    return path
