"""`surveyrefs extract`: survey PDFs into output folders."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from surveyrefs.commands.engine import start_engine
from surveyrefs.commands.reading import add_reading_arguments, positive, reading_settings
from surveyrefs.errors import EXIT_DONE, EXIT_PAPER_FAILED, BadSetting, UnwritableOutput
from surveyrefs.inputs import check_output, find_papers
from surveyrefs.runner import INDEX, Outcome, Paper, Plan, load_run, read_corrections_file, write_index
from surveyrefs.settings import Settings
from surveyrefs.stages import list_stages, standard_stages
from surveyrefs.store import locked
from surveyrefs.summary import show_run, show_run_with_differences, summary_of
from surveyrefs.terminal import progress, stoppable
from surveyrefs.workers import run_papers

HELP = "turn survey PDFs, or the paper lists beside them, into BibTeX, citations, table rows and categories"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "inputs", nargs="+", metavar="PDF",
        help="PDF files, or paper lists in Markdown; folders are searched for them",
    )  # fmt: skip
    parser.add_argument("-o", "--output", default="outputs", metavar="DIR", help="where to write (default: outputs)")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="papers at a time (default: 1)")
    add_reading_arguments(parser)
    parser.add_argument(
        "--previous", metavar="OUT", help="output folder of an earlier version: its references keep their keys"
    )
    corrected = parser.add_mutually_exclusive_group()
    corrected.add_argument(
        "--corrections", metavar="FILE",
        help="what a person put right (default: NAME.corrections.toml beside the PDF, where there is one)",
    )  # fmt: skip
    corrected.add_argument("--no-corrections", action="store_true", help="only what surveyrefs reads by itself")
    loud = parser.add_mutually_exclusive_group()
    loud.add_argument("-v", "--verbose", action="store_true", help="print each stage, and where a failure struck")
    loud.add_argument("-q", "--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> int:
    """Extract the papers; return 1 if one failed."""
    papers = find_papers(arguments.inputs, arguments.name)
    settings = _settings(arguments, papers)
    output = Path(arguments.output)
    check_output(output)
    show = None if arguments.quiet else show_run_with_differences if arguments.verbose else show_run
    plan = Plan(
        output, settings, standard_stages, arguments.force, show, list_stages, _corrections(arguments, papers),
        not arguments.no_corrections,
    )  # fmt: skip
    _check_corrections(plan, papers)
    with locked(output), stoppable():
        plan, jobs = start_engine(plan, papers, arguments.jobs, quiet=arguments.quiet)
        jobs = 1 if settings.lookup.online else jobs  # sources ask for one request at a time
        outcomes: list[Outcome] = []
        try:
            with progress(len(papers), wanted=not arguments.quiet, verbose=arguments.verbose) as bar:
                for outcome in run_papers(papers, plan, jobs, bar.stage):
                    outcomes.append(outcome)
                    bar.done(outcome.name)
                    with bar.pause():
                        _report(outcome, output, arguments)
        finally:  # whatever ends the run, a signal or a closed pipe: what was done is listed
            indexed = _index(output, outcomes)
    if not arguments.quiet:
        print(_last_line(outcomes, output))
    return EXIT_DONE if indexed and all(o.status == "done" for o in outcomes) else EXIT_PAPER_FAILED


def _index(output: Path, outcomes: Sequence[Outcome]) -> bool:
    """Write index.csv; tell where that fails, on a full disk for example."""
    try:
        write_index(output, outcomes)
    except UnwritableOutput as error:
        print(f"surveyrefs: {output / INDEX}: {error.explanation()}", file=sys.stderr)
        return False
    return True


def _corrections(arguments: argparse.Namespace, papers: Sequence[Paper]) -> Path | None:
    if arguments.corrections is None:
        return None
    if len(papers) > 1:
        raise BadSetting("--corrections", "they belong to one survey, and several were given", "Give one PDF.")
    return Path(arguments.corrections)


def _check_corrections(plan: Plan, papers: Sequence[Paper]) -> None:
    """Refuse a slip in a corrections file before any work."""
    for paper in papers:
        path = plan.corrections_for(paper)
        if path is not None:
            from surveyrefs.corrections.read import read_corrections

            read_corrections(read_corrections_file(path), str(path))


def _settings(arguments: argparse.Namespace, papers: Sequence[Paper]) -> Settings:
    previous = None
    if arguments.previous is not None:
        if len(papers) > 1:
            raise BadSetting("--previous", "it belongs to one survey, and several PDFs were given", "Give one PDF.")
        previous = load_run(Path(arguments.previous)).references.references
    return reading_settings(arguments, previous)


def _report(outcome: Outcome, output: Path, arguments: argparse.Namespace) -> None:
    for name, copy in outcome.kept:  # not hushed by -q: somebody's work was moved
        folder = output / outcome.name
        print(
            f"surveyrefs: {folder / name}: it was edited by hand and is written anew; your version is kept as "
            f"{folder / copy}. To keep the edits: surveyrefs corrections from-diff {folder / name} {folder / copy}",
            file=sys.stderr,
        )
    if outcome.status == "failed":
        kept = " The outputs of its last good run stay." if outcome.stale else ""
        print(f"surveyrefs: {outcome.error}{kept}", file=sys.stderr)
        if arguments.verbose and outcome.trace:
            print(outcome.trace, file=sys.stderr)
    elif not arguments.quiet and not outcome.fresh:
        print(summary_of(outcome, output), flush=True)


def _last_line(outcomes: Sequence[Outcome], output: Path) -> str:
    failed = sum(o.status == "failed" for o in outcomes)
    fresh = sum(o.fresh for o in outcomes)
    if fresh == len(outcomes):
        return f"Nothing to do: {_papers(fresh)} up to date in {output}."
    parts = [f"{_papers(len(outcomes) - failed - fresh)} done"]
    if fresh:
        parts.append(f"{fresh} up to date")
    if failed:
        parts.append(f"{failed} failed")
    return f"{', '.join(parts)}; see {output / 'index.csv'}."


def _papers(number: int) -> str:
    return f"{number} paper" if number == 1 else f"{number} papers"
