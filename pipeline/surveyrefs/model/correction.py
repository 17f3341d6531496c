"""What a person put right: corrections as docs/corrections.md describes them, and what became of each."""

from __future__ import annotations

from typing import Literal

import msgspec

from surveyrefs.model.link import Categories, Links
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import References

FORMAT = 1  # of the file
CORRECTED = "corrected"  # the source of a value that a person gave
SURE = 1.0  # the confidence of such a value

Status = Literal["applied", "already", "unused", "conflict"]


class WorkName(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """How a correction names a work: by what was read of it. `key` only parts works that are equal otherwise.

    `unresolved` is for a callout's item that led to no work: its printed label.
    """

    doi: str = ""
    arxiv: str = ""
    title: str = ""
    authors: str = ""
    year: str = ""
    raw: str = ""
    key: str = ""
    unresolved: str | None = None


class FieldFix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A field of a work."""

    work: WorkName
    field: str
    was: str = ""
    now: str = ""


class CategoryFix(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A category of a work; without `work` of all works that have it there."""

    work: WorkName | None = None
    source: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    section: str = ""
    was: str = ""
    now: str = ""


class RowFix(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """The label of a table's row."""

    was: str
    now: str
    table: str = ""
    work: WorkName | None = None


class CalloutFix(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A work that a callout points to: another one (`was`, `now`), one too many (`was`), one missing (`now`)."""

    sentence: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    marker: str = ""
    was: WorkName | None = None
    now: WorkName | None = None
    no_callout: bool = False
    nth: int = 0


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A reference to be made: its printed text, its label, and fields that go before what is read."""

    raw: str = ""
    label: str = ""
    fields: dict[str, str] = {}


class SplitFix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entry that holds several works."""

    work: WorkName
    parts: tuple[Part, ...]


class JoinFix(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Entries that are one work; `raw` is its text where that is not theirs one after the other."""

    works: tuple[WorkName, ...]
    raw: str = ""


class DropFix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entry that is no reference."""

    work: WorkName


class AddFix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A reference that was not read; it stands `after` a work, or at the end."""

    part: Part
    after: WorkName | None = None


class SeenFix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A problem that a person has looked at."""

    code: str
    text: str = ""


class Corrections(msgspec.Struct, frozen=True, gc=False):
    """All corrections of a file, by kind; their order means nothing."""

    survey: str = ""
    field: tuple[FieldFix, ...] = ()
    category: tuple[CategoryFix, ...] = ()
    row: tuple[RowFix, ...] = ()
    callout: tuple[CalloutFix, ...] = ()
    split: tuple[SplitFix, ...] = ()
    join: tuple[JoinFix, ...] = ()
    drop: tuple[DropFix, ...] = ()
    add: tuple[AddFix, ...] = ()
    seen: tuple[SeenFix, ...] = ()


Fix = FieldFix | CategoryFix | RowFix | CalloutFix | SplitFix | JoinFix | DropFix | AddFix | SeenFix
KINDS = ("field", "category", "row", "callout", "split", "join", "drop", "add", "seen")


class Fate(msgspec.Struct, frozen=True, gc=False):
    """What became of a correction: the `number`-th (from 0) of its kind in the file.

    `about` says in a line what it is, `why` what is in its way; `reference` indexes the corrected list, -1 for none.
    """

    kind: str
    number: int
    status: Status
    about: str
    why: str = ""
    reference: int = -1


class CellText(msgspec.Struct, frozen=True, gc=False):
    """The text of a table's cell as corrected; indexes as in the document."""

    table: int
    row: int
    column: int
    text: str


class Corrected(msgspec.Struct, frozen=True, gc=False):
    """The result of the correct stage. What is None is as the stages before it read it."""

    references: References | None = None
    links: Links | None = None
    categories: Categories | None = None
    cells: tuple[CellText, ...] = ()
    fates: tuple[Fate, ...] = ()
    seen: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
