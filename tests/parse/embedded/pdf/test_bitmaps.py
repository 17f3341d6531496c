"""TeX's bitmap fonts."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.pdf.bitmaps import OT1, T1, Bitmap, is_called_by_code, is_text, tables_of

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz,.()0123456789'")


def bitmap(*codes: int, letters: frozenset[str] = LETTERS, mono: bool = False) -> Bitmap:
    """Return a font with these codes beside some letters."""
    return Bitmap(letters | frozenset(map(chr, codes)), mono)


@pytest.mark.parametrize(
    ("names", "called"),
    [
        ({"A": "a65", "\x15": "a21"}, True),
        ({"A": "x41", "\x1e": "x1E"}, True),
        ({"A": "A", "\x15": "#15"}, True),
        ({"A": "A", ",": "comma"}, False),
        ({"A": "a66"}, False),
        ({}, False),
    ],
)
def test_glyphs_called_by_their_codes(names: dict[str, str], called: bool) -> None:
    assert is_called_by_code(names) is called


def test_the_european_encoding_shows_in_all_fonts_together() -> None:
    digits = Bitmap(frozenset("0123\x15"))  # of raised callouts: 1–3
    tables = tables_of({"text": bitmap(0x15, 0x1C, 0xFC, 0xFF), "raised": digits}, formulas=False)
    assert tables["raised"] == {"\x15": "–"}
    assert tables["text"] == {"\x15": "–", "\x1c": "fi", "\xff": "ß", "'": "’"}


def test_the_old_encoding() -> None:
    tables = tables_of({"text": bitmap(0x0C, 0x0E, 0x5C, 0x22, 0x7B, 0x7F)}, formulas=True)
    assert [tables["text"][c] for c in '\x0c\x0e\\"{\x7f'] == ["fi", "ffi", "“", "”", "–", "¨"]


def test_the_old_typewriter_has_ascii_and_formulas_have_codes_of_their_own() -> None:
    fonts = {
        "text": bitmap(0x0C, 0x7B),
        "typewriter": bitmap(0x5C, 0x7B, 0x7D, mono=True),
        "greek": Bitmap(frozenset("\x0b\x0cnx")),
        "symbols": Bitmap(frozenset("\x00\x01\x15012")),
    }
    tables = tables_of(fonts, formulas=True)
    assert tables.keys() == {"text", "typewriter"}
    assert not tables["typewriter"]
    assert tables_of(fonts, formulas=False).keys() == fonts.keys()


def test_few_letters_are_a_formulas() -> None:
    assert is_text(Bitmap(frozenset("012,")))
    assert is_text(Bitmap(frozenset("abcdefghij")))
    assert not is_text(Bitmap(frozenset("abcdefghi")))


def test_encodings_hold_single_letters_but_for_ligatures() -> None:
    assert {sign for sign in (*T1.values(), *OT1.values()) if len(sign) > 1} == {"ff", "fi", "fl", "ffi", "ffl", "SS"}
    assert (T1["\x8a"], T1["\xbc"], T1["\xab"]) == ("Ł", "ĳ", "ń")
