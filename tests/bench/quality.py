"""Score the visible sets and compare each figure with docs/quality.json: the floor only rises.

BENCH holds `corpus` and `publisher` (scored by its `score.py`) and `lists` (`refs_score.py`); a set that is not there
is passed over. Micro F1 of every column counts, for publishers also the mean over papers. Fails where a figure fell by
more than TOLERANCE. `--write` stores the new figures; where one would fall, it also wants `--lower`, so that nobody
lowers the floor by accident.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
FLOOR = ROOT / "docs" / "quality.json"
UNREAD = ROOT / "tests" / "bench" / "unread.txt"
TOLERANCE = 0.3  # points of F1
SHOWN = (
    "references", "fields", "whole reference", "field:title", "names", "field:venue", "field:volume", "field:pages",
    "citations", "citation sections", "sections", "table citations", "table rows", "table cells", "table groups",
)  # fmt: skip

# Set → the scorer beside it, and whether the mean over papers counts too (few papers have most references).
SETS = {"corpus": ("score.py", False), "publisher": ("score.py", True), "lists": ("refs_score.py", True)}
TOTALS = ("ALL", "COUNTS", "CLASSES")  # keys of a scorer's report that are no papers

Figures = dict[str, float]


def figures_of(report: Mapping[str, Any], *, mean: bool) -> Figures:
    """Return a report's figures in percent with two decimals: micro F1 by column, and `mean …` over the papers."""
    total = report["ALL"] if isinstance(report["ALL"], dict) else {"references": report["ALL"]}
    figures = {column: round(f1, 2) for column, f1 in total.items() if f1 is not None}
    if mean:
        papers = [p if isinstance(p, dict) else {"references": p} for n, p in report.items() if n not in TOTALS]
        for column in list(figures):
            values = [f1 for p in papers if (f1 := p.get(column)) is not None]
            if values:
                figures[f"mean {column}"] = round(sum(values) / len(values), 2)
    return figures


def fallen(floor: Mapping[str, float], now: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return the columns that fell by more than the tolerance, or are gone, with the old and the new figure."""
    return {
        column: (old, now.get(column, 0.0)) for column, old in floor.items() if now.get(column, 0.0) < old - TOLERANCE
    }


def markdown(report: Mapping[str, Any]) -> str:
    """Return the figures as tables for docs/accuracy.md: by kind of paper, and the mean over papers read and unread."""
    papers = {name: value for name, value in report.items() if name not in TOTALS}
    if not isinstance(report["ALL"], dict):
        rows = {name: {"references": f1} for name, f1 in papers.items()}
        return _table(["references"], {**rows, "all": {"references": report["ALL"]}, **_means(rows)})
    rows = {**report.get("CLASSES", {}), "all": report["ALL"], **_means(papers)}
    return _table([c for c in SHOWN if report["ALL"].get(c) is not None], rows)


def unread_papers() -> frozenset[str]:
    """Return the names of the papers that nobody opened."""
    lines = map(str.strip, UNREAD.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if not line.startswith("#"))


def _means(papers: Mapping[str, Mapping[str, float | None]]) -> dict[str, dict[str, float]]:
    """Return the mean of each column over papers, and over those that were and were not opened, where some were not."""
    unread = unread_papers()
    groups = {"mean over papers": set(papers), "… opened": set(papers) - unread, "… not opened": set(papers) & unread}
    if not groups["… not opened"]:
        groups = {"mean over papers": set(papers)}
    found: dict[str, dict[str, float]] = {}
    for label, names in groups.items():
        columns = {column for name in names for column in papers[name]}
        values = {c: [f1 for n in names if (f1 := papers[n].get(c)) is not None] for c in columns}
        found[label] = {c: sum(v) / len(v) for c, v in values.items() if v}
    return found


def _table(columns: Sequence[str], rows: Mapping[str, Mapping[str, float | None]]) -> str:
    lines = [f"| | {' | '.join(c.removeprefix('field:') for c in columns)} |", "| --- |" + " ---: |" * len(columns)]
    for name, figures in rows.items():
        cells = (figures.get(column) for column in columns)
        lines.append(f"| {name} | {' | '.join('–' if f1 is None else f'{f1:.1f}' for f1 in cells)} |")
    return "\n".join(lines)


def truth_digest(folder: Path) -> str:
    """Return a digest of a set's truth: figures of another truth cannot be compared."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*/gold.json")):
        total.update(path.parent.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def score(folder: Path, scorer: str, build: Path) -> dict[str, Any]:
    """Extract a set, run its scorer, show its table and return its report."""
    build.mkdir(parents=True, exist_ok=True)
    extract = ["-m", "surveyrefs", "extract", str(folder), "-o", str(build), "--name", "parent", "-q", "--jobs", "2"]
    subprocess.run([sys.executable, *extract], cwd=ROOT, check=False)  # a paper that fails scores zero
    report = build / "score.json"
    command = [sys.executable, str(folder.parent / scorer), str(folder), str(build), "--json", str(report)]
    subprocess.run(command, cwd=ROOT, check=True)
    scores: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return scores


def compared(name: str, stored: dict[str, Any], now: Figures, truth: str) -> dict[str, tuple[float, float]]:
    """Return what fell in a set, and say so; nothing where the floor is of another truth."""
    if stored.get("truth") != truth:
        print(f"{name}: docs/quality.json has no figures of this truth: nothing was compared (--write stores these)")
        return {}
    fell = fallen(stored["figures"], now)
    for column, (old, new) in fell.items():
        print(f"fallen: {name}: {column} {old:.2f} -> {new:.2f}")
    return fell


def main() -> int:
    """Score, compare, and store where asked; exit with 1 where a figure fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the sets")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="store the figures as the new floor")
    parser.add_argument("--lower", action="store_true", help="with --write: also where a figure falls")
    parser.add_argument("--markdown", action="store_true", help="also print tables for docs/accuracy.md")
    arguments = parser.parse_args()
    bench: Path = arguments.bench.resolve()
    stored = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}
    fell_somewhere = False
    for name, (scorer, mean) in SETS.items():
        folder = bench / name
        if not folder.is_dir():
            print(f"there is no set at {folder}: nothing to score")
            continue
        report = score(folder, scorer, (ROOT / arguments.build).resolve() / name)
        if arguments.markdown:
            print(markdown(report))
        now, truth = figures_of(report, mean=mean), truth_digest(folder)
        fell = compared(name, stored.get(name, {}), now, truth)
        fell_somewhere = fell_somewhere or bool(fell)
        same = stored.get(name, {}).get("truth") == truth
        floor = stored[name]["figures"] if same and not arguments.lower else {}
        # A fall within the tolerance does not lower the floor either, or many small ones would.
        stored[name] = {"truth": truth, "figures": {c: max(f1, floor.get(c, f1)) for c, f1 in now.items()}}
    if arguments.write and (arguments.lower or not fell_somewhere):
        FLOOR.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
        print(f"stored in {FLOOR.relative_to(ROOT)}")
        return 0
    return 1 if fell_somewhere else 0


if __name__ == "__main__":
    sys.exit(main())
