"""A real scheduler and real worker processes: one is killed in the middle; one batch dies and is started again."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.fakes import files_of

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted((ROOT / "inputs").glob("*.pdf"))
COPIES = 3  # of each sample, by content different papers
PATIENCE = 120.0  # seconds for what takes some on a busy machine


def environment() -> dict[str, str]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))
    return os.environ | {"PYTHONPATH": path, "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


@contextmanager
def started(*arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of its own process group, and end it."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], env=environment(), stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=PATIENCE)


def wait_until(there: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.05)


def address_in(path: Path) -> str | None:
    """The address that a scheduler wrote; None until the file is whole, for it is there before its text is."""
    try:
        text = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return str(text["address"])


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def lasting(dest: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(dest).items() if not name.startswith(".surveyrefs-batch/")}


def test_a_worker_is_killed_and_then_the_coordinator_and_nothing_is_lost(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    for sample in SAMPLES:
        for copy in range(COPIES):
            (inputs / f"{sample.stem}-{copy}.pdf").write_bytes(sample.read_bytes() + b"\n%%%d\n" % copy)
    (inputs / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    dest, address_file = tmp_path / "dest", tmp_path / "scheduler.json"

    def done() -> int:
        return len(list(dest.glob("papers/*/*/*/manifest.json")))

    scheduling = ("dask", "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(address_file))
    working = ("dask", "worker", "--scheduler-file", str(address_file), "--nthreads", "1")
    alone = ("--no-dashboard", "--no-nanny")
    with started(*scheduling, log=tmp_path / "scheduler.log"):
        wait_until(lambda: address_in(address_file))
        address = address_in(address_file)
        assert address is not None
        batch = ("surveyrefs", "batch", str(inputs), "-o", str(dest), "--scheduler", address)
        with (
            started(*working, *alone, "--name", "one", log=tmp_path / "one.log") as one,
            started(*working, *alone, "--name", "two", log=tmp_path / "two.log"),
        ):
            with started(*batch, log=tmp_path / "batch.log"):
                wait_until(done)
            assert done() < len(SAMPLES) * COPIES, "the coordinator was killed before the end"
            with started(*batch, log=tmp_path / "batch.log") as coordinator:
                wait_until(lambda: done() >= 2)
                one.kill()  # the process that it started for papers ends by itself
                assert coordinator.wait(timeout=PATIENCE) == 1, (tmp_path / "batch.log").read_text(encoding="utf-8")
    told = (tmp_path / "batch.log").read_text(encoding="utf-8")
    assert "broken.pdf" in told
    assert [row["error"] for row in rows_of(dest / "failures.csv")] == ["DamagedPdf"]
    statuses = [row["status"] for row in rows_of(dest / "index.csv")]
    assert statuses == ["failed", *["done"] * len(SAMPLES) * COPIES]

    # The same on one machine, in one go and in other order: the same bytes; and those of extract for a paper.
    other = tmp_path / "other"
    command = [sys.executable, "-m", "surveyrefs", "batch", str(inputs), "-o", str(other), "--jobs", "2", "-q"]
    subprocess.run(command, env=environment(), check=False, timeout=PATIENCE, capture_output=True)
    assert lasting(other) == lasting(dest)
    (paper,) = dest.glob(f"papers/*/*/{SAMPLES[0].stem}-0")
    pdf = inputs / f"{paper.name}.pdf"
    command = [sys.executable, "-m", "surveyrefs", "extract", str(pdf), "-o", str(tmp_path), "-q"]
    subprocess.run(command, env=environment(), check=True, timeout=PATIENCE)
    assert files_of(paper) == files_of(tmp_path / paper.name)
