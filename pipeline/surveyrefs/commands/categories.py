"""`surveyrefs categories`: the tree of categories of a finished run, with the number of works in each."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from surveyrefs.commands.sorting import add_sorting_arguments, sorting_options
from surveyrefs.config import settings_of
from surveyrefs.csv_text import printable
from surveyrefs.errors import EXIT_DONE
from surveyrefs.model.run import Run
from surveyrefs.runner import load_run
from surveyrefs.settings import CategoriseSettings

HELP = "print the tree of categories of a run, with the number of works in each"
FORMATS = ("text", "markdown", "csv", "json", "mermaid")  # as in surveyrefs.export.categories, not imported for --help


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="OUT", help="output folder of a finished run")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--depth", type=int, default=0, metavar="N", help="levels to print (default: all)")
    add_sorting_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the tree."""
    from surveyrefs.export.categories import FORMS

    loaded = load_run(Path(arguments.folder))
    options = {name: value for name, value in sorting_options(arguments).items() if value is not None}
    if options:
        loaded = _sorted_anew(loaded, settings_of({"categorise": options}).categorise)
    text = printable(FORMS[arguments.format](loaded, max(0, arguments.depth)))
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())  # UTF-8 and line feeds whatever the terminal's settings
    return EXIT_DONE


def _sorted_anew(run: Run, settings: CategoriseSettings) -> Run:
    """Return the run with the tree of other tables and sections than it was made with."""
    from surveyrefs.categorise.readable import Readable
    from surveyrefs.categorise.tree import category_tree

    found = run.categories
    tree = category_tree(run.document, found.assignments, found.kinds, settings, Readable(run.document)).tree
    return msgspec.structs.replace(run, categories=msgspec.structs.replace(found, tree=tree))
