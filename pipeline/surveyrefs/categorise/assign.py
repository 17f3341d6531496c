"""Callouts → assignments: one per work and table row and column, work and section, work and leaf of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from surveyrefs.categorise.tables import Reader, readers
from surveyrefs.categorise.titles import section_path
from surveyrefs.model.document import Document, Node
from surveyrefs.model.link import Assignment, Callout, Links, Target

ORDER = {"table": 0, "section": 1, "figure": 2}

_Key = tuple[str, int, int, int, str, int]


def assignments(document: Document, links: Links) -> tuple[Assignment, ...]:
    """Return the assignments: tables first, then sections, then figures, each in reading order, none twice.

    `count` of an assignment says how many callouts it stands for.
    """
    found: dict[_Key, Assignment] = {}
    tables = readers(document, links)
    for callout in links.callouts:
        for target in callout.targets:
            if target.reference < 0:
                continue
            for made in _of_callout(document, callout, target, tables):
                key = _identity(made)
                known = found.get(key)
                found[key] = msgspec.structs.replace(known, count=known.count + 1) if known else made
    return tuple(sorted(found.values(), key=lambda a: ORDER[a.source]))


def _identity(a: Assignment) -> _Key:
    return a.source, a.table, a.figure, a.reference, a.column or a.category, a.row or a.section


def _of_callout(
    document: Document, callout: Callout, target: Target, tables: Mapping[int, Reader]
) -> Iterator[Assignment]:
    if callout.table >= 0:
        if callout.row >= 0:
            yield from tables[callout.table].assignments(callout, target)
    elif callout.figure >= 0:
        yield from _of_leaf(document, callout, target)
    elif callout.where in ("body", "heading", "footnote") and callout.section >= 0:
        yield Assignment(
            target.reference, section_path(document, callout.section), "section", section=callout.section,
            page=callout.page, confidence=target.confidence,
        )  # fmt: skip


def _of_leaf(document: Document, callout: Callout, target: Target) -> Iterator[Assignment]:
    figure = document.figures[callout.figure]
    if 0 <= callout.node < len(figure.nodes):
        path = node_path(figure.nodes, callout.node)
        yield Assignment(
            target.reference, " > ".join(path), "figure", figure=callout.figure, groups=path, section=callout.section,
            page=callout.page, confidence=target.confidence,
        )  # fmt: skip


def node_path(nodes: Sequence[Node], at: int) -> tuple[str, ...]:
    """Return the labels from the root down to a node's parent, or to the node itself where it has none."""
    path: list[str] = []
    seen: set[int] = set()
    node = nodes[at].parent
    while node >= 0 and node not in seen:
        seen.add(node)
        path.append(nodes[node].passage.text)
        node = nodes[node].parent
    return tuple(reversed(path)) or (nodes[at].passage.text,)
