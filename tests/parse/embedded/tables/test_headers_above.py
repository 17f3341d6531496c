"""Headers that stand above a table's first rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.model.document import Table
from tests.parse.embedded.tables.printed import Printer, floats_of

PLACES = (80.0, 230.0, 340.0, 450.0)
HEAD = ("Work", "Bed", "Year", "Data")
NAMES = ("Baker", "Castro", "Dietz", "Evans", "Fuchs")


def rows(p: Printer, top: float, names: tuple[str, ...], *, ruled: bool = True, head: bool = True) -> None:
    """Print a header and rows, a rule below each."""
    if head:
        p.row(top, PLACES, HEAD, "tibo")
    for i, name in enumerate(names, 1):
        p.row(top + 14 * i, PLACES, (f"{name} [{i}]", "Roses", str(1990 + i), "yes"))
    for i in range(len(names) + 1):
        if ruled:
            p.rule(top + 4 + 14 * i, 72, 540)


def cells(table: Table) -> list[str]:
    return [row.cells[0].text for row in table.rows]


def test_a_header_above_the_first_rule(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        p.put(72, 180, "Table 1: Gardens and their beds")
        rows(p, 196, NAMES)

    (table,) = floats_of(tmp_path, draw).tables
    assert (table.header, len(table.rows)) == (HEAD, len(NAMES))


def test_a_header_said_again_above_the_first_rule_overleaf(tmp_path: Path) -> None:
    def first(p: Printer) -> None:
        p.put(72, 706, "Table 1: Gardens and their beds")
        rows(p, 720, NAMES[:2])

    def second(p: Printer) -> None:
        rows(p, 60, NAMES[2:])

    (table,) = floats_of(tmp_path, first, second, top=300).tables
    assert (table.header, cells(table)) == (HEAD, ["Baker [1]", "Castro [2]", "Dietz [1]", "Evans [2]", "Fuchs [3]"])


@pytest.mark.parametrize(("step", "header"), [(14, HEAD), (10, ("Work Roses", *HEAD[1:]))])
def test_a_bold_label_a_row_below_a_bold_header_is_none_of_it(
    tmp_path: Path, step: int, header: tuple[str, ...]
) -> None:
    def draw(p: Printer) -> None:
        p.put(72, 180, "Table 1: Gardens and their beds")
        p.row(196, PLACES, HEAD, "tibo")
        p.put(PLACES[0], 196 + step, "Roses", "tibo")
        for i, name in enumerate(NAMES):
            p.row(210 + step + 14 * i, PLACES, (f"{name} [{i}]", "a bed", str(1990 + i), "yes"))

    (table,) = floats_of(tmp_path, draw).tables
    assert table.header == header
    assert table.rows[0].groups == (("Roses",) if header == HEAD else ())
