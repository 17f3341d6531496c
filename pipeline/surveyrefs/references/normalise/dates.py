"""Dates: years, their letters, and months."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.text.months import MONTHS, month_of

# No year to come: `2069–2075` are pages.
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20[0-3]\d)([a-z]{1,2})?(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-\d{1,2})?(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?:\d{1,2}/)?(\d{1,2})/(\d{4})(?!\d)")


class Date(msgspec.Struct, frozen=True, gc=False):
    """A date's year, the letter printed after it, and the month as its English name; "" where unknown."""

    year: str = ""
    suffix: str = ""
    month: str = ""


def parse_date(text: str) -> Date:
    """Read a printed date."""
    year = _YEAR.search(text)
    if not year:
        return Date()
    month = month_of(text)
    iso, slashed = _ISO.search(text), _SLASHED.search(text)
    if not month and iso and 1 <= int(iso[2]) <= len(MONTHS):
        month = MONTHS[int(iso[2]) - 1]
    elif not month and slashed and 1 <= int(slashed[1]) <= len(MONTHS):
        month = MONTHS[int(slashed[1]) - 1]
    return Date(year[1], year[2] or "", month)
