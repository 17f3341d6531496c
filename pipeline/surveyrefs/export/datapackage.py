"""datapackage.json: the CSV files of a run with the type of each column (Data Package standard, version 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from surveyrefs.csv_text import csv_to_rows, printable
from surveyrefs.export.schema import KEYED, TABLES, TITLES, TRUE, type_of
from surveyrefs.export.survey import to_json
from surveyrefs.export.tabular import table_files, table_title
from surveyrefs.model.run import Run

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
DIALECT = "https://datapackage.org/profiles/2.0/tabledialect.json"
GUARD = "A cell that begins with ' and one of '=+-@ has a guard against spreadsheet formulas: take one ' off it."

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9._-]+")


def datapackage_json(run: Run) -> str:
    """Return datapackage.json: a resource for each CSV file, with typed columns and keys between the files."""
    document = run.document
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": _name(run.name),
        "title": document.title or run.name,
        "description": f"The bibliography and organisation of a survey, as surveyrefs read them. {GUARD}",
        "contributors": [{"title": author, "roles": ["author"]} for author in document.authors],
        "sources": _sources(run),
        "resources": [*(_resource(name) for name in TABLES), *_printed_tables(run)],
    }
    return to_json({name: value for name, value in package.items() if value})


def _sources(run: Run) -> list[dict[str, str]]:
    document = run.document
    title = document.title or run.name
    if document.doi:
        return [{"title": title, "path": f"https://doi.org/{document.doi}"}]
    return [{"title": title, "path": f"https://arxiv.org/abs/{document.arxiv}"}] if document.arxiv else []


def _resource(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"$schema": SCHEMA, "fields": [_field(table, column) for column in TABLES[table]]}
    if table == "references":
        schema["primaryKey"] = ["key"]
    if table in KEYED:
        to = {"resource": "references", "fields": ["key"]}
        schema["foreignKeys"] = [{"fields": ["key"], "reference": to}]
    return _file(table, f"{table}.csv", TITLES[table], schema)


def _field(table: str, column: str) -> dict[str, Any]:
    kind = type_of(table, column)
    field: dict[str, Any] = {"name": column, "type": kind}
    if kind == "boolean":
        field |= {"trueValues": [TRUE], "falseValues": ["0"]}
    return field


def _file(name: str, path: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": RESOURCE, "name": name, "type": "table", "title": title, "path": path, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _printed_tables(run: Run) -> Iterable[dict[str, Any]]:
    """Give the survey's own tables: all text; a printed header may be blank or come twice, so names stand in."""
    taken = set(TABLES)
    for (name, text), table in zip(table_files(run.document), run.document.tables, strict=True):
        header = csv_to_rows(text)[0]
        fields = [{"name": unique, "type": "string"} for unique in unique_names(header)]
        schema = {"$schema": SCHEMA, "fields": fields}
        made = _file(_free(_name(name.removesuffix(".csv")), taken), f"tables/{name}", table_title(table), schema)
        yield made | {"dialect": {"$schema": DIALECT, "header": False, "commentRows": [1]}}


def unique_names(header: Iterable[str]) -> list[str]:
    """Return a name for each column: its printed header, a number after one that was there, `column 3` for a blank."""
    names: list[str] = []
    for position, label in enumerate(header, 1):
        base = printable(label).strip() or f"column {position}"
        name, n = base, 2
        while name in names:
            name, n = f"{base} ({n})", n + 1
        names.append(name)
    return names


def _name(text: str) -> str:
    return _NOT_IN_A_NAME.sub("-", text.lower()).strip("-") or "survey"


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other resource has; it counts up where labels beyond ASCII fell together."""
    candidate, n = name, 2
    while candidate in taken:
        candidate, n = f"{name}-{n}", n + 1
    taken.add(candidate)
    return candidate
