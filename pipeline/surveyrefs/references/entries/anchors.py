"""Where a PDF's destinations stand in a list: evidence for beginnings of entries, and what callouts link to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from surveyrefs.model.document import Anchor, Line

RAISED_ANCHOR = 0.55  # line heights: hyperref raises a destination by a line, so that the line above ends just below it
BESIDE_COLUMN = 45.0  # points that a destination may stand off its column
SAME_COLUMN = 12.0  # points that columns' edges vary by from page to page, and with what stands in them
SAME_PLACE = 3.0  # points between a destination and the line that begins there
FAR_OFF = 60.0  # points: some classes set all destinations before the label, but not further off
LONG_WAY = 160.0  # points: destinations may all be off by the page's margin, which is no wider
OFF_BY_ALL = 0.8  # of the destinations, at least, are off by the same …
OFF_RATHER = 1.25  # … and so many times as many as stand where destinations usually do
EVENLY = 2  # points by which that varies: entries in several fonts have boxes of several heights
USUAL_WAY = 22.0  # points from the top of an entry up to its destination, at most, where these are not off
FEW_ANCHORS = 4  # destinations that agree by chance
ANCHOR_REACH = 30.0  # points between a destination and the baseline of the line that it begins
ABOVE, ON, BOTH = "above", "on", "both"
_STRUCTURE = re.compile(
    r"(page|section|subsection|subsubsection|paragraph|chapter|part|appendix|table|figure|equation|item|hfootnote|"
    r"footnote|doc-start|lstlisting|algorithm|theorem|lemma|definition|alg|line|subfigure|subtable|section\*|mpfootnote)\b.*",
    re.I,
)


class Standing(NamedTuple):
    """The destinations at the lines of a list, taken to stand above their line, as hyperref sets them, or on it."""

    above: Mapping[int, Sequence[str]]
    on: Mapping[int, Sequence[str]]


def put_right(lines: Sequence[Line], anchors: Sequence[Anchor], starts: Sequence[int]) -> Sequence[Anchor]:
    """Return the destinations of a list's pages where they belong, those of a document whose printer left the margin
    out of them; the same destinations where they stand as usual.

    Browsers print so: all destinations are as far above and left of their entries as the margin is wide. `starts` are
    the lines that begin entries.
    """
    pages: dict[int, list[Line]] = defaultdict(list)
    for i in starts:
        pages[lines[i].page].append(lines[i])
    mine = [anchor for anchor in anchors if anchor.page in pages and not _STRUCTURE.fullmatch(anchor.name)]
    off: Counter[int] = Counter()
    for anchor in mine:
        near = (line.box.y0 - anchor.y for line in pages[anchor.page])
        off.update({round(away) for away in near if -USUAL_WAY < away < LONG_WAY})
    shares = {away: sum(off[near] for near in range(away - EVENLY, away + EVENLY + 1)) for away in off}
    usual = max((n for away, n in shares.items() if away < USUAL_WAY), default=0)
    most = max(shares.values(), default=0)
    if len(mine) < FEW_ANCHORS or most < max(OFF_BY_ALL * len(mine), OFF_RATHER * usual):
        return anchors
    best = [away for away, n in shares.items() if n == most]
    down = max(best, key=lambda away: (off[away], -away))
    across = Counter(
        round(line.box.x0 - anchor.x)
        for anchor in mine for line in pages[anchor.page] if abs(line.box.y0 - anchor.y - down) <= EVENLY
    ).most_common(1)[0][0]  # fmt: skip
    return [Anchor(a.name, a.page, a.x + across, a.y + down) for a in mine]


def standing_at(lines: Sequence[Line], anchors: Sequence[Anchor]) -> Standing:
    """Return the destinations at the lines of a list."""
    return Standing(anchor_lines(lines, anchors, RAISED_ANCHOR), anchor_lines(lines, anchors, 0.0))


def standing(at: Standing) -> dict[int, str]:
    """Return how destinations stand at lines: for lines below one, lines that one stands on, and lines with both."""
    above, on = at
    return {i: BOTH if i in above and i in on else ABOVE if i in above else ON for i in {**above, **on}}


def names_at(count: int, standing: Standing, starts: Sequence[int]) -> dict[int, list[str]]:
    """Return by first line of an entry the destinations that lead to it, in a list of so many lines.

    Destinations are taken to stand above their line or on it, whichever agrees better with the entries. One on the
    last line of an entry belongs to the entry below, if that has none, from the last entry upwards.
    """
    if not starts:
        return {}
    begin = set(starts)
    above, on = standing
    at = on if len(begin & set(on)) > len(begin & set(above)) else above
    ends = [*starts[1:], count]
    out = {
        start: [(i, name) for i in range(start, end) for name in at.get(i, ())]
        for start, end in zip(starts, ends, strict=True)
    }
    shifted = False
    for start, end in reversed(list(zip(starts, ends, strict=True))):
        late = [pair for pair in out[start] if pair[0] == end - 1]
        # The line of an entry of one line is its first and its last: there the entry below decides.
        given = bool(late) and end in out and not out[end] and (end - 1 > start or shifted)
        if given:
            out[end] = late
            out[start] = [pair for pair in out[start] if pair not in late]
        shifted = given
    return {start: [name for _, name in pairs] for start, pairs in out.items()}


def anchor_lines(lines: Sequence[Line], anchors: Sequence[Anchor], raised: float) -> dict[int, list[str]]:
    """Return by line the destinations that begin there, those of the document's structure left out.

    A destination stands at least `raised` line heights above the foot of its line.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    found: dict[int, list[str]] = defaultdict(list)
    mine = [anchor for anchor in anchors if not _STRUCTURE.fullmatch(anchor.name) and anchor.page in pages]
    offset = _column_offset(lines, pages, mine)
    for anchor in mine:
        near: list[tuple[bool, float, float, int]] = []
        for i in pages[anchor.page]:
            line = lines[i]
            distance = line.box.y1 - anchor.y
            if not 0 <= distance < ANCHOR_REACH:  # nearly all lines of the page
                continue
            beside = max(0.0, line.left - SAME_COLUMN - (anchor.x - offset), anchor.x - offset - line.right)
            if beside <= BESIDE_COLUMN and raised * line.box.height < distance:
                near.append((abs(line.box.x0 - anchor.x) > SAME_PLACE, beside, distance, i))
        # A column in which a line begins where the destination stands is its column.
        columns = {lines[i].left for elsewhere, _, _, i in near if not elsewhere}
        mine_here = [place[1:] for place in near if not columns or lines[place[3]].left in columns]
        if mine_here:
            found[min(mine_here)[2]].append(anchor.name)
    return found


def _column_offset(lines: Sequence[Line], pages: Mapping[int, Sequence[int]], anchors: Sequence[Anchor]) -> float:
    """Return how far right of their column's edge the destinations stand: what most of them have in common."""
    lefts = {page: sorted({round(lines[i].left, 1) for i in members}) for page, members in pages.items()}
    tally = Counter(
        round(anchor.x - left) for anchor in anchors for left in lefts[anchor.page] if abs(anchor.x - left) <= FAR_OFF
    )
    return max(tally.items(), key=lambda item: (item[1], -abs(item[0])))[0] if tally else 0.0
