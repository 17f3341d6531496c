"""Labels of references as printed at the head of an entry: `[12]`, `12.`, `(12)`, `⑫`, `[Wan+23]`."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import msgspec

LabelForm = Literal["[n]", "n.", "(n)", "n)", "n", "circled", "[a]"]
NUMBERED: tuple[LabelForm, ...] = ("[n]", "n.", "(n)", "n)", "n", "circled")
CIRCLED_NUMBER = "[①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➉➊-➓]"


class EntryLabel(msgspec.Struct, frozen=True, gc=False):
    """A label: its form, its text without brackets, its number (0 for letters), and where the entry's text starts."""

    form: LabelForm
    text: str
    number: int
    end: int


_FORMS: tuple[tuple[LabelForm, re.Pattern[str]], ...] = (
    ("[n]", re.compile(r"[\[［【〔]\s?([A-Z]{0,3}\d{1,4}[a-z]?)\s?[\]］】〕]\s*[.:]?\s*")),
    ("n.", re.compile(r"([A-Z]{0,2}\d{1,4})\.(?=\s|[A-Z“\"]|$)\s*")),
    ("(n)", re.compile(r"[(（](\d{1,4})[)）]\s*")),
    ("n)", re.compile(r"(\d{1,4})\)\s*")),
    ("n", re.compile(r"(\d{1,4})(?=\s+(?:[^\W\d_]|\([a-z]\)\s)|[A-Z])\s*")),
    ("circled", re.compile(rf"({CIRCLED_NUMBER})\s*")),
    ("[a]", re.compile(r"\[([^\[\]]{2,60})\]\s*")),
)


def read_label(text: str) -> list[EntryLabel]:
    """Return the ways to read a label at the head of a line."""
    if text[:1].isascii() and text[:1].isalpha() and not (text[1:2].isdecimal() or text[2:3].isdecimal()):
        return []  # as most lines begin: labels begin with other signs, or have a figure behind a letter or two
    found = []
    for form, pattern in _FORMS:
        m = pattern.match(text)
        if m:
            printed = str(int(unicodedata.numeric(m[1]))) if form == "circled" else m[1].strip()
            number = re.search(r"\d+", printed)
            found.append(EntryLabel(form, printed, int(number[0]) if number and form != "[a]" else 0, m.end()))
    return found
