"""Look up references by their printed labels."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.model.reference import References

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
# A label with a year and a name is an author-year callout; such labels are looked up by name and year.
_NAMED = re.compile(r"[^\W\d_]{2,}.*\b(?:1[6-9]|20)\d\d")


LIST_LENGTH = 3  # numbers before a 1 that make it the beginning of another list, not a number misread


def clean_label(label: str) -> str:
    """Return the label without brackets, blanks and closing punctuation."""
    return re.sub(r"\s+", "", label).strip("[](){}.,:")


class Labels(NamedTuple):
    """The printed labels: label -> index (its first holder), the highest number, how many are numbers and words.

    `implied` tells that no label was read and the numbers are positions in the list.
    """

    holders: dict[str, int]
    highest: int
    numbers: int
    words: int
    repeated: tuple[str, ...]
    implied: bool = False

    @property
    def numeric(self) -> bool:
        """Tell whether the list is numbered."""
        return self.numbers > 0 and self.numbers >= self.words

    def find(self, label: str) -> int:
        """Return the reference of a label, -1 where there is none; `12a` falls back on the composite reference `12`."""
        found = self.holders.get(label, -1)
        if found < 0 and label[-1:].isalpha() and label[:-1].isdigit():
            found = self.holders.get(label[:-1], -1)
        return found


def read_labels(references: References, first: int = 0, last: int | None = None) -> Labels:
    """Collect the labels of a reference list; names with years (`Wang 2023`) are left to the author-year road.

    `first` and `last` cut a list out of several; indexes count from the beginning all the same.
    """
    index: dict[str, int] = {}
    repeated: list[str] = []
    highest = numbers = words = 0
    for i, reference in enumerate(references.references[first:last], start=first):
        if not reference.label or _NAMED.search(reference.label):
            continue
        label = clean_label(reference.label)
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
    return Labels(index, highest, numbers, words, tuple(repeated))


def labels_by_list(references: References) -> list[tuple[int, Labels]]:
    """Return (last page, labels) of each list where numbers begin anew, as lists by chapter do; [] for one list."""
    starts = [0]
    last = 0
    for i, reference in enumerate(references.references):
        label = clean_label(reference.label)
        if not _NUMBER.fullmatch(label):
            continue
        if label == "1" and last >= LIST_LENGTH:
            starts.append(i)
        last = int(label)
    if len(starts) == 1:
        return []
    ends = [*starts[1:], len(references.references)]
    return [
        (max(r.page for r in references.references[a:b]), read_labels(references, a, b))
        for a, b in zip(starts, ends, strict=True)
    ]


def implied_labels(references: References) -> Labels:
    """Return positions as labels, for a list whose labels could not be read."""
    count = len(references.references)
    return Labels({str(i + 1): i for i in range(count)}, count, count, 0, (), implied=True)


def looks_like_year(label: str) -> bool:
    """Tell whether a number is written like a year."""
    return _YEAR.fullmatch(label) is not None
