"""Taxonomies with braces, drawn and printed, in the place of lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from surveyrefs.model.document import Figure
from surveyrefs.parse.embedded.figures.braces import printed_braces
from surveyrefs.parse.embedded.pdf.page import Brace, Word
from tests.parse.embedded.tables.printed import Printer, floats_of

Brackets = Callable[[Printer, float, float, float], None]
LEAVES = {"Trees": ("Oak and ash [1]", "Old elm [2]", "Fir [3]"), "Flowers of": ("Rose [4]", "Lily [5, 6]")}
PARENTS = {
    "Garden": "", "Trees": "Garden", "Flowers of spring": "Garden", "Oak and ash [1]": "Trees", "Old elm [2]": "Trees",
    "Fir [3]": "Trees", "Rose [4]": "Flowers of spring", "Lily [5, 6]": "Flowers of spring",
}  # fmt: skip


def drawn(p: Printer, x: float, y0: float, y1: float) -> None:
    """Draw a brace as programs do: two curves and a line at each side of its tip."""
    shape, middle = p.page.new_shape(), (y0 + y1) / 2
    for y, turn in ((y0, 1), (y1, -1)):
        tip, bend = (x, middle), 4 * turn
        points = [(x + 6, y), (x + 4, y), (x + 3, y + bend / 2), (x + 3, y + bend)]
        back = [(x + 3, middle - bend), (x + 3, middle - bend / 2), (x + 2, middle), tip]
        if turn < 0:
            points, back = back[::-1], points[::-1]
            shape.draw_bezier(*points)
            shape.draw_line(points[-1], back[0])
            shape.draw_bezier(*back)
        else:
            shape.draw_bezier(*points)
            shape.draw_line(points[-1], back[0])
            shape.draw_bezier(*back)
    shape.finish(width=0.5, closePath=False)
    shape.commit()


def glyph(p: Printer, x: float, y0: float, y1: float) -> None:
    """Print a brace in large type."""
    size = y1 - y0
    p.page.insert_text((x - size / 8, y1 - size / 4), "{", fontname="helv", fontsize=size)


def garden(p: Printer, brace: Brackets) -> None:
    """Print a tree of two levels: the leaves of one brace are one line each, a label takes two lines."""
    p.put(110, 303, "Garden")
    brace(p, 150, 240, 360)
    y = 250.0
    for label, leaves in LEAVES.items():
        middle = y + 12 * (len(leaves) - 1) / 2
        if label == "Trees":
            p.put(170, middle, label)
        else:
            p.row(middle - 5, [170], [label])
            p.row(middle + 6, [170], ["spring"])
        brace(p, 226, y - 9, y + 12 * (len(leaves) - 1) + 4)
        for i, leaf in enumerate(leaves):
            p.put(246, y + 12 * i, leaf)
        y += 90
    p.put(200, 390, "Figure 1: What grows in a garden")


def parents(figure: Figure) -> dict[str, str]:
    names = [node.passage.text for node in figure.nodes]
    return {node.passage.text: names[node.parent] if node.parent >= 0 else "" for node in figure.nodes}


@pytest.mark.parametrize("brace", [drawn, glyph])
def test_the_text_at_the_tip_is_the_parent_of_those_that_the_brace_covers(tmp_path: Path, brace: Brackets) -> None:
    (figure,) = floats_of(tmp_path, lambda p: garden(p, brace)).figures
    assert parents(figure) == PARENTS


def closed(p: Printer) -> None:
    """Print the same the other way round: what braces cover stands left of them, in turned order."""
    for x, y, text in ((150, 250, "Oak [1]"), (150, 262, "Elm [2]"), (150, 300, "Rose [3]"), (150, 312, "Lily [4]")):
        p.put(x, y, text)
    for y, label in ((245, "Trees"), (295, "Flowers")):
        shape, x = p.page.new_shape(), 200
        shape.draw_bezier((x, y - 3), (x + 5, y - 3), (x, y + 10), (x + 6, y + 10))
        shape.draw_bezier((x + 6, y + 10), (x, y + 10), (x + 5, y + 24), (x, y + 24))
        shape.finish(width=0.5, closePath=False)
        shape.commit()
        p.put(212, y + 13, label)
    p.put(150, 360, "Figure 1: What grows in a garden")


def test_braces_that_close(tmp_path: Path) -> None:
    (figure,) = floats_of(tmp_path, closed).figures
    expected = {"Oak [1]": "Trees", "Elm [2]": "Trees", "Rose [3]": "Flowers", "Lily [4]": "Flowers"}
    assert parents(figure) == {**expected, "Trees": "", "Flowers": ""}


def test_braces_over_spans_of_time_are_no_tree(tmp_path: Path) -> None:
    def timeline(p: Printer) -> None:
        p.rule(300, 100, 500)
        for n, text in enumerate(("Dawn", "Noon", "Dusk", "Night")):
            p.put(120 + 100 * n, 316, text)
            p.down(130 + 100 * n, 297, 303)
        drawn(p, 80, 250, 290)
        p.put(200, 350, "Figure 1: A day in a garden")

    (figure,) = floats_of(tmp_path, timeline).figures
    assert figure.nodes == ()
    assert len(figure.texts) == 4


# -- braces of several pieces -----------------------------------------------------------------------------------------


def pieces(text: str, x: float = 50.0, step: float = 3.0) -> list[Word]:
    """Return signs one below the other, each in a box as high as its type, as MuPDF gives TeX's."""
    return [
        Word(sign, x, 100 + step * n, x + 9, 110 + step * n, 10.0, 0, 100 + step * n, False, 0, 0, n, n, "CMEX10")
        for n, sign in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("text", "tips"),
    [
        ("\uf8f1\uf8f4\uf8f2\uf8f4\uf8f3", [50.0]),
        ("\uf8fc\uf8f4\uf8fd\uf8f4\uf8fe", [59.0]),
        ("⎧⎪⎨⎪⎩", [50.0]),
        ("\uf8f1\uf8f2\uf8f3\uf8f1\uf8f2\uf8f3", [50.0, 50.0]),  # two, one right below the other
        ("⎧⎪⎩", []),  # no piece with a tip
        ("{", []),  # as high as the text
    ],
)
def test_pieces_of_a_brace(text: str, tips: Sequence[float]) -> None:
    word = Word("Oak", 80, 100, 95, 110, 10.0, 0, 108, False, 0, 0, 99, 99, "Times")
    braces, rest = printed_braces([*pieces(text), word])
    assert [brace.tip_x for brace in braces] == list(tips)
    assert (word in rest, len(rest) == 1) == (True, bool(tips))


def test_a_large_sign_of_tex_hangs_from_its_line() -> None:
    high = Word("{", 50, 100, 58, 130, 10.0, 0, 100, False, 0, 0, 0, 0, "CMEX10")
    around = [Word("Oak", 80, 100, 95, 110, 10.0, 0, 108, False, 0, 0, 1, n, "Times") for n in (1, 2)]
    assert printed_braces([high, *around])[0] == [Brace(50, 100, 58, 130, 50, 115)]


@pytest.mark.parametrize(("y", "held"), [(220.0, True), (213.0, False)])  # 22 and 28 points above, by its middle
def test_a_text_may_stand_above_a_brace(tmp_path: Path, y: float, held: bool) -> None:
    def over(p: Printer) -> None:
        garden(p, drawn)
        p.put(140, y, "Above", size=6)

    (figure,) = floats_of(tmp_path, over).figures
    said = [t.text for t in (*figure.texts, *(node.passage for node in figure.nodes))]
    assert ("Above" in said) == held
