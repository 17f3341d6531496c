"""Kill runs at random moments and let them run on full disks: no file is ever half, none is lost, the next run ends it.

`python -m tests.bench.kills --kills 200 --disks 12` extracts a small survey again and again, with settings that change
so that each run has work to do. After a kill every file of the output folder must be one of a finished run, whole; the
next run must give what a fresh one gives. A full disk is a small file system in memory where root may make one, else a
limit of the operating system to the size of files.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.pdfs import survey

NAME = "survey"
DIALECTS = ("biblatex", "jabref")  # runs take turns with these settings: each has files that the other has not
HALF = ".surveyrefs-run"  # where a run keeps what it has not put into place


def command(pdf: Path, out: Path, turn: int) -> list[str]:
    """Return the command of a run."""
    program = [sys.executable, "-m", "surveyrefs", "extract", str(pdf), "-o", str(out), "-q"]
    return [*program, "--dialect", DIALECTS[turn % 2]]


def files_of(out: Path) -> dict[str, bytes]:
    """Return the files of an output folder that a user sees, by their names."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in Path(name).parts):
            found[name] = path.read_bytes()
    return found


def wrong_files(found: dict[str, bytes], known: list[dict[str, bytes]]) -> list[str]:
    """Return the names of files that are in none of the finished runs as they are; the manifest may tell of a run."""
    odd = []
    for name, data in found.items():
        if any(run.get(name) == data for run in known):
            continue
        if name.endswith("manifest.json"):
            with contextlib.suppress(ValueError):
                if json.loads(data)["status"] in ("running", "stale", "done"):
                    continue
        if name != "index.csv":
            odd.append(name)
    return odd


def fresh_runs(pdf: Path, place: Path) -> list[dict[str, bytes]]:
    """Return what finished runs with either settings make."""
    made = []
    for turn in (0, 1):
        out = place / f"fresh{turn}"
        subprocess.run(command(pdf, out, turn), check=True)
        made.append(files_of(out))
    return made


def killed(kills: int, seed: int = 1) -> Counter[str]:
    """Kill runs at random moments; return how these ended."""
    chance = random.Random(seed)
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        pdf = survey(place / f"{NAME}.pdf")
        known = fresh_runs(pdf, place)
        out = place / "out"
        subprocess.run(command(pdf, out, 0), check=True)
        start = time.monotonic()
        subprocess.run(command(pdf, out, 1), check=True)
        usual = time.monotonic() - start
        for number in range(kills):
            turn = number % 2
            process = subprocess.Popen(command(pdf, out, turn), start_new_session=True, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.05, 1.0) * usual)
            how = chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
            alive = process.poll() is None
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how) if chance.random() < 0.5 else process.send_signal(how)
            process.wait()
            odd = wrong_files(files_of(out), known)
            ends["killed" if alive else "over before"] += 1
            usual *= 1.02 if alive else 0.9  # a machine has busy times
            ends.update(f"wrong: {name}" for name in odd)
            if number % 5 == 4:  # often enough to see it, seldom enough to let kills follow kills
                ends["ended by the next run"] += _ended(pdf, out, turn, known)
        ends["ended by the next run"] += _ended(pdf, out, 0, known)
        ends["left behind"] += sum(1 for path in out.rglob("*") if path.name.startswith((HALF, ".surveyrefs-part")))
    return ends


def _ended(pdf: Path, out: Path, turn: int, known: list[dict[str, bytes]]) -> int:
    """Run once more; return 1 where all is as in a fresh run, raise where it is not."""
    done = subprocess.run(command(pdf, out, turn), check=False, capture_output=True, encoding="utf-8")
    found = files_of(out)
    if done.returncode or found != known[turn]:
        names = [name for name in {*found, *known[turn]} if found.get(name) != known[turn].get(name)]
        raise SystemExit(f"after a kill: exit {done.returncode}, {done.stderr.strip()[-300:]}, other files: {names}")
    return 1


# -- full disks -------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """Give a file system of so many KiB."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _may_mount() -> bool:
    refused = contextlib.suppress(OSError, subprocess.CalledProcessError)
    with tempfile.TemporaryDirectory() as folder, refused, small_disk(Path(folder, "disk"), 64):
        return True
    return False


def _limited(size: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python does: writing fails, the process lives
        resource.setrlimit(resource.RLIMIT_FSIZE, (size << 10, size << 10))

    return limit


def full(disks: int) -> Counter[str]:
    """Fill disks of several sizes; return how the runs ended."""
    ends: Counter[str] = Counter()
    mounts = _may_mount()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        pdf = survey(place / f"{NAME}.pdf")
        known = fresh_runs(pdf, place)
        whole = sum(map(len, known[0].values())) >> 10
        largest = max(map(len, known[0].values())) >> 10
        for i in range(disks):
            if mounts:  # from room for nothing to room for two runs, one of them in the making
                with small_disk(place / f"disk{i}", 8 + (i + 1) * 3 * whole // disks) as disk:
                    ends[_filled(pdf, disk / "out", known, None)] += 1
            else:
                limit = _limited(1 + i * (largest + 4) // disks)
                ends[_filled(pdf, place / f"out{i}", known, limit)] += 1
    ends["on a small file system" if mounts else "with a limit to the size of files"] = disks
    return ends


def _filled(pdf: Path, out: Path, known: list[dict[str, bytes]], limit: Callable[[], None] | None) -> str:
    """Run twice where there is little room; return how that ended, and raise where a file is half or lost."""
    before: dict[str, bytes] = {}
    said = []
    for turn in (0, 1):
        run = subprocess.run(
            command(pdf, out, turn), check=False, capture_output=True, encoding="utf-8", preexec_fn=limit
        )
        found = files_of(out) if out.exists() else {}
        odd = wrong_files(found, known)
        lost = [name for name in before if name not in found and name in known[turn]]
        if odd or lost or "Traceback" in run.stderr:
            raise SystemExit(f"full disk: half {odd}, lost {lost}, {run.stderr.strip()[-300:]}")
        said.append("done" if run.returncode == 0 else "refused")
        before = found if run.returncode == 0 else before
    return " then ".join(said)


def main() -> int:
    """Print what became of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--disks", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    ends = killed(arguments.kills, arguments.seed)
    print(f"kills: {dict(ends)}", flush=True)
    disks = full(arguments.disks)
    print(f"full disks: {dict(disks)}")
    return 1 if ends["left behind"] or any(end.startswith("wrong") for end in ends) else 0


if __name__ == "__main__":
    sys.exit(main())
