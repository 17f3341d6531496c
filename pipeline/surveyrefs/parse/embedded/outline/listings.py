"""Numbered lines close below one another, with no text between them: program listings, lists of one line each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.parse.embedded.layout.line import PrintedLine

MIN_LINES = 3  # that count: two headings may stand one below the other
NEAR = 2.0  # of the type size: lines further apart are no lines of a listing
_NUMBER = re.compile(r"\(?(\d{1,3})[:.)]?(?=\s)")


def listing_lines(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the lines whose numbers go on from one line to the next: none of them is a heading."""
    found: set[int] = set()
    run: list[int] = []
    number = 0
    for i, line in enumerate(lines):
        m = _NUMBER.match(line.text) if line.text[0].isdigit() or line.text[0] == "(" else None
        if m is not None and run and int(m[1]) == number + 1 and _below(lines[i - 1], line):
            run.append(i)
        else:
            run = [i] if m is not None else []
        number = int(m[1]) if m is not None else 0
        if len(run) >= MIN_LINES:
            found.update(run)
    return found


def _below(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line stands close below another."""
    step = line.baseline - above.baseline
    return line.page == above.page and line.column == above.column and 0 < step <= NEAR * line.size
