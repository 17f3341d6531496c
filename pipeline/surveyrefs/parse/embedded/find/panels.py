"""Captions with several tables: parts side by side or stacked, with or without `(a)`, `(b)` of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import (
    IN_COLUMN,
    LABEL_GAP,
    LABEL_LEADING,
    NEAR,
    SAME_TOP,
    SHARED,
    STACKED,
    STICKS_OUT,
    TOUCHES,
)
from surveyrefs.parse.embedded.find.naming import match_captions
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.find.view import PageView, column_of
from surveyrefs.parse.embedded.layout.frame import lines_of
from surveyrefs.parse.embedded.layout.line import Line, text_of
from surveyrefs.parse.embedded.pdf.page import Word

Lines = tuple[tuple[Word, ...], ...]

_LETTER = re.compile(r"\(?([a-h])[).:]\s*\S|\(([a-h])\)")


def panels_of(
    captions: Sequence[Caption],
    regions: Sequence[Region],
    views: Mapping[tuple[int, int], PageView],
    others: Sequence[Caption],
) -> list[tuple[Caption, list[Region]]]:
    """Pair table captions with all the regions that each names, in reading order.

    `views` are found by the key of their frame; `others` are the captions of figures and algorithms.
    """
    paired = [(c, [r]) for c, r in match_captions(captions, regions)]
    named = {c.key for c, _ in paired}
    free = _without(regions, paired)
    for caption in captions:
        if caption.key not in named:
            mine = [r for r in free if r.place == caption.place]
            view = views[caption.place]
            found = _row_of(caption, mine, captions) or _at_side(caption, mine, view) or _turned(caption, free)
            if found:
                paired.append((caption, found))
                free = _without(free, paired)
    known = [*captions, *others]
    for caption, mine in paired:
        _join_all(caption, mine, free, views[caption.place], known)
        free = _without(free, paired)
    return [(c, _in_rows(mine)) for c, mine in paired]


def _in_rows(regions: Sequence[Region]) -> list[Region]:
    """Return the parts row by row, those side by side from left to right."""
    rows: list[list[Region]] = []
    for region in sorted(regions, key=lambda r: r.box.y0):
        row = next((row for row in rows if _side_by_side(row[0].box, region.box)), None)
        if row is None:
            rows.append([region])
        else:
            row.append(region)
    return [region for row in rows for region in sorted(row, key=lambda r: r.box.x0)]


def _without(regions: Sequence[Region], paired: Sequence[tuple[Caption, list[Region]]]) -> list[Region]:
    used = {r.key for _, mine in paired for r in mine}
    return [r for r in regions if r.key not in used]


def _row_of(caption: Caption, regions: Sequence[Region], captions: Sequence[Caption]) -> list[Region]:
    """Return the parts side by side that a caption stands above or below, in the middle of them all."""
    rest: list[Caption] = [c for c in captions if c.place == caption.place]
    best: tuple[float, list[Region]] | None = None
    for first in regions:
        row = [r for r in regions if _side_by_side(first.box, r.box) or r is first]
        if len(row) < 2:
            continue
        around = Box.around(r.box for r in row)
        distance = -around.y_shared(caption.box)
        center = caption.box.cx
        other = any(c is not caption and _near(c.box, around) and c.box.x_shared(around) > 0
                    for c in rest)  # fmt: skip
        if -TOUCHES <= distance <= NEAR and around.x0 <= center <= around.x1 and not other:
            best = min(best or (distance, row), (distance, row), key=lambda option: option[0])
    return best[1] if best else []


def _at_side(caption: Caption, regions: Sequence[Region], view: PageView) -> list[Region]:
    """Return the nearest table that a caption stands beside, with nothing between."""
    options: list[tuple[float, int]] = []
    here = caption.box
    for n, region in enumerate(regions):
        x0, x1 = min(here.x1, region.box.x1), max(here.x0, region.box.x0)
        beside = x1 >= x0 and _shared(here, region.box) > SHARED
        if beside and not view.words_between(here.y0, here.y1, x0 + STICKS_OUT, x1 - STICKS_OUT):
            options.append((x1 - x0, n))
    return [regions[min(options)[1]]] if options else []


def _turned(caption: Caption, regions: Sequence[Region]) -> list[Region]:
    """Return the turned table that an upright caption stands above or below."""
    here = caption.frame.on_page(caption.box)
    for region in regions:
        if region.frame.page == caption.frame.page and region.place != caption.place:
            box = region.frame.on_page(region.box)
            near = -TOUCHES <= -here.y_shared(box) <= NEAR
            if near and here.x_shared(box) > SHARED * min(here.width, box.width):
                return [region]
    return []


def _join_all(
    caption: Caption, mine: list[Region], free: Sequence[Region], view: PageView, captions: Sequence[Caption]
) -> None:
    """Add to a caption's regions those beside and below that nothing else names."""
    grown = True
    while grown:
        grown = False
        for region in free:
            if (
                region.frame is not caption.frame
                or any(r.key == region.key for r in mine)
                or not _in_scope(caption, region)
            ):
                continue
            if _named_otherwise(region, caption, captions):
                continue
            row = Region(region.frame, Box.around(r.box for r in mine), (), (), ())
            if any(_belongs(r, region, view) for r in (*mine, row)):
                mine.append(region)
                grown = True


def _in_scope(caption: Caption, region: Region) -> bool:
    """Tell whether a region stands within the text column that the caption is set in."""
    column = column_of(caption.box, caption.frame)
    return column is None or column[0] - IN_COLUMN <= region.box.x0 and region.box.x1 <= column[1] + IN_COLUMN


def _named_otherwise(region: Region, caption: Caption, captions: Sequence[Caption]) -> bool:
    box = region.box
    return any(
        c is not caption and c.place == region.place and c.box.x_shared(box) > 0 and _near(c.box, box) for c in captions
    )


def _near(caption: Box, box: Box) -> bool:
    return -TOUCHES <= -box.y_shared(caption) <= NEAR or box.y0 <= caption.y0 <= box.y1


def _belongs(known: Region, region: Region, view: PageView) -> bool:
    """Tell whether a region goes with one that has a caption: beside it, or below it with a part's caption between."""
    a, b = known.box, region.box
    if _side_by_side(a, b):
        x0, x1 = min(a.x1, b.x1), max(a.x0, b.x0)
        return not view.prose_between(max(a.y0, b.y0), min(a.y1, b.y1), x0, x1)
    upper, lower = (a, b) if a.y0 < b.y0 else (b, a)
    if not 0 <= lower.y0 - upper.y1 <= STACKED or a.x_shared(b) < SHARED * min(a.width, b.width):
        return False
    between = view.lines_between(upper.y1, lower.y0, min(a.x0, b.x0), max(a.x1, b.x1))
    return not between or bool(_LETTER.match(between[0].text) or _LETTER.match(between[-1].text))


def _side_by_side(a: Box, b: Box) -> bool:
    apart = -a.x_shared(b)
    off = min(abs(a.y0 - b.y0), abs(a.y1 - b.y1), abs(a.y0 + a.y1 - b.y0 - b.y1) / 2)
    return apart >= 0 and off <= SAME_TOP and _shared(a, b) > SHARED


def _shared(a: Box, b: Box) -> float:
    height = min(a.height, b.height)
    return a.y_shared(b) / height if height > 0 else 0.0


# -- the parts' own captions ------------------------------------------------------------------------------------------


def labels_of(regions: Sequence[Region], view: PageView) -> list[Lines]:
    """Return the printed rows of the parts' own captions, empty for parts without one."""
    above = [_label_above(r, view) for r in regions]
    below = [_label_below(r, view) for r in regions]
    # "(b)" between two parts is above one and below the other: the side where the letters begin with the first part.
    counts = [(_in_order(side), sum(map(bool, side))) for side in (above, below)]
    if counts[0][1] or counts[1][1]:
        return above if counts[0] >= counts[1] else below
    headed = [_heading_above(r, view) for r in regions]
    return headed if all(headed) else [() for _ in regions]


def _in_order(labels: Sequence[Lines]) -> int:
    """Count the labels that bear the letter of their place."""
    found = 0
    for letter, rows in zip(ascii_lowercase, labels, strict=False):
        match = _LETTER.match(text_of(rows[0])) if rows else None
        found += match is not None and letter in match.groups()
    return found


def _label_below(region: Region, view: PageView) -> Lines:
    found: list[tuple[Word, ...]] = []
    edge = region.box.y1
    for row in _rows(region, view, edge, edge + NEAR):
        size = row.first.size
        if row.box.y0 - edge > (LABEL_LEADING if found else LABEL_GAP) * size:
            break
        if not found and not _LETTER.match(row.text):
            break
        found.append(row.words)
        edge = row.box.y1
    return tuple(found)


def _label_above(region: Region, view: PageView) -> Lines:
    found: list[tuple[Word, ...]] = []
    edge = region.box.y0
    for row in reversed(_rows(region, view, edge - NEAR, edge)):
        size = row.first.size
        if edge - row.box.y1 > (LABEL_LEADING if found else LABEL_GAP) * size:
            break
        found.append(row.words)
        edge = row.box.y0
        if _LETTER.match(row.text):
            return tuple(reversed(found))
    return ()


def _heading_above(region: Region, view: PageView) -> Lines:
    """Return a bold row right above a part."""
    rows = _rows(region, view, region.box.y0 - NEAR, region.box.y0)
    if not rows or region.box.y0 - rows[-1].box.y1 > LABEL_GAP * rows[-1].first.size:
        return ()
    return (rows[-1].words,) if rows[-1].bold else ()


def _rows(region: Region, view: PageView, top: float, bottom: float) -> tuple[Line, ...]:
    words = view.words_between(top, bottom, region.box.x0 - STICKS_OUT, region.box.x1 + STICKS_OUT)
    known = {w.index for w in region.words}
    return lines_of([w for w in words if w.index not in known])
