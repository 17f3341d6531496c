"""Names of people in one cell, as all our files have them: `Family, Given; Family, Given; others`."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.reference import Name

OTHERS = "others"
_NAME_PARTS = 3  # family, suffix, given


def name_text(name: Name) -> str:
    """Return `Family, Given` (`Family, Suffix, Given`), an organisation without comma or semicolon."""
    if name.literal:
        return " ".join(name.literal.replace(";", ",").replace(",", " ").split())
    return ", ".join(part for part in (name.family, name.suffix, name.given) if part)


def people_text(names: Sequence[Name], others: bool) -> str:
    """Return names in one cell, closed by `; others` for *et al.*"""
    shown = [text for text in map(name_text, names) if text]
    return "; ".join([*shown, OTHERS] if others else shown)


def people_of(text: str, known: Sequence[Name] = ()) -> tuple[tuple[Name, ...], bool]:
    """Return the names in a cell and whether it ends in `others`; names that are `known` stay as they are."""
    same = {name_text(name): name for name in known}
    parts = [part for part in (" ".join(part.split()) for part in text.split(";")) if part]
    others = bool(parts) and parts[-1].lower() == OTHERS
    return tuple(same.get(part) or _name(part) for part in (parts[:-1] if others else parts)), others


def _name(text: str) -> Name:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) <= 1:
        return Name(literal=parts[0] if parts else text)
    if len(parts) < _NAME_PARTS:
        return Name(family=parts[0], given=parts[1])
    return Name(family=parts[0], suffix=parts[1], given=" ".join(parts[2:]))
