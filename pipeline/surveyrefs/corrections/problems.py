"""Problems that a person has looked at, that a correction has answered, and those that corrections make."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from surveyrefs.corrections.places import sentence_key
from surveyrefs.model.correction import Fate, SeenFix
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference

# Problems with a place that say that something was read wrongly there: whoever put it right has seen them.
_OF_CALLOUTS = re.compile(r"callout-|link-")
_OF_WORKS = frozenset({"reference-unparsed", "grobid-field-differs", "composite-reference", "reference-outsized"})

Spots = Collection[tuple[int, tuple[float, ...]]]


def noted(problems: Sequence[Problem], fixes: Sequence[SeenFix]) -> tuple[tuple[Problem, ...], tuple[Fate, ...]]:
    """Return the problems that a person has looked at, numbers in their text aside."""
    marked: list[Problem] = []
    fates = []
    for n, fix in enumerate(fixes):
        found = [p for p in problems if p.code == fix.code and (not fix.text or _same(p.text, fix.text))]
        marked += found
        about = f"seen problem {fix.code}"
        why = "" if found else "there is no such problem any more"
        fates.append(Fate("seen", n, "applied" if found else "unused", about, why))
    return tuple(marked), tuple(fates)


def _same(one: str, other: str) -> bool:
    return one == other or sentence_key(one) == sentence_key(other)


def answered(problems: Sequence[Problem], callouts: Spots, works: Spots) -> tuple[Problem, ...]:
    """Return the problems at places that were corrected."""
    return tuple(
        p for p in problems
        if p.box
        and (
            (_OF_CALLOUTS.match(p.code) and (p.page, p.box) in callouts)
            or (p.code in _OF_WORKS and (p.page, p.box) in works)
        )
    )  # fmt: skip


def reports(fates: Sequence[Fate], references: Sequence[Reference]) -> tuple[Problem, ...]:
    """Return a problem for each correction that was not applied, whatever the order in the file."""
    found = []
    for fate in fates:
        if fate.status in ("unused", "conflict"):
            code = "correction-unused" if fate.status == "unused" else "correction-conflict"
            of = references[fate.reference] if 0 <= fate.reference < len(references) else None
            hint = "bring the correction up to date, or take it out"
            found.append(Problem(code, f"{fate.about}: {fate.why}", hint, of.page if of else 0, of.box if of else ()))
    return tuple(sorted(found, key=lambda p: (p.code, p.page, p.text)))
