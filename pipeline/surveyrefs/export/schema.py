"""The type of every column: one place for datapackage.json, databases, spreadsheets and data frames.

What a program would take for a number and is none (arXiv ids such as `2303.11370`, labels, section numbers, volumes)
is a string by being named nowhere here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from surveyrefs.export.tabular import (
    ASSIGNMENT_COLUMNS,
    CITATION_COLUMNS,
    PROBLEM_COLUMNS,
    REFERENCE_COLUMNS,
    SECTION_COLUMNS,
    TABLE_COLUMNS,
)

Type = Literal["string", "integer", "number", "boolean"]

# Name of the file without .csv → its columns, in their order.
TABLES: Mapping[str, tuple[str, ...]] = {
    "references": REFERENCE_COLUMNS,
    "citations": CITATION_COLUMNS,
    "assignments": ASSIGNMENT_COLUMNS,
    "sections": SECTION_COLUMNS,
    "tables": TABLE_COLUMNS,
    "problems": PROBLEM_COLUMNS,
}
TITLES: Mapping[str, str] = {
    "references": "Works in the survey's reference list",
    "citations": "Callouts: where the survey cites which work",
    "assignments": "Categories that the survey puts its works in",
    "sections": "Headings",
    "tables": "Tables of the survey",
    "problems": "What was seen and not understood",
}
KEYED = ("citations", "assignments")  # their column `key` is that of references

_INTEGERS = frozenset({
    "year", "cited", "page", "mention", "row", "rows", "columns", "level", "callouts", "published_year",
})  # fmt: skip
_NUMBERS = frozenset({"confidence"})
_BOOLEANS = frozenset({("assignments", "generic"), ("sections", "run_in")})  # `1`, or empty
TRUE = "1"


def type_of(table: str, column: str) -> Type:
    """Return the type of a column of one of TABLES."""
    if column in _INTEGERS:
        return "integer"
    if column in _NUMBERS:
        return "number"
    return "boolean" if (table, column) in _BOOLEANS else "string"


def types_of(table: str) -> dict[str, Type]:
    """Return the types of all columns of one of TABLES, in their order."""
    return {column: type_of(table, column) for column in TABLES[table]}


def value_of(cell: str, kind: Type) -> str | int | float | bool | None:
    """Return a cell as a value of its type; None for an empty one, but False for an empty boolean."""
    if kind == "boolean":
        return cell == TRUE
    if not cell:
        return None
    if kind == "integer":
        return int(cell)
    return float(cell) if kind == "number" else cell
