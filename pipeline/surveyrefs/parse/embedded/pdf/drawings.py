"""What a page draws: ruled lines, filled boxes, all else. Lines are found however a program draws them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.braces import brace_of
from surveyrefs.parse.embedded.pdf.marks import LARGEST, Shape
from surveyrefs.parse.embedded.pdf.page import Brace, Rule

RULE_THICKNESS = 2.0  # points: booktabs' heavy rule is 0.8 pt, table borders of Word files reach 1.5
CLIP_SLACK = 1.0  # points by which a line may lie outside of the clip that it draws the edge of
BACKGROUND = 0.9  # a filled box over so much of the page is paper, not ink
DASH = 12.0  # points: dashes are no longer, nor are the blanks between them
DASHES = 5  # so many of one length and distance are one line
UNEVEN = 0.6  # points by which dashes and their distances may differ
TOUCH = 1.0  # points between the edges of two boxes that share one
SIDES = 4  # of a rectangle, as edges and as lines around it
CELLS = 4  # boxes that share edges before they are cells of a table

_Edges = tuple[float, float, float, float]


class Drawings(msgspec.Struct, frozen=True, gc=False):
    """Ruled lines, filled or stroked boxes, the boxes of other drawings, of these the small ones with curves, and the
    braces."""

    rules: tuple[Rule, ...]
    fills: tuple[Box, ...]
    paths: tuple[Box, ...]
    shapes: tuple[Shape, ...]
    braces: tuple[Brace, ...] = ()


def drawings_of(page: Any) -> Drawings:
    """Return what a page draws, in its own coordinates."""
    sideways = page.rotation in (90, 270)
    rules: list[Rule] = []
    fills: list[Box] = []
    paths: list[Box] = []
    stroked: list[Box] = []
    shapes: list[Shape] = []
    braces: list[Brace] = []
    area = page.rect.width * page.rect.height
    for drawing, window in _with_windows(page.get_cdrawings(extended=True)):
        if sideways and drawing["type"] != "clip":
            drawing["items"] = _with_rectangles(drawing["items"])
        white = drawing.get("fill") == (1.0, 1.0, 1.0) and drawing["type"] == "f"
        straight = all(item[0] in ("l", "re") for item in drawing["items"])
        for item in drawing["items"] if straight else ():
            whole = _item_box(item)
            cut = _seen(whole, window)
            if cut is None or _is_sliver(cut) and not _is_sliver(whole):
                continue
            x0, y0, x1, y1 = cut
            if min(x1 - x0, y1 - y0) <= RULE_THICKNESS and max(x1 - x0, y1 - y0) > RULE_THICKNESS:
                rules.append(Rule(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)))
            elif item[0] == "re" and not white and (x1 - x0) * (y1 - y0) < BACKGROUND * area:
                fills.append(_box((x0, y0, x1, y1)))
                if drawing["type"] in ("s", "fs"):
                    stroked.append(fills[-1])
            elif item[0] == "l":
                paths.append(_box((x0, y0, x1, y1)))
        around = _seen(drawing["rect"], window)
        if not straight and around is not None and (not _is_sliver(around) or _is_sliver(drawing["rect"])):
            paths.append(_box(around))
            if drawing["type"] == "s" and (brace := brace_of(drawing["items"])) is not None:
                braces.append(brace)
            if paths[-1].width <= LARGEST and not white:
                straight_edges = sum(item[0] == "l" for item in drawing["items"])
                shapes.append(Shape(paths[-1], drawing["type"] != "s", straight_edges))
    return Drawings((*with_dashes(rules), *borders(stroked)), tuple(fills), tuple(paths), tuple(shapes), tuple(braces))


def _with_rectangles(items: Sequence[Any]) -> list[Any]:
    """Return what is drawn with four lines around a rectangle as one: MuPDF tells that of upright pages only."""
    found: list[Any] = []
    for item in items:
        found.append(item)
        last = found[-SIDES:]
        if len(last) < SIDES or any(part[0] != "l" for part in last):
            continue
        points = [part[1] for part in last]
        closed = all(tuple(part[2]) == tuple(points[(i + 1) % SIDES]) for i, part in enumerate(last))
        straight = all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise([*points, points[0]]))
        if closed and straight:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found[-SIDES:] = [("re", (min(xs), min(ys), max(xs), max(ys)), 1)]
    return found


def _with_windows(drawings: Sequence[Any]) -> Iterator[tuple[Any, _Edges | None]]:
    """Give what is drawn, with the window that the page shows of it (None: all); clips hold for what they enclose."""
    clips: list[tuple[int, _Edges]] = []
    for drawing in drawings:
        level = drawing.get("level", 0)
        while clips and clips[-1][0] >= level:
            clips.pop()
        if drawing["type"] == "clip":
            if drawing.get("scissor") is not None:
                clips.append((level, tuple(drawing["scissor"])))
        elif drawing["type"] != "group":
            yield drawing, clips[-1][1] if clips else None


def _seen(box: _Edges, window: _Edges | None) -> _Edges | None:
    """Return the part of a box that its window shows; None where it shows nothing of it."""
    if window is None:
        return box
    x0, y0 = max(box[0], window[0] - CLIP_SLACK), max(box[1], window[1] - CLIP_SLACK)
    x1, y1 = min(box[2], window[2] + CLIP_SLACK), min(box[3], window[3] + CLIP_SLACK)
    return (x0, y0, x1, y1) if x1 >= x0 and y1 >= y0 else None


def _is_sliver(box: _Edges) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= RULE_THICKNESS


def _box(values: Any) -> Box:
    return Box(*(round(v, 2) for v in values))


def _item_box(item: Any) -> _Edges:
    if item[0] == "re":
        x0, y0, x1, y1 = item[1]
    else:
        (x0, y0), (x1, y1) = item[1], item[2]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


# -- dashed lines -----------------------------------------------------------------------------------------------------


def with_dashes(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules with those that stand in a row of dashes joined to one."""
    across: dict[int, list[Rule]] = defaultdict(list)
    down: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        if max(rule.width, rule.height) <= DASH:
            wide = rule.across
            (across if wide else down)[round(2 * (rule.y0 if wide else rule.x0))].append(rule)
    lines = [line for row in across.values() for line in _dashed(row, 0)]
    lines += [line for row in down.values() for line in _dashed(row, 1)]
    if not lines:
        return tuple(rules)
    gone = {part for line in lines for part in line}
    joined = [
        Rule(min(r.x0 for r in line), min(r.y0 for r in line), max(r.x1 for r in line), max(r.y1 for r in line))
        for line in lines
    ]
    return (*(r for r in rules if r not in gone), *joined)


def _dashed(row: list[Rule], axis: int) -> list[list[Rule]]:
    """Return the runs of dashes of one length at one distance in a row; `axis`: 0 across, 1 down."""
    if len(row) < DASHES:
        return []
    row = sorted(row, key=lambda r: _start(r, axis))
    runs: list[list[Rule]] = [[row[0]]]
    for before, rule in pairwise(row):
        step = _start(rule, axis) - _start(before, axis)
        known = _start(runs[-1][-1], axis) - _start(runs[-1][-2], axis) if len(runs[-1]) > 1 else step
        same = abs(_length(rule, axis) - _length(before, axis)) <= UNEVEN or len(runs[-1]) == 1
        if same and abs(step - known) <= UNEVEN and 0 < step <= _length(before, axis) + DASH:
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return [run for run in runs if len(run) >= DASHES]


def _start(rule: Rule, axis: int) -> float:
    return rule.y0 if axis else rule.x0


def _length(rule: Rule, axis: int) -> float:
    return rule.height if axis else rule.width


# -- boxes around cells -----------------------------------------------------------------------------------------------


def borders(boxes: Sequence[Box]) -> tuple[Rule, ...]:
    """Return the edges of stroked boxes that stand side by side as cells do; boxes that stand alone have none."""
    beside: dict[int, list[int]] = defaultdict(list)
    below: dict[int, list[int]] = defaultdict(list)
    for i, b in enumerate(boxes):
        for near in (0, 1):
            beside[int(b.x0 / TOUCH) + near].append(i)
            beside[int(b.x1 / TOUCH) + near].append(i)
            below[int(b.y0 / TOUCH) + near].append(i)
            below[int(b.y1 / TOUCH) + near].append(i)
    rows = [sorted(set(x), key=lambda i: (boxes[i].y0, boxes[i].x0)) for x in beside.values()]
    columns = [sorted(set(x), key=lambda i: (boxes[i].x0, boxes[i].y0)) for x in below.values()]
    found: list[Rule] = []
    for group in _touching(boxes, rows + columns):
        if len(group) >= CELLS:
            for b in (boxes[i] for i in group):
                found += [Rule(b.x0, b.y0, b.x1, b.y0), Rule(b.x0, b.y1, b.x1, b.y1)]
                found += [Rule(b.x0, b.y0, b.x0, b.y1), Rule(b.x1, b.y0, b.x1, b.y1)]
    return tuple(found)


def _touching(boxes: Sequence[Box], candidates: Sequence[list[int]]) -> list[list[int]]:
    """Group boxes that share an edge; `candidates` have those in order whose edges lie on one line."""
    parent = list(range(len(boxes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for indexes in candidates:
        for i, j in pairwise(indexes):
            if _share_edge(boxes[i], boxes[j]):
                parent[root(j)] = root(i)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(boxes)):
        groups[root(i)].append(i)
    return list(groups.values())


def _share_edge(a: Box, b: Box) -> bool:
    over_x = a.x_shared(b)
    over_y = a.y_shared(b)
    beside = min(abs(a.x1 - b.x0), abs(b.x1 - a.x0)) <= TOUCH and over_y > TOUCH
    below = min(abs(a.y1 - b.y0), abs(b.y1 - a.y0)) <= TOUCH and over_x > TOUCH
    return beside or below
