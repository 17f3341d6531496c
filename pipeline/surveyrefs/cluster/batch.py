"""A batch from its first source to its dataset: what `surveyrefs batch` does, without what it prints."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from surveyrefs.cluster.claim import Claim, claimed
from surveyrefs.cluster.coordinator import Job, Spread
from surveyrefs.cluster.dataset import DATASET, SHARDS, build_shard
from surveyrefs.cluster.ledger import Ledger
from surveyrefs.cluster.place import is_local, told
from surveyrefs.cluster.sources import Found, Source, Unread, read_source
from surveyrefs.cluster.work import PAPERS, Order, Result, do_paper, failure
from surveyrefs.csv_text import csv_to_rows, rows_to_csv
from surveyrefs.errors import BadSource, OutputInUse, SurveyrefsError, UnfitWorker, UnwritableOutput, WorkersLost
from surveyrefs.runner import INDEX, INDEX_COLUMNS, Outcome, index_row

if TYPE_CHECKING:
    from distributed import Client

FAILURES = "failures.csv"
BATCH_COLUMNS = ("source", "sha256", "folder", *INDEX_COLUMNS)
FAILURE_COLUMNS = ("source", "sha256", "survey", "error", "message", "tries")
AGAIN = ("Crashed",)  # failures that another process may not have: memory may have been short
SAVE = 30.0  # seconds between two times that lists and ledger are written, at least …
SHARE = 20  # … and so many times as long as writing them takes


class Tally(msgspec.Struct):
    """What has been done so far, for those who watch."""

    found: int = 0
    done: int = 0
    fresh: int = 0
    failed: int = 0
    looked: bool = False  # all sources have been looked through: `found` is all there is

    @property
    def ended(self) -> int:
        """How many papers have an outcome."""
        return self.done + self.fresh + self.failed


@dataclass
class Batch:
    """One run over sources. `told` hears of every result, `tick` of the cluster's threads while nothing happens, `say`
    of what else a user may want to know.
    """

    client: Client
    address: str
    order: Order
    sources: Iterator[Found | Unread]
    told: Callable[[Result, Tally], None]
    tick: Callable[[int, Tally], None]
    say: Callable[[str], None] = lambda _text: None
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        """Read what earlier batches left."""
        check_place(self.order)
        self.order = msgspec.structs.replace(self.order, mark=uuid.uuid4().hex)
        self.ledger = Ledger(self.order.place)
        self._rows: dict[str, tuple[str, ...]] = {}
        self._failures: dict[str, tuple[str, ...]] = {}
        self._tries: dict[Source, int] = {}
        self._carry = False  # workers do not see this machine's files: they are sent
        self._saved = time.monotonic()
        self._pause = SAVE

    def run(self) -> None:
        """Do all papers, then the dataset. Lists and ledger are written whatever ends it, unless they are another's."""
        with claimed(self.order.place, self.order.mark, self.say) as claim:
            try:
                self._do_papers(claim)
            except OutputInUse:  # a worker saw it first
                claim.lost = True
                raise
            finally:
                if not claim.lost:
                    self.save()
            self._build()

    def _do_papers(self, claim: Claim) -> None:
        spread: Spread[Source] = Spread(self.client, self.address, lambda threads: self.tick(threads, self.tally))
        for job, result in spread.run(self._jobs()):
            claim.check()
            again = self._settle(job, result)
            if again is not None:
                spread.again(again)
            self._save_sometimes()

    def _jobs(self) -> Iterator[Job[Source]]:
        """Give the papers that are to be done; those that are known to be done are settled on the way."""
        for found in self.sources:
            self.tally.found += 1
            if isinstance(found, Unread):
                outcome = Outcome("", "failed", message=found.message, kind=found.kind)
                self._enter(Result(Source(found.shown, "", ""), outcome))
                continue
            source, data = found
            known = self.ledger.known(source, self.order)
            if known is not None:
                self._enter(known)
            elif self._carry and data is None and is_local(source.address):
                yield from self._sent(source)
            else:
                yield Job(source, do_paper, (source, self.order, data))
        self.tally.looked = True

    def _sent(self, source: Source) -> Iterator[Job[Source]]:
        """Give the job of a paper with its bytes, where this machine can read them."""
        try:
            data = read_source(source)
        except SurveyrefsError as error:
            self._enter(Result(source, failure(source, error)))
        except OSError as error:
            self._enter(Result(source, failure(source, BadSource(source.shown, f"it cannot be read ({told(error)})"))))
        else:
            yield Job(source, do_paper, (source, self.order, data))

    def _settle(self, job: Job[Source], result: Result | WorkersLost) -> Job[Source] | None:
        """Take a result in; return the job that is to be done once more."""
        source = job.about
        tries = self._tries[source] = self._tries.pop(source, 0) + 1
        if isinstance(result, WorkersLost):
            result = Result(source, failure(source, result))
        kind = result.outcome.kind
        if kind == OutputInUse.__name__:
            raise OutputInUse(self.order.place.address)
        if kind == UnfitWorker.__name__:
            raise UnfitWorker(result.worker or self.address, result.outcome.message.rstrip("."), " ")
        if kind == "MissingFile" and job.arguments[-1] is None and self._is_here(source):
            self._carry = True
            return next(self._sent(source), None)
        if kind in AGAIN and tries < self.order.tries:
            return job
        self._enter(result)
        self._tries.pop(source, None)
        return None

    def _is_here(self, source: Source) -> bool:
        return self.address != "" and is_local(source.address) and Path(source.address).is_file()

    def _enter(self, result: Result) -> None:
        """Put a result into the lists."""
        source, outcome = result.source, result.outcome
        if outcome.status == "done":
            self.ledger.enter(result, self.order)
            self.tally.fresh += outcome.fresh
            self.tally.done += not outcome.fresh
        else:
            self.tally.failed += 1
            tries = str(max(self._tries.get(source, 1), 1))
            self._failures[source.shown] = (
                source.shown, result.sha256, source.name, outcome.kind, outcome.message, tries,
            )  # fmt: skip
        if source.name:
            folder = result.folder if outcome.status == "done" or outcome.stale else ""
            self._rows[source.shown] = (source.shown, result.sha256, folder, *index_row(outcome))
        self.told(result, self.tally)

    def _save_sometimes(self) -> None:
        if time.monotonic() - self._saved < self._pause:
            return
        start = time.monotonic()
        self.save()
        self._saved = time.monotonic()
        self._pause = max(SAVE, SHARE * (self._saved - start))

    def save(self) -> None:
        """Write index.csv, failures.csv and the ledger."""
        place = self.order.place
        place.write(INDEX, rows_to_csv(BATCH_COLUMNS, (self._rows[key] for key in sorted(self._rows))).encode())
        failures = (self._failures[key] for key in sorted(self._failures))
        place.write(FAILURES, rows_to_csv(FAILURE_COLUMNS, failures).encode())
        self.ledger.save()

    def _build(self) -> None:
        """Have the workers write the parts of the dataset whose papers changed."""
        place = self.order.place
        shards = sorted({*place.folders(PAPERS), *_built(self.order)} & set(SHARDS))
        spread: Spread[str] = Spread(self.client, self.address, lambda threads: self.tick(threads, self.tally))
        for _job, result in spread.run(Job(shard, build_shard, (place, shard)) for shard in shards):
            if isinstance(result, WorkersLost):
                raise UnfitWorker(self.address, "the workers that wrote the dataset were lost", result.remedy)


def _built(order: Order) -> list[str]:
    return [name.removeprefix("shard=") for name in order.place.folders(f"{DATASET}/surveys")]


def check_place(order: Order) -> None:
    """Refuse a place that cannot be read, or in which `surveyrefs extract` has written: its index would be lost."""
    try:
        data = order.place.read(INDEX)
    except BadSource as error:
        raise UnwritableOutput(order.place.address, error.reason, error.remedy) from error
    if data is None:
        return
    (header, *_) = csv_to_rows(data.decode("utf-8", "replace")) or [[]]
    if tuple(header) != BATCH_COLUMNS:
        reason = f"there is an {INDEX} of another kind, as surveyrefs extract writes it"
        raise UnwritableOutput(order.place.address, reason, "Choose another folder with -o.")
