"""Figures: the area above or below a caption, and the text drawn in it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.document import Box, Figure
from pipeline.model.problem import Problem
from pipeline.parse.embedded.floats.captions import Caption
from pipeline.parse.embedded.floats.frame import Frame, bounds
from pipeline.parse.embedded.floats.regions import Sight
from pipeline.parse.embedded.floats.tables import Maker
from pipeline.parse.embedded.page import Word

MARGIN = 4.0  # points around a drawing within which text belongs to it
LABEL_REACH = 14.0  # points: axis labels and the like stand so close to a drawing


def find_figures(captions: Sequence[Caption], sights: Sequence[Sight], taken: list[set[int]], maker: Maker) -> tuple[
    list[Figure], list[Problem]
]:  # fmt: skip
    """Return the figures, and add the words in them to `taken` (per page)."""
    by_frame = {id(s.frame): s for s in sights}
    figures = []
    for caption in captions:
        if caption.kind != "figure":
            continue
        sight = by_frame[id(caption.frame)]
        box, words = _area(caption, sight, taken[caption.frame.page - 1])
        taken[caption.frame.page - 1].update(w.index for w in words)
        page = caption.frame.page
        texts = tuple(maker.passage("figure", [line], page) for line in _lines(words))
        text = maker.passage("caption", caption.rows, page)
        figures.append(Figure(caption.number, text, texts, (), page, caption.frame.on_page(box)))
    return figures, []


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: dict[int, list[Word]] = {}
    for w in words:
        lines.setdefault(w.line, []).append(w)
    return list(lines.values())


def _area(caption: Caption, sight: Sight, taken: set[int]) -> tuple[Box, list[Word]]:
    """Return the box and words of the figure that a caption stands below."""
    frame = sight.frame
    x0, x1 = _scope(caption, frame)
    top = max(
        (b.y1 for b in [*sight.prose, *(c.box for c in sight.captions)] if b.y1 <= caption.box.y0 + 1 and b.x0 < x1 and b.x1 > x0),
        default=0.0,
    )
    drawn = [
        b for b in (*frame.images, *frame.fills, *frame.paths, *(Box(r.x0, r.y0, r.x1, r.y1) for r in (*frame.across, *frame.down)))
        if b.y0 >= top - 2 and b.y1 <= caption.box.y0 + 4 and b.x0 < x1 and b.x1 > x0
    ]
    if not drawn:
        return caption.box, []
    box = Box(min(b.x0 for b in drawn), min(b.y0 for b in drawn), max(b.x1 for b in drawn), max(b.y1 for b in drawn))
    words = [
        w for w in frame.words
        if w.index not in taken
        and max(top, box.y0 - LABEL_REACH) <= (w.y0 + w.y1) / 2 <= min(box.y1 + LABEL_REACH, caption.box.y0)
        and box.x0 - LABEL_REACH <= (w.x0 + w.x1) / 2 <= box.x1 + LABEL_REACH
    ]
    if words:
        around = bounds(words)
        box = Box(min(box.x0, around.x0), min(box.y0, around.y0), max(box.x1, around.x1), max(box.y1, around.y1))
    return box, words


def _scope(caption: Caption, frame: Frame) -> tuple[float, float]:
    if len(frame.columns) > 1:
        for left, right in frame.columns:
            if left - 10 <= caption.box.x0 and caption.box.x1 <= right + 10:
                return left - 5, right + 5
    return 0.0, frame.width
