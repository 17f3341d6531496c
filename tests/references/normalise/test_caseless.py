"""Names in letters without case: other commas, `and` written with the name, bodies."""

from __future__ import annotations

import pytest

from surveyrefs.references.normalise.names import parse_names


def people(text: str) -> list[str]:
    names, _ = parse_names(text)
    return [f"{n.family}, {n.given}" if n.family else n.literal for n in names]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("כהן, ד' ולוי, מ'", ["כהן, ד'", "לוי, מ'"]),
        ("דוד כהן ומשה לוי", ["כהן, דוד", "לוי, משה"]),
        ("רון ויינברג ודן ורד", ["ויינברג, רון", "ורד, דן"]),  # these names begin so
        ("علي، أ. وحسن، م.", ["علي, أ.", "حسن, م."]),
        ("محمد وليد وأحمد حسن", ["وليد, محمد", "حسن, أحمد"]),
        ("کریمی، ع. و رضایی، م.", ["کریمی, ع.", "رضایی, م."]),
        ("کریمی، علی؛ رضایی، مریم", ["کریمی, علی", "رضایی, مریم"]),
        ("وزارة التربية والتعليم", ["وزارة التربية والتعليم"]),
        ("משרד החינוך והתרבות", ["משרד החינוך והתרבות"]),
        ("กระทรวงศึกษาธิการ", ["กระทรวงศึกษาธิการ"]),
        ("김민수·이지영", ["김, 민수", "이, 지영"]),
        ("佐藤一郎・中村翔太", ["佐藤, 一郎", "中村, 翔太"]),
        ("佐藤恵，王小明", ["佐藤, 恵", "王, 小明"]),
        ("ジョン・スミス", ["ジョン・スミス, "]),
    ],
)
def test_names_of_other_writings(text: str, read: list[str]) -> None:
    assert people(text) == read


@pytest.mark.parametrize(
    "text", ["כהן, ד', לוי, מ' ואחרים", "Cohen D, ואחרים", "علي، أ.، وآخرون", "کریمی، ع. و همکاران"]
)
def test_and_others_is_nobody(text: str) -> None:
    names, others = parse_names(text)
    assert others
    assert len(names) == 1 + ("לוי" in text)
