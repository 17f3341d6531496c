"""References that our list lost or joined, put right where GROBID and the labels agree."""

from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.model.document import Hint, Passage, Piece
from surveyrefs.model.reference import RawReference
from surveyrefs.references.hints.cut import mend

TEXTS = (
    "A. Archer. Searching large archives. Journal of Archives, 12:45-67, 2019.",
    "C. Carter. A book of lists and their makers. Example Press, 2020.",
    "D. Dean and E. Ellis. Sorting in practice. In Proceedings of the Sorting Day, 2021.",
    "G. Grant. Graphs, trees and what grows on them. Journal of Trees, 4(1):1-20, 2018.",
)


def raw(label: str, text: str, *anchors: str) -> RawReference:
    piece = Piece(0, len(text), 9, 1.0, 2.0, 3.0, 4.0, 10.0, 0, 0)
    return RawReference(label, Passage("paragraph", text, (piece,)), anchors, 9)


def hint(number: int, **fields: str) -> Hint:
    box = Box(10, 20, 30, 40)
    return Hint("reference", f"b{number}", TEXTS[number], 9, ((9, box),), fields)


HINTS = [hint(i) for i in range(4)]
WHOLE = [hint(i, title="T", authors="A, B", year="2020") for i in range(4)]


def labels_and_texts(raws: list[RawReference]) -> list[tuple[str, str]]:
    return [(r.label, r.passage.text) for r in raws]


def test_a_sound_list_stays_as_it_is() -> None:
    raws = [raw(str(i + 1), text) for i, text in enumerate(TEXTS)]
    assert mend(raws, HINTS) == (raws, [])
    assert mend(raws, []) == (raws, [])


def test_a_lost_reference_comes_back_where_its_label_is_missing() -> None:
    raws = [raw("1", TEXTS[0]), raw("3", TEXTS[2]), raw("4", TEXTS[3])]
    mended, problems = mend(raws, HINTS)
    assert labels_and_texts(mended) == [(str(i + 1), text) for i, text in enumerate(TEXTS)]
    assert mended[1].passage.pieces[0].x0 == 10
    assert [(p.code, p.page) for p in problems] == [("grobid-reference-added", 9)]


def test_joined_references_are_parted_where_the_label_is_missing() -> None:
    raws = [raw("1", TEXTS[0]), raw("2", f"{TEXTS[1]} {TEXTS[2]}", "cite.c", "cite.d"), raw("4", TEXTS[3])]
    mended, problems = mend(raws, HINTS)
    assert labels_and_texts(mended) == [(str(i + 1), text) for i, text in enumerate(TEXTS)]
    assert [r.anchors for r in mended] == [(), ("cite.c",), ("cite.d",), ()]
    assert [p.code for p in problems] == ["grobid-reference-parted"]


def test_without_labels_both_halves_must_be_whole() -> None:
    raws = [raw("", TEXTS[0]), raw("", f"{TEXTS[1]} {TEXTS[2]}"), raw("", TEXTS[3])]
    assert [r.passage.text for r in mend(raws, WHOLE)[0]] == list(TEXTS)
    assert mend(raws, HINTS) == (raws, [])


def test_a_hint_alone_changes_nothing() -> None:
    complete = [raw("1", TEXTS[0]), raw("2", TEXTS[2]), raw("3", TEXTS[3])]
    assert mend(complete, WHOLE) == (complete, []), "no label is missing"
    unlabelled = [raw("", TEXTS[0]), raw("", TEXTS[2])]
    assert mend(unlabelled, WHOLE) == (unlabelled, [])
    two_missing = [raw("1", TEXTS[0]), raw("4", TEXTS[3])]
    assert mend(two_missing, [HINTS[0], HINTS[2], HINTS[3]]) == (two_missing, [])


def test_an_entry_of_many_works_is_parted_labels_or_not() -> None:
    raws = [raw("1", " ".join(TEXTS[:3])), raw("2", TEXTS[3])]
    mended, problems = mend(raws, HINTS)
    assert labels_and_texts(mended) == [("1", TEXTS[0]), ("", TEXTS[1]), ("", TEXTS[2]), ("2", TEXTS[3])]
    assert [p.code for p in problems] == ["grobid-reference-parted"]


def test_an_entry_that_the_hints_do_not_fill_stays_whole() -> None:
    long = "What follows is a note of the editors that no hint knows and that is much longer than all works in it. " * 4
    raws = [raw("", f"{' '.join(TEXTS[:3])} {long}"), raw("", TEXTS[3])]
    assert len(mend(raws, HINTS)[0]) == 2


def second_list(count: int, **fields: str) -> list[Hint]:
    text = "Z. Zed{0}. On the {0}th of many things and their names. Journal of Things {0}, 1{0}:{0}-2{0}, 199{0}."
    box = Box(10, 20, 30, 40)
    return [Hint("reference", f"z{n}", text.format(n), 12, ((12, box),), fields) for n in range(count)]


def test_a_second_list_that_we_missed_is_added() -> None:
    raws = [raw(str(i + 1), text) for i, text in enumerate(TEXTS)]
    whole = second_list(6, title="T", authors="A, B", year="1990")
    mended, problems = mend(raws, [*HINTS, *whole])
    assert [r.page for r in mended] == [9] * 4 + [12] * 6
    assert [(p.code, p.page) for p in problems] == [("grobid-list-added", 12)]
    assert mend(raws, [*HINTS, *whole[:4]]) == (raws, []), "four may be rows of a table"
    assert mend(raws, [*HINTS, *second_list(6)]) == (raws, []), "none of them is a whole reference"
