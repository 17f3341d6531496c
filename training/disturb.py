# ruff: noqa: RUF005
# Three parts in a row.
"""Disturb printed references as PDFs do, labels and fonts kept in step, and cut them into tokens."""

from __future__ import annotations

import random

from msgspec.structs import replace

from surveyrefs.model.document import Passage
from surveyrefs.references.tagging.tokens import Token, tokenise
from training.latin import with_set_words
from training.render import Run

_ACCENTS = dict(zip("aeiounscyzlAEO", "áéíöüñšçýžłÁÉÖ", strict=True))
_ACCENT_RATE = 0.05

Char = tuple[str, str, str]
_HEADS = (
    "12 Smith et al.",
    "Vol. 1, No. 1, Article 1. Publication date: January 2024.",
    "Preprint submitted to Elsevier",
    "Page 23 of 40",
    "834 835 836 837 838",
)
_BACK = (
    " {}, {}",
    " {}, {}, {}",
    " (cited on p. {})",
    " Cited on pages {} and {}.",
    " [Cited on page {}.]",
    " (cit. on pp. {}, {})",
)


def disturbed(
    runs: list[Run], rng: random.Random, fonts: bool, rate: float = 1.0, set_words: float = 0.0
) -> tuple[list[Token], list[str]]:
    """Give tokens and labels of a printed reference with the accidents of print and extraction.

    `set_words`: the share of titles that hold words in another type, a habit of the list's field.
    """
    chars: list[Char] = [(c, label, font) for text, label, font in runs for c in text]
    if rng.random() < set_words:
        chars = with_set_words(chars, rng)
    if rng.random() < 0.12 * rate:
        chars = _hyphenate(chars, rng)
    if rng.random() < 0.05 * rate:
        chars = _lose_blank(chars, rng)
    if rng.random() < 0.03 * rate:
        chars = _add_blank(chars, rng)
    if rng.random() < 0.01 * rate:
        blanks = [i for i, c in enumerate(chars) if c[0] == " "]
        if blanks:
            at = rng.choice(blanks)
            chars[at:at] = [(c, "O", "p") for c in " " + rng.choice(_HEADS)]
    if rng.random() < 0.015 * rate:
        back = rng.choice(_BACK)
        chars += [(c, "O", "p") for c in back.format(*(rng.randint(1, 40) for _ in range(back.count("{}"))))]
    if rng.random() < 0.15 * rate:
        chars = [
            (_ACCENTS.get(c, c) if label in ("author", "editor") and rng.random() < _ACCENT_RATE else c, label, font)
            for c, label, font in chars
        ]
    return _cut(chars, fonts)


def _cut(chars: list[Char], fonts: bool) -> tuple[list[Token], list[str]]:
    """Cut into tokens, each with the label of most of its letters; closing marks belong to no field."""
    text = "".join(c[0] for c in chars)
    tokens, labels = [], []
    for token in tokenise(Passage("note", text)):
        inside = [c[1] for c in chars[token.start : token.end]]
        label = max(set(inside), key=lambda m: (inside.count(m), m))
        if token.kind in ("doi", "arxiv", "url"):
            label = token.kind
        elif token.kind in ("isbn", "issn"):
            label = "isbn"
        elif token.kind in ("pmid", "pmcid", "pii"):
            label = "O"
        tokens.append(replace(token, font=chars[token.start][2] if fonts else ""))
        labels.append(label)
    for i in range(len(labels)):
        last = i + 1 == len(labels) or labels[i + 1] != labels[i]
        if tokens[i].kind == "p" and last and labels[i] != "O" and tokens[i].text in ".,;:":
            labels[i] = "O"
    return tokens, labels


def _hyphenate(chars: list[Char], rng: random.Random) -> list[Char]:
    places = [i for i in range(3, len(chars) - 3) if all(chars[j][0].isalpha() for j in range(i - 3, i + 3))]
    if places:
        at = rng.choice(places)
        chars = chars[:at] + [(c, *chars[at][1:]) for c in rng.choice(("- ", "-", "-", "- "))] + chars[at:]
    return chars


def _lose_blank(chars: list[Char], rng: random.Random) -> list[Char]:
    places = [i for i, c in enumerate(chars) if c[0] == " "]
    if places:
        at = rng.choice(places)
        chars = chars[:at] + chars[at + 1 :]
    return chars


def _add_blank(chars: list[Char], rng: random.Random) -> list[Char]:
    places = [i for i in range(1, len(chars)) if chars[i - 1][0] in "/.-–:_" and chars[i][0].isalnum()]
    if places:
        at = rng.choice(places)
        chars = chars[:at] + [(" ", *chars[at][1:])] + chars[at:]
    return chars
