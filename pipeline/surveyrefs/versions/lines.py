"""A comparison as short lines under headings: what the terminal and Markdown forms share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from surveyrefs.text.controls import STEERING, one_line, unmentioned
from surveyrefs.versions.changes import Cited, Comparison, Edit, Item, Placed, Seen, Structure
from surveyrefs.versions.kinds import KINDS

Mark = Literal["+", "-", "~", ">", "#", "!"]
_MANY_AUTHORS = 3  # more are shown as the first and "et al."
_LONG = 120  # characters; a caption or raw text is cut there, other forms have it whole
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~$])")
_CONTROL = re.compile(f"[{STEERING}]+")  # a PDF must not steer the reader's terminal


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: `mark` (+ came, - went, ~ changed, > moved, # counted, ! problem), its text and details below it."""

    mark: Mark
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The changes of one kind under a heading."""

    kind: str
    title: str
    entries: tuple[Entry, ...] = field(default=())


def blocks(comparison: Comparison, kinds: Iterable[str], renumbered: bool = False) -> tuple[Block, ...]:
    """Return the blocks of these kinds that have changes; renumbered references are listed only where asked."""
    wanted = set(kinds)
    made = []
    for kind in KINDS:
        if kind in wanted and (kind != "renumbered" or renumbered):
            entries = _ENTRIES[kind](comparison)
            if entries:
                made.append(Block(kind, _TITLES[kind], tuple(entries)))
    return tuple(made)


_TITLES = {
    "survey": "The survey",
    "added": "Added",
    "removed": "Removed",
    "published": "Appeared in print",
    "reworded": "Reworded",
    "corrected": "Corrected",
    "renumbered": "Renumbered",
    "categories": "Categories",
    "sections": "Sections",
    "tables": "Tables",
    "figures": "Figures",
    "callouts": "Cited more or less often",
    "problems": "Problems",
}


def short(text: str) -> str:
    """Return a text fit for one line: no control characters, cut where it is long."""
    clean = _CONTROL.sub(" ", text)
    return clean if len(clean) <= _LONG else clean[: _LONG - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return unmentioned(_MARKDOWN.sub(r"\\\1", one_line(text)))


def described(reference: Cited) -> str:
    """Return a reference in one line: label, title, authors, year, key."""
    label = f"[{reference.label}] " if reference.label else ""
    said = [short(reference.title or reference.raw), _short_authors(reference.authors), reference.year]
    return f"{label}{'. '.join(part for part in said if part)} ({reference.key})"


def _named(reference: Cited) -> str:
    label = f"[{reference.label}] " if reference.label else ""
    return f"{label}{short(reference.title or reference.raw)} ({reference.key})"


def _short_authors(authors: str) -> str:
    names = [name.split(",")[0] for name in _CONTROL.sub(" ", authors).split("; ") if name]
    if len(names) > _MANY_AUTHORS or "others" in names[1:]:
        return f"{names[0]} et al"
    return ", ".join(names)


def _survey(comparison: Comparison) -> list[Entry]:
    old, new = short(comparison.old.title) or "(none)", short(comparison.new.title) or "(none)"
    return [Entry("~", f"title: {old} → {new}")] if comparison.retitled else []


def _added(comparison: Comparison) -> list[Entry]:
    return [Entry("+", described(r), _categories(r)) for r in comparison.references.added]


def _removed(comparison: Comparison) -> list[Entry]:
    return [Entry("-", described(r), _categories(r)) for r in comparison.references.removed]


def _categories(reference: Cited) -> tuple[str, ...]:
    return tuple(f"in {short(category)}" for category in reference.categories)


def _edits(edits: Iterable[Edit]) -> list[Entry]:
    return [
        Entry(
            "~",
            _named(e.new),
            tuple(f"{c.field}: {short(c.old) or '(none)'} → {short(c.new) or '(none)'}" for c in e.changed),
        )
        for e in edits
    ]


def _published(comparison: Comparison) -> list[Entry]:
    return _edits(comparison.references.published)


def _reworded(comparison: Comparison) -> list[Entry]:
    return _edits(comparison.references.edited)


def _corrected(comparison: Comparison) -> list[Entry]:
    return _edits(comparison.references.corrected)


def _renumbered(comparison: Comparison) -> list[Entry]:
    return [
        Entry("#", f"[{r.old}] → [{r.new}] {short(r.reference.title or r.reference.raw)} ({r.reference.key})")
        for r in comparison.references.renumbered
    ]


def _assignments(comparison: Comparison) -> list[Entry]:
    changes = comparison.assignments
    moved = [
        Entry(">", _named(m.reference), (f"{_of(m.source, m.place)}{short(m.old)} → {short(m.new)}",))
        for m in changes.moved
    ]
    renamed = [Entry("~", f"{_of(r.source, r.place)}{short(r.old)} → {short(r.new)}") for r in changes.renamed]
    return moved + _placed("+", changes.added) + _placed("-", changes.removed) + renamed


def _of(source: str, place: str) -> str:
    return f"{place or source.capitalize()}: "


def _placed(mark: Mark, placed: Sequence[Placed]) -> list[Entry]:
    """Gather the works that came into, or went out of, one category."""

    def where(item: Placed) -> tuple[str, str, str]:
        return item.source, item.place, item.category

    order = {key: n for n, key in reversed(list(enumerate(map(where, placed))))}
    entries = []
    for (source, place, category), items in groupby(sorted(placed, key=lambda p: order[where(p)]), key=where):
        entries.append(Entry(mark, f"{_of(source, place)}{short(category)}", tuple(_named(i.reference) for i in items)))
    return entries


def _structure(structure: Structure, noun: str) -> list[Entry]:
    def shown(item: Item) -> str:
        return short(f"{f'{noun} {item.number}'.rstrip()}: {item.title}".rstrip(": "))

    def heading(item: Item) -> str:
        return short(f"{item.number} {item.title}".strip())

    show: Callable[[Item], str] = shown if noun else heading
    return [
        *(Entry("+", show(i)) for i in structure.added),
        *(Entry("-", show(i)) for i in structure.removed),
        *(Entry("~", f"{show(c.old)} → {show(c.new)}") for c in structure.renamed),
        *(Entry(">", f"{show(c.old)} → {show(c.new)}", ("stands elsewhere",)) for c in structure.reordered),
    ]


def _sections(comparison: Comparison) -> list[Entry]:
    return _structure(comparison.sections, "")


def _tables(comparison: Comparison) -> list[Entry]:
    return _structure(comparison.tables, "Table")


def _figures(comparison: Comparison) -> list[Entry]:
    return _structure(comparison.figures, "Figure")


def _callouts(comparison: Comparison) -> list[Entry]:
    more = [Entry("+", f"{c.old} → {c.new} {_named(c.reference)}") for c in comparison.callouts.more]
    return more + [Entry("-", f"{c.old} → {c.new} {_named(c.reference)}") for c in comparison.callouts.fewer]


def _problems(comparison: Comparison) -> list[Entry]:
    def shown(problem: Seen, what: str) -> str:
        page = f" (page {problem.page})" if problem.page else ""
        return f"{what}: {problem.code}: {short(problem.text)}{page}"

    new = [Entry("!", shown(p, "new")) for p in comparison.problems.new]
    return new + [Entry("-", shown(p, "gone")) for p in comparison.problems.gone]


_ENTRIES: dict[str, Callable[[Comparison], list[Entry]]] = {
    "survey": _survey,
    "added": _added,
    "removed": _removed,
    "published": _published,
    "reworded": _reworded,
    "corrected": _corrected,
    "renumbered": _renumbered,
    "categories": _assignments,
    "sections": _sections,
    "tables": _tables,
    "figures": _figures,
    "callouts": _callouts,
    "problems": _problems,
}


def summary(comparison: Comparison) -> str:
    """Return what the two runs are and have in common, in one line."""
    old, new, references = comparison.old, comparison.new, comparison.references
    same = f"{references.unchanged} of {new.references} references unchanged"
    renumbered = f", {len(references.renumbered)} under another number" if references.renumbered else ""
    restyled = f", {references.restyled} of them restyled" if references.restyled else ""
    return f"{old.name} ({old.references} references) → {new.name} ({new.references}): {same}{restyled}{renumbered}."
