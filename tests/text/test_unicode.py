"""Characters as PDFs give them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.text.unicode import ACCENTS, compose, is_accent, tidy

LETTERS = st.text(st.sampled_from([*"aeioucnsztgTRE ıȷ`-.'0", *ACCENTS, "ﬁ", "ﬄ", "é", "中", "ß"]), max_size=20)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Garc´ıa", "García"),
        ("M¨uller", "Müller"),
        ("Na¨ıve", "Naïve"),
        ("Erd˝os", "Erdős"),
        ("Dvoˇr´ak", "Dvořák"),
        ("Fran¸cois", "François"),
        ("Franc¸ois", "François"),
        ("G¨okc¸e", "Gökçe"),
        ("Barb˘as¸", "Barbăş"),
        ("Cris`ere", "Crisère"),
        ("¨ Uber", "Über"),
        ("˚Angstr¨om", "Ångström"),
        ("Cafe\u0301", "Café"),
        ("eﬃcient ﬁgures", "efficient figures"),
    ],
)
def test_accents_of_their_own_join_their_letters(printed: str, written: str) -> None:
    assert compose(printed) == written


@pytest.mark.parametrize("text", ["plain ASCII", "´t", "`quoted' words", "a ` b", "x ˜ 3", "中文"])
def test_what_makes_no_letter_stays_as_printed(text: str) -> None:
    assert compose(text) == text


def test_tidy_folds_blanks_and_drops_control_characters() -> None:
    assert tidy(" a\u00a0\u2009b\n\tc\x00d\u200be\ufeff ") == "a b cde"
    assert tidy("G¨odel\n") == "Gödel"
    assert is_accent("´")
    assert not is_accent("e")


def letters(text: str) -> list[str]:
    """Return the base letters of a text, ligatures taken apart, in order."""
    decomposed = unicodedata.normalize("NFKD", text).replace("ı", "i").replace("ȷ", "j")
    return [c for c in decomposed if c.isalnum() and not is_accent(c)]


@given(LETTERS)
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    assert letters(compose(text)) == letters(text)


@given(LETTERS)
def test_composing_never_makes_a_text_longer_than_its_ligatures_do(text: str) -> None:
    assert len(compose(text)) <= len(unicodedata.normalize("NFKC", text)) + sum(c in "¨´¯¸˘˙˚˛˜˝" for c in text)
    assert unicodedata.is_normalized("NFC", compose(text)) or text.isascii()


def test_a_dot_accent_within_an_address_is_the_underscore_of_tex() -> None:
    assert compose("10.1162/tacl˙a˙00276 and https://x.org/a˙b") == "10.1162/tacl_a_00276 and https://x.org/a_b"
    assert compose("˙Zak") == "Żak"
