from __future__ import annotations

from tests.bench import tables
from tests.small_corpus import DATA


def test_rows_count_with_every_cell_right_and_callouts_left_out() -> None:
    wanted = tables.folded([["Text", "BERT", "✓"], ["Text", "GPT-3", "–"]])
    found = tables.folded([["Text", "BERT [3]", "✓"], ["Text", "GPT-3 [1, 2]", "✗"], ["", "", ""]])
    assert tables.right(found, wanted) == 1


def test_labels_of_several_rows_are_filled_in_from_above() -> None:
    assert tables.filled([["A", "x", None], [None, "y", None]]) == [["A", "x", None], ["A", "y", None]]


def test_each_document_on_tables_is_a_line() -> None:
    assert {p.parent.name for p in DATA.glob("table-*/gold.json")} == set(tables.kinds())


def test_the_table_goes_between_its_marks() -> None:
    made = tables.markdown([tables.Count("kind", 3, 2, 1), tables.Count("other", 4, 4, 0)])
    assert made.splitlines()[-1] == "| all | 7 | 6 | 1 |"
    page = f"before\n{tables.BEGIN}old\n{tables.END}after\n"
    assert tables.written(page, made) == f"before\n{tables.BEGIN}\n{made}\n{tables.END}after\n"
