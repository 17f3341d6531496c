"""The trained tagger: tokens in, labels and probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from surveyrefs.references.tagging.features import ListStyle, features
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.references.tagging.tongues import in_english

_MODEL, _WORDS = "fields.crfsuite", "words.txt"
# The one model reads Latin letters, the other references where most letters are others.
_OTHER_MODEL, _FIRST_OTHER, _MOST = "writings.crfsuite", "\u0370", 0.5
OUTSIDE = "O"


class Tagged(msgspec.Struct, frozen=True, gc=False):
    """A reference's tokens with a label each, and how sure the tagger is of each."""

    tokens: Sequence[Token]
    labels: Sequence[str]
    sure: Sequence[float]


@cache
def lexicon() -> dict[str, str]:
    """Words borne as given (g) or family (f) names, of journals' names (j), and what those are abbreviated to (a)."""
    text = resources.files("surveyrefs").joinpath("data", _WORDS).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


@cache
def countries() -> frozenset[str]:
    """Names of countries, as conferences give their places."""
    text = resources.files("surveyrefs").joinpath("data", "countries.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines())


@cache
def _tagger(name: str = _MODEL) -> Any:
    import pycrfsuite  # late: only this stage needs it

    tagger = pycrfsuite.Tagger()
    with resources.as_file(resources.files("surveyrefs").joinpath("data", name)) as path:
        tagger.open(str(path))
    return tagger


def load() -> None:
    """Load the model and the vocabularies, which tag() else does when it is first called."""
    _tagger()
    lexicon()


def in_other_writing(tokens: Sequence[Token]) -> bool:
    """Tell whether most letters of a reference are no Latin ones."""
    words = [t.text for t in tokens if t.kind == "w"]
    return sum(len(w) for w in words if w > _FIRST_OTHER) > sum(map(len, words)) * _MOST


def tag(tokens: Sequence[Token], style: ListStyle) -> Tagged:
    """Label the tokens of one reference."""
    if not tokens:
        return Tagged((), (), ())
    tagger = _tagger(_OTHER_MODEL if in_other_writing(tokens) else _MODEL)
    tagger.set(features(in_english(tokens), style, lexicon()))
    labels = tagger.tag()
    sure = [tagger.marginal(label, i) for i, label in enumerate(labels)]
    return Tagged(tokens, labels, sure)
