"""How a heading looks: the type of the words at a line's head, set against that of running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS
from surveyrefs.parse.embedded.layout.line import Layout
from surveyrefs.parse.embedded.pdf.page import Word

LARGER = 1.06  # of the body's size: type this much larger is seen as larger
SMALLER = 0.85


class Typeface(msgspec.Struct, frozen=True, gc=False):
    """The look of some words: size in half points, bold and italic, all capitals (or small capitals), font family."""

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
    return sum(c.isalpha() for c in text)


def face_of(words: Sequence[Word]) -> Typeface:
    """Return the typeface that most letters of the words share."""
    if len(words) == 1:
        w = words[0]
        return _word_face(w.text, w.size, w.style, w.font)
    sizes: Counter[float] = Counter()
    styles: Counter[int] = Counter()
    families: Counter[str] = Counter()
    text = ""
    for w in words:
        n = letters_in(w.text)
        if not n:
            continue
        sizes[round(w.size * 2) / 2] += n
        styles[w.style & (BOLD | ITALIC | SMALL_CAPS)] += n
        families[family(w.font)] += n
        text += w.text
    if not sizes:
        return Typeface(round(words[0].size * 2) / 2 if words else 0.0, 0, False, "")
    letters = [c for c in text if c.isalpha()]
    style = styles.most_common(1)[0][0]
    capitals = bool(style & SMALL_CAPS) or (len(letters) > 2 and all(c.isupper() for c in letters))
    # Small capitals made of two sizes count as the larger one.
    size = max(sizes) if capitals else sizes.most_common(1)[0][0]
    return Typeface(size, style & (BOLD | ITALIC), capitals, families.most_common(1)[0][0])


def _word_face(text: str, size: float, style: int, font: str) -> Typeface:
    letters = [c for c in text if c.isalpha()]
    size = round(size * 2) / 2
    if not letters:
        return Typeface(size, 0, False, "")
    capitals = bool(style & SMALL_CAPS) or (len(letters) > 2 and all(c.isupper() for c in letters))
    return Typeface(size, style & (BOLD | ITALIC), capitals, family(font))


class Body(msgspec.Struct, frozen=True, gc=False):
    """The type of running text."""

    size: float
    family: str
    leading: float

    def stands_out(self, face: Typeface) -> bool:
        """Tell whether a reader sees at once that this is not running text."""
        if face.size < SMALLER * self.size:
            return False
        if face.style or face.capitals or face.size > LARGER * self.size:
            return True
        return bool(face.family) and face.family != self.family


def body_of(layout: Layout) -> Body:
    """Return the type of running text."""
    families: Counter[str] = Counter()
    for page in layout.pages:
        for line in page.lines:
            if abs(line.size - layout.body_size) < 0.6:
                for w in line.words:
                    families[w.font] += len(w.text)
    common = families.most_common(1)
    return Body(layout.body_size, family(common[0][0]) if common else "", layout.leading)
