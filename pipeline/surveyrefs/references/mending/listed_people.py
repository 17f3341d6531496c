"""What only the whole list shows of names: compound families in a sorted list, organisations among people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import msgspec

from surveyrefs.model.reference import Name, Reference

# So many entries, so nearly all in order, make a list that is sorted by family name.
_MIN_SORTED = 12
_IN_ORDER = 0.9


def with_sorted_families(references: Sequence[Reference]) -> list[Reference]:
    """Read "Ana Arzate Cruz" as Arzate Cruz where a list sorted by family names has it among the As."""
    out = list(references)
    names = [_fold(r.authors[0].family) if r.authors else "" for r in out]
    pairs = [(a, b) for a, b in zip(names, names[1:], strict=False) if a and b]
    if len(out) < _MIN_SORTED or sum(a <= b for a, b in pairs) < len(pairs) * _IN_ORDER:
        return out
    for i, reference in enumerate(out):
        before, after = names[i - 1] if i else "", names[i + 1] if i + 1 < len(names) else ""
        if not names[i] or _fits(before, names[i], after):
            continue
        first = reference.authors[0]
        words = first.given.split()
        for cut in range(len(words) - 1, 0, -1):
            if len(words[cut].rstrip(".")) < 2:
                break
            family = " ".join([*words[cut:], first.family])
            if _fits(before, _fold(family), after):
                better = msgspec.structs.replace(first, given=" ".join(words[:cut]), family=family)
                out[i] = msgspec.structs.replace(reference, authors=(better, *reference.authors[1:]))
                names[i] = _fold(family)
                break
    return out


# A list sets family names in capitals where so many are; where fewer than this are so, capitals are an organisation's.
_SHOUTING = 0.2
_CAPITALS = re.compile(r"([A-Z]{2,}(?: [A-Z]{2,})* [A-Z]{3,})(?=[.,:(]| \()")  # "SMITH AB" ends in initials


def with_shouted_organisations(references: Sequence[Reference]) -> list[Reference]:
    """Read "RED HAT" as an organisation in a list whose people are not set in capitals."""
    printed = [r for r in references if r.authors and r.authors[0].family]
    loud = [
        r for r in printed if re.search(r"[^\W\d_]{3}", r.raw) and r.raw.startswith(r.authors[0].family.upper()[:4])
    ]
    if len(printed) < _MIN_SORTED or len(loud) > len(printed) * _SHOUTING:
        return list(references)
    return [_shouted(r) for r in references]


def _shouted(reference: Reference) -> Reference:
    name = _CAPITALS.match(reference.raw)
    first = reference.authors[0] if len(reference.authors) == 1 else None
    if not name or not first or not first.given or _fold(name[1]) not in _both_orders(first):
        return reference
    return msgspec.structs.replace(reference, authors=(Name(literal=name[1]),))


def _both_orders(name: Name) -> tuple[str, str]:
    return _fold(name.given + name.family), _fold(name.family + name.given)


def _fits(before: str, name: str, after: str) -> bool:
    return before <= name and (not after or name <= after)


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z]", "", text)
