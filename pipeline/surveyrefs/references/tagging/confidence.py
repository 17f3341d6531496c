"""How likely a reference's main fields are all right."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from surveyrefs.model.reference import Name
from surveyrefs.references.assemble import Parts
from surveyrefs.references.tagging.habits import NONE, Habits, shown
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import Token

_FIRST_YEAR, _LAST_YEAR = 1600, 2035
_LONG_FAMILY = 3  # words; more is a title or an address read as a name
_TITLE_LENGTHS = (8, 300)
_MOST_DOUBT = 10.0  # beyond this a reference is wrong anyway
_LEAST_SURE = 1e-6
# Words that stand between fields and belong to none.
_BETWEEN = frozenset(
    (
        "in of ed eds edited by vol volume no number pp p pages page and url doi available from at accessed on "
        "retrieved online et al the editors editor article art id paper issue nr bd s crossref pubmed google scholar "
        "pmc free"
    ).split()
)
# What speaks against a reference, in the order of `evidence`.
EVIDENCE = (
    "doubt", "worst", "faint", "no_title", "odd_title", "stops", "no_authors", "odd_name", "bare_name", "no_year",
    "no_container", "no_style", "reread", "mended", "left", "twice", "unlike", "lacks",
)  # fmt: skip


class Reading(msgspec.Struct, frozen=True, gc=False):
    """How a reference was read: labels of the first reading, of the second, and mended, for the same tokens.

    `habits` are the list's; `styled`: the list's style is known, so that the tagger read in its light.
    """

    tokens: Sequence[Token]
    first: Sequence[str]
    second: Sequence[str]
    labels: Sequence[str]
    sure: Sequence[float]
    habits: Habits = NONE
    styled: bool = True


def evidence(fields: Mapping[str, str], parts: Parts, authors: Sequence[Name], reading: Reading) -> tuple[float, ...]:
    """Give what speaks against a reference, in the order of EVIDENCE; zero is no doubt.

    First the tagger's doubt over the main fields, in the worst of them, and over all tokens (roots of -log of its
    probabilities: between none and a little doubt lies more than between much and more), then signs and counts.
    """
    title = fields.get("title", "")
    long = not _TITLE_LENGTHS[0] <= len(title) <= _TITLE_LENGTHS[1]
    year = parts.date.year
    return (
        math.sqrt(_doubt(parts.sure)),
        math.sqrt(_doubt(parts.worst)),
        math.sqrt(min(sum(-math.log(max(p, _LEAST_SURE)) for p in reading.sure), 3 * _MOST_DOUBT)),
        float(not title),
        float(bool(title) and (long or bool(re.search(r"[“”]|\. In\b", title)))),
        float(bool(re.search(r"\w\w[.?!] [A-Z]", title))),
        float(not authors),
        float(any(_odd(name) for name in authors)),
        float(any(not n.given and not n.literal for n in authors) and any(n.given for n in authors)),
        float(not year or not _FIRST_YEAR <= int(year) <= _LAST_YEAR),
        float(not fields.get("container") and not fields.get("arxiv") and bool(fields.get("pages"))),
        float(not reading.styled),
        _log_count(_changed(reading.tokens, reading.first, reading.second)),
        _log_count(_changed(reading.tokens, reading.second, reading.labels)),
        _log_count(_left(reading.tokens, reading.labels)),
        _log_count(_again(reading.tokens, reading.labels)),
        float(_unlike(reading)),
        float(_lacks(reading)),
    )


def _odd(name: Name) -> bool:
    return len(name.family.split()) > _LONG_FAMILY or any(c.isdigit() for c in name.family)


def _doubt(sure: float) -> float:
    return min(-math.log(sure), _MOST_DOUBT) if sure > 0 else _MOST_DOUBT


def _log_count(count: int) -> float:
    return math.log1p(count)


def _changed(tokens: Sequence[Token], before: Sequence[str], after: Sequence[str]) -> int:
    """Count the words and numbers whose label another reading or mending changed."""
    return sum(t.kind in "wn" and a != b for t, a, b in zip(tokens, before, after, strict=True))


def _left(tokens: Sequence[Token], labels: Sequence[str]) -> int:
    """Count the words and numbers that are in no field although they are none that stand between fields."""
    loose = (t for t, label in zip(tokens, labels, strict=True) if label == OUTSIDE and t.kind in "wn")
    return sum(t.text.lower() not in _BETWEEN for t in loose)


def _again(tokens: Sequence[Token], labels: Sequence[str]) -> int:
    """Count the runs of a label beyond its first, of which little is kept."""
    seen: set[str] = set()
    count, before = 0, ""
    for token, label in zip(tokens, labels, strict=True):
        if label == OUTSIDE and token.kind == "p":
            continue
        count += label not in (before, OUTSIDE) and label in seen
        seen.add(label)
        before = label
    return count


def _unlike(reading: Reading) -> int:
    """Count the habits of the list that a reference does not share."""
    mine = shown(reading.tokens, reading.labels)
    habits = reading.habits._asdict().items()
    return sum(bool(habit) and bool(mine.get(name)) and mine[name] != habit for name, habit in habits)


def _lacks(reading: Reading) -> int:
    """Count what a list's journals are printed with and this one's is not: volume, pages."""
    if "journal" not in reading.labels:
        return 0
    habits = {"volume": reading.habits.before_volume, "pages": reading.habits.before_pages}
    return sum(bool(habit) and name not in reading.labels for name, habit in habits.items())


@cache
def _scale() -> dict[str, float]:
    """Read the weights that training/calibrate.py fitted."""
    file = resources.files("surveyrefs").joinpath("data", "confidence.json")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def confidence(found: Sequence[float]) -> float:
    """Give the chance that all main fields are right from the evidence (docs/model.md); 0 to 1, two decimals."""
    scale = _scale()
    total = scale["bias"] + sum(scale.get(name, 0) * value for name, value in zip(EVIDENCE, found, strict=True))
    return round(1 / (1 + math.exp(-total)), 2)
