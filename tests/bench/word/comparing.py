"""Tell which references that were read are which entries that were drawn."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import pandas as pd

NAMES, LONG = 4, 2.5  # letters, and times an entry's length: what another program prints may begin and be so long
ALIKE = 0.93  # of an entry's letters: what is read is that entry


def squash(text: str) -> str:
    """Return the letters and figures of a text in small letters."""
    return re.sub(r"\W", "", text.lower())


def texts(frame: pd.DataFrame, *columns: str) -> list[tuple[str, ...]]:
    """Return columns of text of a data frame, a tuple a row."""
    return [tuple(map(str, row)) for row in frame[list(columns)].astype(object).fillna("").to_numpy().tolist()]


def matched(entries: list[list[str]], raws: list[str], loose: bool = False) -> dict[int, str]:
    """Return the entry that each reference is, by index; `raws` are the references as printed. `loose`: another
    program printed them, so that a title and about the same length will do."""
    found: dict[int, str] = {}
    squashed = list(map(squash, raws))
    for key, printed, title in entries:
        text = squash(re.sub(r"^\W*\d{1,3}\W+", "", printed))
        for i, raw in enumerate(squashed):
            if i in found:
                continue
            same = raw == text or SequenceMatcher(None, raw, text, autojunk=False).ratio() > ALIKE
            alike = loose and raw[:NAMES] == text[:NAMES] and len(raw) < LONG * len(text)
            same = same or alike and squash(title) in raw
            if same:
                found[i] = key
                break
    return found
