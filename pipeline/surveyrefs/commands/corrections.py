"""`surveyrefs corrections`: edited tables into corrections, and what became of those of a run."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from surveyrefs import store
from surveyrefs.csv_text import csv_to_records, rows_to_csv
from surveyrefs.errors import EXIT_DONE, UsageError
from surveyrefs.runner import load_corrected, load_run, read_corrections_file
from surveyrefs.summary import FATES

if TYPE_CHECKING:
    from surveyrefs.model.correction import Corrections

HELP = "turn an edited table into corrections, or say what became of a run's"
REFERENCES = "references.csv"
ASSIGNMENTS = "assignments.csv"
_DELIMITERS = ",;\t"  # what spreadsheet programs write


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    commands = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    edited = commands.add_parser(
        "from-diff", help="corrections that lead from a table as written to its edited copy",
        description="OLD and NEW: references.csv, assignments.csv or citations.csv as written, and its edited copy.",
    )  # fmt: skip
    edited.add_argument("old", metavar="OLD", help="the table as written, or the output folder that it belongs to")
    edited.add_argument("new", metavar="NEW", help="the edited copy")
    edited.add_argument("-o", "--output", metavar="FILE", help="add them to this file (default: print them)")
    edited.set_defaults(act=_from_diff)
    status = commands.add_parser("status", help="what became of each correction of a run")
    status.add_argument("folder", metavar="OUT", help="output folder")
    status.set_defaults(act=_status)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked."""
    act = arguments.act
    code: int = act(arguments)
    return code


def _status(arguments: argparse.Namespace) -> int:
    folder = Path(arguments.folder)
    store.read_manifest(folder)
    for fate in load_corrected(folder).fates:
        print(f"{FATES[fate.status]}: {fate.about}" + (f": {fate.why}" if fate.why else ""))
    return EXIT_DONE


def _from_diff(arguments: argparse.Namespace) -> int:
    from surveyrefs.corrections.edited import NotACopy, from_tables
    from surveyrefs.corrections.write import to_toml

    old, new = Path(arguments.old), Path(arguments.new)
    before, *others = _as_written(old, new)
    try:
        edited = from_tables(before, _records(new), *others)
    except NotACopy as error:
        why = f"this is no edited copy of {old}: {error}"
        raise UsageError(new, why, "Give the table as written first.") from error
    for note in edited.notes:
        print(f"surveyrefs: {new}: {note}", file=sys.stderr)
    if not arguments.output:
        print(to_toml(edited.corrections), end="")
        return EXIT_DONE
    added = _add(Path(arguments.output), edited.corrections)
    print(f"{added} corrections added to {arguments.output}")
    return EXIT_DONE


def _as_written(old: Path, new: Path) -> list[list[dict[str, str]]]:
    """Return the table as written, and the two that name works and rows; a folder's tables are made from its run."""
    if not old.is_dir():
        beside = ([p.with_name(name) for p in (old, new)] for name in (REFERENCES, ASSIGNMENTS))
        found = [next((p for p in paths if p.is_file()), None) for paths in beside]
        return [_records(old), *(_records(p) if p else [] for p in found)]
    from surveyrefs.export import tabular

    made = load_run(old)
    tables = {
        REFERENCES: tabular.references_csv, ASSIGNMENTS: tabular.assignments_csv,
        "citations.csv": tabular.citations_csv,
    }  # fmt: skip
    table = next((name for name in tables if new.name.startswith(name.removesuffix(".csv"))), "")
    if not table:
        raise UsageError(new, f"its name does not say which table it is: {', '.join(tables)}", "Name OLD as a file.")
    return [csv_to_records(tables[name](made)) for name in (table, REFERENCES, ASSIGNMENTS)]


def _records(path: Path) -> list[dict[str, str]]:
    """Read a table, also one that a spreadsheet program wrote with semicolons or tabs."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(path, f"the file cannot be read ({error.strerror})", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError(path, "this is no UTF-8", "Save it as CSV in UTF-8.") from error
    head = text.split("\n", 1)[0]
    mark = max(_DELIMITERS, key=head.count)
    if mark != ",":
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=mark))
        text = rows_to_csv(rows[0], rows[1:]) if rows else ""
    return csv_to_records(text)


def _add(path: Path, made: Corrections) -> int:
    """Add corrections to a file, behind what is in it; return how many are new."""
    from surveyrefs.corrections.merge import added_text
    from surveyrefs.corrections.read import read_corrections

    before = read_corrections_file(path) if path.exists() else b""
    known = read_corrections(before, str(path))
    text, number = added_text(before, known, made)
    if number:
        store.write(path, text.encode())
    return number
