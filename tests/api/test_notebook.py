"""The notebook in docs/ runs, and shows what it gives."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import GOLDEN_SWITCH
from tests.notebooks import run_notebook

ROOT = Path(__file__).parent.parent.parent
NOTEBOOK = ROOT / "docs" / "explore.ipynb"


@pytest.mark.golden
def test_the_notebook_shows_what_it_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pd.option_context("display.width", 120, "display.max_columns", 20):
        made = run_notebook(NOTEBOOK)
    if os.environ.get(GOLDEN_SWITCH) == "write":
        NOTEBOOK.write_text(made, encoding="utf-8", newline="\n")
        pytest.fail("the notebook was written; unset the switch")
    assert json.loads(made) == json.loads(NOTEBOOK.read_text(encoding="utf-8"))
