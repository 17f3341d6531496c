"""`surveyrefs diff`: what changed between two versions of a survey."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from surveyrefs import store
from surveyrefs.commands.versions import (
    EXIT_DIFFERENT,
    EXIT_SAME,
    add_shared_arguments,
    load_versions,
    trouble_is_two,
    version_note,
    wants_colour,
)
from surveyrefs.commands.view import find_pdf
from surveyrefs.errors import BadSetting, DifferentSurveys
from surveyrefs.terminal import raw_output

if TYPE_CHECKING:
    from surveyrefs.model.run import Run
    from surveyrefs.versions.changes import Comparison

HELP = "say what changed between two versions of a survey"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("old", metavar="OLD", help="output folder, PDF or paper list (.md) of the earlier version")
    parser.add_argument("new", metavar="NEW", help="… of the later version")
    parser.add_argument(
        "--format", choices=("text", "markdown", "json", "csv", "html"), default="text",
        help="default: text; html shows both versions side by side",
    )  # fmt: skip
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
    parser.add_argument("--stat", action="store_true", help="only count: one line for each kind of change")
    parser.add_argument(
        "--only", metavar="KIND[,KIND…]", action="append", default=[],
        help="only these kinds: references (added, removed, published, reworded, corrected, renumbered), categories, "
        "sections, tables, figures, callouts, problems, survey (its title)",
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
    elif arguments.format == "html":
        text = _page(comparison, (old.run, new.run), (arguments.old, arguments.new), kinds)
    elif arguments.format == "text":
        text = to_text(comparison, kinds, listed, wants_colour(arguments.colour))
    else:
        write = {"markdown": to_markdown, "json": to_json, "csv": to_csv}[arguments.format]
        text = write(comparison, kinds, listed)
    if arguments.output:
        store.write(Path(arguments.output), text.encode())
    else:
        raw_output().write(text)
    return EXIT_DIFFERENT if differs(comparison, kinds) else EXIT_SAME


def _page(comparison: Comparison, runs: tuple[Run, Run], given: tuple[str, str], kinds: Sequence[str]) -> str:
    from surveyrefs.view.changes import changes_page

    pdfs = _pdf(runs[0], Path(given[0])), _pdf(runs[1], Path(given[1]))
    return changes_page(comparison, *runs, pdfs, kinds)


def _pdf(run: Run, given: Path) -> Path | None:
    """Return the PDF of a version, None where it is not at hand."""
    if run.document.engine == "list":
        return None
    try:
        return find_pdf(run, given, None if given.is_dir() else given)
    except BadSetting:
        return None
