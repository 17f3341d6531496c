"""Callouts and what they point to; categories."""

from __future__ import annotations

import msgspec

from surveyrefs.model.problem import Problem


class Target(msgspec.Struct, frozen=True, gc=False):
    """What one item of a callout points to: an index into References.references, -1 where unresolved."""

    reference: int
    label: str
    resolved_by: str
    confidence: float


class Callout(msgspec.Struct, frozen=True, gc=False):
    """An in-text citation. `section` indexes Document.sections (-1: none); `table` and `figure` index the document's
    tables and figures (-1: not in one); `row` is the 1-based body row (0: header), `column` its 0-based column, -1
    outside."""

    mention: int
    marker: str
    page: int
    box: tuple[float, ...]
    where: str
    section: int
    table: int
    figure: int
    row: int
    column: int
    context: str
    targets: tuple[Target, ...]
    node: int = -1


class Links(msgspec.Struct, frozen=True, gc=False):
    """The result of the link stage, callouts in reading order."""

    callouts: tuple[Callout, ...]
    problems: tuple[Problem, ...] = ()


class Assignment(msgspec.Struct, frozen=True, gc=False):
    """A row of assignments.csv; `reference`, `table` and `figure` are indexes (-1: none), `section` likewise.

    `count` says how many callouts it stands for. `path` has the category's labels in full (empty where only the table
    as a whole names it), `category` what fits a cell. `generic`: the section says nothing of the work's subject.
    `corrected` names the columns of assignments.csv that a person put right.
    """

    reference: int
    category: str
    source: str
    table: int = -1
    figure: int = -1
    row: int = 0
    row_label: str = ""
    column: str = ""
    groups: tuple[str, ...] = ()
    section: int = -1
    page: int = 0
    confidence: float = 1.0
    count: int = 1
    path: tuple[str, ...] = ()
    generic: bool = False
    corrected: tuple[str, ...] = ()


class Category(msgspec.Struct, frozen=True, gc=False):
    """A node of the category tree; `references` are indexes, in printed order.

    `source` is what named it first (`figure`, `section`, `table`, `list`), `places` all that name it: `Table 2`.
    """

    name: str
    source: str
    references: tuple[int, ...] = ()
    children: tuple[Category, ...] = ()
    title: str = ""
    places: tuple[str, ...] = ()


class SharedLabel(msgspec.Struct, frozen=True, gc=False):
    """A label that several nodes of the tree have: their paths, and the works directly in any of them."""

    name: str
    paths: tuple[str, ...]
    references: tuple[int, ...] = ()


class Categories(msgspec.Struct, frozen=True, gc=False):
    """The result of the categorise stage. `kinds` has the kind of each table of the document, `keywords` the categories
    of each reference as paths, the labels joined by ` > `."""

    assignments: tuple[Assignment, ...]
    tree: tuple[Category, ...]
    problems: tuple[Problem, ...] = ()
    shared: tuple[SharedLabel, ...] = ()
    kinds: tuple[str, ...] = ()
    keywords: tuple[tuple[str, ...], ...] = ()
