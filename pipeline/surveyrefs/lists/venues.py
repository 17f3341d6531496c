"""Whether two names of a venue can be one, and the short name of a venue. The known names are data/venues.txt."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

from rapidfuzz.distance import DamerauLevenshtein

from surveyrefs.matching.features import is_archive
from surveyrefs.matching.printed import same_venue
from surveyrefs.text.similarity import fold

ARCHIVE = "arXiv"  # the short name of whatever archive of preprints
_OLD = {"nips": "NeurIPS", "neurips": "NeurIPS", "pami": "TPAMI", "esec": "FSE", "tpami": "TPAMI", "neurlps": "NeurIPS"}
_WORD = re.compile(r"[A-Za-z][\w&+-]*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEAST_MISSPELT = 4  # letters
_IGNORED = re.compile(
    r"\b(?:workshops?|findings|proceedings of the|proc\.?|tutorial|oral|spotlight|poster|main|long|short)\b",
    re.IGNORECASE,
)


@functools.cache
def _known() -> dict[str, str]:
    """Return full name, folded → short name."""
    text = (files("surveyrefs") / "data" / "venues.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line]
    return {fold(name): short for short, name in rows}


@functools.cache
def _shorts() -> dict[str, str]:
    return {**{fold(short): short for short in _known().values()}, **_OLD}


@functools.cache
def short_names(venue: str) -> frozenset[str]:
    """Return the short names of the venues that a text names (`ICLR 2022 (Workshop)`), none where it knows none."""
    found: set[str] = set()
    folded = f" {fold(venue)} "
    found |= {short for name, short in _known().items() if f" {name} " in folded}
    for word in _WORD.findall(venue):
        short = _shorts().get(fold(word), "")
        if short and (word.isupper() or any(c.isupper() for c in word[1:]) or len(fold(venue).split()) <= 2):
            found.add(short)
    if is_archive(venue) and not found:
        found.add(ARCHIVE)
    return frozenset(found)


def venues_differ(listed: str, printed: str) -> bool:
    """Tell whether a list and a survey surely name two venues: names that nobody knows say nothing."""
    ours, theirs = short_names(listed), short_names(printed)
    if not ours or not theirs:
        return False
    one, other = _IGNORED.sub(" ", listed), _IGNORED.sub(" ", printed)
    return not _kin(ours, theirs) and not same_venue(one, other)


def _kin(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    first = {name.split()[0] for name in ours}
    return any(name.split()[0] in first for name in theirs)


def misspelt(venue: str) -> str:
    """Return the known name that a venue's only word is one letter off (`arxuv`), empty where there is none."""
    words = fold(venue).split()
    if len(words) != 1 or short_names(venue) or len(words[0]) < _LEAST_MISSPELT:
        return ""
    known = {**_shorts(), "arxiv": ARCHIVE}
    return next((known[short] for short in sorted(known) if DamerauLevenshtein.distance(short, words[0]) == 1), "")


def short_name(venue: str) -> str:
    """Return a venue as a list prints it: its short name where it is known, else as printed."""
    names = short_names(venue) - {"ACL Findings"}
    if len(names) == 1:
        return f"Findings of {min(names)}" if "findings" in venue.lower() else min(names)
    return " ".join(_YEAR.sub(" ", venue).split()).rstrip(" ,:;")


_JOURNALS = frozenset("CSUR IJCV JAIR JMLR PNAS TACL TKDE TMLR TNNLS TOIS TPAMI".split())
_JOURNAL_WORDS = re.compile(r"\b(?:journal|transactions|letters|review|reviews|magazine|surveys)\b", re.IGNORECASE)


def entry_type(venue: str) -> str:
    """Return the BibTeX type of what appeared in a venue: only what its name tells, else misc."""
    names = short_names(venue)
    if not venue or ARCHIVE in names:
        return "misc"
    if names & _JOURNALS or _JOURNAL_WORDS.search(venue):
        return "article"
    return (
        "inproceedings"
        if names or re.search(r"\b(?:conference|proceedings|workshop|symposium)\b", venue, re.IGNORECASE)
        else "misc"
    )
