"""The kind of a report and its number, which print sets side by side."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"(?P<kind>.*?(?:\b(?:reports?|rep|papers?|memo(?:randum)?|notes?|drafts?|deliverable|recommendation|RFC)\b\.?))"
    r"[\s,:#]*(?:(?:no|nr|number|num)\b\.?|№|n°)?[\s:]*(?P<number>[A-Za-z]*[\w ./–-]*\d[\w./–-]*)",
    re.IGNORECASE,
)


def parted_report(genre: str) -> tuple[str, str]:
    """Part `Tech. Rep. CMU-CS-97-101` into kind and number; the number is empty where none stands behind the kind."""
    match = _NUMBERED.fullmatch(genre.strip())
    if not match:
        return genre, ""
    return match["kind"].strip(" ,:"), match["number"].strip(" .,")
