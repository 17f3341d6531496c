"""The kinds of change by which a comparison can be counted and cut down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from surveyrefs.versions.changes import Comparison, Structure

# Kind -> what it counts, in the order of every form. `--only` takes these names.
KINDS: Mapping[str, str] = {
    "survey": "titles of the survey changed",
    "added": "references added",
    "removed": "references removed",
    "published": "preprints that appeared in print",
    "reworded": "references reworded",
    "corrected": "references corrected",
    "renumbered": "references renumbered",
    "categories": "categories changed",
    "sections": "sections changed",
    "tables": "tables changed",
    "figures": "figures changed",
    "callouts": "references cited more or less often",
    "problems": "problems new or gone",
}
# A name for several kinds at once.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "references": ("added", "removed", "published", "reworded", "corrected", "renumbered"),
    "assignments": ("categories",),
    "edited": ("reworded",),
}


def expand(names: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds behind names of kinds and groups, in standing order; ValueError names an unknown one."""
    wanted: set[str] = set()
    for name in names:
        if name not in KINDS and name not in GROUPS:
            raise ValueError(name)
        wanted.update(GROUPS.get(name, (name,)))
    return tuple(kind for kind in KINDS if kind in wanted)


def counts(comparison: Comparison) -> dict[str, int]:
    """Count the changes of each kind."""
    references, assignments = comparison.references, comparison.assignments
    return {
        "survey": int(comparison.retitled),
        "added": len(references.added),
        "removed": len(references.removed),
        "published": len(references.published),
        "reworded": len(references.edited),
        "corrected": len(references.corrected),
        "renumbered": len(references.renumbered),
        "categories": sum(map(len, (assignments.added, assignments.removed, assignments.moved, assignments.renamed))),
        "sections": _changes(comparison.sections),
        "tables": _changes(comparison.tables),
        "figures": _changes(comparison.figures),
        "callouts": len(comparison.callouts.more) + len(comparison.callouts.fewer),
        "problems": len(comparison.problems.new) + len(comparison.problems.gone),
    }


def differs(comparison: Comparison, kinds: Iterable[str] = tuple(KINDS)) -> bool:
    """Tell whether there is a change of one of the kinds."""
    found = counts(comparison)
    return any(found[kind] for kind in kinds)


def _changes(structure: Structure) -> int:
    return len(structure.added) + len(structure.removed) + len(structure.renamed) + len(structure.reordered)
