"""The printed line: measured once, however many steps ask; and the layout of pages, which is made of lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from surveyrefs.model.box import Box, Rectangle
from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.pdf.page import Word

ONE_PART = 1.0  # em: blanks wider than this part the cells of a printed line
FAKED = 0.68  # of a line's largest type: capitals that are no smaller are faked small capitals; raised ones are smaller
MARGIN_COLUMN = -2  # PrintedLine.column of notes in the margin
_UNIT_REST = re.compile(r"^[\[(\d]")
T = TypeVar("T")


class Measured(Generic[T]):
    """What is measured when first asked for, and kept. Python 3.11's own cached_property takes a lock for it, which in
    the tens of thousands of lines of a survey costs more than most measures."""

    def __init__(self, measure: Callable[[Any], T]) -> None:
        self._measure = measure
        self.__doc__ = measure.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, thing: Any, owner: type | None = None) -> T:
        """Measure; a value that is kept is found before this is asked."""
        value = thing.__dict__[self._name] = self._measure(thing)
        return value


def text_of(words: Sequence[Word]) -> str:
    """Return words as printed, blanks between those that are not glued."""
    if not words:
        return ""
    first = words[0].text
    return first + "".join([w.text if w.glued else " " + w.text for w in words[1:]])


def is_one_type(words: Sequence[Word]) -> bool:
    """Tell whether words have one size and one baseline, as those of most lines have."""
    size, baseline = words[0].size, words[0].baseline
    for w in words:  # noqa: SIM110 -- thrice as quick as all(), in the innermost loop of the layout
        if w.size != size or w.baseline != baseline:
            return False
    return True


def main_word(words: Sequence[Word]) -> Word:
    """Return the word that stands for a line's type: the first of the size and baseline of most letters."""
    if is_one_type(words):
        return words[0]
    sizes: dict[tuple[float, float], int] = {}
    first: dict[tuple[float, float], Word] = {}
    for w in words:
        kind = w.size, w.baseline
        if kind in sizes:
            sizes[kind] += len(w.text)
        else:
            sizes[kind], first[kind] = len(w.text), w
    return first[max(sizes.items(), key=lambda item: (item[1], item[0][0]))[0]]


def chunks(row: Sequence[Word], gap: float) -> list[list[Word]]:
    """Cut a printed row where blanks are wider than `gap` (in times the type size)."""
    found: list[list[Word]] = []
    chunk: list[Word] = []
    reach = 0.0
    for word in row:
        x1 = word.x1
        if chunk and (word.glued or word.x0 - reach <= gap * word.size):
            chunk.append(word)
            if x1 > reach:  # noqa: PLR1730 -- asked of every word for every table and caption
                reach = x1
        else:
            chunk = [word]
            found.append(chunk)
            reach = x1
    return found


class Line(Rectangle, frozen=True, dict=True, eq=False, gc=True):
    """The words of one printed line from left to right, raised and lowered type included; in a frame's coordinates."""

    words: tuple[Word, ...]

    @Measured
    def box(self) -> Box:
        """The box around its words, in points."""
        return Box.around(self.words)

    @Measured
    def x0(self) -> float:
        """Its left edge."""
        return self.box.x0

    @Measured
    def y0(self) -> float:
        """Its upper edge."""
        return self.box.y0

    @Measured
    def x1(self) -> float:
        """Its right edge."""
        return self.box.x1

    @Measured
    def y1(self) -> float:
        """Its lower edge."""
        return self.box.y1

    @Measured
    def text(self) -> str:
        """The words as printed, blanks between those that are not glued."""
        return text_of(self.words)

    @Measured
    def main(self) -> Word:
        """The word that stands for its type: see main_word()."""
        return main_word(self.words)

    @property
    def first(self) -> Word:
        """Its leftmost word."""
        return self.words[0]

    @Measured
    def size(self) -> float:
        """The type size of most of its letters, in points."""
        return self.main.size

    @property
    def largest(self) -> float:
        """Its largest type size, in points: that of the capitals where small capitals are faked with two sizes."""
        return max(w.size for w in self.words)

    @Measured
    def set_size(self) -> float:
        """The type size it is set in, in points: that of most of its letters, of the capitals where small capitals
        are faked."""
        faked = self.main.text.isupper() and self.size >= FAKED * self.largest
        return self.largest if faked else self.size

    @Measured
    def baseline(self) -> float:
        """The height of its baseline: that of most of its letters."""
        return self.main.baseline

    @Measured
    def style(self) -> int:
        """The bits of style that all its words have."""
        style = ~0
        for word in self.words:
            style &= word.style
        return style

    @property
    def look(self) -> int:
        """Whether all of it is bold, and whether all of it is italic, as bits of style."""
        return self.style & (BOLD | ITALIC)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.style & BOLD)

    @Measured
    def lead(self) -> float:
        """The width, in points, of what cannot be parted at its beginning: its first word, with a callout behind it."""
        reach = self.words[0].x1
        for i, word in enumerate(self.words[1:]):
            if not (word.glued or (i == 0 and _UNIT_REST.match(word.text))):
                break
            reach = word.x1
        return reach - self.words[0].x0

    @Measured
    def _cut(self) -> dict[float, tuple[Line, ...]]:
        return {}

    def parts(self, gap: float) -> tuple[Line, ...]:
        """Cut it where blanks are wider than `gap`, in times the type size."""
        known = self._cut.get(gap)
        if known is None:
            cut = chunks(self.words, gap)
            known = self._cut[gap] = (self,) if len(cut) == 1 else tuple(Line(tuple(part)) for part in cut)
        return known

    @property
    def has_parts(self) -> bool:
        """Whether blanks part it into several cells."""
        return len(self.parts(ONE_PART)) > 1

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)


class PrintedLine(Line, frozen=True, dict=True, eq=True, gc=True):
    """A line of running text within its column.

    `column` counts from 0 in reading order, -1 for a line across all columns, -2 for a note in the margin. `left`,
    `right`: the edges of its column. `number` counts the document's lines.
    """

    page: int
    column: int
    left: float
    right: float
    number: int

    def numbered(self, number: int) -> PrintedLine:
        """Return it with another number, and with what was measured of its words."""
        line = PrintedLine(self.words, self.page, self.column, self.left, self.right, number)
        line.__dict__.update(self.__dict__)
        line.__dict__.pop("_cut", None)
        return line


class PageLayout(msgspec.Struct, frozen=True, gc=False):
    """How a page is set: `columns` are (left, right) edges from left to right; `furniture` are the indexes of words in
    running heads, feet, line numbers and margin stamps; `lines` are all other horizontal lines in reading order."""

    number: int
    columns: tuple[tuple[float, float], ...]
    furniture: frozenset[int]
    lines: tuple[PrintedLine, ...]


class Layout(msgspec.Struct, frozen=True, gc=False):
    """The document's layout; `body_size` is the type size of running text, `leading` its line distance, in points."""

    pages: tuple[PageLayout, ...]
    body_size: float
    leading: float
