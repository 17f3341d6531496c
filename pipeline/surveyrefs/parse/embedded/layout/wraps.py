"""Running text that flows around a float: narrow lines beside a table or figure, which are none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, PrintedLine
from surveyrefs.parse.embedded.pdf.page import Rule, Word

FLOAT = 60.0  # points: the narrowest float, and the narrowest text beside one
ASIDE = 0.7  # of the type size: white between the float and the text
SAME_START = 1.0  # points by which lines beside a float differ at the left …
SAME_END = 3.0  # … and at the right, where hyphens hang out
MIN_LINES = 4
FILLED = 0.6  # of the lines end at the edge: those that end a paragraph do not
LEADING = 0.25  # part of the line distance by which it may vary
NEXT = 1.7  # line distances to the line of full width that goes on above or below
SIZE = 0.6  # points by which the type may differ from running text
INDENT = 2.5  # of the type size, of a paragraph's first line


class _Part(msgspec.Struct, frozen=True, gc=False):
    """The end of a printed line, or its beginning, that may be a line beside a float."""

    words: tuple[Word, ...]
    baseline: float
    edge: float  # where it parts from the float


_Line = tuple[PrintedLine, list[_Part]]  # and the parts of it that may be text beside a float


def wrapped_words(page: PageLayout, rules: Sequence[Rule], layout: Layout) -> frozenset[int]:
    """Return the indexes of the words of running text beside a float."""
    found: set[int] = set()
    for column in range(len(page.columns)):
        lines = sorted((line for line in page.lines if line.column == column), key=lambda line: line.baseline)
        full = [line.baseline for line in lines if _is_full(line, layout)]
        across = [r for r in rules if r.width > FLOAT / 2]
        cuts = [_cuts(line.words) for line in lines]
        for tail in (True, False):
            ends = _tails if tail else _heads
            parts = [(line, ends(line, cut)) for line, cut in zip(lines, cuts, strict=True)]
            for run in _runs(parts, tail, layout.leading):
                if _flows(run, tail, full, across, lines[0], layout):
                    found.update(w.index for part in run for w in part.words)
    return frozenset(found)


def _is_full(line: PrintedLine, layout: Layout) -> bool:
    size = line.size
    near = line.x0 < line.left + INDENT * size and line.x1 > line.right - SAME_END
    return near and abs(size - layout.body_size) <= SIZE


def _cuts(words: Sequence[Word]) -> list[int]:
    """Return where white that may part text and float stands in a line."""
    return [i for i in range(1, len(words)) if words[i].x0 - words[i - 1].x1 >= ASIDE * words[i].size]


def _tails(line: PrintedLine, cuts: Sequence[int]) -> list[_Part]:
    """Return the parts of a line that begin after white and go on to its end."""
    starts = [0, *cuts]
    return [
        _Part(line.words[i:], line.baseline, line.words[i].x0) for i in starts
        if line.words[i].x0 >= line.left + FLOAT and line.right - line.words[i].x0 >= FLOAT
    ]  # fmt: skip


def _heads(line: PrintedLine, cuts: Sequence[int]) -> list[_Part]:
    """Return the parts of a line that go from the column's edge to white."""
    if line.x0 > line.left + INDENT * line.size:
        return []
    ends = [*cuts, len(line.words)]
    return [
        _Part(line.words[:i], line.baseline, line.words[i - 1].x1) for i in ends
        if line.left + FLOAT <= line.words[i - 1].x1 <= line.right - FLOAT
    ]  # fmt: skip


def _runs(lines: Sequence[_Line], tail: bool, leading: float) -> Iterable[list[_Part]]:
    """Yield the longest runs of lines that part from a float at one place."""
    used: set[int] = set()
    for at, (_, options) in enumerate(lines):
        for start in options:
            if start.words[0].index in used:
                continue
            run = _run_from(start, lines, at + 1, tail, leading)
            if len(run) >= MIN_LINES:
                used.update(p.words[0].index for p in run)
                yield run


def _run_from(start: _Part, lines: Sequence[_Line], following: int, tail: bool, leading: float) -> list[_Part]:
    run = [start]
    slack = SAME_START if tail else SAME_END
    for at in range(following, len(lines)):
        line, options = lines[at]
        step = line.baseline - run[-1].baseline
        if step > (1 + LEADING) * leading:
            break
        if line.x1 <= start.edge if tail else line.x0 >= start.edge:
            continue  # a line of the float between two lines of the text
        same = [p for p in options if abs(p.edge - start.edge) <= slack]
        short = [] if tail else [p for p in options if p.edge < start.edge]
        if step < (1 - LEADING) * leading or not same and not short:
            break
        run.append((same or short)[-1])
    while run and not tail and abs(run[-1].edge - start.edge) > slack:
        run.pop()
    return run


def _flows(
    run: Sequence[_Part], tail: bool, full: Sequence[float], across: Sequence[Rule], line: PrintedLine, layout: Layout
) -> bool:
    """Tell whether a run of lines beside something is running text: it fills its width, and goes on at full width."""
    end = line.right if tail else run[0].edge
    filled = sum(abs(p.words[-1].x1 - end) <= SAME_END for p in run)
    if filled < FILLED * len(run) or any(abs(p.words[0].size - layout.body_size) > SIZE for p in run):
        return False
    top, bottom = run[0].baseline, run[-1].baseline
    reach = NEXT * layout.leading
    above = max((b for b in full if top - reach <= b < top), default=0.0)
    below = min((b for b in full if bottom < b <= bottom + reach), default=0.0)
    if not above and not below:
        return False
    x0, x1 = (run[0].edge, line.right) if tail else (line.left, run[0].edge)
    ruled = any(
        min(r.x1, x1) - max(r.x0, x0) > FLOAT / 2 and (above or top) - layout.leading < r.y0 < (below or bottom)
        for r in across
    )  # fmt: skip
    return not ruled
