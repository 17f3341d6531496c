"""An entry of the bibliography."""

from __future__ import annotations

import msgspec

from surveyrefs.model.document import Passage
from surveyrefs.model.problem import Problem


class RawReference(msgspec.Struct, frozen=True, gc=False):
    """A reference as cut out of the list: `passage` without the label, `anchors` the destinations that begin it.

    `label` is as printed, without brackets; empty for author-year styles. `part` counts the works of an entry that
    holds several from 1; it is 0 for an entry of one work.
    """

    label: str
    passage: Passage
    anchors: tuple[str, ...]
    page: int
    part: int = 0


class Name(msgspec.Struct, frozen=True, gc=False):
    """A person, or an organisation (`literal`, the other parts empty). Particles are part of `family`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


class Reference(msgspec.Struct, frozen=True, gc=False):
    """A parsed reference. Unknown fields are empty strings; dates and pages are normalised as docs/outputs.md says.

    `type` is a BibTeX entry type. `container` is what the work appeared in (journal, proceedings, book), as printed.
    `extra` holds further BibTeX fields (editor, series, address, edition, month, school, isbn, note …).
    `part` is that of its RawReference. `corrected` names the columns of references.csv that a person put right.
    `sources` names, for fields that the survey does not print, what they come from; it is filled for export only.
    """

    key: str
    label: str
    raw: str
    type: str
    title: str
    authors: tuple[Name, ...]
    others: bool
    year: str
    container: str
    volume: str
    issue: str
    pages: str
    publisher: str
    doi: str
    arxiv: str
    primary_class: str
    url: str
    extra: dict[str, str]
    anchors: tuple[str, ...]
    page: int
    box: tuple[float, ...]
    confidence: float
    year_suffix: str = ""
    aliases: tuple[str, ...] = ()
    part: int = 0
    corrected: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()


class References(msgspec.Struct, frozen=True, gc=False):
    """The result of the references stage, in printed order."""

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()
