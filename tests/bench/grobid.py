"""What a GROBID server adds to the embedded engine, on recorded answers: scores of both, and each changed value judged.

    python -m tests.bench.grobid [--bench ../shared/bench] [--show 20]

Reads BENCH/corpus twice, alone and with the answers under BENCH/tei, and prints every column of the score for both.
Then each field that differs between the two `references.bib` is judged against the truth with the scorer's own
comparison. Keys of works in both runs must be equal.
Fails where a column falls, where fewer than three changed values are right for each wrong one, where a key changed, or
where the median survey has more than one `grobid-*` problem.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import bibtexparser

from surveyrefs.parse.grobid import recorded

ROOT = Path(__file__).parent.parent.parent
SERVER = "0.8.3-SNAPSHOT (b8d6bec)"  # what answered for BENCH/tei (its README)
TOLERANCE = 0.005  # points of F1: rounding only
RIGHT_FOR_WRONG = 3  # changed values that must be right for each wrong one
MEDIAN_PROBLEMS = 1  # `grobid-*` problems that the median survey may have
FIELDS = ("title", "authors", "initials", "year", "venue", "volume", "number", "pages", "doi", "arxiv", "url")


class Change(NamedTuple):
    """A field that the two runs read in two ways; `verdict` is "better", "worse" or "even" for the fused value."""

    survey: str
    key: str
    field: str
    alone: str
    fused: str
    truth: str
    verdict: str


def index_answers(corpus: Path, tei: Path, folder: Path) -> None:
    """Copy BENCH/tei with the index that the recorded-answers reader wants."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = {}
    for file in sorted(tei.glob(f"*{recorded.SUFFIX}")):
        pdf = corpus / file.name.removesuffix(recorded.SUFFIX) / "survey.pdf"
        if pdf.is_file():
            body = file.read_bytes()
            (folder / file.name).write_bytes(body)
            answers[recorded.digest(pdf.read_bytes())] = recorded.Answer(file.name, recorded.digest(body))
    recorded.write_index(folder, recorded.Answers(SERVER, "", answers))


def extract(corpus: Path, out: Path, *options: str) -> None:
    """Extract a set with options; a paper that fails scores zero."""
    command = ["-m", "surveyrefs", "extract", str(corpus), "-o", str(out), "--name", "parent", "-q", "--jobs", "2"]
    subprocess.run([sys.executable, *command, *options], cwd=ROOT, check=False)


def scored(bench: Path, out: Path) -> dict[str, Any]:
    """Return the scorer's report on a set's outputs."""
    report = out / "score.json"
    command = [sys.executable, str(bench / "score.py"), str(bench / "corpus"), str(out), "--json", str(report)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def load_scorer(bench: Path) -> Any:
    """Import BENCH/score.py, for its folding and comparing."""
    spec = importlib.util.spec_from_file_location("survey_scorer", bench / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def changes(scorer: Any, survey: str, gold: dict[str, Any], alone: Path, fused: Path) -> Iterator[Change]:
    """Give the fields of a survey that the two runs read in two ways; references are paired by their printed text."""
    rows = {run: scorer.rows(run / "references.csv") for run in (alone, fused)}
    entries = {run: _entries(run) for run in (alone, fused)}
    truth = scorer.align(rows[alone], gold["references"])
    by_raw = {scorer.squash(row["raw"]): row for row in rows[fused]}
    for i, row in enumerate(rows[alone]):
        other = by_raw.get(scorer.squash(row["raw"]))
        if other is None or i not in truth:
            continue
        ours, theirs = (scorer.bib_fields(e) for e in (entries[alone][row["key"]], entries[fused][other["key"]]))
        wanted = scorer.gold_fields(gold["references"][truth[i]])
        for field in FIELDS:
            if ours[field] != theirs[field]:
                right = [_right(scorer, field, v[field], wanted[field]) for v in (ours, theirs)]
                verdict = "even" if right[0] == right[1] else "better" if right[1] else "worse"
                values = [str(v[field]) for v in (ours, theirs, wanted)]
                yield Change(survey, row["key"], field, values[0], values[1], values[2], verdict)


def _right(scorer: Any, field: str, value: Any, wanted: Any) -> bool:
    return bool(not value if not wanted else value and scorer.same(field, value, wanted))


def _entries(run: Path) -> dict[str, Any]:
    library = bibtexparser.parse_file(str(run / "references.bib"))
    return {entry.key: entry for entry in library.entries}


def moved_keys(scorer: Any, alone: Path, fused: Path) -> list[str]:
    """Return the keys of the embedded run that the same printed reference does not have in the other."""
    keys = defaultdict(list)  # the same text may be printed twice
    for row in scorer.rows(fused / "references.csv"):
        keys[scorer.squash(row["raw"])].append(row["key"])
    rows = scorer.rows(alone / "references.csv")
    return [row["key"] for row in rows if row["key"] not in keys.get(scorer.squash(row["raw"]), [row["key"]])]


def main() -> int:
    """Extract, score, judge; exit with 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "grobid")
    parser.add_argument("--show", type=int, default=0, help="print the first N changed values")
    arguments = parser.parse_args()
    bench, build = arguments.bench.resolve(), arguments.build.resolve()
    if not (bench / "tei").is_dir():
        print(f"there are no recorded answers at {arguments.bench}: nothing to measure")
        return 0
    index_answers(bench / "corpus", bench / "tei", build / "tei")
    runs = {"embedded": build / "embedded", "fused": build / "fused"}
    extract(bench / "corpus", runs["embedded"])
    extract(bench / "corpus", runs["fused"], "--engine", "grobid", "--tei", str(build / "tei"))
    reports = {name: scored(bench, out) for name, out in runs.items()}
    failed = _columns(reports)
    scorer = load_scorer(bench)
    found: list[Change] = []
    moved: list[str] = []
    told: list[int] = []
    for gold in sorted((bench / "corpus").glob("*/gold.json")):
        name = gold.parent.name
        pair = runs["embedded"] / name, runs["fused"] / name
        found += changes(scorer, name, json.loads(gold.read_text(encoding="utf-8")), *pair)
        moved += moved_keys(scorer, *pair)
        told.append(sum(row["code"].startswith("grobid-") for row in scorer.rows(pair[1] / "problems.csv")))
    verdicts = Counter(change.verdict for change in found)
    for change in found[: arguments.show]:
        print(" | ".join(change))
    better, worse, even = (verdicts[name] for name in ("better", "worse", "even"))
    print(f"{len(found)} values changed: {better} better, {worse} worse, {even} even")
    print(f"{len(moved)} keys changed; grobid-* problems: median {statistics.median(told):g}, {sum(told)} in all")
    failed = failed or better < RIGHT_FOR_WRONG * worse
    return int(failed or bool(moved) or statistics.median(told) > MEDIAN_PROBLEMS)


def _columns(reports: dict[str, dict[str, Any]]) -> bool:
    failed = False
    for column, alone in reports["embedded"]["ALL"].items():
        fused = reports["fused"]["ALL"][column]
        if alone is not None:
            fell = fused < alone - TOLERANCE
            failed = failed or fell
            print(f"{column:20} {alone:7.2f} {fused:7.2f}{'  fell' if fell else ''}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
