"""Typed forms of a run: datapackage.json, SQLite, a workbook, Parquet."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from surveyrefs.csv_text import csv_to_rows
from surveyrefs.errors import MissingLibrary
from surveyrefs.export import databases, export, schema
from surveyrefs.export.datapackage import unique_names
from surveyrefs.model.box import Box
from surveyrefs.model.document import Row, Table
from surveyrefs.model.run import Run
from surveyrefs.settings import ExportSettings
from tests.export import build


def numbers_and_formulas() -> Run:
    """Return a run whose text looks like numbers, formulas and links, with a table of equal and blank headers."""
    box = Box(0, 0, 1, 1)
    row = Row((build.cell("2303.10"), build.cell("=1+1"), build.cell("")), (), 1, box)
    table = Table("A.1", build.cell("Table A.1: Ids"), ("Id", "", "Id"), (), (row,), (), 1, box)
    tree = build.reference(key="a", arxiv="2303.11370", volume="007", year="2023", title='=HYPERLINK("x")')
    other = build.reference(key="b", arxiv="", year="", url="https://x.org/y")
    return build.run(tree, other, document={"tables": (table,)})


def package(run: Run) -> dict[str, dict[str, object]]:
    made = json.loads(export(run, ExportSettings())["datapackage.json"])
    return {resource["name"]: resource for resource in made["resources"]}


def test_a_data_package_names_every_csv_file_and_column() -> None:
    run = build.full_run()
    files = export(run, ExportSettings())
    resources = package(run)
    assert {resource["path"] for resource in resources.values()} == {name for name in files if name.endswith(".csv")}
    for name, columns in schema.TABLES.items():
        described = resources[name]["schema"]
        assert isinstance(described, dict)
        assert tuple(field["name"] for field in described["fields"]) == columns
        rows = csv_to_rows(files[f"{name}.csv"])[1:]
        for field, column in zip(described["fields"], zip(*rows, strict=True), strict=False):
            for text in column:  # every cell is of its type
                schema.value_of(text, field["type"])
    keys = resources["citations"]["schema"]
    assert isinstance(keys, dict)
    assert keys["foreignKeys"] == [{"fields": ["key"], "reference": {"resource": "references", "fields": ["key"]}}]


def test_what_only_looks_like_a_number_is_a_string() -> None:
    for name, column in (("references", "arxiv"), ("references", "volume"), ("citations", "section_number")):
        assert schema.type_of(name, column) == "string"
    assert schema.type_of("references", "year") == "integer"


def test_printed_headers_get_names_of_their_own() -> None:
    assert unique_names(["Id", "", "Id", " "]) == ["Id", "column 2", "Id (2)", "column 4"]


def test_a_database_keeps_text_as_text() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(databases.to_sqlite(numbers_and_formulas()))
        found = database.execute('SELECT key, arxiv, volume, year, title FROM "references"').fetchall()
        assert found == [
            ("a", "2303.11370", "007", 2023, '=HYPERLINK("x")'),
            ("b", None, "3", None, "Planning with Models"),
        ]
        assert database.execute('SELECT * FROM "table-A.1"').fetchall() == [("2303.10", "=1+1", None)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_keys_of_a_database_lead_somewhere() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(databases.to_sqlite(build.full_run()))
        joined = 'SELECT count(*) FROM citations JOIN "references" USING (key)'
        assert database.execute(joined).fetchone()[0] > 0
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_workbook_runs_no_formula_and_makes_no_number() -> None:
    data = databases.to_xlsx(numbers_and_formulas())
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["references"]
    header = [cell.value for cell in sheet[1]]
    first = dict(zip(header, sheet[2], strict=True))
    assert first["arxiv"].value == "2303.11370"
    assert first["arxiv"].data_type == "s"
    assert first["title"].data_type == "s"
    assert first["year"].value == 2023
    assert {"references", "citations", "table-A.1"} <= set(book.sheetnames)
    assert data == databases.to_xlsx(numbers_and_formulas())


def test_parquet_has_the_types() -> None:
    files = databases.to_parquet(numbers_and_formulas())
    table = pyarrow.parquet.read_table(io.BytesIO(files["references.parquet"]))
    types = [str(table.schema.field(name).type) for name in ("arxiv", "year", "confidence")]
    assert types == ["string", "int64", "double"]
    assert table.column("arxiv").to_pylist() == ["2303.11370", None]
    assert "tables/table-A.1.parquet" in files


@pytest.mark.parametrize(("library", "write"), [("xlsxwriter", databases.to_xlsx), ("pyarrow", databases.to_parquet)])
def test_a_missing_library_is_named(library: str, write: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert callable(write)
    with pytest.raises(MissingLibrary, match="pip install"):
        write(numbers_and_formulas())


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from surveyrefs.cli import main

    listed = tmp_path / "list.md"
    listed.write_text("- [BERT](https://arxiv.org/abs/1810.04805) 2018\n", encoding="utf-8")
    assert main(["extract", str(listed), "-o", str(tmp_path / "out"), "-q"]) == 0
    folder = str(tmp_path / "out" / "list")
    for name in ("sqlite", "xlsx"):
        assert main(["export", folder, "--to", name, "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert main(["export", folder, "--to", "parquet", "-o", str(tmp_path / "frames")]) == 0
    assert (tmp_path / "frames" / "references.parquet").is_file()
    assert main(["export", folder, "--to", "parquet"]) == 2
    assert "-o" in capsys.readouterr().err
