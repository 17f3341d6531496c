"""What an entry or a reference says of its work, folded once, and how sure it is that two of them are one work."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from surveyrefs.citekeys.letters import STOP_WORDS
from surveyrefs.lists.model import ListEntry
from surveyrefs.matching.features import ROMAN, squash
from surveyrefs.matching.printed import only_noise
from surveyrefs.model.reference import Reference
from surveyrefs.text.similarity import fold

# Likeness of titles and confidence are 0 to 1. Chosen on lists whose titles were disturbed (tests/bench/lists.py).
DOUBTFUL = 0.75  # below it a person has to look
_SAME = 0.97  # a letter in thirty: a typing mistake
_ALIKE = 0.88  # letters and a word or two
_AKIN = 0.78  # a reworded title; by itself it only makes a doubt
_WITH_ID = 0.55  # where both name one arXiv id or DOI; titles that have nothing in common reach 0.5 by chance
_CHANCE = 0.5  # what any two titles share; those of one work have more, whatever the order of words
_SUBTITLE = 0.94  # one title is the other without what follows a colon
_CONTAINED = 0.86  # … or begins or ends it without a mark
_IN_TEXT = 0.9  # found within the reference's text, its title being cut elsewhere
_LEAST_CONTAINED = 20  # letters of a title found so
_LEAST_SUBTITLE = 8  # letters before the colon; shorter is a name
_SHORT = 12  # letters: one wrong letter makes another title
_NAME_WORDS = 2  # "Code Llama: …"
_NAME_LETTERS = 3
_SHARED_WORDS = 0.6  # of the words of a reworded title
_SAME_WORD = 0.75  # a plural, a letter mistyped
_YEARS = 2  # from preprint to print

_LEAD = re.compile(r"\s*(?:[:?!]|\s[-–—]\s)\s*")
_DIGITS = re.compile(r"\d+")
_MATH = re.compile(r"[$^{}\\]")


@dataclass(frozen=True, slots=True)
class Facts:
    """A work folded: `key`, `lead` (the title up to its colon) and `heads` (up to each such mark) are squashed.

    `name` tells whether the lead is short enough for a name; `text` is the reference's whole text."""

    key: str
    words: tuple[str, ...]
    lead: str
    heads: tuple[str, ...]
    name: bool
    numerals: tuple[str, ...]
    arxiv: str
    doi: str
    url: str
    year: str
    text: str


class Verdict(NamedTuple):
    """How sure it is that two are one work, and by what: arxiv, doi, url, title, name; `likeness` of the titles."""

    confidence: float
    reason: str
    likeness: float


def facts_of_entry(entry: ListEntry) -> Facts:
    """Fold an entry of a list."""
    # One repository often holds several papers: it stands for the work only where nothing else is linked.
    url = entry.link("paper") or ("" if entry.arxiv or entry.doi else entry.link("project", "code"))
    return _facts(entry.title, entry.arxiv, entry.doi, url, entry.year, "")


def facts_of_reference(reference: Reference) -> Facts:
    """Fold a reference of the survey."""
    r = reference
    return _facts(r.title, r.arxiv, r.doi, r.url, r.year, squash(r.raw))


def _facts(title: str, arxiv: str, doi: str, url: str, year: str, text: str) -> Facts:
    title = _MATH.sub("", title)
    folded = fold(title)
    marks = [match.start() for match in _LEAD.finditer(title)]
    lead = title[: marks[0]] if marks else title
    numerals = [word for word in folded.split() if word in ROMAN] + _DIGITS.findall(folded)
    key = folded.replace(" ", "")
    name = len(lead.split()) <= _NAME_WORDS and len(squash(lead)) >= _NAME_LETTERS
    return Facts(
        key, tuple(folded.split()), squash(lead),
        tuple(squash(title[:mark]) for mark in marks), name, tuple(sorted(Counter(numerals).elements())), arxiv.lower(),
        doi.lower(), address_key(url), year, text,
    )  # fmt: skip


def address_key(url: str) -> str:
    """Return an address so that spellings of one place are equal: no scheme, `www.`, version, `.pdf`, last slash."""
    key = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip().lower()).split("#")[0]
    return re.sub(r"(?:v\d+)?(?:\.pdf|\.git)?/*$", "", key)


def title_likeness(one: Facts, other: Facts) -> float:
    """Return how alike two titles are, 0 to 1; a lost subtitle or a title within the reference's text count as such."""
    if not one.key or not other.key:
        best = 0.0
    elif one.key == other.key:
        return 1.0
    else:
        best = fuzz.ratio(one.key, other.key) / 100
        if _CHANCE < best < _ALIKE:
            best = max(best, 0.97 * fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words)) / 100)
        shorter, longer = sorted((one, other), key=lambda facts: len(facts.key))
        if _one_is_cut(one, other):
            best = max(best, _SUBTITLE)
        elif len(shorter.key) >= _LEAST_CONTAINED and (
            longer.key.startswith(shorter.key) or longer.key.endswith(shorter.key)
        ):
            best = max(best, _CONTAINED)
    for a, b in ((one, other), (other, one)):
        if best < _IN_TEXT and len(a.key) >= _LEAST_CONTAINED and a.key in b.text:
            best = _IN_TEXT
    return best


def judge(one: Facts, other: Facts) -> Verdict:
    """Tell how sure it is that two are one work; a confidence of 0 says that they are not."""
    likeness = title_likeness(one, other)
    same_name = bool(one.lead) and one.lead == other.lead and (one.name or len(one.lead) >= _SHORT)
    for reason, same in (("arxiv", _equal(one.arxiv, other.arxiv)), ("doi", _equal(one.doi, other.doi))):
        if same:
            if likeness >= _ALIKE:
                return Verdict(0.99, reason, likeness)
            akin = likeness >= _WITH_ID or same_name or not (one.key and other.key)
            return Verdict(0.9 if akin else 0.5, reason, likeness)
    clash = _clash(one.arxiv, other.arxiv) or _clash(one.doi, other.doi)
    if one.numerals != other.numerals and likeness < 1 and not _one_is_cut(one, other):
        return Verdict(0.0, "", likeness)
    if _equal(one.url, other.url) and (likeness >= _WITH_ID or same_name):
        return Verdict(0.9, "url", likeness)
    confidence = _by_title(one, other, likeness)
    if confidence and clash:
        confidence = confidence - 0.15 if likeness >= _SAME else 0.0
    if confidence and _years_apart(one, other) > _YEARS:
        confidence -= 0.1 if likeness == 1 else 0.2
    if confidence > 0:
        return Verdict(round(confidence, 2), "title", likeness)
    if not clash and _is_name_of(one, other):
        return Verdict(0.8 if _years_apart(one, other) <= 1 else 0.6, "name", likeness)
    return Verdict(0.0, "", likeness)


def _by_title(one: Facts, other: Facts, likeness: float) -> float:
    """Return how sure a title alone makes it."""
    if likeness == 1:
        return 0.97
    if likeness == _IN_TEXT or _one_is_cut(one, other):
        return 0.9
    if min(len(one.key), len(other.key)) < _SHORT:
        return 0.7 if likeness >= 1 - 1 / _SHORT else 0.0
    noise = only_noise(list(one.words), list(other.words))
    if likeness >= _SAME:
        return 0.95 if noise or _same_content(one, other) else 0.8
    if likeness >= _ALIKE:
        return 0.92 if noise else 0.85 if _same_content(one, other) else 0.7
    if noise and likeness >= _AKIN:
        return 0.85
    if likeness == _CONTAINED:
        return 0.8
    return 0.6 if likeness >= _AKIN and _shared(one, other) >= _SHARED_WORDS else 0.0


def _same_content(one: Facts, other: Facts) -> bool:
    """Tell whether two titles differ in small words, endings and letters only: no word of one is new to the other."""
    ours, theirs = Counter(one.words) - Counter(other.words), Counter(other.words) - Counter(one.words)
    left = list(theirs.elements())
    for word in ours.elements():
        alike = next((n for n, found in enumerate(left) if _one_word(word, found)), None)
        if alike is not None:
            del left[alike]
        elif not _is_small(word):
            return False
    return all(map(_is_small, left))


def _one_word(one: str, other: str) -> bool:
    """Tell whether two words can be one, misspelt or in another form; of "NLP" and "RL" no letter is a slip."""
    if one in STOP_WORDS or other in STOP_WORDS:
        return DamerauLevenshtein.distance(one, other) <= 1
    return fuzz.ratio(one, other) >= 100 * _SAME_WORD


def _is_small(word: str) -> bool:
    return len(word) == 1 or word in STOP_WORDS


def _is_name_of(one: Facts, other: Facts) -> bool:
    """Tell whether one title is only the name that the other begins with: `LoRA`, `LoRA: Low-rank adaptation …`."""
    shorter, longer = sorted((one, other), key=lambda facts: len(facts.key))
    return shorter.name and shorter.key == shorter.lead == longer.lead != longer.key


def _one_is_cut(one: Facts, other: Facts) -> bool:
    """Tell whether numbers differ only because a subtitle was left out."""
    shorter, longer = sorted((one, other), key=lambda facts: len(facts.key))
    return shorter.key in longer.heads and len(shorter.key) >= _LEAST_SUBTITLE


def _shared(one: Facts, other: Facts) -> float:
    ours, theirs = Counter(one.words), Counter(other.words)
    return (ours & theirs).total() / max(1, min(ours.total(), theirs.total()))


def _equal(one: str, other: str) -> bool:
    return bool(one) and one == other


def _clash(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _years_apart(one: Facts, other: Facts) -> int:
    if one.year.isdecimal() and other.year.isdecimal():
        return abs(int(one.year) - int(other.year))
    return 0
