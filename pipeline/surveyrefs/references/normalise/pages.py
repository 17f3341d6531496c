"""Page ranges and article numbers."""

from __future__ import annotations

import re

_WORDS = re.compile(r"^(?:pages?|pp?|S|art(?:icle)?(?:\s*(?:no|id|number))?)\b\.?\s*", re.IGNORECASE)
_LINKED = re.compile(r"\s+(?:url|doi)\b.*$", re.IGNORECASE)  # the word before the address behind the pages
_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−-]+)\s*")
_RANGE = re.compile(r"([A-Za-z]{0,3}\.?\d+(?:[:.]\d+)?)-([A-Za-z]{0,3}\.?\d+(?:[:.]\d+)?)")
_BACK_REFERENCES = re.compile(r"(?<=\d)\.\s+\d{1,3}(?:,\s*\d{1,3})*$")  # pages of the survey behind the last field
_MARKED = re.compile(r"\(([A-Z])$")  # "121306(R)" with its bracket lost


def normalise_pages(text: str) -> str:
    """Give `2918-2928` for `pp. 2918–28`; article numbers as they are."""
    text = _LINKED.sub("", text)
    text = _WORDS.sub("", text.strip(" .,;:()[]")).strip(" .,;:()[]")
    text = _DASHES.sub("-", text)
    text = re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", text)
    text = re.sub(r"\s*\+$", "", text).strip("- ")
    if "-" in text:
        text = _BACK_REFERENCES.sub("", text)
    text = _MARKED.sub(r"(\1)", text)
    match = _RANGE.fullmatch(text)
    if not match:
        return re.sub(r"\s*,\s*", ", ", text)
    first, last = match.groups()
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"
