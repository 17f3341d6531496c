"""Numbers of headings: reading them, and saying them as the document refers to them."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

LabelKind = Literal["arabic", "roman", "letter", "paren", "paren-letter", "appendix"]


class Label(msgspec.Struct, frozen=True, gc=False):
    """The number at the head of a heading; `parts` are its figures (A = 1, IV = 4), `end` is where the title starts."""

    kind: LabelKind
    parts: tuple[int, ...]
    printed: str
    end: int


# What closes a number, and the blank before the title; or a title set close, which then begins like a word of one.
_CLOSE = r"(?:\s?[.:·]-?(?:\s*[|∣│])?|\s*[–—|∣│]|\s?-)?\s+(?=\S)"
_SET_CLOSE = r"(?=[^\W\d_a-z][^\W\d_])"
_ARABIC = re.compile(
    rf"(?:(?:(?:Chapter|Section|CHAPTER|SECTION)\s+)|§\s*)?(\d{{1,2}}(?:\.\d{{1,3}}){{0,5}})"
    rf"(?:{_CLOSE}|(?<=\.\d)\)\s+(?=\S)|\.{_SET_CLOSE}|(?<=\d\.\d){_SET_CLOSE})"
)
_ROMAN = re.compile(rf"(?:(?:Section|SECTION|Part|PART)\s+)?([IVXL]{{1,6}})(?:{_CLOSE}|\.{_SET_CLOSE})")
# "II.A" and "II.A.3", the whole path in one number.
_ROMAN_PATH = re.compile(rf"([IVXL]{{1,6}})((?:\.(?:[A-Z]|\d{{1,2}}|[a-z])){{1,3}})(?:{_CLOSE}|\)\s+(?=\S))")
_LETTER = re.compile(r"([A-Z])((?:\.\d{1,2}){0,4})([.)]?)\s+(?=\S)")
_PAREN = re.compile(r"\(?(\d{1,2})\)\s+(?=\S)")
_PAREN_LETTER = re.compile(r"\(?([a-z])[).]\s+(?=\S)")
_APPENDIX = re.compile(r"(?:Appendix|APPENDIX|Annex|ANNEX)\s+([A-Z]|[IVX]{1,4}|\d)\b((?:\.\d{1,2}){0,3})\s*[.:–—-]?\s*")
_NUMERALS = "one two three four five six seven eight nine ten eleven twelve".split()
_OPENING = re.compile(
    rf"(?:(?:chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk)\s*)?"
    rf"(\d{{1,2}}|[IVXL]{{1,6}}|{'|'.join(_NUMERALS)})\s*[.:]?",
    re.I,
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman(text: str) -> int:
    """Return the value of a roman number, 0 where it is none."""
    total = 0
    for char, following in zip(text, text[1:] + " ", strict=False):
        value = _ROMAN_DIGITS.get(char, 0)
        total += -value if _ROMAN_DIGITS.get(following, 0) > value else value
    return total if to_roman(total) == text else 0


def to_roman(number: int) -> str:
    """Return a number in roman figures."""
    text = ""
    for value, figure in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text += figure
            number -= value
    return text


def read_labels(text: str) -> list[Label]:
    """Return the ways to read the number at the head of a line; several for `I.`, `C.` and the like."""
    found: list[Label] = []
    if m := _APPENDIX.match(text):
        return [Label("appendix", (first, *_figures(m[2])), m[1] + m[2], m.end()) for first in _appendix_figures(m[1])]
    if m := _ARABIC.match(text):
        number = m[1].removesuffix(".0") if m[1].count(".") == 1 else m[1]  # "2.0" is the section before 2.1
        found.append(Label("arabic", _figures(number), m[1], m.end()))
    if (m := _ROMAN.match(text)) and roman(m[1]):
        found.append(Label("roman", (roman(m[1]),), m[1], m.end()))
    if (m := _ROMAN_PATH.match(text)) and roman(m[1]):
        below = tuple(int(p) if p.isdecimal() else ord(p.upper()) - 64 for p in m[2][1:].split("."))
        found.append(Label("roman", (roman(m[1]), *below), m[1] + m[2], m.end()))
    if (m := _LETTER.match(text)) and (m[2] or m[3] or not text[m.end()].islower()):  # "A" may be the article
        found.append(Label("letter", (ord(m[1]) - 64, *_figures(m[2])), m[1] + m[2], m.end()))
    if m := _PAREN.match(text):
        found.append(Label("paren", (int(m[1]),), m[1], m.end()))
    if m := _PAREN_LETTER.match(text):
        found.append(Label("paren-letter", (ord(m[1]) - 96,), m[1], m.end()))
    return found


def read_opening(text: str) -> Label | None:
    """Return the number of a line that opens a chapter and has no title in it: `Chapter 1`, `CHAPTER TWO`, or `3`."""
    m = _OPENING.fullmatch(text.strip())
    if m is None or (m[1] == m[0] and not m[1].isdecimal()):
        return None
    word = m[1].lower()
    number = int(word) if word.isdecimal() else _NUMERALS.index(word) + 1 if word in _NUMERALS else roman(m[1].upper())
    printed = str(number) if word in _NUMERALS else m[1]
    return Label("arabic", (number,), printed, len(text)) if number else None


def _appendix_figures(head: str) -> list[int]:
    """Return what an appendix's own figure may stand for: the ninth letter or the first roman number, for `I`."""
    if head.isdecimal():
        return [int(head)]
    letter = [ord(head) - 64] if len(head) == 1 else []
    return [n for n in (*letter, roman(head)) if n]


def _figures(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part)


class Counter:
    """Follows the numbers of a document's headings, and says each as the document refers to it."""

    def __init__(self) -> None:
        """Start before the first heading."""
        self.top: Label | None = None  # the section in force
        self.path: tuple[int, ...] = ()  # its number and that of the dotted subsections
        self.letter = self.paren = 0

    def accept(self, label: Label) -> tuple[str, int]:
        """Take the heading as the next one; return its number as the document refers to it, and its level."""
        kind, parts = label.kind, label.parts
        under_roman = self.top is not None and self.top.kind == "roman"
        if kind == "letter" and len(parts) == 1 and under_roman:
            self.letter, self.paren = parts[0], 0
            return f"{self._top_number()}-{label.printed}", 2
        if kind == "paren":
            self.paren = parts[0]
            return self._paren_number(label.printed)
        if kind == "paren-letter":
            if not self.paren and self.top is not None and self.top.kind == "arabic":
                return f"{self._top_number()}{label.printed}", 2  # (a) in section 2, of which the text speaks as 2a
            number, level = self._paren_number(str(self.paren or ""))
            return f"{number}{label.printed}", level + 1
        self.path = parts
        self.paren = 0
        if len(parts) == 1:
            self.top = label
            self.letter = 0
        return label.printed, len(parts)

    def _top_number(self) -> str:
        return self.top.printed if self.top is not None else ""

    def _paren_number(self, printed: str) -> tuple[str, int]:
        r"""Number `1)` under the heading in force: `IV-B1` under `IV-B`, as IEEEtran's \ref prints it."""
        if self.top is not None and self.top.kind == "roman":
            letter = chr(64 + self.letter) if self.letter else ""
            return f"{self._top_number()}-{letter}{printed}", 3
        return printed, len(self.path) + 1
