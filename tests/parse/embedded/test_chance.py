"""Surveys set by chance, compared with a golden file (`make golden`): headings, tables, lists and problems as lines,
and a checksum of all that was read, with every box, to a tenth of a point."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest

from surveyrefs.errors import PaperError
from surveyrefs.parse.embedded import engine
from surveyrefs.parse.embedded.pdf.page import PdfFile
from surveyrefs.settings import ParseSettings
from tests.conftest import Golden
from tests.parse.embedded.chance import survey
from tests.parse.embedded.test_poorer import facts

SET = 90
PARTS = 3
TEXTS = ("paragraph ", "heading ", "  ")  # how the lines of facts begin that the checksum stands for


def rounded(value: Any) -> Any:
    """Return plain values with numbers to a tenth."""
    if isinstance(value, float):
        return round(value, 1)
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return {key: rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


def checksum(value: Any) -> str:
    """Return the checksum of structs, numbers to a tenth."""
    return f"{crc32(msgspec.json.encode(rounded(msgspec.to_builtins(value)))):08x}"


def read(file: PdfFile, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(engine, "read_pdf", lambda *_: file)
    try:
        document = engine.EmbeddedEngine().parse(Path("survey.pdf"), ParseSettings())
    except PaperError as error:
        return [type(error).__name__]
    sections = [f"{s.number} {s.title}".strip() for s in document.sections]
    lines = [line for line in list(facts(document))[len(sections) :] if not line.startswith(TEXTS)]
    return [f"all {checksum(document)}", " / ".join(sections), *lines]


@pytest.mark.golden
@pytest.mark.parametrize("part", range(PARTS))
def test_surveys_set_by_chance(part: int, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    out = []
    for seed in range(part, SET, PARTS):
        out += [f"= {seed}", *read(survey(seed), monkeypatch)]
    golden.check(f"chance/surveys-{part}.txt", "\n".join(out) + "\n")
