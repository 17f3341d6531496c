"""Where the abstract ends and the text begins."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body
from surveyrefs.parse.embedded.running.front import MAX_ABSTRACT, abstract_kinds, front_kinds, is_running
from tests.parse.embedded.build import LEADING, SIZE, full, printed

BODY = Body(SIZE, "Times", LEADING)
ENDS = "and so it went on until the end of the day, when all of it was done."


def paragraph(first: str, lines: int = 3, size: float = SIZE, page: int = 1) -> list[PrintedLine]:
    """Return a paragraph that begins with the given words and ends in a full stop."""
    texts = [f"{first} {full('', 60)}", *[full()] * (lines - 2), ENDS]
    return [printed(text, 100 + LEADING * i, size=size, page=page) for i, text in enumerate(texts)]


def test_text_before_the_first_heading_is_text() -> None:
    names = [printed("Ann Author, Bob Burgos and Cecil Cane", 80)]
    groups = [names, paragraph("Frogs were counted"), paragraph("Later they were counted again", page=2)]
    assert front_kinds(groups, BODY) == ["front", "paragraph", "paragraph"]


def test_addresses_and_small_type_of_the_first_page_are_none() -> None:
    address = [printed("Department of Ponds, University of Wind, 12 Water Street, City of Frogs, Land of Birds. "
                       "Institute of Banks, College of Dry Stones, Hill Road, Town of Kites.", 100)] * 2  # fmt: skip
    assert not is_running(address, BODY)
    small = paragraph("Received in spring", size=7)
    assert front_kinds([paragraph("Frogs were counted"), small], BODY) == ["paragraph", "front"]
    assert front_kinds([paragraph("Frogs were counted"), paragraph("So", size=7, page=2)], BODY)[1] == "paragraph"


def test_the_abstract_ends_with_its_paragraph_its_type_or_its_page() -> None:
    text = paragraph("Ponds are many")
    assert front_kinds([paragraph("Abstract: We count"), text], BODY) == ["abstract", "paragraph"]
    small = [paragraph("Abstract. We count", size=9), paragraph("We find", size=9), text]
    assert front_kinds(small, BODY) == ["abstract", "abstract", "paragraph"]
    parts = [paragraph("Abstract Background: frogs"), paragraph("Methods: we count"), text]
    assert front_kinds(parts, BODY) == ["abstract", "abstract", "paragraph"]
    words = [paragraph("Abstract We count"), [printed("Keywords: frogs, ponds", 200)], text]
    assert front_kinds(words, BODY) == ["abstract", "front", "paragraph"]


def test_a_short_abstract_below_its_heading_is_all_abstract() -> None:
    groups = [paragraph("We count"), paragraph("We find")]
    assert abstract_kinds(groups, BODY, alone=False) == ["abstract", "abstract"]
    assert abstract_kinds(groups, BODY, alone=True) == ["abstract", "paragraph"], "no other heading ends it"
    long = [paragraph("We count"), paragraph("Frogs were", lines=MAX_ABSTRACT // 80)]
    assert abstract_kinds(long, BODY, alone=False) == ["abstract", "paragraph"]
    turned = [paragraph("We count"), paragraph("Frogs were", page=2)]
    assert abstract_kinds(turned, BODY, alone=False) == ["abstract", "paragraph"]


def test_sentences_of_any_script_are_text() -> None:
    russian = ["Весной мы вернулись на север и продолжили работу, начатую прошлой осенью на озере.",
               "Мы посчитали всех лягушек в прудах на севере страны и сравнили их с прежними подсчётами, ",
               "которые были сделаны до нас другими людьми в других прудах того же края и озера."]  # fmt: skip
    chinese = ["本节讨论动画电影在过去十年的变化以及它们与以往各个时期的关系并且比较不同",
               "国家的观众对这些变化的看法和评价。"]  # fmt: skip
    for texts in (russian, chinese):
        assert is_running([printed(text, 100 + LEADING * i) for i, text in enumerate(texts)], BODY)


def test_short_paragraphs_are_text_where_nothing_else_is() -> None:
    title = [printed("A Note on Ponds", 80, size=14)]
    groups = [title, [printed("We counted the frogs and toads of three ponds.", 100)]]
    assert front_kinds(groups, BODY, alone=True) == ["front", "paragraph"]
    assert front_kinds(groups, BODY) == ["front", "front"], "a heading follows, and the text below it"
