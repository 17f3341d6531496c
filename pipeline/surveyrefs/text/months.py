"""Months as references print them: in full and cut short, in the languages that surveys are written in."""

from __future__ import annotations

import re
from functools import lru_cache

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# Forms of each month beside the English name, in its order. Words that mean something else ("out", "ago") are left out.
_FORMS = (
    "jan januar januari janvier janv jänner enero janeiro gennaio",
    "feb febr februar februari février févr fév fevrier febrero fevereiro febbraio",
    "mar mars märz maart marzo março",
    "apr avril avr abril abr aprile",
    "mai mei mayo maio maggio",
    "jun juni juin junio junho giugno",
    "jul juli juillet juil julio julho luglio",
    "aug août augustus agosto",
    "sep sept septembre septiembre setembro settembre",
    "oct okt oktober octobre octubre outubro ottobre",
    "nov novembre noviembre novembro",
    "dec dez dezember déc décembre decembre diciembre dezembro dicembre",
)
_MONTH_OF = {form: month for month, forms in zip(MONTHS, _FORMS, strict=True) for form in (month, *forms.split())}
# A month's name in any case, without the full stop of a short one.
MONTH = rf"(?:{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})"
# Asked of small letters: a pattern that ignores case takes "ſ" and "ı", too, which no form here is written with.
_NAMED = re.compile(rf"\b{MONTH}\b")
_WHOLE = re.compile(rf"{MONTH}\.?", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)  # the same words come again and again
def is_month(text: str) -> bool:
    """Tell whether a text is a month's name and no more."""
    return _WHOLE.fullmatch(text) is not None


def month_of(text: str) -> str:
    """Give the English name of the first month that a text names, "" where it names none."""
    named = _NAMED.search(text.lower())
    return _MONTH_OF[named[0]] if named else ""
