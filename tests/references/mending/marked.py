"""References written with their labels: `<author>A. Lee<O>. <title>On *graphs*`; `*…*` is in italics."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from surveyrefs.model.document import Passage
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import PLAIN, SLANTED, Token, tokenise
from surveyrefs.text.identifiers import find_identifiers


def read(marked: str) -> tuple[list[Token], list[str]]:
    """Read a marked string: tokens and labels; types are known where something is in italics."""
    text, borders = "", []
    turns: list[int] = []
    for piece in marked.split("<"):
        label, _, words = piece.rpartition(">")
        borders.append((len(text), label or OUTSIDE))
        for i, part in enumerate(words.split("*")):
            if i:
                turns.append(len(text))
            text += part
    tokens = tokenise(Passage("paragraph", text, ()), find_identifiers(text))
    if turns:
        tokens = [replace(t, font=SLANTED if sum(at <= t.start for at in turns) % 2 else PLAIN) for t in tokens]
    return tokens, [next(label for at, label in reversed(borders) if at <= t.start) for t in tokens]


def words(marked: str, labels: Sequence[str], label: str) -> str:
    """Return the tokens of a label."""
    return " ".join(t.text for t, found in zip(read(marked)[0], labels, strict=True) if found == label)
