"""Texts and braces as boxes, each just within a limit and just beyond it, looked at from all four sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.figures.braces import brace_links, cut_at_braces, own_lines, printed_braces
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import Brace, Word
from tests.parse.embedded.figures.test_braces import pieces

Point = tuple[float, float]
BRACE = Brace(100, 0, 106, 100, 100, 50)
LEAF = Box(110, 45, 150, 55)
ELSEWHERE = Box(60, 5, 90, 15)  # a second text before the brace: the tip alone says which one is the parent
WAYS: dict[str, Callable[[float, float], Point]] = {
    "right": lambda x, y: (x, y),
    "left": lambda x, y: (300 - x, y),
    "down": lambda x, y: (y, x),
    "up": lambda x, y: (y, 300 - x),
}


@pytest.fixture(params=WAYS)
def turn(request: pytest.FixtureRequest) -> Callable[[float, float], Point]:
    return WAYS[request.param]


def turned(box: Box, turn: Callable[[float, float], Point]) -> Box:
    corners = (turn(box.x0, box.y0), turn(box.x1, box.y1))
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def links(
    boxes: Sequence[Box], braces: Sequence[Brace], turn: Callable[[float, float], Point]
) -> list[dict[int, Point]]:
    """Return what the braces of a drawing link, where the drawing opens to one of the four sides."""
    around = [turned(Box.around([b]), turn).tuple() for b in braces]
    there = [Brace(*box, *turn(b.tip_x, b.tip_y)) for box, b in zip(around, braces, strict=True)]
    return brace_links([turned(box, turn) for box in boxes], there)


@pytest.mark.parametrize(
    ("parent", "found"),
    [
        (Box(60, 45, 95, 55), True),
        (Box(20, 45, 40.2, 55), True),  # as far before the tip as may be
        (Box(20, 45, 39.8, 55), False),
        (Box(60, 45, 105.8, 55), True),  # into the brace
        (Box(60, 55.8, 95, 65), True),  # a little below the tip
        (Box(60, 56.2, 95, 65), False),
        (Box(60, 35, 95, 44.2), True),  # a little above it
        (Box(60, 35, 95, 43.8), False),
    ],
)
def test_what_a_tip_points_at(parent: Box, found: bool, turn: Callable[[float, float], Point]) -> None:
    linked = {0: turn(100, 50), 1: turn(110, 50)}
    assert links([parent, LEAF, ELSEWHERE], [BRACE], turn) == ([linked] if found else [])


def test_of_two_texts_at_a_tip_the_nearer_is_the_parent(turn: Callable[[float, float], Point]) -> None:
    near, far = Box(60, 52, 95, 60), Box(60, 38, 90, 48)
    assert [0 in link for link in links([near, LEAF, far], [BRACE], turn)] == [True]
    assert [2 in link for link in links([Box(60, 53, 92, 60), LEAF, Box(60, 38, 95, 48)], [BRACE], turn)] == [True]


@pytest.mark.parametrize(
    ("leaf", "found"),
    [
        (Box(100.2, 45, 150, 55), True),
        (Box(99.8, 45, 150, 55), False),  # before the brace
        (Box(110, -10, 150, 4.2), True),  # its middle a little above the brace
        (Box(110, -10, 150, 3.8), False),
        (Box(110, 95.8, 150, 110), True),
        (Box(110, 96.2, 150, 110), False),
    ],
)
def test_what_a_brace_covers(leaf: Box, found: bool, turn: Callable[[float, float], Point]) -> None:
    at = turn(leaf.x0, leaf.cy)
    assert links([Box(60, 45, 95, 55), leaf], [BRACE], turn) == ([{0: turn(100, 50), 1: at}] if found else [])


def test_the_only_text_before_a_brace_needs_no_tip(turn: Callable[[float, float], Point]) -> None:
    linked = [{0: turn(100, 50), 1: turn(110, 50)}]
    for box, found in (
        (Box(10, 0, 30, 10), linked),
        (Box(10, -6, 30, 4), []),  # above the brace
        (Box(10, 90, 30, 100), linked),
        (Box(10, 97, 30, 107), []),
        (Box(60, 2, 105.8, 12), linked),
        (Box(60, 2, 106.2, 12), []),
    ):
        assert links([box, LEAF], [BRACE], turn) == found
    before = Brace(50, 0, 56, 100, 50, 50)
    assert links([Box(20, 0, 50.8, 10), LEAF], [BRACE, before], turn) == []  # another brace stands between


def test_what_an_inner_brace_covers_is_its_own(turn: Callable[[float, float], Point]) -> None:
    inner = Brace(160, 40, 166, 60, 160, 50)
    texts = [Box(60, 45, 95, 55), Box(110, 45, 155, 55), Box(170, 40, 200, 48), Box(170, 70, 200, 78)]
    outer = {0: turn(100, 50), 1: turn(110, 50), 3: turn(170, 74)}
    assert links(texts, [BRACE, inner], turn) == [outer, {1: turn(160, 50), 2: turn(170, 44)}]
    for y, own in ((37.2, True), (36.8, False), (62.8, True), (63.2, False)):
        texts[3] = Box(170, y - 2, 200, y + 2)
        assert (3 in links(texts, [BRACE, inner], turn)[-1]) == own
    texts[3] = Box(159.8, 48, 200, 56)  # not behind it
    assert 3 not in links(texts, [BRACE, inner], turn)[-1]


def test_a_text_right_behind_a_covered_one_hangs_on_that(turn: Callable[[float, float], Point]) -> None:
    top, parent = {0: turn(100, 50), 1: turn(110, 50)}, Box(60, 45, 95, 55)
    for behind, found in (
        (Box(160, 49, 200, 59), True),
        (Box(160, 50.2, 200, 60.2), False),  # less than half beside it
        (Box(149.2, 45, 200, 55), True),
        (Box(148.8, 45, 200, 55), False),
    ):
        linked = links([parent, LEAF, behind], [BRACE], turn)
        both = {**top, 2: turn(behind.x0, behind.cy)}
        own = [top, {1: turn(150, behind.cy), 2: turn(behind.x0, behind.cy)}]
        assert linked == (own if found else [both])
    far = links([parent, LEAF, Box(160, 45, 200, 55), Box(210, 45, 220, 55)], [BRACE], turn)
    assert far == [top, {1: turn(150, 50), 2: turn(160, 50)}, {2: turn(200, 50), 3: turn(210, 50)}]


def test_braces_as_wide_as_high_open_down_or_up() -> None:
    square = Brace(0, 0, 50, 50, 25, 0)
    assert brace_links([Box(20, -20, 30, -10), Box(20, 60, 30, 70)], [square]) == [{0: (25, 0), 1: (25, 60)}]


# -- lines of one text ------------------------------------------------------------------------------------------------


def block(*lines: tuple[str, float], height: float = 8.0, x: float = 120.0) -> list[list[Word]]:
    """Return lines of type of ten points by their upper edges."""
    return [
        [Word(text, x, y, x + 40, y + height, 10.0, 0, y + height - 2, False, 0, 0, n, n, "Times")]
        for n, (text, y) in enumerate(lines)
    ]


def parted(lines: Sequence[Sequence[Word]], braces: Sequence[Brace] = ()) -> list[str]:
    return ["/".join(text_of(line) for line in text) for text in own_lines(lines, braces)]


@pytest.mark.parametrize(
    ("third", "found"),
    [
        (22.4, ["Oak", "Elm", "Fir"]),
        (22.6, ["Oak/Elm", "Fir"]),  # a quarter of the type's size further apart
        (19.4, ["Oak", "Elm/Fir"]),
    ],
)
def test_lines_unevenly_apart(third: float, found: list[str]) -> None:
    second = 10.0 if third > 20 else 11.0 + 1e-6
    lines = block(("Oak", 0.0), ("Elm", second), ("Fir", third))
    if third < 20:
        lines = block(("Oak", 0.0), ("Elm", 13.0), ("Fir", 22.0))
    assert parted(lines) == found


@pytest.mark.parametrize(
    ("above", "below", "one"),
    [
        ("Oak", "Elm", False),
        ("Oak and", "Elm", True),
        ("Oak,", "Elm", True),
        ("Oak", "(Elm)", True),
        ("Oak", "of old", True),
        ("Oak [1]", "of old", False),
        ("Oak [1]", "[2]", True),
    ],
)
def test_a_line_that_goes_on_by_its_words(above: str, below: str, one: bool) -> None:
    assert len(parted(block((above, 0.0), (below, 10.0)))) == (1 if one else 2)


@pytest.mark.parametrize(
    ("brace", "one"),
    [
        (Brace(165, 80, 171, 150, 165, 114), True),  # opens to the right, behind the lines
        (Brace(165, 80, 171, 150, 165, 116.8), True),
        (Brace(165, 80, 171, 150, 165, 117.2), False),
        (Brace(165, 80, 171, 150, 165, 111.2), True),
        (Brace(165, 80, 171, 150, 165, 110.8), False),
        (Brace(165, 80, 171, 150, 171, 114), False),  # its tip at the other side
        (Brace(109, 80, 115, 150, 115, 114), True),  # opens to the left, before them
        (Brace(109, 80, 115, 150, 109, 114), False),
        (Brace(154.2, 80, 160.2, 150, 154.2, 114), True),  # a little into the lines
        (Brace(153.8, 80, 159.8, 150, 153.8, 114), False),
        (Brace(219.8, 80, 226, 150, 219.8, 114), True),
        (Brace(220.2, 80, 226, 150, 220.2, 114), False),
        (Brace(165, 110, 185, 120, 165, 114), False),  # not upright
    ],
)
def test_a_tip_at_the_middle_of_two_lines(brace: Brace, one: bool) -> None:
    assert len(parted(block(("Oak", 100.0), ("Elm", 120.0)), [brace])) == (1 if one else 2)


def test_a_tip_at_the_middle_of_a_line_points_at_that() -> None:
    for second, one in ((107.2, True), (106.8, False)):
        lines = block(("Oak", 100.0), ("Elm", second), height=6.0)
        tip = (100 + second + 6) / 2
        assert len(parted(lines, [Brace(165, 80, 171, 150, 165, tip)])) == (1 if one else 2)


def test_a_line_is_cut_where_a_brace_stands_in_it() -> None:
    oak, elm = (block((text, 100.0), x=x)[0][0] for text, x in (("Oak", 50.0), ("Elm", 120.0)))
    for brace, cut in (
        (Brace(95, 80, 101, 130, 95, 105), True),
        (Brace(95, 104.1, 101, 130, 95, 117), False),
        (Brace(95, 80, 101, 103.9, 95, 92), False),
        (Brace(64, 80, 70, 130, 64, 105), False),  # before the middle of the first
        (Brace(142, 80, 148, 130, 142, 105), False),
        (Brace(95, 100, 115, 108, 95, 104), False),  # wide
    ):
        assert len(cut_at_braces([oak, elm], [brace])) == (2 if cut else 1)


# -- signs ------------------------------------------------------------------------------------------------------------

TEXT = Word("Oak", 80, 100, 95, 110, 10.0, 0, 108, False, 0, 0, 99, 99, "Times")


def moved(word: Word, dx: float = 0.0, high: float = 0.0) -> Word:
    box = (word.x0 + dx, word.y0, word.x1 + dx, word.y1 + high)
    return Word(word.text, *box, word.size, 0, word.baseline, False, 0, 0, word.index, word.line, word.font)


def test_pieces_of_one_brace_stand_in_one_line() -> None:
    first, tip = pieces("\uf8f1\uf8f2")
    for off, count in ((1.4, 1), (1.6, 0)):
        assert len(printed_braces([first, moved(tip, off), TEXT])[0]) == count


def test_pieces_of_one_brace_are_near() -> None:
    for step, count in ((29.8, 1), (30.2, 0)):
        assert len(printed_braces([*pieces("⎧⎨⎩", step=step), TEXT])[0]) == count


def test_a_lone_sign_is_large() -> None:
    (sign,) = pieces("{")
    for higher, count in ((4.8, 0), (5.2, 1)):
        assert len(printed_braces([moved(sign, high=higher), TEXT, TEXT])[0]) == count


def test_a_sign_in_large_type_has_its_own_height() -> None:
    sign = Word("}", 50, 90, 58, 130, 40.0, 0, 120, False, 0, 0, 0, 0, "Times")
    assert printed_braces([sign, TEXT, TEXT])[0] == [Brace(50, 90, 58, 130, 58, 110)]
    sign = Word("}", 50, 84, 58, 133, 40.0, 0, 120, False, 0, 0, 0, 0, "Times")
    assert printed_braces([sign, TEXT, TEXT])[0] == [Brace(50, 90, 58, 130, 58, 110)]
