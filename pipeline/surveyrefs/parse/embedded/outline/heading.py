"""A heading as a value, and its words as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.parse.embedded.pdf.page import Word


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading over lines[first..last]; `cut` words of the last line belong to it: all, unless it is run in."""

    first: int
    last: int
    number: str
    title: str
    level: int
    run_in: bool
    cut: int
    bibliography: bool = False


_SIGN = re.compile(r"^[■◼▪▮▌❚◆❖▶►▸»|∣]\s*(?=\w)")
_NO_LETTERS = re.compile(r"[\W_]+")


def text_of(words: Sequence[Word]) -> str:
    """Return words as printed."""
    return "".join(w.text if w.glued or not i else " " + w.text for i, w in enumerate(words))


def squash(title: str) -> str:
    """Return the letters and figures of a title, folded: what is left of it however it is written."""
    return _NO_LETTERS.sub("", title).lower()


def without_sign(title: str) -> str:
    """Return a title without a square or arrow before it: `■ RESULTS`; an item of a list has a dot or dash."""
    return _SIGN.sub("", title)


def clean(title: str) -> str:
    """Return a title without what closes it, and the sign that it begins with."""
    return re.sub(r"[\s.:—–]+$", "", without_sign(title)).strip()
