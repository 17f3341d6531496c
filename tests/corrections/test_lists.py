"""Entries split, joined, dropped, added."""

from __future__ import annotations

from itertools import permutations

from surveyrefs.corrections.lists import relisted
from surveyrefs.model.correction import AddFix, Corrections, DropFix, FieldFix, JoinFix, Part, SplitFix, WorkName
from surveyrefs.model.run import Run
from tests.corrections.build import TITLES, corrected, statuses, survey, work

TWO = "A. Author. First of two works. 2019. B. Writer. Second of two works. 2020."
PARTS = (Part("A. Author. First of two works. 2019.", "2"), Part("B. Writer. Second of two works. 2020.", "99"))
SPLIT = SplitFix(WorkName(raw=TWO), PARTS)


def _titles(run: Run) -> list[str]:
    return [r.title for r in run.references.references]


def _joined() -> Run:
    return survey(work(0), work(1, "First of two works", raw=TWO, anchors=("cite.a", "cite.b")), work(2), work(3))


def test_an_entry_is_split_and_its_callouts_find_their_works() -> None:
    run = corrected(_joined(), Corrections(split=(SPLIT,)))
    assert _titles(run) == [TITLES[0], "First of two works", "Second of two works", *TITLES[2:]]
    assert [r.anchors for r in run.references.references[1:3]] == [("cite.a",), ("cite.b",)]
    assert len({r.key for r in run.references.references}) == 5
    assert [t.reference for c in run.links.callouts for t in c.targets] == [0, 1, 3, 2, 3, 4]


def test_what_was_split_is_split_once_and_another_text_not_at_all() -> None:
    once = corrected(_joined(), Corrections(split=(SPLIT,)))
    twice = corrected(once, Corrections(split=(SPLIT,)))
    assert _titles(twice) == _titles(once)
    assert statuses(twice) == ["already"]
    other = SplitFix(WorkName(title=TITLES[0]), PARTS)
    assert statuses(corrected(survey(), Corrections(split=(other,)))) == ["conflict"]


def test_two_entries_are_joined_with_the_key_and_label_of_the_first() -> None:
    halves = (work(0, "Attention is", raw="A. V. Attention is"), work(1, "all you need", raw="all you need. 2017."))
    fix = JoinFix((WorkName(raw="A. V. Attention is"), WorkName(raw="all you need. 2017.")))
    run = corrected(survey(*halves, work(2)), Corrections(join=(fix,)))
    first = run.references.references[0]
    assert (first.raw, first.label, first.key) == ("A. V. Attention is all you need. 2017.", "1", halves[0].key)
    assert len(run.references.references) == 2


def test_what_is_no_reference_goes_and_its_callouts_lead_nowhere() -> None:
    run = corrected(survey(), Corrections(drop=(DropFix(WorkName(title=TITLES[2])),)))
    assert _titles(run) == [TITLES[0], TITLES[1], TITLES[3]]
    assert [t.reference for c in run.links.callouts for t in c.targets] == [0, 1, -1, -1, -1, 2]


def test_a_lost_reference_is_added_once_behind_another() -> None:
    fix = AddFix(Part("C. Third. A work that was lost. 2021.", "99", {"venue": "A Journal"}), WorkName(title=TITLES[0]))
    run = corrected(survey(), Corrections(add=(fix,)))
    added = run.references.references[1]
    assert (added.title, added.container, added.corrected) == ("A work that was lost", "A Journal", ("raw", "venue"))
    assert run.links.callouts[2].targets[0].reference == 1
    assert statuses(corrected(run, Corrections(add=(fix,)))) == ["already"]


def test_two_corrections_of_one_entry_contradict_each_other() -> None:
    both = Corrections(split=(SPLIT,), drop=(DropFix(WorkName(raw=TWO)),))
    run = corrected(_joined(), both)
    assert statuses(run) == ["conflict", "conflict"]
    assert run.references == _joined().references


def test_the_order_of_what_is_added_means_nothing() -> None:
    fixes = [AddFix(Part(f"C. Third. A work that was lost {n}. 2021.", "")) for n in range(3)]
    lists = {tuple(_titles(corrected(survey(), Corrections(add=order)))) for order in permutations(fixes)}
    assert len(lists) == 1


def test_fields_of_new_entries_can_be_put_right() -> None:
    field = FieldFix(WorkName(title="Second of two works"), "year", "2020", "2022")
    run = corrected(_joined(), Corrections(split=(SPLIT,), field=(field,)))
    assert run.references.references[2].year == "2022"


def test_a_paper_list_is_put_right_in_itself() -> None:
    made = relisted(survey().references.references, Corrections(drop=(DropFix(WorkName(title=TITLES[0])),)), None)
    assert made.references == survey().references.references
    assert [fate.status for fate in made.fates] == ["conflict"]
