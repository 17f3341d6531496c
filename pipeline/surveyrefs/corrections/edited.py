"""An edited table against the one that was written -> corrections: what a person did in a spreadsheet, made to last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from surveyrefs.corrections.fields import FIELDS, tidy
from surveyrefs.corrections.places import sentence_key
from surveyrefs.model.correction import (
    AddFix,
    CalloutFix,
    CategoryFix,
    Corrections,
    DropFix,
    FieldFix,
    Part,
    RowFix,
    WorkName,
)
from surveyrefs.model.document import is_set_as_figure

Record = Mapping[str, str]
_NOT_OURS = (  # columns of references.csv that follow
    "cited", "confidence", "survey", "page", "bbox", "corrected", "published_in", "published_year", "abstract",
    "source",
)  # fmt: skip
_IN_BOTH = 2  # times that a key of one work occurs in both tables
_LEAST_KEPT = 0.5  # share of the rows that an edited copy still has: a filtered one would drop the others


class Edited(NamedTuple):
    """The corrections of an edited table, and remarks on what could not be made one."""

    corrections: Corrections
    notes: tuple[str, ...] = ()


class NotACopy(ValueError):
    """The two tables are not one and its edited copy; the text says why."""


def from_tables(
    old: Sequence[Record], new: Sequence[Record], works: Sequence[Record] = (), assignments: Sequence[Record] = ()
) -> Edited:
    """Return the corrections that lead from one table to the other; which table it is, its columns say.

    `works` are the rows of references.csv, which name the works of citations.csv, and `assignments` those of
    assignments.csv, which name the rows of tables. Raise NotACopy.
    """
    columns = set(old[0]) if old else set()
    if not old or not new or not columns & set(new[0]):
        raise NotACopy("the tables have no columns in common, or no rows")
    if "authors" in columns and "raw" in columns:
        return _from_references(old, new)
    if "category" in columns and "row_label" in columns:
        return _from_assignments(old, new)
    if "marker" in columns and "context" in columns:
        return _from_citations(old, new, works, assignments)
    raise NotACopy("only references.csv, assignments.csv and citations.csv can be edited so")


def name_of_row(row: Record) -> WorkName:
    """Return how a correction names the work of a row."""
    title = row.get("title", "")
    return WorkName(
        row.get("doi", ""), row.get("arxiv", ""), title, row.get("authors", ""), row.get("year", ""),
        "" if title else row.get("raw", ""), row.get("key", ""),
    )  # fmt: skip


def _paired(
    old: Sequence[Record], new: Sequence[Record], signs: Sequence[Callable[[Record], object]]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pair the rows by the first sign that is the same, in their order; return what is left on both sides."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    pairs: dict[int, int] = {}
    for sign in signs:
        waiting: dict[object, list[int]] = defaultdict(list)
        for j, row in right.items():
            waiting[sign(row)].append(j)
        for i, row in list(left.items()):
            if sign(row) and waiting.get(sign(row)):
                pairs[i] = waiting[sign(row)].pop(0)
                del left[i], right[pairs[i]]
    if len(pairs) < _LEAST_KEPT * len(old):
        raise NotACopy(f"{len(left)} of {len(old)} rows are not in the edited copy")
    return [(old[i], new[j]) for i, j in sorted(pairs.items())], list(left.values()), list(right.values())


def _from_references(old: Sequence[Record], new: Sequence[Record]) -> Edited:
    once = Counter(row.get("key", "") for row in (*old, *new))
    signs: tuple[Callable[[Record], object], ...] = (
        lambda row: (row.get("key"), row.get("raw")),
        lambda row: row.get("key") if once[row.get("key", "")] <= _IN_BOTH else "",
        lambda row: row.get("raw"),
    )
    pairs, gone, come = _paired(old, new, signs)
    notes: list[str] = []
    fields = tuple(fix for before, after in pairs for fix in _fields(before, after, notes))
    drops = tuple(DropFix(name_of_row(row)) for row in gone)
    adds = tuple(AddFix(_part(row)) for row in come if row.get("raw") or row.get("title"))
    notes += [f"{column} is not a value of ours to correct: left out" for column in _changed(pairs, _NOT_OURS)]
    return Edited(Corrections(field=fields, drop=drops, add=adds), tuple(notes))


def _changed(pairs: Iterable[tuple[Record, Record]], columns: Iterable[str]) -> list[str]:
    return [c for c in columns if any(c in b and c in a and b[c] != a[c] for b, a in pairs)]


def _fields(before: Record, after: Record, notes: list[str]) -> Iterable[FieldFix]:
    looked_up = {part.split(":")[0] for part in before.get("source", "").split("; ")}
    for field in FIELDS:
        if field not in before or field not in after:
            continue
        was, now = before[field], tidy(field, after[field])
        if " ".join(was.split()) == now or tidy(field, was) == now:
            continue
        if _same_number(was, now):
            notes.append(f"{field} {now} of {before.get('key', '')} is {was} as a spreadsheet writes it: left out")
            continue
        # Corrections begin at what the survey prints; one that ends there too keeps the found value out.
        yield FieldFix(name_of_row(before), field, "" if field in looked_up else was, now)


def _same_number(one: str, other: str) -> bool:
    """Tell whether two texts are one number: a spreadsheet makes 2301.1 of 2301.10."""
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _part(row: Record) -> Part:
    own = {f: tidy(f, row[f]) for f in FIELDS if row.get(f) and f not in ("raw", "printed_label", "key")}
    return Part(row.get("raw", ""), row.get("printed_label", ""), own)


# What of an assignment a person edits; all else tells which one it is.
_EDITED = ("category", "row_label")
_FOLLOWS = (
    "confidence", "corrected", "callouts", "page", "generic", "kind", "title", "year", "printed_label", "survey",
    "groups",
)  # fmt: skip


def _from_assignments(old: Sequence[Record], new: Sequence[Record]) -> Edited:
    signs: tuple[Callable[[Record], object], ...] = (
        lambda row: _rest(row, _FOLLOWS),
        lambda row: _rest(row, (*_FOLLOWS, "category")),
        lambda row: _rest(row, (*_FOLLOWS, "row_label")),
        lambda row: _rest(row, (*_FOLLOWS, *_EDITED)),
    )
    pairs, gone, come = _paired(old, new, signs)
    categories, rows = [], []
    for before, after in pairs:
        if before["category"] != after["category"]:
            categories.append(_category(before, before["category"], after["category"]))
        if before["row_label"] != after["row_label"] and after["row_label"]:
            work = name_of_row(before)
            rows.append(RowFix(before["row_label"], after["row_label"], before.get("table_title", ""), work))
    categories += [_category(row, row["category"], "") for row in gone]
    named = [row for row in come if row.get("title")]
    categories += [_category(row, "", row["category"]) for row in named]
    rest = len(come) - len(named)
    notes = (f"{rest} added rows have no title: left out",) if rest else ()
    return Edited(Corrections(category=tuple(categories), row=tuple(dict.fromkeys(rows))), notes)


def _rest(row: Record, without: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in row.items() if name not in without)


def _category(row: Record, was: str, now: str) -> CategoryFix:
    # assignments.csv calls a table that is set as a figure a figure, as the survey does
    source = "table" if is_set_as_figure(row.get("table", "")) else row.get("source", "")
    return CategoryFix(
        name_of_row(row), source, row.get("table_title", ""), row.get("row_label", ""),
        row.get("column", ""), row.get("section_title", ""), was, now,
    )  # fmt: skip


def _from_citations(
    old: Sequence[Record], new: Sequence[Record], works: Sequence[Record], assignments: Sequence[Record]
) -> Edited:
    """Return the corrections of targets: another key in a row, rows taken out, rows added to a callout."""
    rows = {(a["table"], a["row"]): (a.get("table_title", ""), a["row_label"]) for a in assignments if a["table"]}
    names = {row["key"]: name_of_row(row) for row in works}
    pairs, gone, come = _paired(old, new, (lambda row: _rest(row, ()), _of_item, _of_callout))
    places = _places(old)
    changes: list[tuple[Record, Record | None, Record | None]] = [(b, b, a) for b, a in pairs if b["key"] != a["key"]]
    changes += [(row, row, None) for row in gone]
    changes += [(row, None, row) for row in come]
    fixes, notes = [], []
    for row, before, after in changes:
        key = after["key"] if after is not None else ""
        if key and key not in names:
            notes.append(f"there is no key {key} in references.csv: left out")
            continue
        was = _was(before, names) if before is not None else None
        now = names[key] if key else None
        if was is None and now is None:
            continue
        title, label = rows.get((row.get("table", ""), row.get("row", "")), ("", ""))
        sentence = row.get("context", "")
        fixes.append(
            CalloutFix(
                sentence, title, label, row.get("column", ""), row.get("marker", ""), was, now,
                nth=places.get(_of_callout(row), 0),
            )
        )  # fmt: skip
    return Edited(Corrections(callout=tuple(fixes)), tuple(notes))


def _was(row: Record, names: Mapping[str, WorkName]) -> WorkName | None:
    return names.get(row["key"]) if row["key"] else WorkName(unresolved=row.get("printed_label", ""))


def _of_item(row: Record) -> tuple[str, ...]:
    return row.get("mention", ""), row.get("printed_label", "")


def _of_callout(row: Record) -> str:
    return row.get("mention", "")


def _places(rows: Sequence[Record]) -> dict[str, int]:
    """Return for each callout the how manieth of its sentence it is, 0 where it is the only one."""
    sentences: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        those = sentences[sentence_key(row.get("context", "")), row.get("column", "")]
        if _of_callout(row) not in those:
            those.append(_of_callout(row))
    return {m: n if len(those) > 1 else 0 for those in sentences.values() for n, m in enumerate(those, start=1)}
