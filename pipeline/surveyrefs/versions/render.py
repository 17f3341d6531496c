"""The forms of a comparison: Comparison -> text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from surveyrefs.csv_text import rows_to_csv
from surveyrefs.text.controls import CONTROLS, visible
from surveyrefs.versions.changes import Cited, Comparison, Edit, Item, ItemChange, Placed, Structure
from surveyrefs.versions.kinds import KINDS, counts, differs
from surveyrefs.versions.lines import Block, Mark, blocks, escaped, summary

ALL = tuple(KINDS)
_STYLES: dict[Mark, str] = {"+": "green", "-": "red", "~": "yellow", ">": "cyan", "#": "default", "!": "magenta"}
_INDENT = "    "
_SAME = "No changes."


def to_stat(comparison: Comparison, kinds: Iterable[str] = ALL) -> str:
    """Return one line a kind: how many changes, of what."""
    found = counts(comparison)
    return "".join(f"{found[kind]:6} {KINDS[kind]}\n" for kind in kinds)


def to_text(comparison: Comparison, kinds: Iterable[str] = ALL, renumbered: bool = False, colour: bool = False) -> str:
    """Return the terminal form; `colour` adds ANSI codes, `renumbered` lists references whose number changed."""
    kinds = tuple(kinds)
    lines = [(summary(comparison), "bold"), *((f"Note: {note}", "yellow") for note in comparison.notes)]
    for block in blocks(comparison, kinds, renumbered):
        lines += [("", ""), *_text_lines(block)]
    if not differs(comparison, kinds):
        lines.append((_SAME, ""))
    if not colour:
        return "".join(f"{_steady(text)}\n" for text, _ in lines)
    return _coloured((_steady(text), style) for text, style in lines)


def _steady(line: str) -> str:
    return CONTROLS.sub(" ", line)


def _text_lines(block: Block) -> list[tuple[str, str]]:
    lines = [(f"{block.title} ({len(block.entries)})", "bold")]
    for entry in block.entries:
        lines.append((f"  {entry.mark} {entry.text}", _STYLES[entry.mark]))
        lines += [(f"{_INDENT}{_INDENT}{detail}", "dim") for detail in entry.details]
    return lines


def _coloured(lines: Iterable[tuple[str, str]]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", legacy_windows=False, _environ={})
    for text, style in lines:
        console.print(Text(text, style=style), soft_wrap=True, highlight=False)
    return out.getvalue()


def to_markdown(comparison: Comparison, kinds: Iterable[str] = ALL, renumbered: bool = False) -> str:
    """Return the form for a pull request or a changelog."""
    kinds = tuple(kinds)
    title = comparison.new.title or comparison.new.name
    lines = [f"## {escaped(title)}", "", escaped(summary(comparison))]
    lines += [line for note in comparison.notes for line in ("", f"> {escaped(note)}")]
    for block in blocks(comparison, kinds, renumbered):
        lines += ["", f"### {block.title} ({len(block.entries)})", ""]
        for entry in block.entries:
            sign = {"+": "**+** ", "-": "**−** "}.get(entry.mark, "")
            lines.append(f"- {sign}{escaped(entry.text)}")
            lines += [f"  - {escaped(detail)}" for detail in entry.details]
    if not differs(comparison, kinds):
        lines += ["", _SAME]
    return "\n".join(lines) + "\n"


def to_json(comparison: Comparison, kinds: Iterable[str] = ALL, renumbered: bool = False) -> str:
    """Return the stable form for programs (docs/diff.md); kinds not asked for are left out."""
    kinds = tuple(kinds)
    references = _references(comparison, renumbered)
    whole: dict[str, Any] = {
        "old": _side(comparison.old.name, comparison.old.title, comparison.old.references),
        "new": _side(comparison.new.name, comparison.new.title, comparison.new.references),
        "notes": list(comparison.notes),
        "survey": {"title": {"old": comparison.old.title, "new": comparison.new.title}} if comparison.retitled else {},
        "references": {
            key: value for key, value in references.items() if _REFERENCE_KINDS.get(key, key) in (*kinds, "")
        },
        "assignments": {
            "added": [_placed(p) for p in comparison.assignments.added],
            "removed": [_placed(p) for p in comparison.assignments.removed],
            "moved": [
                {**_cited(m.reference), "source": m.source, "place": m.place, "from": m.old, "to": m.new}
                for m in comparison.assignments.moved
            ],
            "renamed": [
                {"source": r.source, "place": r.place, "from": r.old, "to": r.new}
                for r in comparison.assignments.renamed
            ],
        },
        "sections": _structure(comparison.sections),
        "tables": _structure(comparison.tables),
        "figures": _structure(comparison.figures),
        "callouts": {
            "more": [{**_cited(c.reference), "old": c.old, "new": c.new} for c in comparison.callouts.more],
            "fewer": [{**_cited(c.reference), "old": c.old, "new": c.new} for c in comparison.callouts.fewer],
        },
        "problems": {
            "new": [{"code": p.code, "text": p.text, "page": p.page} for p in comparison.problems.new],
            "gone": [{"code": p.code, "text": p.text, "page": p.page} for p in comparison.problems.gone],
        },
    }
    asked = {"old", "new", "notes", "references", *kinds, *(("assignments",) if "categories" in kinds else ())}
    return visible(json.dumps({k: v for k, v in whole.items() if k in asked}, ensure_ascii=False, indent=2)) + "\n"


# Parts of "references" that belong to another kind, or to none and are always there.
_REFERENCE_KINDS = {"unchanged": "", "restyled": "", "renumbering": "renumbered", "edited": "reworded"}


def _references(comparison: Comparison, renumbered: bool) -> dict[str, Any]:
    changes = comparison.references
    made: dict[str, Any] = {
        "added": [{**_cited(r), "categories": list(r.categories)} for r in changes.added],
        "removed": [{**_cited(r), "categories": list(r.categories)} for r in changes.removed],
        "edited": [_edit(e) for e in changes.edited],
        "published": [_edit(e) for e in changes.published],
        "corrected": [_edit(e) for e in changes.corrected],
        "renumbered": len(changes.renumbered),
        "unchanged": changes.unchanged,
        "restyled": changes.restyled,
    }
    if renumbered:
        made["renumbering"] = [{**_cited(r.reference), "old": r.old, "new": r.new} for r in changes.renumbered]
    return made


def _side(name: str, title: str, references: int) -> dict[str, Any]:
    return {"name": name, "title": title, "references": references}


def _cited(reference: Cited) -> dict[str, Any]:
    return {
        "key": reference.key,
        "label": reference.label,
        "title": reference.title,
        "authors": reference.authors,
        "year": reference.year,
        "raw": reference.raw,
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        **_cited(edit.new),
        "old": _cited(edit.old) | {change.field: change.old for change in edit.changed},
        "new": _cited(edit.new) | {change.field: change.new for change in edit.changed},
        "changed": {change.field: {"old": change.old, "new": change.new} for change in edit.changed},
        "matched_by": edit.matched_by,
    }


def _placed(placed: Placed) -> dict[str, Any]:
    return {**_cited(placed.reference), "source": placed.source, "place": placed.place, "category": placed.category}


def _structure(structure: Structure) -> dict[str, Any]:
    return {
        "added": [_item(i) for i in structure.added],
        "removed": [_item(i) for i in structure.removed],
        "renamed": [_item_change(c) for c in structure.renamed],
        "reordered": [_item_change(c) for c in structure.reordered],
        "unchanged": structure.unchanged,
    }


def _item(item: Item) -> dict[str, Any]:
    return {"number": item.number, "title": item.title, "page": item.page}


def _item_change(change: ItemChange) -> dict[str, Any]:
    return {"old": _item(change.old), "new": _item(change.new)}


CSV_COLUMNS = ("kind", "change", "key", "label", "title", "authors", "year", "place", "field", "old", "new")


def to_csv(comparison: Comparison, kinds: Iterable[str] = ALL, renumbered: bool = False) -> str:
    """Return one row a change, a row a field for corrected references."""
    kinds = set(kinds) if renumbered else set(kinds) - {"renumbered"}
    rows = [row for kind in KINDS if kind in kinds for row in _csv_rows(comparison, kind)]
    return rows_to_csv(CSV_COLUMNS, rows)


def _csv_rows(comparison: Comparison, kind: str) -> list[tuple[str, ...]]:
    references, assignments = comparison.references, comparison.assignments
    match kind:
        case "added":
            return [_row("reference", kind, r) for r in references.added]
        case "removed":
            return [_row("reference", kind, r) for r in references.removed]
        case "survey":
            old, new = comparison.old.title, comparison.new.title
            return [("survey", "retitled", *[""] * 6, "title", old, new)] if comparison.retitled else []
        case "reworded" | "published" | "corrected":
            edits = {"reworded": references.edited, "published": references.published}.get(kind, references.corrected)
            return [_row("reference", kind, e.new, "", c.field, c.old, c.new) for e in edits for c in e.changed]
        case "renumbered":
            return [_row("reference", kind, r.reference, "", "label", r.old, r.new) for r in references.renumbered]
        case "categories":
            return [
                *(
                    _row("assignment", "moved", m.reference, m.place or m.source, "", m.old, m.new)
                    for m in assignments.moved
                ),
                *(
                    _row("assignment", "added", p.reference, p.place or p.source, "", "", p.category)
                    for p in assignments.added
                ),
                *(
                    _row("assignment", "removed", p.reference, p.place or p.source, "", p.category)
                    for p in assignments.removed
                ),
                *(("category", "renamed", "", "", "", "", "", r.place, "", r.old, r.new) for r in assignments.renamed),
            ]
        case "callouts":
            found = (("more", comparison.callouts.more), ("fewer", comparison.callouts.fewer))
            return [
                _row("callouts", what, c.reference, "", "", str(c.old), str(c.new)) for what, cs in found for c in cs
            ]
        case "problems":
            return [
                *(
                    ("problem", "new", "", "", "", "", "", f"page {p.page}", p.code, "", p.text)
                    for p in comparison.problems.new
                ),
                *(
                    ("problem", "gone", "", "", "", "", "", f"page {p.page}", p.code, p.text, "")
                    for p in comparison.problems.gone
                ),
            ]
        case _:
            return _structure_rows(kind[:-1], getattr(comparison, kind))


def _row(
    kind: str, change: str, reference: Cited, place: str = "", field: str = "", old: str = "", new: str = ""
) -> tuple[str, ...]:
    r = reference
    return (kind, change, r.key, r.label, r.title, r.authors, r.year, place, field, old, new)


def _structure_rows(kind: str, structure: Structure) -> list[tuple[str, ...]]:
    def row(change: str, old: Item | None, new: Item | None) -> tuple[str, ...]:
        shown = new or old
        label = shown.number if shown else ""
        return (kind, change, "", label, "", "", "", "", "", _heading(old), _heading(new))

    return [
        *(row("added", None, i) for i in structure.added),
        *(row("removed", i, None) for i in structure.removed),
        *(row("renamed", c.old, c.new) for c in structure.renamed),
        *(row("reordered", c.old, c.new) for c in structure.reordered),
    ]


def _heading(item: Item | None) -> str:
    return f"{item.number} {item.title}".strip() if item else ""
