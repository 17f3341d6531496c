"""The fields of works put right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from surveyrefs.corrections.chain import follow
from surveyrefs.corrections.fields import same, same_value, tidy, value_of, with_field
from surveyrefs.corrections.find import Works, shown, shown_text
from surveyrefs.corrections.lists import NO_WORK, SEVERAL
from surveyrefs.model.correction import Fate, FieldFix
from surveyrefs.model.reference import Reference

Variants = Sequence[tuple[Reference, ...]]


class Fielded(NamedTuple):
    """The references with their fields put right, and all readings of each."""

    references: tuple[Reference, ...]
    variants: tuple[tuple[Reference, ...], ...]
    fates: tuple[Fate, ...]


def fielded(references: Sequence[Reference], variants: Variants, fixes: Sequence[FieldFix]) -> Fielded:
    """Apply the corrections of fields. A work is known by what was read of it, and by what corrections make of that."""
    fates: dict[int, Fate] = {}
    found = _located(references, Works(variants), dict(enumerate(fixes)), fates)
    after, ends = _applied(references, found, fixes)
    missing = {n: fixes[n] for n, fate in fates.items() if fate.status == "unused"}
    if missing:
        found |= _located(references, Works(_with(after, variants)), missing, fates)
        after, ends = _applied(references, found, fixes)
    fates |= ends
    return Fielded(after, _with(after, variants), tuple(fates[n] for n in range(len(fixes))))


def _with(after: Sequence[Reference], variants: Variants) -> tuple[tuple[Reference, ...], ...]:
    return tuple((new, *old) if new not in old else old for new, old in zip(after, variants, strict=True))


def _located(
    references: Sequence[Reference], works: Works, fixes: dict[int, FieldFix], fates: dict[int, Fate]
) -> dict[int, int]:
    """Return the work of each correction, and say what became of those without; the old value parts equal works."""
    located: dict[int, int] = {}
    for n, fix in fixes.items():
        found = works.find(fix.work)
        if not (len(found) == 1 and fix.work.key and references[found[0]].key == fix.work.key):
            found = _titled(references, works, fix) or found
        if len(found) > 1:
            field = fix.field
            found = tuple(i for i in found if same_value(field, fix.was, value_of(references[i], field))) or found
        about = f"{fix.field} of {shown(fix.work)}"
        if len(found) == 1:
            located[n] = found[0]
            fates.pop(n, None)
        elif found:
            fates[n] = Fate("field", n, "conflict", about, SEVERAL.format(len(found)))
        else:
            fates[n] = Fate("field", n, "unused", about, NO_WORK)
    return located


def _titled(references: Sequence[Reference], works: Works, fix: FieldFix) -> tuple[int, ...]:
    """Return the work that has the right title already: the wrong one may be that of another work of the list."""
    if fix.field != "title" or not fix.now:
        return ()
    found = works.find(msgspec.structs.replace(fix.work, title=fix.now, raw=""))
    return found if len(found) == 1 and same("title", fix.now, references[found[0]].title) else ()


def _applied(
    references: Sequence[Reference], located: dict[int, int], fixes: Sequence[FieldFix]
) -> tuple[tuple[Reference, ...], dict[int, Fate]]:
    grouped: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, i in located.items():
        grouped[i, fixes[n].field].append(n)
    out, fates = list(references), dict[int, Fate]()
    keys = Counter(r.key for r in references)
    for (i, field), numbers in sorted(grouped.items()):
        steps = [(fixes[n].was, tidy(field, fixes[n].now)) for n in numbers]
        read = value_of(references[i], field)
        ended = follow(read, steps, partial(same_value, field))
        barred = field == "key" and ended.value != read and keys[ended.value] > 0
        for k, n in enumerate(numbers):
            status, why = ended.statuses[k], ""
            if barred:
                status, why = "conflict", f"another work has the key {ended.value}"
            elif status == "conflict":
                why = why_not(shown_value(ended.value), shown_value(fixes[n].was), k in ended.contrary)
            fates[n] = Fate("field", n, status, f"{field} of {shown(fixes[n].work)}", why, i)
        if not barred and ended.value != read:
            out[i] = with_field(out[i], field, ended.value)
        elif any(was == now == "" for was, now in steps) and not read:
            out[i] = msgspec.structs.replace(out[i], corrected=(*out[i].corrected, field))  # it has none: not looked up
    return tuple(out), fates


def why_not(value: str, was: str, contrary: bool) -> str:
    """Return what is in the way of a correction that does not begin at the value read, or that another contradicts."""
    return "another correction says something else" if contrary else f"{value} is read there, not {was}"


def shown_value(value: str) -> str:
    """Return a value for messages."""
    return shown_text(value) if value else "nothing"
