"""Break the code in random places, one at a time, and say which breaks no test notices.

    python -m tests.bench.mutants [--places 20] [--seed 1] [--under parse/embedded] [--jobs 2]

The tests (but for those that start programs of others) run once to learn which of them run which functions; that is
kept in the build folder, and files of tests that changed since run once more (`--anew`: all). Each mutant then meets
the tests that run its function, those of its module and the quick ones first, until one fails; where none is known to
(it runs in processes of its own), the tests of its folder. A mutant on which the tests hang is noticed. Nothing in the
tree is touched: the mutants live in copies.

The tests are collected once for each job and each mutant is tried in a fork (`warm.py`); a place that runs while
modules are imported gets a process of its own. `--at FILE[:LINE]` tries all places of a module or a line instead of
random ones, `--at` with `--places` so many of them.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import hashlib
import json
import os
import queue
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from coverage import CoverageData

from tests.bench.breaks import PACKAGE, ROOT, Place, change, places
from tests.bench.warm import Request, broken_file

COPIED = (
    "pipeline", "tests", "training", "inputs", "docs", "Makefile", "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
    "LICENSE", "THIRD_PARTY.md", "pyproject.toml", "requirements.in", "requirements.txt", "requirements-dev.in",
    "requirements-dev.txt", "action.yml", ".pre-commit-hooks.yaml",
)  # fmt: skip
SLOW = ("tests/export/test_programs.py", "tests/view/test_browser.py", "tests/training")
DRAWN = 20
IMPORT = ""  # what runs a line while modules are imported, instead of a test
PATIENCE_LEAST = 120.0  # seconds: a run of tests that takes longer hangs,
PATIENCE_TIMES = 10.0  # but not before it took so many times what the tests took with whole code
COVERAGE = "[run]\nsource = surveyrefs\nrelative_files = true\ndata_file = {}\n"


class Known(NamedTuple):
    """What a run of tests said: the seconds of each, and the tests that run each function (`module.py::Class.name`)."""

    seconds: dict[str, float]
    functions: dict[str, list[str]]


def runs(place: Place, source: str, known: Known) -> list[str]:
    """Return the tests that run a place, its module's own and the quick ones first; files of tests where none is
    known."""
    tests = {test for test in known.functions.get(function_at(place, source), ()) if test != IMPORT}
    folder = Path("tests") / place.file.relative_to(PACKAGE).parent
    if not tests:
        return [file.relative_to(ROOT).as_posix() for file in sorted((ROOT / folder).glob("test_*.py"))]
    mirror = f"{folder.as_posix()}/test_{place.file.name}::"
    return sorted(tests, key=lambda t: (not t.startswith(mirror), known.seconds.get(t, 0.0), t))


def function_at(place: Place, source: str) -> str:
    """Return the name of the outermost function around a place."""
    return f"{place.file.as_posix()}::{functions(source).get(place.line, '')}"


@cache
def functions(source: str) -> dict[int, str]:
    """Return the outermost function (with its classes) around each line of a module that lies in one's body."""
    found: dict[int, str] = {}

    def walk(node: ast.AST, above: str) -> None:
        for held in ast.iter_child_nodes(node):
            if isinstance(held, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = range(held.body[0].lineno, (held.end_lineno or held.lineno) + 1)
                found.update(dict.fromkeys(lines, above + held.name))
            else:
                walk(held, f"{above}{held.name}." if isinstance(held, ast.ClassDef) else above)

    walk(ast.parse(source), "")
    return found


class Bench:
    """A copy of the tree, with the process that has its tests collected."""

    def __init__(self, copy: Path, known: Known) -> None:
        self.copy = copy
        self.known = known
        command = [sys.executable, "-m", "tests.bench.warm", "tests", *_left_out()]
        self.process = subprocess.Popen(
            command, cwd=copy, env=_environment(copy), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def close(self) -> None:
        """Let the process end."""
        self.process.communicate()

    def survives(self, place: Place) -> bool:
        """Tell whether all tests that run a place pass with the place broken."""
        source = (self.copy / place.file).read_text(encoding="utf-8")
        tests = runs(place, source, self.known)
        seconds = max(PATIENCE_LEAST, PATIENCE_TIMES * sum(self.known.seconds.get(t, 0.0) for t in tests))
        if IMPORT in self.known.functions.get(function_at(place, source), ()):
            with broken_file(self.copy / place.file, place.node):
                return _passes(self.copy, tests, seconds)
        assert self.process.stdin
        assert self.process.stdout
        request = Request(place.file.as_posix(), place.node, tests, seconds)
        print(json.dumps(request._asdict()), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().strip()
        if answer not in ("noticed", "survived", "hangs"):
            raise RuntimeError(f"{place}: {answer or 'the process with the tests ended'}")
        return answer == "survived"


def _passes(copy: Path, tests: list[str], seconds: float) -> bool:
    (copy / "asked").write_text("\n".join(tests), encoding="utf-8")
    try:
        return _pytest(copy, "-q", "-x", "-p", "no:randomly", "@asked", seconds=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _pytest(copy: Path, *arguments: str, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command,
        cwd=copy,
        env=_environment(copy),
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def _environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(copy / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"}


def _left_out() -> list[str]:
    return [f"--ignore={name}" for name in SLOW]


def learn(copy: Path, jobs: int, anew: bool = False) -> Known:
    """Run the files of tests in a copy that changed since the last time, and return what they and the others said."""
    kept = copy.parent / "learnt.json"
    old: dict[str, Learnt] = {}
    if kept.is_file() and not anew:
        old = msgspec.json.decode(kept.read_bytes(), type=dict[str, Learnt])
    digests = {file.relative_to(copy).as_posix(): _digest(file) for file in sorted((copy / "tests").rglob("test_*.py"))}
    digests = {name: digest for name, digest in digests.items() if not name.startswith(SLOW)}
    now = {name: old[name] for name, digest in digests.items() if name in old and old[name].digest == digest}
    now[IMPORT] = old.get(IMPORT, Learnt("", {}, {}))
    changed = [name for name in digests if name not in now]
    if changed:
        data = copy.parent / "coverage"
        (copy / "lines.cfg").write_text(COVERAGE.format(data), encoding="utf-8")
        (copy / "asked").write_text("\n".join(changed), encoding="utf-8")
        cover = ("--cov", "--cov-config=lines.cfg", "--cov-context=test", "--cov-report=")
        show = ("--durations=0", "--durations-min=0", "-vv", *(("-n", str(jobs)) if jobs > 1 else ()))
        report = _pytest(copy, *cover, *show, "@asked").stdout
        now |= read(data, report, copy, {name: digests[name] for name in changed}, now[IMPORT])
        kept.write_bytes(msgspec.json.encode(now))
    return joined(now.values())


class Learnt(NamedTuple):
    """What a file of tests said: its digest, the seconds of its tests, and which of them run each function."""

    digest: str
    seconds: dict[str, float]
    functions: dict[str, list[str]]


def joined(learnt: Iterable[Learnt]) -> Known:
    """Put together what all files of tests said."""
    known = Known({}, {})
    for one in learnt:
        known.seconds.update(one.seconds)
        for function, tests in one.functions.items():
            known.functions.setdefault(function, []).extend(tests)
    return known


def read(data: Path, report: str, top: Path, digests: Mapping[str, str], imports: Learnt) -> dict[str, Learnt]:
    """Read which tests run which functions from a coverage file and the seconds of each test from pytest's report.

    What a test's fixtures run may serve the other tests of its file; tests that fail with whole code notice nothing.
    """
    out = {name: Learnt(digest, {}, {}) for name, digest in digests.items()}
    out[IMPORT] = Learnt("", {}, dict(imports.functions))
    for took, test in re.findall(r"^([\d.]+)s (?:call|setup) +(\S.*)$", report, re.MULTILINE):
        seconds = out[test.partition("::")[0]].seconds
        seconds[test] = seconds.get(test, 0.0) + float(took)
    failed = set(re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", report, re.MULTILINE))
    covered = CoverageData(str(data))
    covered.read()
    ran: dict[str, set[str]] = {}
    for file in covered.measured_files():
        within = functions((top / file).read_text(encoding="utf-8"))
        for line, contexts in covered.contexts_by_lineno(file).items():
            if line in within:
                ran.setdefault(f"{Path(file).as_posix()}::{within[line]}", set()).update(contexts)
    for function, told in sorted(ran.items()):
        for test, _, when in sorted(context.rpartition("|") for context in told):
            of = out[test.partition("::")[0]]
            tests = set(of.seconds) if when == "setup" else {test}
            of.functions[function] = sorted({*of.functions.get(function, ()), *tests} - failed)
    return out


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def main() -> int:
    """Break random places and print what became of each; the exit status is 1 where more than a tenth survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, help=f"how many ({DRAWN})")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--under", default="", help="folder of the package")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "mutants")
    parser.add_argument("--at", action="append", default=[], help="FILE or FILE:LINE: all places there")
    parser.add_argument("--anew", action="store_true", help="learn anew what all tests run")
    arguments = parser.parse_args()
    copies = [_copy(arguments.build.resolve() / str(number)) for number in range(arguments.jobs)]
    known = learn(copies[0], arguments.jobs, arguments.anew)
    chosen = choose(places(arguments.under), arguments.at, arguments.places, arguments.seed)
    free: queue.Queue[Bench] = queue.Queue()
    benches = [Bench(copy, known) for copy in copies]
    for bench in benches:
        free.put(bench)

    def try_out(place: Place) -> bool:
        bench = free.get()
        try:
            return bench.survives(place)
        finally:
            free.put(bench)

    alive = 0
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for place, survived in zip(chosen, pool.map(try_out, chosen), strict=True):
            alive += survived
            what = f"  {change((ROOT / place.file).read_text(encoding='utf-8'), place.node)}" if survived else ""
            print(f"{'SURVIVED' if survived else 'noticed '}  {place.file}:{place.line}{what}", flush=True)
    for bench in benches:
        bench.close()
    print(f"{len(chosen) - alive} noticed, {alive} survived")
    return int(alive * 10 > len(chosen))


def choose(found: list[Place], at: list[str], count: int | None, seed: int) -> list[Place]:
    """Draw places at random, or take (as many of) those of the named modules and lines."""
    if at:
        found = [p for p in found if any(f"{p.file.as_posix()}:{p.line}".endswith(a) or p.file.match(a) for a in at)]
    count = len(found) if count is None and at else DRAWN if count is None else count
    return random.Random(seed).sample(found, count) if count < len(found) or not at else found


def _copy(copy: Path) -> Path:
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / name)
    compileall.compile_dir(copy, quiet=2)
    return copy


if __name__ == "__main__":
    sys.exit(main())
