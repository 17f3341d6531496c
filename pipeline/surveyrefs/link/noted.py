"""Works cited in notes by names and titles, in full or in short, and by what refers to another note.

Humanities and law cite so: `Ann Lee, The Long Road (London 1990), 12.`, then `Lee, Long Road, 14.`, `Ibid., 15.`,
`Lee (n 3) 16.` or `Lee, op. cit., 17.` A work is known by a stretch of its title's words, the more of them the surer,
and by its authors' names before it. Short forms and numbers without brackets are read only where many works of the list
are found in notes like this; elsewhere a note is a remark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from surveyrefs.link.labels import Labels, clean_label
from surveyrefs.link.markers import Item, expand, parse_items
from surveyrefs.link.name_index import WORD, fold_word, name_words
from surveyrefs.link.reading import NO_TARGET, SHARED, Dispute, Reading
from surveyrefs.model.link import Target
from surveyrefs.model.reference import Reference, References

NOTED = 0.25  # of the list's works that notes must name by title, so that the document cites in its notes
LEAST = 3  # and so many works
LONG_TITLE = 4  # words of a title in a row that tell a work without its authors' names
SHORT_TITLE = 2  # … and with them before
NAMES_BEFORE = 14  # words between the first author's name and the title, at most: more authors, and who edited it
GIVEN_NAMES = 3  # words that may stand before the first family name
LEAD_WORDS = 3  # words before a work that leave a note a mere citation: "See also"
PART_WORD = 4  # letters of a single word that may be a whole title
BY_TITLE, BY_NAME, BY_NOTE = 0.95, 0.8, 0.85  # confidence

_LOCATOR = (
    r"(?:[\s,.:;()\[\]–-]|\d+|[ivxlc]+\b|\b(?:pp?|S|s|Sp|f+|ff|at|para|paras|paragraph|ch|chap|chapter|sec|no|Nr|vol|Bd|"
    r"T|t|Rn|Rdnr|Rz|Anm|Fn|fn|n|nn|note|above|supra|op|cit|ci|loc|a\.?\s?a\.?\s?O|hereafter|passim|et seq|seq|esp|"
    r"see|here|and|u|und|et|cf)\b|§|[a-f]\b)*"
)
_REST = re.compile(_LOCATOR)
_SAME = re.compile(
    r"(?:(?:see|cf\.?|vgl\.?|siehe|compare|also|but|so|auch|again)\s+)*"
    r"(?P<word>ibid(?:em)?|ebd|ebenda|id|loc\.\s?cit|a\.\s?a\.\s?O|ivi|там же|o\.\s?c|ib)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_OTHER_NOTE = re.compile(
    r"\((?:above |supra |cit\. )?(?:nn?|notes?|fn|Fn|Anm|Fußn|Fußnote|wie Anm)\.?\s?(\d{1,3})\)|"
    r"\b(?:supra|above|see|cit\.|wie|siehe|in)\s(?:nn?|notes?|fn|Fn|Anm|Fußn|Fußnote)\.?\s?(\d{1,3})(?!\d)"
)
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{2}\.)|(?<=\d\d\.)|(?<=\s\d\.)|(?<=[^\W_][)”\"’]\.))\s+(?=[A-ZÀ-Þ])")
_LEAD = re.compile(
    r"(?:\s*(?:see|also|e\.g\.|cf\.?|for|compare|vgl\.?|siehe|auch|so|but|and|dazu|hierzu|etwa|bei|nach|voir|véase|cfr\.?|"
    r"vedi|in|quoted|cited|zit\.)[\s,.]+)*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?<!\w)(?i:see|cf\.?|compare|vgl\.?|siehe|voir|véase|cfr\.?|vedi)\s+(?:also |auch |aussi )?(?=[^\W\d_a-z])"
)
_OTHERS = frozenset(("al", "others"))  # the last words of *et al.*, *and others*
_AND = frozenset(("and", "und", "et", "y", "e", "u", "og", "en"))
_BEHIND_NAMES = re.compile(r"(?:[\s.,]|et al|and others|u\.\s?a\.|and|&|und|/|eds?\b|Hrsg|\((?:eds?|Hrsg)\.?\))*")


class Note(NamedTuple):
    """A note: its number, and where its text stands: text[start:end] of the passage of that index."""

    number: str
    passage: int
    text: str
    start: int
    end: int


class _Word(NamedTuple):
    letters: str
    start: int
    end: int


class _Found(NamedTuple):
    """A work found by its title: word indexes of the title's stretch, the place where the citation begins."""

    reference: int
    first: int
    last: int
    start: int
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
        self._single: dict[str, list[int]] = defaultdict(list)
        self.by_family: dict[str, list[int]] = defaultdict(list)
        for i, words in enumerate(self.titles):
            for k in range(len(words) - 1):
                self._pairs[words[k], words[k + 1]].append((i, k))
            if words and len(words[0]) >= PART_WORD:
                self._single[words[0]].append(i)
            for family in self.families[i][:1]:
                self.by_family[family[-1]].append(i)

    def in_text(self, text: str, start: int, end: int) -> list[_Found]:
        """Return the works whose titles stand in text[start:end], none over another, in order."""
        words = [_Word(fold_word(m[0]), m.start(), m.end()) for m in WORD.finditer(text, start, end)]
        found = [f for j in range(len(words)) for f in self._at(words, j)]
        found.sort(key=lambda f: (-(f.last - f.first) - LONG_TITLE * f.named, -f.whole, f.first, f.reference))
        kept: list[_Found] = []
        for f in found:
            if not any(f.first <= k.last and k.first <= f.last for k in kept):
                kept.append(f)
        return sorted(kept, key=lambda f: f.first)

    def _at(self, words: Sequence[_Word], j: int) -> Iterator[_Found]:
        """Yield the works with a stretch of whose title the words go on from the j-th."""
        if j + 1 < len(words):
            for i, k in self._pairs.get((words[j].letters, words[j + 1].letters), ()):
                title = self.titles[i]
                if j and k and words[j - 1].letters == title[k - 1]:
                    continue  # part of a longer stretch
                n = 2
                while k + n < len(title) and j + n < len(words) and words[j + n].letters == title[k + n]:
                    n += 1
                yield from self._if_enough(words, i, j, n, k)
        for i in self._single.get(words[j].letters, ()):
            if len(self.titles[i]) == 1:
                yield from self._if_enough(words, i, j, 1, 0)

    def _if_enough(self, words: Sequence[_Word], i: int, j: int, n: int, k: int) -> Iterator[_Found]:
        title = self.titles[i]
        begins = self._named_from(words, i, j, n)
        whole = n / len(title)
        if begins is not None:
            if whole == 1 or n >= (SHORT_TITLE if k <= 1 else LONG_TITLE):  # an article may be left out
                yield _Found(i, j, j + n - 1, words[min(begins, j)].start, whole, True)
        elif (n >= LONG_TITLE or not self.families[i]) and n >= min(LONG_TITLE, len(title)) and k == 0 and n > 1:
            yield _Found(i, j, j + n - 1, words[j].start, whole, False)

    def _named_from(self, words: Sequence[_Word], i: int, j: int, n: int) -> int | None:
        """Return the word at which the names before a title begin (or the title, with names behind it)."""
        if not self.families[i]:
            return None
        family = self.families[i][0]
        size = len(family)
        for at in range(j - size, max(-1, j - NAMES_BEFORE - size), -1):
            if _letters(words[at : at + size]) == family:
                while at > 0 and words[at - 1].letters in self.own[i]:
                    at -= 1
                return at
        behind = [w.letters for w in words[j + n : j + n + GIVEN_NAMES + size]]
        near = any(tuple(behind[a : a + size]) == family for a in range(GIVEN_NAMES))
        return j if near else None

    def by_names(self, text: str, start: int, end: int) -> tuple[list[int], int]:
        """Return the works whose authors' names text[start:end] begins with, and where the names end.

        Of works that share names those are returned that are named most fully: all authors, or *et al.* for the rest.
        """
        words = [_Word(fold_word(m[0]), m.start(), m.end()) for m in WORD.finditer(text, start, end)][:NAMES_BEFORE]
        initials = {w.letters for w in takewhile(lambda w: len(w.letters) == 1, words)}
        first = len(list(takewhile(lambda w: len(w.letters) == 1, words)))
        for at in range(first, min(first + GIVEN_NAMES, len(words))):
            fits = self._named_at(words, at, initials)
            if fits:
                best = max(fit for fit, _ in fits.values())
                return [i for i, (fit, _) in fits.items() if fit == best], max(
                    words[last].end for fit, last in fits.values() if fit == best
                )
            if not text[words[at].start].isupper():
                break
        return [], start

    def _named_at(
        self, words: Sequence[_Word], at: int, initials: set[str]
    ) -> dict[int, tuple[tuple[bool, int, bool], int]]:
        """Return how well the names that begin at a word fit which works, and where the names end."""
        fits: dict[int, tuple[tuple[bool, int, bool], int]] = {}
        for size in (1, 2, 3):  # particles stand before the word by which a family is known
            for i in self.by_family.get(words[at + size - 1].letters, ()) if at + size <= len(words) else ():
                family = self.families[i][0]
                if family == tuple(w.letters for w in words[at : at + size]) or (
                    size == 1 and family[-1] == words[at].letters
                ):
                    named, last, others = self._count_names(words, i, at + size - 1)
                    more = len(self.families[i]) > named or self.references[i].others
                    whole = more == others
                    given = name_words(self.references[i].authors[0].given)
                    same = not initials or not given or given[0][0] in initials
                    fits[i] = (same, named, whole), last
        return fits

    def _count_names(self, words: Sequence[_Word], i: int, at: int) -> tuple[int, int, bool]:
        """Return how many of a work's authors are named from the word `at` on, where that ends, and whether others
        follow."""
        lasts = {family[-1] for family in self.families[i][1:]}
        named, last, others = 1, at, False
        for k in range(at + 1, len(words)):
            letters = words[k].letters
            if letters in lasts:
                lasts.discard(letters)
                named, last = named + 1, k
            elif letters in _OTHERS or (letters == "a" and words[k - 1].letters == "u"):
                last, others = k, True
            elif letters not in self.own[i] and letters not in _AND:
                break
        return named, last, others


def _letters(words: Sequence[_Word]) -> tuple[str, ...]:
    return tuple(w.letters for w in words)


def _title_words(reference: Reference) -> tuple[str, ...]:
    return tuple(fold_word(m[0]) for m in WORD.finditer(reference.title))


def _families(reference: Reference) -> tuple[tuple[str, ...], ...]:
    found = (name_words(name.family or name.literal) for name in reference.authors)
    return tuple(words for words in found if words)


def _name_parts(reference: Reference) -> frozenset[str]:
    words = [w for n in reference.authors for part in (n.family, n.given, n.literal) for w in name_words(part)]
    return frozenset((*words, *(w[0] for w in words)))


# -- reading notes ----------------------------------------------------------------------------------------------------


def read_notes(notes: Sequence[Note], references: References, labels: Labels) -> dict[int, list[Reading]]:
    """Return the callouts in the text of notes by the index of their passage; {} where works are not cited so.

    Notes come in the order of their marks.
    """
    works = Works(references)
    titles = [works.in_text(note.text, note.start, note.end) for note in notes]
    named = {f.reference for found in titles for f in found}
    wanted = max(LEAST, NOTED * len(references.references))
    if len(named) >= wanted:
        reader = _Reader(works)
        pairs = [(note.passage, reader.read(note, found)) for note, found in zip(notes, titles, strict=True)]
    else:
        pairs = [(note.passage, _by_number(note, labels)) for note in notes] if labels.numeric else []
        cited = {t.reference for _, readings in pairs for r in readings for t in r.targets}
        if len(cited) < wanted:
            if not _by_short_forms(works, notes, wanted):
                return {}
            reader = _Reader(works)
            pairs = [(note.passage, reader.read(note, found)) for note, found in zip(notes, titles, strict=True)]
    out: dict[int, list[Reading]] = defaultdict(list)
    for passage, readings in pairs:
        out[passage] += readings
    return out


def _by_short_forms(works: Works, notes: Sequence[Note], wanted: float) -> bool:
    """Tell whether notes name many works by nothing but their authors."""
    reader = _Reader(works)
    for note in notes:
        reader.read(note, [])
    return len(reader.latest) >= wanted


def _by_number(note: Note, labels: Labels) -> list[Reading]:
    """Return the callout that a note of numbers alone makes: `12, p. 3`."""
    body = note.text[note.start : note.end]
    first = note.start + len(body) - len(body.lstrip())
    last = note.start + len(body.rstrip(" ."))
    items = parse_items(note.text, first, last, labels) if first < last else ()
    if not items or not all(labels.all_of(n) for item in items for n in expand(item, labels)):
        return []
    return [Reading(first, last, tuple(_targets(items, labels)), ())]


def _targets(items: Sequence[Item], labels: Labels) -> Iterator[Target]:
    for item in items:
        for label in expand(item, labels):
            yield from (Target(r, label, "label", BY_TITLE) for r in labels.all_of(label))


class _Reader:
    """Reads notes in order; knows what the last one cited, what each note cites, and each author's last work."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._last: tuple[int, ...] = ()
        self._of_note: dict[str, tuple[int, ...]] = {}
        self.latest: dict[int, int] = {}  # when a work was cited last
        self._clock = 0

    def read(self, note: Note, found: Sequence[_Found]) -> list[Reading]:
        """Return the callouts of a note in which these works' titles were found."""
        words = [(m.start(), m.end()) for m in WORD.finditer(note.text, note.start, note.end)]
        places = [(f.start, words[f.last][1]) for f in found]
        readings: list[Reading] = []
        for start, end in _parts(note):
            mine = [n for n, (begin, _) in enumerate(places) if start <= begin < end]
            if mine:
                readings += [self._cite(*places[n], (found[n].reference,), BY_TITLE) for n in mine]
                continue
            for first, last in _sentences(note.text, start, end):
                reading = self._short(note.text, first, last)
                if reading is not None:
                    readings.append(reading)
        cited = tuple(t.reference for r in readings for t in r.targets if t.reference >= 0)
        if cited:
            self._of_note[note.number] = cited
        return readings

    def _cite(
        self, start: int, end: int, works: tuple[int, ...], confidence: float, dispute: Dispute | None = None
    ) -> Reading:
        for work in works:
            self._clock += 1
            self.latest[work] = self._clock
        if works:
            self._last = works
        by = "title" if confidence == BY_TITLE else "note"
        labels = [clean_label(self._works.references[w].label) for w in works]
        targets = tuple(Target(w, label, by, confidence) for w, label in zip(works, labels, strict=True)) or (
            Target(-1, "", "", NO_TARGET),
        )
        return Reading(start, end, targets, (dispute,) if dispute else ())

    def _short(self, text: str, start: int, end: int) -> Reading | None:
        """Read a segment that gives no title: *ibid.*, names with the number of another note, or names alone."""
        same = _SAME.match(text, start, end)
        if same:
            return self._cite(same.start("word"), same.end("word"), self._last[-1:], BY_NOTE)
        lead = _LEAD.match(text, start, end)
        begin = lead.end() if lead else start
        works, names_end = self._works.by_names(text, begin, end)
        other = _OTHER_NOTE.search(text, names_end, end)
        if other and not text[names_end : other.start()].strip(" ,.:;"):
            there = self._of_note.get(other[1] or other[2], ())
            mine = tuple(w for w in there if w in works) if works else there[:1]
            if mine or (works and there):
                return self._cite(begin, other.end(), mine[:1] or there[:1], BY_NOTE)
        if not works:
            return self._pointed_at(text, start, end)
        behind = _BEHIND_NAMES.match(text, names_end, end)
        rest = _REST.match(text, behind.end() if behind else names_end, end)
        if rest is None or rest.end() < end:
            return self._pointed_at(text, start, end)
        return self._named(begin, names_end, works)

    def _pointed_at(self, text: str, start: int, end: int) -> Reading | None:
        """Read names that a remark points at: `for another view compare Lee, who is older`."""
        for lead in _POINTS.finditer(text, start, end):
            works, names_end = self._works.by_names(text, lead.end(), end)
            if works and not text[names_end : names_end + 1].isalnum():
                return self._named(lead.end(), names_end, works)
        return None

    def _named(self, start: int, end: int, works: Sequence[int]) -> Reading | None:
        """Return the callout of names alone: the work of these authors that was cited last, or their only one."""
        cited = sorted((w for w in works if w in self.latest), key=lambda w: -self.latest[w])
        best = cited[0] if cited else works[0]
        dispute = None
        sure = len(works) == 1 or len(cited) == 1
        if not sure:
            others = ", ".join(self._works.references[w].key for w in works if w != best)
            dispute = Dispute(
                "callout-ambiguous",
                f"names in a note fit {self._works.references[best].key} and {others}",
                "the work that was cited last was taken; look at the page",
            )
        return self._cite(start, end, (best,), BY_NAME if sure else SHARED, dispute)


def _parts(note: Note) -> Iterator[tuple[int, int]]:
    """Yield the parts of a note that semicolons part."""
    start = note.start
    while start < note.end:
        end = note.text.find(";", start, note.end)
        end = end if end >= 0 else note.end
        yield start, end
        start = end + 1


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a part, each of which may cite a work in short."""
    for match in _SENTENCE_END.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end
