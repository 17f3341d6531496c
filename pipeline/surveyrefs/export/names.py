"""Names as BibTeX reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from surveyrefs.export.latex import clean, to_ascii
from surveyrefs.model.reference import Name

AND = " and "
OTHERS = "others"
_AND_WORD = re.compile(r"(?:^|\s)and(?=\s|$)", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|(?<=[\s-]))([^\W\d_])")  # the first letter of each part of a name


def parse_names(text: str) -> tuple[tuple[Name, ...], bool]:
    """Read `Family, Given and {Organisation} and others` into names and whether others follow."""
    names: list[Name] = []
    others = False
    for part in re.split(r"\s+and\s+", text.strip()):
        if part.casefold() in (OTHERS, "et al", "et al."):
            others = True
        elif part.startswith("{") and part.endswith("}"):
            names.append(Name(literal=part[1:-1].strip()))
        elif "," in part:
            pieces = [piece.strip() for piece in part.split(",")]
            names.append(Name(family=pieces[0], suffix=", ".join(pieces[1:-1]), given=pieces[-1]))
        elif part:
            given, _, family = part.rpartition(" ")
            names.append(Name(family=family, given=given) if given else Name(literal=family))
    return tuple(names), others


def bib_names(names: Iterable[Name], others: bool, encode: Callable[[str], str], cut_safe: bool) -> str:
    """Return an author or editor field: `Family, Given and {Organisation} and others`.

    `cut_safe` writes the first letter of a name part as LaTeX where it is not ASCII: classic BibTeX abbreviates by
    bytes and would cut it in half.
    """
    shown = [text for text in (_bib_name(name, encode, cut_safe) for name in names) if text]
    return AND.join([*shown, OTHERS] if others and shown else shown)


def _bib_name(name: Name, encode: Callable[[str], str], cut_safe: bool) -> str:
    if name.literal:
        literal = clean(name.literal)
        return "{" + encode(literal) + "}" if literal else ""
    family, given, suffix = clean(name.family), clean(name.given), clean(name.suffix)
    if not family:
        family, given = given, ""
    if not family:
        return ""
    if not given:
        whole = f"{family} {suffix}".strip()
        return "{" + encode(whole) + "}" if " " in whole or _unsafe(whole) else _part(whole, encode, cut_safe)
    parts = [_part(part, encode, cut_safe) for part in (family, suffix, given) if part]
    return ", ".join(parts)


def _part(text: str, encode: Callable[[str], str], cut_safe: bool) -> str:
    """Encode a part of a name, in braces where BibTeX would split it."""
    if _unsafe(text):
        return "{" + encode(text) + "}"
    if cut_safe and not text.isascii():
        # Encoded letter by letter: braces that belong to a first letter must not be escaped again.
        pieces = _OPENING.split(text)
        return "".join(to_ascii(encode(p)) if i % 2 else encode(p) for i, p in enumerate(pieces))
    return encode(text)


def _unsafe(text: str) -> bool:
    return "," in text or text.casefold() == OTHERS or ("and" in text.lower() and bool(_AND_WORD.search(text)))
