"""Which words are a figure's: those in its drawing and close to it, above its own caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.parse.embedded.pdf.library import pymupdf
from tests.parse.embedded.tables.printed import Draw, Printer, floats_of

CODE = "cour"


def boxed(p: Printer, x: float, y: float, text: str, width: float = 80) -> None:
    """Print a word in a frame."""
    p.page.draw_rect(pymupdf.Rect(x, y, x + width, y + 24), width=0.5)
    p.center(x + width / 2, y + 15, text)


def figures(path: Path, draw: Draw) -> list[tuple[str, list[str], list[int]]]:
    """Return number, texts and box of each figure of a page."""
    found = floats_of(path, draw).figures
    return [
        (f.number, sorted(w for p in (*f.texts, *(n.passage for n in f.nodes)) for w in p.text.split()),
         [round(x) for x in f.box.tuple()])
        for f in found
    ]  # fmt: skip


def test_the_words_of_a_drawing(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        boxed(p, 200, 300, "Oak")
        boxed(p, 330, 300, "Elm")
        p.put(200, 350, "Figure 1: Two trees of the wood")

    ((number, texts, box),) = figures(tmp_path, draw)
    assert (number, texts) == ("1", ["Elm", "Oak"])
    assert box[0] <= 200
    assert box[2] >= 410


@pytest.mark.parametrize(("below", "taken"), [(12, True), (60, False)])
def test_names_between_a_drawing_and_its_caption(tmp_path: Path, below: float, taken: bool) -> None:
    def draw(p: Printer) -> None:
        boxed(p, 200, 300, "Oak")
        p.put(210, 324 + below, "(a)")
        p.put(200, 324 + below + 16, "Figure 1: A tree of the wood")

    ((_, texts, _),) = figures(tmp_path, draw)
    assert ("(a)" in texts) == taken


def test_captions_side_by_side_share_the_page(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        boxed(p, 90, 300, "Oak")
        boxed(p, 400, 300, "Elm")
        p.put(90, 350, "Figure 1: A first tree")
        p.put(400, 350, "Figure 2: A second tree")

    found = figures(tmp_path, draw)
    assert [(number, texts) for number, texts, _ in found] == [("1", ["Oak"]), ("2", ["Elm"])]
    assert found[0][2][2] < 250
    assert found[1][2][0] > 350


def test_captions_one_below_the_other_have_each_what_is_right_above(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        boxed(p, 200, 260, "Oak")
        p.put(200, 310, "Figure 1: A first tree")
        boxed(p, 200, 400, "Elm")
        p.put(200, 450, "Figure 2: A second tree")

    assert [(number, texts) for number, texts, _ in figures(tmp_path, draw)] == [("1", ["Oak"]), ("2", ["Elm"])]


@pytest.mark.parametrize(("font", "size", "taken"), [(CODE, 10, True), ("tiro", 8, True), ("tiro", 10, False)])
def test_a_listing_is_of_typewriter_or_small_type(tmp_path: Path, font: str, size: float, taken: bool) -> None:
    def draw(p: Printer) -> None:
        for i, line in enumerate(("plant(tree)", "water(tree)", "wait(years)")):
            p.put(200, 300 + 12 * i, line, font, size)
        p.put(200, 350, "Figure 1: How a tree is grown")

    ((_, texts, _),) = figures(tmp_path, draw)
    assert (texts == ["plant(tree)", "wait(years)", "water(tree)"]) == taken


def test_a_listing_ends_at_wide_white(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        p.put(200, 220, "other(thing)", CODE, 10)
        p.put(200, 300, "plant(tree)", CODE, 10)
        p.put(200, 312, "water(tree)", CODE, 10)
        p.put(200, 340, "Figure 1: How a tree is grown")

    ((_, texts, _),) = figures(tmp_path, draw)
    assert texts == ["plant(tree)", "water(tree)"]


@pytest.mark.parametrize(("caption", "told"), [("A taxonomy of trees", True), ("A photograph of one", False)])
def test_a_picture_that_may_be_a_taxonomy_is_told(tmp_path: Path, caption: str, told: bool) -> None:
    def draw(p: Printer) -> None:
        photo = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 60, 60))
        photo.set_rect(photo.irect, (10, 200, 90))
        p.page.insert_image((200, 260, 320, 330), pixmap=photo)
        p.put(200, 350, f"Figure 1: {caption}")

    problems = floats_of(tmp_path, draw).problems
    assert [problem.code for problem in problems] == ["figure-is-image"] * told
