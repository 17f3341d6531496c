"""`surveyrefs batch` as it is called: what is refused before any work, what is printed, an end by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from surveyrefs.cli import main
from surveyrefs.cluster import coordinator
from surveyrefs.cluster.batch import Tally
from surveyrefs.commands.batch import progress_line
from tests.cluster.conftest import FakeClient, write_list

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def _fake_cluster(monkeypatch: pytest.MonkeyPatch, _in_this_process: None) -> None:
    """Let the caller be the cluster."""

    @contextmanager
    def connected(_scheduler: str | None, _jobs: int) -> Iterator[FakeClient]:
        client = FakeClient()
        client.dashboard_link = "http://there"  # type: ignore[attr-defined]
        yield client

    monkeypatch.setattr(coordinator, "connected", connected)


@pytest.fixture(autouse=True)
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder with two papers and a file that is none."""
    write_list(tmp_path / "in" / "a.md", "A method")
    write_list(tmp_path / "in" / "b.md", "Another")
    (tmp_path / "in" / "web.pdf").write_bytes(b"<html>")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_fake_cluster")
def test_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "in", "-o", "dest"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("2 papers done, 1 failed in ")
    assert out.endswith(f"; see failures.csv and dataset/ in {Path('dest').absolute()}.\n")
    assert "surveyrefs: in/web.pdf: this is not a PDF. Give the survey's PDF file" in err
    assert main(["batch", "in/a.md", "-o", "dest", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_wrong_usage_is_refused_before_any_work(capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_bytes(b"")
    refused = {
        ("--scheduler", "nonsense"): "nonsense: no Dask scheduler answers there (missing port number",
        ("--scheduler", "foo://bar:1"): "foo://bar:1: no Dask scheduler answers there (unknown address scheme",
        ("--lookup",): "--lookup: a batch asks no public servers",
        ("-o", "file"): "file: the output folder cannot be written",
        ("-o", "nowhere://x"): "nowhere://x: the address cannot be understood",
    }
    for arguments, words in refused.items():
        assert main(["batch", "in", "-o", "dest", *arguments]) == 2
        assert words in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["batch", "in"])
    assert not list(Path().rglob("references.bib"))


def test_a_scheduler_that_does_not_answer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coordinator, "PATIENCE", 0.5)
    assert main(["batch", "in", "-o", "dest", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("surveyrefs: tcp://127.0.0.1:9: no Dask scheduler answers there (")
    assert "dask scheduler" in err


@pytest.mark.parametrize("library", ["distributed", "fsspec", "pyarrow"])
def test_a_library_that_is_missing_is_named_with_its_extra(
    library: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name == library or name.startswith(f"{library}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    if library == "fsspec":
        monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert main(["batch", "in", "-o", "dest"]) == 2
    err = capsys.readouterr().err
    assert f"{library}: a batch needs this library, which is not installed." in err
    assert "pip install 'surveyrefs[cluster]'" in err


def test_how_far_it_is() -> None:
    assert progress_line(Tally(found=8), 1.0) == "0 of 8+"
    tally = Tally(found=100, done=20, fresh=10, failed=5, looked=True)
    told = "35 of 100, 10 up to date, 5 failed, 900 papers an hour, 4 min left"
    assert progress_line(tally, 100.0) == told


def test_an_interrupted_batch_ends_its_processes_and_lists_what_is_done(tmp_path: Path) -> None:
    """In one process with Dask's threads, as users have it."""
    sample = (ROOT / "inputs" / "retrieval-survey-v1.pdf").read_bytes()
    (tmp_path / "in" / "0.pdf").write_bytes(b"<html>")
    for copy in range(1, 40):
        (tmp_path / "in" / f"{copy}.pdf").write_bytes(sample + b"\n%%%d\n" % copy)
    path = os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))
    process = subprocess.Popen(
        [sys.executable, "-m", "surveyrefs", "batch", "in", "-o", "dest", "--jobs", "1"], start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path},
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if "0.pdf" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert err.endswith("surveyrefs: interrupted; the next call goes on where this one stopped\n")
    assert "Traceback" not in out + err
    assert "in/0.pdf" in Path("dest/index.csv").read_text(encoding="utf-8")
    assert not Path("dest/.surveyrefs-batch/mark").exists()
    end = time.monotonic() + 30
    while _is_there(process.pid):
        assert time.monotonic() < end, "a process is left"
        time.sleep(0.1)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
