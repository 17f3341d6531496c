"""Figures that a font draws raised or lowered, by the shapes of the letters."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.pdf.raised import BARREN, SUSPECTS, Raised

SIZE, LINE, WIDE = 10.0, 100.0, 5.0  # type size, height of the line, width of every letter: points
TEXT = "model[12,3]. Data)[7] and H{2}O, type2 vec[1–3]"


def drawn(text: str) -> tuple[tuple[Word, ...], dict[str, Any]]:
    """Return the words of a line as MuPDF gives them, and its letters: `[12]` is raised, `{2}` lowered."""
    words: list[Word] = []
    chars: list[dict[str, Any]] = []
    x, mark = 50.0, ""
    for token in text.split():
        start, plain = x, ""
        for char in token:
            if char in "[]{}":
                mark = "" if char in "]}" else char
                continue
            foot = {"[": LINE - 3.5, "{": LINE + 1.0, "": LINE}[mark] if char.isdigit() else LINE
            high = 3.3 if mark else 6.6
            chars.append({"c": char, "origin": (x, LINE), "bbox": (x, foot - high, x + 4.0, foot)})
            x, plain = x + WIDE, plain + char
        words.append(Word(plain, start, 90.0, x, 102.0, SIZE, 0, LINE, False, 0, 0, 0, len(words), "Serif"))
        x += WIDE
    return tuple(words), {"blocks": [{"lines": [{"spans": [{"chars": chars}]}]}]}


def test_small_figures_become_words_of_their_own() -> None:
    words, shapes = drawn(TEXT)
    found = Raised().parted(words, lambda: shapes)
    assert [(w.text, w.glued) for w in found] == [
        ("model", False), ("12,3", True), (".", True), ("Data)", False), ("7", True), ("and", False), ("H", False),
        ("2", True), ("O,", True), ("type2", False), ("vec", False), ("1–3", True),
    ]  # fmt: skip
    assert [w.index for w in found] == list(range(len(found)))
    raised, lowered = found[1], found[7]
    assert (raised.size, raised.baseline, raised.x0, raised.x1) == (5.0, LINE - 3.5, 75.0, 95.0)
    assert (lowered.baseline, lowered.size) == (LINE + 1.0, 5.0)
    assert (found[0].x1, found[2].x0) == (raised.x0, raised.x1)


def test_fractions_and_figures_of_full_size_stay() -> None:
    words, shapes = drawn("a[1]⁄2 b[1]/2 vec[9], data12, type3, word4")
    found = Raised().parted(words, lambda: shapes)
    assert [w.text for w in found] == ["a1⁄2", "b1/2", "vec", "9", ",", "data12,", "type3,", "word4"]


def test_pages_without_suspects_are_not_asked_nor_documents_that_have_none() -> None:
    words, shapes = drawn("type2, data3, gene4 H2O")
    asked: list[int] = []

    def ask() -> dict[str, Any]:
        asked.append(1)
        return shapes

    raised = Raised()
    for _ in range(BARREN + 2):
        assert raised.parted(words, ask) is words
    assert len(asked) == BARREN
    few, _ = drawn(" ".join(["word1"] * (SUSPECTS - 1)) + " H2O CO2 2019 R2")
    assert Raised().parted(few, ask) is few
    assert len(asked) == BARREN


def test_figures_behind_a_raised_comma_are_narrow() -> None:
    parts = tuple(
        Word(t, x, 90.0, x + 3.0, 102.0, SIZE, 0, LINE, True, 0, 0, 0, i, "Serif")
        for i, (t, x) in enumerate((("1", 1.0), ("2", 9.0), ("3", 18.0)))
    )
    with pytest.raises(LookupError):
        Raised().parted(parts, dict[str, Any]().popitem)


@pytest.mark.parametrize(
    ("right", "down", "parted"),
    [(0.0, 0.1, True), (0.0, -0.1, True), (0.0, 0.2, False), (0.0, -0.2, False), (0.4, 0.0, True), (0.6, 0.0, False)],
)
def test_letters_are_found_a_little_off_their_words(right: float, down: float, parted: bool) -> None:
    words, shapes = drawn("model[12] data[3] vec[4]")
    moved = tuple(replace(w, x0=w.x0 + right, baseline=w.baseline + down) for w in words)
    assert (Raised().parted(moved, lambda: shapes) is not moved) == parted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[1,2]", ["1,2"]),
        ("a[1],[2]", ["a", "1,2"]),
        ("a[1],2", ["a", "1", ",2"]),  # a comma of the text behind a raised figure
        ("a1,[2]", ["a1,", "2"]),
        ("a[1],{2}", ["a", "1", ",", "2"]),
        (",[1]", [",", "1"]),
        ("[1],", ["1", ","]),
    ],
)
def test_marks_between_raised_figures_are_raised_with_them(text: str, parts: list[str]) -> None:
    words, shapes = drawn(f"{text} model[12] data[3] vec[4]")
    found = Raised().parted(words, lambda: shapes)
    assert [w.text for w in found][: len(parts)] == parts


@pytest.mark.parametrize(
    ("text", "width", "glued", "asked"),
    [
        ("1", 4.4, True, True), ("1", 4.6, True, False), ("1", 4.4, False, False), ("12", 8.9, True, True),
        ("12", 9.1, True, False), ("1a", 8.9, True, True), ("A1", 8.9, True, False),
    ],
)  # fmt: skip
def test_narrow_figures_glued_to_a_comma_are_suspects(text: str, width: float, glued: bool, asked: bool) -> None:
    found = tuple(
        Word(text, 20.0 * i, 90.0, 20.0 * i + width, 102.0, SIZE, 0, LINE, glued, 0, 0, 0, i, "Serif")
        for i in range(SUSPECTS)
    )
    calls: list[int] = []

    def ask() -> dict[str, Any]:
        calls.append(1)
        return {"blocks": []}

    Raised().parted(found, ask)
    assert bool(calls) == asked
    Raised().parted(found[1:], ask)
    assert len(calls) == asked, "two are too few"


@pytest.mark.parametrize(
    ("foot", "high", "parted"),
    [
        (2.1, 3.3, True), (1.9, 3.3, False), (-0.7, 3.3, True), (-0.5, 3.3, False),  # points above the line
        (3.5, 5.4, True), (3.5, 5.6, False), (3.5, 0.0, False),  # points of height
    ],
)  # fmt: skip
def test_small_figures_are_low_and_off_the_line(foot: float, high: float, parted: bool) -> None:
    words, shapes = drawn("model12 data3 vec4")
    for char in shapes["blocks"][0]["lines"][0]["spans"][0]["chars"]:
        if char["c"] == "4":
            x = char["bbox"][0]
            char["bbox"] = (x, LINE - foot - high, x + 4.0, LINE - foot)
    found = Raised().parted(words, lambda: shapes)
    assert [w.text for w in found][2:] == (["vec", "4"] if parted else ["vec4"])
    if parted:
        last = found[-1]
        assert (last.size, last.baseline) == (round(high / 0.66, 2), LINE - foot)
        assert (last.y0, last.y1) == (round(LINE - foot - last.size, 2), round(LINE - foot + 0.2 * last.size, 2))


@pytest.mark.parametrize("text", ["/[1]", "⁄[1]", "a[1]/", "[1]/2", "a{2}⁄3"])
def test_figures_beside_a_stroke_are_a_fraction(text: str) -> None:
    words, shapes = drawn(f"{text} model[12] data[3] vec[4]")
    assert Raised().parted(words, lambda: shapes)[0] == words[0]
    apart, more = drawn(f"a/b[1] {text} model[12] data[3] vec[4]")
    assert [w.text for w in Raised().parted(apart, lambda: more)][:2] == ["a/b", "1"]
