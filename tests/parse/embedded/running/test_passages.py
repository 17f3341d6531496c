"""Printed lines → passages."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.model.document import BOLD, SUBSCRIPT, SUPERSCRIPT, Passage
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.pdf.page import PdfLink, Word
from surveyrefs.parse.embedded.running.passages import TALL_LINK, Weaver
from surveyrefs.text.unicode import compose
from tests.parse.embedded.build import SIZE, column, layout_of, link, page, printed, words


def weaver(lines: Sequence[PrintedLine], links: Sequence[PdfLink] = ()) -> Weaver:
    """Return a weaver for these lines of one page."""
    return Weaver([page([line.words for line in lines], links=links)], layout_of(lines))


def woven(lines: Sequence[PrintedLine], links: Sequence[PdfLink] = ()) -> Passage:
    """Return the lines as one paragraph."""
    return weaver(lines, links).of_lines("paragraph", lines, 3)


def under(passage: Passage) -> list[tuple[str, str]]:
    """Return the text under each link, and its name."""
    return [(passage.text[k.start : k.end], k.name) for k in passage.links]


def test_lines_become_a_text_with_places() -> None:
    passage = woven(column(["A sur-", "vey of *bold* things"]))
    assert (passage.kind, passage.text, passage.section) == ("paragraph", "A survey of bold things", 3)
    assert [passage.text[p.start : p.end] for p in passage.pieces] == ["A", "sur", "vey", "of", "bold", "things"]
    assert [p.line for p in passage.pieces] == [0, 0, 1, 1, 1, 1]
    assert [p.style for p in passage.pieces] == [0, 0, 0, 0, BOLD, 0]
    assert passage.pieces[2].y0 == pytest.approx(112 - 8)


def test_raised_and_lowered_type_is_marked() -> None:
    raised = woven([printed("as said^13 before")])
    assert raised.text == "as said13 before"
    assert [p.style for p in raised.pieces] == [0, 0, SUPERSCRIPT, 0]
    low = page([words("as said"), words("2", 130, 102, 7)]).words
    assert [p.style for p in woven([printed(low)]).pieces] == [0, 0, SUBSCRIPT]
    small = page([words("as said"), words("small", 130, 100, 7)]).words
    assert [p.style for p in woven([printed(small)]).pieces] == [0, 0, 0]


def test_a_cell_of_raised_figures_only_is_raised_in_its_line() -> None:
    line = printed("name^13")
    loom = Weaver([page([line.words])], layout_of([printed(page([line.words]).words)]))
    mark = page([line.words]).words[1:]
    assert [p.style for p in loom.passage("cell", [mark], 1).pieces] == [SUPERSCRIPT]


def test_figures_of_the_texts_size_beside_a_heading_are_not_raised() -> None:
    text = column(["a line of text", "another one", "12)."])
    heading = printed("Discussion", text[2].baseline + 3, 320, 14)
    assert weaver([*text, heading]).of_lines("paragraph", text, 0).pieces[-1].style == 0


def test_figures_raised_beside_a_line_they_do_not_touch() -> None:
    words_ = page([words("name"), words("1,2", 300, 96.5, 7)]).words
    lines = [printed(words_[1:], 96.5, 300, 7), printed(words_[:1])]
    loom = Weaver([page([words("name"), words("1,2", 300, 96.5, 7)])], layout_of(lines))
    assert [p.style for p in loom.of_lines("cell", lines[:1]).pieces] == [SUPERSCRIPT]


def test_links_lie_over_the_letters_they_cover() -> None:
    line = printed("see [12,13] there")
    at = line.words[1]
    unit = SIZE / 2
    links = [
        link((at.x0 + unit, 92, at.x0 + 3 * unit, 102), "cite.a", 1),
        link((at.x0 + 4 * unit, 92, at.x0 + 6 * unit, 102), "cite.b", 2),
    ]
    assert under(woven([line], links)) == [("12", "cite.a"), ("13", "cite.b")]


def test_a_link_over_two_words_is_one() -> None:
    line = printed("by Ann Archer (2019)")
    found = woven([line], [link((line.words[1].x0, 92, line.words[2].x1, 102), "cite.a", 1)])
    assert under(found) == [("Ann Archer", "cite.a")]


def test_links_that_only_touch_or_are_stretched_over_a_page_count_not() -> None:
    line = printed("some words here")
    x0, x1 = line.words[1].x0, line.words[1].x1
    assert under(woven([line], [link((x0, 101, x1, 111), "below", 1)])) == []
    assert under(woven([line], [link((x0, 60, x1, 60 + TALL_LINK * SIZE + 1), "tall", 1)])) == []
    assert under(woven([line], [link((x1 - 0.5, 92, x1 + 0.5, 102), "edge", 1)])) == []


def test_turned_words_carry_links_along_their_reading() -> None:
    upwards = Word("ab12", 100, 200, 110, 220, 10.0, 0, 108, False, 90, 0, 0, 0, "Times")
    line = printed([upwards], 108)
    found = Weaver([page([[upwards]], links=[link((100, 200, 110, 210), "cite.a", 1)])], layout_of([line]))
    assert under(found.passage("cell", [[upwards]], 1)) == [("12", "cite.a")]


def test_accents_are_composed_and_places_move() -> None:
    line = printed("Ren´e and Ana¨ıs wrote")
    end = line.words[-1]
    passage = woven([line], [link((end.x0, 92, end.x1, 102), "cite.a", 1)])
    assert passage.text == "René and Anaïs wrote"
    assert under(passage) == [("wrote", "cite.a")]
    assert [passage.text[p.start : p.end] for p in passage.pieces] == passage.text.split()


def test_an_accent_in_a_run_of_its_own_joins_the_next() -> None:
    accent, rest = words("´")[0], words("Eluard", 77)[0]
    passage = woven([printed([accent, msgspec.structs.replace(rest, glued=True)])])
    assert passage.text == "Éluard"
    assert [(p.start, p.end) for p in passage.pieces] == [(0, 1), (1, 6)]


def test_rows_may_stand_on_several_pages() -> None:
    loom = weaver([printed("x")])
    passage = loom.passage("caption", [words("one"), [], words("two")], [4, 5], first_line=7)
    assert [(p.page, p.line) for p in passage.pieces] == [(4, 7), (5, 8)]
    assert loom.passage("cell", [], 1).text == ""


def test_a_line_keeps_its_column() -> None:
    line = weaver([printed("a line")]).line(printed("a line", edges=(60.0, 290.0)))
    assert (line.text, line.left, line.right, line.page) == ("a line", 60.0, 290.0, 1)
    assert [line.box.x0, line.box.y1] == pytest.approx([72.0, 102.0])


TOKEN = st.text(st.sampled_from("aeicZ´¨`ı¸ﬁ-.[1"), min_size=1, max_size=5)


@given(st.lists(st.lists(TOKEN, min_size=1, max_size=4), min_size=1, max_size=4))
def test_offsets_never_run_backwards_and_no_letter_is_lost(rows: list[list[str]]) -> None:
    lines = [printed(" ".join(row), 100 + 12 * i, number=i) for i, row in enumerate(rows)]
    last = lines[-1].words[-1]
    passage = woven(lines, [link((last.x0, last.y0, last.x1, last.y1), "cite.a", 1)])
    ends = [0]
    for piece in passage.pieces:
        assert ends[-1] <= piece.start < piece.end <= len(passage.text)
        ends.append(piece.end)
    assert all(0 <= k.start < k.end <= len(passage.text) for k in passage.links)
    want = "".join(compose(" ".join(row)) for row in rows)
    assert passage.text.replace("-", "").replace(" ", "") == want.replace("-", "").replace(" ", "")
