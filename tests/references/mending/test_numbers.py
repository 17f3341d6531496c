"""Numbers told apart by what stands around them: marked works before and after."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending import numbers
from tests.references.mending.test_rules import SAME, check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Bone<O>, <date>2015<O>: <issue>1–6", "<journal>Bone<O>, <date>2015<O>: <pages>1–6"),
        ("<journal>Bone<O>, <date>2015<O>: <issue>1-6<O>.", "<journal>Bone<O>, <date>2015<O>: <pages>1-6<O>."),
        ("<journal>Bone<O>, <date>2015<O>, <issue>1–6", SAME),
        ("<journal>Bone<O>: <issue>16", SAME),
        ("<journal>Bone<O>: <issue>1/6", SAME),
        ("<journal>Bone<O>: <issue>1–6–7", SAME),
        ("<journal>Bone<O>: <issue>1–6<O>, <pages>7", SAME),
        ("<issue>1–6<O> Bone:", SAME),
    ],
)
def test_a_range_behind_a_colon_is_the_pages(before: str, after: str) -> None:
    check(numbers.issue_or_pages, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<date>1983<O>. <journal>Oaks <volume>31<O>, <date>2021<O>.",
            "<date>1983<O>. <journal>Oaks <volume>31<O>, <pages>2021<O>.",
        ),
        (
            "<date>1983<O>. <journal>Oaks <volume>31<O>: <date>2021",
            "<date>1983<O>. <journal>Oaks <volume>31<O>: <pages>2021",
        ),
        ("<date>1983<O>. <journal>Oaks <volume>31<O>, <date>2021<O>. More", SAME),
        ("<date>1983<O>. <journal>Oaks <volume>31<O>, <date>2021<O>, <pages>7", SAME),
        ("<journal>Oaks <volume>31<O>, <date>2021", SAME),
        ("<date>1983<O>. <journal>Oaks <volume>31<O> <date>2021", SAME),
        ("<date>1983<O>. <journal>Oaks <volume>31<O>; <date>2021", SAME),
        ("<date>1983<O>. <title>Oaks <volume>31<O>, <date>2021", SAME),
        ("<date>1983<O>. <journal>Oaks <issue>31<O>, <date>2021", SAME),
        ("<journal>Otol<O>, <date>30 2005<O> <pages>42–47", "<journal>Otol<O>, <volume>30 <date>2005 <pages>42–47"),
        (
            "<journal>Otol<O>, <date>30<O> <date>2005<O> <pages>42–47",
            "<journal>Otol<O>, <volume>30 <date>2005 <pages>42–47",
        ),
        ("<journal>Otol<O>, <date>30 2005<O>", SAME),
        ("<journal>Otol<O>, <date>30 2005 <pages>42 <volume>7", SAME),
        ("<journal>Otol<O> by <date>30 2005<O> <pages>42–47", SAME),
        ("<journal>Otol<O>, <date>2004 2005<O> <pages>42–47", SAME),
        ("<journal>Otol<O>, <date>30 June 2005<O> <pages>42–47", SAME),
        ("<date>30 2005<O> <journal>Otol<O>, <pages>42–47", SAME),
    ],
)
def test_beside_the_year_a_number_is_volume_or_page(before: str, after: str) -> None:
    check(numbers.year_or_number, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Oaks <volume>5<O>, <issue>8<O> pages", "<journal>Oaks <volume>5<O>, 8 pages"),
        ("<journal>Oaks <volume>5<O>. <volume>8<O> pages.", "<journal>Oaks <volume>5<O>. 8 pages."),
        ("<journal>Oaks <volume>5<O>, <issue>8<O> pages; a", "<journal>Oaks <volume>5<O>, 8 pages; a"),
        ("<journal>Oaks <volume>5<O>, <issue>8<O> pages of", SAME),
        ("<journal>Oaks <volume>5<O> <issue>8<O> pages", SAME),
        ("<journal>Oaks <volume>5<O>, <pages>8<O> pages", SAME),
        ("<journal>Oaks <volume>5<O>, <issue>8<O> leaves", SAME),
        ("<journal>Oaks <volume>5<O>, <issue>eight<O> pages", SAME),
        ("<journal>Oaks, <issue>8<O> pages", SAME),
    ],
)
def test_how_many_pages_an_article_has_is_no_issue(before: str, after: str) -> None:
    check(numbers.extent, before, after)


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
        ("<journal>Oaks<O>. Number: 12 Rome", "<journal>Oaks<O>. Number: <issue>12 <O>Rome"),
        ("<journal>Oaks<O>, Issue: 12 Rome", "<journal>Oaks<O>, Issue: <issue>12 <O>Rome"),
        ("<journal>Oaks<O>; Issue: 12", "<journal>Oaks<O>; Issue: <issue>12"),
        ("<journal>Oaks<O>. Issue: 12", "<journal>Oaks<O>. Issue: <issue>12"),
        ("<journal>Oaks<O>. Issue 12 Rome", SAME),
        ("<journal>Oaks<O> Issue: 12 Rome", SAME),
        ("<journal>Oaks<O>. Issue: <date>12<O> Rome", SAME),
        ("<journal>Oaks<O>. Issue: <volume>12<O> Rome", SAME),
        ("<journal>Oaks<O>. Issue: <pages>12<O> Rome", "<journal>Oaks<O>. Issue: <issue>12 <O>Rome"),
        ("<journal>Oaks<O>. Issue: twelve of", SAME),
        ("<journal>Oaks<O>. Issue: 12 <issue>7", SAME),
        ("<title>Oaks<O>. Issue: 12 Rome", SAME),
        ("Issue: 12 <journal>Oaks", SAME),
    ],
)
def test_a_number_under_its_name_is_the_issue(before: str, after: str) -> None:
    check(numbers.issue_said, before, after)


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
            "<journal>Oaks <volume>5<O> (<date>2020<O>), 102142",
            "<journal>Oaks <volume>5 <O>(<date>2020<O>), <pages>102142",
        ),
        (
            "<journal>Oaks <volume>5<O> (<date>2020<O>), 102142.",
            "<journal>Oaks <volume>5 <O>(<date>2020<O>), <pages>102142<O>.",
        ),
        (
            "<journal>Oaks <volume>5<O> (<date>2020<O>): 1021, x",
            "<journal>Oaks <volume>5 <O>(<date>2020<O>): <pages>1021<O>, x",
        ),
        (
            "<journal>Oaks <volume>5<O> (<date>2020<O>); 1021 (a",
            "<journal>Oaks <volume>5 <O>(<date>2020<O>); <pages>1021 <O>(a",
        ),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>), 1021 and", SAME),
        (
            "<journal>Oaks <volume>5<O> (<date>2020<O>), P1021",
            "<journal>Oaks <volume>5 <O>(<date>2020<O>), <pages>P1021",
        ),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>), PPPPP1021", SAME),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>), 123456789", SAME),
        (
            "<journal>Oaks <volume>5<O> (<date>2020<O>), 12345678",
            "<journal>Oaks <volume>5 <O>(<date>2020<O>), <pages>12345678",
        ),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>), 2021", SAME),
        ("<journal>Oaks <volume>5<O> (<date>2020<O> 1021", SAME),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>), <note>1021", SAME),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>), 1021, <pages>7", SAME),
        ("<journal>Oaks<O> (<date>2020<O>), 1021", SAME),
        ("<journal>Oaks <volume>5<O>, 1021", SAME),
        ("<date>2020<O> <journal>Oaks <volume>5<O>, 1021", "<date>2020 <journal>Oaks <volume>5<O>, <pages>1021"),
        ("<journal>Oaks <volume>5<O>, <date>2020 accessed<O>, 1021", SAME),
        ("<journal>Oaks <volume>5<O> (<date>2020<O>)", SAME),
    ],
)
def test_a_number_that_closes_behind_volume_and_year_is_the_page(before: str, after: str) -> None:
    check(numbers.pages_behind_date, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Oaks <issue>5", "<journal>Oaks <volume>5"),
        ("<journal>Oaks<O> (<issue>5<O>)", SAME),
        ("<journal>Oaks<O> no. <issue>5", SAME),
        ("<journal>Oaks<O> No <issue>5", SAME),
        ("<journal>Oaks<O> Nr. <issue>5", SAME),
        ("<journal>Oaks<O> June <issue>5", SAME),
        ("<journal>Oaks<O> no of <issue>5", SAME),
        ("<issue>5<O> <journal>Oaks", "<volume>5 <journal>Oaks"),
        ("<journal>Oaks <issue>5<O>, <volume>7", SAME),
        ("<booktitle>Oaks <issue>5", SAME),
    ],
)
def test_a_journals_only_number_is_its_volume(before: str, after: str) -> None:
    check(numbers.issue_alone, before, after)
