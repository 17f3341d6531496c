"""A paper list as values: entries under headings, and the blocks of lines that they stand in. Lines count from 1."""

from __future__ import annotations

from typing import Literal

import msgspec

from surveyrefs.model.problem import Problem

LinkKind = Literal["paper", "arxiv", "doi", "code", "project", "dataset"]
BlockKind = Literal["pipe", "html", "bullets"]
Role = Literal["title", "authors", "venue", "year", "code", "dataset", "link", "other"]

PATH = " > "  # between the labels of a category's path, as in every file of a run


class ListLink(msgspec.Struct, frozen=True, gc=False):
    """A link of an entry: its kind, the address as written, the words (or badge) that carry it."""

    kind: LinkKind
    url: str
    text: str = ""


class ListEntry(msgspec.Struct, frozen=True, gc=False):
    """A paper as listed. `venue` and `year` are as printed; `category` the headings over it, outermost first.

    `line` is where it begins, `end` its last line, `block` indexes PaperList.blocks. `notes` holds what further
    columns say, by their header.
    """

    title: str
    links: tuple[ListLink, ...]
    authors: str
    venue: str
    year: str
    category: tuple[str, ...]
    line: int
    end: int
    block: int
    arxiv: str = ""
    doi: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def link(self, *kinds: LinkKind) -> str:
        """Return the address of the first link of these kinds, in the order of the kinds; empty where there is none."""
        return next((link.url for kind in kinds for link in self.links if link.kind == kind and link.url), "")


class ListHeading(msgspec.Struct, frozen=True, gc=False):
    """A heading: `path` ends in its own title; `contents` marks that of a table of contents."""

    title: str
    level: int
    line: int
    path: tuple[str, ...]
    contents: bool = False


class ListBlock(msgspec.Struct, frozen=True, gc=False):
    """A table or a run of bullets under one heading: lines `line` to `end`, those of each row, its columns.

    `columns` and `roles` are empty for bullets.
    """

    kind: BlockKind
    line: int
    end: int
    category: tuple[str, ...]
    columns: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    rows: tuple[tuple[int, int], ...] = ()


class PaperList(msgspec.Struct, frozen=True, gc=False):
    """A paper list as read; `lines` is the file, line ends included, so that joining them gives it back.

    `arxiv` is the survey's own number where the lines above the first heading give it.
    """

    name: str
    title: str
    arxiv: str
    headings: tuple[ListHeading, ...]
    blocks: tuple[ListBlock, ...]
    entries: tuple[ListEntry, ...]
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
