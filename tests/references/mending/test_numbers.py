"""Numbers told apart by what stands around them: marked works before and after."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending import numbers
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
