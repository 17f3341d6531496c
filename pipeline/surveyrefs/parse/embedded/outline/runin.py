"""Headings without number that are set in the line: bold, italic or small capitals at a paragraph's head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from surveyrefs.model.document import BOLD
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body, Typeface, face_of
from surveyrefs.parse.embedded.outline.blocks import WIDEST, is_quad
from surveyrefs.parse.embedded.outline.heading import Heading, clean, text_of
from surveyrefs.parse.embedded.pdf.page import Word

MAX_WORDS = 14
OFTEN = 3  # bold at a paragraph's head is a heading; italics and capitals are one only where they come so often
BODY_SIZE = 1.6  # points that a title in the line may differ from the body by
TINY = 4  # letters of a title beside its text, at least
WORDED = 0.8  # of its characters are letters
ITEM_MARK = re.compile(r"[•◦▪▫■□●○–—*∗·⋄▶►➢✓-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")  # of an item of a list
ABBREVIATIONS = ("e.g.", "i.e.", "cf.", "vs.", "etc.", "al.")


def find_run_ins(lines: Sequence[PrintedLine], headings: Sequence[Heading], body: Body) -> list[Heading]:
    """Return the run-in headings without number that stand among the lines of running text."""
    covered: set[int] = set()
    level = [0] * len(lines)
    current, listed = 0, False
    marks = {h.first: h for h in headings}
    for i in range(len(lines)):
        if i in marks:
            h = marks[i]
            current, listed = h.level, h.bibliography
            covered.update(range(h.first, h.last + 1))
        level[i] = -1 if listed or not current else current
    found: list[tuple[int, Typeface, int]] = []
    for i, line in enumerate(lines):
        if i in covered or level[i] < 1 or not _begins(lines, i):
            continue
        head = _head(line.words, body)
        if head is not None:
            found.append((i, *head))
    often = Counter(face for _, face, _ in found)
    kept = [(i, cut) for i, face, cut in found if face.style & BOLD or often[face] >= OFTEN]
    return [_heading(lines[i], i, cut, level[i] + 1, body) for i, cut in kept]


def _begins(lines: Sequence[PrintedLine], i: int) -> bool:
    """Tell whether line i begins a paragraph: by a gap, an indent, or a short line above; a heading is before it."""
    above, line = lines[i - 1], lines[i]
    if above.page != line.page or above.column != line.column:
        return True
    if line.baseline - above.baseline > 1.3 * 1.2 * line.size:
        return True
    return line.x0 - above.x0 > 0.7 * line.size or above.x1 < above.right - 1.5 * line.size


def _head(words: Sequence[Word], body: Body) -> tuple[Typeface, int] | None:
    """Return the typeface of a run-in title and how many words it has."""
    start = _mark(words)
    first = face_of(words[start : start + 1])
    if not first.family or not body.stands_out(first) or abs(first.size - body.size) > BODY_SIZE:
        return None
    if not (first.style or first.capitals):
        return None
    count = start
    for i in range(start, min(len(words), start + MAX_WORDS + 1)):
        face = face_of(words[i : i + 1])
        if face.family and (face.style != first.style or (first.capitals and not first.style and not face.capitals)):
            break
        if not face.family and i > start and not words[i].style & 3 and first.style:
            break
        count = i + 1
    if count - start > MAX_WORDS or count >= len(words):
        return None
    title = "".join(w.text if w.glued else " " + w.text for w in words[start:count]).strip()
    if not title[0].isalnum() or title.endswith(ABBREVIATIONS):
        return None
    after = words[count]
    closed = title[-1] in ".:?!—–" or after.text[0] in ".:—–"
    quad = bool(first.style) and is_quad(words, count, body)
    return (Typeface(body.size, first.style, first.capitals, first.family), count) if closed or quad else None


def _mark(words: Sequence[Word]) -> int:
    """Return how many words are the mark of a list's item before what may be its title: one or none."""
    return int(len(words) > 2 and bool(ITEM_MARK.fullmatch(words[0].text)) and not words[1].glued)


def _heading(line: PrintedLine, i: int, cut: int, level: int, body: Body) -> Heading:
    """Return the heading of a line's first words; one far from the words behind it stands beside its text, as a section
    in a margin or before a tab does."""
    text = text_of(line.words[_mark(line.words) : cut]).strip()
    return Heading(i, i, "", clean(text), level, not _stands_beside(line, text, cut, body), cut)


def _stands_beside(line: PrintedLine, text: str, cut: int, body: Body) -> bool:
    """Tell whether a title is far from the text behind it, which may be another column's; the sides of an equation and
    the label of a figure are far from each other, too."""
    behind = line.words[cut:]
    if behind[0].x0 - line.words[cut - 1].x1 <= WIDEST * line.size:
        return False
    letters = sum(c.isalpha() for c in text)
    worded = letters >= TINY and letters >= WORDED * sum(not c.isspace() for c in text)
    return worded and not body.stands_out(face_of(behind))
