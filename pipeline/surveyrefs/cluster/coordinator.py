"""Hand papers to the workers of a Dask cluster: a few more at a time than can be at work; a lost worker's go to others.

Nothing of what is done depends on the coordinator: a worker delivers a paper itself. One that dies is started again
with the same arguments, and finds what is done.
"""

from __future__ import annotations

import logging
import queue
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from urllib.parse import urlsplit

from surveyrefs.cluster.place import missing, told
from surveyrefs.cluster.work import workers_within
from surveyrefs.errors import NoScheduler, SurveyrefsError, UnfitWorker, WorkersLost

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 3  # tasks handed out for each thread of the cluster: the next ones wait there when one is done
FEWEST = 8  # tasks handed out at least, also while no worker is there
TICK = 1.0  # seconds between two looks while nothing is done
COUNTED = 5.0  # seconds for which the count of workers is believed
PATIENCE = 10.0  # seconds in which a scheduler must answer
DASHBOARD = "localhost:8787"  # Dask's own default port, for this machine only

LOUD = ("distributed", "distributed.client", "tornado.application")  # loggers that print tracebacks

T = TypeVar("T")


class Job(NamedTuple, Generic[T]):
    """Something to be done by a worker: a function of this package, its arguments, and what it is about."""

    about: T
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@contextmanager
def connected(scheduler: str | None, jobs: int) -> Iterator[Client]:
    """Give a client of the scheduler, or of one in this process that has `jobs` papers at work.

    Raise NoScheduler where none answers, MissingLibrary without Dask.
    """
    try:
        import distributed
        from distributed.comm.addressing import get_address_host_port
    except ModuleNotFoundError as error:
        raise missing("distributed") from error
    for name in LOUD:  # what they would tell is told by an error of ours
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"distributed\..*")
        warnings.filterwarnings("ignore", message="Sending large graph")  # a compressed archive's papers travel with it
        if scheduler is None:
            # Papers run in processes of their own anyway: a worker needs none around them, only a thread each.
            with (
                distributed.LocalCluster(
                    n_workers=1, threads_per_worker=jobs, processes=False, memory_limit=0, silence_logs=50,
                    dashboard_address=DASHBOARD,
                ) as cluster,
                distributed.Client(cluster) as client,
                workers_within(),
            ):  # fmt: skip
                yield client
            return
        try:
            get_address_host_port(scheduler)  # a client of no use would be long in ending
            client = distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:  # also of time: TimeoutError is an OSError
            raise NoScheduler(scheduler, f"no Dask scheduler answers there ({_first_line(error)})") from error
        with client:
            yield client


def dashboard_of(client: Client, scheduler: str | None) -> str:
    """Return the address of Dask's pages on a client's cluster; one within this process is for this machine only."""
    link = str(client.dashboard_link)
    if scheduler is not None:
        return link
    return f"http://localhost:{urlsplit(link).port or ''}/status"


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


class Spread(Generic[T]):
    """Jobs that workers of a cluster do."""

    def __init__(self, client: Client, address: str, tick: Callable[[int], None]) -> None:
        """Hand jobs to a client's cluster; `tick` is told the number of its threads while nothing is done."""
        self._client = client
        self._address = address
        self._tick = tick
        self._threads = 0
        self._counted = -COUNTED
        self._again: deque[Job[T]] = deque()
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def again(self, job: Job[T]) -> None:
        """Do a job once more, before the others."""
        self._again.append(job)

    def run(self, jobs: Iterator[Job[T]]) -> Iterator[tuple[Job[T], Any]]:
        """Give each job with its result, or with the error that stands for it, in the order in which they are done.

        Raise NoScheduler where the scheduler goes away, UnfitWorker where a worker cannot do any job.
        """
        pending: dict[Future[Any], Job[T]] = {}
        try:
            while True:
                while len(pending) < max(FEWEST, AHEAD * self.threads()):
                    job = self._again.popleft() if self._again else next(jobs, None)
                    if job is None:
                        break
                    pending[self._submit(job)] = job
                if not pending:
                    return
                try:
                    future = self._done.get(timeout=TICK)
                except queue.Empty:
                    self._check()
                    self._tick(self.threads())
                    continue
                yield pending.pop(future), self._result(future)
        finally:
            if pending and self._client.status == "running":
                self._client.cancel(list(pending))

    def threads(self) -> int:
        """Return how many papers the cluster can have at work."""
        if time.monotonic() - self._counted >= COUNTED:
            self._check()
            self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return self._threads

    def _submit(self, job: Job[T]) -> Future[Any]:
        future: Future[Any] = self._client.submit(job.function, *job.arguments, pure=False)
        future.add_done_callback(self._done.put)
        return future

    def _check(self) -> None:
        if self._client.status != "running":
            raise NoScheduler(self._address, "the Dask scheduler is gone")

    def _result(self, future: Future[Any]) -> Any:
        from concurrent.futures import CancelledError

        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        try:
            return future.result()
        except KilledWorker:
            return WorkersLost("")
        except SurveyrefsError:
            raise
        except (CancelledError, CommClosedError) as error:  # nobody else cancels
            raise NoScheduler(self._address, "the Dask scheduler is gone") from error
        except Exception as error:
            text = f"scheduler or workers cannot run surveyrefs ({type(error).__name__}: {told(error)})"
            remedy = "Install the same surveyrefs[cluster] on all of them (docs/cluster.md)."
            raise UnfitWorker(self._address, text, remedy) from error
