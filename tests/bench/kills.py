"""Kill runs at random moments and let them run on full disks: no file is ever half, none is lost, the next run ends it.

`python -m tests.bench.kills --kills 200 --disks 12` extracts small surveys again and again, one or several, with one
job or two, and with settings that change so that each run has work to do. Runs are killed when they have had a random
share of the processor time that they take. After a kill every file of the output folder must be one of a finished run,
whole, and no process may be left; the next run must give what a fresh one gives. A full disk is a small file system in
memory where root may make one, else a limit of the operating system to the size of files.
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
HIDDEN = ".surveyrefs-"  # how that and all else begins that is not for users
BATCH = 3  # papers of a run of several
JOBS = (1, 2)
LOOK = 0.003  # seconds between two looks at a run's processor time
END = 20.0  # seconds within which the processes of a killed run are gone
TICK = os.sysconf("SC_CLK_TCK")  # of the system's clock, a second


def command(source: Path, out: Path, turn: int, jobs: int = 1) -> list[str]:
    """Return the command of a run."""
    program = [sys.executable, "-m", "surveyrefs", "extract", str(source), "-o", str(out), "-q"]
    return [*program, "--dialect", DIALECTS[turn % 2], "--jobs", str(jobs)]


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


def fresh_runs(source: Path, place: Path) -> list[dict[str, bytes]]:
    """Return what finished runs with either settings make."""
    made = []
    for turn in (0, 1):
        out = place / f"fresh{turn}"
        subprocess.run(command(source, out, turn), check=True)
        made.append(files_of(out))
    return made


def killed(kills: int, papers: int = 1, jobs: int = 1, seed: int = 1) -> Counter[str]:
    """Kill so many runs of so many papers at random moments of their work; return how these ended."""
    chance = random.Random(seed)
    ends: Counter[str] = Counter({"left behind": 0})
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source = place / "papers"
        source.mkdir()
        for i in range(papers):
            survey(source / f"{NAME}{i}.pdf")
        known = fresh_runs(source, place)
        out = place / "out"
        subprocess.run(command(source, out, 0, jobs), check=True)
        usual = {}  # seconds of the processor that a run takes which makes what has changed, or all
        for more in ((), ("--force",)):
            before = sum(os.times()[2:4])
            subprocess.run([*command(source, out, 1, jobs), *more], check=True)
            usual[more] = sum(os.times()[2:4]) - before
        tries = 0
        while ends["killed"] < kills:
            turn = tries % 2
            tries += 1
            how = chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM))
            more = ("--force",) if chance.random() < 0.5 else ()
            moment, group = chance.random() * usual[more], chance.random() < 0.5
            if not _kill([*command(source, out, turn, jobs), *more], how, moment, group):
                ends["over before"] += 1
                continue
            ends["killed"] += 1
            ends[f"by {how.name}"] += 1
            ends[_state(out)] += 1
            ends.update(f"wrong: {name}" for name in wrong_files(files_of(out), known))
            if tries % 5 == 4:  # often enough to see it, seldom enough to let kills follow kills
                ends["ended by the next run"] += _ended(source, out, turn, jobs, known)
                ends["left behind"] += _left(out)
        ends["ended by the next run"] += _ended(source, out, 0, jobs, known)
        ends["left behind"] += _left(out)
    return ends


def _kill(call: list[str], how: signal.Signals, moment: float, group: bool) -> bool:
    """Kill a run, or all of its processes, once it has had so many seconds of the processor; False if it ended before.

    Returns when its processes are gone.
    """
    process = subprocess.Popen(call, start_new_session=True, stderr=subprocess.DEVNULL)
    while process.poll() is None and _spent(process.pid) < moment:
        time.sleep(LOOK)
    alive = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how) if group else process.send_signal(how)
    process.wait()
    end = time.monotonic() + END
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.killpg(process.pid, 0)
            if time.monotonic() > end:
                raise SystemExit("a process outlives the run that was killed")
            time.sleep(LOOK)
    return alive and process.returncode != 0


def _spent(process: int) -> float:
    """Return the seconds of the processor that a process and its children have had by now."""
    spent = 0.0
    with contextlib.suppress(OSError, ValueError, IndexError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        for one in (process, *map(int, children)):
            fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            spent += sum(map(int, fields[11:15])) / TICK
    return spent


def _state(out: Path) -> str:
    """Return what a killed run was at, by what it left."""
    manifests = [json.loads(path.read_bytes()) for path in out.glob("*/manifest.json")]
    if any(manifest["status"] == "running" for manifest in manifests):
        return "while files were moved"
    return "while files were made" if any(out.glob(f"*/{HALF}*")) else "before, between or behind"


def _left(out: Path) -> int:
    """Return how many files of no use are left."""
    return sum(1 for path in out.rglob("*") if path.name.startswith(HIDDEN))


def _ended(source: Path, out: Path, turn: int, jobs: int, known: list[dict[str, bytes]]) -> int:
    """Run once more; return 1 where all is as in a fresh run, raise where it is not."""
    call = command(source, out, turn, jobs)
    done = subprocess.run(call, check=False, capture_output=True, encoding="utf-8")
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
            if mounts:  # from room for nothing to room for two runs, one of them in the making, in whole blocks
                with small_disk(place / f"disk{i}", 8 + (i + 1) * 6 * whole // disks) as disk:
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
    bad = False
    kinds = [(papers, jobs) for papers in (1, BATCH) for jobs in JOBS]
    for papers, jobs in kinds if arguments.kills else ():
        ends = killed(-(-arguments.kills // len(kinds)), papers, jobs, arguments.seed)
        print(f"{papers} papers, {jobs} jobs: {dict(ends)}", flush=True)
        bad = bad or ends["left behind"] > 0 or any(end.startswith("wrong") for end in ends)
    if arguments.disks:
        print(f"full disks: {dict(full(arguments.disks))}")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
