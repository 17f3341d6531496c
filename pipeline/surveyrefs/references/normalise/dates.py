"""Years, their letters, and months."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# No year to come: `2069–2075` are pages.
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20[0-3]\d)([a-z]{1,2})?(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-\d{1,2})?(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?:\d{1,2}/)?(\d{1,2})/(\d{4})(?!\d)")
_NAMED = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)


class Date(NamedTuple):
    """A date's year, the letter printed after it, and the month as its English name; "" where unknown."""

    year: str = ""
    suffix: str = ""
    month: str = ""


def parse_date(text: str) -> Date:
    """Read a printed date."""
    year = _YEAR.search(text)
    if not year:
        return Date()
    month = ""
    iso, slashed, named = _ISO.search(text), _SLASHED.search(text), _NAMED.search(text)
    if named:
        month = month_of(named[0])
    elif iso and 1 <= int(iso[2]) <= len(_MONTHS):
        month = _MONTHS[int(iso[2]) - 1]
    elif slashed and 1 <= int(slashed[1]) <= len(_MONTHS):
        month = _MONTHS[int(slashed[1]) - 1]
    return Date(year[1], year[2] or "", month)


def month_of(text: str) -> str:
    """Give the English name of a month that is written or cut short, "" where the text names none."""
    named = _NAMED.search(text)
    return next(m for m in _MONTHS if m.startswith(named[1].lower())) if named else ""
