"""Callouts put right: by their sentence or cell, under other numbers, never blindly."""

from __future__ import annotations

from itertools import permutations

import msgspec
import pytest

from surveyrefs.model.correction import CalloutFix, Corrections, WorkName
from surveyrefs.model.run import Run
from tests.corrections.build import SENTENCE, TABLE, TITLES, callout, corrected, statuses, survey

FIRST, SECOND, THIRD, FOURTH = (WorkName(title=title) for title in TITLES)


def _targets(run: Run) -> list[list[int]]:
    return [[t.reference for t in c.targets] for c in run.links.callouts]


def _fixed(*fixes: CalloutFix, run: Run | None = None) -> Run:
    return corrected(run or survey(), Corrections(callout=fixes))


def test_another_work_one_too_many_and_one_missing() -> None:
    other = CalloutFix(sentence=SENTENCE, marker="[1, 2]", was=FIRST, now=FOURTH)
    run = _fixed(other)
    assert _targets(run)[0] == [3, 1]
    target = run.links.callouts[0].targets[0]
    assert (target.resolved_by, target.confidence, target.label) == ("corrected", 1.0, "4")
    assert run.categories.assignments != survey().categories.assignments
    assert _targets(_fixed(CalloutFix(sentence=SENTENCE, marker="[1, 2]", was=FIRST)))[0] == [1]
    assert _targets(_fixed(CalloutFix(sentence=SENTENCE, marker="[3]", now=FOURTH)))[1] == [2, 3]


def test_an_item_that_led_nowhere_gets_its_work_and_its_problem_counts_as_seen() -> None:
    fix = CalloutFix(sentence="Nobody has it [99].", marker="[99]", was=WorkName(unresolved="99"), now=FIRST)
    run = _fixed(fix)
    assert _targets(run)[2] == [0]
    assert [p.code for p in run.problems() if p.seen] == ["callout-unresolved"]
    assert statuses(_fixed(fix, run=run)) == ["already"]


def test_a_callout_in_a_cell_is_found_by_its_row_and_column() -> None:
    fix = CalloutFix(table=TABLE, row="REALM", column="System", marker="[3]", was=THIRD, now=FIRST)
    assert _targets(_fixed(fix))[3] == [0]
    elsewhere = msgspec.structs.replace(fix, row="kNN")
    assert statuses(_fixed(elsewhere)) == ["conflict"]
    assert statuses(_fixed(msgspec.structs.replace(fix, table="Benchmarks in common use"))) == ["unused"]


def test_what_is_no_callout_goes() -> None:
    run = _fixed(CalloutFix(sentence="Nobody has it [99].", marker="[99]", no_callout=True))
    assert [c.marker for c in run.links.callouts] == ["[1, 2]", "[3]", "[3]", "[4]"]
    assert [c.mention for c in run.links.callouts] == [1, 2, 3, 4]


def test_a_callout_that_was_not_seen_is_made_where_the_text_has_it() -> None:
    fix = CalloutFix(sentence="Nobody knows who said it (Lost, 1999).", marker="(Lost, 1999)", now=SECOND)
    run = _fixed(fix)
    made = next(c for c in run.links.callouts if c.marker == "(Lost, 1999)")
    assert (made.page, made.section, made.where, made.targets[0].reference) == (1, 0, "body", 1)
    assert made.box[2] - made.box[0] == len("(Lost, 1999)")
    assert statuses(_fixed(msgspec.structs.replace(fix, marker="[7]"))) == ["unused"]
    assert statuses(_fixed(fix, run=run)) == ["already"]


NEW_NUMBERS = (
    callout(1, "[11, 12]", SENTENCE.replace("1, 2", "11, 12").replace("[3]", "[13]"), 0, 1),
    callout(2, "[13]", SENTENCE.replace("1, 2", "11, 12").replace("[3]", "[13]"), 2),
)


def test_under_other_numbers_the_sentence_is_the_same() -> None:
    run = survey(callouts=NEW_NUMBERS)
    assert _targets(_fixed(CalloutFix(sentence=SENTENCE, marker="[1, 2]", was=FIRST, now=FOURTH), run=run))[0] == [3, 1]
    assert _targets(_fixed(CalloutFix(sentence=SENTENCE, marker="[3]", now=FOURTH), run=run))[1] == [2, 3]


def test_a_reworded_sentence_is_the_same_only_where_the_old_work_says_so() -> None:
    longer = SENTENCE.replace("common", "more common").replace("probed", "probed too")
    fix = CalloutFix(sentence=longer, marker="[1, 2]", was=FIRST, now=FOURTH)
    assert _targets(_fixed(fix))[0] == [3, 1]
    assert statuses(_fixed(msgspec.structs.replace(fix, was=None))) == ["unused"]
    assert statuses(_fixed(msgspec.structs.replace(fix, was=FOURTH, now=FIRST))) == ["already"]
    assert statuses(_fixed(msgspec.structs.replace(fix, was=FOURTH, now=None))) == ["already"]


TWICE = "As they say [1], and say again [1]."


@pytest.mark.parametrize(("nth", "expected"), [(0, [[0], [0]]), (1, [[3], [0]]), (2, [[0], [3]])])
def test_of_two_equal_callouts_the_nth(nth: int, expected: list[list[int]]) -> None:
    run = survey(callouts=(callout(1, "[1]", TWICE, 0), callout(2, "[1]", TWICE, 0)))
    made = _fixed(CalloutFix(sentence=TWICE, marker="[1]", was=FIRST, now=FOURTH, nth=nth), run=run)
    assert _targets(made) == expected
    assert statuses(made) == ["applied" if nth else "conflict"]


def test_corrections_of_one_callout_work_together_in_any_order() -> None:
    fixes = (
        CalloutFix(sentence=SENTENCE, marker="[1, 2]", was=FIRST, now=THIRD),
        CalloutFix(sentence=SENTENCE, marker="[1, 2]", was=THIRD, now=FOURTH),
        CalloutFix(sentence=SENTENCE, marker="[1, 2]", was=SECOND),
        CalloutFix(sentence=SENTENCE, marker="[1, 2]", now=FIRST),
    )
    for order in permutations(fixes):
        run = _fixed(*order)
        assert _targets(run) == [[3], [2], [-1], [2], [3]]


def test_works_that_are_gone_are_told() -> None:
    fix = CalloutFix(sentence=SENTENCE, marker="[3]", was=THIRD, now=WorkName(title="Not in this list, not at all"))
    run = _fixed(fix)
    assert statuses(run) == ["unused"]
    assert "Not in this list" in run.problems()[-1].text


def test_a_callout_that_cites_more_works_than_it_did_is_found_last() -> None:
    fewer = SENTENCE.replace("[1, 2]", "[1]")
    fix = CalloutFix(sentence=fewer, marker="[1]", was=FIRST, now=FOURTH)
    assert _targets(_fixed(fix))[0] == [3, 1]
    again = CalloutFix(sentence=fewer, marker="[1]", was=FOURTH, now=THIRD)
    for fixes in ((fix, again), (again, fix)):
        run = _fixed(*fixes)
        assert _targets(run)[0] == [2, 1]
        assert statuses(run) == ["applied", "applied"]
    assert statuses(_fixed(msgspec.structs.replace(fix, was=None))) == ["unused"]
    assert _targets(_fixed(msgspec.structs.replace(fix, was=THIRD)))[:2] == [[0, 1], [3]]
