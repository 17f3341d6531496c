"""The titles that the PDF's outline gives to the headings: their case is the author's, whatever the page prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec

from surveyrefs.model.document import Section
from surveyrefs.parse.embedded.outline.heading import squash
from surveyrefs.parse.embedded.pdf.page import Bookmark

SHORTEST_CUT = 8  # letters of a title that was read in part: fewer begin other titles, too
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[IVXL]+|[A-Z](?:\.\d+)*)[.):]?\s+")


def with_bookmarks(sections: Sequence[Section], bookmarks: Sequence[Bookmark]) -> tuple[Section, ...]:
    """Give each section the bookmark of the same letters on its page or, where a float moved it, the page before."""
    titles: dict[tuple[int, str], str] = {}
    for mark in bookmarks:
        for title in (mark.title, re.sub(_NUMBER, "", mark.title, count=1)):
            titles.setdefault((mark.page, squash(title)), " ".join(title.split()))
    if not titles:
        return tuple(sections)
    pages: dict[int, dict[str, str]] = defaultdict(dict)
    for (page, squashed), title in titles.items():
        pages[page][squashed] = title
    known = {squash(section.title) for section in sections}
    out = []
    for section in sections:
        key = squash(section.title)
        title = titles.get((section.page, key)) or titles.get((section.page - 1, key), "") if key else ""
        if title not in ("", section.title):
            section = msgspec.structs.replace(section, bookmark=title)
        elif not title and section.number and (whole := _cut_short(key, pages[section.page], known)):
            section = msgspec.structs.replace(section, title=whole, bookmark=whole)
        out.append(section)
    return tuple(out)


def _cut_short(key: str, page: Mapping[str, str], known: Collection[str]) -> str:
    """Return the only bookmark of a page that begins with a title and goes on, unless it is another section's: a title
    that ends in a formula may have been read in part."""
    if len(key) < SHORTEST_CUT:
        return ""
    longer = {title for whole, title in page.items() if whole.startswith(key) and squash(title) not in known}
    return longer.pop() if len(longer) == 1 else ""
