"""The sample survey, from PDF to files, compared with golden files (`make golden` writes them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import cli
from tests.conftest import Golden
from tests.fakes import files_of

INPUTS = Path(__file__).parent.parent / "inputs"
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
def test_a_second_run_of_the_sample_does_nothing(
    outputs: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["extract", str(INPUTS / f"{name}.pdf"), "-o", str(outputs)]) == 0
    assert capsys.readouterr().out.startswith("Nothing to do: 1 paper up to date")
