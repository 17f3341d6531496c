"""Labels of references as printed at the head of an entry: `[12]`, `12.`, `(12)`, `[Wan+23]`."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

LabelForm = Literal["[n]", "n.", "(n)", "n)", "n", "[a]"]


class EntryLabel(msgspec.Struct, frozen=True, gc=False):
    """A label: its form, its text without brackets, its number (0 for letters), and where the entry's text starts."""

    form: LabelForm
    text: str
    number: int
    end: int


_FORMS: tuple[tuple[LabelForm, re.Pattern[str]], ...] = (
    ("[n]", re.compile(r"\[\s?([A-Z]{0,3}\d{1,4}[a-z]?)\s?\]\s*[.:]?\s*")),
    ("n.", re.compile(r"([A-Z]{0,2}\d{1,4})\.(?=\s|[A-Z“\"]|$)\s*")),
    ("(n)", re.compile(r"\((\d{1,4})\)\s*")),
    ("n)", re.compile(r"(\d{1,4})\)\s*")),
    ("n", re.compile(r"(\d{1,4})(?=\s+(?:[^\W\d_]|\([a-z]\)\s)|[A-Z])\s*")),
    ("[a]", re.compile(r"\[([^\[\]]{2,60})\]\s*")),
)


def read_label(text: str) -> list[EntryLabel]:
    """Return the ways to read a label at the head of a line."""
    found = []
    for form, pattern in _FORMS:
        m = pattern.match(text)
        if m:
            number = re.search(r"\d+", m[1])
            found.append(EntryLabel(form, m[1].strip(), int(number[0]) if number and form != "[a]" else 0, m.end()))
    return found
