"""`surveyrefs changes`: new versions of PDFs under git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from surveyrefs.cli import main
from tests.pdfs import REFERENCES, survey


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository with two PDFs, and change one of them."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    (tmp_path / "papers").mkdir()
    survey(tmp_path / "papers" / "a survey.pdf")
    survey(tmp_path / "same.pdf")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run([git, *who, *arguments], cwd=tmp_path, check=True)
    survey(tmp_path / "papers" / "a survey.pdf", references=REFERENCES[:-1])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_changed_pdfs_are_compared_with_their_earlier_version(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes"]) == 0
    out = capsys.readouterr().out
    assert out.count("## ") == 1 + out.count("### ")
    assert "Removed (1)" in out


def test_named_pdfs_new_ones_and_unreadable_ones(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "bad.pdf").write_bytes(b"no pdf")
    survey(repository / "new.pdf")
    assert main(["changes", "bad.pdf", "same.pdf", "new.pdf", "--format", "text"]) == 1
    told = capsys.readouterr()
    assert "No changes." in told.out
    assert "New: " in told.out
    assert "bad.pdf" in told.err


def test_a_revision_that_is_not_there_is_trouble(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--since", "no-such-revision"]) == 2
    assert "no-such-revision" in capsys.readouterr().err
