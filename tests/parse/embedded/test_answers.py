"""What every rule of the embedded engine answers on surveys and tables set by chance, in golden files."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from surveyrefs.errors import PaperError
from surveyrefs.parse.embedded import engine
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.settings import ParseSettings
from tests.answers import answered, told
from tests.conftest import Golden
from tests.parse.embedded.chance import survey
from tests.parse.embedded.tables.chance import drawing
from tests.parse.embedded.tables.kinds import KINDS
from tests.parse.embedded.tables.test_grid import grid_of

SURVEYS = range(1000, 1024)  # set by chance
TABLES = range(1000, 1080)


@pytest.mark.golden
def test_answers_on_surveys_set_by_chance(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    files = iter([survey(seed) for seed in SURVEYS])
    monkeypatch.setattr(engine, "read_pdf", lambda *_: next(files))
    with answered("parse/embedded") as found:
        for _ in SURVEYS:
            with contextlib.suppress(PaperError):
                EmbeddedEngine().parse(Path("survey.pdf"), ParseSettings())
    golden.check("answers/surveys.txt", "\n".join(told(found)) + "\n")


@pytest.mark.golden
def test_answers_on_drawn_tables(golden: Golden) -> None:
    drawings = [*KINDS.values(), *map(drawing, TABLES)]
    with answered("parse/embedded/tables") as found:
        for one in drawings:
            grid_of(one)
    golden.check("answers/tables.txt", "\n".join(told(found)) + "\n")
