"""What of a page behind the name of the reference list is a part of the list, and no table."""

from __future__ import annotations

import re
from itertools import pairwise

from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.frame import lines_of
from surveyrefs.parse.embedded.layout.line import ONE_PART, Layout
from surveyrefs.text.labels import read_label
from surveyrefs.text.list_names import names_list

GRID = 3  # rules that run down: the two of a frame, and one between its columns
COUNTED = 3  # labels that count on from one to the next: entries of a list, where each stands before one text
DATED = 0.12  # of the rows name a year where a region is a part of the reference list
_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")


def list_start(layout: Layout) -> tuple[int, float]:
    """Return the page and the height at which the last line stands that names a reference list; no page without."""
    named = [(line.page, line.y0) for page in layout.pages for line in page.lines if names_list(line.text)]
    return named[-1] if named else (len(layout.pages) + 1, 0.0)


def of_list(region: Region, listed: tuple[int, float]) -> bool:
    """Tell whether a region behind the name of the reference list is a part of it: underlined addresses make rules.

    They make none that run down: what has those is a table, be it of works with their years.
    """
    if not _behind(region, listed) or len(region.down) >= GRID:
        return False
    rows = {round(w.baseline) for w in region.words}
    dated = {round(w.baseline) for w in region.words if _YEAR.search(w.text)}
    return len(dated) >= DATED * len(rows)


def counts_works(region: Region, listed: tuple[int, float]) -> bool:
    """Tell whether a region behind the name of the reference list, without rules, is entries that labels count."""
    if not _behind(region, listed):
        return False
    lines = [line for line in lines_of(region.words) if line.baseline >= listed[1] or region.frame.page > listed[0]]
    numbers = [
        label.number
        for line in lines
        if len(line.parts(ONE_PART)) <= len(("label", "text"))
        for label in read_label(line.text)[:1]
    ]
    counted = sum(b == a + 1 for a, b in pairwise(numbers))
    return counted >= COUNTED and 2 * counted >= len(numbers)


def _behind(region: Region, listed: tuple[int, float]) -> bool:
    page, top = listed
    return region.frame.page > page or (region.frame.page == page and region.box.y1 >= top)
