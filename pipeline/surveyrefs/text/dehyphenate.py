"""Hyphens at line ends: which ones the printer put there, and which ones belong to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

HYPHENS = "-\u2010\u00ad"
_DASHES = "\u2013\u2014\u2212"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_ASCII_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")  # the same in small ASCII letters: twice as quick
_LAST = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?:|www\.|doi|10\.\d{4}|/[^ ]*[/.]", re.I)
_OPEN_ADDRESS = re.compile(r"https?://|www\.|10\.\d{4,9}/")
# Prefixes that English writes with a hyphen as a rule; the document's own vocabulary overrules them.
_PREFIXES = frozenset("non self pre post multi semi cross co anti meta quasi pseudo ultra inter intra".split())
_KEPT_PREFIXES = frozenset("self non cross quasi pseudo ex all well".split())
# Word parts that only occur behind a hyphen: "rule-based", "graph-like".
_KEPT_SUFFIXES = frozenset(
    "based aware like level driven free oriented specific guided wise scale art end shot to of the and in by up off "
    "agnostic centric dependent independent related enhanced augmented world time quality order step source domain "
    "language modal purpose tuned trained".split()
)
MIN_PART = 3


class Vocabulary:
    """The words of a document as they stand within lines: the evidence for joining words at line ends."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Count the words of the lines, without the first and last of each, which may be parts."""
        found: list[str] = []
        for line in lines:
            end = line.rstrip()[-2:]
            if line.isascii():
                whole = _ASCII_WORD.findall(line.lower())
                parted = end[:1].isalpha() or end[-1:].isalpha()
            else:
                whole = _small_words(line)
                parted = _FIRST.search(end) is not None
            if whole and parted:
                del whole[-1]
            found += whole
        found += [part for word in found if "-" in word for part in word.split("-")]
        self._words = Counter(found)

    def count(self, word: str) -> int:
        """Return how often the word (lower case) stands within a line."""
        return self._words[word]


def _small_words(line: str) -> list[str]:
    return [word.lower().replace("\u2010", "-") for word in _WORD.findall(line)]


def keeps_hyphen(before: str, after: str, words: Vocabulary) -> bool:
    """Tell whether the hyphen at the end of `before` belongs to the word that `after` continues."""
    if before.endswith("\u00ad"):
        return False
    left = _LAST.search(before)
    right = _FIRST.match(after)
    last = before.split()[-1] if before.split() else before
    if _ADDRESS.search(last):
        return True
    if not left or not right:
        return True  # figures, symbols: 10-fold, A-1
    head, tail = left.group(1).lower(), right.group().lower()
    joined, hyphened = words.count(head.split("-")[-1] + tail), words.count(f"{head}-{tail}")
    if joined or hyphened:
        return hyphened > joined
    # "Vision-\nLanguage" keeps it; "IN-\nTRODUCTION" in capitals is one word.
    if after[0].isupper() and not (left.group(1).isupper() and right.group().isupper()):
        return True
    part = head.split("-")[-1]
    if part in _KEPT_PREFIXES or tail in _KEPT_SUFFIXES:
        return True
    if "-" in head:
        return words.count(part) > 0 and words.count(tail) > 0
    if part in _PREFIXES or len(part) < MIN_PART or len(tail) < MIN_PART:
        return False
    return words.count(part) > 1 and words.count(tail) > 1


def joint(before: str, after: str, words: Vocabulary) -> tuple[int, str]:
    """Return how two lines meet: how many characters of `before` to drop, and what to put between them."""
    if not before.strip() or not after:
        return 0, ""
    end = before[-1]
    if end in HYPHENS and len(before) > 1 and not before[-2].isspace():
        if before[-2] == "-":  # "--" as a dash
            return 0, ""
        return (0, "") if keeps_hyphen(before, after, words) else (1, "")
    if end in _DASHES:
        return (0, "") if len(before) > 1 and not before[-2].isspace() else (0, " ")
    if end == "/" or (_open_address(before) and not after[0].isupper()):
        return 0, ""
    return 0, " "


def joined(before: str, after: str, words: Vocabulary) -> str:
    """Return two lines as one text."""
    dropped, between = joint(before, after, words)
    return before[: len(before) - dropped] + between + after


def _open_address(before: str) -> bool:
    """Tell whether a line ends within a URL or DOI: its last word is one and stops at a place where TeX breaks it."""
    last = before.rsplit(None, 1)[-1]
    return last[-1] in "/.-_=&?%:#~" and _OPEN_ADDRESS.search(last) is not None
