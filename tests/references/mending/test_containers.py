"""Containers told by their type and by what they stand behind: marked works before and after."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending import containers
from tests.references.mending.test_rules import SAME, check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("*In <booktitle>Oak Trees <publisher>Rome*", SAME),
        ("*<booktitle>Oak <publisher>Elm Rome*", SAME),
        ("*<journal>Oak <booktitle>Elm Rome*", "<booktitle>Oak Elm Rome"),
        ("*<booktitle>Oak Elm <O>vol <volume>5*", SAME),
        ("*<booktitle>Oak Elm <O>ser. B 7*", SAME),
        ("*<booktitle>Oak Elm <volume>5 <O>Rome*", "<booktitle>Oak Elm 5 Rome"),
        ("*<booktitle>Oak Elm Rome <volume>5*", SAME),
        ("*<booktitle>Oak Elm <title>Rome*", SAME),
        ("*<booktitle>Oak Elm <author>Rome*", SAME),
        ("*<booktitle>Oak* <O>Elm", SAME),
        ("*<booktitle>Oak Elm<O> 2020*", SAME),
        ("*<booktitle>Oak 2020 Elm<O>*", SAME),
        ("<date>2015<O>. *<booktitle>Oak of Elm<O> (<series>Notes*", SAME),  # ACM's style
        ("*<booktitle>Oak of Elm<O> (<series>Notes*<O>. <date>2015", "<booktitle>Oak of Elm (Notes<O>. <date>2015"),
    ],
)
def test_italics_that_are_mostly_container_are_it_throughout(before: str, after: str) -> None:
    check(containers.whole_slanted, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>Oaks<O>. *Trees* <volume>5", "<title>Oaks<O>. <journal>Trees <volume>5"),
        ("<title>Oaks. *Trees* <O><volume>5", "<title>Oaks. <journal>Trees <volume>5"),
        ("<title>Oaks<O>, in *Trees*", "<title>Oaks<O>, in <booktitle>Trees"),
        ("<title>Oaks<O>: *Trees*", "<title>Oaks<O>: <booktitle>Trees"),
        ("<title>Oaks<O>? *Trees*", "<title>Oaks<O>? <journal>Trees"),
        ("<title>Oaks *Trees*", SAME),
        ("<title>Oaks<O>. *trees*", SAME),
        ("<title>*Oaks*<O>. *Trees*", SAME),
        ("<title>Oaks<O>. <journal>*Trees*", SAME),
        ("<title>Oaks<O>. *Trees <volume>5<O>*, 7", "<title>Oaks<O>. <journal>Trees <volume>5<O>, 7"),
        ("<title>Oaks<O>. *<editor>Trees*", SAME),
        (
            "<title>Oaks<O>. *Trees <pages>5–20<O> of: <title>Humanoid robots*",
            "<title>Oaks<O>. Trees <pages>5–20 <O>of: <booktitle>Humanoid robots",
        ),
        ("<O>*Trees*. <title>Oaks", SAME),
    ],
)
def test_italics_behind_a_roman_title_are_the_container(before: str, after: str) -> None:
    check(containers.slanted_container, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<title>Oaks of all? Trees<O>. <date>2015<O>; <volume>5",
            "<title>Oaks of all<O>? <journal>Trees<O>. <date>2015<O>; <volume>5",
        ),
        ("<title>Oaks of all. Trees<O> in <volume>5", "<title>Oaks of all<O>. <journal>Trees <O>in <volume>5"),
        ("<title>Oaks of all. Trees<O> <publisher>Elm<O> <volume>5", SAME),
        ("<volume>5 <title>Oaks of all. Trees", SAME),
        ("<title>Oaks of all! Trees<O>, <volume>5", "<title>Oaks of all<O>! <journal>Trees<O>, <volume>5"),
        ("<title>Oaks. Elms. Trees<O>, <volume>5", "<title>Oaks. Elms<O>. <journal>Trees<O>, <volume>5"),
        ("<title>Oaks of all. trees<O>, <volume>5", SAME),
        ("<title>Oaks of all. Trees<O>, <volume>5<O>, <journal>Elms", SAME),
        ("<title>Oaks of all, Trees<O>, <volume>5", SAME),
        ("<title>Oaks (of all. Trees)<O>, <volume>5", SAME),
        ("<title>Oaks (of all). Trees<O>, <volume>5", "<title>Oaks (of all)<O>. <journal>Trees<O>, <volume>5"),
        ("<title>Oaks<O> by <title>all. Trees<O>, <volume>5", SAME),
        (
            "<title>Oaks<O>, <title>all. Trees<O>, <volume>5",
            "<title>Oaks<O>, <title>all<O>. <journal>Trees<O>, <volume>5",
        ),
        ("<title>. Trees<O>, <volume>5", SAME),
        ("<title>Oaks. T<O>, <volume>5", "<title>Oaks<O>. <journal>T<O>, <volume>5"),
        ("<title>Oaks.<O> <volume>5", SAME),
    ],
)
def test_the_last_sentence_of_a_title_before_a_volume_is_the_journal(before: str, after: str) -> None:
    check(containers.journal_in_title, before, after)
