from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.categorise.names import LONGEST, folder_name, loose_name, plain_name, short_name, shown_path, treated_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Methods†", "Methods"), ("Pasture hay∗", "Pasture hay"), ("A*", "A*"), ("RRT*", "RRT*"), ("C#", "C#"),
        ("Graphs [3, 5–7]", "Graphs"), ("Datasets (§5.1)", "Datasets"), ("Attacks (Sec. 3)", "Attacks"),
        ("Post-\u00adtreatment", "Post-treatment"), ("Search:", "Search"), ("Zhipu.AI", "Zhipu.AI"), ("*", "*"),
        ("Framework of Hmaity et al.", "Framework of Hmaity et al."), ("Tools.", "Tools"),
        ("``Endless'' attacks", "“Endless” attacks"), ("Students' models", "Students' models"),
        ("Wh¯anau", "Whānau"), ("Poincar´e", "Poincaré"), ("5 ˆ x", "5 ˆ x"),
    ],
)  # fmt: skip
def test_a_name_without_marks(text: str, name: str) -> None:
    assert plain_name(text) == name


@pytest.mark.parametrize(
    ("text", "number"),
    [("Datasets (§5.1)", "5.1"), ("Attacks (Section IV)", ""), ("Tools (§3.1 – §3.3)", ""), ("Threats § B.2", "B.2"),
     ("Layer 3", ""), ("Sections", "")],
)  # fmt: skip
def test_the_section_that_a_label_refers_to(text: str, number: str) -> None:
    assert treated_in(text) == number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Works by field", "Works by field"),
        ("Allocation in clouds (as of 2020, with all the references that we found)", "Allocation in clouds"),
        ("Scheduling of many jobs: what was tried and what came of it in twenty years", "Scheduling of many jobs"),
        ("Planning, scheduling and all other things that one can do with a plan at hand",
         "Planning, scheduling and all other things that one can do…"),
        ("Advantages over all tools. What they lack and what else is to be had there", "Advantages over all tools"),
        ("Preliminary concepts and background about securing data in and of their devices at work",
         "Preliminary concepts and background about securing data…"),
        ("Vorarbeiten zu Verfahren, und was man alles mit den neuen Geräten machen kann", "Vorarbeiten zu Verfahren"),
    ],
)  # fmt: skip
def test_long_names_are_cut_where_they_pause(text: str, name: str) -> None:
    assert short_name(text) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sequence", "Sequence models", True), ("Robust / adaptive training", "Robust and adaptive training", True),
        ("Budgets (of time)", "Budget", True), ("Attack methods", "Attacks", True), ("Models", "Methods", False),
        ("Class", "Clas", False), ("Phone agents", "Web agents", False), ("C", "Cs", False),
    ],
)  # fmt: skip
def test_two_spellings_of_one_thing(one: str, other: str, same: bool) -> None:
    assert (loose_name(one) == loose_name(other)) == same


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_a_path_fits_its_cell(path: list[str]) -> None:
    assert len(shown_path(path)) <= LONGEST


def test_the_innermost_labels_are_shown() -> None:
    long = "A label that takes nearly the whole of what there is"
    assert shown_path(["Text", "Static"]) == "Text > Static"
    assert shown_path(["Outermost", long]) == long


def test_folders_have_no_colons() -> None:
    assert folder_name("B1: Semantic logic") == "B1 – Semantic logic"
    assert folder_name("Ratio 1:1") == "Ratio 1-1"
