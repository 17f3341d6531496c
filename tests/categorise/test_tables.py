from __future__ import annotations

import msgspec

from surveyrefs.categorise.titles import part_title, short_title
from surveyrefs.model.document import Passage
from tests.categorise.build import assigned, by_category, table

METHODS = table(
    "Method | Year | Category | Code",
    "GCN [1] | 2017 | Convolution | ✓",
    "GAT [2] | 2018 | Attention | ✗",
    "SAGE [3] | 2017 | Convolution | ✓",
    "GIN [4] | 2019 | Convolution | ✓",
)


def test_a_column_of_classes_names_the_category() -> None:
    assert by_category(METHODS) == {"Convolution": [1, 3, 4], "Attention": [2]}
    assert [a.row_label for a in assigned(METHODS)] == ["GCN", "GAT", "SAGE", "GIN"]


def test_descriptions_that_come_back_are_no_classes() -> None:
    for length, found in ((48, {"x" * 48: [1, 3, 4], "Attention": [2]}), (49, {"Works": [1, 2, 3, 4]})):
        said = "x" * length
        rows = (f"GCN [1] | {said}", "GAT [2] | Attention", f"SAGE [3] | {said}", f"GIN [4] | {said}")
        assert by_category(table("Method | Category", *rows)) == found


def test_classes_in_the_first_column_do_not_name_the_rows() -> None:
    repeated = table("Type | Tool", "fuzzer | AFL [1]", "fuzzer | libFuzzer [2]", "solver | Z3 [3]", "solver | CVC [4]")
    assert [(a.category, a.row_label) for a in assigned(repeated)] == [
        ("fuzzer", "AFL"), ("fuzzer", "libFuzzer"), ("solver", "Z3"), ("solver", "CVC"),
    ]  # fmt: skip


def test_no_class_where_nothing_is_repeated_or_values_are_codes() -> None:
    different = table("Method | Approach", "A [1] | one thing", "B [2] | another", "C [3] | a third")
    codes = table("Method | Type", "A [1] | S", "B [2] | S", "C [3] | R", "D [4] | R")
    assert by_category(different) == {"Works": [1, 2, 3]}
    assert by_category(codes) == {"Works": [1, 2, 3, 4]}


def test_printed_groups_come_before_classes() -> None:
    rows = ("A [1] | x-ray", "B [2] | x-ray", "C [3] | scan")
    grouped = table("Method | Domain", *rows, groups=("Old", "Old", "New"))
    assert by_category(grouped) == {"Old": [1, 2], "New": [3]}


def test_guesses_have_less_confidence() -> None:
    (sure, *_), (kind, *_) = assigned(table("Method | Year", "A [1] | 2000")), assigned(METHODS)
    field = assigned(table("Method | Task", "A [1] | parsing", "B [2] | parsing", "C [3] | tagging", "D [4] | tagging"))
    assert sure.confidence > kind.confidence > field[0].confidence
    assert [a.category for a in field] == ["Task > parsing", "Task > parsing", "Task > tagging", "Task > tagging"]


def test_labels_of_one_row_belong_to_the_path() -> None:
    spans = table(
        "Area | Part | Work", "Text | Form | A [1]", "Text | Sense | B [2]", "Text | Sense | C [3]",
        groups=("Text", "Text>Sense", "Text>Sense"), spans=(0, 1),
    )  # fmt: skip
    found = assigned(spans)
    assert [a.category for a in found] == ["Text > Form", "Text > Sense", "Text > Sense"]
    assert [a.groups for a in found] == [("Text",), ("Text", "Sense"), ("Text", "Sense")]
    assert [a.row_label for a in found] == ["A", "B", "C"]


def test_names_and_labels_are_without_callouts() -> None:
    cited = table("Family | Work", "Transformer [9] | BERT (base) [1]", "Transformer [9] | DPR [2], ANCE [3]",
                  groups=("Transformer [9]",) * 2, spans=(0,))  # fmt: skip
    found = assigned(cited)
    assert {a.category for a in found} == {"Transformer"}
    assert {a.groups for a in found} == {("Transformer",)}
    assert list(dict.fromkeys(a.row_label for a in found)) == ["BERT (base)", "DPR, ANCE"]


def test_numbers_do_not_name_a_row() -> None:
    (first, second) = assigned(table("No. | Event | Ref.", "1 | Clocks | [1]", "2 | Traitors | [2]"))
    assert (first.row_label, second.row_label) == ("Clocks", "Traitors")
    assert [a.row_label for a in assigned(table("Ref. | System | Year", "[1] | Dynamo | 2007"))] == ["Dynamo"]
    assert [a.row_label for a in assigned(table("Ref. | Idea", "[1] | Store that is always writable"))] == [
        "Store that is always writable"
    ]


def test_two_tables_side_by_side_in_one() -> None:
    found = assigned(table("ID | Ref. | ID | Ref.", "P1 | [1] | P3 | [3]", "P2 | [2] | P4 | [4]"))
    assert [(a.reference, a.row_label) for a in found] == [(1, "P1"), (3, "P3"), (2, "P2"), (4, "P4")]
    assert {a.category for a in found} == {"Works"}


def test_a_work_cited_beside_the_rows_own_is_less_sure() -> None:
    own, aside = assigned(table("System | Uses", "Spanner [1] | Paxos [2]"))
    assert own.confidence > aside.confidence


def test_works_over_several_rows_are_no_categories() -> None:
    sizes = table("Model | Size", "BERT [1] | base", "BERT | large", "T5 [2] | base", "T5 | large",
                  groups=("BERT", "BERT", "T5", "T5"), spans=(0,))  # fmt: skip
    assert [(a.category, a.row_label) for a in assigned(sizes)] == [("Works", "BERT"), ("Works", "T5")]


def test_titles() -> None:
    assert short_title(table("A", "x", title="Models of text. Best values are bold.")) == "Models of text"
    assert short_title(table("A", "x", title="Works of Knuth et al. and others vs. ours.")) == (
        "Works of Knuth et al. and others vs. ours"
    )
    parts = table("A", "x").__class__
    made = parts("1", Passage("caption", ""), ("A",), (), (), (), 1, table("A", "x").box, (), 1.0,
                 (Passage("caption", "(a) Classic"),))  # fmt: skip
    assert (part_title(made, 0), part_title(made, -1)) == ("Classic", "")


def test_a_table_without_caption_is_named_by_the_label_over_its_columns() -> None:
    made = table("Hurdles / Method | Hurdles / Year", "A [1] | 2001", "B [2] | 2002")
    untitled = msgspec.structs.replace(made, caption=Passage("caption", ""), number="")
    assert {a.category for a in assigned(untitled)} == {"Hurdles"}
    plain = msgspec.structs.replace(untitled, header=("Method", "Year"))
    assert {a.category for a in assigned(plain)} == {"Table on page 1"}


def test_the_caption_of_a_part_begins_the_path_of_its_rows() -> None:
    made = table("Kind | Work", "Old | A [1]", "Old | B [2]", groups=("Old", "Old"), spans=(0,))
    rows = (msgspec.structs.replace(made.rows[0], part=0), made.rows[1])
    parted = msgspec.structs.replace(made, rows=rows, parts=(Passage("caption", "(a) Networks"),))
    assert by_category(parted) == {"Networks > Old": [1], "Old": [2]}
