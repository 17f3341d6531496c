"""Which callout of a sentence or cell a correction means."""

from __future__ import annotations

from typing import Any

import pytest

from surveyrefs.corrections.callout_places import Book
from surveyrefs.corrections.places import Labels, alike, is_named, is_table, sentence_key
from surveyrefs.model.correction import CalloutFix, WorkName
from surveyrefs.model.link import Callout
from tests.corrections.build import SENTENCE, TABLE, callout, survey

WAS = WorkName(title="Attention is all you need")
OTHER = "Nobody has it in any of the papers that were read [9]."


def book(*callouts: Callout) -> Book:
    run = survey(callouts=callouts)
    return Book(run.document, run.links.callouts, Labels(run.document, run.categories.assignments))


def fix(**fields: Any) -> CalloutFix:
    return CalloutFix(**({"sentence": SENTENCE, "marker": "[3]"} | fields))


def test_a_sentence_is_found_under_other_numbers_too() -> None:
    places = book()
    assert places.at(fix()) == (0, 1)
    renumbered = fix(sentence=SENTENCE.replace("3", "7"))
    assert places.at(renumbered) == (0, 1)
    assert (places.same_numbers(fix()), places.same_numbers(renumbered)) == (True, False)
    assert places.at(CalloutFix()) == ()


def test_markers_are_compared_without_their_numbers() -> None:
    places = book()
    assert list(places.marked(fix())) == [1]
    assert list(places.marked(fix(marker="[8]"))) == [1]
    assert list(places.marked(fix(marker="[Lee 3]"))) == []
    assert list(places.marked(fix(marker=""))) == [0, 1]


def test_a_reworded_sentence_is_found_where_the_old_work_is_named() -> None:
    reworded = SENTENCE.replace("became", "become")
    assert book().at(fix(sentence=reworded, was=WAS)) == (0, 1)
    assert book().at(fix(sentence=reworded)) == ()
    assert book().at(fix(sentence="Something that nobody ever wrote [3].", was=WAS)) == ()


def test_a_reworded_sentence_that_two_are_equally_like_is_none_of_them() -> None:
    two = (callout(1, "[3]", OTHER.replace("read", "reads"), 0), callout(2, "[3]", OTHER.replace("read", "ready"), 1))
    assert book(*two).at(fix(sentence=OTHER, was=WAS)) == ()
    assert book(two[0]).at(fix(sentence=OTHER, was=WAS)) == (0,)


def test_a_sentence_that_is_only_a_callout_has_its_own_numbers() -> None:
    lone = book(callout(1, "[3]", "[3]", 2), callout(2, "[4]", "[4]", 3))
    assert lone.at(fix(sentence="[4]")) == (1,)
    assert lone.at(fix(sentence="[5]")) == ()


def test_cells_are_found_by_table_row_and_column() -> None:
    places = book()
    assert places.at(CalloutFix(table=TABLE)) == (3, 4)
    assert places.at(CalloutFix(table=TABLE, row="kNN")) == (4,)
    assert places.at(CalloutFix(table=TABLE, column="System")) == (3, 4)
    assert places.at(CalloutFix(table=TABLE, column="Place")) == ()
    assert places.at(CalloutFix(row="REALM")) == (3,)
    assert places.at(CalloutFix(table="Another title of a table")) == ()


@pytest.mark.parametrize(
    ("among", "fields", "found"),
    [
        ((), {}, -1),
        ((1,), {}, 1),
        ((0, 1), {}, 1),  # the one with the very marker
        ((0, 1), {"marker": "[1, 2]"}, 0),
        ((0, 1), {"marker": "[8]"}, -1),
        ((0, 1), {"marker": "[8]", "nth": 1}, 0),
        ((0, 1), {"marker": "[8]", "nth": 2}, 1),
        ((0, 1), {"marker": "[8]", "nth": 3}, -1),
        ((0, 2), {"marker": "[8]", "nth": 2}, -1),  # the second of the sentence is none of them
    ],
)
def test_of_several_the_marker_tells_then_the_order(among: tuple[int, ...], fields: dict[str, Any], found: int) -> None:
    assert book().only(fix(**fields), among) == found


def test_two_with_the_same_marker_are_told_by_their_order() -> None:
    twice = book(callout(1, "[3]", SENTENCE, 0), callout(2, "[3]", SENTENCE, 1))
    assert twice.only(fix(), (0, 1)) == -1
    assert twice.only(fix(nth=2), (0, 1)) == 1


def test_words_of_places() -> None:
    assert sentence_key("So [12] sa\u00adys  It.") == "so[]saysit."
    assert alike("x" * 14, "x" * 14) == 0.0  # too short to tell
    assert alike("x" * 15, "x" * 15) == 100.0
    assert alike("abcdefghijklmnopqrst", "abcdefghijklmnopqrsu") == 95.0
    assert alike("abcdefghijklmnopqrst", "abcdefghijklmnopqxyz") == 0.0
    (table,) = survey().document.tables
    assert is_table(table, "")
    assert is_table(table, TABLE.upper())
    assert is_table(table, TABLE.replace("enters", "enter"))
    assert not is_table(table, "Systems")
    assert is_named("", "Place")
    assert is_named("place", "Place ")
    assert not is_named("System", "Place")
    assert is_named("+", " + ")


def test_labels_without_letters_are_compared_as_printed() -> None:
    assert is_named("✓", "✓ ")
    assert not is_named("–", "✓")
    assert not is_named("–", "Speed")
