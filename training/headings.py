"""Fit the weights that tell headings without a number (data/headings.json) to papers whose headings are known.

    python -m training.headings FOLDER ... [--check]

Each FOLDER holds papers as the bench does: <id>/survey.pdf, and <id>/gold.json with the titles of the sections. A block
of lines whose text is such a title is a heading; usual titles that a gold lacks, and all behind the reference list, are
left out. A paper weighs by the root of its number of blocks. --check prints what weights fitted to five sixths of the
papers find in the last sixth, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from rapidfuzz import fuzz

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.outline import display, headings
from surveyrefs.parse.embedded.outline.blocks import Block, blocks
from surveyrefs.parse.embedded.outline.vocabulary import USUAL
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.flow import read_flow
from surveyrefs.parse.embedded.running.passages import Weaver

OUT = Path(__file__).parents[1] / "pipeline" / "surveyrefs" / "data" / "headings.json"
FOLDS = 6
RIDGE = 0.5  # pull of every weight towards 0
ALIKE = 90  # similarity of a printed title and the gold's
LONG = 8  # letters from which on a title may differ a little

Known = list[tuple[Block, bool]]


def squash(text: str | None) -> str:
    """Return the letters and figures of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text or "").lower()


def read_blocks(pdf: Path) -> tuple[list[Block], list[int]]:
    """Return the blocks of a PDF that may be headings, and the lines where its reference lists begin."""
    seen: dict[str, Any] = {}

    def keep(lines: Any, supports: Any, body: Any, covered: Any, *rest: Any) -> list[Any]:
        seen.update(blocks=blocks(lines, supports, body, covered), lists=rest[1])
        return []

    file = read_pdf(pdf)
    layout = build_layout(file)
    weaver = Weaver(file.pages, layout)
    floats = find_floats(file, layout, weaver)
    with mock.patch.object(headings, "display_headings", keep):
        read_flow(file, layout, floats.taken, weaver)
    return seen["blocks"], seen["lists"]


def known_blocks(pdf: Path, gold: Mapping[str, Any]) -> Known:
    """Return the blocks of which the gold tells whether they are headings."""
    found, lists = read_blocks(pdf)
    end = min(lists, default=1 << 60)
    named = [s.get("title") for s in gold["sections"] if not s.get("number")]
    named += [c.get("section_title") for c in gold["citations"] if not c.get("section")]
    titles = {squash(title) for title in named} - {""}
    numbered = {squash(s.get("title")) for s in gold["sections"] if s.get("number")} - {""}
    out: Known = []
    for block in found:
        text = squash(block.text)
        hit = _named(text, titles)
        other = _named(text, numbered) or any(text.endswith(title) for title in numbered if len(title) > 3)
        if hit or not (other or block.known or USUAL.fullmatch(block.text.strip()) or block.first >= end):
            out.append((block, hit))
    return out


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


def train(papers: Sequence[Known]) -> display.Weights:
    """Fit both sets of weights."""
    weight = [len(paper) ** -0.5 for paper in papers for _ in paper]
    truth = [hit for paper in papers for _, hit in paper]
    alone = fit([block.features for paper in papers for block, _ in paper], truth, weight)
    rows = [row for paper in papers for row in display.together([b for b, _ in paper], _odds(paper, alone), {})]
    return display.Weights(alone, fit(rows, truth, weight))


def _odds(paper: Known, alone: Mapping[str, float]) -> list[float]:
    return [sum(value * alone.get(name, 0.0) for name, value in block.features.items()) for block, _ in paper]


def check(papers: Sequence[Known]) -> tuple[int, int, int]:
    """Return how many headings there are, how many are found and how many of these are right, each by other papers."""
    there = found = right = 0
    for fold in range(FOLDS):
        weights = train([paper for i, paper in enumerate(papers) if i % FOLDS != fold])
        for paper in papers[fold::FOLDS]:
            rows = display.together([b for b, _ in paper], _odds(paper, weights.alone), {})
            said = [sum(row[name] * value for name, value in weights.together.items()) > 0 for row in rows]
            there += sum(hit for _, hit in paper)
            found += sum(said)
            right += sum(hit and says for (_, hit), says in zip(paper, said, strict=True))
    return there, found, right


def main() -> None:
    """Read the papers, and check or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[], help="ids of papers that are not to be read")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    golds = sorted(path for folder in args.folders for path in folder.glob("*/gold.json"))
    golds = [path for path in golds if path.parent.name not in args.without]
    papers = [known_blocks(g.parent / "survey.pdf", json.loads(g.read_text(encoding="utf-8"))) for g in golds]
    papers = [paper for paper in papers if paper]
    if args.check:
        there, found, right = check(papers)
        print(f"{there} headings, {found} found, {right} of them right")
        return
    weights = train(papers)
    OUT.write_text(json.dumps({"alone": weights.alone, "together": weights.together}, indent=1) + "\n")


if __name__ == "__main__":
    main()
