"""One survey's run: all stage results together, as exporters, report and diff see it."""

from __future__ import annotations

import msgspec

from surveyrefs.model.correction import CellText, Corrected
from surveyrefs.model.document import Document, Passage, Table
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.lookup import LookedUp
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import References


class Run(msgspec.Struct, frozen=True, gc=False):
    """All that is known of one survey; `name` is its output folder, `sha256` of the PDF in hex.

    Everything is as corrected; `corrected` says what became of the corrections, `looked_up` what was found
    elsewhere, which is in none of the others.
    """

    name: str
    sha256: str
    document: Document
    references: References
    links: Links
    categories: Categories
    corrected: Corrected = Corrected()
    looked_up: LookedUp = LookedUp()

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all stages that are rows of problems.csv, in the order of the stages."""
        return tuple(p for p in self._all_problems() if not p.quiet)

    def differences(self) -> tuple[Problem, ...]:
        """Return what is told with `-v` only."""
        return tuple(p for p in self._all_problems() if p.quiet)

    def _all_problems(self) -> tuple[Problem, ...]:
        stages = (self.document, self.references, self.links, self.categories, self.corrected, self.looked_up)
        found = (p for stage in stages for p in stage.problems)
        looked_at = frozenset(self.corrected.seen)
        if not looked_at:
            return tuple(found)
        return tuple(msgspec.structs.replace(p, seen=True) if (p.code, p.text) in looked_at else p for p in found)


def with_corrections(run: Run, corrected: Corrected) -> Run:
    """Return a run as read with the results of the correct stage in their places."""
    return msgspec.structs.replace(
        run,
        document=_with_cells(run.document, corrected.cells),
        references=corrected.references or run.references,
        links=corrected.links or run.links,
        categories=corrected.categories or run.categories,
        corrected=corrected,
    )


def _with_cells(document: Document, cells: tuple[CellText, ...]) -> Document:
    if not cells:
        return document
    tables = list(document.tables)
    for cell in cells:
        tables[cell.table] = _with_cell(tables[cell.table], cell)
    return msgspec.structs.replace(document, tables=tuple(tables))


def _with_cell(table: Table, corrected: CellText) -> Table:
    """Put a text into a cell; its pieces keep their boxes, and the text as a whole is where they are."""
    rows = list(table.rows)
    row = rows[corrected.row - 1]
    cells = list(row.cells)
    old = cells[corrected.column]
    size = len(corrected.text)
    pieces = tuple(msgspec.structs.replace(p, start=min(p.start, size), end=min(p.end, size)) for p in old.pieces)
    cells[corrected.column] = Passage(old.kind, corrected.text, pieces, (), old.section)
    rows[corrected.row - 1] = msgspec.structs.replace(row, cells=tuple(cells))
    return msgspec.structs.replace(table, rows=tuple(rows))
