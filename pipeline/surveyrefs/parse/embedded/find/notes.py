"""Notes under a table: marks explained, sources, "continued on next page"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.limits import (
    CAPTION_BELOW,
    MOST_NOTES,
    NOTE_GAP,
    NOTE_MARGIN,
    NOTE_SMALL,
    NOTES_REACH,
    SMALLER,
)
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.find.view import PageView
from surveyrefs.parse.embedded.layout.frame import lines_of
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.layout.off_line import is_raised

_NOTE = re.compile(
    r"(notes?|sources?|legend|abbreviations?|key)\s*[:.]|[*†‡§¶]|(table\s+)?continued (on|from)|\(?continued", re.I
)
_MARK = re.compile(r"[a-z\d]$|[a-z\d]\)")


def notes_below(region: Region, view: PageView, captions: Sequence[Box]) -> list[Line]:
    """Return the printed rows of notes right below a table, or below the captions that stand there."""
    box = region.box
    edge = max([box.y1, *(c.y1 for c in captions if _follows(c, box))])
    x0, x1 = _scope(region)
    words = [w for w in view.words_between(edge - 1, box.y1 + NOTES_REACH, x0, x1) if w.turn == 0]
    known = {w.index for w in region.words}
    body = view.layout.body_size
    found: list[Line] = []
    for line in lines_of([w for w in words if w.index not in known]):
        around, size = line.box, line.size
        if around.y0 - edge > NOTE_GAP * size or len(found) >= MOST_NOTES or _ruled(view, edge, around):
            break
        large = size > body - SMALLER and not _NOTE.match(line.text)
        if large or view.prose_between(around.y0, around.y1, box.x0, box.x1):
            break
        if not found and not _begins(line, body) or found and _in_later_column(line, found[0], region):
            break
        found.append(line)
        edge = around.y1
    return found


def _scope(region: Region) -> tuple[float, float]:
    """Return how far notes may reach: over the table's column, or over all columns below a wide table."""
    box = region.box
    for left, right in region.frame.columns:
        if left - NOTE_MARGIN <= box.cx <= right + NOTE_MARGIN and box.width <= right - left + 2 * NOTE_MARGIN:
            return min(left, box.x0) - NOTE_MARGIN, max(right, box.x1) + NOTE_MARGIN
    return box.x0 - NOTE_MARGIN, box.x1 + NOTE_MARGIN


def _in_later_column(line: Line, first: Line, region: Region) -> bool:
    """Tell whether a line below a table across text columns, whose notes begin in the first, begins in another with
    nothing beside it: text of that column, be it a list in type as small as the notes'."""
    columns = region.frame.columns  # a turned page has none
    if len(columns) < 2:
        return False
    edge = columns[0][1]
    return region.box.x0 < edge < region.box.x1 and first.x0 < edge <= line.x0


def _follows(caption: Box, table: Box) -> bool:
    """Tell whether a caption stands right below a table."""
    return 0 <= caption.y0 - table.y1 < CAPTION_BELOW and caption.x_shared(table) > 0


def _begins(line: Line, body: float) -> bool:
    """Tell whether a line begins a table's notes: it says so, begins with a mark, or is in very small type."""
    raised = is_raised(line.first, line.size, line.baseline) and bool(_MARK.match(line.first.text))
    return bool(_NOTE.match(line.text)) or raised or line.size < NOTE_SMALL * body


def _ruled(view: PageView, top: float, row: Box) -> bool:
    """Tell whether a rule that is none of the table's runs between the last row and the next: that of footnotes."""
    return any(top + 1 < r.cy < row.y0 + 2 and row.x_shared(r) > 0 for r in view.frame.across)
