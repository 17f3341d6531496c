"""Reference lists without a heading that is known: found by how thick entries stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.parse.embedded.layout.line import PrintedLine

MIN_ENTRIES = 5  # lines that begin entries, at least
START = 4  # points for a line that begins an entry; every other line costs one, so that entries of five lines hold on
DATED_WITHIN = 4  # lines from its beginning in which an entry names its year
TEXT_BEFORE = 0.25  # of the document's lines, at least, stand before its list
_NAME = r"[^\W\d_a-z][\w'’\-]+"
_START = re.compile(
    rf"(?:(?:van|von|de|del|della|di|da|du|le|la) )?{_NAME}(?: {_NAME})?,? (?:[^\W\d_a-z]\.|[^\W\d_a-z]{{1,3}}[,.: ])"
    rf"|{_NAME}, {_NAME}[,.;&/( ]"
    rf"|(?:[^\W\d_a-z]\. ?){{1,3}}{_NAME}(?:,| and | & | et | und | y )"
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")


def dense_list(lines: Sequence[PrintedLine]) -> list[int]:
    """Return where the entries of a list without labels and heading begin: the stretch of lines in which beginnings
    with a name, soon followed by a year, stand thickest; empty without such a list."""
    starts = set(_starts(lines))
    best, here, begun = (0, 0, 0), 0, 0
    for i in range(len(lines)):
        if here <= 0:
            here, begun = 0, i
        here += START if i in starts else -1
        best = max(best, (here, begun, i))
    _, first, last = best
    mine = sorted(i for i in starts if first <= i <= last)
    if len(mine) < MIN_ENTRIES or first < TEXT_BEFORE * len(lines):
        return []
    return mine


def begins_entry(lines: Sequence[PrintedLine], i: int) -> bool:
    """Tell whether a line begins an entry of a list: with a name, soon followed by a year."""
    return bool(_START.match(lines[i].text)) and any(_YEAR.search(line.text) for line in lines[i : i + DATED_WITHIN])


def _starts(lines: Sequence[PrintedLine]) -> list[int]:
    return [i for i in range(len(lines)) if begins_entry(lines, i)]
