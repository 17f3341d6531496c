"""How likely a reference's main fields are all right."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from surveyrefs.model.reference import Name
from surveyrefs.references.assemble import Parts

_FIRST_YEAR, _LAST_YEAR = 1600, 2035
_LONG_FAMILY = 3  # words; more is a title or an address read as a name
_TITLE_LENGTHS = (8, 300)
_MOST_DOUBT = 10.0  # beyond this a reference is wrong anyway
# What speaks against a reference, in the order of `evidence`.
EVIDENCE = (
    "doubt", "worst", "no_title", "odd_title", "no_authors", "odd_name", "no_year", "no_container", "no_style",
)  # fmt: skip


def evidence(
    fields: Mapping[str, str], parts: Parts, authors: Sequence[Name], styled: bool = True
) -> tuple[float, ...]:
    """Give what speaks against a reference: the tagger's doubt over all and in the worst field (-log), then signs.

    `styled`: the list's style is known, so that the tagger read the reference in its light.
    """
    title = fields.get("title", "")
    long = not _TITLE_LENGTHS[0] <= len(title) <= _TITLE_LENGTHS[1]
    return (
        _doubt(parts.sure),
        _doubt(parts.worst),
        float(not title),
        float(bool(title) and (long or bool(re.search(r"[“”]|\. In\b", title)))),
        float(not authors),
        float(any(len(n.family.split()) > _LONG_FAMILY or any(c.isdigit() for c in n.family) for n in authors)),
        float(not parts.date.year or not _FIRST_YEAR <= int(parts.date.year) <= _LAST_YEAR),
        float(not fields.get("container") and not fields.get("arxiv") and bool(fields.get("pages"))),
        float(not styled),
    )


def _doubt(sure: float) -> float:
    return min(-math.log(sure), _MOST_DOUBT) if sure > 0 else _MOST_DOUBT


@cache
def _scale() -> dict[str, float]:
    """Read the weights that training/calibrate.py fitted."""
    file = resources.files("surveyrefs").joinpath("data", "confidence.json")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def confidence(fields: Mapping[str, str], parts: Parts, authors: Sequence[Name], styled: bool = True) -> float:
    """Give the chance that all main fields are right (docs/model.md, Confidence); 0 to 1, two decimals."""
    scale = _scale()
    weighed = zip(EVIDENCE, evidence(fields, parts, authors, styled), strict=True)
    total = scale["bias"] + sum(scale[name] * value for name, value in weighed)
    return round(1 / (1 + math.exp(-total)), 2)
