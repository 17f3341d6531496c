"""Characters as PDFs give them → characters as people write them."""

from __future__ import annotations

import re
import unicodedata

# TeX's accents are glyphs of their own, printed before their letter: ´ + e is é, ¨ + ı is ï.
ACCENTS = {
    "´": "\u0301", "ˊ": "\u0301", "`": "\u0300", "ˋ": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303",
    "˘": "\u0306", "ˇ": "\u030c", "¯": "\u0304", "˙": "\u0307", "˚": "\u030a", "¸": "\u0327", "˝": "\u030b",
    "˛": "\u0328",
}  # fmt: skip
_BEFORE = re.compile(r"([´ˊˋ¨ˆ˜˘ˇ¯˙˚¸˝˛]) ?([^\W\d_])")
# A grave accent is also the opening quote: within a word, before a vowel, it is the accent.
_GRAVE = re.compile(r"(?<=[^\W\d_])`([aeiouıAEIOU])(?=[^\W\d_]|\b)")
# Some fonts print the cedilla behind its letter: "Franc¸ois", "Gökc¸e". Where a letter follows that takes none, or only
# in scholars' transcriptions (ȩ), it is of the letter before.
_CEDILLA = re.compile(r"([cCsStT])¸(?=[aeiouAEIOU])")
# TeX's roman fonts print an underscore as a dot accent: within an address it is one.
_ADDRESS = re.compile(r"\S*(?:10\.\d{4,9}/|https?:|www\.)\S*")
_AFTER = re.compile(r"([A-Za-zı]) ?([¸˛])(?![^\W\d_])")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_DROPPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[" + "".join(_LIGATURES) + "]")


def is_accent(char: str) -> bool:
    """Tell whether a character is an accent that stands alone on paper."""
    return char in ACCENTS


def compose(text: str) -> str:
    """Join accents that were printed as glyphs of their own with their letters, and take ligatures apart."""
    if text.isascii() and "`" not in text:
        return text
    if "˙" in text:
        text = _ADDRESS.sub(lambda m: m.group().replace("˙", "_"), text)
    text = _LIGATURE.sub(lambda m: _LIGATURES[m.group()], text)
    text = _CEDILLA.sub(lambda m: unicodedata.normalize("NFC", m[1] + ACCENTS["¸"]), text)
    text = _BEFORE.sub(_joined, text)
    text = _GRAVE.sub(lambda m: unicodedata.normalize("NFC", _DOTLESS.get(m[1], m[1]) + ACCENTS["`"]), text)
    text = _AFTER.sub(lambda m: unicodedata.normalize("NFC", m[1] + ACCENTS[m[2]]), text)
    return unicodedata.normalize("NFC", text)


def _joined(match: re.Match[str]) -> str:
    accent, letter = match.groups()
    together = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + ACCENTS[accent])
    # An accent that makes no letter (´ before t) is left as printed: nothing is lost.
    return together if len(together) == 1 else match.group()


def unaccented(text: str) -> str:
    """Return a text without accents, with ligatures and other compatible forms as their plain letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def tidy(text: str) -> str:
    """Fold all blanks to single spaces, drop control characters, compose accents."""
    return compose(_SPACE.sub(" ", _DROPPED.sub("", text)).strip())


def our_figures(text: str) -> str:
    """Write the figures of other writings as ours: `۱۳۹۵` is `1395`."""
    return text if text.isascii() else "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
