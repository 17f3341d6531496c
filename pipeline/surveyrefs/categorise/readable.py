"""Headings and captions that the page prints in capitals, in the case that a person would write."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from surveyrefs.categorise.words import small_words
from surveyrefs.model.document import Document, Section
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.similarity import fold

MOSTLY_CAPITALS = 0.8  # of the letters: `LLMs IN ROBOTICS` is in capitals, `DL + Horn clauses` is not
MIN_LETTERS = 4  # fewer are an acronym or a symbol
LONGEST_ACRONYM = 5  # characters of a title that may be one, where the text does not have it in lower case
UNKNOWN = 3  # letters of a word that the text does not have: SAT rather than Sat
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]+-) ([^\W\d_]+)")
_JOINING = frozenset("and or to und oder bis et ou y o e bzw".split())  # `Inter- and intra-centre` is whole
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[IVX]+|[A-Z](?:\.\d+)*)[.):]?\s+")
_AFTER = ":.?!–—"  # a word after one of these begins a title again
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûаеиоуыэюя")


class Readable:
    """Gives titles their case: the bookmark's, else the forms that the words have in the running text."""

    def __init__(self, document: Document) -> None:
        """Note where the running text is; it is read only if a title is in capitals."""
        self._document = document
        self._titles: dict[str, str] = {}
        self._forms: Mapping[str, Counter[str]] | None = None
        self._small: frozenset[str] = frozenset()
        self._keeps_nouns = False
        self._vocabulary: Vocabulary | None = None

    def section(self, section: Section) -> str:
        """Return a heading in readable case."""
        named = _NUMBER.sub("", section.bookmark) if section.bookmark else ""
        if named and not in_capitals(named) and fold(named) == fold(section.title):
            return named
        return self.title(section.title)

    def title(self, text: str) -> str:
        """Return a title in readable case, as it is where it is not in capitals; hyphens of line ends undone."""
        if text not in self._titles:
            mended = _BROKEN.sub(self._mended, text)
            self._titles[text] = self._cased(mended) if in_capitals(mended) else mended
        return self._titles[text]

    def _cased(self, text: str) -> str:
        self._read()
        out: list[str] = []
        at = 0
        alone = len(text) <= LONGEST_ACRONYM
        for found in _WORD.finditer(text):
            between = text[at : found.start()]
            first = not out or any(c in _AFTER for c in between)
            out += [between, self._word(found[0], first, alone)]
            at = found.end()
        return "".join([*out, text[at:]])

    def _word(self, word: str, first: bool, alone: bool) -> str:
        lower = word.lower()
        if lower in self._small and not first:
            return lower
        forms = self._forms.get(lower) if self._forms else None
        usual = forms.most_common(1)[0][0] if forms else ""
        if usual and usual not in (lower, word.capitalize()):
            return usual  # an acronym or a name: BERT, NeRF
        if not usual and len(word) > 1 and (alone or len(word) <= UNKNOWN or not _VOWELS & set(lower)):
            return word  # nothing tells that it is not an acronym
        if self._keeps_nouns and usual == lower and not first:
            return lower
        return word.capitalize() if len(word) > 1 or first else word

    def _read(self) -> None:
        if self._forms is not None:
            return
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for text in _running_text(self._document):
            if not text.isupper():
                for word in _WORD.findall(text):
                    forms[word.lower()][word] += 1
        self._forms = forms
        counts = {
            language: sum(forms[word].total() for word in words if word in forms)
            for language, words in small_words().items()
        }
        language = max(counts, key=lambda name: counts[name]) if any(counts.values()) else "english"
        self._small = small_words()[language]
        self._keeps_nouns = language == "german"

    def _mended(self, found: re.Match[str]) -> str:
        if found[2].lower() in _JOINING:
            return found[0]
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(_running_text(self._document))
        if self._vocabulary.count((found[1][:-1] + found[2]).lower()):
            return found[1][:-1] + found[2]
        hyphened = self._vocabulary.count(f"{found[1]}{found[2]}".lower())
        return found[1] + found[2] if hyphened else found[0]


def _running_text(document: Document) -> Iterable[str]:
    return (p.text for p in document.passages if p.kind in ("paragraph", "abstract", "footnote"))


def in_capitals(text: str) -> bool:
    """Tell whether a title is set in capitals."""
    upper = sum(map(str.isupper, text))
    return upper >= MIN_LETTERS and upper >= MOSTLY_CAPITALS * (upper + sum(map(str.islower, text)))
