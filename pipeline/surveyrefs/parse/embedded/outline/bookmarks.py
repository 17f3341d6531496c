"""The titles that the PDF's outline gives to the headings: their case is the author's, whatever the page prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.model.document import Section
from surveyrefs.parse.embedded.pdf.page import Bookmark

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[IVXL]+|[A-Z](?:\.\d+)*)[.):]?\s+")


def with_bookmarks(sections: Sequence[Section], bookmarks: Sequence[Bookmark]) -> tuple[Section, ...]:
    """Give each section the bookmark of the same letters on its page or, where a float moved it, the page before."""
    titles: dict[tuple[int, str], str] = {}
    for mark in bookmarks:
        for title in (mark.title, re.sub(_NUMBER, "", mark.title, count=1)):
            titles.setdefault((mark.page, _squash(title)), " ".join(title.split()))
    if not titles:
        return tuple(sections)
    out = []
    for section in sections:
        key = _squash(section.title)
        title = titles.get((section.page, key)) or titles.get((section.page - 1, key), "") if key else ""
        out.append(msgspec.structs.replace(section, bookmark=title) if title not in ("", section.title) else section)
    return tuple(out)


def _squash(text: str) -> str:
    return _SIGNS.sub("", text).lower()
