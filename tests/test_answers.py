"""What every rule answers on our own PDFs, stage by stage, in golden files (`make golden`; see tests/answers.py)."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from surveyrefs.errors import PaperError
from surveyrefs.settings import Settings
from surveyrefs.stages import Work, standard_stages
from tests.answers import answered, told
from tests.conftest import Golden

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/survey.pdf"))
PARTS = 4
STAGES = 4  # parse, references, link, categorise


@pytest.mark.golden
@pytest.mark.parametrize("part", range(PARTS))
def test_answers_on_own_pdfs(part: int, golden: Golden) -> None:
    works = [Work(path := DATA / name / "survey.pdf", name, "", path.read_bytes()) for name in NAMES[part::PARTS]]
    with answered("") as found:
        for work in works:
            with contextlib.suppress(PaperError):
                for stage in standard_stages()[:STAGES]:
                    work.results[stage.name] = stage.make(work, Settings())
    golden.check(f"answers/own-{part}.txt", "\n".join(told(found)) + "\n")
