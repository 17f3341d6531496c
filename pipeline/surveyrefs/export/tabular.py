"""The CSV files of a run: one function a file, a tuple of column names beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from surveyrefs.csv_text import rows_to_csv
from surveyrefs.export.context import (
    LOOKED_UP,
    PATH,
    authors_text,
    box_text,
    chain,
    cited_counts,
    confidence_text,
    heading,
    number_text,
    sources_text,
)
from surveyrefs.export.folders import keyword_lists
from surveyrefs.model.document import Document, Section, Table
from surveyrefs.model.link import Assignment, Callout, Target
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from surveyrefs.text.float_names import names_behind, names_pattern

# What shifts with every page stands last, so that a diff of two versions shows what was said first.
REFERENCE_COLUMNS = (
    "printed_label", "key", "type", "title", "authors", "year", "venue", "volume", "issue", "pages", "publisher", "doi",
    "arxiv", "url", "cited", "confidence", "raw", "survey", "page", "bbox", "corrected", *LOOKED_UP, "source",
)  # fmt: skip
CITATION_COLUMNS = (
    "key", "printed_label", "marker", "where", "section_number", "section_title", "run_in", "section_path", "table",
    "figure", "row", "column", "context", "resolved_by", "confidence", "survey", "mention", "page", "bbox",
)  # fmt: skip
ASSIGNMENT_COLUMNS = (
    "key", "printed_label", "title", "year", "category", "source", "table", "table_title", "row", "row_label", "column",
    "groups", "section_number", "section_title", "confidence", "figure", "survey", "callouts", "kind", "generic",
    "page", "corrected",
)  # fmt: skip
TABLE_COLUMNS = ("file", "number", "kind", "title", "rows", "columns", "confidence", "survey", "page", "bbox")
SECTION_COLUMNS = ("number", "title", "level", "run_in", "path", "survey", "page", "bbox")
PROBLEM_COLUMNS = ("code", "text", "hint", "survey", "page", "bbox", "seen")

CORRECTED_AND = "; "  # between the names of columns
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w.-]+")
# A caption's label in three pieces, since the number between them is another for each table: `Table 3:`, `3. táblázat`.
_NAME = re.compile(rf"(?:{names_pattern('table', 'figure')}|tab|tbl\.?|abb)\s*", re.I)
_NAME_BEHIND = re.compile(rf"[.-]?\s*(?:sz\.\s*)?(?:{names_behind()})", re.I)
_LABEL_END = re.compile(r"\s*(?:\(continued\))?\s*[.:|–—-]*\s*")


def references_csv(run: Run) -> str:
    """Return references.csv: one row a reference, in printed order."""
    counts = cited_counts(run)
    rows = (_reference_row(r, cited, run.name) for r, cited in zip(run.references.references, counts, strict=True))
    return rows_to_csv(REFERENCE_COLUMNS, rows)


def spreadsheet_csv(run: Run) -> str:
    """Return the references with their categories in a last column, for a spreadsheet program."""
    counts, categories = cited_counts(run), keyword_lists(run)
    rows = (
        (*_reference_row(r, cited, run.name), "; ".join(names))
        for r, cited, names in zip(run.references.references, counts, categories, strict=True)
    )
    return rows_to_csv((*REFERENCE_COLUMNS, "categories"), rows)


def _reference_row(r: Reference, cited: int, survey: str) -> tuple[str, ...]:
    return (
        r.label, r.key, r.type, r.title, authors_text(r), r.year, r.container, r.volume, r.issue, r.pages, r.publisher,
        r.doi, r.arxiv, r.url, str(cited), confidence_text(r.confidence), r.raw, survey, number_text(r.page),
        box_text(r.box), CORRECTED_AND.join(r.corrected), *(r.extra.get(name, "") for name in LOOKED_UP),
        sources_text(r),
    )  # fmt: skip


def citations_csv(run: Run) -> str:
    """Return citations.csv: one row per callout and reference, one row without key for a callout without target."""
    nothing = (Target(reference=-1, label="", resolved_by="", confidence=0.0),)
    rows = (_citation_row(run, c, target) for c in run.links.callouts for target in c.targets or nothing)
    return rows_to_csv(CITATION_COLUMNS, rows)


def _citation_row(run: Run, c: Callout, target: Target) -> tuple[str, ...]:
    document = run.document
    found = reference_at(run, target.reference)
    number, title, run_in, path = heading(document.sections, c.section)
    table = document.tables[c.table] if 0 <= c.table < len(document.tables) else None
    where, figure = _called(c.where, table, _figure_number(run, c.figure))
    in_cell = table is not None and c.row >= 0
    column = table.header[c.column] if table is not None and 0 <= c.column < len(table.header) else ""
    return (
        found.key if found else "", found.label if found else target.label, c.marker, where, number, title, run_in,
        path, table.number if table else "", figure, str(c.row) if in_cell else "", column, c.context,
        target.resolved_by if found else "", confidence_text(target.confidence), run.name, str(c.mention),
        number_text(c.page), box_text(c.box),
    )  # fmt: skip


def _figure_number(run: Run, figure: int) -> str:
    """Return the number of a figure (by index), empty where there is none."""
    return run.document.figures[figure].number if 0 <= figure < len(run.document.figures) else ""


def _called(kind: str, table: Table | None, figure: str) -> tuple[str, str]:
    """Return the kind of place and the figure's number as the survey has them: a table set as a figure is a figure."""
    if kind == "table" and table is not None and table.set_as_figure:
        return "figure", table.printed_number
    return kind, figure


def reference_at(run: Run, index: int) -> Reference | None:
    """Return the reference at `index`, None for -1."""
    references = run.references.references
    return references[index] if 0 <= index < len(references) else None


def assignments_csv(run: Run) -> str:
    """Return assignments.csv: one row per category that a reference is put in."""
    return rows_to_csv(ASSIGNMENT_COLUMNS, (_assignment_row(run, a) for a in run.categories.assignments))


def _assignment_row(run: Run, a: Assignment) -> tuple[str, ...]:
    document = run.document
    r = reference_at(run, a.reference)
    about = (r.key, r.label, r.title, r.year) if r else ("", "", "", "")
    table = document.tables[a.table] if 0 <= a.table < len(document.tables) else None
    number, title, _, _ = heading(document.sections, a.section)
    source, figure = _called(a.source, table, _figure_number(run, a.figure))
    return (
        *about, a.category, source, table.number if table else "", table_title(table) if table else "",
        str(a.row) if table else "", a.row_label, a.column, PATH.join(a.groups), number, title,
        confidence_text(a.confidence), figure, run.name, str(a.count), kind_of(run, a.table),
        "1" if a.generic else "", number_text(a.page), CORRECTED_AND.join(a.corrected),
    )  # fmt: skip


def kind_of(run: Run, table: int) -> str:
    """Return the kind of a table (by index), empty where there is none."""
    return run.categories.kinds[table] if 0 <= table < len(run.categories.kinds) else ""


def tables_csv(run: Run) -> str:
    """Return tables.csv: one row a table, in printed order, with its file and kind."""
    names = [name for name, _ in table_files(run.document)]
    rows = (
        (
            name, t.number, kind_of(run, i), table_title(t), str(len(t.rows)), str(len(t.header)),
            confidence_text(t.confidence), run.name, number_text(t.page), box_text(t.box.tuple()),
        )
        for i, (name, t) in enumerate(zip(names, run.document.tables, strict=True))
    )  # fmt: skip
    return rows_to_csv(TABLE_COLUMNS, rows)


def table_title(table: Table) -> str:
    """Return the caption without its label (`Table 3:`)."""
    text = table.caption.text
    return _without_label(text.strip(), table.printed_number) if table.number else text


def _without_label(text: str, number: str) -> str:
    name = _NAME.match(text)
    if name and text.startswith(number, name.end()):
        end = name.end() + len(number)
    elif text[: len(number)].lower() == number.lower() and (name := _NAME_BEHIND.match(text, len(number))):
        end = name.end()
    else:
        return text
    behind = _LABEL_END.match(text, end)
    return text[behind.end() :] if behind else text


def sections_csv(run: Run) -> str:
    """Return sections.csv: one row a heading, in reading order; `run_in` is 1 for a heading set in the line."""
    sections = run.document.sections
    return rows_to_csv(SECTION_COLUMNS, (_section_row(sections, i, run.name) for i in range(len(sections))))


def _section_row(sections: Sequence[Section], index: int, survey: str) -> tuple[str, ...]:
    s = sections[index]
    path = PATH.join(h.title or h.number for h in chain(sections, index))
    box = box_text((s.box.x0, s.box.y0, s.box.x1, s.box.y1))
    return s.number, s.title, str(s.level), "1" if s.run_in else "", path, survey, number_text(s.page), box


def problems_csv(run: Run) -> str:
    """Return problems.csv: one row a problem, in the order of the stages."""
    rows = (
        (p.code, p.text, p.hint, run.name, number_text(p.page), box_text(p.box), "1" if p.seen else "")
        for p in run.problems()
    )
    return rows_to_csv(PROBLEM_COLUMNS, rows)


def table_files(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (file name, CSV text) for each table, in printed order; names are unique whatever the case of letters."""
    taken: set[str] = set()
    unnumbered: dict[int, int] = {}
    for table in document.tables:
        if table.number:
            name = "table-" + _NOT_IN_A_FILE_NAME.sub("_", table.number)
        else:
            unnumbered[table.page] = unnumbered.get(table.page, 0) + 1
            name = f"table-p{table.page}-{unnumbered[table.page]}"
        yield _free(name, taken) + ".csv", table_csv(table)


def _free(name: str, taken: set[str]) -> str:
    candidate, n = name, 2
    while candidate.lower() in taken:
        candidate, n = f"{name}-{n}", n + 1
    taken.add(candidate.lower())
    return candidate


def table_csv(table: Table) -> str:
    """Return a table as one sees it: its header, then its body rows, all of one length."""
    width = max((len(table.header), *(len(row.cells) for row in table.rows)))
    rows = ([cell.text for cell in row.cells] + [""] * (width - len(row.cells)) for row in table.rows)
    return rows_to_csv([*table.header, *[""] * (width - len(table.header))], rows)
