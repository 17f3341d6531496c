"""`surveyrefs doctor`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs import __version__
from surveyrefs.cli import main
from tests.parse.grobid.loopback import Reply, Script, grobid

DEAD = "http://127.0.0.1:9"  # the discard port: nothing listens there


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_server_all_is_well_and_the_way_to_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--grobid-url", DEAD]) == 0
    out = capsys.readouterr().out
    assert __version__ in out
    assert "pymupdf" in out
    assert f"no answer at {DEAD}" in out
    assert "make grobid-up" in out
    assert "MISSING" not in out


def test_a_server_that_the_settings_ask_for_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("surveyrefs.toml").write_text(f'[parse]\nengine = "grobid"\n[parse.grobid]\nurl = "{DEAD}"\n')
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "MISSING GROBID" in out
    assert "surveyrefs.toml" in out
    assert main(["doctor", "--engine", "auto"]) == 0


def test_a_server_is_told_with_version_and_pool_and_without_password(capsys: pytest.CaptureFixture[str]) -> None:
    with grobid(Script(lambda _n, _pdf: Reply(), pool=2)) as (url, _):
        named = url.replace("//", "//me:secret@")
        assert main(["doctor", "--engine", "grobid", "--grobid-url", named]) == 0
    out = capsys.readouterr().out
    assert f"0.9.1 (abc1234) at {url}" in out
    assert "secret" not in out
    assert "2 papers at a time" in out
    assert "surveyrefs keeps to 2" in out


def test_it_waits_for_a_server_that_starts(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script(lambda _n, _pdf: Reply(), alive=False, version=json.dumps({"version": "1.0"}).encode())

    def start(_seconds: float) -> None:
        script.alive = True

    monkeypatch.setattr("surveyrefs.commands.doctor.time.sleep", start)
    with grobid(script) as (url, _):
        assert main(["doctor", "--engine", "grobid", "--grobid-url", url, "--wait", "30"]) == 0
    assert "1.0 at" in capsys.readouterr().out


def test_a_missing_library_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.commands.doctor.LIBRARIES", ("no-such-library",))
    assert main(["doctor", "--grobid-url", DEAD]) == 1
    assert "not installed" in capsys.readouterr().out
