"""Score the visible corpus and compare each column with docs/quality.json: the floor only rises.

Fails where a column fell by more than TOLERANCE. `--write` stores the new figures; where one would fall, it also wants
`--lower`, so that nobody lowers the floor by accident.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
FLOOR = ROOT / "docs" / "quality.json"
TOLERANCE = 0.3  # points of F1

Figures = dict[str, float]


def micro_f1(report: Mapping[str, Any]) -> Figures:
    """Return the micro F1 of every column from the scorer's JSON, in percent with two decimals."""
    return {column: round(f1, 2) for column, f1 in report["ALL"].items() if f1 is not None}


def fallen(floor: Mapping[str, float], now: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return the columns that fell by more than the tolerance, or are gone, with the old and the new figure."""
    return {
        column: (old, now.get(column, 0.0)) for column, old in floor.items() if now.get(column, 0.0) < old - TOLERANCE
    }


def markdown(report: Mapping[str, Any]) -> str:
    """Return the figures as tables for docs/accuracy.md: micro F1 of every column, over all and by kind of survey."""
    kinds = {"all": report["ALL"], **report.get("CLASSES", {})}
    lines = [f"| column | {' | '.join(kinds)} |", "| --- |" + " ---: |" * len(kinds)]
    for column in (c for c, f1 in report["ALL"].items() if f1 is not None):
        cells = (figures.get(column) for figures in kinds.values())
        lines.append(f"| {column} | {' | '.join('–' if f1 is None else f'{f1:.1f}' for f1 in cells)} |")
    return "\n".join(lines)


def corpus_digest(corpus: Path) -> str:
    """Return a digest of the truth: figures of another corpus cannot be compared."""
    total = hashlib.sha256()
    for path in sorted(corpus.glob("*/gold.json")):
        total.update(path.parent.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def score(corpus: Path, build: Path) -> dict[str, Any]:
    """Extract the corpus, run its scorer, show its table and return its report."""
    extract = ["-m", "pipeline", "extract", str(corpus), "-o", str(build), "--name", "parent", "-q"]
    subprocess.run([sys.executable, *extract], cwd=ROOT, check=False)  # a paper that fails scores zero
    report = build / "score.json"
    scorer = [sys.executable, str(corpus.parent / "score.py"), str(corpus), str(build), "--json", str(report)]
    subprocess.run(scorer, cwd=ROOT, check=True)
    scores: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return scores


def main() -> int:
    """Score, compare, and store where asked; exit with 1 where a column fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="store the figures as the new floor")
    parser.add_argument("--lower", action="store_true", help="with --write: also where a figure falls")
    parser.add_argument("--markdown", action="store_true", help="also print a table for docs/accuracy.md")
    arguments = parser.parse_args()
    corpus: Path = arguments.corpus.resolve()
    if not corpus.is_dir():
        print(f"there is no corpus at {arguments.corpus}: nothing to score")
        return 0
    build = (ROOT / arguments.build).resolve()
    build.mkdir(parents=True, exist_ok=True)
    report = score(corpus, build)
    now = micro_f1(report)
    if arguments.markdown:
        print(markdown(report))
    stored = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.is_file() else {}
    same = stored.get("corpus") == corpus_digest(corpus)
    fell = fallen(stored.get("micro_f1", {}), now) if same else {}
    for column, (old, new) in fell.items():
        print(f"fallen: {column} {old:.2f} -> {new:.2f}")
    if arguments.write and (arguments.lower or not fell):
        floor = stored.get("micro_f1", {}) if same and not arguments.lower else {}
        # A fall within the tolerance does not lower the floor either, or many small ones would.
        raised = {column: max(f1, floor.get(column, f1)) for column, f1 in now.items()}
        content = {"corpus": corpus_digest(corpus), "micro_f1": raised}
        FLOOR.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        print(f"stored in {FLOOR.relative_to(ROOT)}")
        return 0
    if not same:
        print("docs/quality.json is of another corpus or missing: nothing was compared (--write stores these figures)")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
