"""Edited tables become corrections, which lead from the table as written to the edited one."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.corrections.edited import NotACopy, from_tables
from surveyrefs.corrections.merge import added_text
from surveyrefs.corrections.read import read_corrections
from surveyrefs.csv_text import csv_to_records
from surveyrefs.export.tabular import assignments_csv, citations_csv, references_csv
from surveyrefs.model.correction import Corrections, DropFix, FieldFix, WorkName
from surveyrefs.model.run import Run
from tests.corrections.build import TITLES, corrected, statuses, survey

Rows = list[dict[str, str]]


def _rows(run: Run) -> tuple[Rows, Rows, Rows]:
    return tuple(csv_to_records(table(run)) for table in (references_csv, assignments_csv, citations_csv))  # type: ignore[return-value]


def _said(rows: Rows, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_edited_references() -> None:
    old, _, _ = _rows(survey())
    new = [dict(row) for row in old if row["title"] != TITLES[3]]
    new[0] |= {"venue": "NeurIPS", "authors": "Vaswani, Ashish; others", "cited": "77"}
    new[1]["key"] = "mine"
    new.append({**dict.fromkeys(old[0], ""), "raw": "C. Third. A work that was lost. 2021.", "printed_label": "9"})
    edited = from_tables(old, new)
    run = corrected(survey(), edited.corrections)
    assert set(statuses(run)) == {"applied"}
    columns = ("key", "title", "authors", "venue")
    assert _said(_rows(run)[0], *columns)[:3] == _said(new, *columns)[:3]
    assert run.references.references[-1].title == "A work that was lost"
    assert len(run.references.references) == 4
    assert edited.notes == ("cited is not a value of ours to correct: left out",)


def test_edited_assignments() -> None:
    _, old, _ = _rows(survey())
    new = [dict(row) for row in old]
    new[0] |= {"category": "Other > Things"}
    new[3]["row_label"] = "Realm"
    gone = new.pop()
    run = corrected(survey(), from_tables(old, new).corrections)
    columns = ("key", "category", "source", "row_label")
    assert sorted(_said(_rows(run)[1], *columns)) == sorted(_said(new, *columns))
    back = corrected(run, from_tables(new, [*new, gone]).corrections)
    assert sorted(_said(_rows(back)[1], *columns)) == sorted(_said([*new, gone], *columns))


def test_edited_assignments_of_a_table_that_is_set_as_a_figure() -> None:
    whole = survey()
    tables = tuple(msgspec.structs.replace(t, number=f"Figure {t.number}") for t in whole.document.tables)
    drawn = msgspec.structs.replace(whole, document=msgspec.structs.replace(whole.document, tables=tables))
    _, old, _ = _rows(drawn)
    new = [dict(row) for row in old]
    in_table = next(row for row in new if row["table"])
    assert in_table["source"] == "figure"
    in_table["category"] = "Other > Things"
    run = corrected(drawn, from_tables(old, new).corrections)
    assert sorted(_said(_rows(run)[1], "key", "category", "row")) == sorted(_said(new, "key", "category", "row"))


def test_edited_citations() -> None:
    works, assignments, old = _rows(survey())
    new = [dict(row) for row in old]
    new[0]["key"] = works[3]["key"]
    new[3]["key"] = works[0]["key"]
    del new[1]
    edited = from_tables(old, new, works, assignments)
    run = corrected(survey(), edited.corrections)
    assert set(statuses(run)) == {"applied"}
    assert _said(_rows(run)[2], "key", "marker") == _said(new, "key", "marker")
    new[0]["key"] = "nobody"
    assert from_tables(old, new, works, assignments).notes == ("there is no key nobody in references.csv: left out",)


def test_what_a_spreadsheet_does_to_numbers_is_no_correction() -> None:
    old, _, _ = _rows(survey())
    old[0]["arxiv"] = "2301.10"
    new = [dict(row) for row in old]
    new[0]["arxiv"] = "2301.1"
    edited = from_tables(old, new)
    assert edited.corrections == Corrections()
    assert "2301.1 of vaswani2017 is 2301.10 as a spreadsheet writes it" in edited.notes[0]


def test_a_filtered_table_is_no_edited_copy() -> None:
    old, assignments, _ = _rows(survey())
    with pytest.raises(NotACopy, match="3 of 4 rows"):
        from_tables(old, old[:1])
    with pytest.raises(NotACopy, match="only references"):
        from_tables([{"a": "1"}], [{"a": "2"}])
    with pytest.raises(NotACopy, match="no columns in common"):
        from_tables(old, [{"x": "1"}])
    assert from_tables(assignments, assignments).corrections == Corrections()


FIRST = FieldFix(WorkName(title="One"), "year", "2020", "2021")
HAND = '# mine\n[[field]]\nwork = { title = "One" }  # a remark\nfield = "year"\nwas = "2020"\nnow = "2021"\n'


def test_what_is_added_stands_behind_what_somebody_wrote() -> None:
    venue = msgspec.structs.replace(FIRST, field="venue")
    made = Corrections(field=(FIRST, venue), drop=(DropFix(WorkName(title="B")),))
    known = read_corrections(HAND.encode(), "x")
    text, number = added_text(HAND.encode(), known, made)
    assert number == 2
    assert text.startswith(HAND)
    read = read_corrections(text.encode(), "x")
    assert (len(read.field), len(read.drop)) == (2, 1)
    assert added_text(text.encode(), read, made) == (text, 0)


def test_a_list_in_line_is_written_anew() -> None:
    inline = b'survey = "S"\nfield = [{ work = { title = "One" }, field = "year", was = "2020", now = "2021" }]\n'
    known = read_corrections(inline, "x")
    text, _ = added_text(inline, known, Corrections(field=(msgspec.structs.replace(FIRST, field="venue"),)))
    read = read_corrections(text.encode(), "x")
    assert (read.survey, len(read.field)) == ("S", 2)
    assert added_text(b"", Corrections(), Corrections()) == ("", 0)
