"""Compare two runs: Run, Run -> Comparison."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from surveyrefs.matching.features import squash
from surveyrefs.matching.identity import Match, match_references
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from surveyrefs.text.similarity import likeness
from surveyrefs.versions.changes import (
    CalloutChanges,
    CalloutCount,
    Cited,
    Comparison,
    Edit,
    ProblemChanges,
    ReferenceChanges,
    Renumbered,
    Seen,
    Side,
)
from surveyrefs.versions.edits import cited, correction_between, edit_between
from surveyrefs.versions.placement import Partners, Placement, assignment_changes, numbered_section, placement_of
from surveyrefs.versions.structure import Part, caption_text, match_floats, match_sections, part, structure_changes

_DIGITS = re.compile(r"\d+")
# Below both, two runs are hardly of one survey: a new version keeps its title or most of its references.
_TITLE_OF_ONE = 60.0  # percent
_SHARE_OF_ONE = 0.2


Matcher = Callable[[Sequence[Reference], Sequence[Reference]], Sequence[Match]]


def compare(old: Run, new: Run, match: Matcher = match_references) -> Comparison:
    """Tell what changed from one run of a survey to another; `match` tells which works both have."""
    matches = match(old.references.references, new.references.references)
    partner = {match.old: match.new for match in matches}
    sections = _section_parts(old, partner), _section_parts(new, None)
    tables = _table_parts(old, partner), _table_parts(new, None)
    figures = _figure_parts(old, partner), _figure_parts(new, None)
    section_pairs, table_pairs, figure_pairs = match_sections(*sections), match_floats(*tables), match_floats(*figures)
    partners = Partners(
        references=partner,
        sections=_indexes(section_pairs, _sections_of(old), _sections_of(new)),
        tables=table_pairs,
        figures=_indexes(figure_pairs, _figures_of(old), _figures_of(new)),
    )
    shown = [cited(reference) for reference in new.references.references]
    placements = placement_of(old), placement_of(new)
    return Comparison(
        old=_side(old),
        new=_side(new),
        references=_reference_changes(old, new, matches, placements),
        assignments=assignment_changes(*placements, partners, shown),
        sections=structure_changes(*sections, section_pairs),
        tables=structure_changes(*tables, table_pairs),
        figures=structure_changes(*figures, figure_pairs),
        callouts=_callout_changes(old, new, matches),
        problems=_problem_changes(old, new),
        notes=_notes(old, new),
    )


def same_survey(old: Run, new: Run, comparison: Comparison) -> bool:
    """Tell whether two runs can be versions of one survey: by arXiv id, title, or a fair share of references."""
    one, other = old.document, new.document
    if (one.arxiv and one.arxiv == other.arxiv) or likeness(one.title, other.title) >= _TITLE_OF_ONE:
        return True
    return comparison.common >= _SHARE_OF_ONE * min(len(old.references.references), len(new.references.references))


def _side(run: Run) -> Side:
    return Side(run.name, run.document.title, len(run.references.references))


def _reference_changes(
    old: Run, new: Run, matches: Sequence[Match], placements: tuple[Placement, Placement]
) -> ReferenceChanges:
    olds, news = old.references.references, new.references.references
    kinds: dict[str, list[Edit]] = {"edited": [], "published": []}
    renumbered, corrected, restyled = [], [], 0
    for match in matches:
        before, after = olds[match.old], news[match.new]
        found = edit_between(before, after, match.reason)
        if found:
            kinds[found[0]].append(found[1])
        mended = correction_between(before, after, match.reason, found[1] if found else None)
        if mended:
            corrected.append(mended)
        if not found and before.raw != after.raw and squash(before.raw) != squash(after.raw):
            restyled += 1
        if before.label != after.label and before.label and after.label:
            renumbered.append(Renumbered(cited(after), before.label, after.label))
    return ReferenceChanges(
        added=_unmatched(news, {m.new for m in matches}, placements[1]),
        removed=_unmatched(olds, {m.old for m in matches}, placements[0]),
        edited=tuple(kinds["edited"]),
        published=tuple(kinds["published"]),
        renumbered=tuple(renumbered),
        unchanged=len(matches) - len(kinds["edited"]) - len(kinds["published"]),
        restyled=restyled,
        corrected=tuple(corrected),
    )


def _unmatched(references: Sequence[Reference], kept: set[int], placement: Placement) -> tuple[Cited, ...]:
    """Return the references that only one run has, with the categories that they are in."""
    return tuple(
        cited(reference, tuple(placement.named(place) for place in placement.places.get(n, ())))
        for n, reference in enumerate(references)
        if n not in kept
    )


def _callout_changes(old: Run, new: Run, matches: Iterable[Match]) -> CalloutChanges:
    before, after = _times_cited(old), _times_cited(new)
    counts = [
        CalloutCount(cited(new.references.references[m.new]), before[m.old], after[m.new])
        for m in matches
        if before[m.old] != after[m.new]
    ]
    return CalloutChanges(
        more=tuple(c for c in counts if c.new > c.old), fewer=tuple(c for c in counts if c.new < c.old)
    )


def _times_cited(run: Run) -> Counter[int]:
    """Count the callouts of each reference; two items of one callout count once."""
    return Counter(
        reference
        for callout in run.links.callouts
        for reference in {target.reference for target in callout.targets if target.reference >= 0}
    )


def _problem_changes(old: Run, new: Run) -> ProblemChanges:
    """Compare problems by code and text, but for numbers and labels: they change with every renumbering."""

    def signs(run: Run) -> dict[tuple[str, str], list[Problem]]:
        labels = {reference.label for reference in run.references.references}
        found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for problem in run.problems():
            words = [word for word in problem.text.split() if word.strip("[](),.;:") not in labels]
            if run.document.engine == "list":  # its text names the line
                problem = msgspec.structs.replace(problem, page=0)
            found[problem.code, squash(_DIGITS.sub("", " ".join(words)))].append(problem)
        return found

    before, after = signs(old), signs(new)
    return ProblemChanges(new=_surplus(after, before), gone=_surplus(before, after))


def _surplus(
    here: Mapping[tuple[str, str], list[Problem]], there: Mapping[tuple[str, str], list[Problem]]
) -> tuple[Seen, ...]:
    """Return the problems of one run beyond as many like them in the other."""
    return tuple(
        Seen(problem.code, problem.text, problem.page)
        for sign, problems in here.items()
        for problem in problems[len(there.get(sign, ())) :]
    )


def _shared(works: Iterable[int], partner: Mapping[int, int] | None) -> frozenset[int]:
    """Return references by their index in the new run, those of the old run without partner left out."""
    return frozenset(w if partner is None else partner[w] for w in works if partner is None or w in partner)


def _sections_of(run: Run) -> list[int]:
    """Return the indexes of the sections to compare: all but headings in the line without number."""
    return [n for n in range(len(run.document.sections)) if numbered_section(run, n) == n]


def _section_parts(run: Run, partner: Mapping[int, int] | None) -> list[Part]:
    works: dict[int, set[int]] = defaultdict(set)
    for callout in run.links.callouts:
        works[numbered_section(run, callout.section)].update(t.reference for t in callout.targets if t.reference >= 0)
    sections, kept = run.document.sections, _sections_of(run)
    position = {n: place for place, n in enumerate(kept)}
    parts = []
    for n in kept:
        section, above = sections[n], numbered_section(run, sections[n].parent)
        title = sections[above].title if above >= 0 else ""
        shared = _shared(works[n], partner)
        parts.append(part(section.number, section.title, section.page, title, shared, position.get(above, -1)))
    return parts


def _table_parts(run: Run, partner: Mapping[int, int] | None) -> list[Part]:
    works: dict[int, set[int]] = defaultdict(set)
    for assignment in run.categories.assignments:
        works[assignment.table].add(assignment.reference)
    return [
        part(t.number, caption_text(t.caption.text, t.number), t.page, " ".join(t.header), _shared(works[n], partner))
        for n, t in enumerate(run.document.tables)
    ]


def _figures_of(run: Run) -> list[int]:
    """Return the indexes of the figures to compare: those that put works into categories."""
    return sorted({a.figure for a in run.categories.assignments if a.source == "figure" and a.figure >= 0})


def _figure_parts(run: Run, partner: Mapping[int, int] | None) -> list[Part]:
    works: dict[int, set[int]] = defaultdict(set)
    for assignment in run.categories.assignments:
        works[assignment.figure].add(assignment.reference)
    figures = [(n, run.document.figures[n]) for n in _figures_of(run)]
    return [
        part(f.number, caption_text(f.caption.text, f.number), f.page, "", _shared(works[n], partner))
        for n, f in figures
    ]


def _indexes(pairs: Mapping[int, int], old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """Turn positions among the compared parts into indexes in the document."""
    return {old[i]: new[j] for i, j in pairs.items()}


def _notes(old: Run, new: Run) -> tuple[str, ...]:
    """Remark on what makes the comparison less sure."""
    notes = []
    if old.sha256 and old.sha256 == new.sha256:
        notes.append("Both runs read the same PDF: what differs comes from the program or its settings.")
    engines = (old.document.engine, new.document.engine)
    if engines[0] != engines[1]:
        notes.append(f"The runs used different engines ({', '.join(engines)}): some changes may be theirs.")
    return tuple(notes)
