"""Collect the tests of a copy once, then answer which of them notice a mutant: each is tried in a fork.

    python -m tests.bench.warm FOLDER_OF_TESTS    (in the copy; `make mutants` starts it)

A request is a line of JSON on standard input: a module's file, the number of the place to break in it, the tests (or
files of tests) in their order, and the seconds after which they hang. The answer is a line too: `noticed`, `survived`,
`hangs`, or `unfit` where the place could not be broken.

The fork gives the functions that the mutant has otherwise their new code, so that nothing is imported again; for
processes that tests start the mutant stands in the file meanwhile. What ran while modules were imported keeps what it
said: such a place needs processes of its own (`mutants.survives`).
"""

from __future__ import annotations

import ast
import gc
import json
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType
from typing import IO, NamedTuple

import pytest

from tests.bench.breaks import broken, mutate

POLL_SECONDS = 0.01
UNFIT = 3  # exit status of a fork that could not be broken
Functions = dict[str, dict[CodeType, list[FunctionType]]]


class Request(NamedTuple):
    """What to break and which tests to run on it."""

    file: str
    number: int
    tests: list[str]
    seconds: float


class Server:
    """A plugin that answers requests where pytest would run the tests it collected."""

    def __init__(self, requests: IO[str], answers: IO[str]) -> None:
        self.requests = requests
        self.answers = answers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Answer one request after the other until there are no more."""
        items: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            for name in (item.nodeid, item.nodeid.partition("::")[0]):
                items[name].append(item)
        functions = alive()
        gc.collect()
        gc.freeze()
        for line in self.requests:
            request = Request(**json.loads(line))
            asked = [item for name in request.tests for item in items.get(name, ())]
            print(_tried(request, asked, session, functions), file=self.answers, flush=True)
        return True


def alive() -> Functions:
    """Return the functions of this process by the file that defines them and by their code."""
    found: Functions = defaultdict(lambda: defaultdict(list))
    for function in gc.get_objects():
        if type(function) is FunctionType:
            found[function.__code__.co_filename][function.__code__].append(function)
    return found


def changed(whole: CodeType, broken: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Give the codes that differ between two modules which differ in one function, outer ones first."""
    if whole == broken:
        return
    yield whole, broken
    held = ([c for c in code.co_consts if isinstance(c, CodeType)] for code in (whole, broken))
    for one, other in zip(*held, strict=True):
        yield from changed(one, other)


def replace(functions: Functions, file: Path, source: str, number: int) -> None:
    """Give the functions of a file the code that they have where its breakable node of that number is broken."""
    here = functions.get(str(file), {})
    trees = (ast.parse(source), broken(source, number))
    for old, new in changed(*(compile(tree, str(file), "exec", dont_inherit=True) for tree in trees)):
        for function in here.get(old, ()):
            function.__code__ = new


@contextmanager
def broken_file(file: Path, number: int) -> Iterator[str]:
    """Break a file on the disk for a while, and give its source; afterwards its time is the old one too, so that what
    Python compiled of it holds."""
    source, times = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(mutate(source, number), encoding="utf-8")
    try:
        yield source
    finally:
        file.write_text(source, encoding="utf-8")
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _tried(request: Request, asked: list[pytest.Item], session: pytest.Session, functions: Functions) -> str:
    file = Path(request.file).resolve()
    with broken_file(file, request.number) as source:
        child = os.fork()
        if not child:
            status = UNFIT
            try:
                os.setsid()
                replace(functions, file, source, request.number)
                status = 1
                status = int(_fails(asked, session))
            finally:
                os._exit(status)
        return _waited(child, request.seconds)


def _waited(child: int, seconds: float) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "unfit" if os.waitstatus_to_exitcode(status) == UNFIT else "noticed" if status else "survived"
        time.sleep(POLL_SECONDS)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hangs"


def _fails(asked: list[pytest.Item], session: pytest.Session) -> bool:
    for item, following in zip(asked, [*asked[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def main(arguments: list[str]) -> int:
    """Serve until standard input ends; the tests have nothing of it, nor of standard output."""
    requests, answers = os.fdopen(os.dup(0), "r", encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:randomly", f"--basetemp={Path.cwd() / 'temporary'}"]
    return int(pytest.main([*options, *arguments], plugins=[Server(requests, answers)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
