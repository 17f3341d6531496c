"""Labels in a row of their own across the table: which printed rows they are, and which are in force at a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.frame import bounds, chunks
from surveyrefs.parse.embedded.pdf.page import Word

Lines = tuple[tuple[Word, ...], ...]
Look = tuple[int, float, int]  # style, size of type, indentation: labels of one level look alike

OWN_LINE = 0.85  # of the type size: the lines above and below a group's label are at least so far away
PART_GAP = 0.9  # of the type size: a group's label is one part, without blanks wider than this
INDENT = 0.5  # of the type size: rows that all begin so far to the right of a line are below it
LEADING = 1.5  # of the type size: lines of one label are no further apart
MARGIN = 2.0  # of the type size: a full line of a label may end so far from the table's edge
STEP = 4.0  # points: labels whose beginnings differ by more are of different levels


class Over(msgspec.Struct, frozen=True, gc=False):
    """A label across the table: its printed lines, its look, and the page that it stands on."""

    look: Look
    lines: Lines
    page: int


class Setting(msgspec.Struct, frozen=True, gc=False):
    """What the rows of a table have in common: boundaries of columns, edges, the heights of rules across all of it and
    of the ends of shading."""

    gutters: tuple[float, ...]
    edges: tuple[float, float]
    rules: tuple[float, ...]
    upright: bool  # whether rules run down between the columns
    shades: tuple[tuple[float, float], ...] = ()  # top and bottom of rows that are shaded across


Label = list[list[Word]]  # the printed rows of a label across the table


def part_groups(body: Sequence[list[Word]], setting: Setting) -> tuple[list[Label], list[list[Word]]]:
    """Part labels across the table from the other printed rows."""
    several = [row for row in body if len(chunks(row, PART_GAP)) > 1]
    styles: Counter[int] = Counter()
    for row in several:
        for w in row:
            if not setting.gutters or w.x1 <= setting.gutters[0] + 1:
                styles[w.style & (BOLD | ITALIC)] += len(w.text)
    usual = styles.most_common(1)[0][0] if styles else 0
    left = min((row[0].x0 for row in several), default=setting.edges[0])
    groups: list[Label] = []
    rest: list[list[Word]] = []
    fresh = False  # whether the row above is a label
    lines = [max(row, key=lambda w: w.size) for row in body]
    shaded = _shaded_labels(body, left, setting)
    for i, row in enumerate(body):
        apart = OWN_LINE * lines[i].size
        free = (not i or lines[i].baseline - lines[i - 1].baseline > apart) and (
            i + 1 == len(body) or lines[i + 1].baseline - lines[i].baseline > apart
        )
        found = i in shaded or (
            free and (_is_group(row, usual, left, setting) or _has_own_band(body, i, left, setting))
        )
        if found and fresh and _goes_on(groups[-1][-1], row, setting):
            groups[-1].append(row)
        elif found:
            groups.append([row])
        else:
            rest.append(row)
        fresh = found
    if len(groups) > max(1, len(rest)):
        return [], list(body)
    return groups, rest


def _goes_on(above: Sequence[Word], row: Sequence[Word], setting: Setting) -> bool:
    """Tell whether a label's row goes on in the next: it looks the same and there was no room for the next word."""
    size = row[0].size
    alike = (above[0].style, round(above[0].size)) == (row[0].style, round(size))
    near = row[0].baseline - above[0].baseline <= LEADING * size
    full = max(w.x1 for w in above) + row[0].x1 - row[0].x0 > setting.edges[1] - MARGIN * size
    return alike and near and (full or above[-1].text.endswith("-"))


def _is_group(row: Sequence[Word], usual: int, left: float, setting: Setting) -> bool:
    parts = chunks(row, PART_GAP)
    if len(parts) > 1 or not setting.gutters or sum(c.isalpha() for w in row for c in w.text) < 2:
        return False
    x0, x1 = row[0].x0, max(w.x1 for w in row)
    crosses = any(w.x0 < g - 0.5 and w.x1 > g + 0.5 for g in setting.gutters for w in row)
    at_left = x0 <= left + 1.5 * row[0].size
    middle = (setting.edges[0] + setting.edges[1]) / 2
    central = abs((x0 + x1) / 2 - middle) < row[0].size
    words = [w for w in row if sum(c.isalpha() for c in w.text) > 1]
    styled = bool(words) and all(w.style & (BOLD | ITALIC) not in (0, usual) for w in words)
    if crosses or styled:
        return at_left or central
    return x0 < left - INDENT * row[0].size  # all other rows are indented


def _has_own_band(body: Sequence[list[Word]], at: int, left: float, setting: Setting) -> bool:
    """Tell whether a row of one part at the left, or in the middle, is alone between two rules and rows follow."""
    row = body[at]
    if setting.upright or at + 1 == len(body) or not _is_label_like(row, left, setting):
        return False
    box = bounds(row)
    y = (box.y0 + box.y1) / 2
    below = bounds(body[at + 1])
    ruled = any(y < rule < (below.y0 + below.y1) / 2 for rule in setting.rules)
    if at:
        above = bounds(body[at - 1])
        ruled = ruled and any((above.y0 + above.y1) / 2 < rule < y for rule in setting.rules)
    return ruled and len(chunks(body[at + 1], PART_GAP)) > 1


def _shaded_labels(body: Sequence[list[Word]], left: float, setting: Setting) -> set[int]:
    """Return the rows of one part that are alone in shading, if that is what shading is for: no stripes."""
    found = set()
    others = 0
    for top, bottom in setting.shades:
        inside = [i for i, row in enumerate(body) if top < _middle(row) < bottom]
        if len(inside) == 1 and inside[0] + 1 < len(body) and _is_label_like(body[inside[0]], left, setting):
            found.add(inside[0])
        else:
            others += bool(inside)
    return found if others * 2 <= len(found) else set()


def _is_label_like(row: Sequence[Word], left: float, setting: Setting) -> bool:
    """Tell whether a row is one part of words, at the left or in the middle."""
    if len(chunks(row, PART_GAP)) > 1 or sum(c.isalpha() for w in row for c in w.text) < 2:
        return False
    box = bounds(row)
    central = abs((box.x0 + box.x1) / 2 - (setting.edges[0] + setting.edges[1]) / 2) < row[0].size
    return box.x0 <= left + 1.5 * row[0].size or central


def in_force(
    groups: Sequence[Label], tops: Sequence[float], page: int, left: float, before: Sequence[Over] = ()
) -> tuple[list[tuple[Over, ...]], tuple[Over, ...]]:
    """Return the labels in force at each row, outermost first, and those at the end; `before`: those at the beginning.

    Labels in rows of their own nest as their look tells.
    """
    found: list[tuple[Over, ...]] = []
    stack = list(before)
    at = 0
    fresh = False
    for top in [*tops, float("inf")]:
        while at < len(groups) and _middle(groups[at][-1]) < top + 2:
            over = Over(_look(groups[at][0], left), tuple(tuple(row) for row in groups[at]), page)
            known = next((i for i, other in enumerate(stack) if other.look == over.look), None)
            if known is not None:
                stack = stack[:known]
            elif not fresh:
                stack = []
            stack.append(over)
            fresh = True
            at += 1
        fresh = False
        found.append(tuple(stack))
    return found[:-1], found[-1]


def _look(row: Sequence[Word], left: float) -> Look:
    indent = row[0].x0 - left
    steps = round(indent / STEP) if 0 < indent < 3 * row[0].size else 0
    return row[0].style & (BOLD | ITALIC), round(row[0].size * 2) / 2, steps


def _middle(row: Sequence[Word]) -> float:
    box = bounds(row)
    return (box.y0 + box.y1) / 2
