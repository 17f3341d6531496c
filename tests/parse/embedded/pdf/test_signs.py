"""Signs of symbol fonts."""

from __future__ import annotations

from typing import Any

from surveyrefs.parse.embedded.pdf.signs import Signs, combined, table_of


def _char(text: str, x: float) -> dict[str, Any]:
    return {"c": text, "bbox": (x, 0.0, x + 8, 10.0)}


class _Pdf:
    """Fonts as PyMuPDF tells them: (xref, ext, type, name, place, encoding)."""

    def __init__(self, *fonts: tuple[str, str, str, str]) -> None:
        self.fonts = fonts

    def get_fonts(self) -> list[tuple[int, str, str, str, str, str]]:
        return [(i, "", kind, name, place, "") for i, (kind, name, place, _) in enumerate(self.fonts, 1)]

    page_count = 1

    def get_page_fonts(self, _: int) -> list[tuple[int, str, str, str, str, str]]:
        return self.get_fonts()

    def xref_get_key(self, xref: int, key: str) -> tuple[str, str]:
        _, _, place, encoding = self.fonts[xref - 1]
        known = {"Name": ("name", f"/{place}"), "Encoding/Differences": ("array", encoding)}
        return known.get(key, ("null", "null"))


def test_wasysyms_full_circle_has_the_code_of_a_blank() -> None:
    table = table_of("ABCDEF+wasy10")
    assert table is not None
    assert [sign for sign, _ in combined([_char(" ", 0), _char("#", 20)], table)] == ["●", "○"]


def test_two_signs_at_one_place_are_one() -> None:
    table = table_of("wasy7")
    assert table is not None
    shown = combined([_char("G", 0), _char("#", 0.1), _char("#", 8)], table)
    assert shown == [("◐", (0, 0.0, 8, 10.0)), ("○", (8, 0.0, 16, 10.0))]


def test_letters_have_no_table() -> None:
    assert table_of("ABCDEF+CMR10") is None
    assert Signs(_Pdf()).on_page(_Pdf(), {"CMR10", "Times-Roman"}) == {}


def test_font_awesomes_glyphs_are_named_in_the_encoding() -> None:
    name = "HFNITZ+FontAwesome5Free-Solid"
    pdf = _Pdf(("Type1", name, "F1", "[112/times/times-circle]"), ("Type1", name, "F2", "[3/adjust 187/circle/dragon]"))
    table = Signs(pdf).on_page(pdf, {"FontAwesome5Free-Solid"})["FontAwesome5Free-Solid"]
    assert [table[c] for c in ("p", "q", "\x03", "\xbb", "\xbc", "\uf00c")] == ["✗", "✘", "◐", "●", "▫", "✓"]


def test_outlined_icons() -> None:
    pdf = _Pdf(("Type1", "ABCDEF+FontAwesome5Free-Regular", "F1", "[43/star]"))
    assert Signs(pdf).on_page(pdf, {"FontAwesome5Free-Regular"})["FontAwesome5Free-Regular"]["+"] == "☆"


def test_ticks_in_a_bitmap_font_without_name() -> None:
    pdf = _Pdf(("Type3", "F33", "F33", "[33/a33 35/a35]"), ("Type3", "F4", "F4", "[33/a33 65/a65/a66/a67 110/a110]"))
    assert Signs(pdf).on_page(pdf, {"F33", "F4"}).keys() == {"F33"}


def test_dashes_of_texs_bitmap_fonts() -> None:
    text = "[21/a21 40/a40/a41 44/a44/a45/a46 48/a48/a49/a50 228/a228]"
    pdf = _Pdf(("Type3", "F9", "F9", text), ("Type3", "F8", "F8", "[15/odd/a16]"), ("Type1", "X+CMMI10", "F1", ""))
    assert Signs(pdf).on_page(pdf, {"F8", "F9"}) == {"F9": {"\x15": "–"}}


def test_sums_and_roots_of_times_mathematics() -> None:
    table = table_of("ABCDEF+txexs")
    assert table is not None
    assert "".join(sign for sign, _ in combined([_char("Í", 0), _char("√", 9), _char("\ufe03", 18)], table)) == "∑√"


def test_codes_that_no_simple_font_has_are_passed_over() -> None:
    name = "ABCDEF+FontAwesome5Free-Solid"
    pdf = _Pdf(("Type1", name, "F1", "[255/star/star 99999999/star]"))  # the last is beyond all characters
    table = Signs(pdf).on_page(pdf, {"FontAwesome5Free-Solid"})["FontAwesome5Free-Solid"]
    assert ("\xff" in table, "\u0100" in table) == (True, False)
