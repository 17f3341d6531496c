"""What a list does, read off its labels, and words in titles that are set apart."""

from __future__ import annotations

from surveyrefs.references.tagging.habits import NONE, Habits, list_habits, mark_before
from surveyrefs.references.tagging.looks import settled
from tests.references.mending.marked import read

ITALIC = "<author>A. Lee<O>. <title>Learning of graphs<O>. *<journal>J. Trees<O>* <volume>5<O>(<issue>2<O>): <pages>1–9"
PLAIN = "<author>Lee A<O>. <title>Learning graphs<O>? <journal>J Trees<O>. <date>2015<O>;vol. <volume>5<O>, p. <pages>9"


def test_a_list_shows_its_types_and_marks() -> None:
    habits = list_habits([read(ITALIC)] * 4)
    assert (habits.title, habits.container, habits.ends, habits.people_end) == ("p", "i", ".", ".")
    assert (habits.before_issue, habits.before_pages, habits.behind_container) == ("(", ":", "volume")
    assert habits.dotted == "y"
    habits = list_habits([read(PLAIN)] * 4)
    assert (habits.ends, habits.before_volume, habits.before_pages) == ("?", "vol", "p")
    assert (habits.behind_container, habits.dotted, habits.title) == ("date", "n", "")


def test_few_references_or_a_mixed_list_show_nothing() -> None:
    assert list_habits([read(ITALIC)] * 3) == NONE
    assert list_habits([read(ITALIC), read(PLAIN)] * 3).ends == ""


def test_what_stands_before_a_number() -> None:
    tokens, _ = read("In: Trees, vol. 5 (2) p 7")
    before = {tokens[i].text: mark_before(tokens, i) for i in range(len(tokens))}
    assert (before["In"], before["Trees"], before["5"], before["2"], before["7"]) == ("^", ":", "vol", "(", "p")


def test_names_of_species_are_set_like_their_titles() -> None:
    roman_titles = Habits(title="p", container="i", before_container=".")
    tokens, _ = read("Lee A. Oils of *Salvia officinalis* against moths in *Allium*. *Trees* 5")
    assert [t.text for t in settled(tokens, roman_titles) if t.font == "i"] == ["Trees"]
    all_roman = Habits(title="p", container="p", alike="y")
    assert not any(t.font == "i" for t in settled(tokens, all_roman))
    assert settled(tokens, all_roman._replace(alike="n")) == tokens  # books are roman, but journals slanted
    assert settled(tokens, NONE) == tokens
    italic_titles = Habits(title="i", container="p", before_container=".")
    assert settled(tokens, italic_titles) == tokens
