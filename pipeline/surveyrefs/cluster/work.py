"""What a worker does with one paper: read it, take it through the stages in a process of its own, deliver the files.

A worker that dies in the middle leaves nothing that misleads: files are made in a folder of its own and delivered
with the manifest last, and two workers that do the same paper deliver the same bytes.
"""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs import store
from surveyrefs.cluster.claim import MARK, is_mark
from surveyrefs.cluster.place import Place, is_local, told
from surveyrefs.cluster.sources import Source, read_source
from surveyrefs.errors import (
    BadSource,
    EmptyFile,
    InternalError,
    MissingFile,
    OutputInUse,
    SurveyrefsError,
    UnfitWorker,
    UnreadableFile,
)
from surveyrefs.guard import Child
from surveyrefs.runner import Outcome, Paper, Plan, read_corrections_file
from surveyrefs.settings import Settings
from surveyrefs.stages import Work, list_stages, stage_keys, standard_stages
from surveyrefs.store import MANIFEST, Manifest

PAPERS = "papers"
SHARD = 2  # hex digits of a paper's SHA-256 that name the folder around it, and its part of the dataset
PAUSE = 1.0  # seconds before a source is read again; each further time twice as long
WAIT = 0.5  # seconds between two looks at whether this process is to end
FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)  # the next try says the same


class Order(msgspec.Struct, frozen=True):
    """What all papers of a batch share. `recipe` is the key of settings, code and libraries; `mark` what whoever sees
    the same place reads there in the file MARK; `tries` how often a source is read that fails."""

    place: Place
    settings: Settings
    recipe: str
    mark: str = ""
    force: bool = False
    correct: bool = True
    tries: int = 1

    def plan(self, output: Path) -> Plan:
        """Return the same as a plan of the runner."""
        return Plan(output, self.settings, standard_stages, self.force, None, list_stages, None, self.correct)


class Result(msgspec.Struct, frozen=True):
    """How a paper ended: `outcome`, and by which bytes it is known; `worker` tells who did it."""

    source: Source
    outcome: Outcome
    sha256: str = ""
    worker: str = ""

    @property
    def folder(self) -> str:
        """The paper's folder in the place, empty where its bytes could not be read."""
        return folder_of(self.sha256, self.source.name) if self.sha256 else ""


def folder_of(sha256: str, name: str) -> str:
    """Return where the files of a paper are: by its content, and within that by its name."""
    return f"{PAPERS}/{sha256[:SHARD]}/{sha256}/{name}"


def recipe_of(settings: Settings) -> str:
    """Return a key of all that decides results but the papers: settings, code, libraries."""
    nothing = Work(Path(), "", "")
    keys = (stage_keys(nothing, settings, stages) for stages in (standard_stages(), list_stages()))
    return store.key_of(*(key for each in keys for key in each.values()))


def paper_of(source: Source) -> Paper:
    """Return a source as the runner's paper, without its bytes; only one on a disk has a path that leads anywhere."""
    plain = is_local(source.address) and not source.member
    return Paper(Path(source.address if plain else source.shown), source.name)


def do_paper(source: Source, order: Order, data: bytes | None = None) -> Result:
    """Do one paper on this worker. Never raises for what is wrong with the paper, its source or the worker."""
    paper = paper_of(source)
    sha256 = ""
    try:
        _check_worker(order)
        data = data if data is not None else _read(source, order.tries)
        if not data:
            raise EmptyFile(source.shown)
        sha256 = store.digest(data)
        paper = msgspec.structs.replace(paper, data=data)
        outcome = _fresh(paper, sha256, order) or _done(paper, sha256, order)
    except SurveyrefsError as error:
        outcome = failure(source, error)
    except Exception as error:  # noqa: BLE001 -- a bug of ours, or a store's library, costs this paper only
        problem = InternalError(source.shown, f"{InternalError.reason} ({type(error).__name__}: {told(error)})")
        outcome = failure(source, problem)
    return Result(source, outcome, sha256, _worker())


def failure(source: Source, error: SurveyrefsError) -> Outcome:
    """Return the outcome of a paper that no stage has seen."""
    message = error.explanation()
    return Outcome(source.name, "failed", message=message, kind=type(error).__name__)


def _read(source: Source, tries: int) -> bytes:
    """Read a source, again where a store or a network may have had a bad moment; raise what is told of it."""
    for turn in range(tries):
        try:
            return read_source(source)
        except SurveyrefsError:
            raise
        except FINAL as error:
            if isinstance(error, FileNotFoundError | NotADirectoryError):
                raise MissingFile(source.shown) from error
            raise UnreadableFile(source.shown, f"the file cannot be read ({told(error)})") from error
        except Exception as error:  # whatever a store's library raises
            if turn == tries - 1:
                reason = f"it cannot be read ({type(error).__name__}: {told(error)}), tried {tries} times"
                raise BadSource(source.shown, reason) from error
            time.sleep(PAUSE * 2**turn)
    raise AssertionError


def _fresh(paper: Paper, sha256: str, order: Order) -> Outcome | None:
    """Return the outcome of a paper whose files are there and would be made the same, None for any other."""
    folder = folder_of(sha256, paper.name)
    found = None if order.force else order.place.manifest(folder)
    if found is None or found.status != "done":
        return None
    work = Work(paper.path, paper.name, sha256)
    plan = order.plan(Path())
    corrections = plan.corrections_for(paper)
    if corrections is not None:
        work.corrections = read_corrections_file(corrections)
    if found.stages != stage_keys(work, order.settings, plan.stages_for(paper)):
        return None
    whole = _intact(order.place, folder, found)
    return Outcome(paper.name, "done", found.engine, found.counts, fresh=True) if whole else None


def _intact(place: Place, folder: str, found: Manifest) -> bool:
    """Tell whether a paper's files are as they were written; elsewhere than on a disk only whether they are there."""
    if place.local is not None:
        return store.intact(place.local / folder, found)
    return all(place.exists(f"{folder}/{name}") for name in found.files)


def _done(paper: Paper, sha256: str, order: Order) -> Outcome:
    """Take a paper through the stages beside what an earlier run left of it, and deliver what came of it."""
    folder = folder_of(sha256, paper.name)
    old = order.place.manifest(folder)
    with _seat(order) as seat:
        scratch = seat.folder / paper.name
        if old is not None and old.status in store.FINISHED:
            for name in (*old.files, MANIFEST):
                if (data := order.place.read(f"{folder}/{name}")) is not None:
                    store.write(scratch / name, data)
        try:
            outcome = seat.run(paper)
            _deliver(order.place, folder, scratch, old, outcome)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return outcome


def _deliver(place: Place, folder: str, made: Path, old: Manifest | None, outcome: Outcome) -> None:
    """Bring the files of a run to their place: a manifest that names old and new ones stands there meanwhile."""
    new = store.find_manifest(made)
    if new is None:
        if old is not None:  # half of a run that was killed, of no use to anybody
            _remove(place, folder, [*old.files, MANIFEST])
        return
    before = old.files if old is not None else {}
    place.tidy([f"{folder}/{name}" for name in (MANIFEST, *new.files)])
    if before:
        running = msgspec.structs.replace(new, status="running", files=dict(sorted((before | new.files).items())))
        place.write(f"{folder}/{MANIFEST}", store.manifest_bytes(running))
    for name in [*new.files, *(copy for _, copy in outcome.kept)]:
        place.write(f"{folder}/{name}", (made / name).read_bytes())
    _remove(place, folder, [name for name in before if name not in new.files])
    place.write(f"{folder}/{MANIFEST}", store.manifest_bytes(new))


def _remove(place: Place, folder: str, names: list[str]) -> None:
    for name in names:
        place.remove(f"{folder}/{name}")


# -- the process ------------------------------------------------------------------------------------------------------


class _Seat:
    """A guarded process with a folder to write into; it takes one paper after the other."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._temporary = tempfile.TemporaryDirectory(
            prefix="surveyrefs-", dir=_local_directory(), ignore_cleanup_errors=True
        )
        self.folder = Path(self._temporary.name)
        self._plan = order.plan(self.folder)
        self._child = Child(self._plan)

    def run(self, paper: Paper) -> Outcome:
        """Take a paper through the stages; raise UnfitWorker where this worker is to end."""
        self._child.give(paper)
        while (outcome := self._child.look(lambda _name, _stage: None)) is None:
            if _ending.is_set():
                raise UnfitWorker(_worker() or "this process", "the worker was asked to end")
            left = self._child.left()
            self._child.connection.poll(WAIT if left is None else min(left, WAIT))
        return outcome

    def end(self) -> None:
        """End the process and remove its folder."""
        self._child.end()
        self._temporary.cleanup()


_ending = threading.Event()
_lock = threading.Lock()
_idle: list[_Seat] = []


@contextmanager
def _seat(order: Order) -> Iterator[_Seat]:
    """Give a process that has nothing to do; those of an earlier batch are ended."""
    if _ending.is_set():
        raise UnfitWorker(_worker() or "this process", "the worker was asked to end")
    with _lock:
        mine = [seat for seat in _idle if seat.order == order]
        others = [seat for seat in _idle if seat.order != order]
        seat = mine.pop() if mine else None
        _idle[:] = mine
    for other in others:
        other.end()
    seat = seat or _Seat(order)
    try:
        yield seat
    except BaseException:
        seat.end()
        raise
    with _lock:
        _idle.append(seat)


def end_processes() -> None:
    """End the processes of this worker that wait for papers."""
    with _lock:
        ended, _idle[:] = list(_idle), []
    for seat in ended:
        seat.end()


@contextmanager
def workers_within() -> Iterator[None]:
    """Let workers live in this process, and end what they still do when it goes on."""
    _ending.clear()
    try:
        yield
    finally:
        _ending.set()
        end_processes()


def _worker() -> str:
    """Return the address of this worker, empty where there is none."""
    return _of_worker(lambda worker: str(worker.address))


def _local_directory() -> str | None:
    """Return the folder that Dask keeps for this worker and clears after it, None outside of one."""
    return _of_worker(lambda worker: str(worker.local_directory)) or None


def _of_worker(what: Callable[[Any], str]) -> str:
    try:
        from distributed import get_worker

        return what(get_worker())
    except (ImportError, ValueError):
        return ""


@lru_cache(maxsize=4)
def _check_worker(order: Order) -> None:
    """Raise UnfitWorker unless this worker does what any other would: by its code, its place, its rights.

    What has been found fit once is not looked at again.
    """
    who = _worker() or "this process"
    if multiprocessing.current_process().daemon:
        raise UnfitWorker(
            who, "it may not start processes, and each paper runs in one of its own",
            "Start workers with DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment (docs/cluster.md).",
        )  # fmt: skip
    try:
        recipe = recipe_of(order.settings)
    except OSError as error:
        reason = f"it does not see {error.filename} ({error.strerror})"
        raise UnfitWorker(who, reason, "Choose a file that all machines have under this name.") from error
    if recipe != order.recipe:
        raise UnfitWorker(
            who, "it has another version of surveyrefs or of a library than this machine",
            "Install the same versions there (pip freeze), and start the workers again.",
        )  # fmt: skip
    mark = order.place.read(MARK)
    if mark is None or not is_mark(mark, order.mark):
        if mark is not None and order.place.local is None:  # the same store for all; another disk may have another mark
            raise OutputInUse(order.place.address)
        raise UnfitWorker(
            who, f"it does not see {order.place.address}",
            "Choose a folder that all machines share, or an address such as s3://bucket/folder, with -o.",
        )  # fmt: skip
