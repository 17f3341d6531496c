"""Headings that say where a survey stands and nothing of its subject: *Introduction*, *Open problems and outlook*."""

from __future__ import annotations

from functools import cache

from surveyrefs.categorise.words import Generic, generic_words
from surveyrefs.text.similarity import fold


@cache
def is_generic(title: str) -> bool:
    """Tell whether a heading is generic in some language: all its words are, numbers aside."""
    words = [word for word in fold(title).split() if not word.isdecimal()]
    return bool(words) and any(_generic_in(language, words) for language in generic_words())


def _generic_in(language: Generic, words: list[str]) -> bool:
    if " ".join(words) in language.titles or "".join(words) in language.titles:
        return True
    said = [word for word in words if word not in language.fillers]
    return bool(said) and all(word in language.words for word in said)
