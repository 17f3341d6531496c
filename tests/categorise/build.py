"""Tables for the tests of categories: written as text, `[3]` and `[1, 2]` in a cell are callouts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from surveyrefs.categorise import categorise
from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Passage, Row, Table
from surveyrefs.model.link import Assignment, Callout, Categories, Links, Target
from surveyrefs.model.reference import References

BOX = Box(0, 0, 10, 10)
CALLOUT = re.compile(r"\[\d[\d, ]*\]")


def table(header: str, *rows: str, groups: Sequence[str] = (), spans: Sequence[int] = (), title: str = "Works",
          number: str = "1") -> Table:  # fmt: skip
    """Return a table of cells separated by `|`; `groups` has the labels over each row, `>` between levels."""
    made = tuple(
        Row(tuple(Passage("cell", c.strip()) for c in row.split("|")), tuple(filter(None, over.split(">"))), 1, BOX)
        for row, over in zip(rows, groups or [""] * len(rows), strict=True)
    )
    caption = Passage("caption", f"Table {number}: {title}")
    names = tuple(h.strip() for h in header.split("|"))
    return Table(number, caption, names, (), made, (), 1, BOX, tuple(spans), 1.0)


def document_of(*tables: Table, **parts: Any) -> Document:
    """Return a document that has nothing but these tables and the parts given."""
    made: dict[str, Any] = {
        "engine": "fake", "engine_version": "0", "title": "", "authors": (), "arxiv": "", "doi": "",
        "pages": ((612.0, 792.0),), "sections": (), "passages": (), "tables": tables, "figures": (),
        "bibliographies": (), "anchors": (),
    }  # fmt: skip
    return Document(**(made | parts))


def callouts_of(*tables: Table) -> tuple[Callout, ...]:
    """Return the callouts in the cells of these tables, each number an index of a reference."""
    callouts: list[Callout] = []
    for index, made in enumerate(tables):
        for number, row in enumerate(made.rows, start=1):
            for column, cell in enumerate(row.cells):
                for found in CALLOUT.finditer(cell.text):
                    targets = tuple(Target(int(n), n, "label", 1.0) for n in re.findall(r"\d+", found[0]))
                    callouts.append(Callout(len(callouts) + 1, found[0], 1, (), "table", -1, index, -1, number, column,
                                            "", targets))  # fmt: skip
    return tuple(callouts)


def categories(*tables: Table) -> Categories:
    """Return the categories of a document that has nothing but these tables."""
    return categorise(document_of(*tables), References(()), Links(callouts_of(*tables)))


def assigned(*tables: Table) -> list[Assignment]:
    """Return the assignments of these tables."""
    return list(categories(*tables).assignments)


def by_category(*tables: Table) -> dict[str, list[int]]:
    """Return the works of each category, in order."""
    out: dict[str, list[int]] = {}
    for a in assigned(*tables):
        out.setdefault(a.category, []).append(a.reference)
    return out
