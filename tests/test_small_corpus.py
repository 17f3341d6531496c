"""The small documents under tests/data, one per difficulty: no figure may fall below the floor that is kept there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs.references.lost import lost_letters
from surveyrefs.runner import load_run
from tests import small_corpus
from tests.bench.conserve import lost_callouts, raised_numbers
from tests.small_corpus import COLUMNS, FLOOR, Score, Scores, bare, cells_of, documents, score, squash, totals

ROUNDING = 0.05


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small-corpus")
    small_corpus.extract(folder)  # a document that fails has no outputs, and its floor says whether that is known
    return folder


@pytest.fixture(scope="module")
def scores(outputs: Path) -> dict[str, Scores]:
    return {name: score(name, outputs) for name in documents()}


@pytest.fixture(scope="module")
def floor() -> dict[str, dict[str, float]]:
    """Return the kept figures: by document where a column is below 100, and over all documents as `ALL`."""
    kept: dict[str, dict[str, float]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return kept


@pytest.mark.parametrize("name", documents())
def test_no_document_falls_below_its_floor(
    name: str, scores: dict[str, Scores], floor: dict[str, dict[str, float]]
) -> None:
    low = floor.get(name, {})
    for column, one in scores[name].items():
        if one.f1 is not None:
            shown = "\n".join(one.wrong[:20])
            assert one.f1 >= low.get(column, 100) - ROUNDING, f"{column} of {name} fell to {one.f1}:\n{shown}"


def test_no_column_falls_over_all_documents(scores: dict[str, Scores], floor: dict[str, dict[str, float]]) -> None:
    now = {column: one.f1 for column, one in totals(scores).items()}
    assert set(now) == set(COLUMNS) == set(floor["ALL"])
    assert {c: f for c, f in now.items() if f is None or f < floor["ALL"][c] - ROUNDING} == {}


def test_every_document_says_what_it_is_for() -> None:
    readme = (small_corpus.DATA / "README.md").read_text(encoding="utf-8")
    assert [name for name in documents() if f"`{name}`" not in readme] == []


def test_the_floor_names_documents_that_exist(floor: dict[str, dict[str, float]]) -> None:
    assert set(floor) - {"ALL"} <= set(documents())


def test_missing_and_invented_facts_both_cost() -> None:
    one = Score()
    one.compare([("a",), ("b",), ("b",)], [("a",), ("b",), ("c",)])
    assert (one.hits, one.found, one.wanted) == (2, 3, 3)
    assert one.wrong == ["- c", "+ b"]
    assert Score().f1 is None


def test_folding_keeps_what_tells_cells_apart() -> None:
    assert squash("Spärck Jones, K.") == "sparckjonesk"
    assert squash("✓") != squash("✗")
    assert bare("BERT [2], [3–5] (2019)") == "BERT ,  (2019)"
    assert bare("'=x") == "=x"
    assert cells_of("1", [["a", ""], ["", "b [1]"]]) == [("1", "0,0", "a"), ("1", "1,1", "b1")]


# The list [1, 2, 3] stands there to be no callout.
NO_CALLOUTS = {"numeric-ranges": 1}


def test_no_letter_of_a_list_and_no_number_in_brackets_is_lost(outputs: Path) -> None:
    runs = [load_run(path.parent) for path in sorted(outputs.glob("*/manifest.json"))]
    assert len(runs) > len(documents()) / 2
    assert {run.name: n for run in runs if (n := lost_letters(run.document, run.references))} == {}
    assert {run.name: n for run in runs if (n := lost_callouts(run).total())} == NO_CALLOUTS
    assert {run.name: unknown for run in runs if (unknown := raised_numbers(run)[1])} == {}
    index = small_corpus.read(outputs / "index.csv")
    assert {row["lost"] for row in index if row["status"] == "done"} == {"0"}
