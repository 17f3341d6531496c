"""Notes under a table: marks explained, sources, "continued on next page"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.regions import Region, Sight, middle
from surveyrefs.parse.embedded.layout.frame import bounds, rows_of, text_of
from surveyrefs.parse.embedded.pdf.page import Word

MOST_NOTES = 12  # printed rows
GAP = 1.0  # of the type size: blank between the table and its notes, or two rows of notes
SMALL = 0.85  # of the body's size: type so small below a table, and no wider than it, is a note without saying so
_NOTE = re.compile(
    r"(notes?|sources?|legend|abbreviations?|key)\s*[:.]|[*†‡§¶]|(table\s+)?continued (on|from)|\(?continued", re.I
)
_MARK = re.compile(r"[a-z\d]$|[a-z\d]\)")


def notes_below(region: Region, sight: Sight, captions: Sequence[Box]) -> list[list[Word]]:
    """Return the printed rows of notes right below a table, or below the captions that stand there."""
    box = region.box
    edge = max([box.y1, *(c.y1 for c in captions if _follows(c, box))])
    x0, x1 = _scope(region)
    words = [w for w in sight.words_between(edge - 1, box.y1 + 150, x0, x1) if w.turn == 0]
    known = {w.index for w in region.words}
    body = sight.layout.body_size
    found: list[list[Word]] = []
    for row in rows_of([w for w in words if w.index not in known]):
        around = bounds(row)
        size = max(w.size for w in row)
        if around.y0 - edge > GAP * size or len(found) >= MOST_NOTES or _ruled(sight, edge, around):
            break
        large = size > body - 0.4 and not _NOTE.match(text_of(row))
        if large or sight.prose_between(around.y0, around.y1, box.x0, box.x1):
            break
        if not found and not _begins(row, size, body):
            break
        found.append(row)
        edge = around.y1
    return found


def _scope(region: Region) -> tuple[float, float]:
    """Return how far notes may reach: over the table's column, or over all columns below a wide table."""
    box = region.box
    for left, right in region.frame.columns:
        if left - 4 <= (box.x0 + box.x1) / 2 <= right + 4 and box.x1 - box.x0 <= right - left + 8:
            return min(left, box.x0) - 4, max(right, box.x1) + 4
    return box.x0 - 4, box.x1 + 4


def _follows(caption: Box, table: Box) -> bool:
    """Tell whether a caption stands right below a table."""
    return 0 <= caption.y0 - table.y1 < 30 and caption.x0 < table.x1 and caption.x1 > table.x0


def _begins(row: Sequence[Word], size: float, body: float) -> bool:
    """Tell whether a row begins a table's notes: it says so, begins with a mark, or is in very small type."""
    first = row[0]
    raised = first.size < 0.86 * size and bool(_MARK.match(first.text))
    return bool(_NOTE.match(text_of(row))) or raised or size < SMALL * body


def _ruled(sight: Sight, top: float, row: Box) -> bool:
    """Tell whether a rule that is none of the table's runs between the last row and the next: that of footnotes."""
    return any(top + 1 < middle(r) < row.y0 + 2 and r.x0 < row.x1 and r.x1 > row.x0 for r in sight.frame.across)
