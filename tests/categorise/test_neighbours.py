"""Tables without one of their cells, rows or columns: the categories, compared with a golden file (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from surveyrefs.model.document import Passage, Table
from tests.categorise.build import categories, table
from tests.categorise.test_tables import METHODS
from tests.conftest import Golden
from tests.neighbours import shown

TABLES = {
    "classes": METHODS,
    "tasks": table(
        "Method | Task | Size | Code",
        "A-Net [1] | parsing | 3.5 | yes",
        "B-Net [2] | parsing | 12 | no",
        "C [3, 4] | tagging | 7 | yes",
        "[5] | tagging | – | yes",
        "E [6] | parsing | 1 | no",
        title="Models compared",
    ),
    "groups": table(
        "Area | Part | Work",
        "Text | Form | A [1]",
        "Text | Sense | B [2]",
        "Text | Sense | C [3]",
        "Sound | | D [4]",
        groups=("Text", "Text>Sense", "Text>Sense", "Sound"),
        spans=(0, 1),
    ),
    "lists": table("Topic | Early | Late", "Graphs | [1, 2] | [3]", "Trees | [4] | [5, 6]", "Paths | [7] |"),
    "ticks": table(
        "Method | Text | Image | Sound",
        "A [1] | ✓ | ✗ | ✓",
        "B [2] | ✓ | ✓ | ✗",
        "C [3] | ✗ | ✗ | ✓",
        title="What they read",
    ),
    "results": table(
        "Method | BLEU | ROUGE", "A [1] | 31.0 | 0.94", "B [2] | 28.5 | 0.90", "C [3] | 29 | 0.91", title="Scores"
    ),
    "data": table(
        "Dataset | Size | Task", "X [1] | 300 | QA", "Y [2] | 4,000 | QA", "Z [3] | 12k | NLI", title="Datasets in use"
    ),
    "surveys": table("Survey | Year | Scope", "P [1] | 2019 | text", "Q [2] | 2020 | sound", title="Related surveys"),
}
TITLES = (
    "Overview of methods",
    "Results",
    "Datasets",
    "A taxonomy of things",
    "Comparison with other surveys",
    "Notation",
    "",
)


def told(*tables: Table) -> list[str]:
    found = categories(*tables)
    lines = [f"{found.kinds} {found.shared}"]
    for a in found.assignments:
        where = f"{a.row}:{a.column}:{'/'.join(a.groups)}"
        lines.append(f"{a.reference} {a.category} | {a.row_label} | {where} | {a.confidence:.2f} {a.count} {a.generic}")
    return lines


def near(made: Table) -> Iterator[tuple[str, Table]]:
    replace = msgspec.structs.replace
    rows = made.rows
    for i, row in enumerate(rows):
        yield f"no row {i}", replace(made, rows=rows[:i] + rows[i + 1 :])
        yield f"row {i} twice", replace(made, rows=(*rows[: i + 1], *rows[i:]))
        for j, cell in enumerate(row.cells):
            for text in ("", cell.text + " (old)", "x" * 60):
                cells = (*row.cells[:j], Passage("cell", text), *row.cells[j + 1 :])
                yield (
                    f"{text[:9]!r} in {i}:{j}",
                    replace(made, rows=(*rows[:i], replace(row, cells=cells), *rows[i + 1 :])),
                )
        if row.groups:
            yield f"no groups in {i}", replace(made, rows=(*rows[:i], replace(row, groups=()), *rows[i + 1 :]))
    for j in range(len(made.header)):
        fewer = tuple(replace(row, cells=row.cells[:j] + row.cells[j + 1 :]) for row in rows)
        yield f"no column {j}", replace(made, header=made.header[:j] + made.header[j + 1 :], rows=fewer)
        for head in ("", "Category", "Method", "Year", "References"):
            yield f"{head!r} over {j}", replace(made, header=(*made.header[:j], head, *made.header[j + 1 :]))
    for title in TITLES:
        yield f"called {title!r}", replace(made, caption=Passage("caption", f"Table 1: {title}"))
    yield "no header", replace(made, header=("",) * len(made.header))
    yield "no spans", replace(made, spans=())
    yield "doubtful", replace(made, confidence=0.3)


@pytest.mark.golden
def test_categories_of_tables_without_a_part(golden: Golden) -> None:
    out: list[str] = []
    for name, made in TABLES.items():
        out += shown(name, told(made), ((of, told(other)) for of, other in near(made)))
    for one, two in zip(TABLES, list(TABLES)[1:], strict=False):
        second = msgspec.structs.replace(TABLES[two], number="2")
        out += [f"= {one} and {two}", *(f"    {line}" for line in told(TABLES[one], second))]
    golden.check("neighbours/tables.txt", "\n".join(out) + "\n")
