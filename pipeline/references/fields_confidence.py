"""How likely a reference's main fields are all right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.model.reference import Name
from pipeline.references.fields_assemble import Parts

_FIRST_YEAR, _LAST_YEAR = 1600, 2035
_LONG_FAMILY = 3  # words; more is a title or an address read as a name
_TITLE_LENGTHS = (8, 300)
# Penalties, as factors, fitted on the visible corpus (docs/model.md).
_NO_TITLE, _NO_AUTHORS, _NO_YEAR, _ODD_NAME, _ODD_TITLE, _NO_CONTAINER = 0.3, 0.7, 0.7, 0.6, 0.8, 0.9


def confidence(fields: Mapping[str, str], parts: Parts, authors: Sequence[Name]) -> float:
    """Join the tagger's probabilities with the plausibility of what came out; 0 to 1, two decimals."""
    sure = parts.sure
    title = fields.get("title", "")
    if not title:
        sure *= _NO_TITLE
    elif not _TITLE_LENGTHS[0] <= len(title) <= _TITLE_LENGTHS[1] or re.search(r"[“”]|\. In\b", title):
        sure *= _ODD_TITLE
    if not authors:
        sure *= _NO_AUTHORS
    if any(len(n.family.split()) > _LONG_FAMILY or any(c.isdigit() for c in n.family) for n in authors):
        sure *= _ODD_NAME
    if not parts.date.year or not _FIRST_YEAR <= int(parts.date.year) <= _LAST_YEAR:
        sure *= _NO_YEAR
    if not fields.get("container") and not fields.get("arxiv") and fields.get("pages"):
        sure *= _NO_CONTAINER
    return round(min(max(sure, 0.0), 1.0), 2)
