"""Small hand-made values for the export tests."""

from __future__ import annotations

from typing import Any

from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Figure, Passage, Row, Section, Table
from surveyrefs.model.link import Assignment, Callout, Categories, Category, Links, Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name, Reference, References
from surveyrefs.model.run import Run

NO_BOX = Box(0, 0, 0, 0)


def reference(**fields: Any) -> Reference:
    """Return a journal article, fields replaced as given."""
    values: dict[str, Any] = {
        "key": "mueller2023planning", "label": "12", "raw": "J. Müller. Planning with Models. J. X 3 (2023).",
        "type": "article", "title": "Planning with Models", "authors": (Name("Müller", "Jörg"),), "others": False,
        "year": "2023", "container": "Journal of Planning", "volume": "3", "issue": "2", "pages": "12-17",
        "publisher": "", "doi": "10.1000/x_y", "arxiv": "", "primary_class": "", "url": "", "extra": {},
        "anchors": (), "page": 9, "box": (10.0, 20.04, 30.0, 40.0), "confidence": 0.934,
    }  # fmt: skip
    return Reference(**(values | fields))


def cell(text: str) -> Passage:
    """Return a table cell."""
    return Passage("cell", text)


def run(*references: Reference, **parts: Any) -> Run:
    """Return a run of these references; `document` fields, callouts, assignments, tree, kinds, keywords and
    problems as given.
    """
    document: dict[str, Any] = {
        "engine": "fake", "engine_version": "1", "title": "A Survey", "authors": ("Ann Author",), "arxiv": "2401.00001",
        "doi": "", "pages": ((612.0, 792.0),) * 9, "sections": (), "passages": (), "tables": (), "figures": (),
        "bibliographies": (), "anchors": (), "problems": parts.pop("problems", ()),
    }  # fmt: skip
    document |= parts.pop("document", {})
    links = Links(parts.pop("callouts", ()))
    categories = Categories(
        parts.pop("assignments", ()), parts.pop("tree", ()), kinds=parts.pop("kinds", ()),
        keywords=parts.pop("keywords", ()),
    )  # fmt: skip
    assert not parts
    return Run("survey-1", "ab" * 32, Document(**document), References(references), links, categories)


def full_run() -> Run:
    """Return a run with something of everything."""
    sections = (
        Section("3", "Methods", 1, False, 2, Box(50, 100, 200, 112)),
        Section("3.1", "Data > Labels", 2, False, 3, NO_BOX, parent=0),
        Section("", "Data Labeling", 3, True, 3, NO_BOX, parent=1),
        Section("", "Conclusion", 1, False, 8, NO_BOX),
    )
    table = Table(
        "IV", Passage("caption", "TABLE IV: Overview of methods."), ("Group", "Method", "Score"), (),
        (
            Row((cell("Search"), cell("A* [1]"), cell("-0.5")), ("Search",), 4, NO_BOX),
            Row((cell("Search"), cell("=B [2]")), ("Search", "Fast, greedy"), 4, NO_BOX),
        ),
        (), 4, NO_BOX, spans=(0,),
    )  # fmt: skip
    figure = Figure("2", Passage("caption", "Figure 2: Taxonomy"), (), (), 5, NO_BOX)
    callouts = (
        Callout(1, "[1, 2]", 3, (1.0, 2.0, 3.0, 4.0), "body", 2, -1, -1, -1, -1, "See [1, 2].", (
            Target(0, "1", "link", 1.0), Target(1, "2", "label", 0.95),
        )),
        Callout(2, "[1]", 4, (), "table", 1, 0, -1, 1, 1, "A* [1]", (Target(0, "1", "label", 0.9),)),
        Callout(3, "[99]", 5, (), "body", 3, -1, -1, -1, -1, "See [99].", (Target(-1, "99", "", 0.0),)),
        Callout(4, "[?]", 5, (), "caption", -1, -1, 0, -1, -1, "", ()),
    )  # fmt: skip
    assignments = (
        Assignment(0, "Search", "table", table=0, row=1, row_label="A*", column="Method", groups=("Search",),
                   section=1, page=4, confidence=0.9),
        Assignment(1, "Search > Fast, greedy", "table", table=0, row=2, groups=("Search", "Fast, greedy"), page=4),
        Assignment(0, "Methods > Data > Labels", "section", section=1, page=3),
        Assignment(1, "Planning", "figure", figure=0, page=5),
    )  # fmt: skip
    tree = (
        Category("Overview: of; @ {all}", "table", title="Overview of all things", children=(
            Category("Search", "table", (0,), (Category("Fast, greedy", "table", (1,)),)),
            Category("Other", "table", (), (
                Category("Fast, greedy", "table", (0,)), Category("Fast, greedy", "table", (1,)),
            )),
        )),
    )  # fmt: skip
    return run(
        reference(label="1"),
        reference(
            key="openai2024gpt", label="2", type="misc", title="GPT-4 at 100% & more", container="arXiv preprint",
            authors=(Name(literal="OpenAI, Inc."), Name("van der Berg", "A. B.", "Jr.")), others=True, year="2024",
            volume="", issue="", pages="", doi="", arxiv="2401.12345", primary_class="cs.CL",
        ),
        reference(key="x", label="3", type="misc", title="", authors=(), year="", container="", volume="", issue="",
                  pages="", doi="", raw="@garbled {reference", confidence=0.1, box=()),
        document={"sections": sections, "tables": (table, table), "figures": (figure,)},
        callouts=callouts, assignments=assignments, tree=tree, kinds=("comparison of works", "results"),
        keywords=(("Search",), ("Search > Fast, greedy", "Planning")),
        problems=(Problem("unlinked-callout", "[99] points nowhere", "Look at it", 5, (1.0, 2.0, 3.0, 4.04)),),
    )  # fmt: skip
