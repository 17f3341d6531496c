"""What is read from each of the small PDFs of our own, compared with golden files (`make golden` writes them).

Each PDF is made for one difficulty, and scored against its truth elsewhere. This comparison is stricter: whatever a
change does to headings, callouts, contexts, cells, fields, confidence or problems shows here as a line to look at.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from surveyrefs import cli
from tests.conftest import Golden

DATA = Path(__file__).parent / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/survey.pdf"))
FILES = ("references.csv", "citations.csv", "sections.csv", "assignments.csv", "tables.csv", "problems.csv")
UNSEEN = frozenset({"bbox", "survey", "confidence"})  # boxes have files of their own; confidence moves with every fit
PLACED = {"references.csv": "key", "citations.csv": "marker", "sections.csv": "title", "tables.csv": "file"}


def facts_of(folder: Path) -> str:
    """Return what a run wrote as one text: each table's rows but for a few columns, and the files of tables whole."""
    parts = []
    for name in FILES:
        rows = list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"))))
        lines = [" | ".join(value for key, value in row.items() if key not in UNSEEN and value) for row in rows]
        parts.append("\n".join([f"== {name}", *lines]))
    for path in sorted((folder / "tables").glob("*.csv")):
        parts.append(f"== {path.name}\n{path.read_text(encoding='utf-8-sig').rstrip()}")
    return "\n".join(parts) + "\n"


def places_of(folder: Path) -> str:
    """Return where the things of a run are printed: page and box, to the point, and a column that names each."""
    parts = []
    for name, column in PLACED.items():
        rows = list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"))))
        boxes = [" ".join(str(round(float(x))) for x in row["bbox"].split()) for row in rows]
        parts += [f"== {name}", *(f"{r['page']}: {box}  {r[column]}" for r, box in zip(rows, boxes, strict=True))]
    return "\n".join(parts) + "\n"


@pytest.mark.golden
@pytest.mark.parametrize("name", NAMES)
def test_an_own_pdf_gives_the_golden_facts(name: str, tmp_path: Path, golden: Golden) -> None:
    assert cli.main(["extract", str(DATA / name / "survey.pdf"), "-o", str(tmp_path), "-q"]) == 0
    golden.check(f"own/{name}.txt", facts_of(tmp_path / "survey"))
    golden.check(f"places/{name}.txt", places_of(tmp_path / "survey"))
