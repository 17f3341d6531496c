"""Papers in processes of their own: hangs, crashes and greed cost one paper; signals end all of them."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from surveyrefs.errors import OutputInUse
from surveyrefs.guard import run_guarded, time_limit
from surveyrefs.runner import Outcome, Paper, Plan
from surveyrefs.settings import GrobidSettings, LimitSettings, ParseSettings, Settings
from surveyrefs.store import locked
from surveyrefs.workers import run_papers
from tests import pdfs
from tests.fakes import fake_stages, files_of

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.apart

# A program of its own, so that it has one thread as the command has, and forks.
PROGRAM = """
import sys
from pathlib import Path
from tests.test_guard import plan, run_papers, Paper
for outcome in run_papers([Paper(Path(p), Path(p).stem) for p in sys.argv[2:]], plan(Path(sys.argv[1])), 1, print):
    print(outcome.name, outcome.status, outcome.message, flush=True)
"""


def plan(output: Path) -> Plan:
    return Plan(output, Settings(limits=LimitSettings(timeout=8, memory=512)), fake_stages)


def papers(folder: Path, *texts: str) -> list[Paper]:
    made = []
    for text in texts:
        path = folder / f"{text}.pdf"
        path.write_text(text, encoding="utf-8")
        made.append(Paper(path, text))
    return made


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))}


def test_each_failure_costs_its_own_paper_with_one_job(tmp_path: Path) -> None:
    names = ("a", "crash", "b", "killed", "greedy", "hang", "c")
    made = papers(tmp_path, *names)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "out"), *(str(p.path) for p in made)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True, timeout=100)
    told = {line.split()[0]: line for line in done.stdout.splitlines() if line.split()[1] in ("done", "failed")}
    assert [told[name].split()[1] for name in names] == ["done", "failed", "done", *["failed"] * 3, "done"]
    assert "killed or crashed" in told["crash"]
    assert "SIGKILL" in told["killed"]
    assert "--max-memory" in told["greedy"]
    assert "8 seconds (--timeout)" in told["hang"]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a", "b", "c"]


def test_one_paper_in_a_process_gives_what_it_gives_in_ours(tmp_path: Path) -> None:
    """Where the caller has threads, as a notebook or a cluster's worker has, the process is a fresh interpreter."""
    (paper,) = papers(tmp_path, "a")
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    told: list[tuple[str, str]] = []
    try:
        outcome = run_guarded(paper, plan(tmp_path / "out"), lambda name, stage: told.append((name, stage)))
    finally:
        stop.set()
        thread.join()
    assert isinstance(outcome, Outcome)
    assert outcome.status == "done"
    assert told[0] == ("a", "parse")


def test_a_crash_keeps_earlier_outputs_and_marks_them(tmp_path: Path) -> None:
    (paper,) = papers(tmp_path, "a")
    output = tmp_path / "out"
    assert run_guarded(paper, plan(output)).status == "done"
    before = files_of(output)
    paper.path.write_text("crash", encoding="utf-8")
    outcome = run_guarded(paper, plan(output))
    assert (outcome.status, outcome.stale) == ("failed", True)
    after = files_of(output)
    assert [name for name in before if after[name] != before[name]] == ["a/manifest.json"]
    assert after.keys() == before.keys()


def test_the_time_of_a_server_comes_on_top() -> None:
    limits = LimitSettings(timeout=100)
    assert time_limit(Settings(limits=limits)) == 100
    grobid = ParseSettings(engine="grobid", grobid=GrobidSettings(timeout=50, retries=0))
    assert time_limit(Settings(limits=limits, parse=grobid)) == 200
    assert time_limit(Settings(limits=replace_timeout(limits, 0), parse=grobid)) == 0


def replace_timeout(limits: LimitSettings, timeout: float) -> LimitSettings:
    return LimitSettings(timeout=timeout, memory=limits.memory)


# -- the command ------------------------------------------------------------------------------------------------------


def started(tmp_path: Path, *options: str) -> subprocess.Popen[str]:
    """Start the command on more papers than are done before it is looked at."""
    folder = tmp_path / "in"
    folder.mkdir()
    data = pdfs.survey(tmp_path / "one.pdf").read_bytes()
    for number in range(400):
        (folder / f"{number:03}.pdf").write_bytes(data)
    command = [sys.executable, "-m", "surveyrefs", "extract", "-q", str(folder), "-o", str(tmp_path / "out"), *options]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True)


def wait_for(condition: object, seconds: float = 60) -> bool:
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see child processes")
@pytest.mark.parametrize(("number", "jobs"), [("SIGTERM", "1"), ("SIGHUP", "2"), ("SIGKILL", "2")])
def test_a_signal_ends_the_processes_and_what_is_done_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, jobs: str
) -> None:
    run = started(tmp_path, "--jobs", jobs)
    assert wait_for(lambda: list(tmp_path.glob("out/*/manifest.json")))
    workers = children_of(run.pid)
    assert 1 <= len(workers) <= int(jobs), "one of them may have ended the moment before"
    with monkeypatch.context() as patched:
        patched.setattr("surveyrefs.store.LOCK_WAIT", 0)
        with pytest.raises(OutputInUse), locked(tmp_path / "out"):
            pass
    run.send_signal(getattr(signal, number))
    _, errors = run.communicate(timeout=60)
    assert wait_for(lambda: all(map(gone, workers)), 30)
    assert run.returncode == (-9 if number == "SIGKILL" else 128 + getattr(signal, number))
    if number != "SIGKILL":
        assert errors.splitlines() == ["surveyrefs: stopped by a signal; the next call goes on where this one stopped"]
        with (tmp_path / "out" / "index.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert {row["status"] for row in rows} == {"done"}
    with locked(tmp_path / "out"):
        pass


def command(tmp_path: Path, *arguments: str, shell: str = "") -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "surveyrefs", "extract", *arguments]
    if shell:
        program = ["sh", "-c", f'"$@" {shell}', "sh", *program]
    return subprocess.run(program, env=environment(), cwd=tmp_path, capture_output=True, check=False, timeout=100)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize(
    ("shell", "status"), [("<&- >&- 2>&-", 0), (">/dev/full", 2), ("| true", 0), ("2>/dev/full", 0)]
)
def test_odd_streams_cost_no_results_and_no_traceback(tmp_path: Path, shell: str, status: int) -> None:
    pdfs.survey(tmp_path / "a.pdf")
    done = command(tmp_path, "a.pdf", shell=shell)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr + done.stdout
    assert (tmp_path / "outputs" / "a" / "references.bib").is_file()
    assert b"a,done" in (tmp_path / "outputs" / "index.csv").read_bytes()


def test_standard_input_and_odd_names_are_inputs(tmp_path: Path) -> None:
    data = pdfs.survey(tmp_path / "a.pdf").read_bytes()
    (tmp_path / ".x.part.pdf").write_bytes(data)
    for _ in range(2):
        done = command(tmp_path, "a.pdf", ".x.part.pdf", "/dev/stdin", "-q", shell="< a.pdf")
        assert (done.returncode, done.stderr) == (0, b"")
    names = sorted(p.name for p in (tmp_path / "outputs").iterdir())
    assert names == [".x.part", "a", "index.csv", "stdin"]


def test_what_stands_in_the_way_of_one_paper_costs_that_paper(tmp_path: Path) -> None:
    for name in "abc":
        pdfs.survey(tmp_path / f"{name}.pdf")
    (tmp_path / "out" / "b" / "references.csv").mkdir(parents=True)
    done = command(tmp_path, "a.pdf", "b.pdf", "c.pdf", "-q", "-o", "out")
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("surveyrefs: b.pdf: a folder stands where references.csv belongs. ")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a", "b", "c", "index.csv"]


def test_limits_are_options(tmp_path: Path) -> None:
    pdfs.survey(tmp_path / "a.pdf")
    slow = command(tmp_path, "a.pdf", "-q", "--timeout", "0.01")
    assert b"it took longer than 0.01 seconds (--timeout)" in slow.stderr
    greedy = command(tmp_path, "a.pdf", "-q", "--max-memory", "20")
    assert greedy.returncode == 1
    assert len(greedy.stderr.splitlines()) == 1
    assert not (tmp_path / "outputs" / "a").exists()


def test_plans_differ_in_their_output_only(tmp_path: Path) -> None:
    (paper,) = papers(tmp_path, "a")
    outcomes = [next(run_papers([paper], replace(plan(tmp_path), output=tmp_path / n), 1, print)) for n in ("x", "y")]
    assert outcomes[0] == outcomes[1]
    assert files_of(tmp_path / "x") == files_of(tmp_path / "y")
