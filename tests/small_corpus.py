"""Compare what the pipeline writes for the documents under tests/data with their gold, column by column.

`python -m tests.small_corpus` prints the table and what was missed; with `--write` it also keeps the figures as the
new floor.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from surveyrefs import cli

DATA = Path(__file__).parent / "data"
FLOOR = DATA / "floor.json"
SAME_REFERENCE = 60  # squashed texts less alike than this are different references
SCHOOLS = ("phdthesis", "techreport")  # these have no venue but a school or institution
FIELDS = ("title", "authors", "year", "venue", "volume", "pages", "doi", "arxiv")
COLUMNS = ("references", *FIELDS, "callouts", "headings", "sections", "cells", "groups", "figures")
FOLD = str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"})

Rows = list[dict[str, str]]
Scores = dict[str, "Score"]


@dataclass
class Score:
    """Counts of one column, and what was missed (`-`) or made up (`+`)."""

    hits: int = 0
    found: int = 0
    wanted: int = 0
    wrong: list[str] = field(default_factory=list)

    def compare(self, found: Iterable[tuple[str, ...]], wanted: Iterable[tuple[str, ...]]) -> None:
        """Count two bags of facts against each other."""
        have, want = Counter(found), Counter(wanted)
        self.hits += (have & want).total()
        self.found += have.total()
        self.wanted += want.total()
        self.wrong += [f"- {' | '.join(x)}" for x in (want - have).elements()]
        self.wrong += [f"+ {' | '.join(x)}" for x in (have - want).elements()]

    @property
    def f1(self) -> float | None:
        """F1 in percent, None where there was nothing to find and nothing found."""
        total = self.found + self.wanted
        return round(200 * self.hits / total, 1) if total else None


def squash(text: object) -> str:
    """Fold case, accents, blanks and punctuation away; symbols and dashes of a cell stay."""
    folded = unicodedata.normalize("NFKD", str(text or "").lower().translate(FOLD))
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[\s_.,;:'’‘“”\"()\[\]{}*∗<>/-]+", "", letters)


def title(text: object) -> str:
    """Fold a heading, its callouts left out; the first words are enough."""
    return squash(bare(str(text or "")))[:60]


def documents() -> list[str]:
    """Return the names of the documents, in order."""
    return sorted(p.parent.name for p in DATA.glob("*/gold.json"))


def extract(output: Path) -> int:
    """Run the pipeline over all documents; return its exit status."""
    pdfs = [str(DATA / name / "survey.pdf") for name in documents()]
    return cli.main(["extract", *pdfs, "--name", "parent", "-o", str(output), "--force", "-q"])


def read(path: Path) -> Rows:
    """Read a CSV file; no rows where it is missing."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(name: str, output: Path) -> Scores:
    """Compare one document's outputs with its gold."""
    gold = json.loads((DATA / name / "gold.json").read_text(encoding="utf-8"))
    folder = output / name
    scores: Scores = {column: Score() for column in COLUMNS}
    references = read(folder / "references.csv")
    pairs = align(references, gold["references"])
    keys = {references[i]["key"]: gold["references"][j]["key"] for i, j in pairs.items()}
    score_references(scores, references, gold["references"], pairs)
    score_callouts(scores, read(folder / "citations.csv"), gold["citations"], keys)
    scores["sections"].compare(
        [(s["number"], title(s["title"])) for s in read(folder / "sections.csv") if s["number"]],
        [(s["number"], title(s["title"])) for s in gold["sections"] if s["number"]],
    )
    assignments = read(folder / "assignments.csv")
    score_tables(scores, folder / "tables", assignments, gold["tables"], keys)
    scores["figures"].compare(
        [(a["figure"], squash(a["groups"]), keys.get(a["key"], "?")) for a in assignments if a["source"] == "figure"],
        [(f["number"], squash(x["path"]), k) for f in gold["figures"] for x in f["leaves"] for k in x["keys"]],
    )
    return scores


def align(found: Rows, wanted: list[dict[str, Any]]) -> dict[int, int]:
    """Pair found references with true ones, most alike first."""
    have, want = [squash(r["raw"]) for r in found], [squash(r["raw"]) for r in wanted]
    alike = sorted(((fuzz.ratio(a, b), i, j) for i, a in enumerate(have) for j, b in enumerate(want)), reverse=True)
    pairs: dict[int, int] = {}
    for likeness, i, j in alike:
        if likeness >= SAME_REFERENCE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def score_references(scores: Scores, found: Rows, wanted: list[dict[str, Any]], pairs: dict[int, int]) -> None:
    """Ask for the whole text with its label, and for each field that the reference prints."""
    scores["references"].compare(
        [(r["printed_label"], squash(r["raw"])) for r in found], [(r["label"], squash(r["raw"])) for r in wanted]
    )
    back = {j: i for i, j in pairs.items()}
    for j, true in enumerate(wanted):
        row = found[back[j]] if j in back else {}
        families = [a["family"] for a in true["authors"]] + ["others"] * true["others"]
        truth = {**true, "authors": "; ".join(families), "pages": (true["pages"] or "").replace("–", "-")}
        row = {**row, "authors": "; ".join(n.split(",")[0] for n in row.get("authors", "").split("; "))}
        for name in FIELDS:
            want, have = squash(truth[name]), squash(row.get(name))
            if want and not (name == "venue" and true["type"] in SCHOOLS):
                scores[name].compare([(true["key"], have)] if have else [], [(true["key"], want)])


def score_callouts(scores: Scores, found: Rows, wanted: list[dict[str, Any]], keys: dict[str, str]) -> None:
    """Ask for place and page of every callout, and for the heading in force of those in the text."""
    where = {"text": "body"}
    scores["callouts"].compare(
        [(keys.get(c["key"], "?"), c["where"], c["page"]) for c in found],
        [(k, where.get(c["where"], c["where"]), str(c["page"])) for c in wanted for k in c["keys"]],
    )
    floats = ("table", "caption", "figure", "abstract")
    scores["headings"].compare(
        [(keys.get(c["key"], "?"), c["section_number"], title(c["section_title"]), squash(c["run_in"]))
         for c in found if c["where"] not in floats],
        [(k, c["section"] or "", title(c["section_title"]), squash(c["paragraph"]))
         for c in wanted for k in c["keys"] if c["where"] not in floats],
    )  # fmt: skip


def score_tables(
    scores: Scores, folder: Path, assignments: Rows, wanted: list[dict[str, Any]], keys: dict[str, str]
) -> None:
    """Ask for every filled cell with its row and column, and for the groups of every work in a row."""
    cells: list[tuple[str, ...]] = []
    for path in sorted(folder.glob("*.csv")) if folder.exists() else []:
        with path.open(encoding="utf-8", newline="") as file:
            number = re.sub(r"^table-(p\d+-\d+$)?", "", path.stem)
            cells += cells_of(number, [[bare(c) for c in row] for row in csv.reader(file)])
    scores["cells"].compare(
        cells,
        [cell for t in wanted for cell in cells_of(
            t["number"], [t["header"], *([bare(c["text"]) for c in r["cells"]] for r in t["rows"])])],
    )  # fmt: skip
    scores["groups"].compare(
        {(a["table"], a["row"], squash(a["groups"]), keys.get(a["key"], "?")) for a in assignments
         if a["source"] == "table" and a["row"] != "0"},  # a work has a row for each cell and tick that names it
        [(t["number"], str(n), squash(" > ".join(r["groups"])), k) for t in wanted for n, r in enumerate(t["rows"], 1)
         for k in dict.fromkeys(r["keys"]) if k],
    )  # fmt: skip


def cells_of(number: str, grid: list[list[str]]) -> list[tuple[str, ...]]:
    """Return the filled cells of a table with their places; line 0 is the header."""
    return [
        (number, f"{i},{j}", squash(cell)) for i, row in enumerate(grid) for j, cell in enumerate(row) if squash(cell)
    ]


def bare(cell: str) -> str:
    """Take callouts and the spreadsheet guard off a cell."""
    cell = re.sub(r"[\[(](?:S?\d{1,3}(?!\d)[\s,;–-]*)+[\])]", "", cell)
    return cell[1:] if re.match(r"'['=+\-@]", cell) else cell


def totals(all_scores: dict[str, Scores]) -> Scores:
    """Add the columns up over all documents."""
    out: Scores = {column: Score() for column in COLUMNS}
    for scores in all_scores.values():
        for column, one in scores.items():
            out[column].hits += one.hits
            out[column].found += one.found
            out[column].wanted += one.wanted
    return out


def figures(all_scores: dict[str, Scores]) -> dict[str, dict[str, float]]:
    """Return F1 by document and column where it is below 100, and the totals as `ALL`."""
    named = {**all_scores, "ALL": totals(all_scores)}
    return {
        name: {c: s.f1 for c, s in scores.items() if s.f1 is not None and (s.f1 < 100 or name == "ALL")}
        for name, scores in named.items()
        if name == "ALL" or any(s.f1 is not None and s.f1 < 100 for s in scores.values())
    }


def main(arguments: list[str]) -> None:
    """Print the table and the differences; keep the floor with --write."""
    with tempfile.TemporaryDirectory() as folder:
        extract(Path(folder))
        all_scores = {name: score(name, Path(folder)) for name in documents()}
    write = sys.stdout.write
    for name, scores in all_scores.items():
        for column, one in scores.items():
            write("".join(f"{name} {column}: {line[:230]}\n" for line in one.wrong))
    write(f"{'':22}" + "".join(f"{c[:8]:>9}" for c in COLUMNS) + "\n")
    for name, scores in {**all_scores, "ALL": totals(all_scores)}.items():
        values = ("" if s.f1 is None else f"{s.f1:.1f}" for s in scores.values())
        write(f"{name:22}" + "".join(f"{v:>9}" for v in values) + "\n")
    if "--write" in arguments:
        FLOOR.write_text(json.dumps(figures(all_scores), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
