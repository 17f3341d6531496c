"""Count, for each kind of table under tests/data, the rows read with every cell right: by us, by PyMuPDF's own finder.

`python -m tests.bench.tables` prints the table of docs/accuracy.md, `--write` puts it there.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pymupdf

from surveyrefs import cli
from tests.small_corpus import DATA, bare, squash

PAGE = Path(__file__).parent.parent.parent / "docs" / "accuracy.md"
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->\n"
SPANNED = 2  # columns at the left whose empty cells are filled from above: labels of several rows
STRATEGIES = ("lines", "lines_strict", "text")

Row = tuple[str, ...]


class Count(NamedTuple):
    """The rows of a kind of table; how many we have with every cell right, and how many PyMuPDF has."""

    kind: str
    rows: int
    ours: int
    theirs: int


def folded(rows: Iterable[Sequence[object]]) -> Counter[Row]:
    """Return rows as what counts in them: the text of their cells without callouts."""
    return Counter(row for cells in rows if any(row := tuple(squash(bare(str(c or ""))) for c in cells)))


def right(found: Counter[Row], wanted: Counter[Row]) -> int:
    """Return how many of the wanted rows were found."""
    return (found & wanted).total()


def filled(rows: Sequence[Sequence[str | None]]) -> list[list[str | None]]:
    """Return the rows of a found table with labels of several rows repeated, as our files have them."""
    out: list[list[str | None]] = []
    for row in rows:
        above = out[-1] if out else [None] * len(row)
        out.append([above[i] if i < SPANNED and not cell else cell for i, cell in enumerate(row)])
    return out


def theirs(pdf: Path, wanted: Counter[Row]) -> int:
    """Return the rows that PyMuPDF's finder has right, with the strategy that suits the document best."""
    best = 0
    with pymupdf.open(pdf) as document:
        for strategy in STRATEGIES:
            rows: list[list[str | None]] = []
            for page in document:
                for table in page.find_tables(strategy=strategy).tables:
                    rows += filled(table.extract())
            best = max(best, right(folded(rows), wanted))
    return best


def ours(folder: Path) -> Counter[Row]:
    """Return the rows of the files that we wrote for a document."""
    found: Counter[Row] = Counter()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += folded(list(csv.reader(file))[1:])
    return found


def count(name: str, kind: str, output: Path) -> Count:
    """Compare one document with its truth."""
    gold = json.loads((DATA / name / "gold.json").read_text(encoding="utf-8"))
    wanted = folded([c["text"] for c in row["cells"]] for table in gold["tables"] for row in table["rows"])
    pdf = DATA / name / "survey.pdf"
    return Count(kind, wanted.total(), right(ours(output / name / "tables"), wanted), theirs(pdf, wanted))


def kinds() -> dict[str, str]:
    """Return the documents on tables, each with the difficulty that tests/data/README.md names."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(table-[\w-]+)` \| [^|]* \| ([^|]*?) \|$", text, re.MULTILINE))


def markdown(counts: Sequence[Count]) -> str:
    """Return the counts as a table."""
    total = Count("all", sum(c.rows for c in counts), sum(c.ours for c in counts), sum(c.theirs for c in counts))
    lines = ["| kind | rows | right | PyMuPDF right |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {c.kind} | {c.rows} | {c.ours} | {c.theirs} |" for c in (*counts, total)]
    return "\n".join(lines) + "\n"


def written(page: str, table: str) -> str:
    """Return a page with the table between its marks replaced."""
    head, rest = page.split(BEGIN)
    return f"{head}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}"


def main(arguments: Sequence[str]) -> None:
    """Print the table; write it into the page with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    options = parser.parse_args(arguments)
    named = kinds()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        pdfs = [str(DATA / name / "survey.pdf") for name in named]
        cli.main(["extract", *pdfs, "--name", "parent", "-o", folder, "--force", "-q"])
        table = markdown([count(name, kind, output) for name, kind in named.items()])
    sys.stdout.write(table)
    if options.write:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), table), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
