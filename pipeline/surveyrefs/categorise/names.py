"""What a category is called: few words, no note marks, and a path of them that fits a cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from surveyrefs.categorise.words import small_words
from surveyrefs.text.similarity import fold

LONGEST = 60  # characters of a category that a person reads at a glance, and that a folder list shows whole
FEWEST = 12  # characters that a name keeps when it is cut at a bracket, colon or comma: less says nothing
REMEMBERED = 4096  # names: a survey's labels come back with each of its works
PATH = " > "
CUT = "…"
# A star behind a capital is part of a name: A*, RRT*, C#.
_MARKS = re.compile(r"[†‡§¶]+(?=\s|$)|(?<=[a-z)\]])[*∗⋆#]+(?=\s|$)|^[*†‡§¶∗⋆]+\s*")
_CALLOUT = re.compile(r"\s*\[\d[\d,;\s–—-]*\]")
_SOFT = re.compile("-\u00ad|\u00ad-")
_ENDS = (
    re.compile(r"(?<=[a-z]{4})\.\s"), re.compile(r"\s*\((?![^()]*$)|\s+\("), re.compile(r":\s"),
    re.compile(r"\s[–—]\s"), re.compile(r"[,;]\s"),
)  # fmt: skip
# A label of a taxonomy often says where it is treated: `Datasets (§5.1)`, `Attacks (Sec. 3)`.
_TREATED = re.compile(
    r"\s*[(\[]?\s*(?:§+|(?:[Ss]ections?|SECTIONS?|[Ss]ect?s?\.)\s)\s*((?:\d+|[A-Z])(?:\.\d+)*)\b(.{0,16})[)\]]?\s*$"
)
_OPENED, _CLOSED = re.compile(r"``(?=\S)"), re.compile(r"(?<=\S)''")  # quotes as TeX's typewriter type has them
# Accents that TeX prints before their letter, as MuPDF gives them: Wh¯anau.
_ACCENTS = {"¯": "\u0304", "´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c", "˘": "\u0306"}
_ACCENTED = re.compile(rf"([{''.join(_ACCENTS)}])([^\W\d_])")
_SHORTENED = re.compile(r"\bet al$")  # ends in a full stop of its own
_POINTING = frozenset("this that these those their its our his her which who whose is are was were be can".split())
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
# Words that say that things are of a kind, behind the name of the kind: *generative models*, *generative methods*.
_KIND_WORDS = frozenset(
    "model models method methods approach approaches technique techniques algorithm algorithms".split()
)
SHORTEST_PLURAL = 4  # letters of a word that may be a plural, more
_EDGES = " ,;:.–—-·•"
_COLON = re.compile(r"\s*:\s+|\s+:\s*")


@lru_cache(REMEMBERED)
def plain_name(text: str) -> str:
    """Return a label without note marks, numeric callouts, soft hyphens and `(§3)`, whatever its length."""
    text = _TREATED.sub("", _SOFT.sub("-", text).replace("\u00ad", "")) or text
    text = _CLOSED.sub("”", _OPENED.sub("“", _ACCENTED.sub(_with_accent, text)))
    kept = " ".join(_MARKS.sub("", _CALLOUT.sub("", text)).split())
    kept = kept.rstrip(" :;,").removesuffix(".") if len(kept) > 1 else kept
    kept += "." if _SHORTENED.search(kept) else ""
    return kept if any(c.isalnum() for c in kept) else text.strip()


def _with_accent(found: re.Match[str]) -> str:
    whole = unicodedata.normalize("NFC", found[2] + _ACCENTS[found[1]])
    return whole if len(whole) == 1 else found[0]


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
    words = name[:LONGEST].split(" ")[:-1] or [name[:LONGEST]]
    small = _never_last(words)
    while len(words) > 1 and words[-1].lower().strip(_EDGES) in small:
        del words[-1]
    return " ".join(words).rstrip(_EDGES)[: LONGEST - 1] + CUT


def _never_last(words: Sequence[str]) -> frozenset[str]:
    """Return the small words of the language that a name has most of: a name that is cut does not end in one."""
    told = {word.lower() for word in words}
    return max(small_words().values(), key=lambda small: len(told & small)) | _POINTING


def shown_path(path: Sequence[str]) -> str:
    """Return a path as shown in a cell: the outermost labels give way where all are too long together."""
    names = [short_name(name) for name in path]
    while len(names) > 1 and len(PATH.join(names)) > LONGEST:
        del names[0]
    return PATH.join(names)


@lru_cache(REMEMBERED)
def loose_name(name: str) -> str:
    """Return what two spellings of one thing share: no brackets, `/` and `&` as *and*, no *methods* at the end."""
    words = fold(_BRACKET.sub("", name).replace("/", " and ").replace("&", " and ")).split()
    while len(words) > 1 and words[-1] in _KIND_WORDS:
        del words[-1]
    if words:
        last = words[-1]
        plural = len(last) > SHORTEST_PLURAL and last.endswith("s") and not last.endswith("ss")
        words[-1] = last[:-1] if plural else last
    return " ".join(words)


@lru_cache(REMEMBERED)
def folder_name(name: str) -> str:
    """Return a name without colons, where managers cut."""
    return _COLON.sub(" – ", name).replace(":", "-").strip(" –")
