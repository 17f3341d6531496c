from __future__ import annotations

import msgspec

from surveyrefs.categorise import categorise
from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Figure, Node, Passage, Row, Section, Table
from surveyrefs.model.link import Callout, Links, Target
from surveyrefs.model.reference import References
from surveyrefs.settings import CategoriseSettings

BOX = Box(0, 0, 10, 10)


def cell(text: str) -> Passage:
    return Passage("cell", text)


TABLE = Table(
    number="2",
    caption=Passage("caption", "Table 2: Works by field"),
    header=("Field", "Work", "Year"),
    header_cells=(),
    rows=(
        Row((cell("Graphs"), cell("Alpha [1]"), cell("2019")), ("Graphs",), 1, BOX),
        Row((cell("Graphs"), cell("Beta [2, 1]"), cell("2020")), ("Graphs",), 1, BOX),
        Row((cell("Trees"), cell("Gamma [3]"), cell("2021")), (), 1, BOX),
    ),
    notes=(),
    page=1,
    box=BOX,
    spans=(0,),
    confidence=0.9,
)
FIGURE = Figure(
    "1",
    Passage("caption", "Figure 1: A tree"),
    (),
    (Node(cell("Root"), -1), Node(cell("Branch"), 0), Node(cell("Leaf [1]"), 1)),
    1,
    BOX,
)
DOCUMENT = Document(
    engine="fake", engine_version="0", title="", authors=(), arxiv="", doi="", pages=((612.0, 792.0),),
    sections=(Section("1", "Methods", 1, False, 1, BOX), Section("1.1", "Graphs", 2, False, 1, BOX, 0)),
    passages=(), tables=(TABLE,), figures=(FIGURE,), bibliographies=(), anchors=(),
)  # fmt: skip


def callout(*references: int, row: int = -1, column: int = -1, table: int = -1, figure: int = -1, node: int = -1,
            section: int = -1, where: str = "body") -> Callout:  # fmt: skip
    targets = tuple(Target(r, str(r + 1), "label", 0.95) for r in references)
    return Callout(1, "[1]", 1, (0.0, 0.0, 1.0, 1.0), where, section, table, figure, row, column, "", targets, node)


def test_one_assignment_a_reference_and_row() -> None:
    links = Links(
        (
            callout(0, row=1, column=1, table=0, where="table"),
            callout(1, 0, row=2, column=1, table=0, where="table"),
            callout(0, row=2, column=1, table=0, where="table"),
        )
    )
    found = categorise(DOCUMENT, References(()), links).assignments
    assert [(a.reference, a.row, a.row_label, a.column, a.category) for a in found] == [
        (0, 1, "Alpha", "Work", "Graphs"),
        (1, 2, "Beta [2, 1]", "Work", "Graphs"),
        (0, 2, "Beta [2, 1]", "Work", "Graphs"),
    ]
    assert {a.confidence for a in found} == {0.9}


def test_a_label_of_one_row_is_its_category() -> None:
    links = Links((callout(2, row=3, column=1, table=0, where="table"),))
    (found,) = categorise(DOCUMENT, References(()), links).assignments
    assert (found.category, found.row_label) == ("Trees", "Gamma [3]")  # a label of one row only


def test_sections_and_leaves() -> None:
    links = Links((callout(0, section=1), callout(0, section=1), callout(0, figure=0, node=2, where="figure")))
    found = categorise(DOCUMENT, References(()), links).assignments
    assert [(a.source, a.category, a.count) for a in found] == [
        ("section", "Graphs", 2), ("figure", "Root > Branch", 1),
    ]  # fmt: skip


def test_a_work_cited_in_a_caption_only_is_of_what_the_caption_names() -> None:
    links = Links((callout(0, section=1), callout(0, 1, table=0, where="caption")))
    found = categorise(DOCUMENT, References(()), links).assignments
    assert [(a.reference, a.source, a.category, a.confidence) for a in found] == [
        (0, "section", "Graphs", 0.95), (1, "caption", "Works by field", 0.47),
    ]  # fmt: skip


def test_a_work_cited_before_the_first_heading_has_a_row_all_the_same() -> None:
    found = categorise(DOCUMENT, References(()), Links((callout(0, where="abstract"), callout(1)))).assignments
    assert [(a.category, a.generic) for a in found] == [("Abstract", True), ("Before the first heading", True)]


def test_generic_sections_are_flagged_and_no_category() -> None:
    headings = ("Introduction", "Background", "Graphs", "Summary")
    sections = tuple(Section(str(i), t, 1 + (i > 1), False, 1, BOX, 1 if i > 1 else -1) for i, t in enumerate(headings))
    document = msgspec.structs.replace(DOCUMENT, sections=sections)
    links = Links(tuple(callout(i, section=i) for i in range(4)))
    found = categorise(document, References(()), links)
    assert [(a.category, a.generic) for a in found.assignments] == [
        ("Introduction", True), ("Background", True), ("Graphs", False), ("Summary", True),
    ]  # fmt: skip
    assert [top.name for top in found.tree] == ["Graphs"]
    assert found.keywords == ((), (), ("Graphs",), ())
    asked = categorise(document, References(()), links, CategoriseSettings(generic_sections=True))
    assert [top.name for top in asked.tree] == ["Introduction", "Background", "Graphs", "Summary"]


def test_unresolved_callouts_are_assigned_nowhere() -> None:
    assert categorise(DOCUMENT, References(()), Links((callout(-1, section=1),))).assignments == ()


def test_the_tree_holds_each_reference_once() -> None:
    links = Links(
        (
            callout(0, row=1, column=1, table=0, where="table"),
            callout(1, 0, row=2, column=1, table=0, where="table"),
            callout(0, section=1),
        )
    )
    (graphs,) = categorise(DOCUMENT, References(()), links).tree  # the section and the table's group are one
    assert (graphs.name, graphs.references, graphs.places) == ("Graphs", (0, 1), ("Section 1.1", "Table 2"))


LISTS = Table(
    number="3",
    caption=Passage("caption", "Table 3: Works"),
    header=("Task", "Supervised", "Other"),
    header_cells=(),
    rows=tuple(Row((cell(task), cell("[1, 2]"), cell("[3], [4]")), (), 1, BOX) for task in ("Detection", "Tracking")),
    notes=(),
    page=1,
    box=BOX,
)


def of_lists(*columns: int) -> list[str]:
    document = msgspec.structs.replace(DOCUMENT, tables=(LISTS,))
    cited = [callout(2 * c, 2 * c + 1, row=r, column=c, table=0, where="table") for r in (1, 2) for c in columns]
    return [a.category for a in categorise(document, References(()), Links(tuple(cited))).assignments]


def test_a_row_of_lists_is_a_category() -> None:
    assert of_lists(1) == ["Detection", "Detection", "Tracking", "Tracking"]


def test_columns_of_lists_are_categories_too() -> None:
    assert of_lists(1, 2)[:4] == [
        "Detection > Supervised", "Detection > Supervised", "Detection > Other", "Detection > Other",
    ]  # fmt: skip
