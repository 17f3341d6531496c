"""Which of two readings of one reference list are the same reference, whatever each missed or merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from surveyrefs.model.document import Hint
from surveyrefs.text.similarity import fold

LEAST_ALIKE = 60.0  # percent: two readings of one reference differ by a merged neighbour at most
MIN_WORD = 3  # letters of a word that tells references apart
RARE = 8  # references that share a word at most, for it to tell them apart
CANDIDATES = 4  # of a hint that are compared letter by letter
PLACE_WEIGHT = 3.0  # percent that the place in the list counts: it only parts equal texts
INSIDE = 90.0  # percent of a reference that stand within a longer one


class Alignment(msgspec.Struct, frozen=True, gc=False):
    """Hint id → index of the reference that it is. `inside` maps hints left over to the reference that holds them."""

    same: dict[str, int]
    inside: dict[str, int]


def text_of_hint(hint: Hint) -> str:
    """Return a reference hint as one line: as printed, else its fields."""
    if hint.raw:
        return hint.raw
    names = ("authors", "title", "container", "volume", "pages", "publisher", "year")
    return " ".join(hint.fields[name] for name in names if hint.fields.get(name))


def align(printed: Sequence[str], hints: Sequence[Hint]) -> Alignment:
    """Pair reference hints with printed references by their texts, each at most once; places only part equal texts."""
    from rapidfuzz import fuzz

    listed = [hint for hint in hints if hint.kind == "reference"]
    ours = [fold(text) for text in printed]
    theirs = [fold(text_of_hint(hint)) for hint in listed]
    holders = _rare_words(ours)
    pairs: list[tuple[float, int, int]] = []
    for j, text in enumerate(theirs):
        shared = Counter(i for word in set(text.split()) for i in holders.get(word, ()))
        best = sorted(shared, key=lambda i: (-shared[i], i))[:CANDIDATES]
        for i in best:
            score = fuzz.ratio(ours[i], text) if listed[j].raw else fuzz.token_set_ratio(ours[i], text)
            if score >= LEAST_ALIKE:
                distance = abs(i / max(1, len(ours)) - j / max(1, len(theirs)))
                pairs.append((score - PLACE_WEIGHT * distance, i, j))
    same: dict[str, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if i not in taken and listed[j].id not in same:
            taken.add(i)
            same[listed[j].id] = i
    inside: dict[str, int] = {}
    for j, hint in enumerate(listed):
        if hint.id not in same and len(theirs[j]) >= 2 * MIN_WORD:
            shared = Counter(i for word in set(theirs[j].split()) for i in holders.get(word, ()))
            held = [
                i for i in sorted(shared, key=lambda i: (-shared[i], i))[:CANDIDATES]
                if fuzz.partial_ratio(ours[i], theirs[j]) >= INSIDE
            ]  # fmt: skip
            if held:
                inside[hint.id] = held[0]
    return Alignment(same, inside)


def _rare_words(texts: Sequence[str]) -> dict[str, list[int]]:
    """Return by word the texts that have it, words that many have left out."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for word in set(text.split()):
            if len(word) >= MIN_WORD:
                holders[word].append(i)
    return {word: found for word, found in holders.items() if len(found) <= RARE}
