"""Papers in the layouts of many journals, and how they are measured."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
import pytest

from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Passage, Section
from tests.bench.heads import WORD, compare, read
from training.draw_fonts import Fonts
from training.draw_layouts import Layout, draw
from training.draw_texts import own_texts
from training.headings import squash

OWN_FONTS = Fonts({})
TEXTS = own_texts()
SEEDS = [2, 16, 37]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_is_what_is_on_the_pages(seed: int) -> None:
    paper = Layout(seed, OWN_FONTS, TEXTS)
    gold = paper.gold()
    with pymupdf.open(stream=paper.sheet.save()) as document:
        text = "\n".join(page.get_text() for page in document)
    page = squash(text)
    titles = [section["title"] for section in gold["sections"]] + gold["in_line"]
    assert len(titles) >= 4
    assert all(squash(title) in page for title in titles)
    words = [c["word"] for c in gold["citations"]]
    assert len(set(words)) == len(words) > 5
    found = re.findall(r"\bX[a-z]{2}q[a-z]{2}\b", re.sub(r"-\n", "", text))
    assert sorted(found) == sorted(words)
    known = {(s["number"], s["title"]) for s in gold["sections"]} | {(None, None)}
    assert all((c["section"], c["section_title"]) in known for c in gold["citations"])


def test_a_seed_gives_the_same_bytes_and_is_read(tmp_path: Path) -> None:
    for name in "ab":
        draw(tmp_path / name, 1, OWN_FONTS, TEXTS)
    assert (tmp_path / "a" / "survey.pdf").read_bytes() == (tmp_path / "b" / "survey.pdf").read_bytes()
    found = read(tmp_path / "a", 1, drawn=True)
    assert found.callouts > 5
    assert found.right >= 0.8 * found.callouts
    assert found.found >= 0.8 * found.there


def test_the_comparison_tells_what_is_wrong() -> None:
    gold = {
        "sections": [{"number": None, "level": 1, "title": "Frogs"}], "in_line": [], "boxes": [], "traits": {},
        "citations": [{"word": "Xbaqde", "section": None, "section_title": "Frogs"}],
    }  # fmt: skip

    def document(title: str) -> Document:
        return Document(
            engine="x", engine_version="", title="", authors=(), arxiv="", doi="", pages=(),
            sections=(Section("", title, 1, False, 1, Box(0, 0, 1, 1), -1),),
            passages=(Passage("paragraph", "At Xbaqde [1].", (), (), 0),), tables=(), figures=(), bibliographies=(),
            anchors=(),
        )  # fmt: skip

    assert WORD.findall("At Xbaqde [1].") == ["Xbaqde"]
    good, bad = compare(1, gold, document("Frogs")), compare(1, gold, document("Toads"))
    assert (good.right, good.found, good.invented) == (1, 1, 0)
    assert (bad.right, bad.found, bad.invented) == (0, 0, 1)
