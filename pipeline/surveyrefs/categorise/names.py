"""What a category is called: few words, no note marks, and a path of them that fits a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

LONGEST = 60  # characters of a category that a person reads at a glance, and that a folder list shows whole
FEWEST = 12  # characters that a name keeps when it is cut at a bracket, colon or comma: less says nothing
REMEMBERED = 4096  # names: a survey's labels come back with each of its works
PATH = " > "
CUT = "…"
# A star behind a capital is part of a name: A*, RRT*, C#.
_MARKS = re.compile(r"[†‡§¶]+(?=\s|$)|(?<=[a-z)\]])[*∗⋆#]+(?=\s|$)|^[*†‡§¶∗⋆]+\s*")
_CALLOUT = re.compile(r"\s*\[\d[\d,;\s–—-]*\]")
_SOFT = re.compile("-\u00ad|\u00ad-")
_ENDS = (re.compile(r"\s*\((?![^()]*$)|\s+\("), re.compile(r":\s"), re.compile(r"\s[–—]\s"), re.compile(r"[,;]\s"))
# A label of a taxonomy often says where it is treated: `Datasets (§5.1)`, `Attacks (Sec. 3)`.
_TREATED = re.compile(
    r"\s*[(\[]?\s*(?:§+|(?:[Ss]ections?|SECTIONS?|[Ss]ect?s?\.)\s)\s*((?:\d+|[A-Z])(?:\.\d+)*)\b(.{0,16})[)\]]?\s*$"
)
_EDGES = " ,;:.–—-·•"
_COLON = re.compile(r"\s*:\s+|\s+:\s*")


@lru_cache(REMEMBERED)
def plain_name(text: str) -> str:
    """Return a label without note marks, numeric callouts, soft hyphens and `(§3)`, whatever its length."""
    text = _TREATED.sub("", _SOFT.sub("-", text).replace("\u00ad", "")) or text
    kept = " ".join(_MARKS.sub("", _CALLOUT.sub("", text)).split())
    kept = kept.rstrip(" :;,").removesuffix(".") if len(kept) > 1 else kept
    return kept if any(c.isalnum() for c in kept) else text.strip()


def treated_in(text: str) -> str:
    """Return the number of the one section that a label says it is treated in (`Datasets (§5.1)`), empty for none."""
    found = _TREATED.search(text)
    return found[1] if found and not any(c.isdigit() for c in found[2]) else ""


@lru_cache(REMEMBERED)
def short_name(text: str) -> str:
    """Return a label in LONGEST characters: up to a bracket, colon, dash or comma, else the words that fit and `…`."""
    name = plain_name(text)
    if len(name) <= LONGEST:
        return name
    for end in _ENDS:
        cuts = [m.start() for m in end.finditer(name) if FEWEST <= m.start() <= LONGEST]
        if cuts:
            return name[: cuts[0]].rstrip(_EDGES)
    kept = name[:LONGEST].rsplit(" ", 1)[0]
    return kept.rstrip(_EDGES)[: LONGEST - 1] + CUT


def shown_path(path: Sequence[str]) -> str:
    """Return a path as shown in a cell: the outermost labels give way where all are too long together."""
    names = [short_name(name) for name in path]
    while len(names) > 1 and len(PATH.join(names)) > LONGEST:
        del names[0]
    return PATH.join(names)


@lru_cache(REMEMBERED)
def folder_name(name: str) -> str:
    """Return a name without colons, where managers cut."""
    return _COLON.sub(" – ", name).replace(":", "-").strip(" –")
