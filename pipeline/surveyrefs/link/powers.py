"""Tell raised numbers that are mathematics, units or isotopes by the text around them."""

from __future__ import annotations

import re

LARGEST_POWER = 9  # of a unit or its inverse; larger numbers behind a unit are callouts

_ONE_LETTER = re.compile(r"(?:^\d{0,2}|[^\w.])[^\W\d_]$")  # `⁵X²` is the whole of a cell: a note's mark and a statistic
_UNIT = re.compile(r"(?:\d\s?|/|per )(?:[kcmdµnp]?m|[kmµ]?g|s|ft|in|yd|mi|pixels?|px)$|(?:^|\s)[kcmn]m$")
_ANY_UNIT = (
    r"(?:[kMGTcdmµμnpf]?(?:m|g|s|A|V|W|J|K|L|l|mol|M|Hz|N|Pa|eV|C|F|S|T|Bq|Gy|Da|U|Wh|Ah|cal|bar|Ω)|"
    r"h|hr|min|day|days|d|yr|year|week|ha|rad|sr|lm|cell|cells|°C|%|rpm|ppm|cfu|CFU)"
)
# "12 mg mL−1", where the font's minus came out as nothing or a blank; "cm−1" too, where it stands on the line
_INVERSE = re.compile(rf"(?:\d\s?|[/·×]\s?|\b{_ANY_UNIT}\s?(?:[−–-]?\d)?\s?[·.]?\s?)\b{_ANY_UNIT}(?:\s|\s?[−–-])$")
_DIGIT_BASE = re.compile(r"(?:^|[^\w])(?:[\d.,]*(?:×|x|·)\s?)?(?:10\s?|2|e)$")
_OPERATORS = "+−-×=<>^⁻"
_ELEMENT = re.compile(r"[A-Z][a-z]?(?![a-z])")
_BEFORE_ISOTOPE = "([{/–-"


def is_isotope(before: str, after: str) -> bool:
    """Tell whether a raised number stands before the letters that it belongs to: `¹³C`, `(¹H NMR)`."""
    if before[-1].isspace() and after[:1].isalpha():
        return True
    return before[-1] in _BEFORE_ISOTOPE and bool(_ELEMENT.match(after))


def is_power(before: str, number: int) -> bool:
    """Tell whether a raised number is the power of a unit, a letter or a number before it."""
    if _ONE_LETTER.search(before) or _UNIT.search(before) or _DIGIT_BASE.search(before) or before[-1] in _OPERATORS:
        return True
    return number <= LARGEST_POWER and bool(_INVERSE.search(before))
