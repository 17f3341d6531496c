"""Underscores of addresses that TeX draws as lines: the text of the page has a blank there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from surveyrefs.model.document import Passage, Piece
from surveyrefs.text.identifiers import Identifier

_BLANK = re.compile(r"(?<=[\w-]) (?=[\w-])")
# TeX's underscore is 0.3 em wide with thin white around it; in em of the type.
_WIDTHS = (0.2, 0.8)


def with_underscores(found: Sequence[Identifier], passage: Passage) -> list[Identifier]:
    """Give addresses and DOIs the underscores that stand where a printed line has white in them."""
    return [_with_underscores(i, passage) if i.kind in ("url", "doi") else i for i in found]


def _with_underscores(identifier: Identifier, passage: Passage) -> Identifier:
    printed = passage.text[identifier.start : identifier.end]
    places = [match.start() for match in _BLANK.finditer(printed)]
    if not places or re.search(r"\s[./:]\s", printed):  # typewriter type set loosely has blanks around every mark
        return identifier
    value = identifier.value
    for place in reversed(places):
        tail = re.sub(r"\s", "", printed[place:])
        at = len(value) - len(tail)
        within = at > 0 and value[at - 1] != "_"  # the blank behind "doi" stands before all of it
        known = within and value[at:].lower() == tail.lower()
        if known and _drawn(passage.pieces, identifier.start + place):
            value = f"{value[:at]}_{value[at:]}"
    return replace(identifier, value=value)


def _drawn(pieces: Sequence[Piece], blank: int) -> bool:
    """Tell whether the white at a blank lies inside a printed line, and is as wide as an underscore."""
    before = next((p for p in pieces if p.end == blank), None)
    after = next((p for p in pieces if p.start == blank + 1), None)
    if not before or not after or before.line != after.line or not before.size:
        return False
    return _WIDTHS[0] <= (after.x0 - before.x1) / before.size <= _WIDTHS[1]
