"""One paper in a process of its own, within limits of time and memory: what goes wrong there costs that paper only.

A hang is ended, a crash in a library is told, and memory is bounded by the operating system. The process is kept for
the papers after it, so that only the first of them pays for loading libraries.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from surveyrefs.errors import Crashed, MemoryLimit, SurveyrefsError, TimeLimit
from surveyrefs.runner import Notify, Outcome, Paper, Plan, failed, run_paper
from surveyrefs.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess, SpawnProcess

GRACE = 10.0  # seconds after the limit at which the operating system ends a process whose parent is gone
MIB = 1 << 20
# A process that has come near its limit once is not given another paper: memory that is in pieces is short sooner.
WORN = 0.5
LOOKUP_WAIT = 60.0  # seconds, the longest between two tries of one question
GROBID_WAIT = 10.0  # seconds between two tries of a busy server


class _Done(msgspec.Struct, frozen=True, gc=False):
    """What a process sends of a finished paper; a worn one should not be given another."""

    outcome: Outcome
    worn: bool


def time_limit(settings: Settings) -> float:
    """Return the seconds that a paper may take, 0 for no limit; what servers may take comes on top."""
    limit = settings.limits.timeout
    lookup = settings.lookup
    if limit and lookup.online:  # the last question may be asked just before the time for asking is over
        limit += lookup.budget + (lookup.retries + 1) * (lookup.timeout + LOOKUP_WAIT)
    limit += len(lookup.files) * lookup.budget if limit else 0
    if not limit or settings.parse.engine == "embedded":
        return limit
    grobid = settings.parse.grobid
    return limit + 2 * grobid.timeout + grobid.retries * (GROBID_WAIT + grobid.timeout)


def run_guarded(paper: Paper, plan: Plan, notify: Notify = lambda _name, _stage: None) -> Outcome:
    """Take one paper through the stages in a process of its own, within the limits of the plan's settings.

    Never raises for what is wrong with the paper: a hang, a crash or too much memory is an outcome like any other.
    """
    with Child(plan) as child:
        child.give(paper)
        while (outcome := child.look(notify)) is None:
            child.wait()
        return outcome


def forks() -> bool:
    """Tell whether a process begins as a copy of this one, with all that is loaded here.

    That costs nothing, and is safe as long as no other thread may hold a lock in this very moment.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class Child:
    """A process that takes papers one after the other. It is started with its first paper, and again after an end."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._limit = time_limit(plan.settings)
        self._process: ForkProcess | SpawnProcess | None = None
        self._mine: Connection | None = None
        self._deadline = 0.0
        self.paper: Paper | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def connection(self) -> Connection:
        """What there is to wait for while a paper is at work."""
        assert self._mine is not None
        return self._mine

    def left(self) -> float | None:
        """Return the seconds until the paper's time is over, None without a limit."""
        return max(self._deadline - time.monotonic(), 0.0) if self._limit else None

    def give(self, paper: Paper) -> None:
        """Let the process work on a paper; it must have none."""
        if self._process is None or not self._process.is_alive():
            self.end()
            self._start()
        self.paper = paper
        self._deadline = time.monotonic() + self._limit
        with contextlib.suppress(OSError):  # it died meanwhile: look() tells
            self.connection.send(paper)

    def wait(self) -> None:
        """Wait until there is something to look at."""
        self.connection.poll(self.left())

    def look(self, notify: Notify) -> Outcome | None:
        """Tell what the process has sent; return the paper's outcome when it has one."""
        paper = self.paper
        assert paper is not None
        try:
            while self.connection.poll():
                message = self.connection.recv()
                if not isinstance(message, _Done):
                    notify(*message)
                    continue
                self.paper = None
                if message.worn:
                    self.end()
                return message.outcome
        except (EOFError, OSError):
            return self._lost(paper, self._crash(paper))
        if self.left() == 0.0:
            return self._lost(paper, TimeLimit(paper.path, f"it took longer than {self._limit:g} seconds (--timeout)"))
        return None

    def _lost(self, paper: Paper, error: SurveyrefsError) -> Outcome:
        self.end()
        self.paper = None
        return failed(paper, self._plan, error)

    def _crash(self, paper: Paper) -> SurveyrefsError:
        assert self._process is not None
        self._process.join(GRACE)
        code = self._process.exitcode
        if code is None or code >= 0:
            return Crashed(paper.path)
        if -code == getattr(signal, "SIGALRM", 0):
            return TimeLimit(paper.path)
        return Crashed(paper.path, f"the process that worked on this paper ended by {_signal_name(-code)}")

    def _start(self) -> None:
        mine, theirs = multiprocessing.Pipe()
        arguments = (self._plan, theirs, self._limit)
        if forks():
            self._process = multiprocessing.get_context("fork").Process(target=_work, args=(*arguments, mine))
        else:
            self._process = multiprocessing.get_context("spawn").Process(target=_work, args=(*arguments, None))
        self._process.daemon = True
        self._process.start()
        theirs.close()  # so that its end is seen here
        self._mine = mine

    def end(self) -> None:
        """End the process at once; what it has not finished is as it was."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._mine is not None:
            self._mine.close()
        self._process = self._mine = None


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


# -- in the process ---------------------------------------------------------------------------------------------------


def _work(plan: Plan, connection: Connection, limit: float, parents_end: Connection | None) -> None:
    """Take papers from the connection until the parent closes it."""
    if parents_end is not None:
        parents_end.close()
    _own_signals()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    memory = plan.settings.limits.memory * MIB
    start = _peak()
    _bound_memory(memory)

    def tell(name: str, stage: str) -> None:
        try:
            connection.send((name, stage))
        except OSError:  # the parent is gone: this is no failure of the paper, whose results so far stay
            os._exit(1)

    with contextlib.suppress(EOFError, OSError):
        while True:
            paper = connection.recv()
            _alarm(limit + GRACE if limit else 0.0)
            outcome = run_paper(paper, plan, tell)
            _alarm(0.0)
            short = outcome.status == "failed" and outcome.message == MemoryLimit(paper.path).explanation()
            connection.send(_Done(outcome, bool(memory) and (short or _peak() > start + WORN * memory)))


def _own_signals() -> None:
    """Leave Ctrl-C to the parent, which ends this process; take all else as the system does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP", "SIGALRM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _end_with_parent() -> None:
    """End this process when the parent ends, however it does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _bound_memory(limit: int) -> None:
    """Have the operating system refuse more memory than the limit, in bytes; Linux keeps to it, others may not.

    What a fork has taken over from its parent comes on top.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        if limit:
            limit += _inherited()
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (limit if hard < 0 else min(limit, hard), hard))


def _inherited() -> int:
    """Return the bytes of data that this process has by now, as the limit counts them; 0 where nobody tells."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _alarm(seconds: float) -> None:
    """Have the operating system end this process then, even in the middle of a library's call; 0: not any more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _peak() -> int:
    """Return the most memory that this process has had, in bytes."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
