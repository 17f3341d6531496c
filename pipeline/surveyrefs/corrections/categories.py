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
from surveyrefs.model.link import Assignment, Callout

PATH = " > "
NO_PLACE = "the work is in no such category"
_same = partial(same, "category")


class Sorted(NamedTuple):
    """The assignments put right; their `path` says the category in full."""

    assignments: tuple[Assignment, ...]
    fates: tuple[Fate, ...]


def sorted_anew(
    document: Document, assignments: Sequence[Assignment], works: Works, labels: Labels, fixes: Sequence[CategoryFix],
    callouts: Sequence[Callout], read: Sequence[Assignment] = (),
) -> Sorted:  # fmt: skip
    """Apply the corrections of categories: those of single works first, then those that rename a category.

    `read` are the assignments before any correction: what another correction took away needs none.
    """
    places = _Places(document, labels, callouts)
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
    for n, fix in enumerate(fixes):
        if n in who and fix.was and fates[n].status in ("unused", "conflict"):
            before = any(a.reference == who[n] and places.fits(a, fix) and _is(a, fix.was) for a in read)
            fates[n] = _fate(n, fix, "already", "", who[n]) if before else fates[n]
    return Sorted((*kept, *added), tuple(fates[n] for n in range(len(fixes))))


def _is(made: Assignment, category: str) -> bool:
    return any(_same(_tidy(category), name) for name in (made.category, PATH.join(made.path)))


def _fate(n: int, fix: CategoryFix, status: Status, why: str = "", reference: int = -1) -> Fate:
    of = f" of {shown(fix.work)}" if fix.work is not None else ""
    return Fate("category", n, status, f"category {shown_text(fix.was or fix.now)}{of}", why, reference)


class _Places:
    """Tells whether an assignment stands where a correction says."""

    def __init__(self, document: Document, labels: Labels, callouts: Sequence[Callout]) -> None:
        self._document, self._labels = document, labels
        self.tables: dict[str, tuple[int, ...]] = {}
        self._headings = [_headings(document, i) for i in range(len(document.sections))]
        self._cited: dict[int, list[Callout]] = defaultdict(list)
        for callout in callouts:
            for target in callout.targets:
                self._cited[target.reference].append(callout)

    def tables_of(self, title: str) -> tuple[int, ...]:
        """Return the tables with a title."""
        if title not in self.tables:
            tables = enumerate(self._document.tables)
            self.tables[title] = tuple(i for i, table in tables if is_table(table, title))
        return self.tables[title]

    def new(self, fix: CategoryFix, work: int, kept: Sequence[Assignment]) -> Assignment | None:
        """Return an assignment at the place that a correction names, which has to cite the work and to be empty.

        A correction without source makes a category of the curator's own.
        """
        held = {self._spot(a) for a in kept if a.reference == work}
        for callout in self._cited[work] if fix.source else ():
            made = Assignment(
                work, "", fix.source, callout.table, callout.figure, max(0, callout.row), fix.row, fix.column,
                section=callout.section, page=callout.page,
            )  # fmt: skip
            in_table, in_figure = callout.table >= 0 and callout.row >= 0, callout.figure >= 0
            kind = "table" if in_table else "figure" if in_figure else "section"
            right_place = kind == fix.source or fix.source in ("list", "caption")
            if right_place and self._spot(made) not in held and self.fits(made, fix):
                return made
        return None if fix.source else Assignment(work, "", CORRECTED, row_label=fix.row, column=fix.column)

    @staticmethod
    def _spot(made: Assignment) -> tuple[object, ...]:
        """Return the place of an assignment: where one is there already, none is missing."""
        section = made.section if made.source == "section" else -1
        return made.source, made.table, made.figure, made.row, made.column, section

    def look(self, made: Assignment | None) -> tuple[object, ...]:
        """Return the work of an assignment and what assignments.csv tells of its place."""
        if made is None:
            return ()
        section = made.section
        sections = self._document.sections
        while 0 <= section < len(sections) and sections[section].run_in and not sections[section].number:
            section = sections[section].parent
        title = sections[section].title if 0 <= section < len(sections) else ""
        return made.reference, made.source, made.table, made.figure, made.row, made.column, title

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
        names = self._headings[made.section] if 0 <= made.section < len(self._headings) else ("",)
        return is_named(fix.column, made.column) and any(is_named(fix.section, name) for name in names)


def _headings(document: Document, index: int) -> tuple[str, ...]:
    """Return the names by which a section is known: its own, and those over it, whichever counts as the section."""
    sections, names = document.sections, list[str]()
    while 0 <= index < len(sections) and len(names) < len(sections):
        names.append(sections[index].title)
        index = sections[index].parent
    return tuple(names)


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
        if ended.value == read:
            continue
        if ended.value and fixes[here[0]].work is not None and _done(out, i, ended.value, places):
            for n in (n for n, status in zip(here, ended.statuses, strict=True) if status == "applied"):
                seen[n].discard("applied")
                seen[n].add("already")
            continue
        changed.add(i)
        out[i] = _placed(made, ended.value) if ended.value else None
    for n in numbers:
        fates[n] = _outcome(n, fixes[n], seen[n], who[n])
    return changed


def _done(out: Sequence[Assignment | None], index: int, now: str, places: _Places) -> bool:
    """Tell whether a correction has had its effect at what looks like the same place in assignments.csv.

    Headings set in the line give a work several categories in what counts as one section: of those that are read alike,
    one is put right, as nothing tells them apart.
    """
    look = places.look(out[index])
    twins = [other for k, other in enumerate(out) if k != index and other is not None and places.look(other) == look]
    there = [twin for twin in twins if _is(twin, now)]
    return any("category" in twin.corrected for twin in there)


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
        if any(_is(a, category) for a in mine):
            fates[n] = _fate(n, fix, "already", "", work)
            continue
        new = places.new(fix, work, kept)
        if new is None:
            fates[n] = _fate(n, fix, "unused", "no such place of the survey cites it", work)
            continue
        made[work, category, fix.table + fix.section + fix.row + fix.column] = _placed(new, category)
        fates[n] = _fate(n, fix, "applied", "", work)
    return [made[key] for key in sorted(made)]
