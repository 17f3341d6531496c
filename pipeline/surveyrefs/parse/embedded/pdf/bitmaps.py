"""TeX's bitmap fonts: letters without a name, of which a PDF has the codes only.

Where a TeX installation has no outlines of a font (old files, European letters without cm-super) the PDF gets pictures
of its letters (Type 3), whose glyphs are called by their codes. Most codes are ASCII's; dashes, ligatures, quotation
marks and accents are not, and are other ones in TeX's old encoding (OT1) than in its European one (T1): "12–15" would
be "12 15". Which of the two a document has shows in all of its fonts together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

_QUOTES = {"'": "’", "`": "‘"}
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
_T1_LOW = ("`", "´", "ˆ", "˜", "¨", "˝", "˚", "ˇ", "˘", "¯", "˙", "¸", "˛", "‚", "‹", "›", "“", "”", "„", "«", "»",
           "–", "—", "", "₀", "ı", "ȷ", *_LIGATURES)  # fmt: skip
# From 0x80 to 0xbf; beyond it is Latin-1 but for four.
_T1_HIGH = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
T1: Mapping[str, str] = {
    **{chr(code): sign for code, sign in enumerate(_T1_LOW)},
    **{chr(0x80 + i): sign for i, sign in enumerate(_T1_HIGH)},
    **_QUOTES, "\x7f": "-", "\xd7": "Œ", "\xf7": "œ", "\xdf": "SS", "\xff": "ß",
}  # fmt: skip
OT1: Mapping[str, str] = {
    **dict(zip(map(chr, range(0x0B)), "ΓΔΘΛΞΠΣΥΦΨΩ", strict=True)),
    **{chr(0x0B + i): sign for i, sign in enumerate(_LIGATURES)},
    **dict(zip(map(chr, range(0x10, 0x20)), "ıȷ`´ˇ˘¯˚¸ßæœøÆŒØ", strict=True)),
    **_QUOTES, '"': "”", "\\": "“", "<": "¡", ">": "¿", "^": "ˆ", "_": "˙", "{": "–", "|": "—", "}": "˝", "~": "˜",
    "\x7f": "¨",
}  # fmt: skip

_T1_SHOWN = frozenset(map(chr, (0x15, 0x16, *range(0x1B, 0x20), *range(0xA0, 0x100))))  # dashes, ligatures, letters
_OT1_SHOWN = frozenset(map(chr, (*range(0x0B, 0x10), 0x12, 0x13, 0x5C, 0x7B, 0x7C, 0x7F)))
_STOPS, _DIGITS = frozenset(",."), frozenset("0123456789")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_SYMBOLS = frozenset("\x00\x01")  # the minus and the dot of TeX's symbols; accents that no text has by themselves
MANY_LETTERS, SOME_DIGITS = 10, 3  # different ones that only a font of text has: formulas have some letters


class Bitmap(msgspec.Struct, frozen=True, gc=False):
    """A font of pictures: the codes that it has, and whether all of them are equally wide, as a typewriter's are."""

    codes: frozenset[str]
    mono: bool = False


def is_called_by_code(names: Mapping[str, str]) -> bool:
    """Tell whether all glyphs of a font are called by their codes, as TeX's programs call them: `a46` (pdfTeX), `x2E`
    (dvipdfmx), or the sign itself (dvips)."""
    return bool(names) and all(name in _names_of(ord(code)) for code, name in names.items())


def _names_of(code: int) -> Collection[str]:
    return (f"a{code}", f"x{code:02X}", f"x{code:02x}", chr(code), f"#{code:02X}", f"#{code:02x}")


def is_text(font: Bitmap) -> bool:
    """Tell whether a font prints text, and no formulas: it has stops, many letters, or some figures."""
    codes = font.codes
    if codes & _SYMBOLS:
        return False
    return bool(codes & _STOPS) or len(codes & _LETTERS) >= MANY_LETTERS or len(codes & _DIGITS) >= SOME_DIGITS


def tables_of(fonts: Mapping[str, Bitmap], formulas: bool) -> dict[str, Mapping[str, str]]:
    """Return what the codes of a document's bitmap fonts print, beside ASCII's; `formulas`: some may be of formulas.

    All are in the encoding that more codes show.
    """
    text = {name: font for name, font in fonts.items() if not formulas or is_text(font)}
    telling = [font.codes for font in text.values() if not font.mono]
    european = sum(len(codes & _T1_SHOWN) for codes in telling)
    old = sum(len(codes & _OT1_SHOWN) for codes in telling)
    encoding = T1 if european > old else OT1
    return {name: _table_for(font, encoding) for name, font in text.items()}


def _table_for(font: Bitmap, encoding: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the codes of one font print; nothing for the old typewriter, which has ASCII."""
    if font.mono and encoding is OT1:
        return {}
    return {code: sign for code, sign in encoding.items() if code in font.codes}
