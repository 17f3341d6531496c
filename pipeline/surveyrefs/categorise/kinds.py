"""What kind of table it is: decided from its header, its cells and the first words of its caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.categorise.cells import Cells, bare, cited_cells
from surveyrefs.categorise.roles import BLANK, head_word, roles_of
from surveyrefs.categorise.titles import table_title
from surveyrefs.categorise.words import says, table_words
from surveyrefs.model.document import Document, Table
from surveyrefs.model.link import Links
from surveyrefs.text.similarity import fold

TAXONOMY, COMPARISON, RESULTS = "taxonomy", "comparison of works", "results"
SURVEYS, DATASETS, OTHER = "related surveys", "datasets", "other"
KINDS = (TAXONOMY, COMPARISON, RESULTS, SURVEYS, DATASETS, OTHER)

MEASURED = 0.5  # share of the filled cells that are figures: the table reports results
SOME_MEASURED = 0.25  # … where its caption says so too
MEASURES = 0.4  # share of the headers that name a measure, in a table whose rows are works
ROWS_CITED = 0.3  # share of the rows whose name cites a work: the rows are works
ROWS_CITING = 0.5  # share of the rows that cite a work anywhere
PARAMETER_HEADS = 2  # columns of names, values or units: the table says how something was set
SUBJECT = 120  # characters of a caption that name the table's subject; what follows explains it
_YEAR = re.compile(r"(?:19|20)\d\d(?:\D.*)?")


class _Sight(msgspec.Struct, frozen=True, gc=False):
    """What is looked at: the header that names the rows, all headers, the caption's subject (folded), and shares."""

    label: str
    heads: tuple[str, ...]
    caption: str
    measured: float  # of the filled cells
    named: float  # of the rows: the name cites
    citing: float  # of the rows: some cell cites
    lists: bool
    transposed: bool


def kind_of(table: Table, cells: Cells, header_cited: bool = False) -> str:
    """Tell the kind of a table; `header_cited` says that its header cites works: they are its columns."""
    sight = _sight(table, cells, header_cited)
    rows_are_works = says(sight.label, table_words("head", "works")) or sight.named >= ROWS_CITED
    if _of_surveys(sight):
        return SURVEYS
    if _of_datasets(sight, rows_are_works):
        return DATASETS
    if _of_parameters(sight):
        return OTHER
    if _of_results(sight, rows_are_works):
        return RESULTS
    if sight.transposed:
        return COMPARISON
    if _of_classes(sight, rows_are_works):
        return TAXONOMY
    if rows_are_works or _compares(sight) or sight.citing >= ROWS_CITING:
        return COMPARISON
    return OTHER


def _sight(table: Table, cells: Cells, header_cited: bool) -> _Sight:
    roles = roles_of(table, cells)
    heads = tuple(fold(h) for h in table.header)
    rows = max(1, len(table.rows))
    spanning = [heads[c] for c in table.spans if c < len(heads)]
    label = heads[roles.label] if roles.label < len(heads) else ""
    return _Sight(
        label or next(iter(spanning), ""), heads, fold(table_title(table)[:SUBJECT]),
        _measured(table, roles.label, cells),
        len(_named_rows(table, cells, roles.label)) / rows,
        len({row for row, _ in cells}) / rows, bool(roles.lists), header_cited,
    )  # fmt: skip


def _named_rows(table: Table, cells: Cells, label: int) -> set[int]:
    """Return the rows whose name cites: it says more than the callout, which alone would be a list of works."""
    return {
        row for (row, column), cited in cells.items()
        if column == label and 0 < row <= len(table.rows) and label < len(table.rows[row - 1].cells)
        and bare(text := table.rows[row - 1].cells[label].text, cited) != text
    }  # fmt: skip


def _measured(table: Table, label: int, cells: Cells) -> float:
    """Return the share of figures among the filled cells; years, callouts and the rows' names aside."""
    filled = figures = 0
    for number, row in enumerate(table.rows, start=1):
        for c, cell in enumerate(row.cells):
            text = cell.text.strip()
            if c == label or (number, c) in cells or text.lower() in BLANK or _YEAR.fullmatch(text):
                continue
            filled += 1
            figures += is_figure(text)
    return figures / filled if filled else 0.0


def is_figure(text: str) -> bool:
    """Tell whether a cell holds figures, with signs and units perhaps: `62.5 ± 1.5b`, `.88`, `0.93 (0.91–0.95)`."""
    digits = sum(map(str.isdecimal, text))
    return digits > 0 and sum(map(str.isalpha, text)) <= digits


def _share(heads: Sequence[str], kind: str) -> float:
    others = [head for head in heads[1:] if head]
    return sum(says(head, table_words("head", kind)) for head in others) / len(others) if others else 0.0


def _of_surveys(sight: _Sight) -> bool:
    words = [word for word in sight.label.split() if word not in table_words("head", "works")]
    named = bool(words) and words[-1] in table_words("head", "surveys")
    return named or says(sight.caption, table_words("caption", "surveys"))


def _of_datasets(sight: _Sight, rows_are_works: bool) -> bool:
    if says(sight.label, table_words("head", "datasets")):
        return True
    named = says(sight.label, table_words("head", "works")) or says(sight.caption, table_words("caption", "results"))
    listed = rows_are_works or sight.citing >= ROWS_CITING
    return listed and not named and says(sight.caption, table_words("caption", "datasets"))


def _of_parameters(sight: _Sight) -> bool:
    words = table_words("head", "parameters")
    named = sight.label in words or sum(head in words for head in sight.heads) >= PARAMETER_HEADS
    timed = says(sight.label, table_words("head", "schedule"))
    said = says(sight.caption, table_words("caption", "parameters"))
    return named or timed or (said and not says(sight.caption, table_words("caption", "results")))


def _of_results(sight: _Sight, rows_are_works: bool) -> bool:
    measures = _share(sight.heads, "measures")
    said = says(sight.caption, table_words("caption", "results"))
    if rows_are_works:
        return measures >= MEASURES or (said and (sight.measured >= SOME_MEASURED or measures > 0))
    return sight.measured >= MEASURED or measures >= MEASURES or (said and not _classes(sight))


def _classes(sight: _Sight) -> bool:
    return head_word(sight.label) in table_words("head", "classes")


def _of_classes(sight: _Sight, rows_are_works: bool) -> bool:
    if sight.lists or (_classes(sight) and sight.named < ROWS_CITED):
        return True
    return says(sight.caption, table_words("caption", "taxonomy")) and not rows_are_works and not _compares(sight)


def _compares(sight: _Sight) -> bool:
    words = set(sight.caption.split())
    return bool(words & table_words("caption", "comparison")) and bool(words & table_words("caption", "works"))


def kinds_of(document: Document, links: Links) -> tuple[str, ...]:
    """Return the kind of each table of the document."""
    cells = cited_cells(document, links)
    headed = {c.table for c in links.callouts if c.table >= 0 and c.row == 0}
    return tuple(kind_of(table, cells.get(i, {}), i in headed) for i, table in enumerate(document.tables))
