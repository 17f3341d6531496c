"""`surveyrefs diff`: what changed between two versions of a survey."""

from __future__ import annotations

import argparse

import msgspec

from surveyrefs.commands.versions import (
    EXIT_DIFFERENT,
    EXIT_SAME,
    add_shared_arguments,
    load_versions,
    trouble_is_two,
    version_note,
    wants_colour,
)
from surveyrefs.errors import BadSetting, DifferentSurveys

HELP = "say what changed between two versions of a survey"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("old", metavar="OLD", help="output folder, PDF or paper list (.md) of the earlier version")
    parser.add_argument("new", metavar="NEW", help="… of the later version")
    parser.add_argument("--format", choices=("text", "markdown", "json", "csv"), default="text", help="default: text")
    parser.add_argument("--stat", action="store_true", help="only count: one line for each kind of change")
    parser.add_argument(
        "--only", metavar="KIND[,KIND…]", action="append", default=[],
        help="only these kinds: references (added, removed, published, edited, renumbered), categories, sections, "
        "tables, figures, callouts, problems",
    )  # fmt: skip
    parser.add_argument(
        "--renumbered", action="store_true", help="list references whose number changed, not only count"
    )
    add_shared_arguments(parser)


@trouble_is_two
def run(arguments: argparse.Namespace) -> int:
    """Print the changes; return 0 for none, 1 for some, 2 for trouble."""
    from surveyrefs.api.difference import comparison_of
    from surveyrefs.versions.compare import same_survey
    from surveyrefs.versions.kinds import KINDS, differs, expand
    from surveyrefs.versions.render import to_csv, to_json, to_markdown, to_stat, to_text

    names = [name.strip() for names in arguments.only for name in names.split(",") if name.strip()]
    try:
        kinds = expand(names) if arguments.only else tuple(KINDS)
    except ValueError as error:
        raise BadSetting(
            "--only", f"there is no kind of change called {error}", f"Kinds: {', '.join(KINDS)}."
        ) from error
    old, new = load_versions([arguments.old, arguments.new], arguments.cache)
    comparison = comparison_of(old.run, new.run)
    if not arguments.force and not same_survey(old.run, new.run, comparison):
        raise DifferentSurveys(
            f"{arguments.old}, {arguments.new}",
            f"these look like different surveys (“{old.run.document.title}”, “{new.run.document.title}”; "
            f"{comparison.common} references in common)",
        )
    note = version_note([old, new])
    comparison = msgspec.structs.replace(comparison, notes=(*comparison.notes, *((note,) if note else ())))
    listed = arguments.renumbered or "renumbered" in names
    if arguments.stat:
        text = to_stat(comparison, kinds)
    elif arguments.format == "text":
        text = to_text(comparison, kinds, listed, wants_colour(arguments.colour))
    else:
        write = {"markdown": to_markdown, "json": to_json, "csv": to_csv}[arguments.format]
        text = write(comparison, kinds, listed)
    print(text, end="")
    return EXIT_DIFFERENT if differs(comparison, kinds) else EXIT_SAME
