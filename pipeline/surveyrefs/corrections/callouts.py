"""Callouts put right: works that they point to, ones that are none, ones that were not seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from surveyrefs.corrections.callout_places import Book
from surveyrefs.corrections.chain import follow
from surveyrefs.corrections.find import Works, shown, shown_text
from surveyrefs.corrections.lists import NO_WORK, SEVERAL
from surveyrefs.corrections.new_callouts import new_callout, with_new
from surveyrefs.corrections.works import why_not
from surveyrefs.model.correction import CORRECTED, SURE, CalloutFix, Fate, Status
from surveyrefs.model.document import Document
from surveyrefs.model.link import Callout, Links, Target
from surveyrefs.model.reference import Reference

_Value = int | str | None  # a work; the label of an item that led to none, after `?`; nothing
OPEN = "?"
NO_PLACE = "there is no such sentence or cell with a callout"
SEVERAL_PLACES = "it fits several callouts: nth tells which"


class Linked(NamedTuple):
    """The callouts put right; `touched` are page and box of those that were corrected."""

    links: Links
    fates: tuple[Fate, ...]
    touched: frozenset[tuple[int, tuple[float, ...]]]


class _Step(NamedTuple):
    """A correction whose works are known: from `was` to `now`."""

    number: int
    fix: CalloutFix
    was: _Value
    now: _Value


def relinked(
    document: Document, references: Sequence[Reference], links: Links, works: Works, book: Book,
    fixes: Sequence[CalloutFix],
) -> Linked:  # fmt: skip
    """Apply the corrections of callouts; `book` finds the callouts of `links`."""
    fates: dict[int, Fate] = {}
    steps = [step for n, fix in enumerate(fixes) if (step := _step(n, fix, works, fates)) is not None]
    chosen = _chosen([s for s in steps if book.at(s.fix)], links.callouts, book, fates)
    callouts: list[Callout | None] = list(links.callouts)
    for k, those in sorted(chosen.items()):
        callouts[k] = _corrected(links.callouts[k], those, references, fates)
    kept = [callout for callout in callouts if callout is not None]
    fresh = [s for s in steps if not book.at(s.fix)]
    out = tuple(
        msgspec.structs.replace(callout, mention=n)
        for n, callout in enumerate(with_new(kept, _made(document, fresh, references, fates)), start=1)
    )
    touched = frozenset((links.callouts[k].page, links.callouts[k].box) for k in chosen)
    changed = links if out == links.callouts else msgspec.structs.replace(links, callouts=out)
    return Linked(changed, tuple(fates[n] for n in range(len(fixes))), touched)


def _step(n: int, fix: CalloutFix, works: Works, fates: dict[int, Fate]) -> _Step | None:
    """Find the works that a correction names; where one cannot be told, the correction ends here."""
    values: list[_Value] = []
    for name in (fix.was, fix.now):
        if name is None or name.unresolved is not None:
            values.append(None if name is None else OPEN + (name.unresolved or ""))
            continue
        found = works.find(name)
        if len(found) != 1:
            why = SEVERAL.format(len(found)) if found else f"{NO_WORK}: {shown(name)}"
            fates[n] = _fate(n, fix, "conflict" if found else "unused", why)
            return None
        values.append(found[0])
    return _Step(n, fix, values[0], values[1])


def _fate(n: int, fix: CalloutFix, status: Status, why: str = "", reference: int = -1) -> Fate:
    where = fix.sentence or " / ".join(filter(None, (fix.row, fix.column, fix.table)))
    return Fate("callout", n, status, f"callout {fix.marker} in {shown_text(where)}", why, reference)


def _chosen(
    steps: Sequence[_Step], callouts: Sequence[Callout], book: Book, fates: dict[int, Fate]
) -> dict[int, list[_Step]]:
    """Give each correction its callout. One may begin where another ends, so that it goes round until all is given.

    Callouts with another marker come last: the callout of a new version may cite more works than the old one.
    """
    reached: dict[int, set[_Value]] = defaultdict(set)
    for k, callout in enumerate(callouts):
        reached[k] = {_value(t) for t in callout.targets} or {OPEN}
    chosen: dict[int, list[_Step]] = defaultdict(list)
    left = list(steps)
    any_marker = False
    while left:
        given = [(step, k) for step in left if (k := _choice(step, reached, book, any_marker)) >= 0]
        if not given and any_marker:
            break
        any_marker = not given
        for step, k in given:
            chosen[k].append(step)
            left.remove(step)
        for step, k in given:
            reached[k].add(step.now)
    for step in left:
        fates[step.number] = _left_over(step, reached, book)
    return chosen


def _choice(step: _Step, reached: Mapping[int, set[_Value]], book: Book, any_marker: bool) -> int:
    """Return the callout that a correction is about, -1 where that cannot be told (yet)."""
    fix = step.fix
    among = book.at(fix) if any_marker and step.was is not None and not book.same_numbers(fix) else book.marked(fix)
    if step.was is not None:
        among = [k for k in among if _open(step.was, reached[k]) is not None]
    return book.only(fix, among)


def _open(was: _Value, reached: set[_Value]) -> _Value:
    """Return the old value among those of a callout; an item without work under another label if there is one only."""
    if was in reached or not isinstance(was, str):
        return was if was in reached else None
    unresolved = [value for value in reached if isinstance(value, str)]
    return unresolved[0] if len(unresolved) == 1 else None


def _left_over(step: _Step, reached: Mapping[int, set[_Value]], book: Book) -> Fate:
    fix = step.fix
    places = book.marked(fix) or book.at(fix)
    there = [k for k in places if step.now in reached[k]] if step.now is not None else []
    if there or (step.now is None and step.was is not None and not any(step.was in reached[k] for k in places)):
        return _fate(step.number, fix, "already", "", step.now if isinstance(step.now, int) else -1)
    held = [k for k in places if _open(step.was, reached[k]) is not None]
    if step.was is None or len(held) > 1:
        return _fate(step.number, fix, "conflict", SEVERAL_PLACES if len(places) > 1 else "the marker is another one")
    return _fate(step.number, fix, "conflict", f"it does not point to {shown(fix.was)}")


def _value(target: Target) -> _Value:
    return target.reference if target.reference >= 0 else OPEN + target.label


def _corrected(
    callout: Callout, steps: Sequence[_Step], references: Sequence[Reference], fates: dict[int, Fate]
) -> Callout | None:
    """Apply the corrections of one callout; None where it is no callout."""
    if any(step.fix.no_callout for step in steps):
        for step in steps:
            gone = step.fix.no_callout
            fates[step.number] = _fate(
                step.number, step.fix, "applied" if gone else "conflict", "" if gone else "it is no callout"
            )
        return None
    values = [_value(t) for t in callout.targets] or [OPEN]
    present = set(values)
    changes = [s for s in steps if s.was is not None]
    ways = [(_open(s.was, present) if isinstance(s.was, str) else s.was, s.now) for s in changes]
    added = sorted({s.now for s in steps if s.was is None and isinstance(s.now, int)} - present)
    ended = [follow(value, ways, _same) for value in [*values, *added]]
    whole = [*(callout.targets or (None,)), *[None] * len(added)]
    targets: dict[int, Target] = {}
    for place, (old, end) in enumerate(zip(whole, ended, strict=True)):
        made = _target(old, end.value, references)
        if made is not None:
            targets.setdefault(made.reference if made.reference >= 0 else -1 - place, made)
    for k, step in enumerate(changes):
        statuses = {end.statuses[k] for end in ended}
        contrary = any(k in end.contrary for end in ended)
        status: Status = "applied" if "applied" in statuses else "already" if step.now in targets else "conflict"
        why = why_not("another work", shown(step.fix.was), contrary) if status == "conflict" else ""
        fates[step.number] = _fate(step.number, step.fix, status, why, step.now if isinstance(step.now, int) else -1)
    for step in steps:
        if step.was is None and isinstance(step.now, int):
            status = "already" if step.now in present else "applied"
            fates[step.number] = _fate(step.number, step.fix, status, "", step.now)
    return msgspec.structs.replace(callout, targets=tuple(targets.values()))


def _same(was: _Value, value: _Value) -> bool:
    return was == value


def _target(old: Target | None, value: _Value, references: Sequence[Reference]) -> Target | None:
    if old is not None and _value(old) == value:
        return old
    return Target(value, references[value].label, CORRECTED, SURE) if isinstance(value, int) else None


def _made(
    document: Document, steps: Sequence[_Step], references: Sequence[Reference], fates: dict[int, Fate]
) -> list[Callout]:
    """Make the callouts that were not seen, where the text has their sentence and marker."""
    groups: dict[tuple[str, str], list[_Step]] = defaultdict(list)
    for step in steps:
        groups[step.fix.sentence, step.fix.marker].append(step)
    out = []
    for (sentence, marker), those in sorted(groups.items()):
        works = sorted({s.now for s in those if s.was is None and isinstance(s.now, int)})
        made = new_callout(document, sentence, marker) if works else None
        if made is not None:
            targets = tuple(Target(i, references[i].label, CORRECTED, SURE) for i in works)
            out.append(msgspec.structs.replace(made, targets=targets))
        for step in those:
            done = made is not None and step.now in works and step.was is None
            work = step.now if isinstance(step.now, int) else -1
            status: Status = "applied" if done else "unused"
            fates[step.number] = _fate(step.number, step.fix, status, "" if done else NO_PLACE, work)
    return out
