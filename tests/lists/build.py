"""Lists and surveys for tests, made in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from surveyrefs.lists.model import ListEntry, PaperList
from surveyrefs.lists.read import read_list
from surveyrefs.model.link import Assignment, Categories, Category
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from tests.versions.survey_maker import survey

DATA = Path(__file__).parent.parent / "data" / "lists"
HEADER = "| Paper | Published in | Code |\n| --- | --- | --- |\n"


def listed(text: str) -> PaperList:
    """Read a list from text."""
    return read_list(text.encode(), "list")


def data(name: str) -> PaperList:
    """Read a list of tests/data/lists."""
    return read_list((DATA / f"{name}.md").read_bytes(), name)


def entry(title: str, arxiv: str = "", year: str = "", doi: str = "", venue: str = "") -> ListEntry:
    """Make an entry by hand."""
    return ListEntry(title, (), "", venue, year, (), 1, 1, 0, arxiv, doi)


def sorted_survey(categories: Mapping[str, Sequence[Reference]], others: Sequence[Reference] = ()) -> Run:
    """Make a survey whose taxonomy figure has these categories (`A > B`); `others` are cited in the text only."""
    works = list({r.key: r for found in categories.values() for r in found}.values())
    number = {reference.key: n for n, reference in enumerate(works)}
    tree: dict[str, Category] = {}
    assignments = []
    for path, found in categories.items():
        *_, name = path.split(" > ")
        indexes = tuple(number[r.key] for r in found)
        tree[path] = Category(name, "figure", indexes)
        assignments += [Assignment(n, path, "figure", path=tuple(path.split(" > "))) for n in indexes]
    for path in list(tree):
        labels = path.split(" > ")
        for depth in range(1, len(labels)):
            tree.setdefault(" > ".join(labels[:depth]), Category(labels[depth - 1], "figure"))
    for path in sorted(tree, key=lambda p: -p.count(" > ")):
        parent = path.rpartition(" > ")[0]
        if parent:
            tree[parent] = msgspec.structs.replace(tree[parent], children=(*tree[parent].children, tree[path]))
    tops = tuple(node for path, node in tree.items() if " > " not in path)
    run = survey([*works, *others], "survey")
    return msgspec.structs.replace(run, categories=Categories(tuple(assignments), tops))
