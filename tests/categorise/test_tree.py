from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.categorise import categorise
from surveyrefs.model.box import Box
from surveyrefs.model.document import Figure, Node, Passage, Section, Table
from surveyrefs.model.link import Callout, Categories, Category, Links, Target
from surveyrefs.model.reference import References
from surveyrefs.settings import CategoriseSettings
from tests.categorise.build import callouts_of, document_of, table

BOX = Box(0, 0, 10, 10)


def sections(*titles: str) -> tuple[Section, ...]:
    """Return headings `1 Title`, `1.1 Title`."""
    made: list[Section] = []
    for text in titles:
        number, title = text.split(" ", 1)
        above = [i for i, s in enumerate(made) if number.startswith(f"{s.number}.")]
        made.append(Section(number, title, number.count(".") + 1, False, 1, BOX, above[-1] if above else -1))
    return tuple(made)


def figure(*labels: str) -> Figure:
    """Return a tree: a label a line, an indent of a blank a level."""
    nodes: list[Node] = []
    open_: list[int] = []
    for label in labels:
        depth = len(label) - len(label.lstrip())
        del open_[depth:]
        nodes.append(Node(Passage("figure", label.strip()), open_[-1] if open_ else -1))
        open_.append(len(nodes) - 1)
    return Figure("1", Passage("caption", "Figure 1: A tree"), (), tuple(nodes), 1, BOX)


def cited(reference: int, section: int = -1, node: int = -1) -> Callout:
    target = Target(reference, str(reference), "label", 1.0)
    return Callout(900 + reference, "[1]", 1, (), "body" if node < 0 else "figure", section, -1, 0 if node >= 0 else -1,
                   -1, -1, "", (target,), node)  # fmt: skip


def grown(
    *callouts: Callout, tables: Sequence[Table] = (), headings: Sequence[Section] = (), figures: Sequence[Figure] = (),
    settings: CategoriseSettings | None = None,
) -> Categories:  # fmt: skip
    document = document_of(*tables, sections=tuple(headings), figures=tuple(figures))
    return categorise(document, References(()), Links((*callouts_of(*tables), *callouts)), settings)


def drawn(nodes: Sequence[Category]) -> list[object]:
    """Return the tree as `name references` and lists of what is below."""
    out: list[object] = []
    for node in nodes:
        out.append(f"{node.name} {list(node.references)}")
        if node.children:
            out.append(drawn(node.children))
    return out


def test_figure_and_sections_are_one_tree_by_name_and_by_number() -> None:
    found = grown(
        cited(1, node=2), cited(2, section=1), cited(3, section=2), cited(4, section=3),
        figures=[figure("Agents", " Frameworks (§2)", "  Single", " Models (§3)", "  Large")],
        headings=sections("1 Introduction", "2 Agent frameworks", "2.1 Many", "3 Models"),
    )  # fmt: skip
    assert drawn(found.tree) == ["Agents []", ["Frameworks [1, 2]", ["Many [3]"], "Models [4]"]]
    assert found.tree[0].children[0].places == ("Figure 1", "Section 2")


def test_table_groups_join_the_section_of_their_name() -> None:
    groups = ("Sparse", "Sparse", "Dense")
    retrievers = table("Kind | Method", "Sparse | BM25 [1]", "Sparse | SPLADE [2]", "Dense | DPR [3]", groups=groups,
                       spans=(0,), title="Retrievers")  # fmt: skip
    found = grown(cited(4, section=1), tables=[retrievers], headings=sections("1 Retrieval", "1.1 Dense", "1.2 Cost"))
    assert drawn(found.tree) == ["Retrieval []", ["Dense [3, 4]"], "Retrievers []", ["Sparse [1, 2]"]]
    assert found.keywords[3] == ("Retrieval > Dense",)


def test_names_that_come_twice_or_say_little_join_nothing() -> None:
    twice = grown(
        cited(1, section=1), cited(2, section=3), cited(3, node=1), cited(4, node=1),
        headings=sections("1 Vision", "1.1 Graphs", "2 Text", "2.1 Graphs"),
        figures=[figure("Root", " Graphs", "  Leaf")],
    )  # fmt: skip
    assert [node.name for node in twice.tree] == ["Root", "Vision", "Text"]
    for name, joins in (("Others", False), ("QA", False), ("NLI", True)):
        once = grown(cited(1, section=1), cited(3, node=2), headings=sections("1 Vision", f"1.1 {name}"),
                     figures=[figure("Root", f" {name}", "  Leaf")])  # fmt: skip
        assert [node.name for node in once.tree] == (["Root"] if joins else ["Root", "Vision"])


def test_groups_of_two_tables_are_told_apart_even_where_a_section_has_their_name() -> None:
    spans = {"groups": ("Evasion", "Evasion"), "spans": (0,)}
    attacks = table("Kind | Work", "Evasion | A [1]", "Evasion | B [2]", title="Attacks", **spans)  # type: ignore[arg-type]
    defences = table("Kind | Work", "Evasion | C [3]", "Evasion | D [4]", title="Defences", number="2", **spans)  # type: ignore[arg-type]
    found = grown(cited(5, section=0), tables=[attacks, defences], headings=sections("1 Evasion"))
    assert drawn(found.tree) == [
        "Evasion [5]", "Attacks []", ["Evasion [1, 2]"], "Defences []", ["Evasion [3, 4]"],
    ]  # fmt: skip


def test_groups_of_data_sets_stay_with_their_table() -> None:
    rows = ("Video | A [1]", "Video | B [2]")
    sets = table("Kind | Dataset", *rows, groups=("Video", "Video"), spans=(0,), title="Data")
    found = grown(cited(3, section=0), tables=[sets], headings=sections("1 Video"))
    assert drawn(found.tree) == ["Video [3]", "Data []", ["Video [1, 2]"]]


def test_a_work_in_no_table_gets_the_section_that_cites_it_most() -> None:
    found = grown(
        cited(1, section=0), cited(1, section=0), cited(1, section=2), cited(2, section=0), cited(2, section=1),
        headings=sections("1 Graphs", "1.1 Paths", "2 Trees"),
    )  # fmt: skip
    assert found.keywords == ((), ("Graphs",), ("Graphs > Paths",))


def test_kinds_of_tables_as_asked() -> None:
    scores = table("Method | BLEU | F1", "A [1] | 31.0 | 0.9", "B [2] | 28.5 | 0.8", title="Scores of parsers")
    assert grown(tables=[scores]).tree == ()
    asked = grown(tables=[scores], settings=CategoriseSettings(table_kinds=("results",)))
    assert drawn(asked.tree) == ["Scores of parsers [1, 2]"]
    assert asked.tree[0].places == ("Table 1",)


def test_names_are_cut_and_keep_their_whole_as_title() -> None:
    long = "A heading of very many words that goes on and on without any pause at all until its end"
    (node,) = grown(cited(1, section=0), headings=sections(f"1 {long}")).tree
    assert len(node.name) <= 60
    assert node.title == long
    assert ":" not in grown(cited(1, section=0), headings=sections("1 Graphs: an overview")).tree[0].name


def test_a_section_in_other_words_is_the_figures_branch() -> None:
    found = grown(
        cited(1, node=2), cited(2, section=1), cited(3, section=2),
        figures=[figure("Agents", " Sequence (§1)", "  Graph-based", "   Leaf", "  Trees", "   Leaf")],
        headings=sections("1 Sequences", "1.1 Graph-based methods", "1.2 Trees and more"),
    )  # fmt: skip
    assert drawn(found.tree) == ["Agents []", ["Sequence [1]", ["Graph-based [2]", "Trees and more [3]"]]]
    twice = grown(
        cited(1, section=1), cited(2, section=2), figures=[figure("Agents", " Graph", "  Leaf")],
        headings=sections("1 Agents", "1.1 Graph methods", "1.2 Graph models"),
    )  # fmt: skip
    assert drawn(twice.tree) == ["Agents []", ["Graph methods [1]", "Graph models [2]"]]


def test_the_header_over_the_only_classes_is_no_level() -> None:
    rows = ("A [1] | Driving", "B [2] | Games", "C [3] | Games")
    only = table("Method | Domain", *rows, title="Simulators")
    assert drawn(grown(tables=[only]).tree) == ["Simulators []", ["Driving [1]", "Games [2, 3]"]]
    some = table("Method | Domain", *rows, "D [4] | -", "E [5] | Games", title="Simulators")
    assert drawn(grown(tables=[some]).tree) == ["Simulators [4]", ["Domain []", ["Driving [1]", "Games [2, 3, 5]"]]]


def test_a_table_without_number_or_title_names_nothing() -> None:
    bare = table("Method | Year", "A [1] | 2001", "B [2] | 2003", number="", title="")
    bare = msgspec.structs.replace(bare, caption=Passage("caption", ""))
    found = grown(cited(1, section=0), tables=[bare], headings=sections("1 Graphs"))
    assert drawn(found.tree) == ["Graphs [1]"]
    rows = ("Old | A [1]", "Old | B [2]")
    grouped = table("Kind | Method", *rows, groups=("Old", "Old"), spans=(0,), number="", title="")
    grouped = msgspec.structs.replace(grouped, caption=Passage("caption", ""))
    assert drawn(grown(tables=[grouped]).tree) == ["Old [1, 2]"]


def test_a_table_that_is_set_as_a_figure_is_called_so() -> None:
    made = table("Method | Year", "A [1] | 2001", "B [2] | 2003", number="Figure 2", title="")
    made = msgspec.structs.replace(made, caption=Passage("caption", "Fig. 2: Methods of old"))
    (node,) = grown(tables=[made]).tree
    assert (node.name, node.places) == ("Methods of old", ("Figure 2",))
