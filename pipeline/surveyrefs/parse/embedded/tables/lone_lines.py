"""Labels that nothing but their place tells: lines on which the first column alone has words, with rows below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.tables.cell_lines import is_hyphened
from surveyrefs.parse.embedded.tables.limits import (
    AT_LEFT,
    CELL_STEP,
    CENTRED_CELLS,
    INDENT,
    LONE_FILLED,
    LONE_GAP,
    LONE_ROOM,
    MANUSCRIPT_STEP,
    MIN_CENTRAL,
    NEAR_MIDDLE,
    OWN_LINE,
    PART_GAP,
    ROW_STEP,
    SAME_MIDDLE,
    TWO_LINES,
    WORD_SPACE,
)

# A family name's small words: "de la Rosa", "van den Berg".
PARTICLE = re.compile(r"(?:(?:de|del|della|der|den|des|di|da|dos|du|la|le|van|von|ten|ter|zu|al|el)\s)+[^\W\d_a-z]")
_WITHIN = re.compile(r"([,;&/–—+(-]|\b(and|or|of|the|a|an|in|on|with|for|to|by))$", re.I)


def lone_labels(body: Sequence[Line], gutters: Sequence[float], least: float) -> set[int]:
    """Return the lines that are labels of the rows below them; `gutters` are the boundaries between columns, `least`
    is the distance of lines, see least_step().

    The line below such a line begins in the first column, too, and it goes on with none of its neighbours: the line
    above has no words there, or there was room for its first word on that, and for the next row's on its own line, or
    lines of cells are closer; or the rows below it are set in, and it is not. Where that is so for half of such lines,
    all are labels; else they are the second lines of cells.
    """
    if not gutters:
        return set()
    firsts = [_first(line, gutters[0]) for line in body]
    counts = [n for line, f in zip(body, firsts, strict=True) if f is not None and (n := len(line.parts(PART_GAP))) > 1]
    full = bool(counts) and median(counts) >= LONE_FILLED * (len(gutters) + 1)
    edge = max((f.box.x1 for f in firsts if f is not None and f.box.x1 <= gutters[0]), default=gutters[0])
    edge = max(edge, gutters[0] - LONE_GAP * body[0].size) if body else edge
    left = min((f.box.x0 for f in firsts if f is not None), default=0.0)
    found: dict[int, bool] = {}
    for i, line in enumerate(body[:-1]):
        above, own, below = firsts[i - 1] if i else None, firsts[i], firsts[i + 1]
        if own is None or below is None or not _may_be_label(line, left, gutters[0]):
            continue
        if not stands_alone(body, i, least):
            continue
        if i and above is None and len(body[i + 1].parts(PART_GAP)) == 1:
            continue  # the first of a cell's lines that stands lower than the cells beside it
        if _goes_on(own, below) or above is not None and _goes_on(above, own):
            continue
        cut_off = i > 0 and above is None  # no cell goes on in it
        room = (above is None or _room(above, own, edge)) and _room(own, below, edge)
        found[i] = full and (cut_off or room or _is_row(body, i, least)) or _set_in(own, below)
    told = sum(found.values())
    return set(found) if told and 2 * told >= len(found) else set()


def _is_row(body: Sequence[Line], at: int, least: float) -> bool:
    """Tell whether a line is as far from the lines above and below as rows are, and no line of a cell is: those are
    closer, or all rows are apart by more than lines and by less than those of a manuscript."""
    size = body[at].main.size
    steps = [b.baseline - a.baseline for a, b in pairwise(body[max(0, at - 1) : at + 2])]
    step = min(steps, default=0.0)
    if not at or step < ROW_STEP * size:
        return False
    return 0 < least < CELL_STEP * step or least >= ROW_STEP * size and step <= MANUSCRIPT_STEP * size


def central_labels(
    body: Sequence[Line], gutters: Sequence[float], edges: tuple[float, float], least: float
) -> set[int]:
    """Return the lines that are labels by standing in the middle of the table, above rows of several parts.

    Lines of one part and of different widths that all have one middle, near the table's. Half of them, at least, cross
    a boundary between columns or stand below a line that has nothing there; where a column's cells are centred there,
    too, only those that cross one tell.
    """
    if not gutters:
        return set()
    middle, reach = sum(edges) / 2, NEAR_MIDDLE * (edges[1] - edges[0])
    options = [
        i for i, line in enumerate(body[:-1])
        if len(line.parts(PART_GAP)) == 1 and abs(line.box.cx - middle) <= reach and _is_wording(line.text)
        and stands_alone(body, i, least) and len(body[i + 1].parts(PART_GAP)) > 1
    ]  # fmt: skip
    if not options:
        return set()
    place = median(body[i].box.cx for i in options)
    options = [i for i in options if abs(body[i].box.cx - place) <= SAME_MIDDLE]
    widths = [body[i].box.width for i in options]
    if len(options) < MIN_CENTRAL or max(widths) - min(widths) < MIN_CENTRAL * SAME_MIDDLE:
        return set()
    others = [line for i, line in enumerate(body) if i not in options]
    cells = sum(any(abs(p.box.cx - place) <= SAME_MIDDLE for p in line.parts(PART_GAP)) for line in others)
    column = cells >= CENTRED_CELLS * len(others)
    told = sum(_is_told(body, i, gutters, column) for i in options)
    return set(options) if 2 * told >= len(options) else set()


def _is_told(body: Sequence[Line], at: int, gutters: Sequence[float], column: bool) -> bool:
    """Tell whether a line in the middle of the table is none of a cell; `column`: cells are centred there, too."""
    line = body[at]
    if any(line.box.x0 < g < line.box.x1 for g in gutters):
        return True
    return not column and (not at or all(p.box.x_shared(line.box) <= 0 for p in body[at - 1].parts(PART_GAP)))


def stands_alone(body: Sequence[Line], at: int, least: float = 0.0) -> bool:
    """Tell whether the lines above and below are those of other rows.

    A label of several rows may stand in their middle, closer to the lines around it than lines of cells are to one
    another; `least` is the distance of those, see least_step().
    """
    here = body[at].main
    apart = OWN_LINE * here.size
    above = here.baseline - body[at - 1].baseline if at else None
    below = body[at + 1].baseline - here.baseline if at + 1 < len(body) else None
    if above is not None and below is not None and above + below < TWO_LINES * least:
        return False
    return (above is None or above > apart) and (below is None or below > apart)


def least_step(body: Sequence[Line]) -> float:
    """Return the least distance of two lines that stand one below the other, in points; 0 where none do."""
    steps = [b.baseline - a.baseline for a, b in pairwise(body) if _below(a, b)]
    return min((s for s in steps if s > 0), default=0.0)


def _below(above: Line, line: Line) -> bool:
    parts = line.parts(PART_GAP)
    return any(a.box.x_shared(b.box) > 0 for a in above.parts(PART_GAP) for b in parts)


def _first(line: Line, gutter: float) -> Line | None:
    """Return the words of a line's first cell."""
    part = line.parts(PART_GAP)[0]
    return part if part.first.x0 < gutter else None


def _may_be_label(line: Line, left: float, gutter: float) -> bool:
    """Tell whether a line is words in one part, at the left, none of which begins the second column."""
    if any(a.x1 <= gutter <= b.x0 for a, b in pairwise(line)):
        return False
    return _is_wording(line.text) and len(line.parts(PART_GAP)) == 1 and line.first.x0 - left < AT_LEFT * line.size


def _is_wording(text: str) -> bool:
    """Tell whether a text is words, and not the rest of others."""
    return sum(c.isalpha() for c in text) > 1 and not text[0].islower() and text[0] not in "([&/"


def _goes_on(above: Line, below: Line) -> bool:
    """Tell whether a line goes on in the next, by its end or by how the next begins."""
    start = below.text[0]
    small = start.islower() and not PARTICLE.match(below.text)
    return is_hyphened(above.text) or bool(_WITHIN.search(above.text)) or small or start in "([&/"


def _room(above: Line, below: Line, edge: float) -> bool:
    """Tell whether there was ample room for the first word of a line on the line above."""
    word = below.first
    return above.box.x1 + (WORD_SPACE + LONE_ROOM) * word.size + word.width <= edge


def _set_in(label: Line, below: Line) -> bool:
    """Tell whether a line begins further right than a label."""
    return below.box.x0 > label.box.x0 + INDENT * label.size
