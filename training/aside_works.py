# ruff: noqa: E501
# Forms of names read best in long lines.
"""Works in other writings: a record's numbers stay, its words become those of another language.

Names of people and towns are the Faker package's, titles and names of journals are put together from words.
"""

from __future__ import annotations

import hashlib
import importlib
import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from training.aside_words import TONGUES, Tongue
from training.records import Record

# Of names and words, so many parts of ten are drawn for training and the others to measure on.
TRAINING, MEASURE = range(8), range(8, 10)
_FEWEST = 12  # a language with fewer words of a kind shares them


class Words(NamedTuple):
    """What works in one language are made of."""

    tongue: Tongue
    families: Sequence[str]
    given: Sequence[str]
    middle: Sequence[str]
    towns: Sequence[str]
    topics: Sequence[str]
    others: Sequence[str]


def _tenth(word: str) -> int:
    return hashlib.sha256(word.encode()).digest()[0] % 10


def _part(words: Sequence[str], tenths: range) -> Sequence[str]:
    """Return the words of these tenths; all where few would be left."""
    found = [word for word in words if _tenth(word) in tenths]
    return found if len(found) >= _FEWEST else list(words)


def _faker(kind: str, locales: Sequence[str], *names: str) -> list[str]:
    """Return what Faker knows of a kind in these locales."""
    found: dict[str, None] = {}
    for locale in locales:
        try:
            provider = importlib.import_module(f"faker.providers.{kind}.{locale}").Provider
        except ImportError:
            continue
        for name in names:
            found.update(dict.fromkeys(str(v) for v in getattr(provider, name, ()) if not str(v).isascii()))
    return list(found)


@cache
def people(language: str) -> tuple[list[str], list[str]]:
    """Return the family names and given names of a language."""
    locales = TONGUES[language].faker
    return _faker("person", locales, "last_names"), _faker("person", locales, "first_names")


@cache
def words(language: str, tenths: range) -> Words:
    """Return the words of a language that are drawn for training, or to measure on."""
    tongue = TONGUES[language]
    families, given = people(language)
    middle = _faker("person", tongue.faker, "middle_names")
    towns = _faker("address", tongue.faker, "city_names", "cities", "countries", "districts")
    others = [] if language == "he" else _faker("lorem", tongue.faker, "word_list")  # Hebrew's are no words
    lists = (families, given, middle, towns or given, tongue.topics, [*others, *towns])
    return Words(tongue, *(_part(several, tenths) for several in lists))


def title(w: Words, rng: random.Random, longest: int = 11) -> str:
    """Make up a title: topics and other words, small words between."""
    out: list[str] = []
    for _ in range(rng.randint(2, longest)):
        if out and rng.random() < 0.35 and out[-1] not in w.tongue.small:
            out.append(rng.choice(w.tongue.small))
        else:
            out.append(rng.choice(w.others if w.others and rng.random() < 0.3 else w.topics))
    if out[-1] in w.tongue.small:
        out.append(rng.choice(w.topics))
    text = w.tongue.gap.join(out)
    return text[:1].upper() + text[1:]


def _whole_title(w: Words, rng: random.Random) -> str:
    chance = rng.random()
    if chance < 0.15:
        return f"{title(w, rng, 6)}{rng.choice((': ', ' - ', '. ', ' – '))}{title(w, rng, 6)}"
    if chance < 0.19:
        return f"{title(w, rng, 7)}?"
    if chance < 0.23:
        return f"{title(w, rng, 6)} {rng.randint(1945, 2024)}-{rng.randint(1950, 2025)}"
    if chance < 0.27:
        return f"{title(w, rng, 5)} “{title(w, rng, 3)}”"
    if chance < 0.31:
        return f"{title(w, rng, 4)} ({title(w, rng, 3)})"
    return title(w, rng)


def named(patterns: Sequence[str], w: Words, rng: random.Random) -> str:
    """Name a journal, publisher or school by one of the patterns."""
    text = rng.choice(patterns)
    while "{}" in text:
        text = text.replace("{}", title(w, rng, 2) if rng.random() < 0.25 else rng.choice(w.topics), 1)
    text = text.replace("{c}", rng.choice(w.towns))
    return text[:1].upper() + text[1:]


def person(w: Words, rng: random.Random, form: str) -> tuple[str, str]:
    """Give a person's given and family name; `form` is "full", "initials" (А. Б.) or "tick" (ד')."""
    family, given = rng.choice(w.families), rng.choice(w.given)
    if w.tongue.joined:
        return given, family
    if form == "full":
        return (f"{given} {rng.choice(w.middle)}" if w.middle and rng.random() < 0.4 else given), family
    mark = "'" if form == "tick" else "."
    letters = [given[0], rng.choice(w.given)[0]] if rng.random() < 0.4 else [given[0]]
    return " ".join(f"{letter}{mark}" for letter in letters), family


def in_tongue(record: Record, w: Words, rng: random.Random, form: str) -> Record:
    """Return the record with its words in another language."""
    fields, tongue = dict(record.fields), w.tongue
    for name, patterns in (
        ("journal", tongue.journals), ("booktitle", tongue.meetings if record.kind == "inproceedings" else tongue.books),
        ("publisher", tongue.publishers), ("organization", tongue.publishers), ("institution", tongue.schools),
        ("series", tongue.books), ("genre", tongue.theses),
    ):  # fmt: skip
        if fields.get(name):
            fields[name] = named(patterns, w, rng)
    if fields.get("address"):
        fields["address"] = rng.choice(w.towns)
    fields.pop("howpublished", None)
    if fields.get("number") and record.kind == "article" and not fields["number"].isdigit():
        fields["number"] = str(rng.randint(1, 12))
    if fields.get("volume") and not fields["volume"].isdigit():
        fields["volume"] = str(rng.randint(1, 80))
    if rng.random() < 0.7:
        fields.pop("doi", None)
    return replace(
        record,
        title=_whole_title(w, rng) if record.kind not in ("book", "web") or rng.random() < 0.3 else title(w, rng, 5),
        authors=tuple(person(w, rng, form) for _ in record.authors[: rng.choice((1, 2, 2, 3, 6))]),
        editors=tuple(person(w, rng, form) for _ in record.editors[:2]),
        organisation=named(tongue.schools, w, rng) if record.organisation else "",
        fields=fields,
    )
