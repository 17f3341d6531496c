"""All corrections of a file, applied to what was read: Run, Corrections -> Corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from surveyrefs.corrections.callout_places import Book
from surveyrefs.corrections.callouts import relinked
from surveyrefs.corrections.categories import sorted_anew
from surveyrefs.corrections.fields import LABELLING, value_of
from surveyrefs.corrections.find import Works
from surveyrefs.corrections.lists import Read, Relisted, relisted
from surveyrefs.corrections.places import Labels
from surveyrefs.corrections.problems import answered, noted, reports
from surveyrefs.corrections.rows import relabelled
from surveyrefs.corrections.works import Fielded, fielded
from surveyrefs.model.correction import KINDS, CellText, Corrected, Corrections, Fate
from surveyrefs.model.link import Assignment, Categories, Links
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import References
from surveyrefs.model.run import Run


class Again(NamedTuple):
    """What has to be done anew where corrections change what it depends on: the functions of the stages.

    `read` reads texts of references, `link` links the callouts to a list, `categorise` sorts the works, `grow` makes
    the tree of categories from the assignments of so many works.
    """

    read: Read | None
    link: Callable[[References], Links]
    categorise: Callable[[References, Links], Categories]
    grow: Callable[[Categories, int], Categories]


def correct(run: Run, corrections: Corrections, again: Again) -> Corrected:
    """Apply corrections to a run as read.

    The list comes first, then the fields, the callouts, the rows, the categories: each sees what those before it made.
    Callouts are linked anew where their labels, authors or years changed, and works sorted anew where callouts did.
    """
    listed = relisted(run.references.references, corrections, again.read)
    fields = fielded(listed.references, listed.variants, corrections.field)
    references = _kept(run.references, msgspec.structs.replace(run.references, references=fields.references))
    links = again.link(references) if _relabelled(run, listed, fields) else run.links
    works = Works(fields.variants)
    book = Book(run.document, links.callouts, Labels(run.document, run.categories.assignments))
    cited = relinked(run.document, references.references, links, works, book, corrections.callout)
    changed = references != run.references or cited.links != run.links
    categories = again.categorise(references, cited.links) if changed else run.categories
    size = len(references.references)
    read = () if listed.changed else run.categories.assignments
    categories, cells, fates = _sorted(run, corrections, categories, cited.links, works, again, size, read)
    problems = (*run.document.problems, *references.problems, *cited.links.problems, *categories.problems)
    seen, looked = noted(problems, corrections.seen)
    spots = {(r.page, r.box) for r in references.references if r.corrected}
    seen = (*seen, *answered(problems, cited.touched, spots))
    whole = _in_order((*listed.fates, *fields.fates, *cited.fates, *fates, *looked))
    return Corrected(
        references if references != run.references else None,
        cited.links if cited.links != run.links else None,
        categories if categories != run.categories else None,
        cells,
        whole,
        _names(seen),
        reports(whole, references.references),
    )


def _kept(before: References, after: References) -> References:
    return before if before == after else after


def _relabelled(run: Run, listed: Relisted, fields: Fielded) -> bool:
    """Tell whether something changed by which callouts find their works."""
    before, after = run.references.references, fields.references
    return listed.changed or any(
        value_of(old, field) != value_of(new, field)
        for old, new in zip(before, after, strict=True)
        if old is not new
        for field in LABELLING
    )


def _sorted(
    run: Run, corrections: Corrections, categories: Categories, links: Links, works: Works, again: Again, size: int,
    read: Sequence[Assignment],
) -> tuple[Categories, tuple[CellText, ...], tuple[Fate, ...]]:  # fmt: skip
    before = (read, run.links.callouts if read else ())  # none where the list of works is another one
    rows = relabelled(run.document, categories.assignments, links.callouts, works, corrections.row, before)
    labels = Labels(run.document, categories.assignments)
    labels.add(rows.labels)
    placed = sorted_anew(run.document, rows.assignments, works, labels, corrections.category, links.callouts, read)
    if placed.assignments != categories.assignments:
        categories = again.grow(msgspec.structs.replace(categories, assignments=placed.assignments), size)
    return categories, rows.cells, (*rows.fates, *placed.fates)


def _in_order(fates: Sequence[Fate]) -> tuple[Fate, ...]:
    return tuple(sorted(fates, key=lambda fate: (KINDS.index(fate.kind), fate.number)))


def _names(problems: Sequence[Problem]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(p.code, p.text) for p in problems}))
