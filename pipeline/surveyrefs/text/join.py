"""Rows of text → one text, the places and links of every part moved along."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.document import Line, Passage, PassageKind, Piece, TextLink
from surveyrefs.text.dehyphenate import Vocabulary, joint


class Joined:
    """Rows of text put behind each other, hyphens at line ends undone.

    What is asked of the text so far is its last word only: a paragraph of a thousand lines takes a thousand steps.
    """

    def __init__(self, words: Vocabulary) -> None:
        """Begin with no text; `words` are the evidence for hyphens."""
        self._words = words
        self._parts: list[str] = []
        self._length = 0
        self._end = ""  # the last word with the blank before it
        self._pieces: list[Piece] = []
        self._links: list[TextLink] = []
        self._fresh_links = 0  # where the links of the last row begin

    def add(self, row: str, pieces: Sequence[Piece], links: Sequence[TextLink]) -> None:
        """Put a row behind the text so far; offsets of its pieces and links are those in the row."""
        offset = self.begin(row)
        self.lay(
            [
                Piece(p.start + offset, p.end + offset, p.page, p.x0, p.y0, p.x1, p.y1, p.size, p.style, p.line)
                for p in pieces
            ],
            [TextLink(k.start + offset, k.end + offset, k.name, k.page, k.x, k.y, k.uri, k.annotation) for k in links],
        )

    def begin(self, row: str) -> int:
        """Put a row's text behind the text so far, and return the offset at which it begins."""
        dropped, between = joint(self._end, row, self._words)
        if dropped:
            self._drop_hyphen()
        offset = self._length + len(between)
        if row:
            self._fresh_links = len(self._links)
        self._parts += (between, row)
        self._length = offset + len(row)
        self._end = _last_word(self._end + between + row)
        return offset

    def lay(self, pieces: Sequence[Piece], links: Sequence[TextLink]) -> None:
        """Lay pieces and links over the row that was begun; their offsets are those in the whole text."""
        self._pieces += pieces
        self._links += links

    def _drop_hyphen(self) -> None:
        """Take the last character away, and what lies over it."""
        at = next(i for i in range(len(self._parts) - 1, -1, -1) if self._parts[i])
        self._parts[at] = self._parts[at][:-1]
        self._end = self._end[:-1]
        self._length = end = self._length - 1
        p = self._pieces.pop()
        if end > p.start:
            self._pieces.append(Piece(p.start, end, p.page, p.x0, p.y0, p.x1, p.y1, p.size, p.style, p.line))
        for i in range(self._fresh_links, len(self._links)):
            k = self._links[i]
            if k.end > end:
                self._links[i] = TextLink(k.start, end, k.name, k.page, k.x, k.y, k.uri, k.annotation)

    def passage(self, kind: PassageKind, section: int = -1) -> Passage:
        """Return all of it."""
        return Passage(kind, "".join(self._parts), tuple(self._pieces), tuple(merge_links(self._links)), section)


def _last_word(text: str) -> str:
    """Return the last word of a text, with one blank before it and all that follow."""
    printed = text.rstrip()
    if not printed:
        return text
    return text[max(0, len(printed) - len(printed.rsplit(None, 1)[-1]) - 1) :]


def join_lines(kind: PassageKind, lines: Sequence[Line], words: Vocabulary) -> Passage:
    """Join printed lines into a passage, hyphens at line ends undone."""
    joined = Joined(words)
    for line in lines:
        joined.add(line.text, line.pieces, line.links)
    return joined.passage(kind)


def cut(passage: Passage, start: int, end: int) -> Passage:
    """Return text[start:end] of a passage as a passage."""
    pieces, links = passage.pieces, passage.links
    whole = start <= 0 and end >= len(passage.text)
    if whole and all(0 <= p.start < p.end <= end for p in pieces) and all(0 <= k.start < k.end <= end for k in links):
        return passage
    pieces = tuple(
        Piece(max(p.start - start, 0), min(p.end, end) - start, p.page, p.x0, p.y0, p.x1, p.y1, p.size, p.style, p.line)
        for p in pieces
        if p.end > start and p.start < end
    )
    links = tuple(
        TextLink(max(k.start - start, 0), min(k.end, end) - start, k.name, k.page, k.x, k.y, k.uri, k.annotation)
        for k in links
        if k.end > start and k.start < end
    )
    return Passage(passage.kind, passage.text[start:end], pieces, links, passage.section)


def merge_links(links: list[TextLink]) -> list[TextLink]:
    """Join the parts that one annotation has in neighbouring words."""
    merged: list[TextLink] = []
    by_annotation: dict[int, int] = {}
    for k in links:
        at = by_annotation.get(k.annotation)
        if at is None:
            by_annotation[k.annotation] = len(merged)
            merged.append(k)
        else:
            m = merged[at]
            merged[at] = TextLink(
                min(m.start, k.start), max(m.end, k.end), m.name, m.page, m.x, m.y, m.uri, m.annotation
            )  # fmt: skip
    return sorted(merged, key=lambda k: (k.start, k.end, k.annotation))
