"""Labels that occur in several places of the tree: the same words, found together and told apart by their paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from surveyrefs.model.link import Category, SharedLabel
from surveyrefs.text.similarity import fold

PATH = " > "


def shared_labels(tree: Sequence[Category]) -> tuple[SharedLabel, ...]:
    """Return the labels below the tree's top that two nodes or more have, case and punctuation aside, in its order."""
    found: dict[str, list[tuple[str, Category]]] = defaultdict(list)
    for top in tree:
        for path, node in _below(top, top.name):
            found[fold(node.name)].append((path, node))
    return tuple(
        SharedLabel(
            nodes[0][1].name,
            tuple(path for path, _ in nodes),
            tuple(sorted(set().union(*(node.references for _, node in nodes)))),
        )
        for label, nodes in found.items()
        if label and len(nodes) > 1
    )


def _below(node: Category, path: str) -> Iterator[tuple[str, Category]]:
    for child in node.children:
        below = f"{path}{PATH}{child.name}"
        yield below, child
        yield from _below(child, below)
