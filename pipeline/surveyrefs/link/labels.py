"""Look up references by their printed labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from surveyrefs.model.reference import Reference, References

_NUMBER = re.compile(r"\d+")
_LETTERED = re.compile(r"(\d+)([a-z])")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
# A label with a year and a name is an author-year callout; such labels are looked up by name and year.
_NAMED = re.compile(r"[^\W\d_]{2,}.*\b(?:1[6-9]|20)\d\d")


LIST_LENGTH = 3  # numbers before a 1 that make it the beginning of another list, not a number misread


def clean_label(label: str) -> str:
    """Return the label without brackets, blanks and closing punctuation."""
    return "".join(label.split()).strip("[](){}.,:")


class Labels(msgspec.Struct, frozen=True, gc=False):
    """The printed labels: label -> index (its first holder), the highest number, how many are numbers and words.

    `implied` tells that no label was read and the numbers are positions in the list. `lettered` has the works of
    composite entries (`12a` -> index), `works` all works of the entry that a reference is part of.
    """

    holders: dict[str, int]
    highest: int
    numbers: int
    words: int
    repeated: tuple[str, ...]
    implied: bool = False
    lettered: Mapping[str, int] = MappingProxyType({})
    works: Mapping[int, tuple[int, ...]] = MappingProxyType({})

    @property
    def numeric(self) -> bool:
        """Tell whether the list is numbered."""
        return self.numbers > 0 and self.numbers >= self.words

    def find(self, label: str) -> int:
        """Return the reference of a label, -1 where there is none: the first work of a composite entry `12`, and the
        whole of it for `12a` where its works could not be parted."""
        found = self.lettered.get(label, -1)
        if found < 0:
            found = self.holders.get(label, -1)
        if found < 0 and label[-1:].isalpha() and label[:-1].isdecimal():
            found = self.holders.get(label[:-1], -1)
        return found

    def all_of(self, label: str) -> tuple[int, ...]:
        """Return the references of a label: all works of a composite entry `12`, one for `12a`, () for none."""
        found = self.find(label)
        if found < 0 or label in self.lettered:
            return (found,) if found >= 0 else ()
        return self.works.get(found, (found,))

    def entry(self, label: str) -> str:
        """Return the label that the printed entry bears: `12` for `12a` of a composite one; "" where there is none."""
        if label in self.lettered:
            label = label[:-1]
        return label if label in self.holders else ""


def works_of_entries(references: References) -> dict[int, tuple[int, ...]]:
    """Return for each work of an entry that holds several the indexes of all of them.

    Entries that the list numbers `12a`, `12b` itself are such works as well.
    """
    groups: list[list[int]] = []
    before = ""
    for i, reference in enumerate(references.references):
        label = clean_label(reference.label)
        numbered = _LETTERED.fullmatch(label)
        if groups and (reference.part > 1 or (numbered and groups[-1][-1] == i - 1 and _follows(before, label))):
            groups[-1].append(i)
        elif reference.part == 1 or (numbered and numbered[2] == "a" and before != numbered[1]):
            groups.append([i])
        before = label
    return {i: tuple(group) for group in groups if len(group) > 1 for i in group}


def _follows(before: str, label: str) -> bool:
    """Tell whether one label is the other with the next letter."""
    return before[:-1] == label[:-1] and ord(label[-1]) == ord(before[-1]) + 1


def read_labels(references: References, first: int = 0, last: int | None = None) -> Labels:
    """Collect the labels of a reference list; names with years (`Wang 2023`) are left to the author-year road.

    `first` and `last` cut a list out of several; indexes count from the beginning all the same.
    """
    index: dict[str, int] = {}
    lettered: dict[str, int] = {}
    works = works_of_entries(references)
    repeated: list[str] = []
    highest = numbers = words = 0
    for i, reference in enumerate(references.references[first:last], start=first):
        if not reference.label or _NAMED.search(reference.label):
            continue
        label = clean_label(reference.label)
        if i in works and _LETTERED.fullmatch(label):
            lettered.setdefault(label, i)
            label = label[:-1]
        if i in works and works[i][0] != i:
            numbers += 1
            continue
        if _NUMBER.fullmatch(label):
            numbers += 1
            label = label.lstrip("0") or "0"
            highest = max(highest, int(label))
        elif label:
            words += 1
        if label in index:
            repeated.append(label)
        elif label:
            index[label] = i
    return Labels(index, highest, numbers, words, tuple(repeated), False, lettered, works)


def labels_by_list(references: References) -> list[tuple[Reference, Labels]]:
    """Return the last reference and the labels of each list where numbers begin anew, as lists by chapter do; [] for
    one list."""
    starts = [0]
    last = 0
    for i, reference in enumerate(references.references):
        label = clean_label(reference.label)
        if reference.part == 1:
            label = label.rstrip("a")
        if not _NUMBER.fullmatch(label) or reference.part > 1:
            continue
        if label == "1" and last >= LIST_LENGTH:
            starts.append(i)
        last = int(label)
    if len(starts) == 1:
        return []
    ends = [*starts[1:], len(references.references)]
    return [(references.references[b - 1], read_labels(references, a, b)) for a, b in zip(starts, ends, strict=True)]


def implied_labels(references: References) -> Labels:
    """Return positions as labels, for a list whose labels could not be read."""
    entries = [i for i, reference in enumerate(references.references) if reference.part <= 1]
    count = len(entries)
    holders = {str(n): i for n, i in enumerate(entries, start=1)}
    return Labels(holders, count, count, 0, (), implied=True, works=works_of_entries(references))


def looks_like_year(label: str) -> bool:
    """Tell whether a number is written like a year."""
    return _YEAR.fullmatch(label) is not None
