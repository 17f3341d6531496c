"""Notes in the margin: small type beside the text, before columns and lines are made of the page's words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from surveyrefs.parse.embedded.layout.off_line import raised_before
from surveyrefs.parse.embedded.layout.text_columns import Segment, letters
from surveyrefs.parse.embedded.pdf.page import Word

BODY = 0.9  # of the body's size: words as large are text, and tell how far it reaches
SMALL = 0.85  # of the body's size: notes are no larger
TEXT = 0.5  # of a page's letters are of the body's size, else it is a page of tables or of a list
NARROW = 0.5  # of the text's width: what is wider beside it is a column
FLUSH = 1.5  # points: the lines of notes begin so near to one edge
ROWS = 0.34  # of the notes' lines that may go on small type within the text: more are rows of a table
BASELINE = 1.0  # points between two baselines of one row
HUNG = 0.7  # of the type size between a raised label and its line, at most: notes stand further off
LEAST = 2  # lines that begin at one edge make notes


def part_notes(segs: Sequence[Segment], size: float) -> tuple[list[Segment], list[Segment]]:
    """Return the page's segments without its notes in the margin, and the notes' own; `size`: the body's."""
    words = [w for s in segs for w in s]
    text = [w for w in words if w.size >= BODY * size]
    if len(text) == len(words) or not text or letters(text) < TEXT * sum([s.letters for s in segs]):
        return list(segs), []
    left, right = min([w.x0 for w in text]), max([w.x1 for w in text])
    taken = _notes([w for w in words if w.x0 > right], words, left, right, size)
    taken |= _notes([w for w in words if w.x1 < left], words, left, right, size)
    if not taken:
        return list(segs), []
    rest = [t for s in segs if (t := Segment(w for w in s if w.index not in taken))]
    return rest, [t for s in segs if (t := Segment(w for w in s if w.index in taken))]


def _hangs(label: Word, word: Word) -> bool:
    """Tell whether a raised number is the label of the line that goes on with a word."""
    near = word.glued or 0 <= word.x0 - label.x1 <= HUNG * word.size
    return near and label.text.isdigit() and raised_before(label, word)


def _notes(beside: Sequence[Word], words: Sequence[Word], left: float, right: float, size: float) -> set[int]:
    """Return the indexes of the words beside the text if these are notes.

    A raised label that hangs at a line of the text behind it is none.
    """
    mine = {w.index for w in beside}
    hung = {a.index for a, b in pairwise(words) if b.index not in mine and _hangs(a, b)} if beside else set()
    beside = [w for w in beside if w.index not in hung]
    if not beside or any(w.size > SMALL * size for w in beside):
        return set()
    edge = min(w.x0 for w in beside)
    if max(w.x1 for w in beside) - edge > NARROW * (right - left):
        return set()
    lines = {round(w.baseline) for w in beside}
    flush = {round(w.baseline) for w in beside if w.x0 - edge < FLUSH}
    inside = [w.baseline for w in words if left <= w.x0 and w.x1 <= right and w.size <= SMALL * size]
    rows = sum(any(abs(line - b) <= BASELINE for b in inside) for line in lines)
    if len(flush) < max(LEAST, len(lines) / 2) or rows > ROWS * len(lines):
        return set()
    return {w.index for w in beside}
