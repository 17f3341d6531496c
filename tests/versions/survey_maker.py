"""Runs made by hand: a survey as references, sections, one table and one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Figure, Passage, Section, Table
from surveyrefs.model.link import Assignment, Callout, Categories, Links, Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name, Reference, References
from surveyrefs.model.run import Run

BOX = Box(0, 0, 1, 1)


def reference(title: str, **fields: Any) -> Reference:
    """Make a reference; `raw` is put together from the fields unless given, authors are "Family, Given; …"."""
    authors = fields.pop("authors", "Doe, Jane; Roe, Richard")
    names = tuple(
        Name(family=family, given=given) if given else Name(literal=family)
        for family, _, given in (name.partition(", ") for name in authors.split("; ") if name)
    )
    base: dict[str, Any] = dict.fromkeys(
        ("key", "label", "volume", "issue", "pages", "publisher", "doi", "arxiv", "primary_class", "url"), ""
    )
    base |= {"type": "article", "others": False, "year": "2020", "container": "Journal of Tests", "extra": {}}
    base |= {"anchors": (), "page": 1, "box": (), "confidence": 1.0} | fields
    if "raw" not in base:
        said = [authors.replace("; ", ", ").replace(", others", " et al"), title, base["container"], base["volume"]]
        said += [base["pages"], base["publisher"], base["year"], base["doi"], base["url"]]
        if base["arxiv"]:
            said.append(f"arXiv:{base['arxiv']}")
        base["raw"] = ". ".join(part for part in said if part) + "."
    base["key"] = base["key"] or "".join(c for c in title.lower() if c.isalnum())[:40]
    return Reference(title=title, authors=names, **base)


def numbered(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Give the references the labels 1, 2, 3 …"""
    return tuple(msgspec.structs.replace(r, label=str(n)) for n, r in enumerate(references, 1))


def survey(
    references: Sequence[Reference],
    name: str = "v1",
    sections: Mapping[str, Sequence[str]] | None = None,
    table: Mapping[str, Sequence[str]] | None = None,
    caption: str = "Methods by task.",
    tree: Mapping[str, Sequence[str]] | None = None,
    problems: Sequence[Problem] = (),
    **document: Any,
) -> Run:
    """Make a run. `sections`, `table` and `tree` map a heading, group or path to the keys of the works cited there.

    A heading such as "Methods > Prompting" is nested; "3 Methods" is numbered.
    """
    references = numbered(references)
    index = {r.key: n for n, r in enumerate(references)}
    headings, where = _headings(sections or {})
    callouts: list[Callout] = []
    assignments: list[Assignment] = []
    for path, keys in (sections or {}).items():
        for key in keys:
            target = Target(index[key], references[index[key]].label, "label", 1.0)
            callouts.append(Callout(len(callouts) + 1, "[]", 1, (), "body", where[path], -1, -1, -1, -1, "", (target,)))
            assignments.append(Assignment(index[key], path, "section", section=where[path]))
    for group, keys in (table or {}).items():
        groups = tuple(group.split(" > ")) if group else ()
        for key in keys:
            assignments.append(Assignment(index[key], group or caption, "table", table=0, groups=groups, path=groups))
    for path, keys in (tree or {}).items():
        labels = tuple(path.split(" > "))
        assignments += [Assignment(index[key], path, "figure", figure=0, path=labels) for key in keys]
    made = {
        "engine": "embedded",
        "engine_version": "1",
        "title": "A Survey of Tests",
        "authors": (),
        "arxiv": "",
        "doi": "",
        "pages": ((595.0, 842.0),),
        "sections": headings,
        "passages": (),
        "tables": (Table("1", Passage("caption", caption), ("Group", "Works"), (), (), (), 2, BOX),) if table else (),
        "figures": (Figure("1", Passage("caption", "Taxonomy of tests."), (), (), 3, BOX),) if tree else (),
        "bibliographies": (),
        "anchors": (),
    } | document
    return Run(
        name,
        f"sha of {name}",
        Document(**made),
        References(references),
        Links(tuple(callouts), tuple(problems)),
        Categories(tuple(assignments), ()),
    )


def _headings(paths: Mapping[str, Sequence[str]]) -> tuple[tuple[Section, ...], dict[str, int]]:
    headings: list[Section] = []
    where: dict[str, int] = {}
    for path in paths:
        parts = path.split(" > ")
        for depth in range(1, len(parts) + 1):
            prefix = " > ".join(parts[:depth])
            if prefix not in where:
                heading = parts[depth - 1]
                number, title = heading.split(" ", 1) if heading[:1].isdigit() else ("", heading)
                parent = where[" > ".join(parts[: depth - 1])] if depth > 1 else -1
                where[prefix] = len(headings)
                headings.append(Section(number, title, depth, False, 1, BOX, parent))
    return tuple(headings), where
