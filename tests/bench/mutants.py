"""Break the code in random places, one at a time, and say which breaks no test notices.

    python -m tests.bench.mutants [--places 20] [--seed 1] [--under parse/embedded] [--jobs 2]

The suite (but for tests that start programs of others) runs once to learn which tests run which lines; that is kept in
the build folder until code or tests change. Each mutant then meets the tests that run its statement, those of its
module and the quick ones first, until one fails; where none is known to (it runs in processes of its own), the tests of
its folder. A mutant on which the tests hang is noticed. Nothing in the tree is touched: the mutants live in copies.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import queue
import random
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from coverage import CoverageData

from tests.bench.breaks import PACKAGE, ROOT, Place, change, mutate, places, statement_lines

COPIED = ("pipeline", "tests", "training", "inputs", "docs", "pyproject.toml", "README.md", "Makefile")
SLOW = ("tests/export/test_programs.py", "tests/view/test_browser.py", "tests/training")
QUICK_SECONDS = 8.0  # the quickest tests, that long together, run before the others are even collected
PATIENCE_LEAST = 120.0  # seconds: a run of tests that takes longer hangs,
PATIENCE_TIMES = 10.0  # but not before it took so many times what the tests took with whole code
COVERAGE = "[run]\nsource = surveyrefs\nrelative_files = true\ndata_file = {}\n"


class Known(NamedTuple):
    """What a run of the whole suite said: seconds of each test, and the tests that run each line of each file."""

    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]


def runs(place: Place, source: str, known: Known) -> list[list[str]]:
    """Return the tests that run a place in two batches, its module's own and the quick ones first; files of tests
    where none is known."""
    ran = known.lines.get(place.file.as_posix(), {})
    tests = {t for line in statement_lines(source, place.line) for t in ran.get(line, ()) if t}
    folder = Path("tests") / place.file.relative_to(PACKAGE).parent
    if not tests:
        return [[file.relative_to(ROOT).as_posix() for file in sorted((ROOT / folder).glob("test_*.py"))]]
    mirror = f"{folder.as_posix()}/test_{place.file.name}::"
    quick: list[str] = []
    slow: list[str] = []
    total = 0.0
    for test in sorted(tests, key=lambda t: (not t.startswith(mirror), known.seconds.get(t, 0.0), t)):
        total += known.seconds.get(test, 0.0)
        (quick if total <= QUICK_SECONDS else slow).append(test)
    return [batch for batch in (quick, slow) if batch]


def survives(place: Place, copy: Path, known: Known) -> bool:
    """Tell whether all tests that run a place pass with the place broken."""
    source = (ROOT / place.file).read_text(encoding="utf-8")
    (copy / place.file).write_text(mutate(source, place.node), encoding="utf-8")
    try:
        return all(_passes(copy, batch, known) for batch in runs(place, source, known))
    finally:
        (copy / place.file).write_text(source, encoding="utf-8")


def _passes(copy: Path, tests: list[str], known: Known) -> bool:
    (copy / "asked").write_text("\n".join(tests), encoding="utf-8")
    seconds = max(PATIENCE_LEAST, PATIENCE_TIMES * sum(known.seconds.get(t, 0.0) for t in tests))
    try:
        return _pytest(copy, "-q", "-x", "-p", "no:randomly", "@asked", seconds=seconds).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _pytest(copy: Path, *arguments: str, seconds: float | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(copy / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=copy, env=environment, capture_output=True, encoding="utf-8", timeout=seconds, check=False
    )


def learn(copy: Path, jobs: int) -> Known:
    """Run the suite once in a copy, unless code and tests are those of the last time, and return what it said."""
    data, report = copy.parent / "coverage", copy.parent / f"report-{_digest()}"
    if not report.is_file():
        (copy / "lines.cfg").write_text(COVERAGE.format(data), encoding="utf-8")
        cover = ("--cov", "--cov-config=lines.cfg", "--cov-context=test", "--cov-report=")
        show = ("--durations=0", "--durations-min=0", "-vv", "-n", str(jobs), *(f"--ignore={name}" for name in SLOW))
        report.write_text(_pytest(copy, *cover, *show, "tests").stdout, encoding="utf-8")
    return read(data, report.read_text(encoding="utf-8"))


def read(data: Path, report: str) -> Known:
    """Read which tests run which lines from a coverage file and the seconds of each test from pytest's report."""
    seconds: dict[str, float] = {}
    for took, test in re.findall(r"^([\d.]+)s (?:call|setup) +(\S.*)$", report, re.MULTILINE):
        seconds[test] = seconds.get(test, 0.0) + float(took)
    failed = set(re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", report, re.MULTILINE))
    covered = CoverageData(str(data))
    covered.read()
    lines = {
        file: {
            line: [n for c in contexts if (n := c.rpartition("|")[0]) not in failed] for line, contexts in by.items()
        }
        for file in covered.measured_files()
        for by in [covered.contexts_by_lineno(file)]
    }
    return Known(seconds, lines)


def _digest() -> str:
    files = sorted(
        p for top in ("pipeline", "tests") for p in (ROOT / top).rglob("*") if p.is_file() and p.suffix != ".pyc"
    )
    return hashlib.sha256(b"".join(p.as_posix().encode() + p.read_bytes() for p in files)).hexdigest()[:16]


def main() -> int:
    """Break random places and print what became of each; the exit status is 1 where more than a tenth survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--under", default="", help="folder of the package")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "mutants")
    arguments = parser.parse_args()
    copies: queue.Queue[Path] = queue.Queue()
    for number in range(arguments.jobs):
        copies.put(_copy(arguments.build.resolve() / str(number)))
    copy = copies.get()
    known = learn(copy, arguments.jobs)
    copies.put(copy)
    chosen = random.Random(arguments.seed).sample(places(arguments.under), arguments.places)

    def try_out(place: Place) -> bool:
        free = copies.get()
        try:
            return survives(place, free, known)
        finally:
            copies.put(free)

    alive = 0
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for place, survived in zip(chosen, pool.map(try_out, chosen), strict=True):
            alive += survived
            what = f"  {change((ROOT / place.file).read_text(encoding='utf-8'), place.node)}" if survived else ""
            print(f"{'SURVIVED' if survived else 'noticed '}  {place.file}:{place.line}{what}", flush=True)
    print(f"{len(chosen) - alive} noticed, {alive} survived")
    return int(alive * 10 > len(chosen))


def _copy(copy: Path) -> Path:
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    return copy


if __name__ == "__main__":
    sys.exit(main())
