"""What became of each reference over a chain of versions: Runs -> History -> text."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from surveyrefs.csv_text import rows_to_csv
from surveyrefs.matching.identity import match_references
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from surveyrefs.text.controls import CONTROLS, visible
from surveyrefs.versions.changes import Cited
from surveyrefs.versions.compare import compare
from surveyrefs.versions.edits import cited
from surveyrefs.versions.lines import described, escaped, short


class Event(msgspec.Struct, frozen=True, gc=False):
    """What happened to a reference in a version (an index): came, left, moved, published, reworded, corrected.

    `detail` says how.
    """

    version: int
    what: str
    detail: str = ""


class Work(msgspec.Struct, frozen=True, gc=False):
    """A reference as its last version has it, the label it had in each version (None: not there), and its events."""

    reference: Cited
    labels: tuple[str | None, ...]
    events: tuple[Event, ...]


class History(msgspec.Struct, frozen=True, gc=False):
    """The names of the versions, the works in the order in which they first came, and a remark on the runs."""

    versions: tuple[str, ...]
    works: tuple[Work, ...]
    note: str = ""


def history(runs: Sequence[Run], note: str = "") -> History:
    """Follow every reference through the versions; one that left and came back is one work."""
    last: list[Reference] = []
    present: list[dict[int, Reference]] = []
    for version, run in enumerate(runs):
        references = run.references.references
        thread_of = {match.new: match.old for match in match_references(last, references)}
        for n, reference in enumerate(references):
            thread = thread_of.get(n, len(last))
            if thread == len(last):
                last.append(reference)
                present.append({})
            last[thread] = reference
            present[thread][version] = reference
    changes = _changes(runs)
    works = tuple(
        Work(
            cited(reference),
            tuple(there[v].label if v in there else None for v in range(len(runs))),
            _events(there, changes, len(runs)),
        )
        for reference, there in zip(last, present, strict=True)
    )
    return History(tuple(run.name for run in runs), works, note)


def _changes(runs: Sequence[Run]) -> dict[tuple[int, str], list[Event]]:
    """Return what happened to references that two versions in a row have, by version and key there."""
    found: dict[tuple[int, str], list[Event]] = {}
    for version in range(1, len(runs)):
        comparison = compare(runs[version - 1], runs[version])
        references = comparison.references
        kinds = {"published": references.published, "reworded": references.edited, "corrected": references.corrected}
        for what, edits in kinds.items():
            for edit in edits:
                detail = ", ".join(f"{c.field}: {c.old or '(none)'} → {c.new or '(none)'}" for c in edit.changed)
                found.setdefault((version, edit.new.key), []).append(Event(version, what, detail))
        for move in comparison.assignments.moved:
            where = f"{move.place}: " if move.place else ""
            event = Event(version, "moved", f"{where}{move.old} → {move.new}")
            found.setdefault((version, move.reference.key), []).append(event)
    return found


def _events(
    there: dict[int, Reference], changes: dict[tuple[int, str], list[Event]], versions: int
) -> tuple[Event, ...]:
    events = []
    for version in range(versions):
        if version in there and version - 1 not in there:
            events.append(Event(version, "came"))
        elif version not in there and version - 1 in there:
            events.append(Event(version, "left"))
        elif version in there:
            events += changes.get((version, there[version].key), [])
    return tuple(events)


def steady(work: Work) -> bool:
    """Tell whether a work came in the first version and nothing happened to it since."""
    return work.events == (Event(0, "came"),)


def history_to_text(found: History, every: bool = False) -> str:
    """Return the terminal form: works to which something happened, or every work."""
    lines = [" → ".join(found.versions), *([f"Note: {found.note}"] if found.note else [])]
    for work in _shown(found, every):
        lines += ["", described(work.reference), *(f"    {line}" for line in _event_lines(found, work))]
    return "\n".join(CONTROLS.sub(" ", line) for line in lines + _rest(found, every)) + "\n"


def history_to_markdown(found: History, every: bool = False) -> str:
    """Return the same as Markdown."""
    lines = [f"## {escaped(' → '.join(found.versions))}", *(["", f"> {escaped(found.note)}"] if found.note else []), ""]
    for work in _shown(found, every):
        lines.append(f"- {escaped(described(work.reference))}")
        lines += [f"  - {escaped(line)}" for line in _event_lines(found, work)]
    return "\n".join(lines + _rest(found, every)) + "\n"


def _shown(found: History, every: bool) -> list[Work]:
    return [work for work in found.works if every or not steady(work)]


def _event_lines(found: History, work: Work) -> list[str]:
    return [f"{found.versions[e.version]}: {' '.join(filter(None, (e.what, short(e.detail))))}" for e in work.events]


def _rest(found: History, every: bool) -> list[str]:
    rest = len(found.works) - len(_shown(found, every))
    return ["", f"{rest} references are in every version, unchanged."] if rest else []


def history_to_json(found: History, every: bool = False) -> str:
    """Return the form for programs: `{"versions": […], "works": [{key …, labels, events}]}`."""
    works = [
        {
            **{name: value for name, value in msgspec.structs.asdict(work.reference).items() if name != "categories"},
            "labels": list(work.labels),
            "events": [{"version": found.versions[e.version], "what": e.what, "detail": e.detail} for e in work.events],
        }
        for work in _shown(found, every)
    ]
    whole = {"versions": list(found.versions), "works": works}
    return visible(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def history_to_csv(found: History, every: bool = False) -> str:
    """Return one row an event."""
    rows = [
        (r.key, r.label, r.title, r.authors, r.year, found.versions[e.version], e.what, e.detail)
        for work in _shown(found, every)
        for r in (work.reference,)
        for e in work.events
    ]
    return rows_to_csv(("key", "label", "title", "authors", "year", "version", "change", "detail"), rows)
