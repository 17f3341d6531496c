"""Callouts → assignments: one per work and table row and column, work and section, work and leaf of a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.categorise.transposed import category_path, listing_columns
from pipeline.model.document import Document, Row, Table
from pipeline.model.link import Assignment, Callout, Links, Target

Lists = Mapping[int, frozenset[int]]
_LETTER = re.compile(r"^\(?[a-h][).:]\s*")


def assignments(document: Document, links: Links) -> tuple[Assignment, ...]:
    """Return the assignments: tables first, then sections, then figures, each in reading order, none twice."""
    found: dict[tuple[str, int, int, int, str, int], Assignment] = {}
    lists = listing_columns(document, links)
    for callout in links.callouts:
        for target in callout.targets:
            if target.reference < 0:
                continue
            for made in _of_callout(document, callout, target, lists):
                key = (
                    made.source,
                    made.table,
                    made.figure,
                    made.reference,
                    made.column or made.category,
                    made.row or made.section,
                )
                found.setdefault(key, made)
    order = {"table": 0, "section": 1, "figure": 2}
    return tuple(sorted(found.values(), key=lambda a: order[a.source]))


def _of_callout(document: Document, callout: Callout, target: Target, lists: Lists) -> list[Assignment]:
    reference, confidence = target.reference, target.confidence
    if callout.table >= 0:
        return [_of_cell(document.tables[callout.table], callout, target, lists)] if callout.row >= 0 else []
    if callout.figure >= 0:
        return _of_leaf(document, callout, reference, confidence)
    if callout.where in ("body", "heading", "footnote") and callout.section >= 0:
        return [
            Assignment(
                reference, section_path(document, callout.section), "section", section=callout.section,
                page=callout.page, confidence=confidence,
            )
        ]  # fmt: skip
    return []


def _of_cell(table: Table, callout: Callout, target: Target, lists: Lists) -> Assignment:
    row = table.rows[callout.row - 1] if 0 < callout.row <= len(table.rows) else None
    groups = row.groups if row is not None else ()
    column = table.header[callout.column] if 0 <= callout.column < len(table.header) else ""
    label = row_label(row, table) if row is not None else ""
    path = category_path(row, label, column, lists.get(callout.table, frozenset()), callout.column)
    if row is not None and 0 <= row.part < len(table.parts) and (part := part_title(table.parts[row.part].text)):
        path.insert(0, part)
    return Assignment(
        reference=target.reference,
        category=" > ".join(path) or table_title(table),
        source="table",
        table=callout.table,
        row=callout.row,
        row_label=label,
        column=column,
        groups=groups,
        section=callout.section,
        page=callout.page,
        confidence=round(min(target.confidence, table.confidence), 2),
    )


def _of_leaf(document: Document, callout: Callout, reference: int, confidence: float) -> list[Assignment]:
    figure = document.figures[callout.figure]
    if not 0 <= callout.node < len(figure.nodes):
        return []
    path = node_path(figure.nodes, callout.node)
    return [
        Assignment(
            reference, " > ".join(path), "figure", figure=callout.figure, groups=path, section=callout.section,
            page=callout.page, confidence=confidence,
        )
    ]  # fmt: skip


def node_path(nodes: tuple, at: int) -> tuple[str, ...]:  # type: ignore[type-arg]
    """Return the labels from the root down to a node's parent, or to the node itself where it has none."""
    path: list[str] = []
    seen: set[int] = set()
    node = nodes[at].parent
    while node >= 0 and node not in seen:
        seen.add(node)
        path.append(nodes[node].passage.text)
        node = nodes[node].parent
    return tuple(reversed(path)) or (nodes[at].passage.text,)


def row_label(row: Row, table: Table) -> str:
    """Return the row's own name: its first cell that is not a label of several rows."""
    labels = set(row.groups)
    for c, cell in enumerate(row.cells):
        if cell.text and not (c in table.spans and cell.text in labels):
            return cell.text
    return ""


def table_title(table: Table) -> str:
    """Return the caption without the label and number."""
    text = table.caption.text
    if table.number and table.number in text[:40]:
        text = text[text.index(table.number) + len(table.number) :]
    return text.lstrip(" .:|–—)").strip()


def part_title(text: str) -> str:
    """Return what the caption of a table's part says, without its letter."""
    return _LETTER.sub("", text).strip()


def section_path(document: Document, section: int) -> str:
    """Return the titles of a heading and those above it, outermost first."""
    titles: list[str] = []
    at = section
    while at >= 0 and len(titles) < len(document.sections):
        titles.append(document.sections[at].title)
        at = document.sections[at].parent
    return " > ".join(reversed(titles))
