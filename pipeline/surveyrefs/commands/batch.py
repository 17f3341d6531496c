"""`surveyrefs batch`: papers by the thousand, on this machine or on a Dask cluster."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from surveyrefs.commands.engine import start_engine
from surveyrefs.commands.reading import add_reading_arguments, positive, reading_settings
from surveyrefs.errors import EXIT_DONE, EXIT_PAPER_FAILED, BadSetting, BadSource, UnwritableOutput
from surveyrefs.inputs import check_output
from surveyrefs.runner import INDEX, Paper, Plan
from surveyrefs.settings import Settings
from surveyrefs.stages import list_stages, standard_stages
from surveyrefs.store import locked
from surveyrefs.terminal import stoppable

if TYPE_CHECKING:
    from surveyrefs.cluster.batch import Batch, Tally
    from surveyrefs.cluster.work import Order, Result

HELP = "read papers by the thousand: from folders, lists, archives and object stores, on this machine or a Dask cluster"

TRIES = 3  # times that a source is read, or a paper begun whose process crashed
LINE = 30.0  # seconds between two lines on progress where there is no terminal
REDRAWN = 0.2  # seconds between two pictures of the line on a terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "sources", nargs="+", metavar="SOURCE",
        help="PDFs, folders, lists of addresses (.txt, or - for standard input), .zip and .tar archives; each a path "
        "or an address such as s3://bucket/folder",
    )  # fmt: skip
    parser.add_argument("-o", "--output", required=True, metavar="DEST", help="folder or address for all results")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--scheduler", metavar="ADDRESS", help="the Dask scheduler to use, such as tcp://host:8786")
    where.add_argument(
        "--jobs", type=positive, metavar="N", help="without a scheduler: papers at a time (default: one a processor)"
    )
    parser.add_argument(
        "--tries", type=positive, default=TRIES, metavar="N",
        help=f"how often a source is read that fails, and a paper begun whose process crashes (default: {TRIES})",
    )  # fmt: skip
    parser.add_argument("--no-corrections", action="store_true", help="only what surveyrefs reads by itself")
    add_reading_arguments(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="print nothing but errors")


def run(arguments: argparse.Namespace) -> int:
    """Do all papers; return 1 if one failed."""
    from surveyrefs.cluster.batch import Batch
    from surveyrefs.cluster.coordinator import connected, dashboard_of
    from surveyrefs.cluster.dataset import require_parquet
    from surveyrefs.cluster.place import filesystem_of
    from surveyrefs.cluster.sources import find_sources

    order, jobs = _order(arguments)
    require_parquet()
    try:
        filesystem_of(order.place.address)
    except BadSource as error:
        raise UnwritableOutput(arguments.output, error.reason, "Check the address of -o.") from error
    for source in arguments.sources:  # a library that is missing is told before any work
        with contextlib.suppress(BadSource):
            filesystem_of(source)
    if order.place.local is not None:
        check_output(order.place.local)
    with _kept_alone(order), stoppable(), connected(arguments.scheduler, jobs) as client:
        show = _Progress(wanted=not arguments.quiet)
        show.line(f"{dashboard_of(client, arguments.scheduler)} shows the workers" if _has_dashboard() else "")
        batch = Batch(
            client, arguments.scheduler or "", order, find_sources(arguments.sources, arguments.name), show.result,
            show.waiting, show.line,
        )  # fmt: skip
        try:
            batch.run()
        finally:
            show.end()
    if not arguments.quiet:
        print(_last_line(batch, time.monotonic() - show.start))
    return EXIT_PAPER_FAILED if batch.tally.failed else EXIT_DONE


def _order(arguments: argparse.Namespace) -> tuple[Order, int]:
    from surveyrefs.cluster.place import Place, local_path
    from surveyrefs.cluster.work import Order, recipe_of

    jobs = arguments.jobs or os.cpu_count() or 1
    plan = Plan(Path(), _settings(arguments), standard_stages, lists=list_stages)
    plan, jobs = start_engine(plan, [Paper(Path("any.pdf"), "any")], jobs, quiet=arguments.quiet)
    place = Place(local_path(arguments.output))
    return Order(
        place, plan.settings, recipe_of(plan.settings), force=arguments.force, correct=not arguments.no_corrections,
        tries=arguments.tries,
    ), jobs  # fmt: skip


def _settings(arguments: argparse.Namespace) -> Settings:
    """Return the settings of all papers; files that are looked up in are named for programs in other folders."""
    settings = reading_settings(arguments)
    if settings.lookup.online:
        reason = "a batch asks no public servers, which serve one request at a time"
        raise BadSetting("--lookup", reason, "Look up in a file with --lookup-from (docs/lookup.md).")
    files = tuple(str(Path(file).absolute()) for file in settings.lookup.files)
    return msgspec.structs.replace(settings, lookup=msgspec.structs.replace(settings.lookup, files=files))


def _kept_alone(order: Order) -> AbstractContextManager[None]:
    """Keep other runs out of a folder; in an object store the mark of a batch does so (surveyrefs.cluster.claim)."""
    return locked(order.place.local) if order.place.local is not None else contextlib.nullcontext()


def _has_dashboard() -> bool:
    from importlib.util import find_spec

    return find_spec("bokeh") is not None


class _Progress:
    """What is printed meanwhile: failures, a line that is drawn again on a terminal, one in half a minute elsewhere."""

    def __init__(self, *, wanted: bool) -> None:
        self.start = time.monotonic()
        self._wanted = wanted
        self._drawn = sys.stderr.isatty()
        self._last = self.start
        self._threads = -1

    def result(self, result: Result, tally: Tally) -> None:
        """Tell of a failure, and how far it is."""
        outcome = result.outcome
        if outcome.status == "failed":
            kept = " The outputs of its last good run stay." if outcome.stale else ""
            self._print(f"surveyrefs: {result.source.shown}: {outcome.message}{kept}")
        for name, copy in outcome.kept:
            text = f"it was edited by hand and is written anew; your version is kept as {copy} beside it"
            self._print(f"surveyrefs: {result.folder}/{name}: {text}")
        self._draw(tally)

    def waiting(self, threads: int, tally: Tally) -> None:
        """Tell how far it is while nothing is done."""
        if threads == 0 and self._threads != 0:
            self.line("no worker is connected to the scheduler; waiting for one (docs/cluster.md)")
        self._threads = threads
        self._draw(tally)

    def line(self, text: str) -> None:
        """Print a line of its own unless nothing is wanted."""
        if text and self._wanted:
            self._print(f"surveyrefs: {text}")

    def end(self) -> None:
        """Take the drawn line away."""
        if self._drawn and self._wanted:
            print(f"\r{'':100}\r", end="", file=sys.stderr, flush=True)

    def _draw(self, tally: Tally) -> None:
        now = time.monotonic()
        if not self._wanted or now - self._last < (REDRAWN if self._drawn else LINE):
            return
        self._last = now
        text = progress_line(tally, now - self.start)
        if self._drawn:
            print(f"\r{text:100.100}", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)

    def _print(self, text: str) -> None:
        with self._apart():
            print(text, file=sys.stderr, flush=True)

    @contextmanager
    def _apart(self) -> Iterator[None]:
        self.end()
        yield
        self._last = 0.0 if self._drawn else self._last  # the line is drawn again at once


def progress_line(tally: Tally, seconds: float) -> str:
    """Return how far a batch is, its throughput, and how long what is left will take."""
    worked = tally.done + tally.failed
    hourly = 3600 * worked / seconds if seconds else 0.0
    total = str(tally.found) if tally.looked else f"{tally.found}+"
    parts = [f"{tally.ended} of {total}"]
    parts += [f"{number} {what}" for what, number in (("up to date", tally.fresh), ("failed", tally.failed)) if number]
    if worked:
        parts.append(f"{hourly:,.0f} papers an hour")
    left = tally.found - tally.ended
    if tally.looked and worked and left:
        parts.append(f"{left * seconds / worked / 60:,.0f} min left")
    return ", ".join(parts)


def _last_line(batch: Batch, seconds: float) -> str:
    tally = batch.tally
    parts = [f"{_papers(tally.done)} done"]
    parts += [f"{number} {what}" for what, number in (("up to date", tally.fresh), ("failed", tally.failed)) if number]
    rate = f" ({3600 * tally.done / seconds:,.0f} an hour)" if tally.done else ""
    seen = "failures.csv" if tally.failed else INDEX
    return f"{', '.join(parts)} in {seconds:,.0f} s{rate}; see {seen} and dataset/ in {batch.order.place.address}."


def _papers(number: int) -> str:
    return f"{number:,} paper" if number == 1 else f"{number:,} papers"
