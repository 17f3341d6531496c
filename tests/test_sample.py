"""The sample survey, from PDF to files, compared with golden files (`make golden` writes them)."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from surveyrefs import cli
from tests.conftest import Golden
from tests.fakes import files_of

ROOT = Path(__file__).parent.parent
INPUTS = ROOT / "inputs"
SAMPLES = ("retrieval-survey-v1", "retrieval-survey-v2")
# The manifest's and stages' keys change with every line of code: their content is tested elsewhere.
SKIPPED = ("manifest.json", "stages/", "index.csv")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    assert cli.main(["extract", *(str(INPUTS / f"{name}.pdf") for name in SAMPLES), "-o", str(folder), "-q"]) == 0
    return folder


@pytest.mark.golden
@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_gives_the_golden_files(outputs: Path, golden: Golden, name: str) -> None:
    made = {file: data.decode() for file, data in files_of(outputs / name).items() if not file.startswith(SKIPPED)}
    golden.check_folder(f"sample/{name}", made)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_second_run_of_the_sample_does_nothing(outputs: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", str(INPUTS / f"{name}.pdf"), "-o", str(outputs)]) == 0
    assert capsys.readouterr().out.startswith("Nothing to do: 1 paper up to date")


def test_a_run_that_is_killed_leaves_no_half_file_and_continues(tmp_path: Path, outputs: Path) -> None:
    folder = tmp_path / SAMPLES[0]
    pdf = INPUTS / f"{SAMPLES[0]}.pdf"
    command = [sys.executable, "-m", "surveyrefs", "extract", str(pdf), "-o", str(tmp_path), "-v"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stored = folder / ".surveyrefs-run" / "parse.sha256"
    while not stored.is_file() and not (folder / "manifest.json").is_file():
        assert process.poll() is None, "it ended before its first stage was stored"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if not (folder / "manifest.json").is_file():  # else it was faster than the kill
        json.loads((folder / ".surveyrefs-run" / "files" / "stages" / "parse.json").read_text(encoding="utf-8"))
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"{SAMPLES[0]}: parse" not in again.stderr.splitlines(), "what was stored is not done twice"
    assert files_of(folder) == files_of(outputs / SAMPLES[0])
