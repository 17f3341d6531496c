"""What the columns of a table say: which names the rows, which lists works, which gives the class."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from surveyrefs.categorise.cells import Cells, bare, places
from surveyrefs.categorise.legend import is_code
from surveyrefs.model.document import Table

LIST_LENGTH = 1.8  # works a cell, on average: a table of one work a row names that work, not a category
MIN_CELLS = 2  # cited cells of a column that make it one of lists
MOSTLY = 0.7  # share of a column's cells that say the same kind of thing
REPEATED = 0.7  # different values of a class column, at most, a row
MIN_CLASS_ROWS = 3  # fewer rows repeat nothing
LONGEST_CLASS = 48  # characters of a usual class; more is a description
SAME_VALUES = 0.5  # different values, a filled cell: fewer name groups of rows, not rows
NAMED = 0.5  # different cited names, a row: the column names the rows
SHORTEST_CLASS = 3  # characters of a usual class; fewer is a code that the caption explains

SURE, LIKELY, GUESSED = 1.0, 0.9, 0.8  # what an assignment's confidence is multiplied by

# The last word of a header (or the one before "of"): these name a class wherever they stand …
KINDS = frozenset(
    "category categories class classes classification family families group groups kind subcategory subclass subtype "
    "supercategory taxonomy type types".split()
)
# … and these where the values bear it out.
FIELDS = frozenset(
    "application applications approach approaches area areas aspect aspects dimension direction discipline domain "
    "domains field fields focus goal modality objective paradigm paradigms problem sector setting strategy subject "
    "subfield task tasks technique techniques theme topic topics".split()
)
# A column of this name lists works, however few a cell holds.
WORKS = frozenset("articles examples literature papers publications studies surveys works".split())
WORK_PHRASES = ("used in", "used by", "applied in", "adopted by", "representative work", "related work", "key work")
# A column of this name says what the cited work is called.
NAMES = frozenset(
    "acronym algorithm attack benchmark dataset framework language library method model name package platform project "
    "protocol scheme system title tool work".split()
)
BLANK = frozenset({"", "-", "–", "—", "n/a", "none", "/"})


class Roles(msgspec.Struct, frozen=True, gc=False):
    """The column that names the rows; those whose cells list works; that of the rows' class (-1: none).

    `heading` is what the class needs before it to be understood: `Task` before `tagging`, nothing where it is the
    `Category`. `trust` says how sure the class is.
    """

    label: int
    lists: frozenset[int] = frozenset()
    kind: int = -1
    heading: tuple[str, ...] = ()
    trust: float = SURE


def roles_of(table: Table, cells: Cells, legend: Mapping[str, str] = MappingProxyType({})) -> Roles:
    """Tell what the columns of a table say; `legend` has the codes that its caption explains."""
    kind, trust = _class_column(table, cells, legend)
    label = _cited_label(table, cells, label_column(table, kind))
    lists = _listing_columns(table, cells, label)
    if lists or kind < 0:
        return Roles(label, lists)
    heading = table.header[kind].split(" / ")[-1]
    return Roles(label, lists, kind, () if heading.lower().rstrip(".:") in KINDS else (heading,), trust)


def label_column(table: Table, kind: int = -1, within: range | None = None) -> int:
    """Return the column that names the rows: the first without labels of several rows, numbers or classes only."""
    columns = [c for c in within or range(len(table.header)) if c not in table.spans]
    named = [c for c in columns if c != kind and not _only_numbers(table, c)]
    return next(iter(named or columns), within.start if within else 0)


def _cited_label(table: Table, cells: Cells, label: int) -> int:
    """Return the column of cited names instead of a first one of dashes, codes or the same few values."""
    texts = [row.cells[label].text.strip() for row in table.rows if label < len(row.cells)]
    filled = [t for t in texts if t.lower() not in BLANK and not is_code(t)]
    if len(texts) < MIN_CLASS_ROWS or (
        len(filled) >= MOSTLY * len(texts) and len(set(filled)) > SAME_VALUES * len(filled)
    ):
        return label
    for c in sorted({column for _, column in cells if column >= 0 and column != label}):
        if c in table.spans:
            continue
        names = {bare(t, cited) for (row, column), cited in cells.items()
                 if column == c and (t := _text_at(table, row, c)) and bare(t, cited) != t}  # fmt: skip
        if len(names) >= NAMED * len(texts):
            return c
    return label


def _text_at(table: Table, row: int, column: int) -> str:
    cells = table.rows[row - 1].cells if row <= len(table.rows) else ()
    return cells[column].text if column < len(cells) else ""


def name_column(table: Table, columns: range) -> int:
    """Return the column of names beside one that only cites; -1 for none."""
    return next((c for c in columns if c not in table.spans and head_word(table.header[c]) in NAMES), -1)


def block(header: Sequence[str], column: int) -> range:
    """Return the columns that belong together with one: `ID, Work, ID, Work` are two tables side by side."""
    for size in range(2, len(header) // 2 + 1):
        if len(header) % size == 0 and header[0] and all(h == header[i % size] for i, h in enumerate(header)):
            return range(column // size * size, column // size * size + size)
    return range(len(header))


def head_word(header: str) -> str:
    """Return the word that says what a column holds: `Attack type` → type, `Type of attack` → type."""
    words = re.findall(r"[a-z]+", header.split(" / ")[-1].lower().replace("-", ""))
    if "of" in words[1:]:
        words = words[: words.index("of")]
    return words[-1] if words else ""


def _only_numbers(table: Table, column: int) -> bool:
    texts = [row.cells[column].text for row in table.rows if column < len(row.cells) and row.cells[column].text]
    return bool(texts) and all(re.fullmatch(r"[\d\s.,–-]+", t) for t in texts)


def _class_column(table: Table, cells: Cells, legend: Mapping[str, str]) -> tuple[int, float]:
    """Return the column whose values are the classes of the rows, -1 for none, and how far to trust it."""
    heads = [head_word(h) for h in table.header]
    cited = {column for _, column in cells}
    for words, trust in ((KINDS, LIKELY), (FIELDS, GUESSED)):
        for c, head in enumerate(heads):
            if head in words and c not in cited and c not in table.spans and _repeats(table, c, legend):
                return c, trust
    return -1, SURE


def _repeats(table: Table, column: int, legend: Mapping[str, str]) -> bool:
    """Tell whether a column's values are short and come back in other rows, as classes do."""
    values = [row.cells[column].text for row in table.rows if column < len(row.cells)]
    values = [v for v in values if v.lower() not in BLANK]
    if len(values) < max(MIN_CLASS_ROWS, MOSTLY * len(table.rows)) or len(set(values)) < MIN_CELLS:
        return False
    usual = sorted(len(legend.get(v, v)) for v in values)[len(values) // 2]
    return len(set(values)) <= REPEATED * len(values) and SHORTEST_CLASS <= usual <= LONGEST_CLASS


def _listing_columns(table: Table, cells: Cells, label: int) -> frozenset[int]:
    """Return the columns whose cells list works, so that rows are categories; none where the rows' names are cited."""
    columns = {c for _, c in cells if c >= 0 and c not in table.spans}
    if label in columns:  # a cited name is a work's name
        return frozenset()
    only = {c for c in columns if _only_callouts(table, cells, c)}
    by_name = head_word(table.header[label]) in KINDS | FIELDS if label < len(table.header) else False
    matrix = only if len(only) > 1 and not _repeated_header(table, label) else set()
    return frozenset(
        c for c in columns if c in matrix or _lists(cells, c) or ((by_name or _of_works(table.header, c)) and c in only)
        or (by_name and len(columns) == 1)
    )  # fmt: skip


def _repeated_header(table: Table, label: int) -> bool:
    return len(block(table.header, label)) < len(table.header)


def _of_works(header: Sequence[str], column: int) -> bool:
    name = header[column].lower() if column < len(header) else ""
    return head_word(name) in WORKS or any(phrase in name for phrase in WORK_PHRASES)


def _lists(cells: Cells, column: int) -> bool:
    works = [{t.reference for c in cited for t in c.targets} - {-1} for (_, at), cited in cells.items() if at == column]
    return len(works) >= MIN_CELLS and sum(map(len, works)) >= LIST_LENGTH * len(works)


def _only_callouts(table: Table, cells: Cells, column: int) -> bool:
    """Tell whether nearly all filled cells of a column hold callouts and nothing else."""
    filled = [r for r, row in enumerate(table.rows, 1)
              if column < len(row.cells) and row.cells[column].text.lower() not in BLANK]  # fmt: skip
    pure = 0
    for number in filled:
        text = table.rows[number - 1].cells[column].text
        rest = list(text)
        for start, end in places(text, cells.get((number, column), ())):
            rest[max(0, start) : max(0, end)] = [""] * (max(0, end) - max(0, start))
        pure += not any(c.isalnum() for c in "".join(rest))
    return len(filled) >= MIN_CELLS and pure >= MOSTLY * len(filled)
