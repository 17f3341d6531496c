"""Tables drawn with letters: each character is five points wide, each line of the drawing fourteen points high.

A line of `-` is a rule as wide as its dashes (several runs of dashes are several rules); words in `*stars*` are bold,
in `/strokes/` italic; what stands behind `^` is raised.
"""

from __future__ import annotations

import re

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.frame import Frame
from surveyrefs.parse.embedded.pdf.page import Page, Rule, Word

WIDTH = 5.0
HEIGHT = 14.0
SIZE = 12.0
RAISED = 0.7  # of the size
_STYLES = {"*": BOLD, "/": ITALIC}


def words_of(drawing: str, left: float = 100.0, top: float = 100.0) -> tuple[list[Word], list[Rule]]:
    """Return the words and rules of a drawing. A rule takes no height of its own."""
    words: list[Word] = []
    rules: list[Rule] = []
    y = top
    for number, line in enumerate(line for line in drawing.strip("\n").split("\n")):
        if line.strip() and not line.strip("- "):
            rules += [
                Rule(left + m.start() * WIDTH, y + 1.5, left + m.end() * WIDTH, y + 1.5)
                for m in re.finditer("-+", line)
            ]
            y += 3
            continue
        for match in re.finditer(r"\S+", line):
            text, _, raised = match.group().partition("^")
            style = _STYLES.get(text[:1], 0) if len(text) > 1 and text[0] == text[-1] else 0
            x = left + match.start() * WIDTH
            for part, size, base in (
                (text.strip("*/") if style else text, SIZE, y + 10),
                (raised, SIZE * RAISED, y + 6),
            ):
                if part:
                    x1 = x + len(text if size == SIZE else part) * WIDTH * size / SIZE
                    glued = size < SIZE and bool(text)
                    y0 = base - 10 * size / SIZE
                    words.append(
                        Word(part, x, y0, x1, y0 + size, size, style, base, glued, 0, 0, number, len(words), "Times")
                    )
                    x = x1
        y += HEIGHT
    return words, rules


def page_of(words: list[Word], rules: list[Rule], fills: tuple[Box, ...] = (), paths: tuple[Box, ...] = ()) -> Page:
    """Return a page of letter size with these words and rules."""
    return Page(1, 612.0, 792.0, tuple(words), tuple(rules), fills, (), paths, ())


def frame_of(words: list[Word], rules: list[Rule], fills: tuple[Box, ...] = (), paths: tuple[Box, ...] = ()) -> Frame:
    """Return an upright frame of one column."""
    across = tuple(r for r in rules if r.x1 - r.x0 > r.y1 - r.y0)
    down = tuple(r for r in rules if r not in across)
    return Frame(1, 0, 612.0, 792.0, tuple(words), across, down, fills, (), paths, ((72.0, 540.0),))
