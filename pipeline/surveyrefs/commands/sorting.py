"""The options that say which tables and sections count as categories."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from surveyrefs.settings import TableKind

ALL = "all"


def add_sorting_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    kinds = ", ".join(get_args(TableKind))
    parser.add_argument(
        "--table-kinds", metavar="KINDS",
        help=f"tables whose rows give categories, parted by commas, or {ALL}: {kinds} "
        "(default: all but results and related surveys)",
    )  # fmt: skip
    parser.add_argument(
        "--generic-sections", action="store_true", default=None,
        help="count sections such as Introduction or Discussion as categories too",
    )  # fmt: skip


def sorting_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the settings of the options, None where one was not given."""
    kinds = None
    if arguments.table_kinds is not None:
        asked = [" ".join(kind.replace("-", " ").split()) for kind in arguments.table_kinds.split(",")]
        kinds = list(get_args(TableKind)) if asked == [ALL] else [kind for kind in asked if kind]
    return {"table_kinds": kinds, "generic_sections": arguments.generic_sections}
