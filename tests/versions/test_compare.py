"""Whole comparisons of runs made by hand."""

from __future__ import annotations

import time
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.model.document import Passage
from surveyrefs.model.link import Assignment, Categories
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from surveyrefs.versions.compare import compare, same_survey
from surveyrefs.versions.kinds import counts, differs
from tests.versions.survey_maker import reference, survey

NAMES = [
    "Graph search by hand", "Testing compilers with random programs", "A calculus of doubts", "Neural theorem hunting",
    "Robots that read maps", "On the price of caches", "Query plans for the patient", "Indexes in flight",
]  # fmt: skip
WORKS = [reference(name, key=f"k{n}") for n, name in enumerate(NAMES)]


def of(kind: str, run: Run, other: Run) -> list[str]:
    """Return the keys of the references of one kind."""
    return [r.key for r in getattr(compare(run, other).references, kind)]


def changed(old: Run, new: Run) -> dict[str, int]:
    """Return the kinds that changed and how often."""
    return {kind: n for kind, n in counts(compare(old, new)).items() if n}


subsets = st.lists(st.sampled_from(WORKS), unique_by=lambda r: r.key, max_size=8)


@given(subsets)
@settings(max_examples=80, deadline=None)
def test_nothing_differs_from_itself(references: list[Reference]) -> None:
    run = survey(
        references, sections={"1 Start": [r.key for r in references]}, table={"A": [r.key for r in references[:3]]}
    )
    assert not differs(compare(run, run))


@given(subsets, subsets)
@settings(max_examples=60, deadline=None)
def test_added_one_way_is_removed_the_other_way(old: list[Reference], new: list[Reference]) -> None:
    one, other = survey(old), survey(new)
    assert of("added", one, other) == of("removed", other, one)
    assert set(of("added", one, other)) == {r.key for r in new} - {r.key for r in old}


@given(st.permutations(WORKS))
@settings(max_examples=80, deadline=None)
def test_a_permutation_only_renumbers(references: list[Reference]) -> None:
    keys = [r.key for r in WORKS]
    sections, table = {"1 Start": keys[:4], "2 End": keys[3:]}, {"A": keys[:2], "B": keys[2:5]}
    moved = sum(a.key != b.key for a, b in zip(WORKS, references, strict=True))
    old, new = (survey(works, sections=sections, table=table) for works in (WORKS, references))
    assert changed(old, new) == ({"renumbered": moved} if moved else {})


def many(count: int) -> list[Reference]:
    random = Random(7)
    words = [
        f"{a}{b}" for a in ("graph", "proof", "robot", "cache", "query") for b in ("ing", "s", "like", "less", "ness")
    ]
    return [
        reference(f"{' '.join(random.sample(words, 5))} {n}", key=f"k{n}", authors=f"Doe{n % 50}, J.; Roe, R.")
        for n in range(count)
    ]


def test_one_reference_at_the_top_of_three_hundred_is_one_addition() -> None:
    works = many(300)
    old = survey(works, sections={"1 Start": [r.key for r in works]}, problems=[Problem("uncited", "[3] is not cited")])
    new = survey(
        [reference("An early work", key="early"), *works],
        sections={"1 Start": ["early", *(r.key for r in works)]},
        problems=[Problem("uncited", "[4] is not cited")],
    )
    assert changed(old, new) == {"added": 1, "renumbered": 300}
    assert compare(old, new).references.added[0].categories == ("Start",)


def test_two_lists_of_a_thousand_take_less_than_two_seconds() -> None:
    works = many(1000)
    restyled = [msgspec.structs.replace(r, raw=r.raw.replace("Journal of Tests", "J. Tests")) for r in works]
    old, new = survey(works), survey(restyled)
    start = time.process_time()
    found = compare(old, new)
    assert time.process_time() - start < 2
    assert found.references.unchanged == found.references.restyled == 1000


def moves(old: Run, new: Run) -> list[tuple[str, str, str]]:
    return [(m.reference.key, m.old, m.new) for m in compare(old, new).assignments.moved]


def test_a_row_that_changed_its_group_moved() -> None:
    old = survey(WORKS, table={"Speed": ["k0", "k1", "k2"], "Size": ["k3"]})
    new = survey(WORKS[::-1], table={"Speed": ["k0", "k2"], "Size": ["k1", "k3"]})
    assert moves(old, new) == [("k1", "Speed", "Size")]
    assert changed(old, new) == {"categories": 1, "renumbered": 8}


def test_a_group_under_a_new_name_is_no_move() -> None:
    old = survey(WORKS, table={"Speed of use": ["k0", "k1", "k2"], "Size": ["k3", "k4"], "Ease-of-use": ["k5"]})
    new = survey(WORKS, table={"Speed at use": ["k0", "k1", "k2"], "Size": ["k3", "k4"], "Ease of use": ["k5"]})
    assert changed(old, new) == {"categories": 1}
    (renamed,) = compare(old, new).assignments.renamed
    assert (renamed.place, renamed.old, renamed.new) == ("Table 1", "Speed of use", "Speed at use")


def test_a_group_reworded_over_the_same_works_is_no_move() -> None:
    old = survey(WORKS, table={"Rule-based methods": ["k0", "k1", "k2"], "Size": ["k3"]})
    new = survey(WORKS, table={"Methods based on rules": ["k0", "k1", "k2", "k4"], "Size": ["k3"]})
    assert moves(old, new) == []
    assert len(compare(old, new).assignments.renamed) == 1


def test_another_group_over_the_same_works_is_a_move() -> None:
    old = survey(WORKS, table={"Speed": ["k0", "k1"], "Size": ["k3"]})
    new = survey(WORKS, table={"Trustworthiness": ["k0", "k1"], "Size": ["k3"]})
    assert [move[0] for move in moves(old, new)] == ["k0", "k1"]


def test_nested_groups_move_by_their_whole_path() -> None:
    old = survey(WORKS, table={"Tasks > Speed": ["k0", "k1"], "Tools > Speed": ["k2", "k3"]})
    new = survey(WORKS, table={"Tasks > Speed": ["k0"], "Tools > Speed": ["k1", "k2", "k3"]})
    assert moves(old, new) == [("k1", "Tasks > Speed", "Tools > Speed")]


def test_callouts_in_labels_and_captions_do_not_count() -> None:
    old = survey(WORKS, table={"Speed [1, 2]": ["k0", "k1"]}, caption="Methods by task, after [3].")
    new = survey(WORKS, table={"Speed [4–5]": ["k0", "k1"]}, caption="Methods by task, after [7].")
    assert changed(old, new) == {}


def test_a_work_that_came_into_a_table_or_left_it() -> None:
    old, new = survey(WORKS, table={"A": ["k0", "k1"]}), survey(WORKS, table={"A": ["k0", "k2"]})
    found = compare(old, new).assignments
    assert [(p.reference.key, p.place, p.category) for p in found.added] == [("k2", "Table 1", "A")]
    assert [(p.reference.key, p.category) for p in found.removed] == [("k1", "A")]
    assert not found.moved


def test_moves_in_a_taxonomy_figure() -> None:
    old = survey(WORKS, tree={"Tests > Fast": ["k0", "k1"], "Tests > Slow": ["k2", "k3"]})
    new = survey(WORKS, tree={"Tests > Fast": ["k0"], "Tests > Slow": ["k1", "k2", "k3"]})
    assert moves(old, new) == [("k1", "Tests > Fast", "Tests > Slow")]


def test_sections_renumbered_renamed_and_moved_through() -> None:
    old = survey(
        WORKS, sections={"1 Start": [], "2 Methods": ["k0", "k1", "k2", "k3"], "3 Results": ["k4"], "4 Gone": []}
    )
    new = survey(
        WORKS, sections={"1 Start": [], "2 New part": [], "3 Approaches": ["k0", "k1", "k2"], "4 Results": ["k4", "k3"]}
    )
    found = compare(old, new)
    assert [i.title for i in found.sections.added] == ["New part"]
    assert [i.title for i in found.sections.removed] == ["Gone"]
    assert [(c.old.title, c.new.title) for c in found.sections.renamed] == [("Methods", "Approaches")]
    assert not found.sections.reordered
    assert moves(old, new) == [("k3", "Methods", "Results")]


def test_sections_that_changed_places() -> None:
    old = survey(WORKS, sections={"1 Alpha rays": [], "2 Beta decay": [], "3 Gamma bursts": []})
    new = survey(WORKS, sections={"1 Beta decay": [], "2 Gamma bursts": [], "3 Alpha rays": []})
    assert [c.old.title for c in compare(old, new).sections.reordered] == ["Alpha rays"]


def test_a_section_that_went_under_another_heading() -> None:
    old = survey(WORKS, sections={"1 Alpha rays > 1.1 Shields": [], "2 Beta decay": []})
    new = survey(WORKS, sections={"1 Alpha rays": [], "2 Beta decay > 2.1 Shields": []})
    assert [c.old.title for c in compare(old, new).sections.reordered] == ["Shields"]


def test_sections_of_one_name_are_told_apart_by_what_is_above() -> None:
    titles = ["1 Alpha rays > 1.1 Experiments", "2 Beta decay > 2.1 Experiments"]
    old = survey(WORKS, sections={titles[0]: ["k0"], titles[1]: ["k1"]})
    new = survey(WORKS, sections={"1 Beta decay > 1.1 Experiments": ["k1"], "2 Alpha rays > 2.1 Experiments": ["k0"]})
    assert moves(old, new) == []


def test_callouts_more_and_fewer() -> None:
    old = survey(WORKS, sections={"1 Start": ["k0", "k0", "k1"]})
    new = survey(WORKS, sections={"1 Start": ["k0", "k1", "k1"]})
    found = compare(old, new).callouts
    assert [(c.reference.key, c.old, c.new) for c in found.more] == [("k1", 1, 2)]
    assert [(c.reference.key, c.old, c.new) for c in found.fewer] == [("k0", 2, 1)]


def test_problems_new_and_gone() -> None:
    old = survey(WORKS, problems=[Problem("uncited", "[3] is not cited"), Problem("table-unread", "Table 2")])
    new = survey(WORKS, problems=[Problem("uncited", "[5] is not cited"), Problem("uncited", "[6] is not cited")])
    found = compare(old, new).problems
    assert [(p.code, p.text) for p in found.new] == [("uncited", "[6] is not cited")]
    assert [p.code for p in found.gone] == ["table-unread"]


def test_tables_added_removed_and_renamed() -> None:
    old = survey(WORKS, table={"A": ["k0", "k1"]}, caption="Methods by task.")
    new = survey(WORKS, table={"A": ["k0", "k1"]}, caption="Methods by task and year.")
    other = survey(WORKS, table={"X": ["k5"]}, caption="Something else altogether, of which nobody has heard")
    assert changed(old, new) == {"tables": 1}
    found = compare(old, other).tables
    assert (len(found.added), len(found.removed)) == (1, 1)


def test_different_surveys_are_recognised() -> None:
    old, new = survey(WORKS[:4]), survey(WORKS[4:], title="Cooking with gas")
    assert not same_survey(old, new, compare(old, new))
    assert same_survey(old, survey(WORKS[4:]), compare(old, survey(WORKS[4:])))
    renamed = survey(WORKS[:4], title="Cooking with gas")
    assert same_survey(old, renamed, compare(old, renamed))
    known = survey(WORKS[4:], title="Cooking with gas", arxiv="2001.00001")
    one = survey(WORKS[:4], arxiv="2001.00001")
    assert same_survey(one, known, compare(one, known))


def test_notes_tell_what_makes_the_comparison_less_sure() -> None:
    run = survey(WORKS)
    assert compare(run, run).notes[0].startswith("Both runs read the same PDF")
    assert "engines (embedded, grobid)" in compare(run, survey(WORKS, "v2", engine="grobid")).notes[0]
    assert compare(run, survey(WORKS, "v2")).notes == ()


def test_a_table_that_only_got_another_number_is_unchanged() -> None:
    old = survey(WORKS, table={"A": ["k0", "k1"]}, caption="Table 1: Methods by task.")
    table = msgspec.structs.replace(
        old.document.tables[0], number="IV", caption=Passage("caption", "TABLE IV METHODS BY TASK.")
    )
    new = msgspec.structs.replace(old, document=msgspec.structs.replace(old.document, tables=(table,)))
    assert changed(old, new) == {}


def test_a_heading_in_the_line_without_number_is_no_section() -> None:
    old = survey(WORKS, sections={"1 Start": ["k0"], "2 End": []})
    new = survey(WORKS, sections={"1 Start > Scope": ["k0"], "2 End": []})
    headings = tuple(msgspec.structs.replace(s, run_in=s.title == "Scope") for s in new.document.sections)
    new = msgspec.structs.replace(new, document=msgspec.structs.replace(new.document, sections=headings))
    assert changed(old, new) == {}


def test_a_work_moves_within_a_list_of_topics() -> None:
    def listed(topic: str) -> Run:
        run = survey(WORKS)
        made = tuple(Assignment(n, topic, "list", path=tuple(topic.split(" > "))) for n in range(2))
        return msgspec.structs.replace(run, categories=Categories(made, ()))

    found = compare(listed("Plants > Trees"), listed("Plants > Shrubs")).assignments
    assert [(m.source, m.old, m.new) for m in found.moved] == [("list", "Plants > Trees", "Plants > Shrubs")] * 2
    assert not differs(compare(listed("Plants"), listed("Plants")))
