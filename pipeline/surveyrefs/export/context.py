"""What several exporters read off a run: headings in force, names as text, citation counts, numbers as text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.model.document import Section
from surveyrefs.model.lookup import Found
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from surveyrefs.text.people import people_text

LOOKED_UP = ("published_in", "published_year", "abstract")  # what a reference never prints: columns of their own
PATH = " > "  # between the labels of a path, in every file


def chain(sections: Sequence[Section], index: int) -> tuple[Section, ...]:
    """Return the heading at `index` and the headings over it, outermost first; empty for -1."""
    found: list[Section] = []
    seen: set[int] = set()
    while 0 <= index < len(sections) and index not in seen:
        seen.add(index)
        found.append(sections[index])
        index = sections[index].parent
    return tuple(reversed(found))


def is_run_in(section: Section) -> bool:
    """Tell whether a heading is set in the line and has no number: such a heading does not count as the section."""
    return section.run_in and not section.number


def heading(sections: Sequence[Section], index: int) -> tuple[str, str, str, str]:
    """Return number and title of the innermost heading in force, the run-in heading under it, and the whole path."""
    headings = chain(sections, index)
    path = PATH.join(s.title or s.number for s in headings)
    run_in = ""
    for section in reversed(headings):
        if not is_run_in(section):
            return section.number, section.title, run_in, path
        run_in = run_in or section.title
    return "", "", run_in, path


def authors_text(reference: Reference) -> str:
    """Return the authors in one cell: `Family, Given; Family, Given`, closed by `; others` for *et al.*"""
    return people_text(reference.authors, reference.others)


def cited_counts(run: Run) -> list[int]:
    """Return, for each reference, how many callouts point to it."""
    counts = [0] * len(run.references.references)
    for callout in run.links.callouts:
        for index in {target.reference for target in callout.targets}:
            if 0 <= index < len(counts):
                counts[index] += 1
    return counts


def with_unique_keys(run: Run) -> Run:
    """Return the run with every key used once and none empty, the same object where that is so already.

    The references stage promises it; a clash that slips through must not cost the whole paper.
    """
    references = run.references.references
    if len({r.key for r in references} - {""}) == len(references):
        return run
    taken: set[str] = set()
    renamed: list[Reference] = []
    for reference in references:
        base = reference.key or "untitled"
        key, n = base, 2
        while key in taken:
            key, n = f"{base}-{n}", n + 1
        taken.add(key)
        renamed.append(msgspec.structs.replace(reference, key=key))
    return msgspec.structs.replace(run, references=msgspec.structs.replace(run.references, references=tuple(renamed)))


def filled(run: Run) -> Run:
    """Return the run with what was looked up in its references, each such field with its source; the run itself where
    nothing was. What the survey prints stays as it is: where a preprint was published becomes part of its note.
    """
    if not run.looked_up.found:
        return run
    references = list(run.references.references)
    found: dict[int, list[Found]] = {}
    for item in run.looked_up.found:
        found.setdefault(item.reference, []).append(item)
    for index, items in found.items():
        if 0 <= index < len(references):
            references[index] = _filled(references[index], items)
    whole = msgspec.structs.replace(run.references, references=tuple(references))
    return msgspec.structs.replace(run, references=whole)


def _filled(r: Reference, items: Sequence[Found]) -> Reference:
    values = {item.field: item.value for item in items}
    sources = tuple((item.field, item.source) for item in items)
    extra = {**r.extra, **{name: values[name] for name in LOOKED_UP if name in values}}
    return msgspec.structs.replace(r, doi=r.doi or values.get("doi", ""), extra=extra, sources=sources)


def sources_text(reference: Reference, without: str = "") -> str:
    """Return which fields are from outside the survey, and from where: `doi: crossref; abstract: arxiv`."""
    return "; ".join(f"{field}: {source}" for field, source in reference.sources if field != without)


def unit_of(run: Run) -> str:
    """Return what the pages of a run's references count: a paper list has lines."""
    return "line" if run.document.engine == "list" else "page"


def number_text(value: int) -> str:
    """Return a page or other count from 1 as text, empty for none."""
    return str(value) if value > 0 else ""


def box_text(box: Sequence[float]) -> str:
    """Return `x0 y0 x1 y1` with one decimal, empty for no box."""
    return " ".join(f"{value:.1f}" if abs(value) >= 0.05 else "0.0" for value in box)


def confidence_text(value: float) -> str:
    """Return a confidence as `0.00` to `1.00`."""
    return f"{min(1.0, max(0.0, value)):.2f}"
