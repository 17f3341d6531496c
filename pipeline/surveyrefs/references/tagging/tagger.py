"""The trained tagger: tokens in, labels and probabilities out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from surveyrefs.references.tagging.features import ListStyle, features, with_habits
from surveyrefs.references.tagging.habits import NONE, Habits
from surveyrefs.references.tagging.tokens import Token

_MODEL, _WORDS = "fields.crfsuite", "words.txt"
OUTSIDE = "O"


class Tagged(NamedTuple):
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
def _tagger() -> Any:
    import pycrfsuite  # late: only this stage needs it

    tagger = pycrfsuite.Tagger()
    with resources.as_file(resources.files("surveyrefs").joinpath("data", _MODEL)) as path:
        tagger.open(str(path))
    return tagger


def tag(tokens: Sequence[Token], style: ListStyle, habits: Habits = NONE) -> Tagged:
    """Label the tokens of one reference, in the light of what its list does where that is known."""
    if not tokens:
        return Tagged((), (), ())
    tagger = _tagger()
    labels = _labels(tagger, tokens, style, habits)
    sure = [tagger.marginal(label, i) for i, label in enumerate(labels)]
    return Tagged(tokens, labels, sure)


def first_labels(tokens: Sequence[Token], style: ListStyle) -> Sequence[str]:
    """Label the tokens of one reference for the first time, before its list's habits are known."""
    return _labels(_tagger(), tokens, style, NONE) if tokens else ()


def _labels(tagger: Any, tokens: Sequence[Token], style: ListStyle, habits: Habits) -> list[str]:
    tagger.set(with_habits(features(tokens, style, lexicon()), tokens, habits))
    labels: list[str] = tagger.tag()
    return labels


def first_run(labels: Sequence[str], name: str) -> tuple[int, int]:
    """Return where the first run of a label begins and where it ends (behind its last token); it must be there."""
    first = last = labels.index(name)
    while last < len(labels) and labels[last] == name:
        last += 1
    return first, last
