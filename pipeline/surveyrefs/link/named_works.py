"""The works of a list by stretches of their titles and by their authors' names, found in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from surveyrefs.link.name_index import AND, PARTICLES, WORD, fold_word, name_words
from surveyrefs.model.reference import Reference, References
from surveyrefs.text.joining import OTHERS

LONG_TITLE = 4  # words of a title in a row that tell a work without its authors' names
SHORT_TITLE = 2  # … and with them before
NAMES_BEFORE = 14  # words between the first author's name and the title, at most: more authors, and who edited it
PRINTED = 6  # words in a row as the list prints a work, and no other, that tell it whatever was read as its title
QUAD = 4  # words by which such a stretch is looked up
GIVEN_NAMES = 3  # words that may stand before the first family name
PART_WORD = 4  # letters of a single word that may be a whole title; a short title has one such word
SHORT_WORDS = 16  # words of a short title, at most
_ADDRESS = re.compile(r"\S*(?:https?:|www\.|://|\.(?:com|org|net|edu)/)\S*")
# "Gaonkar, Dilip Parameshwar, ed. Alternative Modernities": a family, and who it is before any stop but an initial's.
_EDITED = re.compile(
    r"([^\W\d_][^\W\d_’'-]+(?: [^\W\d_][\w’'-]+)?),"
    r"(?:[^.:]|(?<=\b[^\W\d_])\.){1,80}?[\s(,](?:eds?|editors?|[Hh]rsg|[Hh]g|a cura di|coords?|dirs?|éds?)\b"
)
_OTHERS = re.compile(OTHERS, re.IGNORECASE)
_AND = frozenset(map(fold_word, AND))


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a text, folded, and where it stands."""

    letters: str
    start: int
    end: int


class Found(msgspec.Struct, frozen=True, gc=False):
    """A work found by its title, the stretch of which is the words first to last: the citation is text[start:end]."""

    reference: int
    first: int
    last: int
    start: int
    end: int
    whole: float
    named: bool


class Works:
    """The list's works by the words of their titles and by their authors."""

    def __init__(self, references: References) -> None:
        self.references = references.references
        self.titles = [_title_words(r) for r in self.references]
        self.families = [_families(r) for r in self.references]
        self.own = [_name_parts(r) for r in self.references]
        self._pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        self.printed = [tuple(fold_word(m[0]) for m in WORD.finditer(r.raw)) for r in self.references]
        self._quads = _only_once(self.printed)
        self._single: dict[str, list[int]] = defaultdict(list)
        self.by_family: dict[str, list[int]] = defaultdict(list)
        for i, words in enumerate(self.titles):
            for k in range(len(words) - 1):
                self._pairs[words[k], words[k + 1]].append((i, k))
            if words and len(words[0]) >= PART_WORD:
                self._single[words[0]].append(i)
            for family in self.families[i][:1]:
                self.by_family[family[-1]].append(i)

    def in_text(self, text: str, start: int, end: int) -> list[Found]:
        """Return the works whose titles stand in text[start:end], none over another, in order."""
        words = [Word(fold_word(m[0]), m.start(), m.end()) for m in WORD.finditer(text, start, end)]
        spans = [m.span() for m in _ADDRESS.finditer(text, start, end)]
        if spans:
            words = [w for w in words if not any(a <= w.start < b for a, b in spans)]
        found = [f for j in range(len(words)) for f in self._at(words, j)]
        found.sort(key=lambda f: (-(f.last - f.first) - LONG_TITLE * f.named, -f.whole, f.first, f.reference))
        kept: list[Found] = []
        for f in found:
            if not any(f.first <= k.last and k.first <= f.last for k in kept):
                kept.append(f)
        for f in self._as_printed(words):
            if not any((f.first <= k.last and k.first <= f.last) or f.reference == k.reference for k in kept):
                kept.append(f)
        return sorted(kept, key=lambda f: f.first)

    def _at(self, words: Sequence[Word], j: int) -> Iterator[Found]:
        """Yield the works with a stretch of whose title the words go on from the j-th."""
        if j + 1 < len(words):
            for i, k in self._pairs.get((words[j].letters, words[j + 1].letters), ()):
                title = self.titles[i]
                n = 2
                while k + n < len(title) and j + n < len(words) and words[j + n].letters == title[k + n]:
                    n += 1
                yield from self._if_enough(words, i, j, n, k)
        for i in self._single.get(words[j].letters, ()):
            if len(self.titles[i]) == 1:
                yield from self._if_enough(words, i, j, 1, 0)

    def _as_printed(self, words: Sequence[Word]) -> Iterator[Found]:
        """Yield the works of which a long stretch is printed as the list has it."""
        j = 0
        while j + QUAD <= len(words):
            n = 0
            if at := self._quads.get(tuple(w.letters for w in words[j : j + QUAD])):
                i, k = at
                printed = self.printed[i]
                while k + n < len(printed) and j + n < len(words) and words[j + n].letters == printed[k + n]:
                    n += 1
                if n >= PRINTED:
                    yield Found(i, j, j + n - 1, words[j].start, words[j + n - 1].end, 0.0, False)
            j += max(1, n)

    def _if_enough(self, words: Sequence[Word], i: int, j: int, n: int, k: int) -> Iterator[Found]:
        title = self.titles[i]
        begins = self._named_from(words, i, j, n)
        whole, last = n / len(title), j + n - 1
        if begins is not None:
            enough = n >= (SHORT_TITLE if k <= 1 else LONG_TITLE)  # an article may be left out
            if whole == 1 or (enough and any(len(w.letters) >= PART_WORD for w in words[j : j + n])):
                yield Found(i, j, last, words[min(begins, j)].start, words[last].end, whole, True)
        elif (n >= LONG_TITLE or not self.families[i]) and n >= min(LONG_TITLE, len(title)) and k == 0 and n > 1:
            yield Found(i, j, last, words[j].start, words[last].end, whole, False)

    def _named_from(self, words: Sequence[Word], i: int, j: int, n: int) -> int | None:
        """Return the word at which the names before a title begin (or the title, with names behind it)."""
        if not self.families[i]:
            return None
        for at in range(j - 1, max(-1, j - 1 - NAMES_BEFORE), -1):
            if self._ends_family(words, at, i):
                while (step := self._own_before(words, at, i)) > 0:
                    at -= step
                return at
        reach = j + n + GIVEN_NAMES + len(self.families[i][0]) - 1
        near = any(self._ends_family(words, at, i) for at in range(j + n, min(reach, len(words))))
        return j if near else None

    def _own_before(self, words: Sequence[Word], at: int, i: int) -> int:
        """Return how many words before one are the authors' names: one, two with the "y" between them, or none."""
        if at > 0 and words[at - 1].letters in self.own[i]:
            return 1
        return 2 * (at > 1 and words[at - 1].letters in _AND and words[at - 2].letters in self.own[i])

    def _ends_family(self, words: Sequence[Word], at: int, i: int) -> bool:
        """Tell whether the first author's family name ends with a word: all of it, but for its particles."""
        family = self.families[i][0]
        if words[at].letters != family[-1]:
            return False
        shown = _letters(words[max(0, at - len(family)) : at + 1])
        bare = tuple(letters for letters in shown if letters not in _AND)  # without the "y" of "Ortega y Gasset"
        return PARTICLES.issuperset(family[:-1]) or family in (shown[-len(family) :], bare[-len(family) :])

    def short_title(self, text: str, works: Sequence[int], start: int, end: int) -> tuple[list[int], int]:
        """Return those of some works whose short title text[start:end] begins with, and where that ends.

        `Argonauts` is short for `Argonauts of the Western Pacific`.

        It is a stretch of a work as the list prints it; one of figures or short words alone is none.
        """
        words = [Word(fold_word(m[0]), m.start(), m.end()) for m in WORD.finditer(text, start, end)][:SHORT_WORDS]
        letters = _letters(words)
        lengths = {i: _prefix_within(letters, self.printed[i], PART_WORD) for i in works}
        longest = max(lengths.values(), default=0)
        if not longest:
            return [], start
        return [i for i, n in lengths.items() if n == longest], words[longest - 1].end

    def by_names(self, text: str, start: int, end: int) -> tuple[list[int], int]:
        """Return the works whose authors' names text[start:end] begins with, and where the names end.

        Of works that share names those are returned that are named most fully: all authors, or *et al.* for the rest.
        """
        words = [Word(fold_word(m[0]), m.start(), m.end()) for m in WORD.finditer(text, start, end)][:NAMES_BEFORE]
        initials = [w.letters for w in takewhile(lambda w: len(w.letters) == 1, words)]
        first = len(initials)
        names = [at for at in range(first, len(words)) if words[at].letters not in PARTICLES]
        for at in names[:GIVEN_NAMES]:
            fits = self._named_at(text, words, at, initials)
            if fits:
                best = max(fit for fit, _ in fits.values())
                return [i for i, (fit, _) in fits.items() if fit == best], max(
                    words[last].end for fit, last in fits.values() if fit == best
                )
            if not text[words[at].start].isupper():
                break
        return [], start

    def _named_at(
        self, text: str, words: Sequence[Word], at: int, initials: Sequence[str]
    ) -> dict[int, tuple[tuple[bool, int, bool], int]]:
        """Return how well the names that begin at a word fit which works, and where the names end."""
        fits: dict[int, tuple[tuple[bool, int, bool], int]] = {}
        for i in self.by_family.get(words[at].letters, ()):
            named, last, others = self._count_names(text, words, i, at)
            more = len(self.families[i]) > named or self.references[i].others
            given = name_words("".join(name.given for name in self.references[i].authors[:1]))
            same = not initials or not given or given[0][0] in initials
            fits[i] = (same, named, more == others), last
        return fits

    def _count_names(self, text: str, words: Sequence[Word], i: int, at: int) -> tuple[int, int, bool]:
        """Return how many of a work's authors are named from the word `at` on, where that ends, and whether others
        follow."""
        lasts = {family[-1] for family in self.families[i][1:]}
        named, last, others = 1, at, False
        for k in range(at + 1, len(words)):
            letters = words[k].letters
            if letters in lasts:
                lasts.discard(letters)
                named, last = named + 1, k
            elif more := _OTHERS.match(text, words[k].start):
                last, others = max(n for n in range(k, len(words)) if words[n].start < more.end()), True
                break
            elif letters not in self.own[i] and letters not in _AND:
                break
        return named, last, others


def _only_once(printed: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return work and place of each four words in a row that stand in one work only."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    several: set[tuple[str, ...]] = set()
    for i, words in enumerate(printed):
        for k in range(len(words) - QUAD + 1):
            quad = words[k : k + QUAD]
            if found.setdefault(quad, (i, k))[0] != i:
                several.add(quad)
    return {quad: at for quad, at in found.items() if quad not in several}


def _prefix_within(words: Sequence[str], printed: Sequence[str], least: int) -> int:
    """Return how many of the first words stand in a row in a printed work; 0 where none of them has so many letters."""
    best = 0
    for k, first in enumerate(printed):
        if words and first == words[0]:
            n = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(words, printed[k:], strict=False))))
            best = max(best, n)
    return best if any(len(word) >= least and word.isalpha() for word in words[:best]) else 0


def _letters(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(w.letters for w in words)


def _title_words(reference: Reference) -> tuple[str, ...]:
    return tuple(fold_word(m[0]) for m in WORD.finditer(reference.title))


def _families(reference: Reference) -> tuple[tuple[str, ...], ...]:
    """Return the words of the authors' families; without authors that of an editor, where the work begins with one."""
    found = (name_words(name.family or name.literal) for name in reference.authors)
    families = tuple(words for words in found if words)
    editor = None if families else _EDITED.match(reference.raw)
    return (name_words(editor[1]),) if editor else families


def _name_parts(reference: Reference) -> frozenset[str]:
    words = [w for n in reference.authors for part in (n.family, n.given, n.literal) for w in name_words(part)]
    return frozenset((*words, *(w[0] for w in words)))
