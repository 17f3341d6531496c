"""Fit the weights that tell labels across a table (data/table_labels.json) to tables whose labels are known.

    python -m training.table_labels DRAWN [FOLDER ...] [--check]

DRAWN holds papers that `python -m tests.bench.drawn --keep DRAWN` drew (<seed>.pdf); each FOLDER holds papers as the
bench does: <id>/survey.pdf, and <id>/gold.json with the tables' rows and groups. A line of a table's body whose text is
that of a group is a label; one that a gold leaves open (a group of a single row in the first column) is left out. A
paper weighs by the root of its number of lines. --check prints what weights fitted to the other papers say of each
fifth of the papers, beside what the rules of thumb say, and writes nothing. That takes some minutes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.parse.embedded.tables import heading_rows, label_lines
from surveyrefs.parse.embedded.tables.label_lines import Body, Evidence, Weights
from tests.bench.drawn.__main__ import wished
from tests.bench.drawn.made import Maker
from training.fitting import pdfs_of, read_arguments
from training.headings import fit

OUT = Path(__file__).parents[1] / "pipeline" / "surveyrefs" / "data" / "table_labels.json"
FOLDS = 5
LIKE = 0.5  # part of a body's words that are those of a table: it is that table's


class Paper(msgspec.Struct, frozen=True):
    """The bodies of a paper's tables; their lines that may be labels, and which are (None: unknown)."""

    name: str
    bodies: Sequence[Body]
    options: Sequence[Sequence[int]]
    truth: Sequence[Sequence[bool | None]]


def squash(text: str) -> str:
    """Return the letters and figures of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text).lower()


def bodies_of(pdf: Path) -> list[Body]:
    """Return the bodies of the tables that are found in a PDF."""
    seen: list[Body] = []

    def keep(body: Body) -> set[int]:
        seen.append(body)
        return label_lines.by_rule(body)

    file = read_pdf(pdf)
    layout = build_layout(file)
    with mock.patch.object(heading_rows, "labels_among", keep):
        find_floats(file, layout, Weaver(file.pages, layout))
    return seen


Known = tuple[str, frozenset[str], frozenset[str]]  # all text of a table, its labels across, labels that may be across


def known_truth(body: Body, options: Sequence[int], tables: Sequence[Known]) -> list[bool | None]:
    """Tell of each line that may be a label whether it is one."""
    words = [squash(w.text) for line in body.lines for w in line]
    shares = [sum(len(w) for w in words if w in text) for text, _, _ in tables]
    total = sum(map(len, words)) or 1
    if not tables or max(shares) < LIKE * total:
        return [None] * len(options)
    _, across, maybe = tables[shares.index(max(shares))]
    ruled = label_lines.by_rule(body)
    found: list[bool | None] = []
    for i in options:
        text = squash(body.lines[i].text)
        part = any(len(text) > 3 and text != label and (label.startswith(text) or label.endswith(text))
                   for label in across | maybe)  # fmt: skip
        if text in across:
            found.append(True)
        elif text in maybe:
            found.append(True if i in ruled else None)
        else:
            found.append(None if part else False)
    return found


def drawn_tables(seed: int) -> list[Known]:
    """Return what is known of the tables of a drawn paper."""
    paper = Maker(seed).paper()
    found = []
    for table in paper.tables:
        lines = wished(paper, table)
        text = "|".join(part for line in lines for part in (*line.groups, *line.cells))
        across = {g for row in lines for g in row.groups[: len(row.groups) - table.labels]}
        found.append((text, frozenset(across), frozenset[str]()))
    return found


def gold_tables(gold: Mapping[str, Any]) -> list[Known]:
    """Return what a gold tells of tables."""
    found = []
    for table in gold["tables"]:
        groups = [g for row in table["rows"] for g in row["groups"]]
        cells = [c["text"] for row in table["rows"] for c in row["cells"]]
        text = "|".join(squash(t) for t in (*groups, *cells, *map(str, table["header"])))
        maybe = {squash(g) for g in groups}
        found.append((text, frozenset[str](), frozenset(maybe)))
    return found


def read_paper(pdf: Path) -> Paper:
    """Return the bodies of a paper's tables and which of their lines are labels."""
    gold = pdf.parent / "gold.json"
    drawn = pdf.stem.isdigit()
    tables = drawn_tables(int(pdf.stem)) if drawn else gold_tables(json.loads(gold.read_text(encoding="utf-8")))
    bodies = [body for body in bodies_of(pdf) if body.lines]
    options = [label_lines.options_in(b) for b in bodies]
    truth = [known_truth(b, o, tables) for b, o in zip(bodies, options, strict=True)]
    return Paper(pdf.stem if drawn else pdf.parent.name, bodies, options, truth)


def _own(paper: Paper) -> list[list[Evidence]]:
    return [
        [label_lines.evidence(b, i, usual) for i in o]
        for b, o in zip(paper.bodies, paper.options, strict=True)
        if (usual := label_lines.habits_of(b))
    ]


def _more(paper: Paper, own: Sequence[Sequence[Evidence]], alone: Mapping[str, float]) -> list[list[Evidence]]:
    both = zip(paper.bodies, paper.options, own, strict=True)
    return [label_lines.together(b, o, e, alone) for b, o, e in both]


def train(papers: Sequence[Paper], own: Sequence[Sequence[Sequence[Evidence]]]) -> Weights:
    """Fit both sets of weights."""
    truth: list[bool] = []
    weight: list[float] = []
    rows: list[Evidence] = []
    for paper, mine in zip(papers, own, strict=True):
        known = [(e, t) for es, ts in zip(mine, paper.truth, strict=True) for e, t in zip(es, ts, strict=True)]
        known = [(e, t) for e, t in known if t is not None]
        rows += [e for e, _ in known]
        truth += [bool(t) for _, t in known]
        weight += [max(1, len(known)) ** -0.5] * len(known)
    alone = fit(rows, truth, weight)
    more = [
        e
        for paper, mine in zip(papers, own, strict=True)
        for es, ts in zip(_more(paper, mine, alone), paper.truth, strict=True)
        for e, t in zip(es, ts, strict=True)
        if t is not None
    ]
    return Weights(alone, fit(more, truth, weight))


def check(papers: Sequence[Paper], own: Sequence[Sequence[Sequence[Evidence]]]) -> None:
    """Print how weights that are fitted to other papers do, and how the rules of thumb do."""
    sums = {"weights": [0, 0, 0], "rules": [0, 0, 0]}  # found, right, tables without mistake
    there = tables = 0
    for fold in range(FOLDS):
        others = [i for i in range(len(papers)) if i % FOLDS != fold]
        by = train([papers[i] for i in others], [own[i] for i in others])
        for paper in papers[fold::FOLDS]:
            for body, options, truth in zip(paper.bodies, paper.options, paper.truth, strict=True):
                known = {i: hit for i, hit in zip(options, truth, strict=True) if hit is not None}
                if not known:
                    continue
                tables += 1
                there += sum(known.values())
                said = {"weights": label_lines.labels_among(body, by), "rules": label_lines.by_rule(body)}
                for name, lines in said.items():
                    found = lines & known.keys()
                    right = sum(known[i] for i in found)
                    whole = right == len(found) == sum(known.values())
                    sums[name] = [a + b for a, b in zip(sums[name], (len(found), right, whole), strict=True)]
    print(f"{tables} tables, {there} labels")
    for name, counts in sums.items():
        print("{}: {} found, {} right, {} tables without mistake".format(name, *counts))


def main() -> None:
    """Read the papers, and check or write the weights."""
    args = read_arguments(__doc__)
    with ProcessPoolExecutor(2) as pool:
        papers = list(pool.map(read_paper, pdfs_of(args), chunksize=4))
    own = [_own(p) for p in papers]
    if args.check:
        check(papers, own)
        return
    OUT.write_text(json.dumps(msgspec.to_builtins(train(papers, own)), indent=1) + "\n")


if __name__ == "__main__":
    main()
