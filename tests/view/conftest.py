"""A run of the sample and its page, made once; a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from surveyrefs import cli

PATIENCE = 90_000  # milliseconds: a busy machine is slow, not wrong
SAMPLE = Path(__file__).parent.parent.parent / "inputs" / "retrieval-survey-v1.pdf"


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the output folder of the sample."""
    out = tmp_path_factory.mktemp("view")
    assert cli.main(["extract", str(SAMPLE), "-o", str(out), "-q"]) == 0
    return out / SAMPLE.stem


@pytest.fixture(scope="session")
def sample_page(sample_run: Path) -> Path:
    """Give the page of the sample."""
    path = sample_run.parent / "page.html"
    assert cli.main(["view", str(sample_run), str(SAMPLE), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give Debian's Chromium, driven by Playwright."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium)")
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with driver.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()


class Tab:
    """A window of the browser that keeps what went wrong in it."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1400, "height": 900}, **options)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: self.wrong.append(f"asked for {r.url}") if _outside(r.url) else None)
        self.page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path, place: str = "") -> Any:
        """Open a file and return the page."""
        self.page.goto(f"{path.as_uri()}{place}")
        return self.page


def _outside(url: str) -> bool:
    return not url.startswith(("file:", "blob:", "data:"))


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """Give a window; fail where anything went wrong in it."""
    opened = Tab(browser)
    yield opened
    opened.context.close()
    assert opened.wrong == []
