"""The core installation: what runs without the extras, and what is said where one is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from surveyrefs import store
from surveyrefs.cli import main
from surveyrefs.commands import doctor  # before metadata is changed: it takes `version` from there

SAMPLE = Path(__file__).parent.parent / "inputs" / "retrieval-survey-v1.pdf"
CLIENT = "surveyrefs.parse.grobid.client"


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make the extras look absent: to imports, and to those who ask for versions."""
    monkeypatch.chdir(tmp_path)
    for name in ("grobid_client", "grobid_client.grobid_client", "requests", "pandas", "vl_convert"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, CLIENT, raising=False)
    only(monkeypatch, lambda name: name not in ("pandas", "grobid-client-python", "vl-convert-python"))


def only(monkeypatch: pytest.MonkeyPatch, there: Callable[[str], bool], **versions: str) -> None:
    """Make `version` know those distributions only."""
    real = metadata.version

    def version(name: str) -> str:
        if name in versions:
            return versions[name]
        if not there(name):
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setattr(store, "_folder_version", lambda _: "")  # else a folder's name answers for them
    monkeypatch.setattr(doctor, "version", version)


@pytest.mark.usefixtures("without_extras")
def test_doctor_tells_the_extras_and_finds_nothing_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "surveyrefs[pandas]" in out
    assert "surveyrefs[grobid]" in out
    assert "MISSING" not in out
    assert main(["doctor", "--engine", "grobid"]) == 1
    assert "MISSING GROBID" in capsys.readouterr().out


@pytest.mark.usefixtures("without_extras")
def test_a_server_asked_for_by_name_needs_its_client(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(SAMPLE), "--engine", "grobid"]) == 2
    assert "pip install 'surveyrefs[grobid]'" in capsys.readouterr().err
    assert not list(Path().rglob("references.bib"))


@pytest.mark.usefixtures("without_extras")
def test_auto_takes_the_embedded_engine_without_the_client(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(SAMPLE), "--engine", "auto"]) == 0
    assert "Engine: embedded (grobid-client-python is not installed)" in capsys.readouterr().err


def test_the_two_names_of_pymupdf_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, lambda name: name != "pymupdf", **{"pymupdf-lite": "2.0"})
    assert store.library_version("pymupdf") == "2.0"
    only(monkeypatch, lambda name: "pymupdf" not in name)
    assert not store.library_version("pymupdf")


@pytest.mark.parametrize(
    ("versions", "code", "said"),
    [
        ({"pymupdf-lite": "2.0"}, 0, "pymupdf-lite          2.0"),
        ({"pymupdf": "2.0", "pymupdf-lite": "2.0"}, 0, "pymupdf               2.0"),
        ({"pymupdf": "2.1", "pymupdf-lite": "2.0"}, 1, "pip uninstall both"),
        ({}, 1, "MISSING pymupdf"),
    ],
)
def test_doctor_knows_pymupdf_by_both_names(
    versions: dict[str, str], code: int, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    only(monkeypatch, lambda name: "pymupdf" not in name, **versions)
    assert main(["doctor"]) == code
    assert said in capsys.readouterr().out
