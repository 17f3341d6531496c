"""`surveyrefs history`: when each reference of a survey came in, left and changed category."""

from __future__ import annotations

import argparse
from itertools import pairwise

from surveyrefs.commands.versions import EXIT_SAME, add_shared_arguments, load_versions, trouble_is_two, version_note
from surveyrefs.errors import DifferentSurveys

HELP = "follow each reference through the versions of a survey"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("versions", nargs="+", metavar="OUT", help="output folders or PDFs, the earliest first")
    parser.add_argument("--format", choices=("text", "markdown", "json", "csv"), default="text", help="default: text")
    parser.add_argument("--all", action="store_true", help="list references to which nothing happened too")
    add_shared_arguments(parser)


@trouble_is_two
def run(arguments: argparse.Namespace) -> int:
    """Print the history; return 0, or 2 for trouble."""
    from surveyrefs.versions.compare import compare, same_survey
    from surveyrefs.versions.history import (
        history,
        history_to_csv,
        history_to_json,
        history_to_markdown,
        history_to_text,
    )

    versions = load_versions(arguments.versions, arguments.cache)
    runs = [version.run for version in versions]
    if not arguments.force:
        for old, new in pairwise(runs):
            if not same_survey(old, new, compare(old, new)):
                raise DifferentSurveys(f"{old.name}, {new.name}")
    found = history(runs, version_note(versions))
    write = {
        "text": history_to_text,
        "markdown": history_to_markdown,
        "json": history_to_json,
        "csv": history_to_csv,
    }[arguments.format]
    print(write(found, arguments.all), end="")
    return EXIT_SAME
