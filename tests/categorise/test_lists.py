from __future__ import annotations

from tests.categorise.build import assigned, by_category, table


def test_rows_that_list_works_are_categories() -> None:
    found = by_category(table("Topic | Papers", "Graphs | [1, 2]", "Trees | [3]", "Paths | [4]"))
    assert found == {"Graphs": [1, 2], "Trees": [3], "Paths": [4]}


def test_long_lists_need_no_telling_header() -> None:
    found = by_category(table("Loss | Refs.", "contrast | [1, 2]", "likelihood | [3, 4]"))
    assert found == {"contrast": [1, 2], "likelihood": [3, 4]}


def test_one_work_a_row_is_what_the_row_names() -> None:
    assert by_category(table("Engine | Refs.", "KLEE | [1, 2]", "SAGE | [3]", "CUTE | [4]")) == {"Works": [1, 2, 3, 4]}


def test_cited_names_are_no_categories() -> None:
    assert by_category(table("Topic | Papers", "BERT [9] | [1, 2]", "GPT [8] | [3, 4]")) == {
        "Works": [9, 1, 2, 8, 3, 4]
    }


def test_rows_and_columns_are_categories() -> None:
    matrix = table(
        "Goal | Phase / Training | Phase / Use", "Integrity | [1] | [2]", "Secrecy | – | [3]", "Use | [4] | –"
    )
    assert by_category(matrix) == {
        "Integrity > Phase > Training": [1], "Integrity > Phase > Use": [2], "Secrecy > Phase > Use": [3],
        "Use > Phase > Training": [4],
    }  # fmt: skip


def test_labels_within_cells() -> None:
    parts = table(
        "Study | Covers",
        "A [1] | Datasets: X [2], [3]; Attacks: [4]",
        "B [5] | Datasets: [6]. Attacks: [7], [8]; and more [9]",
    )
    assert by_category(parts) == {
        "Works": [1, 5, 9], "Datasets": [2, 3, 6], "Attacks": [4, 7, 8],
    }  # fmt: skip
    sure = {a.reference: a.confidence for a in assigned(parts)}
    assert sure[2] < sure[1]


def test_a_name_before_a_colon_is_no_label() -> None:
    named = table("Study | Attacks", "A | Overload: [1]; SlowTrack: [2]", "B | Sponge: [3]; Sloth: [4]")
    assert "Overload" not in " ".join(by_category(named))


def test_ticks_under_one_heading_are_categories() -> None:
    ticks = table(
        "Work | Paradigm / Labels | Paradigm / None | Paradigm / Reward | Code",
        "ViT [1] | ✓ | | | ✓",
        "CLIP [2] | ✓ | ✓ | | ✓",
        "DQN [3] | | | ✓ | ✓",
        title="Models",
    )
    assert by_category(ticks) == {
        "Models": [1, 2, 3], "Paradigm > Labels": [1, 2], "Paradigm > None": [2], "Paradigm > Reward": [3],
    }  # fmt: skip
    assert [a.column for a in assigned(ticks) if a.reference == 3] == ["Work", "Paradigm / Reward"]


def test_ticks_that_describe_are_no_categories() -> None:
    plain = table("Work | Code | Data", "ViT [1] | ✓ | ", "CLIP [2] | | ✓")
    full = table("Work | Has / Code | Has / Data", "ViT [1] | ✓ | ✓", "CLIP [2] | ✓ | ✗")
    assert by_category(plain) == by_category(full) == {"Works": [1, 2]}
