"""What a table says of the works in it: each callout in a cell → the category that a person would name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from surveyrefs.categorise.cells import Cells, bare_labels, cited_cells
from surveyrefs.categorise.legend import is_code, legend_of, spelt_out
from surveyrefs.categorise.names import plain_name, shown_path
from surveyrefs.categorise.parts import labels_in_cells
from surveyrefs.categorise.readable import Readable
from surveyrefs.categorise.roles import BLANK, Roles, block, roles_of
from surveyrefs.categorise.rowlabel import RowNames
from surveyrefs.categorise.ticks import ticked
from surveyrefs.categorise.titles import LEVEL, part_title, subject_of
from surveyrefs.model.document import Document, Row, Table
from surveyrefs.model.link import Assignment, Callout, Links, Target
from surveyrefs.model.reference import Reference

# What the confidence of an assignment is multiplied by where its category is no printed group.
LISTED = 0.95  # the row, or the row and the column, whose cell lists the work
IN_PART = 0.85  # a label before the callout within its cell
TICKED = 0.75  # a tick in the category's column
ASIDE = 0.8  # cited in a row whose name is another work: what holds for the row need not hold for it


def readers(
    document: Document, links: Links, references: Sequence[Reference], readable: Readable
) -> Mapping[int, Reader]:
    """Return for each table (by index) that cites works how to read it."""
    cells = cited_cells(document, links)
    cited = {c.table for c in links.callouts if c.table >= 0}
    return {
        index: Reader(document.tables[index], cells.get(index, {}), references, readable) for index in sorted(cited)
    }


class Reader:
    """A table with what is known of it as a whole."""

    def __init__(self, table: Table, cells: Cells, references: Sequence[Reference], readable: Readable) -> None:
        self.table = table
        self.cells = cells
        self.references = references
        self.readable = readable
        self.title = subject_of(table, readable)
        self.legend = legend_of(table)
        self.roles: Roles = roles_of(table, cells, self.legend)
        self.bare = bare_labels(table, cells)
        self.parts = labels_in_cells(table, cells)
        self.ticks = {} if self.roles.lists else ticked(table)
        self.names = {(row, column) for row, column in cells if column == self.roles.label}
        # Where only labels of several rows cite, they are the works: `BERT [1]` over `base` and `large`.
        self.works = all(column in table.spans for _, column in cells)
        self.rows = RowNames(table, cells, self.roles, self.works)

    def assignments(self, callout: Callout, target: Target) -> Iterator[Assignment]:
        """Return what a callout in a cell says of one of its works, and what the ticks of its row say."""
        row = self.table.rows[callout.row - 1] if 0 < callout.row <= len(self.table.rows) else None
        path, trust = self._category(callout, row) if row is not None else ([], 1.0)
        column = self._header(callout.column)
        part = [part_title(self.table, row.part)] if row is not None else []
        part = [title for title in part if title]
        yield self._assignment(callout, target, row, part + path, column, trust)
        for at in self.ticks.get(callout.row, ()) if self._is_of_row(callout) else ():
            levels = [level for level in self._header(at).split(LEVEL) if level]
            groups = self._groups(row) if row is not None else []
            yield self._assignment(callout, target, row, part + groups + levels, self._header(at), TICKED)

    def _assignment(
        self, callout: Callout, target: Target, row: Row | None, path: list[str], column: str, trust: float
    ) -> Assignment:
        names = self._names(path)
        known = 0 <= target.reference < len(self.references)
        reference = self.references[target.reference] if known else None
        return Assignment(
            reference=target.reference,
            category=shown_path(names or [self.title]),
            source="table",
            table=callout.table,
            row=callout.row,
            row_label=self.rows.of(callout, reference) if row is not None or callout.row == 0 else "",
            column=column,
            groups=tuple(self.bare.get(g, g) for g in row.groups) if row is not None else (),
            section=callout.section,
            page=callout.page,
            confidence=round(min(target.confidence, self.table.confidence) * trust, 2),
            path=names,
        )

    def _names(self, path: Sequence[str]) -> tuple[str, ...]:
        """Return the labels of a path as a person would write them; a code without a legend is no category."""
        told = [spelt_out(plain_name(label), self.legend) for label in path]
        return tuple(self.readable.title(label) for label in told if not is_code(label))

    def _category(self, callout: Callout, row: Row) -> tuple[list[str], float]:
        """Return the path to a callout's category, empty where only the table as a whole names it, and its trust."""
        path, trust = self._groups(row), 1.0
        if callout.column in self.roles.lists:
            added = self._listed(callout, row)
            trust = LISTED if [a for a in added if a not in path] else trust
            path += [a for a in added if a not in path]
        elif not path and self.roles.kind >= 0:
            value = row.cells[self.roles.kind].text if self.roles.kind < len(row.cells) else ""
            if value.lower() not in BLANK:
                path, trust = [*self.roles.heading, value], self.roles.trust
        if callout.column not in self.roles.lists and not self._is_of_row(callout):
            trust *= ASIDE
        part = self.parts.get(callout.mention)
        return ([*path, part], trust * IN_PART) if part else (path, trust)

    def _groups(self, row: Row) -> list[str]:
        """Return the labels over a row, those of its columns of labels included that span no other row."""
        works = {row.cells[c].text for c in self.table.spans if self.works and c < len(row.cells)}
        works |= {self.bare.get(text, text) for text in works}
        path = [self.bare.get(g, g) for g in row.groups if g not in works]
        for c in self.table.spans if not self.works else ():
            text = row.cells[c].text if c < len(row.cells) else ""
            name = self.bare.get(text, text)
            if text.lower() not in BLANK and name not in path and any(x.isalnum() for x in text):
                path.append(name)
        return path

    def _listed(self, callout: Callout, row: Row) -> list[str]:
        """Return what names a cell that lists works: its row and, where several columns do, its column."""
        label = self.rows.of(callout, None)
        own = row.cells[callout.column].text if callout.column < len(row.cells) else ""
        added = [label] if any(c.isalnum() for c in label) and label != own else []
        if len(self.roles.lists) > 1:
            added += [level for level in self._header(callout.column).split(LEVEL) if level]
        return added

    def _is_of_row(self, callout: Callout) -> bool:
        """Tell whether a callout cites the row's own work: in the row's name, or anywhere where names cite nothing."""
        return (callout.row, self.roles.label) not in self.names or callout.column in {self.roles.label, -1} or (
            callout.column in block(self.table.header, callout.column) and self._blocks(callout.column)
        )  # fmt: skip

    def _blocks(self, column: int) -> bool:
        return len(block(self.table.header, column)) < len(self.table.header)

    def _header(self, column: int) -> str:
        return self.table.header[column] if 0 <= column < len(self.table.header) else ""
