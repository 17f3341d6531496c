"""A run as the page knows it: works, callouts, headings, tables, categories, problems, each with its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from surveyrefs import __version__
from surveyrefs.export.context import authors_text, heading, unit_of, with_unique_keys
from surveyrefs.export.tabular import kind_of, table_title
from surveyrefs.model.document import Document, Passage, Table
from surveyrefs.model.link import Assignment, Callout, Category
from surveyrefs.model.run import Run
from surveyrefs.view.boxes import Markers, Place, place, places_of, reference_places


class WorkView(msgspec.Struct, frozen=True, gc=False):
    """A reference. `fields` are columns of references.csv and further BibTeX fields, by name, none empty; `corrected`
    names those that a person put right before this run, `found` what was looked up outside the survey: (field, value,
    source)."""

    key: str
    label: str
    fields: dict[str, str]
    raw: str
    confidence: float
    places: tuple[Place, ...]
    callouts: tuple[int, ...]
    assignments: tuple[int, ...]
    corrected: tuple[str, ...] = ()
    found: tuple[tuple[str, str, str], ...] = ()


class TargetView(msgspec.Struct, frozen=True, gc=False):
    """What an item of a callout points to: an index of a work, -1 for none."""

    work: int
    label: str
    by: str
    confidence: float


class CalloutView(msgspec.Struct, frozen=True, gc=False):
    """A callout; `places` has a box for each line that it stands on, `place` is the first.

    `table`, `figure` and `section` are indexes, -1 for none; `row` counts from 1, 0 is the header.
    """

    mention: int
    marker: str
    place: Place | None
    places: tuple[Place, ...]
    where: str
    section: int
    path: str
    table: int
    figure: int
    row: int
    row_label: str
    column: str
    context: str
    targets: tuple[TargetView, ...]


class SectionView(msgspec.Struct, frozen=True, gc=False):
    """A heading; `parent` is the index of the one over it, -1 for none."""

    number: str
    title: str
    level: int
    run_in: bool
    place: Place | None
    parent: int


class RowView(msgspec.Struct, frozen=True, gc=False):
    """A body row of a table: its label, the labels that span it, its cells and where they stand."""

    label: str
    groups: tuple[str, ...]
    cells: tuple[str, ...]
    places: tuple[Place | None, ...]


class TableView(msgspec.Struct, frozen=True, gc=False):
    """A table. `title` is its caption without the number."""

    number: str
    title: str
    kind: str
    confidence: float
    place: Place | None
    header: tuple[str, ...]
    rows: tuple[RowView, ...]


class FigureView(msgspec.Struct, frozen=True, gc=False):
    """A figure; `nodes` are the boxes of its tree."""

    number: str
    caption: str
    place: Place | None
    nodes: tuple[Place | None, ...]


class AssignmentView(msgspec.Struct, frozen=True, gc=False):
    """A row of assignments.csv: `work` and `table` are indexes, the other fields its columns."""

    work: int
    category: str
    source: str
    table: int
    row: int
    row_label: str
    column: str
    section: str
    figure: str
    confidence: float
    callouts: int
    page: int


class CategoryView(msgspec.Struct, frozen=True, gc=False):
    """A node of the tree of categories; `works` are those directly in it."""

    name: str
    title: str
    places: tuple[str, ...]
    works: tuple[int, ...]
    children: tuple[CategoryView, ...]


class ProblemView(msgspec.Struct, frozen=True, gc=False):
    """A row of problems.csv; `seen`: a person has looked at it."""

    code: str
    text: str
    hint: str
    place: Place | None
    page: int
    seen: bool = False


class SurveyView(msgspec.Struct, frozen=True, gc=False):
    """All that the page knows of a run. `unit` says what pages are: `page`, of a paper list `line`."""

    version: str
    name: str
    title: str
    authors: tuple[str, ...]
    sha256: str
    unit: str
    pages: tuple[tuple[float, float], ...]
    works: tuple[WorkView, ...]
    callouts: tuple[CalloutView, ...]
    sections: tuple[SectionView, ...]
    tables: tuple[TableView, ...]
    figures: tuple[FigureView, ...]
    assignments: tuple[AssignmentView, ...]
    categories: tuple[CategoryView, ...]
    problems: tuple[ProblemView, ...]


def survey_view(run: Run) -> SurveyView:
    """Return what the page knows of a run."""
    run = with_unique_keys(run)
    document = run.document
    labels = _row_labels(document, run.categories.assignments)
    markers = Markers(document.passages)
    return SurveyView(
        __version__,
        run.name,
        document.title or run.name,
        document.authors,
        run.sha256,
        unit_of(run),
        document.pages,
        _works(run),
        tuple(_callout(document, c, labels, markers) for c in run.links.callouts),
        tuple(
            SectionView(s.number, s.title, s.level, s.run_in, place(s.page, s.box), s.parent) for s in document.sections
        ),
        tuple(_table(run, index, labels) for index in range(len(document.tables))),
        tuple(
            FigureView(f.number, f.caption.text, place(f.page, f.box), tuple(_first(n.passage) for n in f.nodes))
            for f in document.figures
        ),
        tuple(_assignment(document, a) for a in run.categories.assignments),
        tuple(map(_category, run.categories.tree)),
        tuple(ProblemView(p.code, p.text, p.hint, place(p.page, p.box), p.page, p.seen) for p in run.problems()),
    )


def _works(run: Run) -> tuple[WorkView, ...]:
    references = run.references.references
    places = reference_places(references, run.document.bibliographies)
    callouts: dict[int, dict[int, None]] = defaultdict(dict)
    for number, callout in enumerate(run.links.callouts):
        for target in callout.targets:
            callouts[target.reference][number] = None
    assigned: dict[int, list[int]] = defaultdict(list)
    for number, made in enumerate(run.categories.assignments):
        assigned[made.reference].append(number)
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for item in run.looked_up.found:
        found[item.reference].append((item.field, item.value, item.source))
    works = []
    for n, r in enumerate(references):
        named = {
            "type": r.type, "title": r.title, "authors": authors_text(r), "year": r.year, "venue": r.container,
            "volume": r.volume, "issue": r.issue, "pages": r.pages, "publisher": r.publisher, "doi": r.doi,
            "arxiv": r.arxiv, "url": r.url, **r.extra,
        }  # fmt: skip
        fields = {name: value for name, value in named.items() if value}
        cited, put = tuple(callouts[n]), tuple(assigned[n])
        outside = tuple(item for item in found[n] if not fields.get(item[0]))
        works.append(
            WorkView(
                r.key, r.label, fields, r.raw, _short(r.confidence), places[n], cited, put, r.corrected, outside,
            )
        )  # fmt: skip
    return tuple(works)


def _callout(document: Document, c: Callout, labels: dict[tuple[int, int], str], markers: Markers) -> CalloutView:
    places = markers.places(c.page, c.box, c.marker)
    header = document.tables[c.table].header if 0 <= c.table < len(document.tables) else ()
    in_cell = c.where == "table" and c.row >= 0
    return CalloutView(
        c.mention,
        c.marker,
        places[0] if places else None,
        places,
        c.where,
        c.section,
        heading(document.sections, c.section)[3],
        c.table,
        c.figure,
        c.row if in_cell else -1,
        labels.get((c.table, c.row), "") if in_cell else "",
        header[c.column] if in_cell and 0 <= c.column < len(header) else "",
        c.context,
        tuple(TargetView(t.reference, t.label, t.resolved_by, _short(t.confidence)) for t in c.targets),
    )


def _row_labels(document: Document, assignments: Sequence[Assignment]) -> dict[tuple[int, int], str]:
    """Return the label of each row (table index, row from 1): as assignments name it, else its first own cell."""
    labels = {
        (number, at): next((c.text for n, c in enumerate(row.cells) if c.text and n not in table.spans), "")
        for number, table in enumerate(document.tables)
        for at, row in enumerate(table.rows, 1)
    }
    for made in reversed(assignments):
        if made.row_label and (made.table, made.row) in labels:
            labels[made.table, made.row] = made.row_label
    return labels


def _table(run: Run, index: int, labels: dict[tuple[int, int], str]) -> TableView:
    table: Table = run.document.tables[index]
    rows = tuple(
        RowView(
            labels[index, number], row.groups, tuple(c.text for c in row.cells), tuple(_first(c) for c in row.cells)
        )
        for number, row in enumerate(table.rows, 1)
    )
    return TableView(
        table.number, table_title(table), kind_of(run, index), _short(table.confidence),
        place(table.page, table.box), table.header, rows,
    )  # fmt: skip


def _first(passage: Passage) -> Place | None:
    found = places_of(passage)
    return found[0] if found else None


def _assignment(document: Document, a: Assignment) -> AssignmentView:
    _, title, _, _ = heading(document.sections, a.section)
    figure = document.figures[a.figure].number if 0 <= a.figure < len(document.figures) else ""
    return AssignmentView(
        a.reference, a.category, a.source, a.table, a.row, a.row_label, a.column, title, figure,
        _short(a.confidence), a.count, a.page,
    )  # fmt: skip


def _category(node: Category) -> CategoryView:
    return CategoryView(
        node.name, node.title, node.places, node.references, tuple(_category(child) for child in node.children)
    )


def _short(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 2)
