"""Entries of several works parted: with letters, by semicolons, and what is left alone."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Anchor, Passage, Piece, TextLink
from surveyrefs.model.reference import RawReference, Reference
from surveyrefs.references.entries.composite import parted
from surveyrefs.references.fields import parse_references

HABIT = "K. Hu, Phys. Rev. Lett. 1, 2 (2000); L. Li, Phys. Rev. B 3, 4 (2001)."


def listed(*texts: str) -> list[RawReference]:
    """Return the texts as entries 1, 2, 3 …"""
    return [RawReference(str(n), Passage("paragraph", text), (f"cite.{n}",), 1) for n, text in enumerate(texts, 1)]


def parts(*texts: str) -> list[tuple[str, str]]:
    """Return label and text of the works of a list."""
    return [(raw.label, raw.passage.text) for raw in parted(listed(*texts))[0]]


def read(*texts: str) -> list[Reference]:
    """Return the references of a list, composite ones parted."""
    return list(parse_references(parted(listed(*texts))[0]).references)


@pytest.mark.parametrize(
    "text",
    [
        "a) A. Smith, J. Chem. 2001, 12, 34; b) B. Jones, Angew. Chem. 2002, 56, 78.",
        "(a) A. Smith, J. Chem. 2001, 12, 34; (b) B. Jones, Angew. Chem. 2002, 56, 78.",
        "[a] A. Smith, J. Chem. 2001, 12, 34, [b] B. Jones, Angew. Chem. 2002, 56, 78.",
        "a. A. Smith, J. Chem. 2001, 12, 34; b. B. Jones, Angew. Chem. 2002, 56, 78.",
        "a) A. Smith, J. Chem. 2001, 12, 34; and b) B. Jones, Angew. Chem. 2002, 56, 78.",
    ],
)
def test_letters_part_an_entry(text: str) -> None:
    assert parts(text) == [
        ("1a", "A. Smith, J. Chem. 2001, 12, 34"),
        ("1b", "B. Jones, Angew. Chem. 2002, 56, 78."),
    ]


def test_full_stops_between_works_stay() -> None:
    text = "(a) Smith, A.; Jones, B. J. Chem. 2001, 12, 34. (b) Hu, C. Nature 2002, 1, 2. (c) Li, D. Nature 2003, 3, 4."
    assert [p[1][-1] for p in parts(text)] == [".", ".", "."]
    assert [p[0] for p in parts(text)] == ["1a", "1b", "1c"]


def test_what_introduces_works_is_kept_with_them_and_not_read() -> None:
    text = (
        "For reviews, see: (a) Smith, A.; Jones, B. Acc. Chem. Res. 2001, 34, 40. (b) Hu, C. Chem. Rev. 2002, 102, 1. "
        "For recent examples: (c) Long, D.; Short, E. Org. Lett. 2003, 5, 6."
    )
    works = read(text)
    assert [w.label for w in works] == ["1a", "1b", "1c"]
    assert [[n.family for n in w.authors] for w in works] == [["Smith", "Jones"], ["Hu"], ["Long", "Short"]]
    assert works[2].raw == "For recent examples: (c) Long, D.; Short, E. Org. Lett. 2003, 5, 6."


def test_letters_at_line_beginnings_need_no_mark_before_them() -> None:
    text = "(a) A. Smith, J. Chem. 2001, 12, 34 (b) B. Jones, Angew. Chem. 2002, 56, 78."
    at = text.index("(b)")
    pieces = (
        Piece(0, at - 1, 1, 50.0, 100.0, 300.0, 110.0, 9.0, 0, 1),
        Piece(at, len(text), 1, 50.0, 112.0, 300.0, 122.0, 9.0, 0, 2),
    )
    assert len(parted([RawReference("1", Passage("paragraph", text, pieces), (), 1)])[0]) == 2
    assert len(parted(listed(text))[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "(a) and (b) of a title. A. Smith, J. Chem. 2001, 12, 34.",
        "A. Smith, On cases a) and b) of a theorem, J. Chem. 2001, 12, 34.",
        "a) A. Smith, J. Chem. 2001, pp. 3; b) 4.",
        "For small masses: (a) the coupling vanishes at once; (b) the other coupling is not well defined.",
        "Smith, A.; Jones, B. A title; with a semicolon. J. Chem. 2001, 123, 45–67.",
        "Hu, C.; Li, D. In Proceedings of X 2014; Smith, J.; Doe, K., Eds.; Springer: Berlin, 2015; pp 1–3.",
        "Hu, C. Proc. Conf. 2014, 12, 3; Smith, J., Doe, K., Eds.; Springer: Berlin, 2015; pp 1–3.",
        "A. Smith, Angew. Chem. Int. Ed. 2001, 40, 1–3; Angew. Chem. 2001, 113, 1–3.",
        "L. P. Li, Zh. Eksp. Teor. Fiz. 40, 646 (1961); Sov. Phys. JETP 13, 451 (1962).",
        "A. Smith, Phys. Rev. 12, 34 (2001); 13, 35(E) (2002).",
        "A. Smith, Phys. Rev. 12, 34 (2001) [see also B. Jones, Phys. Rev. 13, 35 (2002); C. Hu, ibid. 14, 36 (2003)].",
    ],
)
def test_one_work_stays_one(text: str) -> None:
    assert [label for label, _ in parts(text, HABIT, HABIT)[:1]] == ["1"]
    assert parts(text, HABIT, HABIT)[0][1] == text


def test_semicolons_part_works_where_that_is_the_habit_of_the_list() -> None:
    doubtful = "A. Smith, A Book of Matter (Wiley, New York, 1999); B. Jones, Another Book (Springer, Berlin, 2000)."
    assert parts(doubtful, HABIT)[:2] == [
        ("1", "A. Smith, A Book of Matter (Wiley, New York, 1999)"),
        ("1", "B. Jones, Another Book (Springer, Berlin, 2000)."),
    ]
    alone, problems = parted(listed(doubtful))
    assert len(alone) == 1
    assert [p.code for p in problems] == ["composite-reference"]
    assert len(parted(listed(HABIT))[0]) == 2  # volume, page and year on both sides


def test_a_list_without_labels_is_parted_by_letters_only() -> None:
    raws = [RawReference("", Passage("paragraph", HABIT), (), 1) for _ in range(3)]
    assert len(parted(raws)[0]) == 3


def test_works_take_authors_and_container_from_the_one_before() -> None:
    works = read(
        "S. R. White, Phys. Rev. Lett. 69, 2863 (1992); Phys. Rev. B 48, 10345 (1993); ibid. 49, 1–3 (1994).",
        "C. J. Hu, J. Am. Chem. Soc. 89, 2495 (1967); 89, 7017 (1967).",
        "a) A. Smith, B. Jones, Angew. Chem. 2001, 40, 1–3; b) ibid. 2002, 41, 5–6; c) idem, Chem. Comm. 2003, 7, 8–9.",
    )
    said = [(w.label, w.authors[-1].family, w.container.rstrip("."), w.volume, w.pages, w.year) for w in works]
    assert said == [
        ("1", "White", "Phys. Rev. Lett", "69", "2863", "1992"),
        ("1", "White", "Phys. Rev. B", "48", "10345", "1993"),
        ("1", "White", "Phys. Rev. B", "49", "1-3", "1994"),
        ("2", "Hu", "J. Am. Chem. Soc", "89", "2495", "1967"),
        ("2", "Hu", "J. Am. Chem. Soc", "89", "7017", "1967"),
        ("3a", "Jones", "Angew. Chem", "40", "1-3", "2001"),
        ("3b", "Jones", "Angew. Chem", "41", "5-6", "2002"),
        ("3c", "Jones", "Chem. Comm", "7", "8-9", "2003"),
    ]
    assert works[2].raw == "ibid. 49, 1–3 (1994)."


def test_pieces_and_links_go_with_their_part() -> None:
    text = "a) A. Smith, J. Chem. 2001, 12, 34; b) B. Jones, Angew. Chem. 2002, 56, 78."
    at = text.index("B. Jones")
    link = TextLink(at, len(text), "", 0, 0.0, 0.0, "https://doi.org/10.1000/b", 1)
    raws = [RawReference("1", Passage("paragraph", text, (), (link,)), (), 1)]
    first, second = parse_references(parted(raws)[0]).references
    assert (first.doi, second.doi) == ("", "10.1000/b")


def test_destinations_lead_to_the_part_that_they_stand_at_or_to_all() -> None:
    text = "a) A. Smith, J. Chem. 2001, 12, 34; b) B. Jones, Angew. Chem. 2002, 56, 78."
    at = text.index("b)")
    pieces = (
        Piece(0, at, 1, 70.0, 100.0, 270.0, 110.0, 9.0, 0, 1),
        Piece(at, len(text), 1, 272.0, 100.0, 470.0, 110.0, 9.0, 0, 1),
    )
    raws = [RawReference("1", Passage("paragraph", text, pieces), ("cite.set", "cite.A", "cite.B"), 1)]
    places = [Anchor("cite.set", 1, 50.0, 98.0), Anchor("cite.A", 1, 70.0, 98.0), Anchor("cite.B", 1, 276.0, 98.0)]
    assert [raw.anchors for raw in parted(raws, places)[0]] == [("cite.A", "cite.set"), ("cite.B", "cite.set")]
    whole = [RawReference("1", Passage("paragraph", text, pieces), ("cite.A",), 1)]
    assert [raw.anchors for raw in parted(whole, places)[0]] == [("cite.A",), ("cite.A",)]
