"""Draw papers with tables, read them, and count: `python -m tests.bench.drawn --from 0 --count 40`.

`--seed N --save FILE.pdf` draws one paper and shows what is wrong in it; `--worst` lists the tables with mistakes.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.passages import Weaver
from tests.bench.drawn.made import Maker, Paper, Table, maker_of, printed
from tests.bench.drawn.printers import print_paper

ROMAN = ("", "I", "II", "III", "IV", "V")
FEW = 5  # tables of an attribute: fewer say nothing


class Line(NamedTuple):
    """A row as read or as wished: its groups, and the squashed text of its cells."""

    groups: tuple[str, ...]
    cells: tuple[str, ...]


class Score(NamedTuple):
    """Right ones and all: rows with every cell right, cells, groups; rows that are read without being there."""

    rows: int
    cells: int
    groups: int
    all_rows: int
    all_cells: int
    extra: int


def squash(text: str) -> str:
    """Fold case, blanks and punctuation away."""
    return re.sub(r"[\W_]+", "", text.lower().replace("✓", "yes").replace("✗", "no"))


def wished(paper: Paper, table: Table) -> list[Line]:
    """Return the rows that a table has."""
    found = []
    for row in table.rows:
        labels = row.groups[len(row.groups) - table.labels :]
        cells = ["".join(printed(c, paper)) if not c.items else c.text for c in row.cells]
        found.append(Line(tuple(map(squash, row.groups)), tuple(map(squash, (*labels, *cells)))))
    return found


def read(path: Path) -> dict[str, list[Line]]:
    """Return the rows that we read, table by table."""
    file = read_pdf(path, "", 100)
    layout = build_layout(file)
    found: dict[str, list[Line]] = defaultdict(list)
    for table in find_floats(file, layout, Weaver(file.pages, layout)).tables:
        number = str(ROMAN.index(table.number)) if table.number in ROMAN else table.number or "?"
        found[number] += [
            Line(tuple(map(squash, r.groups)), tuple(squash(c.text) for c in r.cells)) for r in table.rows
        ]
    return found


def score(want: Sequence[Line], have: Sequence[Line]) -> Score:
    """Compare rows, each with the one most like it, cells as bags."""
    left = [(line.groups, Counter(filter(None, line.cells))) for line in have]
    rows = cells = groups = total = 0
    for line in want:
        bag = Counter(filter(None, line.cells))
        total += bag.total()
        best = max(range(len(left)), key=lambda i: (bag & left[i][1]).total() - 0.1 * left[i][1].total(), default=None)
        if best is None or not bag & left[best][1]:
            continue
        path, got = left.pop(best)
        cells += (bag & got).total()
        rows += bag == got
        groups += path == line.groups
    return Score(rows, cells, groups, len(want), total, len(left))


def measured(stem: str, keep: Path | None = None) -> tuple[str, list[Score]]:
    """Draw a paper (see maker_of()), read it and compare; in the folder `keep` papers stay and are not drawn again."""
    paper = maker_of(stem).paper()
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "paper.pdf"
        kept = keep / f"{stem}.pdf" if keep else pdf
        if not kept.exists():
            print_paper(paper, pdf)
            if keep:
                shutil.copy(pdf, kept)
        have = read(kept)
    return stem, [score(wished(paper, t), have.get(str(t.number), [])) for t in paper.tables]


def shown(seed: int, save: Path) -> None:
    """Draw a paper, and print what is wrong."""
    paper = Maker(seed).paper()
    print_paper(paper, save)
    print(paper.style)
    have = read(save)
    for table in paper.tables:
        want, got = wished(paper, table), have.get(str(table.number), [])
        print("table", table.number, score(want, got), "columns", len(table.header))
        for line in want:
            if line not in got:
                print("  want", line)
        for line in got:
            if line not in want:
                print("  have", line)
    print("others", {k: len(v) for k, v in have.items()})


def report(results: Sequence[tuple[str, list[Score]]]) -> None:
    """Print the shares for every attribute."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 7)
    for stem, scores in results:
        style = maker_of(stem).style
        for s in scores:
            for key in (("", "all"), *style.items()):
                sums[key] = [a + b for a, b in zip(sums[key], (*s, 1), strict=True)]
    for (name, value), (rows, cells, groups, all_rows, all_cells, extra, tables) in sums.items():
        if tables >= FEW:
            shares = 100 * rows / all_rows, 100 * cells / all_cells, 100 * groups / all_rows
            rates = "  ".join(f"{share:5.1f}" for share in shares)
            print(f"{name:12} {value:18} rows, cells, groups {rates}  extra {extra:3} ({tables}, {all_rows})")


def main(arguments: Sequence[str]) -> None:
    """Print how much is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder for the papers, to read them again without drawing")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--save", type=Path, default=Path("drawn.pdf"))
    parser.add_argument("--close", action="store_true", help="tables in which it is hard to see what makes a row")
    parser.add_argument("--worst", action="store_true", help="list the tables with mistakes")
    o = parser.parse_args(arguments)
    if o.seed is not None:
        shown(o.seed, o.save)
        return
    with ProcessPoolExecutor(o.jobs) as pool:
        stems = [f"{'r' if o.close else ''}{seed}" for seed in range(o.first, o.first + o.count)]
        results = list(pool.map(measured, stems, [o.keep] * o.count))
    report(results)
    if o.worst:
        for stem, scores in results:
            for n, s in enumerate(scores, 1):
                if s.rows < s.all_rows or s.groups < s.all_rows or s.extra:
                    print(stem, n, tuple(s), " | ".join(f"{v}" for v in maker_of(stem).style.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
