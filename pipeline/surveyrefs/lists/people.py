"""Authors as a list prints them."""

from __future__ import annotations

import re

from surveyrefs.model.reference import Name

_OTHERS = re.compile(r",?\s*\b(?:et\.?\s*al\b\.?|and others)\s*$|\s*(?:…|\.\.\.)\s*$", re.IGNORECASE)
_PARTICLES = frozenset("van von der den de del della di da du la le ter ten al bin ibn dos st.".split())
_MARKS = re.compile(r"[*†‡§¶\d]+|\([^)]*\)")


def names_of(text: str) -> tuple[tuple[Name, ...], bool]:
    """Return the names in `Jane Doe, Max van Roe and others`, and whether more are meant."""
    others = bool(_OTHERS.search(text))
    parts = re.split(r"\s*;\s*|\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", _OTHERS.sub("", text))
    names = tuple(name for part in parts if (name := _name(_MARKS.sub("", part).strip(" ."))) is not None)
    return names, others and bool(names)


def _name(text: str) -> Name | None:
    words = text.split()
    if not words or not any(c.isalpha() for c in text):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]))
