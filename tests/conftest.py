"""Fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# A busy machine makes a slow example, not a wrong one.
hypothesis.settings.register_profile(
    "surveyrefs", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("surveyrefs")

GOLDEN_SWITCH = "SURVEYREFS_GOLDEN"


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the person who runs the tests out of them."""
    for name in list(os.environ):
        if name.startswith("SURVEYREFS_") and name != GOLDEN_SWITCH:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _one_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `--jobs 1` run in the test's own process, where coverage and fakes see it; the marker `apart` has it not."""
    if "apart" not in request.keywords:
        monkeypatch.setattr("surveyrefs.workers.ALWAYS_APART", False)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give the comparison with files under tests/golden/."""
    return Golden(Path(__file__).parent / "golden")


class Golden:
    """Compares text with a golden file, or writes the file while the switch is set (and fails: it must not stay on)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.writing = os.environ.get(GOLDEN_SWITCH) == "write"

    def check(self, name: str, text: str) -> None:
        """Compare the text with the golden file of that name."""
        path = self.folder / name
        if self.writing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"there is no {path.name}; make golden writes it"
        assert text == path.read_text(encoding="utf-8")

    def check_folder(self, name: str, files: dict[str, str]) -> None:
        """Compare files with a golden folder: the same names, the same texts."""
        folder = self.folder / name
        if self.writing:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            kept = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
            assert set(files) == kept
        for file, text in files.items():
            self.check(f"{name}/{file}", text)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that wrote golden files unless it was asked for by name: `make golden` selects the marker."""
    if os.environ.get(GOLDEN_SWITCH) == "write" and session.config.option.markexpr != "golden":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
