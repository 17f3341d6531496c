"""Where a table without rules ends: what stands below its last row and is none."""

from __future__ import annotations

from itertools import chain

from surveyrefs.parse.embedded.find.limits import MIN_UNRULED, SAME_START, TAIL_GAP
from surveyrefs.parse.embedded.layout.line import ONE_PART, Line


def without_tail(lines: list[Line]) -> list[Line]:
    """Leave off the lines of one part behind the last row that stand apart from it, or are bold as no other such line
    is: a heading below the table; and so the last row, of two headings side by side."""
    rows = [i for i, line in enumerate(lines) if line.has_parts]
    gaps = sorted(lines[i].box.y0 - lines[i - 1].box.y1 for i in range(1, rows[-1] + 1)) if rows else []
    if not gaps:
        return lines
    usual = gaps[len(gaps) // 2]
    lines = _without_heads(_without_columns(lines, usual), usual)
    rows = [i for i in rows if i < len(lines)]
    labelled = any(line.bold for line in lines[1 : rows[-1]] if not line.has_parts)
    for i in range(rows[-1] + 1, len(lines)):
        if lines[i].box.y0 - lines[i - 1].box.y1 > usual + TAIL_GAP * lines[i].first.size:
            return lines[:i]
        if i == rows[-1] + 1 and lines[i].bold and not labelled and not lines[rows[-1]].bold:
            return lines[:i]
    return lines


def _without_columns(lines: list[Line], usual: float) -> list[Line]:
    """Leave off lines that stand further off than rows do, where no cell begins as one above: text in the page's
    columns, such as a reference list."""
    begun = [[part.box.x0 for part in line.parts(ONE_PART)[1:]] for line in lines]
    for i in range(MIN_UNRULED, len(lines)):
        if lines[i].box.y0 - lines[i - 1].box.y1 > usual + TAIL_GAP * lines[i].first.size:
            above, below = (list(chain.from_iterable(part)) for part in (begun[:i], begun[i:]))
            if above and below and not any(abs(a - b) <= SAME_START for a in above for b in below):
                return lines[:i]
    return lines


def _without_heads(lines: list[Line], usual: float) -> list[Line]:
    """Leave off bold lines at the end that stand further off than rows do, where no other row is bold."""
    at = len(lines)
    while at > 1 and lines[at - 1].bold:
        at -= 1
    apart = at < len(lines) and lines[at].box.y0 - lines[at - 1].box.y1 > usual + TAIL_GAP * lines[at].first.size
    if not apart or any(line.bold and line.has_parts for line in lines[1:at]):
        return lines
    return lines[:at]
