"""The vocabularies of data/ that tell generic headings, kinds of tables and small words of titles."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from surveyrefs.text.similarity import fold


class Generic(msgspec.Struct, frozen=True, gc=False):
    """The generic headings of a language: words that make one, words that may stand beside them, whole headings."""

    words: frozenset[str]
    fillers: frozenset[str]
    titles: frozenset[str]


@cache
def _file(name: str) -> dict[str, Any]:
    text = resources.files("surveyrefs").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def generic_words() -> tuple[Generic, ...]:
    """Return the vocabulary of generic headings, a language each."""
    return tuple(
        Generic(
            frozenset(language.get("words", "").split()),
            frozenset(language.get("fillers", "").split()),
            frozenset(fold(title) for title in _listed(language.get("titles", ()))),
        )
        for language in _file("generic_sections").values()
    )


@cache
def table_words(part: str, kind: str) -> frozenset[str]:
    """Return the words and phrases, folded, by which a `head` or `caption` tells a kind of table."""
    return frozenset(fold(phrase) for phrase in shlex.split(_file("table_words")[part][kind]))


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Return, by language, the words that titles leave in lower case."""
    return {language: frozenset(words.split()) for language, words in _file("title_words")["small"].items()}


@cache
def caption_lead() -> re.Pattern[str]:
    """Return what finds the words before a caption's subject: `Summary of the`."""
    return _any_of("lead", "^(?:{})")


@cache
def caption_tail() -> re.Pattern[str]:
    """Return what finds the words after a caption's subject: `surveyed in this work`."""
    return _any_of("tail", "(?:{})")


def _any_of(part: str, form: str) -> re.Pattern[str]:
    patterns = [pattern for language in _file("title_words")[part].values() for pattern in language]
    return re.compile(form.format("|".join(patterns)), re.IGNORECASE)


def _listed(titles: str | list[str]) -> list[str]:
    return titles.split() if isinstance(titles, str) else list(titles)


def says(text: str, phrases: frozenset[str]) -> bool:
    """Tell whether a folded text has one of the phrases, whole words only."""
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)
