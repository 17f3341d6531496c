"""Names of journals of all fields of learning (facts), full and abbreviated, and the words in them."""

from __future__ import annotations

import collections
import html
import random
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_TITLE = re.compile(r"<title>([^<]{3,90})</title>")
# Styles that are no journal's: publishers, universities, guides.
_NO_JOURNAL = re.compile(
    r"universit|publish|press\b|style|guideline|institut|school|college|thesis|author-date|numeric|\(|association \d"
    r"|edition|department|fakult|facult|hochschule|library|default",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_ABBREVIATED = re.compile(r"([^\W\d_]{1,})\.")
# A word of that many journals' names tells of journals.
_MIN_JOURNALS = 3


def read_journals(styles: Path) -> list[str]:
    """Read the names of the journals for which the folder `styles` of CSL styles has one, in order."""
    found = set()
    for path in sorted((styles / "dependent").glob("*.csl")):
        match = _TITLE.search(path.read_text(encoding="utf-8"))
        name = html.unescape(match[1]).strip() if match else ""
        if name and not _NO_JOURNAL.search(name) and name[0].isupper():
            found.add(name)
    return sorted(found)


def abbreviator() -> Callable[[str], str]:
    """Give a function that abbreviates a journal's name by ISO 4."""
    from pyiso4.ltwa import Abbreviate  # only for training

    worker = Abbreviate.create()

    def short(name: str) -> str:
        try:
            return str(worker(name, remove_part=True))
        except IndexError:  # the package stumbles over some accents: such a name stays whole
            return name

    return short


def abbreviated(names: Sequence[str]) -> list[str]:
    """Give the abbreviations of those names that have one."""
    short = abbreviator()
    return [brief for name in names if (brief := short(name)) != name]


def some_without_stops(names: Sequence[str], rng: random.Random) -> list[str]:
    """Take the full stops of three in ten abbreviations away, as medical journals do."""
    return [name.replace(".", "") if rng.random() < 0.3 else name for name in names]


def journal_words(names: Iterable[str], abbreviations: Iterable[str]) -> dict[str, str]:
    """Give the lower-case words of journals' names (j) and those that names are abbreviated to (a)."""
    words: collections.Counter[str] = collections.Counter()
    short: collections.Counter[str] = collections.Counter()
    for name in names:
        words.update({w.lower() for w in _WORD.findall(name)})
    for name in abbreviations:
        short.update({w.lower() for w in _ABBREVIATED.findall(name)})
    out = {word: "j" for word, n in words.items() if n >= _MIN_JOURNALS}
    for word, n in short.items():
        if n >= _MIN_JOURNALS:
            out[word] = out.get(word, "") + "a"
    return out
