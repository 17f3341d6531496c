"""What a reference says, folded once so that thousands of pairs can be compared cheaply."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from surveyrefs.model.reference import Reference
from surveyrefs.text.similarity import fold

# Roman numerals that tell parts of one work apart ("Part II"); I alone is more often a word or an initial.
ROMAN = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix"})
# Places where preprints lie, as references name them.
_ARCHIVE = re.compile(
    r"\b(?:arxiv|corr|(?:bio|med|chem|psy|eng)r?xiv|ssrn|preprints?|e-?prints?|techrxiv|hal)\b", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Features:
    """A reference folded: `*_key` without blanks or punctuation, so that a lost hyphen makes no difference."""

    title: str
    title_key: str
    raw: str
    raw_key: str
    numerals: tuple[str, ...]
    families: tuple[str, ...]
    others: bool
    year: str
    doi: str
    arxiv: str
    url: str
    volume: str
    first_page: str
    venue: str


def squash(text: str) -> str:
    """Return the letters and digits of a text, folded."""
    return fold(text).replace(" ", "")


def is_archive(container: str) -> bool:
    """Tell whether preprints lie in a place of this name."""
    return bool(_ARCHIVE.search(container))


def _venue(reference: Reference) -> str:
    """Return where a work appeared, as printed: nothing for a preprint, the school for a thesis."""
    places = (reference.container, *(reference.extra.get(name, "") for name in ("school", "institution")))
    return next((place for place in places if place and not is_archive(place)), "")


def features_of(reference: Reference) -> Features:
    """Fold a reference."""
    title, raw = fold(reference.title), fold(reference.raw)
    numerals = [t for t in title.split() if t in ROMAN] + _DIGITS.findall(title)
    return Features(
        title=title,
        title_key=title.replace(" ", ""),
        raw=raw,
        raw_key=raw.replace(" ", ""),
        numerals=tuple(sorted(Counter(numerals).elements())),
        families=tuple(squash(name.family or name.literal) for name in reference.authors),
        others=reference.others,
        year=reference.year,
        doi=reference.doi.lower(),
        arxiv=reference.arxiv.lower(),
        url=squash(reference.url),
        volume=fold(reference.volume),
        first_page=fold(re.split(r"[-–—]", reference.pages)[0]),
        venue=_venue(reference),
    )
