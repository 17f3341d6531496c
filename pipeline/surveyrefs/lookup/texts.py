"""What sources write in their fields, as plain text."""

from __future__ import annotations

import re
from html import unescape

from rapidfuzz import fuzz

from surveyrefs.text.similarity import fold

_TAG = re.compile(r"<[^<>]{0,200}>")
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|title|sec|list|list-item|break|br)\b[^<>]{0,200}>", re.IGNORECASE)
_HEADING = re.compile(r"^\s*abstract\b[\s:.—–-]*", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NEAR = 75.0  # percent: a find less alike than this is not worth keeping, whatever a later version thinks of it
MAX_TEXT = 20_000  # characters of an abstract: longer ones are whole papers put there by mistake


def plain(text: object) -> str:
    """Return a text on one line without markup (JATS, MathML, HTML); empty for what is no text."""
    if not isinstance(text, str):
        return ""
    shown = _TAG.sub("", _BLOCK.sub(" ", text))
    return " ".join(unescape(shown).split())[:MAX_TEXT]


def abstract_of(text: object) -> str:
    """Return an abstract without the word that heads it."""
    return _HEADING.sub("", plain(text), count=1)


def years_in(*values: object) -> tuple[int, ...]:
    """Return the years that values begin with or are, each once, in order."""
    found = (_YEAR.match(str(value)) for value in values)
    return tuple(dict.fromkeys(int(match[0]) for match in found if match))


def near(title: str, asked: str) -> bool:
    """Tell whether a title may be the one of a search, whose words begin with it."""
    folded = fold(title)
    return fuzz.partial_ratio(folded, asked, score_cutoff=_NEAR) > 0 if folded else False


def family_of(name: str) -> str:
    """Return the family of a full name: what stands before a comma, or the last word with the particles before it."""
    if "," in name:
        return name.split(",")[0].strip()
    words = [w for w in name.split() if w.rstrip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")]
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[max(start, 0) :])
