"""Assignments → one tree of categories."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.categorise.titles import section_path, short_title, table_title
from surveyrefs.model.document import Document
from surveyrefs.model.link import Assignment, Category

PATH = " > "


class _Node:
    def __init__(self, name: str, source: str, title: str = "") -> None:
        self.name = name
        self.source = source
        self.title = title
        self.references: set[int] = set()
        self.children: dict[str, _Node] = {}

    def child(self, name: str, source: str, title: str = "") -> _Node:
        return self.children.setdefault(name, _Node(name, source, title))

    def frozen(self) -> Category:
        children = tuple(c.frozen() for c in self.children.values())
        return Category(self.name, self.source, tuple(sorted(self.references)), children, self.title)


def category_tree(document: Document, assignments: Sequence[Assignment]) -> tuple[Category, ...]:
    """Return the tree's top: one node a table, one for the sections' tree, one a figure; categories below them."""
    root = _Node("", "")
    for made in assignments:
        if made.source == "table":
            table = document.tables[made.table]
            name = f"Table {table.number}" if table.number else f"Table on page {table.page}"
            node = root.child(f"{name}|{made.table}", "table", table_title(table))
            for label in made.category.split(PATH) if made.category != short_title(table) else ():
                node = node.child(label, "table")
        elif made.source == "figure":
            figure = document.figures[made.figure]
            node = root.child(f"Figure {figure.number}|{made.figure}", "figure", figure.caption.text)
            for group in made.groups:
                node = node.child(group, "figure")
        else:
            node = root.child("Sections", "section")
            for title in section_path(document, made.section).split(PATH):
                node = node.child(title, "section")
        node.references.add(made.reference)
    return tuple(msgspec.structs.replace(c.frozen(), name=c.name.split("|")[0]) for c in root.children.values())
