from __future__ import annotations

from surveyrefs.categorise import categorise
from surveyrefs.model.box import Box
from surveyrefs.model.document import Figure, Node, Passage
from surveyrefs.model.link import Callout, Links, Target
from surveyrefs.model.reference import References
from tests.categorise.build import document_of

CAPTION = Passage("caption", "Figure 3: Taxonomy of agents")
DRAWN = Figure("3", CAPTION, (Passage("figure", "Planning [1, 2]"),), (), 4, Box(50, 60, 500, 300))


def cited(*references: int, node: int = -1) -> Callout:
    targets = tuple(Target(r, str(r), "label", 0.9) for r in references)
    return Callout(1, "[1, 2]", 4, (), "figure", -1, -1, 0, -1, -1, "", targets, node)


def test_a_drawing_that_cites_many_works_and_gives_no_tree_is_told() -> None:
    found = categorise(document_of(figures=(DRAWN,)), References(()), Links((cited(0, 1, 2), cited(2, 3, 4))))
    (problem,) = found.problems
    assert (problem.code, problem.page, problem.box) == ("figure-not-a-tree", 4, (50, 60, 500, 300))
    assert "5 works" in problem.hint
    assert {a.category for a in found.assignments} == {"Agents"}  # what the caption names, at least
    assert {a.confidence for a in found.assignments} == {0.45}


def test_few_works_or_a_tree_are_no_problem() -> None:
    assert categorise(document_of(figures=(DRAWN,)), References(()), Links((cited(0, 1, 2),))).problems == ()
    nodes = (Node(Passage("figure", "Agents"), -1), Node(Passage("figure", "[1]"), 0))
    tree = Figure("3", CAPTION, (), nodes, 4, DRAWN.box)
    read = categorise(document_of(figures=(tree,)), References(()), Links((cited(0, 1, 2, 3, 4, node=1),)))
    assert read.problems == ()


def test_a_taxonomy_without_callouts_that_gives_no_tree_is_told() -> None:
    texts = tuple(Passage("figure", name) for name in ("Agents", "Planning", "Acting", "Memory", "Tools", "Search"))

    def told(caption: str, *drawn: Passage) -> list[str]:
        figure = Figure("3", Passage("caption", caption), drawn, (), 4, DRAWN.box)
        return [p.hint for p in categorise(document_of(figures=(figure,)), References(()), Links(())).problems]

    assert "6 texts" in told("Figure 3: A taxonomy of agents", *texts)[0]
    assert told("Figure 3: A taxonomy of agents", *texts[:5]) == []
    assert told("Figure 3: The pipeline for classification", *texts) == []
