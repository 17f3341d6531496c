"""The list itself: entries that are split, joined, dropped, added. What is new is read like any other reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from surveyrefs.citekeys.content import assign_keys
from surveyrefs.corrections.fields import tidy, with_field
from surveyrefs.corrections.find import Works, shown, shown_text
from surveyrefs.matching.features import squash
from surveyrefs.model.correction import AddFix, Corrections, Fate, JoinFix, Part, SplitFix, Status, WorkName
from surveyrefs.model.document import Passage
from surveyrefs.model.reference import RawReference, Reference

_STANDS_IN = 90.0  # percent of a part's text that must be in the entry that it is cut from
NO_WORK = "there is no such work in the list"
SEVERAL = "{} works fit equally well"

Read = Callable[[Sequence[RawReference]], Sequence[Reference]]


class Relisted(NamedTuple):
    """The list after these corrections; `variants[i]` are all readings of work i, before and after."""

    references: tuple[Reference, ...]
    variants: tuple[tuple[Reference, ...], ...]
    fates: tuple[Fate, ...]

    @property
    def changed(self) -> bool:
        """Tell whether the list has other entries than before."""
        return any(fate.status == "applied" for fate in self.fates)


class _Change(NamedTuple):
    """What a correction makes of the entries at `takes`: `parts` in the place of the first of them.

    A join keeps key, label and place of its first entry. What is added stands behind `after` (-1: at the end).
    """

    fate: Fate
    takes: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    after: int = -1


def relisted(references: Sequence[Reference], corrections: Corrections, read: Read | None) -> Relisted:
    """Apply the corrections of the list, each to its own entries; two that want one entry contradict each other.

    Without `read` the entries stay: those of a paper list are put right in the list itself.
    """
    changes = _peaceful(list(_changes(references, corrections)))
    if read is None:
        changes = [_Change(_with(change.fate, "conflict", "put it right in the paper list")) for change in changes]
    done = [change for change in changes if change.fate.status == "applied"]
    fates = tuple(change.fate for change in changes)
    if not done or read is None:
        return Relisted(tuple(references), tuple((r,) for r in references), fates)
    made = _made(references, done, read)
    first = {change.takes[0]: n for n, change in enumerate(done) if change.takes}
    gone = {i for change in done for i in change.takes}
    rows: list[tuple[Reference, ...]] = []
    for i, reference in enumerate(references):
        if i in first:
            before = tuple(references[k] for k in done[first[i]].takes)
            rows += [(r, *(before if n == 0 else ())) for n, r in enumerate(made[first[i]])]
        elif i not in gone:
            rows.append((reference,))
        rows += _added(done, made, i)
    rows += _added(done, made, -1)
    kept = {r.key for i, r in enumerate(references) if i not in gone or i in first}
    keyed = _keyed([row[0] for row in rows], kept)
    return Relisted(keyed, tuple((r, *row[1:]) for r, row in zip(keyed, rows, strict=True)), fates)


def _changes(references: Sequence[Reference], corrections: Corrections) -> Iterator[_Change]:
    works = Works([(r,) for r in references])
    texts = {squash(r.raw) for r in references}
    for n, split in enumerate(corrections.split):
        yield _split(n, split, works, texts, references)
    for n, join in enumerate(corrections.join):
        yield _join(n, join, works, texts, references)
    for n, drop in enumerate(corrections.drop):
        yield _Change(*_found("drop", n, f"drop of {shown(drop.work)}", works.find(drop.work)))
    for n, add in enumerate(corrections.add):
        yield _add(n, add, works, texts)


def _found(kind: str, number: int, about: str, found: Sequence[int]) -> tuple[Fate, tuple[int, ...]]:
    if len(found) == 1:
        return Fate(kind, number, "applied", about), tuple(found)
    if found:
        return Fate(kind, number, "conflict", about, SEVERAL.format(len(found))), ()
    return Fate(kind, number, "unused", about, NO_WORK), ()


def _split(n: int, fix: SplitFix, works: Works, texts: set[str], references: Sequence[Reference]) -> _Change:
    about = f"split of {shown(fix.work)}"
    raws = [squash(part.raw) for part in fix.parts if part.raw]
    if raws and all(raw in texts for raw in raws):
        return _Change(Fate("split", n, "already", about))
    fate, takes = _found("split", n, about, works.find(fix.work))
    if takes:
        whole = squash(references[takes[0]].raw)
        if not all(raw in whole or fuzz.partial_ratio(whole, raw) >= _STANDS_IN for raw in raws):
            return _Change(_with(fate, "conflict", "the entry has another text"))
    return _Change(fate, takes, fix.parts)


def _join(n: int, fix: JoinFix, works: Works, texts: set[str], references: Sequence[Reference]) -> _Change:
    about = f"join of {' and '.join(map(shown, fix.works))}"
    found = [works.find(name) for name in fix.works]
    takes = tuple(dict.fromkeys(i for those in found for i in those))
    if (fix.raw and squash(fix.raw) in texts) or len(takes) == 1:
        return _Change(Fate("join", n, "already", about))
    if not all(found):
        return _Change(Fate("join", n, "unused", about, NO_WORK))
    if len(takes) > len(fix.works):
        return _Change(Fate("join", n, "conflict", about, SEVERAL.format(len(takes))))
    takes = tuple(sorted(takes))
    raw = fix.raw or " ".join(references[i].raw for i in takes)
    return _Change(Fate("join", n, "applied", about), takes, (Part(raw, references[takes[0]].label),))


def _add(n: int, fix: AddFix, works: Works, texts: set[str]) -> _Change:
    fields = fix.part.fields
    about = f"reference {shown_text(fix.part.raw or fields.get('title', ''))} to be added"
    name = WorkName(**{member: fields.get(member, "") for member in ("doi", "arxiv", "title", "authors", "year")})
    there = squash(fix.part.raw) in texts if fix.part.raw else bool(works.find(name))
    at = works.find(fix.after) if fix.after else ()
    after = at[0] if len(at) == 1 else -1
    return _Change(Fate("add", n, "already" if there else "applied", about), (), (fix.part,), after)


def _with(fate: Fate, status: Status, why: str) -> Fate:
    return msgspec.structs.replace(fate, status=status, why=why)


def _peaceful(changes: list[_Change]) -> list[_Change]:
    """Make conflicts of corrections that want the same entry, and take what is said twice once."""
    said: set[str] = set()
    out: list[_Change] = []
    for change in changes:
        deed = repr((change.fate.kind, change.takes, change.parts))
        repeated = change.fate.status == "applied" and deed in said
        out.append(_Change(_with(change.fate, "already", "")) if repeated else change)
        said.add(deed)
    wanted = Counter(i for change in out if change.fate.status == "applied" for i in change.takes)
    return [
        _Change(_with(change.fate, "conflict", "other corrections want the same entry"))
        if any(wanted[i] > 1 for i in change.takes)
        else change
        for change in out
    ]


def _added(done: Sequence[_Change], made: Sequence[Sequence[Reference]], after: int) -> list[tuple[Reference, ...]]:
    """Return what is added behind an entry, by its text: the order of the corrections means nothing."""
    found = [r for c, parts in zip(done, made, strict=True) if c.fate.kind == "add" and c.after == after for r in parts]
    return [(r,) for r in sorted(found, key=lambda r: (r.raw, r.title))]


def _made(references: Sequence[Reference], done: Sequence[_Change], read: Read) -> list[list[Reference]]:
    """Read the new texts among the others, whose style tells how they are printed."""
    known = [_raw(r.raw, r.label) for r in references]
    fresh = [_raw(part.raw, part.label) for change in done for part in change.parts]
    parsed = iter(read([*known, *fresh])[len(known) :]) if fresh else iter(())
    out = []
    for change in done:
        old = [references[i] for i in change.takes]
        parts = [_filled(next(parsed), part) for part in change.parts]
        out.append([_placed(r, n, len(parts), old, change.fate.kind) for n, r in enumerate(parts)])
    return out


def _raw(text: str, label: str) -> RawReference:
    return RawReference(label, Passage("paragraph", " ".join(text.split())), (), 0)


def _filled(reference: Reference, part: Part) -> Reference:
    reference = msgspec.structs.replace(reference, corrected=("raw",) if part.raw else ())
    for field, value in sorted(part.fields.items()):
        reference = with_field(reference, field, tidy(field, value))
    return reference


def _placed(made: Reference, n: int, parts: int, old: Sequence[Reference], kind: str) -> Reference:
    """Give a new entry the place of the old one and its share of the destinations that lead there."""
    if not old:
        return msgspec.structs.replace(made, key="")
    anchors = tuple(a for r in old for a in r.anchors)
    if kind == "split":
        anchors = anchors[n : n + 1 if n < parts - 1 else None] if len(anchors) >= parts else anchors if n == 0 else ()
    return msgspec.structs.replace(
        made, page=old[0].page, box=old[0].box, anchors=anchors, key=old[0].key if kind == "join" else ""
    )


def _keyed(references: Sequence[Reference], taken: set[str]) -> tuple[Reference, ...]:
    """Give the new entries keys that no other has."""
    keys = assign_keys(references)
    taken = taken - {""}
    out = []
    for reference, made in zip(references, keys, strict=True):
        key, n = reference.key or made, 2
        while not reference.key and key in taken:
            key, n = f"{made}-{n}", n + 1
        taken.add(key)
        out.append(msgspec.structs.replace(reference, key=key))
    return tuple(out)
