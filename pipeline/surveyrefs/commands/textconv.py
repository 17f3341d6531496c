"""`surveyrefs textconv`: a table of a run without what shifts in every version, for git diff."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from surveyrefs.csv_text import csv_to_rows, rows_to_csv
from surveyrefs.errors import EXIT_DONE, MissingFile, PaperError

HELP = "print a CSV file of a run without numbers and positions that shift (for git diff, see docs/diff.md)"

# Columns that change in every row when one reference or line is added.
_SHIFTING = frozenset({"printed_label", "mention", "marker", "page", "row", "bbox", "confidence", "survey"})
_OURS = {"survey", "page"}  # every data file has both columns; a printed table is not cut
_NUMERIC_CALLOUT = re.compile(r"\[\d[\d,;\s–—-]*\]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("file", metavar="FILE", help="a CSV file that surveyrefs wrote")


def run(arguments: argparse.Namespace) -> int:
    """Print the file without its shifting columns; other files are printed as they are."""
    path = Path(arguments.file)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MissingFile(path) from error
    except (OSError, UnicodeError) as error:
        raise PaperError(path, f"the file cannot be read ({error})") from error
    print(steady_text(text), end="")
    return EXIT_DONE


def steady_text(text: str) -> str:
    """Return CSV text without the columns that shift, and with numeric callouts as [·]."""
    rows = csv_to_rows(text)
    if not rows:
        return text
    shifting = _SHIFTING if set(rows[0]) >= _OURS else frozenset[str]()
    kept = [n for n, name in enumerate(rows[0]) if name not in shifting]
    return rows_to_csv(
        [rows[0][n] for n in kept],
        [[_NUMERIC_CALLOUT.sub("[·]", row[n]) if n < len(row) else "" for n in kept] for row in rows[1:]],
    )
