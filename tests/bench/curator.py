"""Measure what a curator sees in `assignments.csv`: what would have to be edited by hand before it can be used.

`python -m tests.bench.curator OUT…` reads folders of finished runs (one for each set of papers) and prints a table, a
column for each; `--write` puts it into docs/categories.md. The kinds of tables are compared with `table_kinds.csv`:
judgements by hand, made by looking at the printed tables.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "categories.md"
BEGIN, END = "<!-- curator: begin -->\n", "<!-- curator: end -->\n"
JUDGED = Path(__file__).with_name("table_kinds.csv")
LONG = 60  # characters of a category
# Written down apart from the vocabulary that the program uses, so that a gap in that shows.
_HEADINGS = (
    "introduction", "introducci[oó]n", "einleitung", "einf[uü]hrung", "introdução", "introduzione", "background",
    "related works?", "(previous|prior) works?", "literature review", "discussions?", "discusi[oó]n", "diskussion",
    "discussão", "conclusions?", "conclusi[oó]n(es)?", "fazit", "conclus(ão|ões)", "concluding remarks",
    "summary( and (conclusions?|outlook))?", "zusammenfassung", "outlook", "ausblick",
    "future (work|directions|research|research directions|perspectives)",
    "(open|challenges and) (problems|challenges|questions|issues)", "limitations",
    "(open )?challenges( and (future directions|opportunities))?", "(materials? (and|&) )?methods?( and materials?)?",
    "methodology", "results?( (and|&) discussions?)?", "resultados", "ergebnisse", "experiments?", "preliminaries",
    "motivation", "(paper |survey )?(organi[sz]ation|contributions?|scope|outline)", r"acknowledg\w+", "abstract",
    "appendix", "references",
)  # fmt: skip
GENERIC = re.compile(rf"(\d[\d.]*\s+)?({'|'.join(_HEADINGS)})", re.IGNORECASE)
_CALLOUT = re.compile(r"'?[\[(][^\[\]()]*[\])]")
_NUMBERS = re.compile(r"[\d\s,;–-]+")

Rows = list[dict[str, str]]

MEASURES = (
    "rows of `assignments.csv`",
    "with a category of more than 60 characters, %",
    "with a generic section and no flag, %",
    "rows of tables",
    "with a `row_label` that is empty, a dash or a bare callout, %",
    "cited works",
    "with a category, generic sections included, %",
    "with a category that names a subject, %",
    "with keywords for reference managers, %",
    "tables judged by hand",
    "of the right kind, %",
)


def is_bare(label: str) -> bool:
    """Tell whether a row's label names nothing: empty, a sign, a callout alone."""
    return not any(c.isalnum() for c in label) or bool(_CALLOUT.fullmatch(label)) or bool(_NUMBERS.fullmatch(label))


def says_nothing(category: str) -> bool:
    """Tell whether every level of a category is a heading that says where a survey stands."""
    return all(GENERIC.fullmatch(level.strip()) for level in category.split(" > "))


def read(path: Path) -> Rows:
    """Return the rows of a CSV file, none where there is no such file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count_paper(folder: Path, judged: Mapping[str, str]) -> Counter[str]:
    """Count what MEASURES asks in a finished run; `judged` has the right kind by table number."""
    made: Counter[str] = Counter()
    named: set[str] = set()
    placed: set[str] = set()
    kinds: dict[str, str] = {}
    for row in read(folder / "assignments.csv"):
        made["rows"] += 1
        made["long"] += len(row["category"]) > LONG
        nothing = row["source"] == "section" and says_nothing(row["category"])
        made["unflagged"] += nothing and not row.get("generic")
        placed.add(row["key"])
        if not nothing and not row.get("generic"):
            named.add(row["key"])
        if row["source"] == "table":
            made["table rows"] += 1
            made["bare"] += is_bare(row["row_label"])
    for row in read(folder / "tables.csv"):
        kinds.setdefault(row["number"], row["kind"])
    cited = {row["key"] for row in read(folder / "references.csv") if row["cited"] != "0"}
    made["cited"] += len(cited)
    made["placed"] += len(cited & placed)
    made["named"] += len(cited & named)
    made["keyed"] += len(cited & keyed(folder / "references.zotero.bib"))
    made["judged"] += len(judged)
    made["right"] += sum(kinds.get(number) == kind for number, kind in judged.items())
    return made


def keyed(bib: Path) -> set[str]:
    """Return the keys of the entries with keywords."""
    text = bib.read_text(encoding="utf-8") if bib.is_file() else ""
    entries = re.split(r"^@\w+\{", text, flags=re.MULTILINE)[1:]
    return {entry.split(",", 1)[0] for entry in entries if re.search(r"^\s*keywords\s*=", entry, re.MULTILINE)}


def judgements() -> dict[str, dict[str, str]]:
    """Return the judged kinds by paper and table number."""
    found: dict[str, dict[str, str]] = {}
    for row in read(JUDGED):
        found.setdefault(row["paper"], {})[row["table"]] = row["kind"]
    return found


def count(folder: Path) -> Counter[str]:
    """Count what MEASURES asks over all finished runs in a folder."""
    judged = judgements()
    papers = sorted(p for p in folder.iterdir() if (p / "assignments.csv").is_file())
    return sum((count_paper(paper, judged.get(paper.name, {})) for paper in papers), Counter[str]())


def column(made: Counter[str]) -> Iterator[str]:
    """Yield the figures of MEASURES."""

    def share(part: str, whole: str) -> str:
        return f"{100 * made[part] / made[whole]:.1f}" if made[whole] else "–"

    yield from (str(made["rows"]), share("long", "rows"), share("unflagged", "rows"))
    yield from (str(made["table rows"]), share("bare", "table rows"))
    yield from (str(made["cited"]), share("placed", "cited"), share("named", "cited"), share("keyed", "cited"))
    yield from (str(made["judged"]), share("right", "judged"))


def table(folders: Sequence[Path]) -> str:
    """Return the figures of all folders as a Markdown table."""
    columns = [list(column(count(folder))) for folder in folders]
    lines = [f"| | {' | '.join(f.name for f in folders)} |", "| --- |" + " ---: |" * len(folders)]
    lines += [f"| {name} | {' | '.join(figures)} |" for name, *figures in zip(MEASURES, *columns, strict=True)]
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="OUT")
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args(argv)
    text = table(arguments.folders)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN, 1)
        PAGE.write_text(before + BEGIN + text + END + rest.split(END, 1)[1], encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
