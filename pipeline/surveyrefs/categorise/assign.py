"""Callouts → assignments: one per work and table row and column, work and section, work and leaf of a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from surveyrefs.categorise.figures import node_path
from surveyrefs.categorise.lists import Topic, topics_of
from surveyrefs.categorise.names import plain_name, shown_path
from surveyrefs.categorise.readable import Readable
from surveyrefs.categorise.tables import Reader, readers
from surveyrefs.categorise.titles import Headings, figure_subject, subject_of
from surveyrefs.model.document import Document
from surveyrefs.model.link import Assignment, Callout, Links, Target
from surveyrefs.model.reference import Reference

ORDER = {"table": 0, "section": 1, "figure": 2, "list": 3, "caption": 4}
ASTRAY = 0.5  # what confidence is multiplied by for works cited only outside of the text: in captions, notes, drawings

UNHEADED = {"abstract": "Abstract"}  # what stands before the first heading
NO_HEADING = "Before the first heading"

_Key = tuple[str, int, int, int, str, int]


class _Sorter:
    """What is known of the document as a whole, and the assignments that a callout makes."""

    def __init__(self, document: Document, links: Links, references: Sequence[Reference], readable: Readable) -> None:
        self.document = document
        self.readable = readable
        self.tables: Mapping[int, Reader] = readers(document, links, references, readable)
        self.topics: Mapping[int, Topic] = topics_of(document, links)
        self.headings = Headings(document, readable)

    def of(self, callout: Callout, target: Target) -> Iterator[Assignment]:
        """Return what a callout says of one of its works by the place where it stands."""
        if callout.table >= 0:
            if callout.row >= 0:
                yield from self.tables[callout.table].assignments(callout, target)
        elif callout.figure >= 0:
            yield from self._of_leaf(callout, target)
        elif callout.mention in self.topics:
            topic = self.topics[callout.mention]
            yield self._placed(callout, target, "list", tuple(map(plain_name, topic.path)))
        elif callout.where in ("body", "heading", "footnote") and callout.section >= 0:
            yield self._in_section(callout, target, 1.0)

    def astray(self, callout: Callout, target: Target) -> Iterator[Assignment]:
        """Return what a callout in a caption, note, drawing or abstract says, of a work that is cited nowhere else."""
        if callout.table >= 0:
            subject = subject_of(self.document.tables[callout.table], self.readable)
            yield self._placed(callout, target, "caption", (), subject, ASTRAY)
        elif callout.figure >= 0:
            subject = figure_subject(self.document.figures[callout.figure], self.readable)
            yield self._placed(callout, target, "caption", (subject,), "", ASTRAY)
        elif callout.section >= 0:
            yield self._in_section(callout, target, ASTRAY)
        else:
            made = self._placed(callout, target, "section", (UNHEADED.get(callout.where, NO_HEADING),), "", ASTRAY)
            yield msgspec.structs.replace(made, generic=True)

    def _in_section(self, callout: Callout, target: Target, trust: float) -> Assignment:
        headings, generic = self.headings.chain(callout.section)
        made = self._placed(callout, target, "section", tuple(heading.name for heading in headings), "", trust)
        return msgspec.structs.replace(made, generic=True) if generic else made

    def _of_leaf(self, callout: Callout, target: Target) -> Iterator[Assignment]:
        nodes = self.document.figures[callout.figure].nodes
        if 0 <= callout.node < len(nodes):
            path = node_path(nodes, callout.node)
            made = self._placed(callout, target, "figure", tuple(map(plain_name, path)))
            yield msgspec.structs.replace(made, groups=path)

    def _placed(
        self, callout: Callout, target: Target, source: str, path: tuple[str, ...], title: str = "", trust: float = 1.0
    ) -> Assignment:
        names = tuple(self.readable.title(name) for name in path)
        return Assignment(
            target.reference, shown_path(names or (title,)), source, table=callout.table, figure=callout.figure,
            row=max(0, callout.row), section=callout.section, page=callout.page,
            confidence=round(target.confidence * trust, 2), path=names,
        )  # fmt: skip


def assignments(
    document: Document, links: Links, references: Sequence[Reference], readable: Readable
) -> tuple[Assignment, ...]:
    """Return the assignments: tables first, then sections, figures, lists, each in reading order, none twice.

    `count` of an assignment says how many callouts it stands for. A work that is cited only where nothing is sorted (a
    caption, a note, a drawing) gets what that place says, with half of the confidence.
    """
    sorter = _Sorter(document, links, references, readable)
    found: dict[_Key, Assignment] = {}
    for callout in links.callouts:
        for target in callout.targets:
            if target.reference >= 0:
                _count(found, sorter.of(callout, target))
    placed = {made.reference for made in found.values()}
    for callout in links.callouts:
        for target in callout.targets:
            if target.reference >= 0 and target.reference not in placed:
                _count(found, sorter.astray(callout, target))
    return tuple(sorted(found.values(), key=lambda a: ORDER[a.source]))


def _count(found: dict[_Key, Assignment], made: Iterator[Assignment]) -> None:
    for assignment in made:
        key = _identity(assignment)
        known = found.get(key)
        found[key] = msgspec.structs.replace(known, count=known.count + 1) if known else assignment


def _identity(a: Assignment) -> _Key:
    if a.source in ("figure", "list", "caption"):
        return a.source, a.table, a.figure, a.reference, a.category, 0
    return a.source, a.table, a.figure, a.reference, a.column or a.category, a.row or a.section
