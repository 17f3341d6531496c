"""Fit the weights that tell headings without a number (data/headings.json) to papers whose headings are known.

    python -m training.headings FOLDER ... [--check]

Each FOLDER holds papers as the bench does: <id>/survey.pdf, and <id>/gold.json with the titles of the sections; papers
in random typography are drawn by training.draw_papers (docs/headings.md has the commands). A block
of lines whose text is such a title is a heading; usual titles that a gold lacks, and all behind the reference list, are
left out of the fit, yet are there where blocks in one type are weighed together. A paper weighs by the root of its
number of blocks. --check prints what weights fitted to five sixths of the
papers find in the last sixth, and writes nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import numpy as np
from rapidfuzz import fuzz

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.layout.typeface import Typeface
from surveyrefs.parse.embedded.outline import display, headings
from surveyrefs.parse.embedded.outline.blocks import Block, blocks
from surveyrefs.parse.embedded.outline.vocabulary import USUAL
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.flow import read_flow
from surveyrefs.parse.embedded.running.passages import Weaver
from training.fitting import read_arguments

OUT = Path(__file__).parents[1] / "pipeline" / "surveyrefs" / "data" / "headings.json"
FOLDS = 6
RIDGE = 0.5  # pull of every weight towards 0
ALIKE = 90  # similarity of a printed title and the gold's
SURE = 4  # where display_headings() takes the numbered headings, behind the lines that are covered
LONG = 8  # letters from which on a title may differ a little


class Paper(msgspec.Struct, frozen=True):
    """The blocks of a paper that may be headings, and which are (None: unknown).

    `sure`, `listed`: as in display.together().
    """

    blocks: Sequence[Block]
    truth: Sequence[bool | None]
    sure: Mapping[Typeface, int]
    listed: int


def squash(text: str | None) -> str:
    """Return the letters and figures of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text or "").lower()


def read_blocks(pdf: Path) -> tuple[list[Block], Mapping[Typeface, int], int]:
    """Return the blocks of a PDF that may be headings, its numbered headings by typeface, and where its reference
    list begins."""
    seen: dict[str, Any] = {}

    def keep(lines: Any, supports: Any, body: Any, covered: Any, *rest: Any) -> list[Any]:
        if len(rest) > SURE:
            listed = min(rest[1], default=len(lines))
            seen.update(blocks=blocks(lines, supports, body, covered), sure=rest[SURE], listed=listed)
        return []

    file = read_pdf(pdf)
    layout = build_layout(file)
    weaver = Weaver(file.pages, layout)
    floats = find_floats(file, layout, weaver)
    with mock.patch.object(headings, "display_headings", keep):
        read_flow(file, layout, floats.taken, weaver)
    return seen.get("blocks", []), seen.get("sure", {}), seen.get("listed", 0)


def read_paper(pdf: Path, gold: Mapping[str, Any]) -> Paper:
    """Return the blocks of a PDF, and what the gold tells of them."""
    found, sure, listed = read_blocks(pdf)
    named = [s.get("title") for s in gold["sections"] if not s.get("number")]
    named += [c.get("section_title") for c in gold["citations"] if not c.get("section")]
    titles = {squash(title) for title in named} - {""}
    numbered = {squash(s.get("title")) for s in gold["sections"] if s.get("number")} - {""}
    truth: list[bool | None] = []
    for block in found:
        text = squash(block.text)
        hit = _named(text, titles)
        other = _named(text, numbered) or any(text.endswith(title) for title in numbered if len(title) > 3)
        usual = block.known or bool(USUAL.fullmatch(block.text.strip()))
        truth.append(hit if hit or not (other or usual or block.first >= listed) else None)
    return Paper(found, truth, sure, listed)


def _named(text: str, titles: set[str]) -> bool:
    return any(text == title or (len(title) > LONG and fuzz.ratio(text, title) >= ALIKE) for title in titles)


def fit(rows: Sequence[Mapping[str, float]], truth: Sequence[bool], weight: Sequence[float]) -> dict[str, float]:
    """Fit a logistic regression by Newton's method; return a weight by feature."""
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y = np.array(truth, dtype=float)
    w = np.array(weight) * len(weight) / sum(weight)
    found = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (w * (p - y)) + RIDGE * found
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        found -= np.linalg.solve(bend, slope)
    return {name: round(float(value), 3) for name, value in zip(names, found, strict=True)}


def train(papers: Sequence[Paper]) -> display.Weights:
    """Fit both sets of weights."""
    weight = [len(p.blocks) ** -0.5 for p in papers for hit in p.truth if hit is not None]
    truth = [hit for p in papers for hit in p.truth if hit is not None]
    rows = [b.features for p in papers for b, hit in zip(p.blocks, p.truth, strict=True) if hit is not None]
    alone = fit(rows, truth, weight)
    more = [row for p in papers for row, hit in zip(_together(p, alone), p.truth, strict=True) if hit is not None]
    return display.Weights(alone, fit(more, truth, weight))


def _together(p: Paper, alone: Mapping[str, float]) -> list[dict[str, float]]:
    own = [_dot(block.features, alone) for block in p.blocks]
    return display.together(p.blocks, own, p.sure, p.listed)


def _dot(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


def check(papers: Sequence[Paper]) -> tuple[int, int, int]:
    """Return how many headings there are, how many are found and how many of these are right, each by other papers."""
    there = found = right = 0
    for fold in range(FOLDS):
        weights = train([paper for i, paper in enumerate(papers) if i % FOLDS != fold])
        for paper in papers[fold::FOLDS]:
            said = [_dot(row, weights.together) > 0 for row in _together(paper, weights.alone)]
            known = [(hit, says) for hit, says in zip(paper.truth, said, strict=True) if hit is not None]
            there += sum(hit for hit, _ in known)
            found += sum(says for _, says in known)
            right += sum(hit and says for hit, says in known)
    return there, found, right


def main() -> None:
    """Read the papers, and check or write the weights."""
    args = read_arguments(__doc__)
    golds = sorted(path for folder in args.folders for path in folder.glob("*/gold.json"))
    golds = [path for path in golds if path.parent.name not in args.without]
    papers = []
    for gold in golds:
        paper = read_paper(gold.parent / "survey.pdf", json.loads(gold.read_text(encoding="utf-8")))
        if paper.blocks:
            papers.append(paper)
        else:
            print(f"left out: {gold.parent.name} (no block that may be a heading)", file=sys.stderr)
    print(f"{len(papers)} papers")
    if args.check:
        there, found, right = check(papers)
        print(f"{there} headings, {found} found, {right} of them right")
        return
    weights = train(papers)
    OUT.write_text(json.dumps({"alone": weights.alone, "together": weights.together}, indent=1) + "\n")


if __name__ == "__main__":
    main()
