"""Faults of text layers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from surveyrefs.parse.embedded.layout.text_layer import readable, with_lost_dashes
from tests.parse.embedded.build import full, page, words

RANGES = ["2013;382:511e20.", "2001;3:1e9.", "1999;12:1011e8.", "2003;5:77e81.", "2004;6(1):77e81."]


def shown(rows: list[str]) -> list[str]:
    made = page([words(row, baseline=100 + 12 * i) for i, row in enumerate(rows)])
    return [w.text for w in with_lost_dashes([made])[0].words]


def test_ranges_get_their_dashes_back() -> None:
    assert shown(RANGES) == ["2013;382:511–20.", "2001;3:1–9.", "1999;12:1011–8.", "2003;5:77–81.", "2004;6(1):77–81."]


def test_the_letter_may_be_of_a_font_of_its_own() -> None:
    parts = [words("12:511", 100), words("e", 130, font="Sym"), words("20.", 135)]
    row = [parts[0][0], *(replace(w, glued=True) for part in parts[1:] for w in part)]
    made = page([row, *(words(x, baseline=120 + 12 * i) for i, x in enumerate(RANGES))])
    assert "".join(w.text for w in with_lost_dashes([made])[0].words[:3]) == "12:511–20."


@pytest.mark.parametrize("more", [[], ["1–2 3–4"], ["10.1016/1e5 e36475 7e"]])
def test_where_dashes_are_printed_an_e_is_an_e(more: list[str]) -> None:
    rows = RANGES[:3] + more if more != ["1–2 3–4"] else RANGES[:4] + more
    assert shown(rows) == " ".join(rows).split()


def test_codes_of_fonts_are_not_readable() -> None:
    said = [full("", 104) for _ in range(9)]
    assert readable([page([words(row) for row in said])])
    coded = ["".join(chr(ord(c) + 3) if c.isalpha() else c for c in row) for row in said]
    assert not readable([page([words(row) for row in coded])])
    assert not readable([page([words("".join(chr(0xF000 + ord(c)) if c != " " else c for c in row)) for row in said])])
    assert readable([page([words("参考文献の一覧 " * 20) for _ in range(9)])])
    assert readable([page([words("12 (3) 4.5"), words("RFC 12")])])
