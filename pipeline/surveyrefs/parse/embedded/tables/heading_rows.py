"""Labels in a row of their own across the table: which printed lines they are, and which are in force at a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.label_lines import Body, labels_among
from surveyrefs.parse.embedded.tables.limits import (
    INDENT,
    INDENT_STEP,
    INDENTED,
    LABEL_LEADING,
    LABEL_MARGIN,
    MIN_YEARS,
    MOST_INDENT,
    PART_GAP,
    TEXT_WIDTH,
    UNDERLINE,
)
from surveyrefs.parse.embedded.tables.lone_lines import central_labels, least_step, lone_labels, stands_alone

Lines = tuple[tuple[Word, ...], ...]
_YEAR = re.compile(r"(19|20)\d\d([-–/]\d{2,4})?")
_CITES = re.compile(r"\[\d|\((19|20)\d\d|\bet al\b")

Look = tuple[int, float, int, int]  # style, size of type, indentation, colour: labels of one level look alike


class HeadingRow(msgspec.Struct, frozen=True, gc=False):
    """A label across the table: its printed lines, its look, and the page that it stands on."""

    look: Look
    lines: Lines
    page: int


class Setting(msgspec.Struct, frozen=True, gc=False):
    """What the rows of a table have in common, in points: boundaries of columns and edges in x, the heights of rules
    across all of it, top and bottom of rows that are shaded across."""

    gutters: tuple[float, ...]
    edges: tuple[float, float]
    rules: tuple[float, ...]
    upright: bool  # whether rules run down between the columns
    underlines: tuple[Rule, ...] = ()  # short rules across
    shades: tuple[tuple[float, float], ...] = ()
    down: tuple[Rule, ...] = ()
    colours: Mapping[int, int] = {}  # of MuPDF's lines
    may_go_on: bool = True  # on the next page

    @property
    def cx(self) -> float:
        """The table's middle."""
        return (self.edges[0] + self.edges[1]) / 2


Label = list[Line]  # the printed lines of a label across the table


def part_groups(body: Sequence[Line], setting: Setting) -> tuple[list[Label], list[Line], list[Label]]:
    """Part labels across the table from the other printed lines, and from text across the table at its end."""
    votes = _votes(body, setting)
    labels = labels_among(
        Body(body, setting.gutters, setting.edges, setting.rules, setting.down, setting.shades, setting.colours, votes)
    )
    groups: list[Label] = []
    rest: list[Line] = []
    fresh = False  # whether the line above is a label
    for i, line in enumerate(body):
        found = i in labels
        if found and fresh and _goes_on(groups[-1][-1], line, setting):
            groups[-1].append(line)
        elif found:
            groups.append([line])
        else:
            rest.append(line)
        fresh = found
    if len(groups) > max(1, len(rest)):
        return [], list(body), []
    groups, text = _text_at_end(groups, rest, setting)
    return groups, rest, text


def _votes(body: Sequence[Line], setting: Setting) -> list[frozenset[str]]:
    """Return the rules of thumb that take a line for a label."""
    several = [line for line in body if len(line.parts(PART_GAP)) > 1]
    styles: Counter[int] = Counter()
    for line in several:
        for w in line:
            if not setting.gutters or w.x1 <= setting.gutters[0] + 1:
                styles[w.style & (BOLD | ITALIC)] += len(w.text)
    usual = styles.most_common(1)[0][0] if styles else 0
    left = min((line.first.x0 for line in several), default=setting.edges[0])
    least = least_step(body)
    for_all = {
        "shade": _shaded_labels(body, left, setting),
        "year": _years(body, left, setting),
        "lone": lone_labels(body, setting.gutters, least),
        "central": central_labels(body, setting.gutters, setting.edges, least),
    }
    found = []
    for i, line in enumerate(body):
        mine = {name for name, lines in for_all.items() if i in lines}
        if stands_alone(body, i, least):
            mine.add("apart")
            mine |= {"look"} if _is_group(line, usual, left, setting) else set()
            mine |= {"band"} if _has_own_band(body, i, left, setting) else set()
        found.append(frozenset(mine))
    return found


def _text_at_end(groups: list[Label], rest: Sequence[Line], setting: Setting) -> tuple[list[Label], list[Label]]:
    """Part the labels from text across the table below its last row: a row, or rows, in a single cell.

    Text cites works, has several lines or is as wide as the table; a label without rows goes on over the page, where
    the table may do so.
    """
    bottom = rest[-1].box.cy if rest else 0.0
    at = next((i for i, g in enumerate(groups) if g[0].box.cy > bottom), len(groups))
    width = setting.edges[1] - setting.edges[0]
    while at < len(groups):
        label = groups[at]
        wide = any(line.box.width > TEXT_WIDTH * width for line in label)
        last = at + 1 == len(groups) and not setting.may_go_on
        if last or wide or len(label) > 1 or any(_CITES.search(line.text) for line in label):
            break
        at += 1
    text: list[Label] = []
    for label in groups[at:]:
        if text and label[0].baseline - text[-1][-1].baseline <= LABEL_LEADING * label[0].size:
            text[-1] = [*text[-1], *label]
        else:
            text.append(label)
    return groups[:at], text


def _years(body: Sequence[Line], left: float, setting: Setting) -> set[int]:
    """Return the lines that are nothing but a year, at the left or in the middle and above others, if there are
    several."""
    found = {
        i for i, line in enumerate(body[:-1])
        if _YEAR.fullmatch(line.text) and stands_alone(body, i) and len(body[i + 1].parts(PART_GAP)) > 1
        and (line.box.x0 <= left + INDENTED * line.first.size or _is_central(line.box.x0, line, setting))
    }  # fmt: skip
    return found if len(found) >= MIN_YEARS else set()


def _is_underlined(line: Line, setting: Setting) -> bool:
    """Tell whether a rule runs below a line, as long as its words."""
    box = line.box
    return any(
        0 <= r.y0 - line.baseline <= UNDERLINE and abs(r.x0 - box.x0) <= UNDERLINE and abs(r.x1 - box.x1) <= UNDERLINE
        for r in setting.underlines
    )


def _goes_on(above: Line, line: Line, setting: Setting) -> bool:
    """Tell whether a label's line goes on in the next: it looks the same and there was no room for the next word."""
    a, b = above.first, line.first
    alike = (a.style, round(a.size)) == (b.style, round(b.size))
    near = b.baseline - a.baseline <= LABEL_LEADING * b.size
    full = above.box.x1 + b.width > setting.edges[1] - LABEL_MARGIN * b.size
    return alike and near and (full or above.words[-1].text.endswith("-"))


def _is_group(line: Line, usual: int, left: float, setting: Setting) -> bool:
    """Tell whether a line is a label by its place and its look; `usual` is the style of the first column's cells."""
    if not setting.gutters or not _is_one_part_of_words(line):
        return False
    x0, size = line.first.x0, line.first.size
    crosses = any(w.x0 < g - 0.5 and w.x1 > g + 0.5 for g in setting.gutters for w in line)
    words = [w for w in line if sum(c.isalpha() for c in w.text) > 1]
    if _is_underlined(line, setting):
        return True
    styled = bool(words) and all(w.style & (BOLD | ITALIC) not in (0, usual) for w in words)
    if crosses or styled:
        return x0 <= left + INDENTED * size or _is_central(x0, line, setting)
    return x0 < left - INDENT * size  # all other rows are indented


def _is_one_part_of_words(line: Line) -> bool:
    return len(line.parts(PART_GAP)) == 1 and sum(c.isalpha() for w in line for c in w.text) > 1


def _is_central(x0: float, line: Line, setting: Setting) -> bool:
    """Tell whether a line that begins at x0 stands in the middle of the table."""
    return abs((x0 + line.box.x1) / 2 - setting.cx) < line.first.size


def _has_own_band(body: Sequence[Line], at: int, left: float, setting: Setting) -> bool:
    """Tell whether a line of one part at the left, or in the middle, is alone between two rules and rows follow."""
    if setting.upright or at + 1 == len(body) or not _is_label_like(body[at], left, setting):
        return False
    y = body[at].box.cy
    ruled = any(y < rule < body[at + 1].box.cy for rule in setting.rules)
    if at:
        ruled = ruled and any(body[at - 1].box.cy < rule < y for rule in setting.rules)
    end = min((rule for rule in setting.rules if rule > body[at + 1].box.cy), default=body[-1].box.y1)
    return ruled and any(len(line.parts(PART_GAP)) > 1 for line in body[at + 1 :] if line.box.cy < end)


def _shaded_labels(body: Sequence[Line], left: float, setting: Setting) -> set[int]:
    """Return the lines of one part that are alone in shading, if that is what shading is for: no stripes."""
    found = set()
    others = 0
    for top, bottom in setting.shades:
        inside = [i for i, line in enumerate(body) if top < line.box.cy < bottom]
        if len(inside) == 1 and inside[0] + 1 < len(body) and _is_label_like(body[inside[0]], left, setting):
            found.add(inside[0])
        else:
            others += bool(inside)
    return found if others * 2 <= len(found) else set()


def _is_label_like(line: Line, left: float, setting: Setting) -> bool:
    """Tell whether a line is one part of words, at the left or in the middle."""
    if not _is_one_part_of_words(line):
        return False
    return line.box.x0 <= left + INDENTED * line.first.size or _is_central(line.box.x0, line, setting)


def in_force(
    groups: Sequence[Label],
    tops: Sequence[float],
    page: int,
    left: float,
    before: Sequence[HeadingRow] = (),
    colours: Mapping[int, int] = MappingProxyType({}),
) -> tuple[list[tuple[HeadingRow, ...]], tuple[HeadingRow, ...]]:
    """Return the labels in force at each row, outermost first, and those at the end; `before`: those at the beginning.

    `tops` are the rows' upper edges, `colours` those of MuPDF's lines. Labels in rows of their own nest as their look
    tells.
    """
    found: list[tuple[HeadingRow, ...]] = []
    stack = list(before)
    at = 0
    fresh = False
    for top in [*tops, float("inf")]:
        while at < len(groups) and groups[at][-1].box.cy < top + 2:
            over = HeadingRow(_look(groups[at][0], left, colours), tuple(line.words for line in groups[at]), page)
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


def _look(line: Line, left: float, colours: Mapping[int, int]) -> Look:
    first = line.first
    indent = first.x0 - left
    steps = round(indent / INDENT_STEP) if 0 < indent < MOST_INDENT * first.size else 0
    return first.style & (BOLD | ITALIC), round(first.size * 2) / 2, steps, colours.get(first.line, 0)
