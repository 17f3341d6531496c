"""What two lines of a column say that tells whether they are one cell."""

from __future__ import annotations

import re

_FIGURE = re.compile(r"[<>~≈±]?\s?[-+−]?\d[\d.,\s]*%?")
_FIGURES = re.compile(r"[^\[\](][^\[\]]*")  # 3.2 ± 0.1b, 12 (4.5), 1998–2004: figures where no word is among them
_WORD = re.compile(r"[^\W\d_]{3}")


def names_work(above: str, below: str) -> bool:
    """Tell whether a callout stands below a name."""
    return below[0] == "[" and above[0].isalpha()


def are_figures(text: str) -> bool:
    """Tell whether a cell is figures without words; one in brackets may be the second line of another."""
    if _FIGURE.fullmatch(text):
        return True
    return any(map(str.isdigit, text)) and bool(_FIGURES.fullmatch(text)) and not _WORD.search(text)


def counts_on(above: str, below: str) -> bool:
    """Tell whether two numbers follow one another, as those of rows do."""
    a, b = above.rstrip(".)"), below.rstrip(".)")
    return a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1
