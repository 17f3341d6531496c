"""Outlines that do not add up."""

from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.model.document import Passage, PassageKind, Piece, Section
from surveyrefs.parse.embedded.outline.gaps import outline_problems


def section(number: str, page: int = 1) -> Section:
    return Section(number, f"Title of {number}", 1, False, page, Box(1, 2, 3, 4))


def passage(text: str, kind: PassageKind = "paragraph") -> Passage:
    return Passage(kind, text, (Piece(0, len(text), 7, 0, 0, 1, 1, 10, 0, 0),), ())


def problems(*numbers: str, text: str = "") -> list[tuple[str, str]]:
    found = outline_problems([section(n) for n in numbers], [passage(text)] if text else [])
    return [(p.code, p.hint.split(":")[0] if p.code == "outline-gap" else p.text) for p in found]


def test_whole_outlines_have_none() -> None:
    assert problems("1", "1.1", "1.2", "2", "2.1", "3") == []
    assert problems("", "I", "II-A", "A", "A.2", "A.4") == [], "only dotted figures are counted"


def test_numbers_that_skip() -> None:
    assert problems("1", "2", "4") == [("outline-gap", "3")]
    assert problems("1", "1.1", "1.3", "2") == [("outline-gap", "1.2")]
    assert problems("1", "2.1") == [("outline-gap", "2")]
    assert problems("1", "4.1", "4.2", "5") == [("outline-gap", "4")], "a number that is missed is told once"
    assert problems("1", "3", "3.2", "4") == [("outline-gap", "2"), ("outline-gap", "3.1")]
    (one,) = outline_problems([section("2", 5)], [])
    assert (one.page, one.box) == (5, (1, 2, 3, 4))


def test_sections_that_the_text_names() -> None:
    text = "As Section 1.2 and Sections 1.1 say, and Section 1.2 again; see §1.1 or Section 9.4 of the handbook."
    assert problems("1", "1.1", text=text) == [("section-unread", "Section 1.2")]
    assert problems("1", "1.1", text="see section 1.3") == [("section-unread", "section 1.3")]
    assert outline_problems([section("1")], [passage("Section 1.2", "cell")]) == ()
    assert [p.page for p in outline_problems([section("1")], [passage("Section 1.2")])] == [7]
