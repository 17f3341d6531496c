"""Where the header of a table ends and its body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS
from surveyrefs.parse.embedded.find.limits import DOUBLE
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.line import ONE_PART, Line, Measured
from surveyrefs.parse.embedded.layout.off_line import is_raised
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.gutters import find_gutters
from surveyrefs.parse.embedded.tables.items import begins_list
from surveyrefs.parse.embedded.tables.limits import (
    AT_LEFT,
    CELL_STEP,
    FOOT_GAP,
    INNER,
    MIN_NOTE,
    MOST_FOOT,
    MOST_HEADER_BANDS,
    MOST_HEADER_ROWS,
    OVER_LINE,
    ROW_STEP,
    SAME_PLACE,
    SAME_STEP,
)
from surveyrefs.parse.embedded.tables.sheet import Sheet, is_full, measured

NOTES = re.compile(
    r"(notes?|sources?|legend|abbreviations?|anmerkung(en)?|quellen?|remarques?|nota|fuente)\s*[:.]", re.I
)
MARKED = re.compile(r"[*†‡§¶#]")
_CALLOUT = re.compile(r"\[[\d,;\s–-]+\]|\b(19|20)\d\d[a-z]?[)\]]")


class HeadBody(msgspec.Struct, frozen=True, dict=True):
    """A region's printed lines, parted at the height `bottom` into header and body; turned words by themselves.

    `foot` are notes at its end, above its last rule.
    """

    sheet: Sheet
    bottom: float
    head: tuple[Line, ...]
    body: tuple[Line, ...]
    turned_head: tuple[Word, ...]
    turned_body: tuple[Word, ...]
    foot: tuple[Line, ...] = ()

    @property
    def region(self) -> Region:
        """The region on the page."""
        return self.sheet.region

    @property
    def height(self) -> float:
        """The height in points that header and rows take up, without the notes."""
        box = self.region.box
        return (self.foot[0].box.y0 if self.foot else box.y1) - box.y0

    @property
    def title(self) -> str:
        """The text of the header."""
        return " ".join([line.text for line in self.head] + [w.text for w in self.turned_head])

    @Measured
    def gutters(self) -> tuple[float, ...]:
        """The boundaries between its columns."""
        return _shared_gutters([self])


def gutters_of(pieces: Sequence[HeadBody]) -> tuple[float, ...]:
    """Return the boundaries between columns that the pieces of a table have in common."""
    return pieces[0].gutters if len(pieces) == 1 else _shared_gutters(pieces)


def _shared_gutters(pieces: Sequence[HeadBody]) -> tuple[float, ...]:
    body = [_with_turned(line.words, p.turned_body) for p in pieces for line in p.body]
    down = [rule for p in pieces for rule in p.region.down]
    edges = (min(p.sheet.edges[0] for p in pieces), max(p.sheet.edges[1] for p in pieces))
    first = pieces[0]
    head = [*([first.turned_head] if first.turned_head else []), *(line.words for line in first.head)]
    return tuple(find_gutters(body, head, down, edges, sum(p.height for p in pieces)))


def _with_turned(line: Sequence[Word], turned: Sequence[Word]) -> Sequence[Word]:
    """Return a line together with the turned words beside it: a column of turned labels is a column."""
    beside = [w for w in turned if Box.around(line).beside(w)] if turned else []
    return sorted([*line, *beside], key=lambda w: w.x0) if beside else line


def head_and_body(region: Region, headless: bool = False) -> HeadBody:
    """Part a region; `headless`: its first lines are no header (a table goes on from the page before)."""
    sheet = measured(region)
    bottom = region.box.y0 - 1 if headless else header_bottom(sheet)
    head = tuple(line for line in sheet.lines if line.box.cy < bottom)
    body = tuple(line for line in sheet.lines if line.box.cy >= bottom)
    start = foot_start(body, sheet)
    said = {line.text for line in head if line.has_parts}
    return HeadBody(
        sheet,
        bottom,
        head,
        tuple(line for line in body[:start] if line.text not in said),  # the header said again
        tuple(w for w in sheet.turned if w.cy < bottom),
        tuple(w for w in sheet.turned if w.cy >= bottom),
        body[start:],
    )


def foot_start(body: Sequence[Line], sheet: Sheet) -> int:
    """Return at which line notes begin, with no more than a few lines below it: one at the left that says so, or text
    across the table below its last rule but one."""
    left = min((line.box.x0 for line in body), default=0.0)
    ruled = _text_below_rows(body, sheet)
    for i in range(max(1, len(body) - MOST_FOOT), len(body)):
        told = NOTES.match(body[i].text) or begins_with_mark(body[i])
        if i == ruled or told and (body[i].box.x0 - left < body[i].size or _all_central(body[i:], sheet)):
            return i
    return len(body)


def _all_central(lines: Sequence[Line], sheet: Sheet) -> bool:
    """Tell whether lines without columns stand in the middle of the table: notes that are centred below it."""
    middle = sheet.box.cx
    return all(len(line.parts(FOOT_GAP)) == 1 and abs(line.box.cx - middle) < line.size for line in lines)


def begins_with_mark(line: Line) -> bool:
    """Tell whether a line is a note without columns that begins with its raised mark: `a Estimated.`"""
    first, rest = line.first, line.words[1:]
    if not rest or len(line.parts(FOOT_GAP)) > 1 or len(first.text) > 1:
        return False
    largest = max(w.size for w in rest)
    raised = is_raised(first, largest, line.baseline)
    return raised and sum(c.isalpha() for w in rest for c in w.text) > MIN_NOTE


def _text_below_rows(body: Sequence[Line], sheet: Sheet) -> int:
    """Return at which line text without columns begins below a rule, to the table's end; -1 where there is none.

    It cites no works, which a row across the table does, and there is a sentence or mark of a note in it.
    """
    rule = max((y for y in sheet.full if y < sheet.box.y1 - DOUBLE), default=0.0)
    at = sum(line.box.cy < rule for line in body)
    text = body[at:]
    if not at or not text or any(len(line.parts(FOOT_GAP)) > 1 or _CALLOUT.search(line.text) for line in text):
        return -1
    left, box = min(line.box.x0 for line in body), sheet.box
    inner = [r for r in sheet.region.down if box.x0 + INNER < r.x0 < box.x1 - INNER]
    if any(line.box.x0 - left > AT_LEFT * line.size or any(r.y0 < line.box.cy < r.y1 for r in inner) for line in text):
        return -1
    above = [line for line in body[:at] if line.has_parts]
    told = any(line.text.endswith(".") or MARKED.match(line.text) for line in text)
    return at if above and (told or len(text) > 1) else -1


def header_bottom(sheet: Sheet) -> float:
    """Return the height below which the body begins; the top of the table where it has no header."""
    lines = sheet.lines
    bottom = _ruled_bottom(sheet)
    count = sum(line.box.cy < bottom for line in lines)
    kept = _without_body(lines[:count], lines[count:], sheet)
    return bottom if kept == count else (lines[kept - 1].box.y1 + lines[kept].box.y0) / 2


def _without_body(head: Sequence[Line], body: Sequence[Line], sheet: Sheet) -> int:
    """Return how many of the lines above the first rule are header: lines that cite works and group labels are not."""
    cited = [i for i, line in enumerate(head) if _CALLOUT.search(line.text)]
    count = cited[0] if cited and cited[0] > 0 else len(head)
    while count > 1 and _is_group(head[count - 1], head[: count - 1], [*head[count:], *body], sheet):
        count -= 1
    return count


def _is_group(line: Line, above: Sequence[Line], body: Sequence[Line], sheet: Sheet) -> bool:
    """Tell whether the last line above the first rule is a group's label: one part in a look of its own, that crosses
    the columns of the header, or that comes back below."""
    several = [a for a in above if a.has_parts]
    if line.has_parts or not several or above[-1].box.y1 - line.box.y0 > OVER_LINE * line.size:
        return False  # the second line of a cell that stands beside others in their middle
    if _alone_in_shade(line, above[-1], sheet):
        return True
    look = _look(line)
    own = look not in {_look(a) for a in several}
    x0, x1 = line.first.x0, line.words[-1].x1
    center = sheet.box.cx
    central = abs((x0 + x1) / 2 - center) < line.first.size
    gaps = [(a.box.x1, b.first.x0) for a, b in pairwise(several[-1].parts(ONE_PART))]
    crosses = any(x0 < a and b < x1 for a, b in gaps) or central and any(x0 < b and a < x1 for a, b in gaps)
    back = [b for b in body if _look(b) == look and not b.has_parts]
    same = any(
        abs(b.first.x0 - x0) < SAME_PLACE
        or central and abs((b.first.x0 + b.words[-1].x1) / 2 - center) < SAME_PLACE
        for b in back
    )  # fmt: skip
    at_left = x0 - sheet.box.x0 < AT_LEFT * line.first.size
    if at_left and _a_row_below(line, above[-1], body):
        return True
    return crosses and (own or same) or same and at_left and (own or len(back) > 1 and _room_above(line, above[-1]))


def _a_row_below(line: Line, above: Line, body: Sequence[Line]) -> bool:
    """Tell whether a line is as far below the header's as rows are from one another, where that is further than lines
    of one cell are: such lines are there, or it had room on the header's line."""
    steps = [b.baseline - a.baseline for a, b in pairwise(body)]
    rows = [step for step, b in zip(steps, body[1:], strict=True) if b.has_parts and step > ROW_STEP * line.size]
    step = line.baseline - above.baseline
    if not rows or step < max(ROW_STEP * line.size, SAME_STEP * min(rows)):
        return False
    return min(steps) < CELL_STEP * step or _room_above(line, above)


def _room_above(line: Line, above: Line) -> bool:
    """Tell whether a line's first word would have fitted on the first cell of the line above."""
    parts, word = above.parts(ONE_PART), line.first
    return len(parts) > 1 and parts[0].box.x1 + word.width + ONE_PART * word.size < parts[1].box.x0


def _alone_in_shade(line: Line, above: Line, sheet: Sheet) -> bool:
    """Tell whether shading begins with a line: the line above has none."""
    y, before = line.box.cy, above.box.cy
    begins = any(a < y < b and before < a for a, b in sheet.shades)
    return begins and not any(a < before < b for a, b in sheet.shades)


def _look(line: Line) -> tuple[int, float]:
    return line.style & (BOLD | ITALIC | SMALL_CAPS), round(line.size)


def _ruled_bottom(sheet: Sheet) -> float:
    box, lines = sheet.box, sheet.lines
    doubled = _double_rule(sheet.region)
    if doubled is not None and doubled < box.y1 - 5:
        return doubled
    shaded = _shaded_bottom(sheet)
    if shaded is not None and not any(box.y0 + 3 < y < shaded + 3 for y in sheet.full):
        return shaded
    inner = [y for y in sheet.full if box.y0 + 3 < y < box.y1 - 3]
    bands = _bands(lines, [box.y0, *inner])
    turned = bool(inner) and any(w.cy < inner[0] for w in sheet.turned)
    if inner and not bands[0] and turned:
        return inner[0]
    if inner and len(bands) > 1 and bands[0] and len(bands[0]) <= MOST_HEADER_ROWS:
        depth = 1
        while depth < min(len(inner), MOST_HEADER_BANDS) and _is_header(
            bands[depth], bands[0], bands[depth + 1 :], depth == 1 and not turned
        ):
            depth += 1
        return inner[depth - 1]
    return _by_type(box, lines)


def _shaded_bottom(sheet: Sheet) -> float | None:
    """Return where the shading of the first lines ends, other lines below."""
    lines = sheet.lines
    top = [b for b in sheet.shades if lines and b[0] <= lines[0].box.y0 + 2]
    if not top:
        return None
    bottom = min(b[1] for b in top)
    count = sum(line.box.cy < bottom for line in lines)
    return bottom if 0 < count <= MOST_HEADER_ROWS and count < len(lines) else None


def _double_rule(region: Region) -> float | None:
    """Return the lower line of a double rule below one of the first rows: what ends a header beyond doubt."""
    box = region.box
    full = [r.cy for r in region.across if is_full(r, box)]
    doubles = [b for a, b in pairwise(full) if b - a <= DOUBLE and a > box.y0 + DOUBLE]
    return doubles[0] if len(doubles) == 1 and doubles[0] - box.y0 < 0.5 * box.height else None


def _bands(lines: Sequence[Line], edges: Sequence[float]) -> list[list[Line]]:
    bands: list[list[Line]] = [[] for _ in edges]
    for line in lines:
        at = max((i for i, edge in enumerate(edges) if line.box.cy >= edge), default=0)
        bands[at].append(line)
    return bands


def _is_header(band: Sequence[Line], first: Sequence[Line], rest: Sequence[Sequence[Line]], second: bool) -> bool:
    """Tell whether a band goes on with the header that the first band began.

    `rest` are the bands below; `second`: it is the second one, and no turned text stands beside the first.
    """
    if not band or len(band) > MOST_HEADER_ROWS:
        return False
    body = [w for b in rest for line in b for w in line]
    if not body:
        return False
    bold = all(line.bold for line in band)
    body_bold = sum(bool(w.style & BOLD) for w in body) > 0.5 * len(body)
    if bold and not body_bold and all(line.bold for line in first):
        return band[0].has_parts  # one part alone is a group's label
    title = second and len(first) == 1 and not first[0].has_parts
    return title and band[0].has_parts


def _by_type(box: Box, lines: Sequence[Line]) -> float:
    """Find the header without rules: lines in bold at the top, else the first, unless it cites or begins a list."""
    if len(lines) < 2:
        return box.y0
    bold = 0
    for line in lines:
        if not line.bold:
            break
        bold += 1
    if not bold and (_CALLOUT.search(lines[0].text) or begins_list(lines)):
        return box.y0 - 1
    count = bold if 0 < bold < len(lines) / 2 else 1
    return (lines[count - 1].box.y1 + lines[count].box.y0) / 2
