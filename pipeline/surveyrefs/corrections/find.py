"""Which work of the list a correction names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from rapidfuzz import fuzz

from surveyrefs.matching.features import Features, features_of
from surveyrefs.matching.identity import weigh
from surveyrefs.model.correction import WorkName
from surveyrefs.model.reference import Reference
from surveyrefs.text.people import people_of

# What speaks for a work, in points. An identifier with another title loses against the title with its authors and year:
# lists do print one DOI on two works.
_TEXT = 4.0  # the printed text is equal
_TITLE = 3.0
_ID = 2.5  # DOI or arXiv number
_OTHER_ID = -1.0  # both have one, and they differ: another edition
_AUTHORS = 0.5  # at most
_YEAR = 0.25
_KEY = 0.1  # less than any other: keys are made from the rest
_ALIKE = 1.0  # for what is only alike, and as much again by how alike
_LIKELY_TITLE = 60.0  # percent of two titles under one identifier, where no author is the same
_AUTHORS_AGREE = 0.5  # share of the authors; common families are shared by strangers
_TIED = 0.05  # points by which two are equal
_SHOWN = 60  # characters of a text in a message
_BEGINS = 20  # letters of a printed text by whose beginning it is found

NOTHING = Reference("", "", "", "", "", (), False, "", "", "", "", "", "", "", "", "", "", {}, (), 0, (), 0.0)


def shown(name: WorkName | None) -> str:
    """Return a work's name in a few words, for messages."""
    if name is None:
        return "no work"
    if name.unresolved is not None:
        return f"unresolved {name.unresolved}".strip()
    return shown_text(name.title or name.raw or name.doi or name.arxiv)


def shown_text(text: str) -> str:
    """Return a text in quotes, what is too long for a message cut."""
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"


class Works:
    """The works of a list, each with all that was read of it: before corrections and after them."""

    def __init__(self, variants: Sequence[Sequence[Reference]]) -> None:
        """Fold the works once; `variants[i]` are the readings of work i."""
        self._features = [list(dict.fromkeys(map(features_of, known))) for known in variants]
        self._keys = [{v.key for v in known} for known in variants]
        self._signs: dict[str, set[int]] = defaultdict(set)
        self._found: dict[WorkName, tuple[int, ...]] = {}
        for i, known in enumerate(self._features):
            for sign in {sign for features in known for sign in _signs(features)}:
                self._signs[sign].add(i)

    def find(self, name: WorkName) -> tuple[int, ...]:
        """Return the works that a name fits best: none, one, or several that it fits equally."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def _find(self, name: WorkName) -> tuple[int, ...]:
        wanted = _features_of_name(name)
        exact = set().union(*(self._signs.get(sign, ()) for sign in _signs(wanted)))
        scores = self._scores(name, wanted, exact)
        if not scores:
            scores = self._scores(name, wanted, range(len(self._features)))
        best = max(scores.values(), default=0.0)
        return tuple(i for i, score in sorted(scores.items()) if score > best - _TIED)

    def _scores(self, name: WorkName, wanted: Features, among: Iterable[int]) -> dict[int, float]:
        scores = {}
        for i in among:
            score = max((_score(wanted, features) for features in self._features[i]), default=0.0)
            if score > 0:
                scores[i] = score + (_KEY if name.key and name.key in self._keys[i] else 0.0)
        return scores


def _signs(features: Features) -> Iterable[str]:
    if features.doi:
        yield f"doi:{features.doi}"
    if features.arxiv:
        yield f"arxiv:{features.arxiv}"
    if features.title_key:
        yield f"title:{features.title_key}"
    if features.raw_key:
        yield f"raw:{features.raw_key}"


def _features_of_name(name: WorkName) -> Features:
    authors, others = people_of(name.authors)
    return features_of(
        msgspec.structs.replace(
            NOTHING, doi=name.doi, arxiv=name.arxiv, title=name.title, authors=authors, others=others, year=name.year,
            raw=name.raw,
        )
    )  # fmt: skip


def _score(wanted: Features, features: Features) -> float:
    """Return how well a work fits, 0 where it is another one."""
    score = 0.0
    for ours, theirs in ((wanted.doi, features.doi), (wanted.arxiv, features.arxiv)):
        if ours and theirs and ours != theirs:
            score += _OTHER_ID
        elif ours and theirs and _likely(wanted, features):
            score += _ID
    if wanted.title_key and wanted.title_key == features.title_key and not _others(wanted, features):
        score += _TITLE
    if wanted.raw_key and _same_text(wanted.raw_key, features.raw_key):
        score += _TEXT
    if score <= 0:
        if _others(wanted, features):
            return 0.0
        alike, reason = weigh(wanted, features)
        if not reason:
            return 0.0
        score = _ALIKE + alike
    return score + _agreement(wanted, features)


def _others(wanted: Features, features: Features) -> bool:
    """Tell whether a title is that of other people: short ones come twice, and one may have been misread as another.

    Where nobody is named on one side, the year tells.
    """
    if wanted.families and features.families:
        return _shared(wanted, features) < _AUTHORS_AGREE
    known = bool(wanted.year and features.year)
    return known and bool(wanted.families or features.families) and wanted.year != features.year


def _shared(wanted: Features, features: Features) -> float:
    """Return the share of the shorter list of authors that the other has: names were lost, or *et al.* cuts them."""
    ours, theirs = set(wanted.families), set(features.families)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def _likely(wanted: Features, features: Features) -> bool:
    """Tell whether an identifier can be believed: a list may print one on two works, and one may have been misread."""
    if not wanted.title_key or not features.title_key or _shared(wanted, features) >= _AUTHORS_AGREE:
        return True
    return float(fuzz.ratio(wanted.title_key, features.title_key)) >= _LIKELY_TITLE


def _same_text(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= _BEGINS and longer.startswith(shorter))


def _agreement(wanted: Features, features: Features) -> float:
    ours, theirs = set(wanted.families), set(features.families)
    shared = len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0
    return _AUTHORS * shared + (_YEAR if wanted.year and wanted.year == features.year else 0.0)
