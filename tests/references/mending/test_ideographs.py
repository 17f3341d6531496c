"""Works in Chinese letters, from the printed string to the fields."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage
from surveyrefs.model.reference import RawReference, Reference
from surveyrefs.references.fields import parse_references


def read(text: str) -> Reference:
    """Return the fields of one work."""
    return parse_references([RawReference("1", Passage("paragraph", text), (), 1)]).references[0]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "王小明, 李大海. 笔记保存方法研究[J]. 图书情报, 2015, 12(3): 45-52.",
            "article|王小明 李大海|笔记保存方法研究|图书情报|2015|12|3|45-52||wang2015bijibaocun",
        ),
        ("张三丰. 卡片目录的历史[M]. 北京: 文献出版社, 2009.",
         "book|张三丰|卡片目录的历史||2009||||文献出版社|zhang2009kapianmulu"),
        (
            "赵一平, 等. 文件夹的命名习惯[C]//信息会议论文集. 上海: 信息学会, 2012: 101-108.",
            "incollection|赵一平|文件夹的命名习惯|信息会议论文集|2012|||101-108|信息学会|zhao2012wenjianjiade",
        ),
        ("王小明：《动画史》，北京：影像出版社，2010年，第45页。",
         "inbook|王小明|动画史||2010|||45|影像出版社|wang2010donghuashi"),
        ("李大海：《现实主义与动画》，《电影评论》2015年第3期。",
         "article|李大海|现实主义与动画|电影评论|2015||3|||li2015xianshizhuyi"),
        ("《动画史》，北京：影像出版社，2010年。", "book||动画史||2010||||影像出版社|anon2010donghuashi"),
    ],
)  # fmt: skip
def test_fields(text: str, fields: str) -> None:
    r = read(text)
    people = " ".join(n.family + n.given for n in r.authors)
    said = (r.type, people, r.title, r.container, r.year, r.volume, r.issue, r.pages, r.publisher, r.key)
    assert "|".join(said) == fields


def test_a_code_in_plain_letters_changes_nothing() -> None:
    r = read("VEER A. Indexes made by hand[J]. Notes, 2020, 33(2): 187-199.")
    assert (r.title, r.container, r.volume, r.issue) == ("Indexes made by hand", "Notes", "33", "2")
