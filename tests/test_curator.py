"""What the curator's measure counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.categorise.kinds import KINDS
from tests.bench import curator


@pytest.mark.parametrize(("label", "bare"), [("", True), ("–", True), ("[198]", True), ("'-", True), ("12, 13", True),
                                             ("(Li, 2020)", True), ("BERT", False), ("A* [3]", False)])  # fmt: skip
def test_labels_that_name_nothing(label: str, bare: bool) -> None:
    assert curator.is_bare(label) == bare


def test_categories_that_say_nothing() -> None:
    assert curator.says_nothing("INTRODUCTION")
    assert curator.says_nothing("Background > Motivation")
    assert not curator.says_nothing("Background > Graphs")


def write(path: Path, *rows: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_the_figures_of_a_run(tmp_path: Path) -> None:
    paper = tmp_path / "set" / "paper"
    write(paper / "assignments.csv", "key,category,source,row_label,generic", f"a,{'x' * 61},table,–,",
          "a,Graphs,table,GCN,",
          "b,Introduction,section,,", "c,Discussion,section,,1")  # fmt: skip
    write(paper / "references.csv", "key,cited", "a,1", "b,2", "c,1", "d,1", "e,0")
    write(paper / "references.zotero.bib", "@misc{a,", "  keywords = {Graphs}", "}", "@misc{b,", "}")
    write(paper / "tables.csv", "number,kind", "1,results", "2,other")
    made = curator.count_paper(paper, {"1": "results", "2": "taxonomy", "3": "other"})
    assert list(curator.column(made)) == [
        "4", "25.0", "25.0", "2", "50.0", "4", "75.0", "25.0", "25.0", "3", "33.3",
    ]  # fmt: skip
    assert curator.table([tmp_path / "set"]).splitlines()[2] == "| rows of `assignments.csv` | 4 |"


def test_the_judgements_are_of_known_kinds() -> None:
    judged = [kind for tables in curator.judgements().values() for kind in tables.values()]
    assert len(judged) >= 100
    assert set(judged) <= set(KINDS)
