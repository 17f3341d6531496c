"""Codes in cells and what the caption or a note says they stand for: `PS = per-scene`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from surveyrefs.model.document import Table

_CODE_FORM = r"[^\W_][\w+*/&-]{0,9}"
_EQUALS = re.compile(
    rf"(?<![^\s(,;:.])({_CODE_FORM})\s*[=≡]\s*([^=≡;,.()]{{3,80}}?)(?=\s*(?:[;,.()]|$|\s{_CODE_FORM}\s*[=≡]))"
)
_COLON = re.compile(r"(?<![^\s(,;.])([A-Z][A-Z\d+*/&-]{0,6})\s*[:–—]\s+([^:;,.()]{3,80}?)(?=\s*(?:[;,.()]|$))")
_PARTS = re.compile(r"\s*[,;/+&]\s*")
# One letter, a letter and a number, a roman number: says nothing by itself.
_CODE = re.compile(r"[A-Za-z]|[A-Z]{1,2}[.-]?\d{1,2}|[IVX]{1,5}|\d{1,3}[a-z]?|\([a-z\d]\)")


def legend_of(table: Table) -> Mapping[str, str]:
    """Return the codes that caption and notes define, each with its meaning."""
    found: dict[str, str] = {}
    for text in (table.caption.text, *(note.text for note in table.notes)):
        for pattern in (_EQUALS, _COLON):
            for code, meaning in pattern.findall(text):
                meaning = " ".join(meaning.split())
                if len(meaning) > len(code) and any(c.isalpha() for c in meaning):
                    found.setdefault(code, meaning)
    return found


def is_code(text: str) -> bool:
    """Tell whether a label is a code that says nothing without a legend: `B1`, `c`, `IV`."""
    return _CODE.fullmatch(text.strip()) is not None


def spelt_out(text: str, legend: Mapping[str, str]) -> str:
    """Return a label with its meaning where it is a code of the legend, or several: `A, V: assembly, variation`."""
    told = [legend.get(part, "") for part in _PARTS.split(text.strip())]
    return f"{text.strip()}: {', '.join(told)}" if all(told) else text
