"""Categories and rows put right."""

from __future__ import annotations

from itertools import permutations

import msgspec

from surveyrefs.model.correction import CalloutFix, CategoryFix, Corrections, RowFix, SeenFix, WorkName
from surveyrefs.model.run import Run
from tests.corrections.build import TABLE, TITLES, corrected, statuses, survey

THIRD = WorkName(title=TITLES[2])
IN = CategoryFix(THIRD, "table", TABLE, "REALM", "System", was="In", now="Input > Text")


def _sorted(run: Run) -> list[tuple[int, str, str]]:
    return [(a.reference, a.source, a.category) for a in run.categories.assignments]


def _fixed(*fixes: CategoryFix, run: Run | None = None) -> Run:
    return corrected(run or survey(), Corrections(category=fixes))


def test_a_category_is_put_right_where_it_stands() -> None:
    run = _fixed(IN)
    (made,) = [a for a in run.categories.assignments if "category" in a.corrected]
    assert (made.reference, made.category, made.path, made.confidence) == (2, "Input > Text", ("Input", "Text"), 1.0)
    assert statuses(_fixed(IN, run=run)) == ["already"]
    assert _sorted(_fixed(IN, run=run)) == _sorted(run)


def test_one_that_has_another_value_or_place_changes_nothing() -> None:
    for fix, status in (
        (msgspec.structs.replace(IN, was="Inside"), "conflict"),
        (msgspec.structs.replace(IN, row="kNN"), "unused"),
        (msgspec.structs.replace(IN, work=WorkName(title="No work of this name")), "unused"),
        (msgspec.structs.replace(IN, section="Structures"), "unused"),
    ):
        run = _fixed(fix)
        assert statuses(run) == [status]
        assert run.categories == survey().categories


def test_a_work_is_taken_out_and_put_in() -> None:
    out = CategoryFix(THIRD, "section", section="Structures", was="Structures")
    into = CategoryFix(THIRD, now="Foundations > Memory")
    for order in permutations((out, into)):
        run = _fixed(*order)
        assert (2, "section", "Structures") not in _sorted(run)
        assert _sorted(run)[-1] == (2, "corrected", "Foundations > Memory")
    again = _fixed(into, run=_fixed(into))
    assert _sorted(again) == _sorted(_fixed(into))
    assert statuses(again) == ["already"]


def test_a_category_is_renamed_for_all_but_what_has_a_correction_of_its_own() -> None:
    rename = CategoryFix(source="section", was="Structures", now="Graphs")
    own = CategoryFix(THIRD, "section", was="Structures", now="Passages")
    for order in permutations((rename, own)):
        found = {(work, name) for work, source, name in _sorted(_fixed(*order)) if source == "section"}
        assert found == {(0, "Graphs"), (1, "Graphs"), (2, "Passages")}


def test_a_row_gets_its_label_in_assignments_and_in_its_cell() -> None:
    fix = RowFix("REALM", "REALM (2020)", TABLE, THIRD)
    run = corrected(survey(), Corrections(row=(fix,)))
    assert [a.row_label for a in run.categories.assignments if a.table >= 0] == ["REALM (2020)", "kNN"]
    cell = run.document.tables[0].rows[0].cells[1]
    assert (cell.text, cell.pieces[0].x1) == ("REALM (2020) [3]", 50)
    assert statuses(corrected(run, Corrections(row=(fix,)))) == ["already"]


def test_a_row_is_found_by_the_work_that_it_cited_before_its_callout_was_put_right() -> None:
    row = RowFix("REALM", "REALM (2020)", TABLE, THIRD)
    first = WorkName(title=TITLES[0])
    callout = CalloutFix(table=TABLE, row="REALM", column="System", marker="[3]", was=THIRD, now=first)
    run = corrected(survey(), Corrections(row=(row,), callout=(callout,)))
    assert statuses(run) == ["applied", "applied"]
    labels = {(a.reference, a.row_label) for a in run.categories.assignments if a.table >= 0}
    assert labels == {(0, "REALM (2020)"), (3, "kNN")}


def test_a_row_of_another_work_or_table_stays() -> None:
    other = RowFix("REALM", "X", TABLE, WorkName(title=TITLES[3]))
    gone = RowFix("REALM", "X", "Benchmarks in common use, by year")
    run = corrected(survey(), Corrections(row=(other, gone)))
    assert statuses(run) == ["conflict", "unused"]
    assert run.document == survey().document


def test_a_correction_may_name_a_row_as_read_or_as_corrected() -> None:
    row = RowFix("REALM", "Realm", TABLE)
    for label in ("REALM", "Realm"):
        fixes = Corrections(row=(row,), category=(msgspec.structs.replace(IN, row=label),))
        assert statuses(corrected(survey(), fixes)) == ["applied", "applied"]


def test_problems_that_were_seen_stay_and_are_marked() -> None:
    fixes = Corrections(seen=(SeenFix("outline-gap", "section 4 has no 4.1"), SeenFix("outline-gap", "another thing")))
    run = corrected(survey(), fixes)
    assert statuses(run) == ["applied", "unused"]
    assert next((p.code, p.seen) for p in run.problems()) == ("outline-gap", True)
