"""`surveyrefs init`, shell completion and the bytes of standard output."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from surveyrefs.cli import _write_utf8, build_parser, main
from surveyrefs.config import settings_of

ROOT = Path(__file__).parent.parent


def test_init_makes_what_is_missing_and_keeps_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".gitattributes").write_text("*.png binary", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "inputs").is_dir()
    assert settings_of(tomllib.loads((tmp_path / "surveyrefs.toml").read_text(encoding="utf-8"))).parse.engine
    attributes = (tmp_path / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert attributes[0] == "*.png binary"
    assert "outputs/**/*.csv diff=surveyrefs" in attributes
    assert "surveyrefs textconv" in capsys.readouterr().out
    (tmp_path / "surveyrefs.toml").write_text("# mine\n", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "surveyrefs.toml").read_text(encoding="utf-8") == "# mine\n"
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8").splitlines() == attributes
    assert "made" not in capsys.readouterr().out


def test_init_says_what_stands_in_its_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "inputs").write_text("a file", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert "cannot be set up" in capsys.readouterr().err


def test_files_and_pipes_get_utf8_whatever_the_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    bytes_of = io.BytesIO()
    stream = io.TextIOWrapper(bytes_of, encoding="cp1252", newline="\r\n")
    _write_utf8(stream)
    stream.write("Ł → 漢\n")
    stream.flush()
    assert bytes_of.getvalue() == "Ł → 漢\n".encode()


def test_a_terminal_and_a_named_encoding_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    bytes_of = io.BytesIO()
    stream = io.TextIOWrapper(bytes_of, encoding="cp1252", newline="\n")
    _write_utf8(stream)
    stream.write("é漢\n")
    stream.flush()
    assert bytes_of.getvalue() == b"\xe9?\n"


def test_shells_complete_commands_and_options(tmp_path: Path) -> None:
    pytest.importorskip("argcomplete")

    def completed(line: str) -> list[str]:
        answer = tmp_path / "answer"
        environment = os.environ | {
            "_ARGCOMPLETE": "1", "COMP_LINE": line, "COMP_POINT": str(len(line)), "COMP_TYPE": "9",
            "_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "PYTHONPATH": str(ROOT / "pipeline"), "_ARGCOMPLETE_IFS": "\n",
        }  # fmt: skip
        subprocess.run([sys.executable, "-m", "surveyrefs"], env=environment, check=False, capture_output=True)
        return answer.read_text(encoding="utf-8").split()

    assert completed("surveyrefs hist") == ["history"]
    assert "parquet" in completed("surveyrefs export out --to p")


@pytest.mark.parametrize("name", ["action.yml", ".pre-commit-hooks.yaml"])
def test_what_action_and_hook_call_is_understood(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    calls = re.findall(r"^\s*(?:entry: )?surveyrefs (changes [^>\n]*)", text, re.MULTILINE)
    assert calls
    for call in calls:
        words = [word.strip('"').replace("$SINCE", "HEAD") for word in call.split() if word != "$PDFS"]
        assert build_parser().parse_args(words).since == "HEAD"
