"""What two printed texts really differ in, line-end hyphens and the like apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from surveyrefs.text.similarity import fold

_SAME_WORD = 0.7  # one letter of three or four is another, or lost
_SAME_SHORT = 0.5  # "of" read as "or"
_SHORT_PIECE = 3  # letters; a shorter piece is found in any long word by accident
_ROMAN = re.compile(r"[ivx]+")
_DIGITS = re.compile(r"\d+")
# Words that styles put in or leave out of the name of a journal or proceedings.
_VENUE_FILLERS = frozenset(
    {"proceedings", "proc", "in", "of", "the", "on", "for", "and", "a", "an", "at", "to", "annual"}
)
_ORDINAL_OR_YEAR = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)|(?:19|20)?\d\d|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt|fort|fift)(?:y|ieth)"
)


@dataclass(frozen=True, slots=True)
class TextDifference:
    """The folded words that only the old and only the new text has."""

    old: Counter[str]
    new: Counter[str]

    def explains(self, old_value: str, new_value: str) -> bool:
        """Tell whether two values of a field differ because the texts do, and not because they were read differently.

        At least half of the words in which the values differ must be words in which the texts differ.
        """
        before, after = Counter(fold(old_value).split()), Counter(fold(new_value).split())
        gone, come = before - after, after - before
        real = (gone & self.old).total() + (come & self.new).total()
        return real > 0 and 2 * real >= gone.total() + come.total()


def difference(old: str, new: str) -> TextDifference:
    """Compare two texts word by word; words that were only parted or joined differently are no difference."""
    ours, theirs = fold(old).split(), fold(new).split()
    gone: Counter[str] = Counter()
    come: Counter[str] = Counter()
    for before, after in _blocks(ours, theirs):
        before_joined, after_joined = "".join(before), "".join(after)
        if before_joined != after_joined:
            gone.update(w for w in before if len(w) < _SHORT_PIECE or w not in after_joined)
            come.update(w for w in after if len(w) < _SHORT_PIECE or w not in before_joined)
    return TextDifference(gone, come)


def only_noise(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether two texts, as folded words, differ in single letters and blanks only, as after poor recognition.

    Every stretch that differs must resemble its counterpart, and no number may differ.
    """
    for before, after in _blocks(ours, theirs):
        one, other = "".join(before), "".join(after)
        if one == other:
            continue
        if any(c.isdigit() for c in one + other) and _DIGITS.findall(one) != _DIGITS.findall(other):
            return False
        if not _misread(one, other):
            return False
    return True


def _misread(one: str, other: str) -> bool:
    """Tell whether one string can be the other with letters lost or mistaken; "part i" and "part ii" differ."""
    if max(len(one), len(other)) > _SHORT_PIECE:
        return fuzz.ratio(one, other) >= 100 * _SAME_WORD
    counters = _ROMAN.fullmatch(one) or _ROMAN.fullmatch(other)
    return not counters and len(one) == len(other) > 1 and fuzz.ratio(one, other) >= 100 * _SAME_SHORT


def _blocks(ours: list[str], theirs: list[str]) -> list[tuple[list[str], list[str]]]:
    """Return the stretches between words that both have in the same order."""
    blocks, i, j = [], 0, 0
    for step in Indel.opcodes(ours, theirs):
        if step.tag == "equal":
            if step.src_start > i or step.dest_start > j:
                blocks.append((ours[i : step.src_start], theirs[j : step.dest_start]))
            i, j = step.src_end, step.dest_end
    if i < len(ours) or j < len(theirs):
        blocks.append((ours[i:], theirs[j:]))
    return blocks


def same_venue(old: str, new: str) -> bool:
    """Tell whether two names are one journal or proceedings, maybe abbreviated or with its number, year or acronym."""
    shorter, longer = sorted((_venue_words(old), _venue_words(new)), key=len)
    if not shorter or not longer:
        return shorter == longer
    left = list(longer)
    for word in shorter:
        found = next((w for w in left if w.startswith(word) or word.startswith(w)), None)
        if found is None:
            return False
        left.remove(found)
    full = max(old, new, key=lambda name: len(_venue_words(name)))
    initials = "".join(word[0] for word in longer), "".join(word[0] for word in fold(full).split())
    return all(any(word in letters for letters in initials) for word in left)


def _venue_words(name: str) -> list[str]:
    words = [w for w in fold(name).split() if w not in _VENUE_FILLERS]
    return [w for w in words if not _ORDINAL_OR_YEAR.fullmatch(w)]
