"""New corrections added to a file that somebody may have written by hand: its text stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from surveyrefs.corrections.read import read_corrections
from surveyrefs.corrections.write import to_toml
from surveyrefs.errors import BadCorrections
from surveyrefs.model.correction import FORMAT, KINDS, Corrections


def added_text(given: bytes, known: Corrections, made: Corrections) -> tuple[str, int]:
    """Return a file's text with corrections behind it, those left out that it has; and how many were added.

    Where the file writes a kind as one list in line, nothing can follow it: then it is written anew as a whole.
    """
    text = given.decode("utf-8-sig")
    fresh = _of_kinds(lambda kind: [fix for fix in getattr(made, kind) if fix not in getattr(known, kind)])
    number = sum(len(getattr(fresh, kind)) for kind in KINDS)
    if not number or not text.strip():
        return (to_toml(fresh) if number else text), number
    longer = f"{text.rstrip()}\n{to_toml(fresh).removeprefix(f'format = {FORMAT}')[1:]}"
    try:
        read_corrections(longer.encode(), "")
    except BadCorrections:
        return to_toml(_of_kinds(lambda kind: [*getattr(known, kind), *getattr(fresh, kind)], known.survey)), number
    return longer, number


def _of_kinds(fixes: Callable[[str], list[Any]], survey: str = "") -> Corrections:
    return msgspec.convert({"survey": survey, **{kind: fixes(kind) for kind in KINDS}}, Corrections)
