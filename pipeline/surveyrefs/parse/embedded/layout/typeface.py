"""How a heading looks: the type of the words at a line's head, set against that of running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from surveyrefs.model.document import ACCENT, BOLD, ITALIC, SMALL_CAPS
from surveyrefs.parse.embedded.layout.line import Layout
from surveyrefs.parse.embedded.pdf.page import Word

LARGER = 1.06  # of the body's size: type this much larger is seen as larger
SMALLER = 0.85
SMALL_CAPITALS = (
    0.62,
    0.88,
)  # of the capitals' size: small ones drawn by making capitals smaller, none of a drop capital
SHOWN = BOLD | ITALIC | ACCENT  # what sets type apart
STANDS_IN = 0.1  # of the first font's letters: a font of another script that has so many is of the running text, too
SAME_SIZE = 0.6  # points between the sizes of one type: as MuPDF rounds them


class Typeface(msgspec.Struct, frozen=True, gc=False):
    """The look of some words: size in half points, bold and italic (and a colour or line of their own), all capitals
    (or small capitals), font family."""

    size: float
    style: int
    capitals: bool
    family: str


@lru_cache(maxsize=512)
def family(font: str) -> str:
    """Return the font's family: its name without weight, slope and size."""
    name = font.split("+")[-1]
    return re.sub(r"[-,].*|\d+$|(Regu|Ital|Medi|Bold|TB|TI|TZ|T|BX|TI|R|B|I)+\d*$", "", name) or name


@lru_cache(maxsize=1 << 16)
def letters_in(text: str) -> int:
    """Count the letters of a word; the same words come again and again."""
    return len(text) if text.isalpha() else sum(c.isalpha() for c in text)


def face_of(words: Sequence[Word]) -> Typeface:
    """Return the typeface that most letters of the words share."""
    first = words[0] if words else None
    if first is not None and _is_one_face(words, first):
        return _one_face("".join([w.text for w in words]), first)
    sizes: dict[float, int] = {}
    styles: dict[int, int] = {}
    families: dict[str, int] = {}
    text = "".join([w.text for w in words])
    for first, part in _runs(words):
        n = len(part) if part.isalpha() else sum(map(str.isalpha, part))
        if not n:
            continue
        size, style, name = round(first.size * 2) / 2, first.style & (SHOWN | SMALL_CAPS), family(first.font)
        sizes[size] = sizes.get(size, 0) + n
        styles[style] = styles.get(style, 0) + n
        families[name] = families.get(name, 0) + n
    if not sizes:
        return Typeface(round(words[0].size * 2) / 2 if words else 0.0, 0, False, "")
    style = _most(styles)
    capitals = bool(style & SMALL_CAPS) or in_capitals(text) or len(sizes) == 2 and _drawn_small(words)
    # Small capitals made of two sizes count as the larger one.
    size = max(sizes) if capitals else _most(sizes)
    return Typeface(size, style & SHOWN, capitals, _most(families))


def _drawn_small(words: Sequence[Word]) -> bool:
    """Tell whether words are small capitals that a browser drew: to be copied as small letters, but smaller than the
    capitals before them, all of them."""
    large = max([w.size for w in words if w.text[0].isupper()], default=0.0)
    small = [w for w in words if w.text[0].islower()]
    low, high = SMALL_CAPITALS
    alike = all(low * large < w.size < high * large and w.text.islower() for w in small)
    return alike and any(w.glued for w in small)


def _runs(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Yield the first of the words of one face that stand together, and their text."""
    first: Word | None = None
    texts: list[str] = []
    for w in words:
        if first is not None and w.size == first.size and w.style == first.style and w.font == first.font:
            texts.append(w.text)
            continue
        if first is not None:
            yield first, "".join(texts)
        first, texts = w, [w.text]
    if first is not None:
        yield first, "".join(texts)


_Key = TypeVar("_Key", float, int, str)


def _most(tally: dict[_Key, int]) -> _Key:
    """Return the key with the highest count, the first of several."""
    return max(tally, key=tally.__getitem__)


def _is_one_face(words: Sequence[Word], first: Word) -> bool:
    size, style, font = first.size, first.style, first.font
    for w in words:  # noqa: SIM110 -- innermost loop: thrice as quick as all()
        if w.size != size or w.style != style or w.font != font:
            return False
    return True


def _one_face(text: str, word: Word) -> Typeface:
    """Return the typeface of a text in the type of one word."""
    size = round(word.size * 2) / 2
    if not any(map(str.isalpha, text)):
        return Typeface(size, 0, False, "")
    capitals = bool(word.style & SMALL_CAPS) or in_capitals(text)
    return Typeface(size, word.style & SHOWN, capitals, family(word.font))


def in_capitals(text: str) -> bool:
    """Tell whether a text of three letters or more has capitals only."""
    if text.isascii() and not text.isupper():
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


class Body(msgspec.Struct, frozen=True, gc=False):
    """The type of running text; `others` are families that stand in where the first has no letters of a script."""

    size: float
    family: str
    leading: float
    others: frozenset[str] = frozenset()

    def has(self, family: str) -> bool:
        """Tell whether running text is set in a family."""
        return family == self.family or family in self.others

    def stands_out(self, face: Typeface) -> bool:
        """Tell whether a reader sees at once that this is not running text."""
        if face.size < SMALLER * self.size:
            return False
        if face.style or face.capitals or face.size > LARGER * self.size:
            return True
        return bool(face.family) and not self.has(face.family)


def body_of(layout: Layout) -> Body:
    """Return the type of running text."""
    letters: Counter[str] = Counter()
    foreign: Counter[str] = Counter()  # those of words with letters that are not ASCII
    for page in layout.pages:
        for line in page.lines:
            if abs(line.size - layout.body_size) < SAME_SIZE:
                font, count = line.words[0].font, 0  # words of one font stand together
                for w in line.words:
                    if w.font != font:
                        letters[font] += count
                        font, count = w.font, 0
                    count += len(w.text)
                    if not w.text.isascii():
                        foreign[font] += len(w.text)
                letters[font] += count
    if not letters:
        return Body(layout.body_size, "", layout.leading)
    first = max(letters, key=letters.__getitem__)
    eastern = 2 * foreign[first] > letters[first]
    others = {
        family(font)
        for font, n in letters.items()
        if n >= STANDS_IN * letters[first] and (2 * foreign[font] > n) != eastern
    }
    return Body(layout.body_size, family(first), layout.leading, frozenset(others))
