"""Rows of text → one text, the places and links of every part moved along."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.document import Line, Passage, PassageKind, Piece, TextLink
from surveyrefs.text.dehyphenate import Vocabulary, joint


def join_lines(kind: PassageKind, lines: Sequence[Line], words: Vocabulary) -> Passage:
    """Join printed lines into a passage, hyphens at line ends undone."""
    text = ""
    pieces: list[Piece] = []
    links: list[TextLink] = []
    for line in lines:
        text, pieces = append_row(text, pieces, line.text, list(line.pieces), links, list(line.links), words)
    return Passage(kind, text, tuple(pieces), tuple(merge_links(links)))


def cut(passage: Passage, start: int, end: int) -> Passage:
    """Return text[start:end] of a passage as a passage."""
    pieces = tuple(
        Piece(max(p.start - start, 0), min(p.end, end) - start, p.page, p.x0, p.y0, p.x1, p.y1, p.size, p.style, p.line)
        for p in passage.pieces
        if p.end > start and p.start < end
    )
    links = tuple(
        TextLink(max(k.start - start, 0), min(k.end, end) - start, k.name, k.page, k.x, k.y, k.uri, k.annotation)
        for k in passage.links
        if k.end > start and k.start < end
    )
    return Passage(passage.kind, passage.text[start:end], pieces, links, passage.section)


def append_row(
    text: str, pieces: list[Piece], fresh: str, mine: list[Piece], links: list[TextLink], over: list[TextLink],
    words: Vocabulary,
) -> tuple[str, list[Piece]]:  # fmt: skip
    """Put a row behind the text so far, undoing a hyphen at the line's end."""
    dropped, between = joint(text, fresh, words)
    if dropped:
        text = text[:-dropped]
        last = pieces[-1]
        pieces = pieces[:-1]
        if len(text) > last.start:
            pieces.append(
                Piece(
                    last.start, len(text), last.page, last.x0, last.y0, last.x1, last.y1, last.size, last.style,
                    last.line,
                )
            )  # fmt: skip
        links[:] = [
            TextLink(k.start, min(k.end, len(text)), k.name, k.page, k.x, k.y, k.uri, k.annotation) for k in links
        ]
    offset = len(text) + len(between)
    pieces += [
        Piece(p.start + offset, p.end + offset, p.page, p.x0, p.y0, p.x1, p.y1, p.size, p.style, p.line) for p in mine
    ]
    links += [TextLink(k.start + offset, k.end + offset, k.name, k.page, k.x, k.y, k.uri, k.annotation) for k in over]
    return text + between + fresh, pieces


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
