"""What tables and sections are called."""

from __future__ import annotations

import re

from surveyrefs.model.document import Document, Table

_END = re.compile(r"(?<=[^\s.])[.:;](?=\s+\S|$)")
_SHORT = frozenset("al approx cf e.g eq fig i.e no resp sec tab vs".split())  # these end in a full stop of their own
_LETTER = re.compile(r"^\(?[a-h][).:]\s*")  # of a part
MIN_WORDS = 2  # of a first sentence that says something


def table_title(table: Table) -> str:
    """Return the caption without the label and number."""
    text = table.caption.text
    if table.number and table.number in text[:40]:
        text = text[text.index(table.number) + len(table.number) :]
    return text.lstrip(" .:|–—)").strip()


def short_title(table: Table) -> str:
    """Return the first sentence of the caption, without its full stop: what follows explains signs and columns."""
    title = table_title(table)
    for end in _END.finditer(title):
        words = title[: end.start()].split()
        if end[0] == "." and len(words) >= MIN_WORDS and words[-1].lower().lstrip("(") not in _SHORT:
            return title[: end.start()].strip()
    return title


def part_title(table: Table, part: int) -> str:
    """Return what the caption of a table's part says, without its letter; empty where a row is in no such part."""
    return _LETTER.sub("", table.parts[part].text).strip() if 0 <= part < len(table.parts) else ""


def section_path(document: Document, section: int) -> str:
    """Return the titles of a heading and those above it, outermost first."""
    titles: list[str] = []
    at = section
    while at >= 0 and len(titles) < len(document.sections):
        titles.append(document.sections[at].title)
        at = document.sections[at].parent
    return " > ".join(reversed(titles))
