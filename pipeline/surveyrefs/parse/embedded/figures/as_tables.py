"""Tables that are set as figures: `Fig. 3: Overview of methods` below ruled rows that cite works."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import AS_FIGURE
from surveyrefs.parse.embedded.figures.limits import CITING_ROWS, INSIDE_TABLE, NEAR, SHARED_WIDTH
from surveyrefs.parse.embedded.find.captions import Caption
from surveyrefs.parse.embedded.find.limits import TOUCHES
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.tables.assemble import PagePart
from surveyrefs.parse.embedded.tables.header import head_and_body
from surveyrefs.parse.embedded.tables.limits import MIN_COLUMNS, MIN_ROWS

# What may be a callout: [12], [Abc20], (Smith, 2020), Smith et al. 2020.
_CITES = re.compile(r"\[[^\[\]]{0,40}\d[^\[\]]*\]|\b(?:19|20)\d\d[a-z]?\b|\bet al\b")


def tables_set_as_figures(captions: Sequence[Caption], regions: Sequence[Region]) -> list[PagePart]:
    """Return the tables that captions of figures name, among regions that nothing else does; their number is
    `Figure 3`.

    Such a table has a header, columns and rows that cite, and nothing else is drawn beside or within it.
    """
    found: list[PagePart] = []
    for caption in captions:
        if caption.kind != "figure":
            continue
        near = [r for r in regions if r.place == caption.place and _names(caption.box, r.box)]
        for region in near if len(near) == 1 else ():
            named = msgspec.structs.replace(caption, number=f"{AS_FIGURE}{caption.number}".strip())
            piece = PagePart(named, head_and_body(region))
            if _is_table(piece) and not _drawn_otherwise(caption, region):
                found.append(piece)
    return found


def _names(caption: Box, table: Box) -> bool:
    """Tell whether a caption stands right above or below a region."""
    near = min(abs(caption.y0 - table.y1), abs(table.y0 - caption.y1)) <= NEAR
    apart = caption.y0 >= table.y1 - TOUCHES or caption.y1 <= table.y0 + TOUCHES
    return near and apart and caption.x_shared(table) > SHARED_WIDTH * min(caption.width, table.width)


def _is_table(piece: PagePart) -> bool:
    body = piece.parts.body
    if len(body) < MIN_ROWS or not piece.parts.head or len(piece.parts.gutters) + 1 < MIN_COLUMNS:
        return False
    return sum(bool(_CITES.search(line.text)) for line in body) >= CITING_ROWS


def _drawn_otherwise(caption: Caption, region: Region) -> bool:
    """Tell whether a figure has more than a table: pictures, curves, or boxes that are no shades of its cells."""
    frame = caption.frame
    whole = Box.around([caption.box, region.box]).grown(NEAR)
    pictures = [b for b in (*frame.images, *frame.paths) if whole.holds(b.cx, b.cy)]
    boxes = [b for b in frame.fills if whole.holds(b.cx, b.cy)]
    table = region.box.grown(INSIDE_TABLE)
    return bool(pictures) or any(not (table.holds(b.x0, b.y0) and table.holds(b.x1, b.y1)) for b in boxes)
