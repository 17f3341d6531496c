"""Cut a reference into tokens that know their place, font and quotes: what the tagger sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model.document import BOLD, ITALIC, Passage, Piece
from pipeline.text.identifiers import Identifier, find_identifiers

# A word may hold apostrophes and hyphens ("O'Reilly", "Boyd-Graber"); a number may end in letters ("2023a", "10th").
_TOKEN = re.compile(r"\d+[^\W\d_]*|[^\W\d_][\w]*(?:['’\-‐‑][^\W\d_][\w]*)*|_|[^\w\s]")
_OPEN_QUOTES = "“„«‟"
_CLOSE_QUOTES = "”»"
# Styles of a token as the features name them.
PLAIN, SLANTED, HEAVY = "p", "i", "b"


class Token(NamedTuple):
    """text[start:end] of the reference: a word, number, mark or whole identifier.

    `kind` is "w", "n", "p" or the kind of identifier; `spaced`: a blank stands before it; `font` is empty where
    unknown; `quoted`: it stands between quotation marks; `breaks`: a printed line begins with it.
    """

    text: str
    start: int
    end: int
    kind: str
    spaced: bool
    font: str = ""
    quoted: bool = False
    breaks: bool = False


def tokenise(passage: Passage, identifiers: Sequence[Identifier] | None = None) -> list[Token]:
    """Cut a passage into tokens; every identifier is one token."""
    text = passage.text
    if identifiers is None:
        identifiers = find_identifiers(text)
    tokens: list[Token] = []
    at = 0
    for identifier in identifiers:
        tokens += _words(text, at, identifier.start)
        tokens.append(Token(text[identifier.start : identifier.end], identifier.start, identifier.end, identifier.kind,
                            identifier.start > 0 and text[identifier.start - 1].isspace()))  # fmt: skip
        at = identifier.end
    tokens += _words(text, at, len(text))
    return _with_fonts(_with_quotes(tokens), passage.pieces)


def _words(text: str, start: int, end: int) -> list[Token]:
    out = []
    for match in _TOKEN.finditer(text, start, end):
        first = match[0][0]
        kind = "n" if first.isdigit() else "w" if first.isalpha() else "p"
        at = match.start()
        out.append(Token(match[0], at, match.end(), kind, at > 0 and text[at - 1].isspace()))
    return out


def _with_quotes(tokens: list[Token]) -> list[Token]:
    """Mark what stands between quotation marks; straight quotes open and close in turn."""
    out, depth, straight = [], 0, False
    doubled = [i for i, token in enumerate(tokens) if token.text == '"']
    ticks = {i for i, t in enumerate(tokens[:-1]) if t.text in "`'‘’" and tokens[i + 1].text == t.text and not tokens[i + 1].spaced}
    for i, token in enumerate(tokens):
        mark = token.text
        if mark in _CLOSE_QUOTES and depth or mark == '"' and straight or i in ticks and depth and mark in "'’":
            depth = 0
            straight = False
        out.append(token._replace(quoted=bool(depth or straight)))
        if mark in _OPEN_QUOTES or i in ticks and mark in "`‘":
            depth = 1
        elif mark == '"' and not straight and i != (doubled[-1] if len(doubled) % 2 else -1):
            straight = not (out[-1].quoted)
    return out if any(token.quoted for token in out) else tokens


def _with_fonts(tokens: list[Token], pieces: Sequence[Piece]) -> list[Token]:
    if not pieces:
        return tokens
    out, at = [], 0
    last_line = pieces[0].line
    for token in tokens:
        while at < len(pieces) - 1 and pieces[at].end <= token.start:
            at += 1
        piece = pieces[at]
        font = HEAVY if piece.style & BOLD else SLANTED if piece.style & ITALIC else PLAIN
        out.append(token._replace(font=font, breaks=piece.line != last_line))
        last_line = piece.line
    return out
