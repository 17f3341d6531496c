"""Which category each work was and is in: assignments added, removed, moved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from surveyrefs.matching.assign import heaviest_matching
from surveyrefs.model.link import Assignment
from surveyrefs.model.run import Run
from surveyrefs.text.similarity import fold
from surveyrefs.versions.changes import AssignmentChanges, Cited, Moved, Placed, Relabelled
from surveyrefs.versions.structure import caption_text, fold_label, without_callouts

_SAME_LABEL = 0.85  # a plural, a hyphen, a corrected letter
_AKIN_LABEL = 0.5  # half of the letters: reworded, if the works under it are still the same
_AKIN_HEADING = 0.75  # "Fine-tuning", "Data fine-tuning"
_KEPT_SHARE = 0.6  # of these works
_HEADING_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+(?=\S)")  # headings of a list are renumbered by hand
_LIST = {-1: -1}  # a paper list is one place, in either run
_LEAST_KEPT = 2  # … and so many: one work under a new label has moved
_LEAST_UNLIKE = 3  # … under a heading of quite other words: two may well have moved together

Path = tuple[str, ...]
Renamings = dict[tuple[str, int], dict[str, str]]  # of the old run's tables and figures: old label -> new label


@dataclass(frozen=True, slots=True)
class Place:
    """Where a work is put: in table or figure `container` (an index; -1 for the sections) under `path`, folded.

    For a section the path is its index in the document.
    """

    source: str
    container: int
    path: Path


@dataclass(frozen=True, slots=True)
class Placement:
    """The places of one run: those of each reference (by index) in order, and how each is shown."""

    places: dict[int, tuple[Place, ...]]
    shown: dict[Place, tuple[str, str]]

    def named(self, place: Place) -> str:
        """Return the category of a place with its table or figure."""
        where, category = self.shown[place]
        return f"{where}: {category}" if where else category


def placement_of(run: Run) -> Placement:
    """Collect where a run puts each reference."""
    places: dict[int, dict[Place, None]] = defaultdict(dict)
    shown: dict[Place, tuple[str, str]] = {}
    for assignment in run.categories.assignments:
        if assignment.reference < 0:
            continue
        place, names = _place(run, assignment)
        places[assignment.reference][place] = None
        shown.setdefault(place, names)
    return Placement({reference: tuple(found) for reference, found in places.items()}, shown)


def _place(run: Run, assignment: Assignment) -> tuple[Place, tuple[str, str]]:
    """Return the place of an assignment, and the names of its container and category."""
    section = numbered_section(run, assignment.section)
    if assignment.source == "section" and section >= 0:
        return Place("section", -1, (str(section),)), ("", _section_path(run, section))
    if assignment.source == "table" and assignment.table >= 0:
        table = run.document.tables[assignment.table]
        title = caption_text(table.caption.text, table.printed_number)
        name, container = table.label if table.number else "Table", assignment.table
    elif assignment.source == "figure" and assignment.figure >= 0:
        figure = run.document.figures[assignment.figure]
        title = caption_text(figure.caption.text, figure.number)
        name, container = f"Figure {figure.number}".rstrip(), assignment.figure
    else:
        name, title, container = "", "", -1
    category = without_callouts(" > ".join(assignment.path) or title)
    path = [_HEADING_NUMBER.sub("", label) for label in assignment.path]
    labels = [part for part in map(fold_label, path if assignment.source == "list" else assignment.path) if part]
    return Place(assignment.source, container, tuple(labels)), (name, category)


def numbered_section(run: Run, index: int) -> int:
    """Return the section itself or, for a heading in the line without number, the one above: that is no category."""
    sections = run.document.sections
    while index >= 0 and sections[index].run_in and not sections[index].number:
        index = sections[index].parent
    return index


def _section_path(run: Run, index: int) -> str:
    titles = []
    while index >= 0:
        titles.append(without_callouts(run.document.sections[index].title))
        index = run.document.sections[index].parent
    return " > ".join(reversed(titles))


@dataclass(frozen=True, slots=True)
class Partners:
    """Old index -> new index of references, sections, tables and figures that are the same."""

    references: Mapping[int, int]
    sections: Mapping[int, int]
    tables: Mapping[int, int]
    figures: Mapping[int, int]


def assignment_changes(old: Placement, new: Placement, partners: Partners, cited: Sequence[Cited]) -> AssignmentChanges:
    """Compare the places of the references that both runs have; `cited` are the new ones, by index.

    Within tables, figures and sections each, a place left and a place entered are one move; what remains was added or
    removed.
    """
    renamed = _renamings(old, new, partners)
    translated = _translation(old, partners, renamed)
    added, removed, moved = [], [], []
    for i, j in sorted(partners.references.items(), key=lambda pair: pair[1]):
        for source in ("table", "figure", "section", "list"):
            before = {translated[place]: place for place in old.places.get(i, ()) if place.source == source}
            after = [place for place in new.places.get(j, ()) if place.source == source]
            left = [place for key, place in before.items() if key not in after]
            entered = [place for place in after if place not in before]
            for a, b in _pair(left, entered, old, new, translated):
                within = translated[a].container == b.container
                was = old.shown[a][1] if within else old.named(a)
                now = new.shown[b][1] if within else new.named(b)
                moved.append(Moved(cited[j], source, new.shown[b][0], was, now))
                left.remove(a)
                entered.remove(b)
            removed += [Placed(cited[j], source, *old.shown[place]) for place in left]
            added += [Placed(cited[j], source, *new.shown[place]) for place in entered]
    return AssignmentChanges(tuple(added), tuple(removed), tuple(moved), _relabelled(old, new, partners, renamed))


def _pair(
    left: Sequence[Place], entered: Sequence[Place], old: Placement, new: Placement, translated: Mapping[Place, Place]
) -> list[tuple[Place, Place]]:
    """Pair places left with places entered: first of the same table or figure, then the most alike, then in order."""
    weights = {}
    for i, a in enumerate(left):
        for j, b in enumerate(entered):
            same = 1.0 if translated[a].container == b.container else 0.0
            was, now = old.shown[a][1].split(" > "), new.shown[b][1].split(" > ")
            alike = fuzz.ratio(fold(was[-1]), fold(now[-1])) / 100 + 0.5 * (was[:-1] == now[:-1])
            weights[i, j] = 1.0 + same + alike - 0.001 * abs(i - j)
    return [(left[i], entered[j]) for i, j in heaviest_matching(weights).items()]


def _containers(partners: Partners) -> dict[str, Mapping[int, int]]:
    return {"table": partners.tables, "figure": partners.figures, "list": _LIST}


def _renamings(old: Placement, new: Placement, partners: Partners) -> Renamings:
    """Match the labels of each table and figure that both runs have."""
    members_old, members_new = _members(old, dict(partners.references)), _members(new, None)
    return {
        (source, i): _renamed_labels(
            members_old.get((source, i), {}), members_new.get((source, j), {}), source == "list"
        )
        for source, pairs in _containers(partners).items()
        for i, j in pairs.items()
    }


def _translation(old: Placement, partners: Partners, renamed: Renamings) -> dict[Place, Place]:
    """Return every old place as the new run would name it: other section numbers, table numbers, renamed labels.

    What the new run does not have gets a negative index or keeps its label, so that it equals nothing there.
    """
    containers = _containers(partners)
    result = {}
    for place in old.shown:
        if place.source == "section":
            section = partners.sections.get(int(place.path[0]), -1 - int(place.path[0]))
            result[place] = Place("section", -1, (str(section),))
        else:
            container = containers.get(place.source, {}).get(place.container, -2 - place.container)
            labels = renamed.get((place.source, place.container), {})
            result[place] = Place(place.source, container, tuple(labels.get(label, label) for label in place.path))
    return result


def _relabelled(old: Placement, new: Placement, partners: Partners, renamed: Renamings) -> tuple[Relabelled, ...]:
    """Tell which labels read otherwise now, with the name of their table or figure."""
    was, now = _printed_labels(old), _printed_labels(new)
    return tuple(
        Relabelled(source, now[source, j, after][0], was[source, i, before][1], now[source, j, after][1])
        for (source, i), labels in renamed.items()
        for j in (_containers(partners)[source][i],)
        for before, after in labels.items()
        if before.replace(" ", "") != after.replace(" ", "")
    )


def _printed_labels(placement: Placement) -> dict[tuple[str, int, str], tuple[str, str]]:
    """Return for each folded label of a table or figure the name of that and the label as printed."""
    printed: dict[tuple[str, int, str], tuple[str, str]] = {}
    for place, (name, category) in placement.shown.items():
        labels = [label for label in category.split(" > ") if fold_label(label)]
        for folded, label in zip(place.path, labels, strict=False):
            printed.setdefault((place.source, place.container, folded), (name, label))
    return printed


def _members(placement: Placement, partner: Mapping[int, int] | None) -> dict[tuple[str, int], dict[str, set[int]]]:
    """Return for each table and figure the references under each label, as indexes of the new run."""
    members: dict[tuple[str, int], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for reference, places in placement.places.items():
        index = reference if partner is None else partner.get(reference, -1 - reference)
        for place in places:
            for label in place.path:
                members[place.source, place.container][label].add(index)
    return members


def _renamed_labels(old: Mapping[str, set[int]], new: Mapping[str, set[int]], in_list: bool = False) -> dict[str, str]:
    """Match the labels of one table that only one version has: alike in words, or akin and over the same works.

    A list's headings are renamed at will and its sections grow: there three of the same works are enough, whatever
    the words, and akin words where most of the old works stayed.
    """
    gone, come = [label for label in old if label not in new], [label for label in new if label not in old]
    weights = {}
    for i, before in enumerate(gone):
        for j, after in enumerate(come):
            alike = fuzz.ratio(before, after) / 100
            both = old[before] & new[after]
            left = {m for m in old[before] if m >= 0}
            kept = len(both) / max(1, len(left | new[after]))
            same = kept >= _KEPT_SHARE and len(both) >= _LEAST_KEPT
            grown = in_list and alike >= _AKIN_HEADING and len(both) >= max(1, _KEPT_SHARE * len(left))
            moved_whole = in_list and len(both) >= _LEAST_UNLIKE
            if alike >= _SAME_LABEL or grown or (same and (moved_whole or alike >= _AKIN_LABEL)):
                weights[i, j] = alike + kept
    return {gone[i]: come[j] for i, j in heaviest_matching(weights).items()}
