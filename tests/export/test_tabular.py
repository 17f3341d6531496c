"""The CSV files of a run, row by row."""

from __future__ import annotations

import msgspec

from surveyrefs.csv_text import csv_to_records, csv_to_rows
from surveyrefs.export import tabular
from surveyrefs.export.context import box_text, confidence_text, heading, with_unique_keys
from surveyrefs.model.document import Section
from surveyrefs.model.reference import Name
from surveyrefs.text.people import name_text
from tests.export.build import NO_BOX, cell, full_run, reference, run


def test_references() -> None:
    first, second, third = csv_to_records(tabular.references_csv(full_run()))
    assert list(first) == list(tabular.REFERENCE_COLUMNS)
    assert first == {
        "printed_label": "1", "key": "mueller2023planning", "type": "article", "title": "Planning with Models",
        "authors": "Müller, Jörg", "year": "2023", "venue": "Journal of Planning", "volume": "3", "issue": "2",
        "pages": "12-17", "publisher": "", "doi": "10.1000/x_y", "arxiv": "", "url": "", "cited": "2", "page": "9",
        "confidence": "0.93", "raw": "J. Müller. Planning with Models. J. X 3 (2023).", "bbox": "10.0 20.0 30.0 40.0",
        "survey": "survey-1", "corrected": "", "published_in": "", "published_year": "", "abstract": "", "source": "",
    }  # fmt: skip
    assert second["authors"] == "OpenAI Inc.; van der Berg, Jr., A. B.; others"
    assert second["cited"] == "1"
    assert third["raw"] == "@garbled {reference"
    assert third["authors"] == third["bbox"] == ""


def test_citations() -> None:
    rows = csv_to_records(tabular.citations_csv(full_run()))
    assert list(rows[0]) == list(tabular.CITATION_COLUMNS)
    assert [(r["mention"], r["key"], r["printed_label"]) for r in rows] == [
        ("1", "mueller2023planning", "1"), ("1", "openai2024gpt", "2"), ("2", "mueller2023planning", "1"),
        ("3", "", "99"), ("4", "", ""),
    ]  # fmt: skip
    in_text, _, in_table, unresolved, in_caption = rows
    assert in_text["section_number"] == "3.1"
    assert in_text["section_title"] == "Data > Labels"
    assert in_text["run_in"] == "Data Labeling"
    assert in_text["section_path"] == "Methods > Data > Labels > Data Labeling"
    assert in_text["row"] == in_text["table"] == in_text["column"] == ""
    assert (in_table["table"], in_table["row"], in_table["column"]) == ("IV", "1", "Method")
    assert (in_table["run_in"], in_table["resolved_by"], in_table["confidence"]) == ("", "label", "0.90")
    assert (unresolved["section_number"], unresolved["section_title"]) == ("", "Conclusion")
    assert unresolved["resolved_by"] == ""
    assert (in_caption["figure"], in_caption["section_path"], in_caption["confidence"]) == ("2", "", "0.00")


def test_a_table_that_is_set_as_a_figure_is_called_one() -> None:
    whole = full_run()
    table = msgspec.structs.replace(whole.document.tables[0], number="Figure 3")
    document = msgspec.structs.replace(whole.document, tables=(table, *whole.document.tables[1:]))
    shown = msgspec.structs.replace(whole, document=document)
    cited = csv_to_records(tabular.citations_csv(shown))[2]
    assert [cited[c] for c in ("where", "table", "figure", "row")] == ["figure", "Figure 3", "3", "1"]
    put = csv_to_records(tabular.assignments_csv(shown))[0]
    assert [put[c] for c in ("source", "table", "figure", "row")] == ["figure", "Figure 3", "3", "1"]
    assert csv_to_records(tabular.assignments_csv(whole))[0]["source"] == "table"


def test_a_numbered_heading_set_in_the_line_counts_as_the_section() -> None:
    sections = (
        Section("1", "Intro", 1, False, 1, NO_BOX),
        Section("", "Aside", 2, True, 1, NO_BOX, parent=0),
        Section("1.1.1", "Numbered", 3, True, 1, NO_BOX, parent=1),
    )
    found = heading(sections, 2)
    assert found == ("1.1.1", "Numbered", "", "Intro > Aside > Numbered")
    assert heading(sections, 1) == ("1", "Intro", "Aside", "Intro > Aside")
    assert heading(sections, -1) == ("", "", "", "")


def test_a_loop_of_parents_ends() -> None:
    looped = (Section("1", "A", 1, False, 1, NO_BOX, parent=1), Section("2", "B", 1, False, 1, NO_BOX, parent=0))
    assert heading(looped, 0) == ("1", "A", "", "B > A")


def test_assignments() -> None:
    rows = csv_to_records(tabular.assignments_csv(full_run()))
    assert list(rows[0]) == list(tabular.ASSIGNMENT_COLUMNS)
    table, grouped, section, figure = rows
    assert (table["table"], table["table_title"], table["row"]) == ("IV", "Overview of methods.", "1")
    assert (table["row_label"], table["column"], table["section_number"]) == ("A*", "Method", "3.1")
    assert grouped["groups"] == "Search > Fast, greedy"
    assert (section["source"], section["row"], section["section_title"]) == ("section", "", "Data > Labels")
    assert (figure["source"], figure["figure"], figure["table"]) == ("figure", "2", "")


def test_sections_and_problems() -> None:
    rows = csv_to_records(tabular.sections_csv(full_run()))
    assert list(rows[0]) == list(tabular.SECTION_COLUMNS)
    assert [(r["number"], r["run_in"], r["level"]) for r in rows] == [
        ("3", "", "1"), ("3.1", "", "2"), ("", "1", "3"), ("", "", "1"),
    ]  # fmt: skip
    assert rows[2]["path"] == "Methods > Data > Labels > Data Labeling"
    assert rows[0]["bbox"] == "50.0 100.0 200.0 112.0"
    (problem,) = csv_to_records(tabular.problems_csv(full_run()))
    assert problem == {
        "code": "unlinked-callout", "page": "5", "bbox": "1.0 2.0 3.0 4.0", "text": "[99] points nowhere",
        "hint": "Look at it", "survey": "survey-1", "seen": "",
    }  # fmt: skip


def test_tables_are_rectangular_and_guarded() -> None:
    document = full_run().document
    (name, text), (again, _) = tabular.table_files(document)
    assert (name, again) == ("table-IV.csv", "table-IV-2.csv")
    assert text.splitlines() == ["Group,Method,Score", "Search,A* [1],-0.5", "Search,'=B [2],"]
    assert csv_to_rows(text)[2] == ["Search", "=B [2]", ""]


def test_table_names() -> None:
    from msgspec.structs import replace

    document = full_run().document
    table = document.tables[0]
    numbers = ["A.2", "3/a b", "", "", "iv", "IV", "../x"]
    named = replace(document, tables=tuple(replace(table, number=n) for n in numbers))
    assert [name for name, _ in tabular.table_files(named)] == [
        "table-A.2.csv", "table-3_a_b.csv", "table-p4-1.csv", "table-p4-2.csv", "table-iv.csv", "table-IV-2.csv",
        "table-.._x.csv",
    ]  # fmt: skip


def test_table_titles() -> None:
    from msgspec.structs import replace

    table = full_run().document.tables[0]
    for caption, number, title in [
        ("Table 3. Methods", "3", "Methods"),
        ("Tab. 3: Methods", "3", "Methods"),
        ("Table 3 | Methods", "3", "Methods"),
        ("TABLE IV OVERVIEW", "IV", "OVERVIEW"),
        ("Methods", "3", "Methods"),
        ("Table of methods", "", "Table of methods"),
    ]:
        assert tabular.table_title(replace(table, number=number, caption=cell(caption))) == title


def test_numbers_as_text() -> None:
    assert confidence_text(1.2) == "1.00"
    assert confidence_text(-0.1) == "0.00"
    assert box_text((-0.04, 1.25, 100, 3.999)) == "0.0 1.2 100.0 4.0"
    assert name_text(Name(literal="A; B, C")) == "A B C"


def test_keys_that_clash_are_told_apart_everywhere() -> None:
    fixed = with_unique_keys(run(reference(), reference(), reference(key="")))
    assert [r.key for r in fixed.references.references] == ["mueller2023planning", "mueller2023planning-2", "untitled"]
    good = run(reference())
    assert with_unique_keys(good) is good
