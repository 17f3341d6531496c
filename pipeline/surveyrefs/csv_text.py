"""CSV text with a spreadsheet guard, and the reader that takes the guard off again.

A cell that a spreadsheet program would run as a formula gets a leading apostrophe, also where blanks stand before the
sign, or where it is of full width. The guard is reversible: a cell that already looks guarded gets a second apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from surveyrefs.text.controls import visible

DANGEROUS = "=+-@\t\r"  # what makes Excel, LibreOffice and Sheets evaluate a cell
_WIDE = "＝＋－＠﹦﹢﹣﹫"  # the same signs of full width and small, which some programs take for them
_BEFORE = r"[\s\ufeff\u200b-\u200f\u2060]*"  # what programs skip before a sign
_NUMBER = r"(?:\d[\d.,]*|\.\d+)(?:[eE][+-]?\d+)?\s?%?"
_HARMLESS = re.compile(rf"-|[+-]{_NUMBER}(?:\s?(?:±|\+/?-)\s?{_NUMBER})?")
_FORMULA = re.compile(rf"[\t\r]|{_BEFORE}[=+\-@{_WIDE}]")
_GUARDED = re.compile(rf"'(?:['\t\r]|{_BEFORE}[=+\-@{_WIDE}])")
_PLAIN = frozenset(("", *map(chr, range(33, 127)))) - frozenset(DANGEROUS) - {"'"}  # no cell that begins so is guarded

MAX_CELL = 10_000_000  # characters; the csv module's own limit (131072) is below a long table cell with its notes


def guarded(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would read a formula.

    Plain numbers (`-0.5`, `+1.2%`, `-3 ± 1`) and a lone dash are left alone.
    """
    if cell[:1] in _PLAIN:
        return cell
    if cell[0] == "'":
        return "'" + cell if _GUARDED.match(cell) else cell
    if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell.strip(" ")):
        return "'" + cell
    return cell


def unguarded(cell: str) -> str:
    """Undo `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def printable(text: str) -> str:
    """Replace what a text file cannot hold, or what steers a screen, by U+FFFD; line ends and tabs stay."""
    return "\r".join(map(visible, text.split("\r"))) if "\r" in text else visible(text)


def rows_to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return CSV text: RFC 4180 quoting, line feeds, one header line, every cell guarded."""
    out = io.StringIO()
    plain = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in (header, *rows):
        cells = [cell if cell[:1] in _PLAIN else guarded(printable(cell)) for cell in row]
        # A bare carriage return is a line end to readers, but the writer only quotes its own line end.
        writer = quoted if "\r" in "".join(cells) else plain
        writer.writerow(cells)
    return printable(out.getvalue())


def csv_to_rows(text: str) -> list[list[str]]:
    """Read what `rows_to_csv` wrote (a byte order mark is borne), header line first, guards taken off."""
    before = csv.field_size_limit(MAX_CELL)
    try:
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        return [[unguarded(cell) for cell in row] for row in lines]
    finally:
        csv.field_size_limit(before)


def csv_to_records(text: str) -> list[dict[str, str]]:
    """Read what `rows_to_csv` wrote as one dictionary a row; a short row has its missing cells empty."""
    rows = csv_to_rows(text)
    if not rows:
        return []
    header = rows[0]
    return [dict(zip(header, row + [""] * (len(header) - len(row)), strict=False)) for row in rows[1:]]
