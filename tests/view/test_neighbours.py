"""The page of a survey that lacks a value, compared with a golden file (`make golden`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from surveyrefs.model.run import Run
from surveyrefs.view import charts, counts
from surveyrefs.view.model import survey_view
from surveyrefs.view.queue import queue
from tests.conftest import Golden
from tests.export.build import full_run
from tests.neighbours import lacking, shown

SHOWN = 100


def flat(value: Any, path: str = "") -> Iterator[str]:
    """Give the values of nested lists and objects, each with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}.{key}")
    elif isinstance(value, list | tuple) and any(isinstance(v, dict | list | tuple) for v in value):
        for i, item in enumerate(value):
            yield from flat(item, f"{path}[{i}]")
    else:
        yield f"{path} {json.dumps(value, ensure_ascii=False)}"[:SHOWN]


def told(run: Run) -> list[str]:
    survey = survey_view(run)
    whole = msgspec.to_builtins(survey)
    del whole["version"]
    lines = [*flat(whole), *(f"item {item}"[:SHOWN] for item in queue(survey))]
    lines += [f"year {bar}" for bar in counts.years(survey)] + [f"section {bar}" for bar in counts.sections(survey)]
    lines += [f"tree {bar}" for bar in counts.tree(survey)]
    lines += [f"cell {c}" for c in counts.categories_by_year(survey) + counts.together(survey)]
    return lines


@pytest.mark.golden
def test_pages_of_surveys_that_lack_a_value(golden: Golden) -> None:
    run = full_run()
    near = []
    for part in ("references", "links", "categories"):
        for name, made in lacking(getattr(run, part), part):
            if not name.startswith("no references.references[") or "." in name.removeprefix("no references.references"):
                near.append((name, told(msgspec.structs.replace(run, **{part: made}))))
    golden.check("neighbours/page.txt", "\n".join(shown("whole", told(run), near)) + "\n")


@pytest.mark.golden
def test_pictures_of_few_and_many(golden: Golden) -> None:
    lines = []
    for number in (0, 1, 2, 7, 30, 90):
        name = "Name {} of a thing that is long enough to be cut"
        bars = [counts.Bar(name.format(n), n % 3, (n + 1) ** 2 % 17, f"#{n}") for n in range(number)]
        cells = [counts.Cell(f"row {n % 5}", str(2000 + n // 5), n % 4 + 1, "") for n in range(number)]
        square = [counts.Cell(f"row {n % 9}", f"row {n * n % min(number, 9)}", n % 4 + 1, "") for n in range(number)]
        for kind, spec in {
            "columns": charts.columns(bars, "works"),
            "rows": charts.rows(bars, "works"),
            "grid": charts.grid(cells, "works"),
            "upright": charts.grid(square, "works", upright=True),
        }.items():
            lines += [f"{kind} {number}{line}" for line in flat(json.loads(json.dumps(spec)))][:60]
    golden.check("neighbours/pictures.txt", "\n".join(lines) + "\n")
