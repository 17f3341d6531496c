"""Rows of text → one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.model.box import Box
from surveyrefs.model.document import Line, Passage, Piece, TextLink
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import cut, join_lines, merge_links

NONE = Vocabulary(())
BOX = Box(0.0, 0.0, 1.0, 1.0)


def piece(start: int, end: int, line: int = 0) -> Piece:
    """Return a piece; its place on paper does not matter here."""
    return Piece(start, end, 1, start, 0.0, end, 1.0, 10.0, 0, line)


def text_link(start: int, end: int, annotation: int = 0) -> TextLink:
    """Return a link to a reference."""
    return TextLink(start, end, f"cite.{annotation}", 9, 0.0, 0.0, "", annotation)


def line_of(parts: list[str], number: int, linked: tuple[int, ...] = ()) -> Line:
    """Return a line of words; `linked` are the indexes of words under a link of their own."""
    pieces, links = [], []
    at = 0
    for i, part in enumerate(parts):
        pieces.append(piece(at, at + len(part), number))
        if i in linked:
            links.append(text_link(at, at + len(part), 100 * number + i))
        at += len(part) + 1
    return Line(" ".join(parts), tuple(pieces), tuple(links), 1, BOX, 0.0, 100.0)


def shown(passage: Passage) -> list[str]:
    """Return the text under each piece."""
    return [passage.text[p.start : p.end] for p in passage.pieces]


def test_a_hyphen_goes_and_places_move_along() -> None:
    passage = join_lines("paragraph", [line_of(["see", "sur-"], 0, (1,)), line_of(["vey", "[1]"], 1, (1,))], NONE)
    assert passage.text == "see survey [1]"
    assert shown(passage) == ["see", "sur", "vey", "[1]"]
    assert [p.line for p in passage.pieces] == [0, 0, 1, 1]
    assert [passage.text[k.start : k.end] for k in passage.links] == ["sur", "[1]"]


def test_a_lone_hyphen_at_the_lines_end_stays() -> None:
    passage = join_lines("paragraph", [line_of(["a", "-"], 0), line_of(["b"], 1)], NONE)
    assert shown(passage) == ["a", "-", "b"]
    assert passage.text == "a - b"


def test_parts_of_one_annotation_are_one_link() -> None:
    merged = merge_links([text_link(0, 4, 1), text_link(10, 12, 2), text_link(5, 9, 1)])
    assert [(k.start, k.end, k.annotation) for k in merged] == [(0, 9, 1), (10, 12, 2)]


def test_cut_keeps_what_lies_between() -> None:
    whole = join_lines("paragraph", [line_of(["[1]", "A.", "Author.", "Title."], 0, (0, 2))], NONE)
    part = cut(whole, 4, 14)
    assert part.text == "A. Author."
    assert shown(part) == ["A.", "Author."]
    assert [part.text[k.start : k.end] for k in part.links] == ["Author."]
    assert cut(whole, 5, 8).text == ". A"
    assert shown(cut(whole, 5, 8)) == [".", "A"], "pieces are cut as well"


WORD = st.text(st.sampled_from("ab-–/.:é[1"), min_size=1, max_size=6)
LINES = st.lists(st.lists(WORD, min_size=1, max_size=4), min_size=1, max_size=6)


@given(LINES, st.data())
def test_pieces_cover_the_text_and_links_stay_within(rows: list[list[str]], data: st.DataObject) -> None:
    lines = []
    for number, row in enumerate(rows):
        linked = data.draw(st.sets(st.integers(0, len(row) - 1)))
        lines.append(line_of(row, number, tuple(sorted(linked))))
    passage = join_lines("paragraph", lines, NONE)
    covered = {i for p in passage.pieces for i in range(p.start, p.end)}
    assert {i for i, c in enumerate(passage.text) if c != " "} <= covered
    assert [p.start for p in passage.pieces] == sorted(p.start for p in passage.pieces)
    assert all(p.start < p.end <= len(passage.text) for p in passage.pieces)
    assert all(0 <= k.start < k.end <= len(passage.text) for k in passage.links)
    assert len(passage.links) == sum(len(line.links) for line in lines)
    before = "".join("".join(row) for row in rows).replace("-", "")
    assert passage.text.replace(" ", "").replace("-", "") == before, "only hyphens are undone"


@given(LINES, st.integers(0, 30), st.integers(1, 30))
def test_a_cut_stays_within_its_text(rows: list[list[str]], start: int, length: int) -> None:
    whole = join_lines("paragraph", [line_of(row, i, (0,)) for i, row in enumerate(rows)], NONE)
    part = cut(whole, start, start + length)
    assert part.text == whole.text[start : start + length]
    spans = [(p.start, p.end) for p in part.pieces] + [(k.start, k.end) for k in part.links]
    assert all(0 <= a < b <= len(part.text) for a, b in spans)
