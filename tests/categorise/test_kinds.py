from __future__ import annotations

import pytest

from surveyrefs.categorise.kinds import is_figure, kind_of
from surveyrefs.model.document import Table
from tests.categorise.build import categories, table

WORKS = ("A [1] | yes", "B [2] | no", "C [3] | yes")


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (table("Method | Code", *WORKS, title="Overview of parsers"), "comparison of works"),
        (table("Survey | Year", *WORKS, title="Coverage"), "related surveys"),
        (table("Work | Topics", *WORKS, title="Comparison with existing surveys"), "related surveys"),
        (table("Dataset | Size", "X [1] | 300", "Y [2] | 4,000", title="What is used"), "datasets"),
        (table("Name | Size | Task", "X [1] | 3 | QA", "Y [2] | 4 | QA", title="Datasets of the field"), "datasets"),
        (table("Method | BLEU | ROUGE", "A [1] | 31.0 | 0.94", "B [2] | 28.5 | 0.90", title="Comparison"), "results"),
        (table("Group | Before | After", "I | 3.2 ± 0.1 | 4.5 ± 0.2", "II | 1.0 | 2.2", title="Weights"), "results"),
        (table("Compound | Found in", "thujene | mint", "camphene | thyme", title="Compounds identified"), "results"),
        (table("Family | Mechanism | Works", "Budgets | caps | [1, 2]", "Filters | resize | [3, 4]"), "taxonomy"),
        (table("Topic | Papers", "Graphs | [1, 2]", "Trees | [3]", "Paths | [4]"), "taxonomy"),
        (table("Gesture | Meaning", "Tap | select", "Swipe | scroll", title="A taxonomy of gestures"), "taxonomy"),
        (table("Group | Note", "A [1] | dry", "B [2] | wet", title="Effects seen on datasets"), "comparison of works"),
        (table("Model | Note", "A [1] | dry", "B [2] | wet", title="Models and datasets"), "comparison of works"),
        (table("Group | Note", "A | dry", "B | wet", title="Notes on datasets"), "taxonomy"),
        (table("Method | Code | Rate", "A [1] | yes | 31", "B [2] | no | 28", title="Performance"), "results"),
        (table("Method | Code | Style", "A [1] | yes | x", "B [2] | no | y", title="Performance"),
         "comparison of works"),
        (table("Method | Rate", "A [1] | 31", "B [2] | 28", title="Parsers"), "comparison of works"),
        (table("Group | Rate", "A | 31", "B | 28", title="Gardens"), "results"),
        (table("Group | Note", "A | dry", "B | wet", title="Effect of water"), "taxonomy"),
        (table("Plant | Note", "A | dry", "B | wet", title="Effect of water"), "results"),
        (table("Plant | Works", "A | [1]", "B | [2]", "C | [3]", title="Gardens"), "taxonomy"),
        (table("Plant | Note", "A | see [1]", "B | dry", "C | see [2]", title="Gardens"), "comparison of works"),
        (table("Plant | Note", "A | see [1]", "B | dry", "C | wet", title="Gardens"), "other"),
        (table("Survey year | Place", "2001 | Rome", "2002 | Oslo", title="Where we asked"), "other"),
        (table("Tool | Parameter", "A | 3", "B | 4", title="Parameters of tools"), "other"),
        (table("Tool | Value | Unit", "A | 3 | m", "B | 4 | m", title="What was set"), "other"),
        (table("Symbol | Meaning", "x | input", "y | output", title="What we write"), "other"),
        (table("Name | Value | Unit", "load | 500 | kW", "rate | 35 | %", title="Plant"), "other"),
        (table("Phrase | Field", "cache | web", "fresh | web", title="Keywords of the search"), "other"),
        (table("Visit | Day 1 | Day 2", "Consent | x | ", "Blood | x | x", title="Schedule of visits"), "other"),
        (table("Property | Static | Moving", "Depth | yes | no", "Light | no | no", title="Two worlds"), "other"),
    ],
)  # fmt: skip
def test_kinds(made: Table, kind: str) -> None:
    assert categories(made).kinds == (kind,)


def test_a_table_whose_header_cites_compares_its_columns() -> None:
    turned = table("Category | ARMAR | CAST", "Logic | TFS | none", "Time | + | ++", title="Design")
    assert kind_of(turned, {}) == "taxonomy"
    assert kind_of(turned, {}, header_cited=True) == "comparison of works"


def test_results_and_surveys_stay_in_the_csv_and_give_no_categories() -> None:
    scores = table("Method | BLEU | ROUGE", "A [1] | 31.0 | 0.94", "B [2] | 28.5 | 0.90", title="Scores")
    found = categories(scores)
    assert [a.category for a in found.assignments] == ["Scores", "Scores"]
    assert found.tree == ()
    assert found.keywords == ((), (), ())


@pytest.mark.parametrize(
    ("cell", "figure"),
    [("62.5 ± 1.5b", True), (".88", True), ("33.3 N = 249", True), ("0.93 (0.91–0.95)", True), ("–", False),
     ("GPT-4", False), ("yes", False), ("Ti59.51Zr35.16", True), ("CVPR’24", False)],
)  # fmt: skip
def test_cells_that_hold_figures(cell: str, figure: bool) -> None:
    assert is_figure(cell) == figure
