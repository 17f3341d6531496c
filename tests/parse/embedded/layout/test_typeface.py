"""How words look."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS
from surveyrefs.parse.embedded.layout.typeface import LARGER, SMALLER, Body, Typeface, body_of, face_of, family
from tests.parse.embedded.build import LEADING, SIZE, column, full, layout_of, printed, words

BODY = Body(SIZE, "Times", LEADING)


@pytest.mark.parametrize(
    ("font", "name"),
    [
        ("ABCDEF+NimbusRomNo9L-Medi", "NimbusRomNo9L"),
        ("NimbusRomNo9L-Regu", "NimbusRomNo9L"),
        ("CMR10", "CM"),
        ("CMR7", "CM"),
        ("Times-Bold", "Times"),
        ("LinLibertineT", "LinLibertine"),
        ("LinLibertineTB", "LinLibertine"),
        ("TimesNewRoman,Bold", "TimesNewRoman"),
        ("B", "B"),
    ],
)
def test_a_family_is_a_name_without_weight_slope_and_size(font: str, name: str) -> None:
    assert family(font) == name


def test_most_letters_decide() -> None:
    assert face_of(words("*A* plain title")) == Typeface(SIZE, 0, False, "Times")
    assert face_of(words("*Bold* *title* a")) == Typeface(SIZE, BOLD, False, "Times")
    assert face_of(words("*word*")) == Typeface(SIZE, BOLD, False, "Times")


def test_figures_and_symbols_have_no_face() -> None:
    assert face_of(words("12 + 3", style=BOLD)) == Typeface(SIZE, 0, False, "")
    assert face_of(words("12", style=BOLD)) == Typeface(SIZE, 0, False, "")
    assert face_of(()) == Typeface(0.0, 0, False, "")


def test_capitals_and_small_capitals_are_one() -> None:
    assert face_of(words("METHODS AND DATA")).capitals
    assert face_of(words("METHODS")).capitals
    assert face_of(words("Methods", style=SMALL_CAPS)) == Typeface(SIZE, 0, True, "Times")
    assert not face_of(words("A")).capitals, "one capital may begin a sentence"
    two_sizes = [*words("M", size=10), *words("ETHODS", 80, size=8)]
    assert face_of(two_sizes).size == SIZE


@pytest.mark.parametrize(
    ("face", "out"),
    [
        (Typeface(SIZE, 0, False, "Times"), False),
        (Typeface(SIZE, BOLD, False, "Times"), True),
        (Typeface(SIZE, ITALIC, False, "Times"), True),
        (Typeface(SIZE, 0, True, "Times"), True),
        (Typeface(SIZE, 0, False, "Helvetica"), True),
        (Typeface(SIZE, 0, False, ""), False),
        (Typeface(SIZE * LARGER + 0.1, 0, False, "Times"), True),
        (Typeface(SIZE * SMALLER - 0.1, BOLD, True, "Helvetica"), False),
    ],
)
def test_what_stands_out(face: Typeface, out: bool) -> None:
    assert BODY.stands_out(face) is out


def test_the_body_is_the_type_of_most_letters() -> None:
    lines = [printed("A heading", 80, size=14, font="Helvetica-Bold"), *column([full()] * 3)]
    assert body_of(layout_of(lines)) == BODY
    assert body_of(layout_of([])) == Body(SIZE, "", LEADING)


def test_a_font_that_stands_in_for_another_script_is_of_the_body() -> None:
    """Word sets Cyrillic in another font where the chosen one has none; a list of Latin works may have most letters."""
    latin = column([full()] * 6)
    russian = "Этот вопрос изучается много лет, и несколько групп сообщают близкие значения."
    eastern = [printed(russian, 400 + i * LEADING, font="DejaVuSerif") for i in range(3)]
    body = body_of(layout_of([*latin, *eastern]))
    assert body.family == "Times"
    assert not body.stands_out(Typeface(SIZE, 0, False, "DejaVuSerif"))
    assert body.stands_out(Typeface(SIZE, 0, False, "Helvetica"))
    sans = [printed(full(), 400 + i * LEADING, font="Helvetica") for i in range(3)]
    assert body_of(layout_of([*latin, *sans])) == BODY  # the same script: a choice, no need
    assert body_of(layout_of([*latin * 6, eastern[0]])) == BODY  # a quotation


def test_small_capitals_that_are_copied_as_small_letters() -> None:
    def drawn(size: float, rest: str = "ethods") -> Typeface:
        word, tail = words("M", size=SIZE), words(rest, 80, size=size)
        return face_of([*word, replace(tail[0], glued=True), *words("of", 120, size=size)])

    assert drawn(0.7 * SIZE) == Typeface(SIZE, 0, True, "Times")
    assert not drawn(0.4 * SIZE).capitals, "a drop capital"
    assert not drawn(0.7 * SIZE, "eThods").capitals
