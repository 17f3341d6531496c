"""The queries of docs/cluster.md run, on the dataset of our own two surveys and their list, and say what is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.dataset
import pytest

from surveyrefs.cluster.batch import Batch
from surveyrefs.cluster.sources import find_sources
from surveyrefs.cluster.work import Order
from surveyrefs.export.schema import TABLES
from tests.cluster.conftest import FakeClient

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


@pytest.fixture
def dest(order: Order, tmp_path: Path) -> Path:
    """Give the place of a batch over our own surveys and two lists that sort a work differently."""
    for name, group in (("one", "Trees"), ("other", "Graphs")):
        text = f"# Papers\n\n## {group}\n\n- [A work of ours](https://arxiv.org/abs/2301.00001) 2023\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    sources = find_sources([str(ROOT / "inputs"), str(tmp_path / "one.md"), str(tmp_path / "other.md")], "file")
    batch = Batch(FakeClient(), "", order, sources, lambda *_: None, lambda *_: None)  # type: ignore[arg-type]
    batch.run()
    assert batch.tally.done == 5
    assert order.place.local is not None
    return order.place.local


def test_the_queries_of_the_page(dest: Path) -> None:
    view, *queries = [block.replace("DEST/", f"{dest}/") for block in blocks("sql")]
    assert len(queries) == 5
    with duckdb.connect() as database:
        database.execute(view)
        answers: list[list[tuple[Any, ...]]] = [database.execute(query).fetchall() for query in queries]
    most, groups, common, breath, look = answers
    assert most[0][2] == 3, "a work that all three cite comes first"
    assert len(most) == 20
    assert all(earlier[2] >= later[2] for earlier, later in zip(most, most[1:], strict=False))
    (ours,) = [row for row in groups if row[0] == "A work of ours"]
    assert {ours[1]: ours[2], ours[3]: ours[4]} == {"one": ["trees"], "other": ["graphs"]}
    assert common[0][2:] == (1, 1.0), "the two lists, which hold the same work"
    assert common[1][2] == 58, "the versions of one survey, but for a work whose title changed"
    assert len(common) == 4
    assert all(one != other and surveys >= 1 for one, other, surveys, _ in breath)
    assert breath[0][2] == 2
    names = sorted(row[1] for row in look)
    assert names == ["one", "other", "retrieval-list", "retrieval-survey-v1", "retrieval-survey-v2"]


def test_pandas_and_pyarrow_read_it_with_its_types(dest: Path) -> None:
    names: dict[str, Any] = {}
    (block,) = blocks("python")
    exec(block.replace("DEST/", f"{dest}/"), names)
    works, recent = names["works"], names["recent"]
    assert isinstance(works, pd.DataFrame)
    assert len(works) == 59 + 63 + 44 + 2
    assert 0 < len(recent) < len(works)
    assert (recent["year"] >= 2023).all()
    for table in TABLES:
        schema = pyarrow.dataset.dataset(dest / "dataset" / table, partitioning="hive").schema
        assert schema.names[:-1] == ["sha256", *TABLES[table]]
    citations = pd.read_parquet(dest / "dataset" / "citations")
    assert set(citations["sha256"]) == set(works["sha256"])
