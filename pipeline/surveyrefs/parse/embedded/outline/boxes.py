"""Boxes beside or within the text, shaded or framed: "Key points", "Box 1", facts; their titles are no sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.heading import without_sign
from surveyrefs.parse.embedded.outline.numbering import read_labels
from surveyrefs.parse.embedded.outline.vocabulary import KNOWN, USUAL
from surveyrefs.parse.embedded.pdf.page import Page

FEWEST_LINES = 3  # in a box: a band behind a title has one or two
NARROWEST = 90.0  # points: narrower boxes are cells and labels
TALLEST = 0.5  # of the page's height: higher ones hold whole sections
MOST_OF_TEXT = 0.3  # of all lines: where so many are in boxes, sections are
OVER = 2.0  # points by which a line may reach out of its box


def boxed_lines(lines: Sequence[PrintedLine], pages: Sequence[Page], supports: Collection[int]) -> frozenset[int]:
    """Return the lines in boxes, which begin no section: not those with a number or the name of a usual section, nor
    those that a destination or bookmark marks (`supports`)."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        by_page[line.page].append(i)
    found: set[int] = set()
    for page in pages:
        here = by_page.get(page.number, [])
        for fill in page.fills:
            if fill.width >= NARROWEST and fill.height <= TALLEST * page.height:
                found.update(_inside(lines, here, fill))
    if len(found) > MOST_OF_TEXT * len(lines):
        return frozenset()
    return frozenset(i for i in found if i not in supports and not _says_section(lines[i].text.strip()))


def _inside(lines: Sequence[PrintedLine], here: Sequence[int], box: Box) -> list[int]:
    """Return those of a page's lines that stand in a box; none where these are too few."""
    inside = [
        i for i in here
        if box.y0 <= lines[i].baseline <= box.y1 and box.x0 - OVER <= lines[i].x0 and lines[i].x1 <= box.x1 + OVER
    ]  # fmt: skip
    return inside if len(inside) >= FEWEST_LINES else []


def _says_section(text: str) -> bool:
    title = without_sign(text)
    return bool(read_labels(text) or KNOWN.fullmatch(title) or USUAL.fullmatch(title))
