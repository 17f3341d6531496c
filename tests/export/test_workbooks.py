"""What a workbook looks like: names of sheets, panes, filters, widths."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from surveyrefs.export import databases
from tests.export import build
from tests.export.test_databases import numbers_and_formulas


def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(databases.to_xlsx(numbers_and_formulas())))


def test_the_first_row_stays_and_all_columns_can_be_filtered() -> None:
    sheet = book()["references"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}3"
    assert all(cell.font.b for cell in sheet[1])
    assert not any(cell.font.b for cell in sheet[2])


def test_columns_are_as_wide_as_their_texts_up_to_a_limit() -> None:
    sheet = book()["references"]
    widths = {cell.value: sheet.column_dimensions[get_column_letter(n)].width for n, cell in enumerate(sheet[1], 1)}
    longest = max(len(str(cell.value)) for row in sheet.iter_rows(min_row=2) for cell in row if cell.value)
    assert longest < 60
    assert 7 < widths["year"] < 9  # its name, and room for the filter's arrow
    assert longest <= max(widths.values()) < longest + 2


def test_no_column_is_wider_than_a_window() -> None:
    run = build.run(build.reference(key="a", title="x" * 200))
    sheet = openpyxl.load_workbook(io.BytesIO(databases.to_xlsx(run)))["references"]
    assert 60 <= max(dimension.width for dimension in sheet.column_dimensions.values()) < 62


@pytest.mark.parametrize(
    ("names", "sheets"),
    [
        (("a/b:c", "a_b_c"), ["a_b_c", "a_b_c-2"]),
        (("Same", "same", "SAME"), ["Same", "same-2", "SAME-3"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 29 + "-2"]),
        (("'quoted'",), ["quoted"]),
    ],
)
def test_names_of_sheets_are_such_as_excel_takes(names: tuple[str, ...], sheets: list[str]) -> None:
    run = build.run(build.reference(key="a"))
    assert "references" in openpyxl.load_workbook(io.BytesIO(databases.to_xlsx(run))).sheetnames
    taken: set[str] = set()
    assert [databases._sheet_name(name, taken) for name in names] == sheets
