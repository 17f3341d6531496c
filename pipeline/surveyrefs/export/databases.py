"""All tables of a run with their types: one SQLite database, one workbook, or Parquet files.

They hold the same columns as the CSV files, in the same order, without the spreadsheet guard: a cell of these forms is
text or a number by its type, and no program takes one for a formula.
"""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any, NamedTuple

from surveyrefs.csv_text import csv_to_rows
from surveyrefs.errors import MissingLibrary
from surveyrefs.export import tabular
from surveyrefs.export.context import filled, with_unique_keys
from surveyrefs.export.datapackage import unique_names
from surveyrefs.export.schema import KEYED, TABLES, Type, types_of, value_of
from surveyrefs.model.run import Run

Value = str | int | float | bool | None
FORMATS = ("sqlite", "xlsx", "parquet")

_SQL: Mapping[Type, str] = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_MAKERS: Mapping[str, Callable[[Run], str]] = {
    "references": tabular.references_csv,
    "citations": tabular.citations_csv,
    "assignments": tabular.assignments_csv,
    "sections": tabular.sections_csv,
    "tables": tabular.tables_csv,
    "problems": tabular.problems_csv,
}
_SHEET_NAME = 31  # characters, Excel's limit
_CELL = 32767  # characters, Excel's limit
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- a workbook has dates without zone
_WIDEST = 60  # characters that a column of a sheet is wide at most


class Table(NamedTuple):
    """A table with its types and values; `name` as the CSV file without its ending."""

    name: str
    types: dict[str, Type]
    rows: list[list[Value]]


def typed_tables(run: Run) -> Iterator[Table]:
    """Give the tables of a run in the order of the schema, then the survey's own printed tables, all text."""
    run = filled(with_unique_keys(run))
    for name in TABLES:
        types = types_of(name)
        _, *rows = csv_to_rows(_MAKERS[name](run))
        kinds = list(types.values())
        yield Table(name, types, [[value_of(c, kind) for c, kind in zip(row, kinds, strict=True)] for row in rows])
    for file, text in tabular.table_files(run.document):
        header, *rows = csv_to_rows(text)
        printed: dict[str, Type] = dict.fromkeys(unique_names(header), "string")
        yield Table(file.removesuffix(".csv"), printed, [[cell or None for cell in row] for row in rows])


def to_sqlite(run: Run) -> bytes:
    """Return a SQLite database with a table for each of ours; `key` refers to `references`."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table in typed_tables(run):
            columns = [f"{_quoted(name)} {_SQL[kind]}" for name, kind in table.types.items()]
            if table.name == "references":
                columns[list(table.types).index("key")] += " PRIMARY KEY"
            if table.name in KEYED:
                columns.append('FOREIGN KEY ("key") REFERENCES "references" ("key")')
            database.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})")
            marks = ", ".join("?" * len(table.types))
            # The only part that is not ours is the table's name, and that is quoted.
            insert = f"INSERT INTO {_quoted(table.name)} VALUES ({marks})"  # noqa: S608
            database.executemany(insert, table.rows)
        for name in KEYED:
            database.execute(f'CREATE INDEX "{name}_key" ON "{name}" ("key")')
        database.commit()
        return bytes(database.serialize())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def to_xlsx(run: Run) -> bytes:
    """Return a workbook with a sheet for each table; text cells are text, whatever they look like.

    Raise MissingLibrary without XlsxWriter.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError as error:
        raise _missing("XlsxWriter", "xlsx") from error
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        # A workbook says when it was made: always the same, so that the same run makes the same bytes.
        book.set_properties({"title": run.document.title, "created": _MADE})
        bold = book.add_format({"bold": True})
        taken: set[str] = set()
        for table in typed_tables(run):
            sheet = book.add_worksheet(_sheet_name(table.name, taken))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(table.rows), len(table.types) - 1)
            for n, name in enumerate(table.types):
                sheet.write_string(0, n, name, bold)
                sheet.set_column(n, n, _width(name, [row[n] for row in table.rows]))
                for r, row in enumerate(table.rows, 1):
                    _write(sheet, r, n, row[n])
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Value) -> None:
    """Write a cell by its type; the library's own `write` would take text for formulas, links and numbers."""
    if isinstance(value, str):
        sheet.write_string(row, column, value[:_CELL])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes: short, without what it refuses, and no other sheet's whatever the case."""
    base = _NOT_IN_A_SHEET_NAME.sub("_", name)[:_SHEET_NAME].strip("'")
    candidate, n = base, 2
    while candidate.lower() in taken:
        end = f"-{n}"
        candidate, n = base[: _SHEET_NAME - len(end)] + end, n + 1
    taken.add(candidate.lower())
    return candidate


def _width(name: str, values: Sequence[Value]) -> int:
    return min(max([len(name) + 3, *(len(str(value)) for value in values if value is not None)]), _WIDEST)


def to_parquet(run: Run) -> dict[str, bytes]:
    """Return a Parquet file for each table, by file name; the survey's own tables are in `tables/`.

    Raise MissingLibrary without pyarrow.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise _missing("pyarrow", "parquet") from error
    kinds = {
        "string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(),
    }  # fmt: skip
    files = {}
    for table in typed_tables(run):
        columns = [
            pyarrow.array([row[n] for row in table.rows], type=kinds[kind])
            for n, kind in enumerate(table.types.values())
        ]
        out = io.BytesIO()
        parquet.write_table(pyarrow.table(columns, names=list(table.types)), out)
        folder = "" if table.name in TABLES else "tables/"
        files[f"{folder}{table.name}.parquet"] = out.getvalue()
    return files


def _missing(library: str, extra: str) -> MissingLibrary:
    text = "this format needs the library, which is not installed"
    return MissingLibrary(library, text, f"Install it: pip install 'surveyrefs[{extra}]'.")
