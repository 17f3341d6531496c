"""What a row of a table is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from surveyrefs.categorise.cells import Cells, bare
from surveyrefs.categorise.names import short_name
from surveyrefs.categorise.roles import BLANK, Roles, block, label_column, name_column
from surveyrefs.model.document import Table
from surveyrefs.model.link import Callout
from surveyrefs.model.reference import Reference

_BRACKETS = re.compile(r"[\[(][^\[\]()]*[\])]")
_NUMBERS = re.compile(r"[\d\s.,–-]+")


class RowNames:
    """Names the rows of a table; `works`: only labels of several rows cite, so that they are the works."""

    def __init__(self, table: Table, cells: Cells, roles: Roles, works: bool) -> None:
        """Keep what the table as a whole says."""
        self._table, self._cells, self._roles, self._works = table, cells, roles, works

    def of(self, callout: Callout, reference: Reference | None) -> str:
        """Return the row's own name without callouts, never a bare callout or a dash.

        That is the cell of the column that names the rows; where it is blank or only cites, what stands beside the
        callout or in a column of names; then the work as one cites it (`Langley 1983`); then any cell with words.
        """
        row = callout.row
        if row == 0:
            return self._head(callout)
        for name in self._first_choices(callout):
            if name and not _NUMBERS.fullmatch(name):
                return name
        cited = cited_as(reference) if reference is not None else ""
        if cited:
            return cited
        columns = block(self._table.header, callout.column)
        found = [self._name(row, c) for c in columns]
        return next((n for n in found if n and not _NUMBERS.fullmatch(n)), next((n for n in found if n), ""))

    def _head(self, callout: Callout) -> str:
        """Return the header cell that a callout stands in, without the callout: it names the works of a column."""
        header = self._table.header
        text = header[callout.column] if 0 <= callout.column < len(header) else ""
        return bare(text, (callout,))

    def _first_choices(self, callout: Callout) -> Iterator[str]:
        row, columns = callout.row, block(self._table.header, callout.column)
        if self._works:
            yield from (self._name(row, c) for c in columns)
            return
        label = self._roles.label
        at = label if label in columns else label_column(self._table, within=columns)
        yield self._name(row, at) if at not in self._table.spans or len(self._table.spans) == len(columns) else ""
        if callout.column >= 0 and callout.column not in self._table.spans:
            yield self._name(row, callout.column)
        named = name_column(self._table, columns)
        yield self._name(row, named) if named >= 0 else ""

    def _name(self, row: int, column: int) -> str:
        """Return a cell's text without its callouts; empty where that is a sign, a dash or nothing."""
        cells = self._table.rows[row - 1].cells
        text = cells[column].text.strip() if 0 <= column < len(cells) else ""
        cited = self._cells.get((row, column), ())
        name = bare(text, cited) if cited else text
        if name.lower() in BLANK or not any(c.isalnum() for c in name):
            return ""
        only_cites = name == text and cited and (_BRACKETS.fullmatch(name) or _NUMBERS.fullmatch(name))
        return "" if only_cites or name in [c.marker for c in cited] else name


def cited_as(reference: Reference) -> str:
    """Return a work as one cites it: `Langley 1983`, `Li and Zhao 2020`, `Carbonell et al. 1991`; else its title."""
    names = [name.family or name.literal for name in reference.authors if name.family or name.literal]
    if not names:
        return short_name(reference.title)
    who = f"{names[0]} et al." if len(names) > 2 or reference.others else " and ".join(names)
    return f"{who} {reference.year}".strip()
