"""A printed list → references, one by one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.model.document import Anchor, Bibliography, Document, Line, TextLink
from surveyrefs.model.reference import RawReference
from surveyrefs.references.entries.anchors import RAISED_ANCHOR, anchor_lines
from surveyrefs.references.entries.segment import _without_back_references, segment
from tests.parse.embedded.build import LEFT, SIZE, entries, entry


def document(lines: Sequence[Line], anchors: Sequence[Anchor] = ()) -> Document:
    """Return a document that is a reference list."""
    listed = Bibliography("References", 1, tuple(lines))
    return Document("test", "0", "", (), "", "", ((612.0, 792.0),), (), (), (), (), (listed,), tuple(anchors))


def cut(text: str | Sequence[Line], *anchors: Anchor) -> list[RawReference]:
    """Return the references of a list."""
    lines = entries(text) if isinstance(text, str) else text
    return segment(document(lines, anchors))[0]


def read(text: str | Sequence[Line], *anchors: Anchor) -> list[tuple[str, str]]:
    """Return label and text of each reference of a list."""
    return [(raw.label, raw.passage.text) for raw in cut(text, *anchors)]


@pytest.mark.parametrize("form", ["[{}]", "{}.", "({})", "{})", "{}"])
def test_labels_in_sequence(form: str) -> None:
    text = "\n".join(f"{form.format(n)} Author {'ABC'[n - 1]}. A title\n   goes on, 2019." for n in (1, 2, 3))
    assert read(text) == [(str(n), f"Author {'ABC'[n - 1]}. A title goes on, 2019.") for n in (1, 2, 3)]


def test_letters_as_labels() -> None:
    text = "[Arc19] A. Archer. A title.\n[Bak+20] B. Baker. A title.\n[CD21] C. Carter. A title."
    assert [label for label, _ in read(text)] == ["Arc19", "Bak+20", "CD21"]


def test_labels_of_two_kinds() -> None:
    text = "[S1] A. Archer. One.\n[S2] B. Baker. Two.\n[S3] C. Carter. Three."
    assert [label for label, _ in read(text)] == ["S1", "S2", "S3"]


def test_numbers_at_line_heads_are_no_labels() -> None:
    text = "[1] A. Archer. A title. Pages\n   12. More of it, 2019.\n[2] B. Baker. In the year\n   13. Another, 2020."
    assert [label for label, _ in read(text)] == ["1", "2"]
    years = "\n".join(f"{name}, A. A title.\n    20{n}. More." for n, name in ((19, "Ai"), (20, "Bo"), (21, "Cy")))
    assert [label for label, _ in read(years)] == ["", "", ""]


def test_a_missing_label_does_not_break_the_chain() -> None:
    rows = [f"[{n}] A. Author. Title {n}, 2019." for n in (1, 2, 4, 5)]
    assert [label for label, _ in read("\n".join(rows))] == ["1", "2", "4", "5"]
    wrong = [f"[{n}] A. Author. Title {n}, 2019." for n in (1, 2, 88, 3)]
    assert [label for label, _ in read("\n".join(wrong))] == ["1", "2", "3"]


def test_a_number_in_brackets_set_in_is_no_label() -> None:
    text = "[1] A. Archer. A title as in\n        [2] of others, 2019.\n[2] B. Baker. A title, 2020."
    assert [passage for _, passage in read(text)] == [
        "A. Archer. A title as in [2] of others, 2019.",
        "B. Baker. A title, 2020.",
    ]


def test_a_list_that_goes_on_in_the_next_column() -> None:
    first = entries("[1] A. Archer. A title\n    goes on, 2019.\n[2] B. Baker. A title", 600)
    second = [
        entry("goes on, 2020.", 100, 340, edges=(320, 550)),
        entry("[3] C. Carter, 2021.", 112, 320, edges=(320, 550)),
    ]
    assert [passage for _, passage in read([*first, *second])] == [
        "A. Archer. A title goes on, 2019.", "B. Baker. A title goes on, 2020.", "C. Carter, 2021.",
    ]  # fmt: skip


def test_text_before_the_first_reference_is_a_problem() -> None:
    raws, problems = segment(
        document(entries("These are the works.\n[1] A. Archer. One, 2019.\n[2] B. Baker. Two, 2020."))
    )
    assert [raw.label for raw in raws] == ["1", "2"]
    assert [(p.code, p.text, p.page) for p in problems] == [("reference-list-preamble", "These are the works.", 1)]


HANGING = """
Archer, A. and Baker, B. A title of
    some words, 2019.
Carter, C. A title of
    some words and
    more words, 2020.
Dean, D. A title, 2021.
Ellis, E. A title of
    some words, 2022.
"""


def test_a_hanging_indent() -> None:
    assert [passage.split(",")[0] for _, passage in read(HANGING)] == ["Archer", "Carter", "Dean", "Ellis"]


SPACED = """
Archer, A. A title of some words that is long.
Journal of Titles, 2019.

Baker, B. Another title of some words.
Journal of Titles, 2020.

Carter, C. A third title of some words.
Journal of Titles, 2021.
"""


def test_space_between_references() -> None:
    assert [passage.split(",")[0] for _, passage in read(SPACED)] == ["Archer", "Baker", "Carter"]


def anchors_at(lines: Sequence[Line], starts: Sequence[int], high: float = 10.0, x: float = LEFT) -> list[Anchor]:
    """Return a destination just above each of the lines."""
    return [Anchor(f"cite.{i}", lines[i].page, x, lines[i].box.y1 - high) for i in starts]


def test_destinations_begin_references_where_nothing_else_shows() -> None:
    lines = entries("Archer, A. A title\nof words, 2019.\nBaker, B. A title\nof words, 2020.\nCarter, C., 2021.")
    raws = cut(lines, *anchors_at(lines, (0, 2, 4)))
    assert [raw.passage.text.split(",")[0] for raw in raws] == ["Archer", "Baker", "Carter"]
    assert [raw.anchors for raw in raws] == [("cite.0",), ("cite.2",), ("cite.4",)]


def test_a_destination_is_of_the_line_below_it() -> None:
    lines = entries(HANGING)
    raised = [Anchor("cite.x", 1, LEFT, lines[2].box.y1 - 20), Anchor("page.1", 1, LEFT, lines[2].box.y1 - 20)]
    assert anchor_lines(lines, raised, RAISED_ANCHOR) == {1: ["cite.x"]}, "and structure is no reference"
    just_below = [Anchor("cite.x", 1, LEFT, lines[1].box.y1 - RAISED_ANCHOR * SIZE + 1)]
    assert anchor_lines(lines, just_below, RAISED_ANCHOR) == {2: ["cite.x"]}
    assert anchor_lines(lines, just_below, 0.0) == {1: ["cite.x"]}
    far = [Anchor("cite.x", 1, LEFT + 200, lines[2].box.y1 - 10), Anchor("cite.y", 2, LEFT, lines[2].box.y1 - 10)]
    assert anchor_lines(lines, far, RAISED_ANCHOR) == {2: ["cite.x"]}, "on this page"


def test_destinations_set_off_from_their_column_all_alike() -> None:
    lines = entries(HANGING)
    assert sorted(anchor_lines(lines, anchors_at(lines, (0, 2, 5, 6), x=LEFT - 55), RAISED_ANCHOR)) == [0, 2, 5, 6]


def test_hanging_lines_win_over_destinations_that_agree() -> None:
    lines = entries(HANGING)
    for anchors in (anchors_at(lines, (0, 2, 6)), []):
        assert [text.split(",")[0] for _, text in read(lines, *anchors)] == ["Archer", "Carter", "Dean", "Ellis"]


def linked(line: Line, text: str, name: str = "page.3", uri: str = "", page: int = 3) -> Line:
    """Return a line with a link on the last place of a text."""
    at = line.text.rindex(text)
    over = TextLink(at, at + len(text), name, 0 if uri else page, 0.0, 0.0, uri, at)
    return msgspec.structs.replace(line, links=(*line.links, over))


@pytest.mark.parametrize(
    "tail", [" 3, 14", " 3 and 14", " (cited on pages 3, 14)", " Cited on pages 3, 14.", " → pp. 3, 14"]
)
def test_pages_that_cite_are_not_of_the_reference(tail: str) -> None:
    lines = entries(f"[1] A. Archer. A title, 2019.{tail}\n[2] B. Baker. A title, 2020.")
    lines[0] = linked(linked(lines[0], "14"), "3")
    assert read(lines)[0][1] == "A. Archer. A title, 2019."


def test_a_linked_address_at_the_end_stays() -> None:
    lines = entries("[1] A. Archer. A title, 2019. URL https://a.org/3\n[2] B. Baker. A title, 2020.")
    lines[0] = linked(lines[0], "https://a.org/3", "", "https://a.org/3")
    assert read(lines)[0][1].endswith("https://a.org/3")


def test_an_empty_list_has_no_references() -> None:
    assert segment(document([])) == ([], [])


@settings(max_examples=50)
@given(st.integers(2, 30), st.lists(st.integers(1, 4), min_size=30, max_size=30))
def test_every_line_is_in_one_reference(count: int, depths: list[int]) -> None:
    rows = []
    for n in range(count):
        rows.append(f"[{n + 1}] A{n}. Author. Title of")
        rows += [f"    more{n}x{i} words" for i in range(depths[n] - 1)]
    raws = cut("\n".join(rows))
    assert [raw.label for raw in raws] == [str(n + 1) for n in range(count)]
    bare = " ".join(row.split("] ")[-1].strip() for row in rows)
    assert " ".join(raw.passage.text for raw in raws) == bare
    assert all(raw.passage.pieces[0].size == SIZE for raw in raws)


@pytest.mark.parametrize("tail", [" (cit. on p. 2).", " (cit. on pp. 1, 2).", " 1, 2", " Cited on pages 1 and 2."])
def test_citing_pages_behind_an_entry_are_not_of_it(tail: str) -> None:
    text = "A. Lee. Title. 2012, pp. 3–4" + tail
    at = len(text) - len(tail)
    ends = [at + i for i, c in enumerate(tail) if c in "12"]
    links = [(i, i + 1 + text[i + 1 : i + 2].count(")"), f"page.{text[i]}", int(text[i]), "") for i in ends]
    assert text[: _without_back_references(text, links)].rstrip(". ") == "A. Lee. Title. 2012, pp. 3–4"


def test_entries_that_begin_with_their_year_have_no_labels() -> None:
    text = """2004. The Frog Register. Frog House. http://frogs.example/.
2010. Harbour Tables of all Ponds in the Land. Harbour Office.
   http://harbour.example/tables.
2008. A Query Language for Ponds. Pond House. http://ponds.example/ql.
Bo Burgos. 2015. Ponds by data. Journal of Ponds 20, 1 (2015), 1–14.
Kai Kalinin and Rut Roth. 2011. Shallow waters. Annals of Water 7, 2 (2011),
   101–120.
Mo Mirza. 2019. Frogs and bounds in still water. Annals of Water 9, 1
   (2019), 55–70.
Mo Mirza. 2019. Toads and bounds in still water. Annals of Water 9, 2
   (2019), 77–79.
Ole Odell. 1998. Ponds by hand. Journal of Ponds 3, 1 (1998), 11–19.
Sid Sigurd. 2017. Salt in ponds. Annals of Water 17, 1 (2017), 21–31.
Tom Torres. 2016. Deep ponds. Annals of Water 16, 1 (2016), 20–30.
Una Ulm. 2014. Old ponds. Annals of Water 14, 1 (2014), 25–35."""
    found = read(text)
    assert [label for label, _ in found] == [""] * 11
    assert found[0][1].startswith("2004. The Frog")
    assert found[4][1].endswith("101–120.")
