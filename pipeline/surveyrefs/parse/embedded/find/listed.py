"""What of a page behind the name of the reference list is a part of the list, and no table."""

from __future__ import annotations

import re

from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.line import Layout
from surveyrefs.text.list_names import names_list

DATED = 0.12  # of the rows name a year where a region is a part of the reference list
_YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)")


def list_start(layout: Layout) -> tuple[int, float]:
    """Return the page and the height at which the last line stands that names a reference list; no page without."""
    named = [(line.page, line.y0) for page in layout.pages for line in page.lines if names_list(line.text)]
    return named[-1] if named else (len(layout.pages) + 1, 0.0)


def of_list(region: Region, listed: tuple[int, float]) -> bool:
    """Tell whether a region behind the name of the reference list is a part of it: underlined addresses make rules."""
    page, top = listed
    if region.frame.page < page or (region.frame.page == page and region.box.y1 < top):
        return False
    rows = {round(w.baseline) for w in region.words}
    dated = {round(w.baseline) for w in region.words if _YEAR.search(w.text)}
    return len(dated) >= DATED * len(rows)
