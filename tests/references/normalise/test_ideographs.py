"""Names in Chinese letters and Hangul."""

from __future__ import annotations

import pytest

from surveyrefs.model.reference import Name
from surveyrefs.references.normalise.names import parse_names


@pytest.mark.parametrize(
    ("text", "people", "others"),
    [
        ("王小明, 李大海", [("王", "小明"), ("李", "大海")], False),
        ("王小明，李大海、欧阳修.", [("王", "小明"), ("李", "大海"), ("欧阳", "修")], False),
        ("赵一平, 孙三元, 等", [("赵", "一平"), ("孙", "三元")], True),
        ("김철수; 남궁민수", [("김", "철수"), ("남궁", "민수")], False),
    ],
)
def test_people(text: str, people: list[tuple[str, str]], others: bool) -> None:
    assert parse_names(text) == (tuple(Name(family=f, given=g) for f, g in people), others)


def test_organisations_and_foreign_names_stay_whole() -> None:
    assert parse_names("国家标准局")[0] == (Name(literal="国家标准局"),)
    assert parse_names("江城大学")[0] == (Name(literal="江城大学"),)
    assert parse_names("[美]约翰·史密斯")[0] == (Name(literal="约翰·史密斯"),)


def test_names_of_both_scripts_are_read_as_before() -> None:
    names, _ = parse_names("Wang, X. M., Li, D.")
    assert [n.family for n in names] == ["Wang", "Li"]
