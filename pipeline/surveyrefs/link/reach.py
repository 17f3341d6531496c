"""How far callouts reach above the last label: where the end of a list was not read, they go on, and that is told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from surveyrefs.link.labels import Labels
from surveyrefs.link.markers import BRACKET, PAREN, RAISED
from surveyrefs.model.document import SUPERSCRIPT, Passage

NEXT_CITED = 20  # numbers from one that is cited to the next; years in brackets are further off
CITED_ABOVE = 5  # numbers above the highest label that are cited at least
CITED_SHARE = 0.5  # of the numbers above, where no brackets tell callouts from exponents and numbers of equations

_LISTED = r"\d{1,4}(?:\s?[,;‐-―−-]\s?\d{1,4})*"
_NUMBERS = (
    (BRACKET, "[", re.compile(rf"\[\s?({_LISTED})\s?\]")),
    (PAREN, "(", re.compile(rf"\(\s?({_LISTED})\s?\)")),
)
_BARE = re.compile(rf"[,;]?{_LISTED}[,;]?")
_DIGITS = re.compile(r"\d+")


def reach(passages: Iterable[Passage], labels: Labels) -> dict[str, int]:
    """Return for each form the number that callouts reach without a wide gap above the highest label."""
    if not labels.numeric or labels.implied:
        return {}
    cited: dict[str, set[int]] = {BRACKET: set(), PAREN: set(), RAISED: set()}
    for passage in passages:
        if passage.kind == "front":
            continue
        for form, mark, pattern in _NUMBERS:
            lists = pattern.findall(passage.text) if mark in passage.text else ()
            cited[form].update(int(n) for found in lists for n in _DIGITS.findall(found))
        raised = [passage.text[p.start : p.end] for p in passage.pieces if p.style & SUPERSCRIPT]
        cited[RAISED].update(int(n) for text in raised if _BARE.fullmatch(text) for n in _DIGITS.findall(text))
    found = {form: _reach(numbers, labels.highest, form == BRACKET) for form, numbers in cited.items()}
    return {form: number for form, number in found.items() if number}


def _reach(cited: set[int], highest: int, sure: bool) -> int:
    last = highest
    above = 0
    for number in sorted(n for n in cited if n > highest):
        if number > last + NEXT_CITED:
            break
        last, above = number, above + 1
    return last if above >= CITED_ABOVE and (sure or above >= CITED_SHARE * (last - highest)) else 0
