"""What Markdown and HTML are read into before anybody asks which of it are papers."""

from __future__ import annotations

from typing import Literal, NamedTuple

from surveyrefs.lists.read.spans import Spans

TableForm = Literal["pipe", "html", "loose"]


class Heading(NamedTuple):
    """A heading; of HTML's `summary` the level is 0: it stands under whatever heading is in force."""

    level: int
    spans: Spans
    line: int


class Leave(NamedTuple):
    """The end of HTML's `details`: its `summary` is no heading any more."""


class TableRow(NamedTuple):
    """A row of a table; `table` numbers the tables of one form. A loose row has bars and stands in no table."""

    form: TableForm
    table: int
    cells: tuple[Spans, ...]
    header: bool
    line: int
    end: int


class Item(NamedTuple):
    """A bullet; `inner` tells whether other bullets stand under it."""

    depth: int
    spans: Spans
    line: int
    end: int
    inner: bool


class Paragraph(NamedTuple):
    """Other text."""

    spans: Spans
    line: int
    end: int


Event = Heading | Leave | TableRow | Item | Paragraph
