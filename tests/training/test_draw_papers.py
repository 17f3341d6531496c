from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from training import draw_papers
from training.draw_fonts import BOLD, FILES, Fonts, installed, nameless
from training.draw_papers import Paper, draw
from training.draw_texts import own_texts, read_texts
from training.headings import read_paper, squash

OWN_FONTS = Fonts({})
TEXTS = own_texts()
# Numbered titles in the line; such without a number below small capitals; one column, centered, numbers at the top.
SEEDS = [5, 14, 19]


@cache
def paper_of(seed: int) -> tuple[Paper, bytes, str]:
    paper = Paper(seed, OWN_FONTS, TEXTS)
    pdf = paper.sheet.save()
    with pymupdf.open(stream=pdf) as document:
        return paper, pdf, "\n".join(page.get_text() for page in document)


def test_a_seed_gives_the_same_bytes_again_and_another_seed_other_ones(tmp_path: Path) -> None:
    draw(tmp_path, 5, OWN_FONTS, TEXTS)
    paper, pdf, _ = paper_of(5)
    assert (tmp_path / "survey.pdf").read_bytes() == pdf != paper_of(14)[1]
    assert json.loads((tmp_path / "gold.json").read_text(encoding="utf-8")) == paper.gold() != paper_of(14)[0].gold()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_truth_names_what_is_on_the_page(seed: int) -> None:
    paper, _, page = paper_of(seed)
    text, gold = squash(page), paper.gold()
    assert len(gold["sections"]) >= 4
    for title, times in Counter(squash(section.title) for section in paper.sections).items():
        assert text.count(title) >= times, title
    listed = [s for s in paper.sections[:-1] if s.number]
    printed = [squash(s.number.rpartition("-")[2] + s.title) for s in listed]
    assert all(number_and_title in text for number_and_title in printed)
    unnumbered = [s.title for s in paper.sections[:-1] if s.in_line and not s.number]
    assert gold["in_line"] == unnumbered
    assert len(gold["sections"]) + len(unnumbered) == len(paper.sections) - 1


@pytest.mark.parametrize("seed", SEEDS)
def test_every_callout_on_the_page_is_a_citation_and_its_section_is_one_of_the_paper(seed: int) -> None:
    paper, _, page = paper_of(seed)
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]\.", page)]
    assert len(numbers) > 5
    gold = paper.gold()
    assert numbers == [c["reference"] for c in gold["citations"]]
    titles = {(s["number"], s["title"]) for s in gold["sections"]} | {(None, None)}
    assert {(c["section"], c["section_title"]) for c in gold["citations"]} <= titles


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fit_reads_headings_and_other_blocks_from_a_drawn_paper(tmp_path: Path, seed: int) -> None:
    made, pdf, _ = paper_of(seed)
    gold = made.gold()
    (tmp_path / "survey.pdf").write_bytes(pdf)
    paper = read_paper(tmp_path / "survey.pdf", gold)
    bare = {squash(s["title"]) for s in gold["sections"] if not s["number"]}
    true = {squash(block.text) for block, hit in zip(paper.blocks, paper.truth, strict=True) if hit}
    assert true <= bare
    assert len(true) >= 0.8 * len(bare)
    assert False in paper.truth


def test_missing_fonts_are_named_and_left_out() -> None:
    missing = {line.partition(":")[0] for line in OWN_FONTS.missing}
    assert missing == {*FILES, "anse", "ansa"}
    assert OWN_FONTS.only("times", "lser", "helv") == ["times", "helv"]


def test_a_nameless_copy_keeps_its_letters_and_loses_its_weight() -> None:
    files = installed()
    if FILES["lser"][BOLD] not in files:
        pytest.skip("Liberation Serif is not installed")
    data = files[FILES["lser"][BOLD]].read_bytes()
    font, copy = pymupdf.Font(fontbuffer=data), pymupdf.Font(fontbuffer=nameless(data, "AdvOT00000000"))
    assert font.is_bold
    assert "Bold" in font.name
    assert not copy.is_bold
    assert copy.name == "AdvOT00000000 Regular"
    assert copy.text_length("Weighing frogs", 10) == font.text_length("Weighing frogs", 10)


def test_texts_are_taken_from_folders(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "gold.json").write_text(json.dumps({"sections": [{"title": "Mills"}, {"title": None}]}))
    rows = ["body,The ponds of the county were counted in every spring of the decade [3].", "table,Not this one."]
    (folder / "citations.csv").write_text("where,context\n" + "\n".join(rows) + "\n", encoding="utf-8-sig")
    texts = read_texts([tmp_path])
    assert texts.titles == ["Mills"]
    assert texts.sentences == ["The ponds of the county were counted in every spring of the decade."]


def test_the_command_draws_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(draw_papers, "installed", dict)
    monkeypatch.setattr("sys.argv", ["draw_papers", str(tmp_path), "--count", "2", "--seed", "14"])
    draw_papers.main()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s14", "s15"]
    said = capsys.readouterr()
    assert said.out.startswith("2 papers, ")
    assert said.err.count("left out: ") == len(OWN_FONTS.missing)
    assert (tmp_path / "s14" / "survey.pdf").read_bytes() == paper_of(14)[1]
