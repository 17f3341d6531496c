"""How many letters of the printed reference lists are in no reference."""

from __future__ import annotations

import unicodedata
from collections import Counter

from surveyrefs.model.document import Document
from surveyrefs.model.reference import References

LOOKED_AT = 2000  # letters behind the last reference in which the next one is looked for: others may be lost between


def lost_letters(document: Document, references: References) -> int:
    """Return the number of letters of the lists that neither raw texts nor labels hold.

    Figures do not count (some styles print the citing pages behind a reference). References are looked for in
    the order of the list; what is found nowhere in one piece is compared letter by letter, whatever the order.
    """
    printed = _printed(document)
    if not printed:
        return 0
    left: list[str] = []
    apart: Counter[str] = Counter()
    at = 0
    for reference in references.references:
        raw = _letters(reference.raw)
        start = printed.find(raw, at, at + LOOKED_AT + len(raw)) if raw else -1
        if start < 0:
            apart.update(raw + _letters(reference.label))
            continue
        between = printed[at:start]
        left.append(between.removesuffix(_letters(reference.label)))
        at = start + len(raw)
    left.append(printed[at:])
    return (Counter("".join(left)) - apart).total()


def letters_of(document: Document) -> int:
    """Return the number of letters of the lists."""
    return len(_printed(document))


def _printed(document: Document) -> str:
    return "".join(_letters(line.text) for listed in document.bibliographies for line in listed.lines)


def _letters(text: str) -> str:
    """Return the letters of a text, folded: accents, ligatures and hyphens differ between print and reference."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalpha, text.casefold()))
