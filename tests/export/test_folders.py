"""Categories as keywords, Zotero collections and JabRef groups. Zotero's reading is written down here as we know it."""

from __future__ import annotations

import re

import bibtexparser
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.export import BibOptions, export, to_bibtex
from surveyrefs.export.folders import folders, keyword, keywords_of, paths_by_key, zotero_comments
from surveyrefs.export.formats import FormatOptions, to_format
from surveyrefs.model.link import Category
from surveyrefs.settings import ExportSettings
from tests.export.build import full_run, reference, run


def split(text: str, separator: str) -> list[str]:
    """Split as Zotero does: a backslash takes the next character as it is."""
    parts = [""]
    characters = iter(text)
    for char in characters:
        if char == separator:
            parts.append("")
        else:
            parts[-1] += next(characters, "") if char == "\\" else char
    return parts


def zotero_tree(comments: list[str]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Read collections as Zotero's importer does: (path, keys) in order."""
    assert comments[0] == "jabref-meta: groupsversion:3;"
    assert all("}" not in c and "{" not in c and "@" not in c for c in comments)
    body = re.sub(r"[\r\n]", "", comments[1].removeprefix("jabref-meta: groupstree:"))
    path: tuple[str, ...] = ()
    out = []
    for record in split(body, ";"):
        fields = split(record, ";")
        if len(fields) < 2:
            continue
        head = re.fullmatch(r"([0-9]) ([^:]*):(.*)", fields[0])
        assert head
        assert head[2] == "ExplicitGroup"
        level = int(head[1])
        path = (*path[: level - 1], head[3])
        assert fields[1] == "0"
        out.append((path, [key for key in fields[2:] if key]))
    return out


def test_zotero_gets_nested_collections() -> None:
    text = to_bibtex(full_run(), BibOptions("zotero"))
    comments = [c.comment for c in bibtexparser.parse_string(text).comments]
    top = "Overview- of; ＠ (all)"
    assert zotero_tree(comments) == [
        ((top,), []),
        ((top, "Search"), ["mueller2023planning"]),
        ((top, "Search", "Fast, greedy"), ["openai2024gpt"]),
        ((top, "Other"), []),
        ((top, "Other", "Fast, greedy"), ["mueller2023planning"]),
        ((top, "Other", "Fast, greedy (2)"), ["openai2024gpt"]),
    ]
    assert "@comment{jabref-meta: groupsversion:3;}" in text
    assert "grouping:" not in text


NAMES = st.text(st.sampled_from(list("ab;:,\\{}@ \n>é")), max_size=8)
TREES = st.recursive(
    st.builds(Category, NAMES, st.just("table"), st.lists(st.integers(-1, 3), max_size=3).map(tuple)),
    lambda kids: st.builds(
        Category, NAMES, st.just("table"), st.just((0,)), st.lists(kids, max_size=3).map(tuple), NAMES
    ),
    max_leaves=8,
)


@given(st.lists(TREES, min_size=1, max_size=3))
def test_any_names_make_a_tree_that_zotero_reads(tree: list[Category]) -> None:
    written = folders(tree, ["k0", "k1", "k2"])
    read = zotero_tree(zotero_comments(written))
    assert [(len(path), path[-1], keys) for path, keys in read] == [(f.depth, f.name, list(f.keys)) for f in written]
    assert len({path for path, _ in read}) == len(read)


def test_jabref_gets_groups_from_the_tree() -> None:
    text = to_bibtex(full_run(), BibOptions("jabref"))
    assert text.startswith("% Encoding: UTF-8\n")
    assert "jabref-meta: databaseType:bibtex;" in text
    assert "1 AutomaticKeywordGroup:Categories\\;0\\;categories\\;,\\;>\\;1\\;\\;\\;\\;;" in text
    assert "groupstree" not in text
    top = "Overview- of / ＠ (all)"
    assert f"{{{top} > Search, {top} > Other > Fast / greedy}}" in text
    assert "categories" not in to_bibtex(full_run(), BibOptions("zotero"))
    assert "categories" not in to_bibtex(full_run(), BibOptions("biblatex"))


def test_a_path_has_a_level_for_each_folder() -> None:
    tree = (Category("A > B", "table", (0,), (Category("C", "table", (0, 0)),)), Category("D", "table", (0,)))
    assert paths_by_key(folders(tree, ["k"])) == {"k": ["A › B", "A › B > C", "D"]}


def test_surveys_without_categories_have_no_folders() -> None:
    plain = run(reference())
    assert "@comment" not in to_bibtex(plain, BibOptions("zotero"))
    assert "grouping" not in to_bibtex(plain, BibOptions("jabref"))
    assert "keywords" not in to_bibtex(plain, BibOptions())


def test_keywords_survive_splitting() -> None:
    assert keywords_of(full_run()) == ["Search", "Search > Fast / greedy, Planning", ""]
    assert keyword("a; b ,c") == "a / b / c"
    assert keywords_of(run(reference(), keywords=(("Graphs; trees", "Graphs, trees"),))) == ["Graphs / trees"]


@given(st.text())
def test_no_keyword_holds_a_separator(text: str) -> None:
    assert not re.search(r"[,;\n]", keyword(text))


def test_categories_leave_the_plain_bib_file() -> None:
    files = export(full_run(), ExportSettings())
    assert "keywords" not in files["references.bib"]
    assert "keywords" in files["references.zotero.bib"]
    assert "keywords" not in to_format(full_run(), "bibtex", FormatOptions())
    assert "keywords" in to_format(full_run(), "jabref", FormatOptions())


def test_folders_have_one_figure_of_depth() -> None:
    tree = Category("L11", "section", (0,))
    for level in range(10, 0, -1):
        tree = Category(f"L{level}", "section", (), (tree,))
    assert [folder.depth for folder in folders((tree,), ["a"])] == [*range(1, 10), 9, 9]
