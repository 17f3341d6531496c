"""Dates: years, their letters, and months."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.text.months import MONTHS, month_of

# No year to come: `2069–2075` are pages.
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20[0-3]\d)([a-z]{1,2})?(?!\d)")
# Where the letters are Arabic or Thai, years count from 622 (Iran, 1395) or from 543 before (Thailand, 2560).
_OTHER_ERA = re.compile(r"(?<!\d)(1[34]\d\d|2[45]\d\d)(?!\d)")
_ERA_LETTER = re.compile("[\u0620-\u06cc\u0e01-\u0e2e]")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-\d{1,2})?(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?:\d{1,2}/)?(\d{1,2})/(\d{4})(?!\d)")


class Date(msgspec.Struct, frozen=True, gc=False):
    """A date's year, the letter printed after it, and the month as its English name; "" where unknown."""

    year: str = ""
    suffix: str = ""
    month: str = ""


def parse_date(text: str, around: str = "") -> Date:
    """Read a printed date; `around` is the text that it stands in. A year of another era stays as it is counted."""
    year = _YEAR.search(text)
    if not year:
        other = _OTHER_ERA.search(text) if _ERA_LETTER.search(around) else None
        return Date(other[1]) if other else Date()
    month = month_of(text)
    iso, slashed = _ISO.search(text), _SLASHED.search(text)
    if not month and iso and 1 <= int(iso[2]) <= len(MONTHS):
        month = MONTHS[int(iso[2]) - 1]
    elif not month and slashed and 1 <= int(slashed[1]) <= len(MONTHS):
        month = MONTHS[int(slashed[1]) - 1]
    return Date(year[1], year[2] or "", month)
