"""The labels of a taxonomy tree."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.document import Node


def node_path(nodes: Sequence[Node], at: int) -> tuple[str, ...]:
    """Return the labels from the root down to a node's parent, or to the node itself where it has none."""
    return labels_down_to(nodes, nodes[at].parent) or (nodes[at].passage.text,)


def labels_down_to(nodes: Sequence[Node], at: int) -> tuple[str, ...]:
    """Return the labels from the root down to a node; empty for -1."""
    path: list[str] = []
    seen: set[int] = set()
    while at >= 0 and at not in seen:
        seen.add(at)
        path.append(nodes[at].passage.text)
        at = nodes[at].parent
    return tuple(reversed(path))
