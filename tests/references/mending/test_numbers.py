"""Numbers told apart by what stands around them: marked works before and after."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending import numbers
from surveyrefs.references.tagging.habits import Habits
from tests.references.mending.test_rules import SAME, check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Oaks <volume>5<O>(3):<pages>1", "<journal>Oaks <volume>5<O>(<issue>3<O>):<pages>1"),
        ("<journal>Oaks <volume>5<O>(3.4):<pages>1", "<journal>Oaks <volume>5<O>(<issue>3.4<O>):<pages>1"),
        ("<journal>Oaks <volume>5<O>, 3, <pages>1", "<journal>Oaks <volume>5<O>, <issue>3<O>, <pages>1"),
        ("<journal>Oaks <volume>5<O>/3, <pages>1", "<journal>Oaks <volume>5<O>/<issue>3<O>, <pages>1"),
        ("<journal>Oaks <volume>5<O>: 3, <pages>1", "<journal>Oaks <volume>5<O>: <issue>3<O>, <pages>1"),
        ("<journal>Oaks <volume>5<O>-3, <pages>1", SAME),
        ("<journal>Oaks <volume>5<O>(3, 4):<pages>1", SAME),
        ("<journal>Oaks <volume>5<O>(3-4):<pages>1", "<journal>Oaks <volume>5<O>(<issue>3-4<O>):<pages>1"),
        ("<journal>Oaks <volume>5<O>(3–4):<pages>1", "<journal>Oaks <volume>5<O>(<issue>3–4<O>):<pages>1"),
        ("<journal>Oaks <volume>5<O>(3.4.5.6):<pages>1", SAME),
        ("<journal>Oaks <volume>5<O>(3.4.5):<pages>1", "<journal>Oaks <volume>5<O>(<issue>3.4.5<O>):<pages>1"),
        ("<journal>Oaks <volume>5<O>(2015):<pages>1", SAME),
        ("<journal>Oaks <volume>5<O>, n 3, <pages>1", SAME),
        ("<journal>Oaks <volume>5<O>(<issue>3<O>.4):<pages>1", "<journal>Oaks <volume>5<O>(<issue>3.4<O>):<pages>1"),
        ("<journal>Oaks <volume>5<O>(<date>3<O>):<pages>1", SAME),
        ("<journal>Oaks <volume>5<O>, <pages>1", SAME),
        ("<journal>Oaks <pages>1<O>, 3, <volume>5", SAME),
        ("<journal>Oaks<O>, 3, <pages>1", SAME),
    ],
)
def test_between_volume_and_pages_stands_the_issue(before: str, after: str) -> None:
    check(numbers.issue_between, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<journal>News <date>2016<O>(<issue>105<O>) (<date>2016<O>)",
            "<journal>News <volume>2016<O>(<issue>105<O>) (<date>2016<O>)",
        ),
        (
            "(<date>2008<O>). <journal>Acta<O> <date>1779<O>, <pages>682",
            "(<date>2008<O>). <journal>Acta <volume>1779<O>, <pages>682",
        ),
        (
            "(<date>2008<O>). <journal>Acta<O>, <date>1779<O>: <pages>682",
            "(<date>2008<O>). <journal>Acta<O>, <volume>1779<O>: <pages>682",
        ),
        (
            "(<date>2008<O>). <journal>Acta.<O>, <date>1779<O>, <pages>682",
            "(<date>2008<O>). <journal>Acta.<O>, <volume>1779<O>, <pages>682",
        ),
        ("<journal>News <date>2016<O>(<issue>105<O>)", SAME),
        ("<journal>News <date>2016<O>(<note>105<O>) (<date>2016<O>)", SAME),
        ("<journal>News <date>2016<O>; <pages>105<O> (<date>2016<O>)", SAME),
        ("<journal>News <date>2016,<O> <pages>105<O> (<date>2016<O>)", SAME),
        ("<journal>News <date>1416<O>, <pages>105<O> (<date>2016<O>)", SAME),
        (
            "<journal>News <date>1516<O>, <pages>105<O> (<date>2016<O>)",
            "<journal>News <volume>1516<O>, <pages>105 <O>(<date>2016<O>)",
        ),
        ("<journal>News <date>2016<O>, <pages>105<O> (<date>1716<O>)", SAME),
        (
            "<journal>News <date>2016<O>, <pages>105<O> (<date>1816<O>)",
            "<journal>News <volume>2016<O>, <pages>105 <O>(<date>1816<O>)",
        ),
        ("<journal>News <note>2016<O>, <pages>105<O> (<date>2016<O>)", SAME),
        ("<journal>News <date>2016<O>, <pages>105<O> <volume>7<O> (<date>2016<O>)", SAME),
        (
            "(<date>2008<O>). <booktitle>Acta<O> <date>1779<O>, <pages>682",
            "(<date>2008<O>). <booktitle>Acta <volume>1779<O>, <pages>682",
        ),
        ("(<date>2008<O>). <title>Acta<O> <date>1779<O>, <pages>682", SAME),
        ("(<date>2008<O>) <journal>Acta<O>, <date>1779", SAME),
    ],
)
def test_of_two_years_the_one_behind_the_journal_is_the_volume(before: str, after: str) -> None:
    check(numbers.volume_like_year, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<booktitle>Elms<O>, vol. <date>1649<O>, pp. <pages>3<O> (<date>2016<O>)",
            "<booktitle>Elms<O>, vol. <volume>1649<O>, pp. <pages>3 <O>(<date>2016<O>)",
        ),
        ("<journal>Elms<O>, Bd. 2006, <date>2006", "<journal>Elms<O>, Bd. <volume>2006<O>, <date>2006"),
        ("<journal>Elms<O>, no. <date>2006<O>, <pages>5", SAME),
        ("<journal>Elms<O>, vol. 16, <pages>5", SAME),  # a running head has such numbers, too
        ("<journal>Elms<O>, vol. <issue>1649<O>, <pages>5", SAME),
        ("<journal>Elms<O>, vol. 1649, <volume>5", SAME),
        ("<author>Lee A<O>. vol. 1649. <title>Oaks<O>. <journal>Elms", SAME),
        ("<title>Oaks<O>, vol. 1649, <pages>5", SAME),
    ],
)
def test_the_number_behind_a_word_for_volumes_is_one(before: str, after: str) -> None:
    check(numbers.volume_said, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Elms<O>, <pages>150<O>, <date>2015", "<journal>Elms<O>, <volume>150<O>, <date>2015"),
        ("<journal>Elms <pages>1500<O>", "<journal>Elms <volume>1500"),
        ("<journal>Elms<O>, <pages>10500<O>", SAME),
        ("<journal>Elms<O>, <pages>2015<O>", SAME),
        ("<journal>Elms<O>, <pages>e15<O>", SAME),
        ("<journal>Elms<O>, <pages>150–9<O>", SAME),
        ("<journal>Elms<O>; <pages>150", SAME),
        ("<journal>Elms<O>, p. <pages>150", SAME),
        ("<journal>Elms<O> (<issue>3<O>), <pages>150", SAME),
        ("<journal>Elms<O>, <pages>150<O>, <issue>3", SAME),
        ("<journal>Elms<O>, <pages>150<O> <volume>5", SAME),
        ("<booktitle>Elms<O>, <pages>150", SAME),
    ],
)
def test_a_lone_number_is_the_volume_where_the_list_announces_pages(before: str, after: str) -> None:
    for announced in ("pp", ":"):
        check(numbers.volume_bare, before, after, habits=Habits(before_pages=announced))
    check(numbers.volume_bare, before, SAME, habits=Habits(before_pages=","))


def test_a_lone_number_before_the_issue_is_the_volume_in_any_list() -> None:
    check(
        numbers.volume_bare,
        "<journal>Elms<O>, <pages>10<O>(<issue>2<O>)",
        "<journal>Elms<O>, <volume>10<O>(<issue>2<O>)",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Elms <volume>20<O>, <pages>5<O> (2018)", "<journal>Elms <volume>20<O>, <issue>5<O> (2018)"),
        ("<journal>Elms <volume>20<O>, <pages>12", "<journal>Elms <volume>20<O>, <issue>12"),
        ("<journal>Elms <volume>20<O>, <pages>13", SAME),
        ("<journal>Elms <volume>20<O>, <pages>5–9", SAME),
        ("<journal>Elms <volume>20<O>: <pages>5", SAME),
        ("<journal>Elms <volume>20<O>, p. <pages>5", SAME),
        ("<journal>Elms <volume>20<O>, <pages>5<O>; <date>2018", SAME),
        ("<journal>Elms <volume>20<O>(<issue>1<O>), <pages>5", SAME),
    ],
)
def test_a_small_number_behind_the_volume_is_the_issue_where_the_list_announces_pages(before: str, after: str) -> None:
    check(numbers.issue_alone, before, after, habits=Habits(before_pages="p"))
    check(numbers.issue_alone, before, SAME, habits=Habits(before_pages=","))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>Oaks<O>. <booktitle>ELM 2015<O>, <pages>5", "<title>Oaks<O>. <booktitle>ELM <date>2015<O>, <pages>5"),
        ("<journal>Elms 2015", "<journal>Elms <date>2015"),
        ("<journal>Elms, 2015", "<journal>Elms, <date>2015"),
        ("<booktitle>ELM 2015<O>, <date>2016", SAME),
        ("<booktitle>ELM 2015 Rome", SAME),
        ("<booktitle>ELM of 2014–2015", SAME),
        ("<booktitle>ELM 15", SAME),
        ("<journal>2015", SAME),
        ("<title>Oaks 2015", SAME),
    ],
)
def test_the_only_year_may_end_a_container(before: str, after: str) -> None:
    check(numbers.year_missing, before, after)
