"""Titles and containers parted as their list parts them."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending.step import Labelled
from surveyrefs.references.mending.titles import font_border, list_border, title_begins
from surveyrefs.references.tagging.habits import Habits
from tests.references.mending.marked import read, words

ITALIC = Habits(title="p", container="i", ends=".", before_container=".", behind_container="volume", dotted="y")
ROMAN = Habits(title="p", container="p", ends=".", before_container=".", behind_container="date", dotted="n")
COLONS = Habits(title="p", container="p", ends=":", before_container=":", alike="y", behind_container="volume")

CASES = [
    (
        "<title>Wild sage<O>, <journal>Greece. *J*. *Ecol*<O>. <volume>5",
        ITALIC,
        "Wild sage , Greece",
        "J . Ecol",
    ),
    ("<title>Sage. Part 3. <journal>Oils. *Trees* <volume>5", ITALIC, "Sage . Part 3 . Oils", "Trees"),
    ("<title>Wild sage<O>. In <booktitle>*Trees*<O> <volume>5", ITALIC, "Wild sage", "Trees"),
    (
        "<title>Oils var<O>. <journal>alba. Biol<O>. <date>2005<O>;<volume>5",
        ROMAN,
        "Oils var . alba",
        "Biol",
    ),
    (
        "<title>Wild sage<O>. <journal>Int. J. Trees<O>. <date>2005<O>;<volume>5",
        ROMAN,
        "Wild sage",
        "Int . J . Trees",
    ),
    ("<title>Wild sage oils<O>: Trees of all<O> <volume>5", COLONS, "Wild sage oils", "Trees of all"),
    ("<title>Wild sage oils<O>: Trees of<O> <volume>5", COLONS, "Wild sage oils", "Trees of"),
    ("<title>Wild sage oils<O>: old: Trees of<O> <volume>5", COLONS, "Wild sage oils : old", "Trees of"),
    ("<title>Wild sage oils<O>: trees of<O> <volume>5", COLONS, "Wild sage oils", ""),
    ("<title>Wild sage<O>: Trees of<O> <volume>5", COLONS, "Wild sage", ""),
    ("<title>Wild sage oils<O>. <journal>Acta: Trees of<O> <volume>5", COLONS, "Wild sage oils", "Acta : Trees of"),
    ("<title>Wild sage<O>. <publisher>Greece. Trees<O>. <date>2005<O>;<volume>5", ROMAN, "Wild sage", ""),
]


@pytest.mark.parametrize(("text", "habits", "title", "container"), CASES)
def test_borders_of_a_list(text: str, habits: Habits, title: str, container: str) -> None:
    tokens, labels = read(text)
    found = list_border(Labelled(tokens, labels, habits=habits))
    assert words(text, found, "title") == title
    assert words(text, found, "journal") + words(text, found, "booktitle") == container


def test_in_that_hangs_on_a_container_moves_no_border() -> None:
    for container, title in (("InProc All *Trees*", "Wild sage"), ("Proc All *Trees*", "Wild sage . Proc All")):
        tokens, labels = read(f"<title>Wild sage<O>. <journal>{container}")
        assert (
            words("<title>Wild sage<O>. <journal>" + container, font_border(Labelled(tokens, labels)), "title") == title
        )


def test_no_date_is_no_title() -> None:
    for text, title in (("n.d., <title>Sage", "Sage"), ("Old, <title>Sage", "Old , Sage")):
        marked = f"<author>A. Lee<O>: {text}"
        assert words(marked, title_begins(Labelled(*read(marked))), "title") == title
