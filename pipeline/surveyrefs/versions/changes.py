"""What changed between two runs, as values. Field order is the order of the JSON form."""

from __future__ import annotations

import msgspec

from surveyrefs.matching.features import squash


class Cited(msgspec.Struct, frozen=True, gc=False):
    """A reference as shown: `authors` as in references.csv; `categories` only where the reference came or went."""

    key: str
    label: str
    title: str
    authors: str
    year: str
    raw: str
    categories: tuple[str, ...] = ()


class FieldChange(msgspec.Struct, frozen=True, gc=False):
    """One field before and after; empty where the reference does not print it."""

    field: str
    old: str
    new: str


class Edit(msgspec.Struct, frozen=True, gc=False):
    """A reference that says something else now; `matched_by` tells why it is the same work."""

    old: Cited
    new: Cited
    changed: tuple[FieldChange, ...]
    matched_by: str


class Renumbered(msgspec.Struct, frozen=True, gc=False):
    """A reference whose printed label changed."""

    reference: Cited
    old: str
    new: str


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A reference put in a category. `place` names the table, figure or section list, `source` its kind."""

    reference: Cited
    source: str
    place: str
    category: str


class Moved(msgspec.Struct, frozen=True, gc=False):
    """A reference that changed its category within one table, one figure, or the sections."""

    reference: Cited
    source: str
    place: str
    old: str
    new: str


class Relabelled(msgspec.Struct, frozen=True, gc=False):
    """A category of a table or figure under a new name: its works stayed."""

    source: str
    place: str
    old: str
    new: str


class Item(msgspec.Struct, frozen=True, gc=False):
    """A table, figure or section as shown; `page` where it stands."""

    number: str
    title: str
    page: int


class ItemChange(msgspec.Struct, frozen=True, gc=False):
    """A table, figure or section before and after."""

    old: Item
    new: Item


class Structure(msgspec.Struct, frozen=True, gc=False):
    """What became of the tables, the figures with references, or the sections; `unchanged` counts the rest."""

    added: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    renamed: tuple[ItemChange, ...] = ()
    reordered: tuple[ItemChange, ...] = ()
    unchanged: int = 0


class CalloutCount(msgspec.Struct, frozen=True, gc=False):
    """How often a reference was and is cited."""

    reference: Cited
    old: int
    new: int


class Seen(msgspec.Struct, frozen=True, gc=False):
    """A problem of one run without counterpart in the other."""

    code: str
    text: str
    page: int


class ReferenceChanges(msgspec.Struct, frozen=True, gc=False):
    """The references; `unchanged` say the same as before, under whatever number.

    `restyled` of them are printed in other words without a field that says something else. `edited` are those that the
    survey reworded, `corrected` those of which a person put right what was read, in one of the two runs or otherwise
    in both; they count as unchanged.
    """

    added: tuple[Cited, ...] = ()
    removed: tuple[Cited, ...] = ()
    edited: tuple[Edit, ...] = ()
    published: tuple[Edit, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    unchanged: int = 0
    restyled: int = 0
    corrected: tuple[Edit, ...] = ()


class AssignmentChanges(msgspec.Struct, frozen=True, gc=False):
    """The categories of references that both versions have."""

    added: tuple[Placed, ...] = ()
    removed: tuple[Placed, ...] = ()
    moved: tuple[Moved, ...] = ()
    renamed: tuple[Relabelled, ...] = ()


class CalloutChanges(msgspec.Struct, frozen=True, gc=False):
    """References of both versions that are cited more or less often."""

    more: tuple[CalloutCount, ...] = ()
    fewer: tuple[CalloutCount, ...] = ()


class ProblemChanges(msgspec.Struct, frozen=True, gc=False):
    """Problems that only the new run has, and that only the old one had."""

    new: tuple[Seen, ...] = ()
    gone: tuple[Seen, ...] = ()


class Side(msgspec.Struct, frozen=True, gc=False):
    """One of the two runs."""

    name: str
    title: str
    references: int


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """All that changed from `old` to `new`; `notes` are remarks on how far the two can be compared."""

    old: Side
    new: Side
    references: ReferenceChanges
    assignments: AssignmentChanges
    sections: Structure
    tables: Structure
    figures: Structure
    callouts: CalloutChanges
    problems: ProblemChanges
    notes: tuple[str, ...] = ()

    @property
    def retitled(self) -> bool:
        """Whether the survey has another title than before."""
        return squash(self.old.title) != squash(self.new.title)

    @property
    def common(self) -> int:
        """The number of references that both versions have."""
        return self.references.unchanged + len(self.references.edited) + len(self.references.published)
