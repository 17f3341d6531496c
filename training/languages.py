"""Print a list's fixed words in another language, as German, French, Spanish and other styles do."""

from __future__ import annotations

import random
import re

Run = tuple[str, str, str]  # text, label, font

# What stands for: and, In, pages, volume, number, editors, editor, "edited by", edition word.
_WORDS: dict[str, dict[str, str]] = {
    "de": {
        "and": "und", "in": "In", "pp": "S.", "p": "S.", "pages": "S.", "vol": "Bd.", "volume": "Band", "no": "Nr.",
        "number": "Heft", "eds": "Hrsg.", "ed": "Hrsg.", "editors": "Hrsg.", "editor": "Hrsg.",
        "edited by": "hrsg. von", "available": "Verfügbar unter", "accessed": "abgerufen am",
    },
    "fr": {
        "and": "et", "in": "Dans", "pp": "p.", "pages": "p.", "vol": "vol.", "volume": "vol.", "no": "n°",
        "number": "n°", "eds": "éds.", "ed": "éd.", "editors": "éds.", "editor": "éd.", "edited by": "sous la dir. de",
        "accessed": "consulté le",
    },
    "es": {"and": "y", "in": "En", "vol": "vol.", "no": "núm.", "eds": "eds.", "pages": "págs."},
    "pt": {"and": "e", "in": "In", "vol": "v.", "volume": "v.", "no": "n.", "number": "n.", "pp": "p.", "pages": "p."},
    "it": {"and": "e", "in": "in", "eds": "a cura di", "pp": "pp.", "vol": "vol."},
    "nl": {"and": "en", "eds": "red.", "pp": "p.", "pages": "p.", "no": "nr."},
    "sv": {"and": "och", "in": "I", "eds": "red.", "pages": "s.", "pp": "s."},
    "pl": {"and": "i", "in": "W", "pages": "s.", "pp": "s.", "eds": "red."},
    "ru": {"and": "и", "in": "В", "pages": "с.", "pp": "С.", "vol": "Т.", "no": "№"},
}  # fmt: skip
# How many lists are in another language.
_FOREIGN = 0.07
_FIXED = re.compile(
    r"\b(edited by|editors?|eds?\b\.?|pages?|pp?\b\.?|volume|vol\b\.?|number|no\b\.?|in|available|accessed|and)"
    r"(?=\W|$)",
    re.IGNORECASE,
)
_AND = re.compile(r"\band\b|&")


def drawn_words(rng: random.Random) -> dict[str, str]:
    """Draw a list's language: its words for the English ones, none for most lists."""
    return _WORDS[rng.choice(sorted(_WORDS))] if rng.random() < _FOREIGN else {}


def in_language(runs: list[Run], words: dict[str, str]) -> list[Run]:
    """Print the fixed words of a reference in another language; values stay."""
    if not words:
        return runs
    return [(_translated(text, label, words), label, font) for text, label, font in runs]


def _translated(text: str, label: str, words: dict[str, str]) -> str:
    if label in ("author", "editor"):
        return _AND.sub(words["and"], text)
    if label != "O":
        return text

    def word(match: re.Match[str]) -> str:
        found = match[0]
        said = words.get(found.lower().rstrip("."), "")
        if not said:
            return found
        return said if not found.endswith(".") or said.endswith((".", "°")) else said + "."

    return _FIXED.sub(word, text)
