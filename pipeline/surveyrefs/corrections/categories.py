"""The categories of works put right: other ones, none, new ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from surveyrefs.corrections.chain import follow
from surveyrefs.corrections.fields import same
from surveyrefs.corrections.find import Works, shown, shown_text
from surveyrefs.corrections.lists import NO_WORK, SEVERAL
from surveyrefs.corrections.places import Labels, is_named, is_table
from surveyrefs.model.correction import CORRECTED, SURE, CategoryFix, Fate, Status
from surveyrefs.model.document import Document
from surveyrefs.model.link import Assignment

PATH = " > "
NO_PLACE = "the work is in no such category"
_same = partial(same, "category")


class Sorted(NamedTuple):
    """The assignments put right; their `path` says the category in full."""

    assignments: tuple[Assignment, ...]
    fates: tuple[Fate, ...]


def sorted_anew(
    document: Document, assignments: Sequence[Assignment], works: Works, labels: Labels, fixes: Sequence[CategoryFix]
) -> Sorted:
    """Apply the corrections of categories: those of single works first, then those that rename a category."""
    places = _Places(document, labels)
    fates: dict[int, Fate] = {}
    who: dict[int, int] = {}
    for n, fix in enumerate(fixes):
        found = works.find(fix.work) if fix.work is not None else (-1,)
        if len(found) == 1:
            who[n] = found[0]
        else:
            why = SEVERAL.format(len(found)) if found else NO_WORK
            fates[n] = _fate(n, fix, "conflict" if found else "unused", why)
    out: list[Assignment | None] = list(assignments)
    own = [n for n in who if fixes[n].work is not None and fixes[n].was]
    changed = _change(out, own, who, fixes, places, fates, set())
    renaming = [n for n in who if fixes[n].work is None]
    _change(out, renaming, who, fixes, places, fates, changed)
    kept = [made for made in out if made is not None]
    adding = [n for n in who if fixes[n].work is not None and not fixes[n].was]
    added = _added(kept, adding, who, fixes, places, fates)
    return Sorted((*kept, *added), tuple(fates[n] for n in range(len(fixes))))


def _fate(n: int, fix: CategoryFix, status: Status, why: str = "", reference: int = -1) -> Fate:
    of = f" of {shown(fix.work)}" if fix.work is not None else ""
    return Fate("category", n, status, f"category {shown_text(fix.was or fix.now)}{of}", why, reference)


class _Places:
    """Tells whether an assignment stands where a correction says."""

    def __init__(self, document: Document, labels: Labels) -> None:
        self._document, self._labels = document, labels
        self.tables: dict[str, tuple[int, ...]] = {}

    def tables_of(self, title: str) -> tuple[int, ...]:
        """Return the tables with a title."""
        if title not in self.tables:
            tables = enumerate(self._document.tables)
            self.tables[title] = tuple(i for i, table in tables if is_table(table, title))
        return self.tables[title]

    def fits(self, made: Assignment, fix: CategoryFix) -> bool:
        """Tell whether an assignment stands at the place of a correction, whatever its category."""
        if fix.source and fix.source != made.source:
            return False
        if (fix.table or fix.row or fix.column) and made.table < 0:
            return False
        if fix.table and made.table not in self.tables_of(fix.table):
            return False
        if fix.row and not self._labels.is_called(made.table, made.row, fix.row):
            return False
        sections = self._document.sections
        title = sections[made.section].title if 0 <= made.section < len(sections) else ""
        return is_named(fix.column, made.column) and is_named(fix.section, title)


def _change(
    out: list[Assignment | None], numbers: Sequence[int], who: dict[int, int], fixes: Sequence[CategoryFix],
    places: _Places, fates: dict[int, Fate], settled: set[int],
) -> set[int]:  # fmt: skip
    """Change and take out assignments in place, all but those that are `settled`; return which were changed."""
    by_work: dict[int, list[int]] = defaultdict(list)
    for n in numbers:
        by_work[who[n]].append(n)
    seen: dict[int, set[Status]] = {n: set() for n in numbers}
    changed = set()
    for i, made in enumerate(out):
        asked = (*by_work.get(made.reference, ()), *by_work.get(-1, ())) if made is not None else ()
        here = [n for n in asked if made is not None and places.fits(made, fixes[n])]
        if made is None or i in settled or not here:
            continue
        read = _read(made, [fixes[n] for n in here])
        ended = follow(read, [(_tidy(fixes[n].was), _tidy(fixes[n].now)) for n in here], _same)
        for n, status in zip(here, ended.statuses, strict=True):
            seen[n].add(status)
        if ended.value != read:
            changed.add(i)
            out[i] = _placed(made, ended.value) if ended.value else None
    for n in numbers:
        fates[n] = _outcome(n, fixes[n], seen[n], who[n])
    return changed


def _read(made: Assignment, fixes: Sequence[CategoryFix]) -> str:
    """Return the category as read: in full where that is what a correction names."""
    whole = PATH.join(made.path)
    named = any(_same(_tidy(text), whole) for fix in fixes for text in (fix.was, fix.now) if text)
    return whole if whole and named else made.category


def _outcome(n: int, fix: CategoryFix, seen: set[Status], work: int) -> Fate:
    if "applied" in seen:
        return _fate(n, fix, "applied", "", work)
    if "already" in seen and fix.now:
        return _fate(n, fix, "already", "", work)
    if "conflict" in seen and fix.work is not None:
        return _fate(n, fix, "conflict", "it has another category there", work)
    return _fate(n, fix, "unused", NO_PLACE, work)


def _tidy(category: str) -> str:
    return PATH.join(label for part in category.split(">") if (label := " ".join(part.split())))


def _placed(made: Assignment, category: str) -> Assignment:
    marks = tuple(dict.fromkeys((*made.corrected, "category")))
    path = tuple(category.split(PATH))
    return msgspec.structs.replace(made, category=category, path=path, confidence=SURE, corrected=marks, generic=False)


def _added(
    kept: Sequence[Assignment], numbers: Sequence[int], who: dict[int, int], fixes: Sequence[CategoryFix],
    places: _Places, fates: dict[int, Fate],
) -> list[Assignment]:  # fmt: skip
    """Put works into categories; one that is there already, at the place that is named, stays as it is."""
    made: dict[tuple[int, str, str], Assignment] = {}
    for n in numbers:
        fix, work = fixes[n], who[n]
        category = _tidy(fix.now)
        place = msgspec.structs.replace(fix, source="")
        mine = [a for a in kept if a.reference == work and places.fits(a, place)]
        if any(_same(category, named) for a in mine for named in (a.category, PATH.join(a.path))):
            fates[n] = _fate(n, fix, "already", "", work)
            continue
        tables = places.tables_of(fix.table) if fix.table else ()
        if fix.table and len(tables) != 1:
            fates[n] = _fate(n, fix, "unused", "there is no such table", work)
            continue
        table = tables[0] if tables else -1
        new = Assignment(work, category, CORRECTED, table=table, row_label=fix.row, column=fix.column)
        made[work, category, fix.table] = _placed(new, category)
        fates[n] = _fate(n, fix, "applied", "", work)
    return [made[key] for key in sorted(made)]
