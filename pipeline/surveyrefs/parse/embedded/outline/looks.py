"""The look of a line, and whether it is one with another's."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.typeface import SAME_SIZE, Body, Typeface, face_of, letters_in
from surveyrefs.parse.embedded.pdf.page import Word

MIXED = 0.55  # of a line's letters share a look before the line has one
SMALL_WORD = 3  # letters: "of", "in", "the", "des", "com"
SMALLEST = 0.7  # of the body's size: display type is no smaller


def look_of(words: Sequence[Word]) -> tuple[Typeface, float]:
    """Return the look that most letters of a line have, and their share: a Greek letter or a species' name in italics
    is no other type."""
    face = face_of(words)
    if len({w.style for w in words}) == 1:
        return face, float(any(letters_in(w.text) for w in words))
    if face.style & BOLD:
        face = replace(face, style=face.style & ~ITALIC | _own_slope(words, face.style & ITALIC))
    telling = BOLD if face.style & BOLD else BOLD | ITALIC  # within bold type slope is emphasis
    letters = same = 0
    for w in words:
        n = letters_in(w.text)
        letters += n
        same += n if w.style & telling == face.style & telling else 0
    return face, same / max(letters, 1)


def _own_slope(words: Sequence[Word], usual: int) -> int:
    """Return the slope of a bold line of two slopes: that of its small words, which no name has (`Growth of *Rana
    temporaria*`), else the `usual` one of its letters."""
    small = {w.style & ITALIC for w in words if len(w.text) <= SMALL_WORD and w.text.isalpha() and w.text.islower()}
    return small.pop() if len(small) == 1 else usual


def stands_out(face: Typeface, body: Body) -> bool:
    """Tell whether a line is in other type than running text; a bold or foreign one may be smaller than that, too."""
    if body.stands_out(face):
        return True
    display = bool(face.style & BOLD) or face.capitals or (bool(face.family) and not body.has(face.family))
    return display and face.size >= SMALLEST * body.size


def alike(one: Typeface, other: Typeface) -> bool:
    """Tell whether two lines of a heading are in one type."""
    if one.capitals and other.capitals:  # capitals of two sizes make small capitals
        return one.style == other.style and abs(one.size - other.size) < 0.3 * max(one.size, other.size)
    return one.style == other.style and abs(one.size - other.size) < SAME_SIZE
