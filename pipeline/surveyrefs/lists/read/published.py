"""Where and when a paper appeared, as a list prints it: `NeurIPS 2023`, `ICLR 2022 (Workshop)`, `2024.05`."""

from __future__ import annotations

import re
from typing import NamedTuple

_YEAR = re.compile(r"(?<![\w.])(?:19[5-9]\d|20[0-4]\d)(?![\w])|(?<=[A-Za-z])(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_DATED = re.compile(r"\b((?:19[5-9]|20[0-4])\d)[-./](?:0?[1-9]|1[0-2])(?:[-./]\d{1,2})?(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[A-Za-z])\s?['’](\d{2})\b")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_ONLY_MONTH = re.compile(rf"^{_MONTH}\.?$", re.IGNORECASE)
_NONE = re.compile(r"^[\s\-–—−/.?]*$|^(?:n/?a|none|tbd|todo)$", re.IGNORECASE)
_SHORT_CENTURY = 50  # '24 is 2024, '98 is 1998


class Published(NamedTuple):
    """Venue and year as printed; of several years the last, of several venues all."""

    venue: str
    year: str


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing: a dash, `N/A`, blanks."""
    return bool(_NONE.match(text.strip()))


def published(text: str) -> Published:
    """Return venue and year in a cell or badge."""
    text = " ".join(text.split())
    if is_nothing(text):
        return Published("", "")
    years = [m[1] for m in _DATED.finditer(text)]
    rest = _DATED.sub(" ", text)
    years += _YEAR.findall(rest)
    if not years:
        years = [_full(m[1]) for m in _SHORT_YEAR.finditer(rest)]
        rest = _SHORT_YEAR.sub(" ", rest)
    several = len(years) > 1  # "ICML 2023 / ACL 2024": without its years it would not tell which was when
    venue = text if several else _tidy(_YEAR.sub(" ", rest))
    return Published("" if _ONLY_MONTH.match(venue) else venue, years[-1] if years else "")


def _full(short: str) -> str:
    return ("20" if int(short) < _SHORT_CENTURY else "19") + short


def _tidy(text: str) -> str:
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", " ".join(text.split()))
    return " ".join(text.split()).strip(" ,;:·|-–—/@'’").strip()
