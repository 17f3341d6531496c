"""The page of a diff: two versions of a survey side by side, what matters most first, with what the pages show."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple, Self

from surveyrefs.model.run import Run
from surveyrefs.parse.embedded.pdf.picture import Pictures
from surveyrefs.versions.changes import Cited, Comparison, Edit, FieldChange, Moved, Placed
from surveyrefs.versions.kinds import KINDS, counts
from surveyrefs.versions.lines import Block, blocks, summary
from surveyrefs.view.boxes import Place, place, reference_places
from surveyrefs.view.embed import data_url, page, static, text

# What comes first is what a reader of a new version asks first.
RANK = (
    "survey", "added", "removed", "categories", "published", "reworded", "corrected", "sections", "tables", "figures",
    "callouts", "problems", "renumbered",
)  # fmt: skip
TURNED = "pages-turned"  # the problem that tells that boxes are those of turned pages
MARGIN = 2.0  # points around a crop: the neighbours' lines stay out
DPI = 110  # of a crop: a line of small type is 12 pixels high
SHOWN_AT = 0.8  # of its pixels: sharp on fine screens
MOST_CROPS = 600  # of a page: some 5 MB
_WORDS = re.compile(r"\s+|[^\s]+")


class Crops:
    """Cuts what was read out of the pages of one version, as long as the PDF is at hand. To be used with `with`."""

    def __init__(self, run: Run, pdf: Path | None, password: str = "") -> None:
        self._run = run
        self._left = MOST_CROPS // 2
        self._stack = contextlib.ExitStack()
        self._pictures = self._stack.enter_context(Pictures(pdf, password)) if pdf is not None else None
        if self._pictures is not None and any(p.code == TURNED for p in run.document.problems):
            self._pictures.turn_upright()
        references = run.references.references
        found = reference_places(references, run.document.bibliographies) if pdf is not None else [()] * len(references)
        self._places: Mapping[str, Sequence[Place]] = dict(zip((r.key for r in references), found, strict=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def work(self, key: str) -> str:
        """Return the printed reference as markup, empty where it is not at hand."""
        return "".join(self._crop(p, "the reference as printed") for p in self._places.get(key, ()))

    def row(self, key: str, category: str) -> str:
        """Return the table's row that puts a work into a category, empty where no table does."""
        references = self._run.references.references
        for a in self._run.categories.assignments:
            if a.table < 0 or a.row < 1 or a.reference < 0 or references[a.reference].key != key:
                continue
            if category.endswith(a.category) or a.category.endswith(category):
                row = self._run.document.tables[a.table].rows[a.row - 1]
                at = place(row.page, row.box)
                return self._crop(at, "the row of the table") if at else ""
        return ""

    def _crop(self, at: Place, shows: str) -> str:
        if self._pictures is None or self._left <= 0 or at.page > len(self._pictures):
            return ""
        self._left -= 1
        picture = self._pictures.crop(at.page, (at.x0, at.y0, at.x1, at.y1), MARGIN, DPI)
        width = round((at.width + 2 * MARGIN) * DPI / 72 * SHOWN_AT)
        return (
            f'<figure class="crop"><img src="{data_url(picture.data, picture.kind)}" width="{width}" '
            f'alt="page {at.page}: {shows}" loading="lazy"></figure>'
        )


class _Sides(NamedTuple):
    old: Crops
    new: Crops


def changes_page(
    comparison: Comparison, old: Run, new: Run, pdfs: tuple[Path | None, Path | None], kinds: Iterable[str] = KINDS
) -> str:
    """Return the page. `pdfs` are those of the two versions, None where one is not at hand."""
    wanted = [kind for kind in RANK if kind in set(kinds)]
    found = counts(comparison)
    shown = {block.kind: block for block in blocks(comparison, wanted, renumbered=True)}
    with Crops(old, pdfs[0]) as before, Crops(new, pdfs[1]) as after:
        sides = _Sides(before, after)
        parts = [_part(comparison, shown[kind], found[kind], sides) for kind in wanted if kind in shown]
    title = comparison.new.title or comparison.new.name
    notes = [*comparison.notes]
    if None in pdfs:
        notes.append("The PDFs of both versions are not at hand: pages of a version without are left out.")
    body = "\n".join((
        f'<header id="head"><h1><bdi>{text(title)}</bdi></h1><p>{text(summary(comparison))}</p>',
        *(f'<p class="note muted">{text(note)}</p>' for note in notes),
        f'<nav aria-label="Kinds of change">{"".join(_links(wanted, shown, found))}</nav></header>',
        "<main>",
        *parts,
        "" if parts else "<p>No changes.</p>",
        f'</main><footer class="muted small">{_name(comparison.old.name)} → {_name(comparison.new.name)}</footer>',
    ))  # fmt: skip
    heading = f"{comparison.old.name} → {comparison.new.name} · surveyrefs"
    return page(heading, body, [static("look.css") + static("changes.css")])


def _name(value: str) -> str:
    return f"<bdi>{text(value)}</bdi>"


def _links(wanted: Sequence[str], shown: Mapping[str, Block], found: Mapping[str, int]) -> Iterator[str]:
    for kind in wanted:
        if kind in shown:
            yield f'<a class="chip" href="#{kind}">{text(shown[kind].title)} <b class="number">{found[kind]}</b></a> '


def _part(comparison: Comparison, block: Block, number: int, sides: _Sides) -> str:
    """Return the changes of one kind: works side by side, all else as the other forms have it."""
    references, kind = comparison.references, block.kind
    edits = {"published": references.published, "reworded": references.edited, "corrected": references.corrected}
    if kind in ("added", "removed"):
        inner = "".join(_came_or_went(r, kind, sides) for r in getattr(references, kind))
    elif kind in edits:
        inner = "".join(_edit(edit, sides, kind == "corrected") for edit in edits[kind])
    elif kind == "categories":
        inner = _categories(comparison, sides)
    else:
        inner = _entries(block)
    head = f'<h2>{text(block.title)} <span class="number muted">{number}</span></h2>'
    if kind == "renumbered":
        return f'<section id="{kind}"><details><summary>{head}</summary>{inner}</details></section>'
    return f'<section id="{kind}">{head}{inner}</section>'


def _entries(block: Block) -> str:
    items = []
    for entry in block.entries:
        details = "".join(f"<li><bdi>{text(detail)}</bdi></li>" for detail in entry.details)
        sign = {"+": "added", "-": "removed"}.get(entry.mark, "changed")
        below = f"<ul>{details}</ul>" if details else ""
        mark = f'<span aria-hidden="true">{text(entry.mark)}</span>'
        items.append(f'<li class="{sign}">{mark} {_name(entry.text)}{below}</li>')
    return f'<ul class="entries">{"".join(items)}</ul>'


def _pair(old: str, new: str) -> str:
    return f'<div class="pair"><div class="old">{old}</div><div class="new">{new}</div></div>'


def _heading(work: Cited, sign: str) -> str:
    label = f'<span class="chip number">{text(work.label)}</span> ' if work.label else ""
    mark = {"added": "+ ", "removed": "− "}.get(sign, "")
    return f'<h3 class="{sign}">{mark}{label}{_name(work.title or work.raw)}</h3>'


def _about(work: Cited) -> str:
    said = " · ".join(part for part in (work.authors, work.year, work.key) if part)
    return f'<p class="small muted">{_name(said)}</p>'


def _came_or_went(work: Cited, kind: str, sides: _Sides) -> str:
    crop = (sides.new if kind == "added" else sides.old).work(work.key)
    categories = "".join(f'<li class="small">in {_name(category)}</li>' for category in work.categories)
    printed = crop or f'<p class="serif">{_name(work.raw)}</p>'
    inner = f"{_about(work)}{f'<ul>{categories}</ul>' if categories else ''}{printed}"
    nothing = '<p class="muted small">not in this version</p>'
    pair = _pair(nothing, inner) if kind == "added" else _pair(inner, nothing)
    return f"<article>{_heading(work, kind)}{pair}</article>"


def _edit(edit: Edit, sides: _Sides, corrected: bool) -> str:
    rows = "".join(f"<tr><th>{text(c.field)}</th>{_compared(c)}</tr>" for c in edit.changed)
    if corrected and edit.old.raw == edit.new.raw:  # one print: what was read of it is what differs
        crops = f'<div class="pair one"><div>{sides.new.work(edit.new.key) or sides.old.work(edit.old.key)}</div></div>'
    else:
        crops = _pair(_printed(edit.old, sides.old), _printed(edit.new, sides.new))
    head = "<thead><tr><th></th><th>before</th><th>now</th></tr></thead>"
    table = f'<table class="fields">{head}<tbody>{rows}</tbody></table>'
    return f"<article>{_heading(edit.new, 'changed')}{table}{crops}</article>"


def _printed(work: Cited, crops: Crops) -> str:
    return crops.work(work.key) or f'<p class="serif small">{_name(work.raw)}</p>'


def _compared(change: FieldChange) -> str:
    """Return both values in a cell each, with the words in which they differ marked."""
    old, new = _WORDS.findall(change.old), _WORDS.findall(change.new)
    before, after = [], []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        ours, theirs = text("".join(old[i:j])), text("".join(new[k:m]))
        before.append(ours if what == "equal" or not ours else f"<del>{ours}</del>")
        after.append(theirs if what == "equal" or not theirs else f"<ins>{theirs}</ins>")
    nothing = '<span class="muted">(none)</span>'
    return f"<td><bdi>{''.join(before) or nothing}</bdi></td><td><bdi>{''.join(after) or nothing}</bdi></td>"


def _categories(comparison: Comparison, sides: _Sides) -> str:
    changes = comparison.assignments
    moved = "".join(_moved(move, sides) for move in changes.moved)
    renamed = "".join(
        f"<li>{text(r.place or r.source)}: <del>{_name(r.old)}</del> → <ins>{_name(r.new)}</ins></li>"
        for r in changes.renamed
    )
    came = _put("added", changes.added, sides.new) + _put("removed", changes.removed, sides.old)
    return moved + came + (f'<ul class="entries">{renamed}</ul>' if renamed else "")


def _moved(move: Moved, sides: _Sides) -> str:
    key = move.reference.key
    at = text(move.place or move.source)
    old = f"<p>{at}: <del>{_name(move.old)}</del></p>{sides.old.row(key, move.old) if move.source == 'table' else ''}"
    new = f"<p>{at}: <ins>{_name(move.new)}</ins></p>{sides.new.row(key, move.new) if move.source == 'table' else ''}"
    return f"<article>{_heading(move.reference, 'changed')}{_pair(old, new)}</article>"


def _put(kind: str, placed: Sequence[Placed], crops: Crops) -> str:
    out = []
    for item in placed:
        crop = crops.row(item.reference.key, item.category) if item.source == "table" else ""
        tag = "ins" if kind == "added" else "del"
        inner = f"<p>{text(item.place or item.source)}: <{tag}>{_name(item.category)}</{tag}></p>{crop}"
        nothing = '<p class="muted small">not there in this version</p>'
        pair = _pair(nothing, inner) if kind == "added" else _pair(inner, nothing)
        out.append(f"<article>{_heading(item.reference, 'changed')}{pair}</article>")
    return "".join(out)
