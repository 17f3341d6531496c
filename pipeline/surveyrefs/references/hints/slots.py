"""Where a list prints each of its fields: the marks before and behind them, counted over its own sure references.

A value fits a field where it stands between marks between which the list prints that field, and nothing else. `1–5`
behind `pp.` is then no issue, `12` in `9–12 January` no volume, a surname at a reference's end no author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from surveyrefs.model.reference import Reference
from surveyrefs.text.identifiers import find_identifiers
from surveyrefs.text.similarity import fold

SURE = 0.8  # confidence from which a reference of ours teaches the habit
SUPPORT = 3  # references in which a slot must have been seen, for it to be a habit and no accident
PURITY = 0.9  # of what stands in a slot that must be that field
_NAME_GAP = 4  # tokens between two words of a list of names: ". , and"
STYLE_WORD = 0.1  # share of the references that print a word ("vol", "pp", "In"), for it to be a mark of the style

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_IDENTIFIER = "¦"  # stands for a whole DOI, URL or the like
_DASHES = frozenset("-–—−‐‑")

NUMBERS = frozenset({"year", "issue", "volume", "pages"})

Slot = tuple[str, str, str]  # two marks before, one behind


class _Text(NamedTuple):
    """A printed reference cut into tokens: their texts, folded words, and the marks that they are to a neighbour."""

    words: list[str]
    marks: list[str]

    def slot(self, start: int, end: int) -> Slot:
        """Return the marks around tokens[start:end]."""
        before = [self.marks[i] if i >= 0 else "^" for i in (start - 2, start - 1)]
        return before[0], before[1], self.marks[end] if end < len(self.marks) else "$"

    def places(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Give where a row of folded words stands; punctuation between them does not count."""
        if not words:
            return
        for start, word in enumerate(self.words):
            if word != words[0]:
                continue
            at, found = start + 1, 1
            while found < len(words) and at < len(self.words) and self.words[at] in ("", words[found]):
                found += self.words[at] != ""
                at += 1
            if found == len(words):
                yield start, at


def _cut(text: str, style: frozenset[str] = frozenset()) -> _Text:
    for found in reversed(find_identifiers(text)):  # what stands within a DOI or URL is no field's value
        text = f"{text[: found.start]}{_IDENTIFIER}{text[found.end :]}"
    tokens = _TOKEN.findall(text)
    return _Text([fold(t) if t[0].isalnum() else "" for t in tokens], [_mark(t, style) for t in tokens])


def _mark(token: str, style: frozenset[str]) -> str:
    if token[0].isdigit():
        return "0"
    if token.isalpha():
        return token if token in style else "w"
    return "-" if token in _DASHES else token


def _style_words(references: Sequence[Reference]) -> frozenset[str]:
    """Return the words that the list prints again and again: those of its style, and a few of its subject."""
    counts = Counter(word for r in references for word in set(re.findall(r"[^\W\d_]+", r.raw)))
    least = max(SUPPORT, STYLE_WORD * len(references))
    return frozenset(word for word, count in counts.items() if count >= least)


class _Seen(NamedTuple):
    """How often a slot held each field, and how often it held anything; numbers and rows of words apart."""

    fields: Counter[tuple[str, Slot]]
    numbers: Counter[Slot]
    spans: Counter[Slot]


class Slots:
    """The habit of one list."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._style = _style_words(references)
        self._all = _Seen(Counter(), Counter(), Counter())
        self._own: dict[str, _Seen] = {}
        for reference in references:
            if reference.confidence >= SURE and reference.raw not in self._own:
                own = self._own[reference.raw] = _seen_in(reference, self._style)
                self._all.fields.update(own.fields)
                self._all.numbers.update(own.numbers)
                self._all.spans.update(own.spans)

    def fits(self, name: str, value: str, raw: str) -> bool:
        """Tell whether a value stands in the printed reference where the others print that field and nothing else."""
        text = _cut(raw, self._style)
        own = self._own.get(raw, _Seen(Counter(), Counter(), Counter()))
        number = name in NUMBERS
        words = fold(value.split("-")[0] if name == "pages" else value).split()
        for start, end in text.places(words):
            slot = text.slot(start, end)
            held = self._all.fields[name, slot] - own.fields[name, slot]
            total = self._all.numbers[slot] - own.numbers[slot] if number else self._all.spans[slot] - own.spans[slot]
            if held >= SUPPORT and held >= PURITY * total:
                return True
        return False


def _seen_in(reference: Reference, style: frozenset[str]) -> _Seen:
    text = _cut(reference.raw, style)
    seen = _Seen(Counter(), Counter(), Counter())
    values = [(name, fold(getattr(reference, name).split("-")[0])) for name in sorted(NUMBERS)]
    for at, word in enumerate(text.words):
        if word and word[0].isdigit():
            slot = text.slot(at, at + 1)
            seen.numbers[slot] += 1
            seen.fields.update((name, slot) for name, value in values if value == word)
    for name, value in _spans_of(reference).items():
        place = next(text.places(fold(value).split()), None)
        if place:
            slot = text.slot(*place)
            seen.fields[name, slot] += 1
            seen.spans[slot] += 1
    return seen


def _spans_of(reference: Reference) -> Mapping[str, str]:
    names = [f"{n.given} {n.family}" if n.family else n.literal for n in reference.authors]
    written = {
        "title": reference.title, "container": reference.container, "publisher": reference.publisher,
        "authors": author_span(reference.raw, names),
    }  # fmt: skip
    return {name: value for name, value in written.items() if value}


def author_span(raw: str, names: Sequence[str]) -> str:
    """Return the folded printed words of a list of names, empty where they do not stand together in the reference."""
    text = _cut(raw)
    wanted = {word for name in names for word in fold(name).split()}
    places = [i for i, word in enumerate(text.words) if word in wanted]
    families = {fold(name).split()[-1] for name in names if fold(name)}
    run: list[int] = []
    for i in places:  # what stands close together: the same word may come again in the title
        if run and i - run[-1] > _NAME_GAP:
            break
        run.append(i)
    if not run or not families <= {text.words[i] for i in run}:
        return ""
    return " ".join(w for w in text.words[run[0] : run[-1] + 1] if w)
