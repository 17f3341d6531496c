# ruff: noqa: E501
# A pattern stays on its line.
"""Read the labelled real strings and bring their two label sets to ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from surveyrefs.model.document import Passage
from surveyrefs.references.tagging.tokens import Token, tokenise

OUTSIDE = "O"
# Both sets' labels in ours; None: the words belong to no field.
LABELS: dict[str, str | None] = {
    "author": "author", "editor": "editor", "translator": "editor", "director": "editor", "producer": "editor",
    "collaboration": "collab", "title": "title", "journal": "journal", "source": "journal", "container": "booktitle",
    "booktitle": "booktitle", "series": "series", "volume": "volume", "issue": "issue", "pages": "pages", "date": "date",
    "publisher": "publisher", "institution": "institution", "location": "location", "doi": "doi", "arxiv": "arxiv",
    "url": "url", "isbn": "isbn", "note": "note", "medium": "note", "identifier": "note", "chapter": "note",
    "edition": "edition", "genre": "genre", "other": None, "label": None,
}  # fmt: skip
_LEAD = {
    "editor": r"(?:in|dans|em|en)\b:?",
    "booktitle": r"(?:in|dans|em|en)\b:?",
    "journal": r"(?:in|dans|em|en)\b:?(?=\s)",
    "pages": r"(?:pages?|pp?|S|s)\b\.?",
    "volume": r"(?:vol(?:ume)?s?|bd|t|v(?=\.?\s?\d))(?![a-z])\.?",
    "issue": r"(?:no|nr|num(?:ber)?|issue|n(?=[.°]?\s?\d))(?![a-z])[.°]?",
    "doi": r"doi\s?:",
    "url": r"(?:url|available(?: online)?(?: at)?)\s?:",
    "isbn": r"",
}
_VOLUME_ISSUE = re.compile(
    r"(?P<v>\d[\w.–-]*)(?:\s?[(,.:/]){1,2}\s?(?:no\.?\s?|nr\.?\s?|n\s?[.°]\s?|issue\s)?(?P<n>\d[\w/–-]*)\)?", re.IGNORECASE
)
# A lone book title with these words is a volume of conference papers or a periodical, and the work has no title.
_VOLUME_OF_PAPERS = re.compile(
    r"\b(?:proc|proceedings|conf|conference|symp|symposium|workshop|meeting|congress|trans|transactions|annals|advances"
    r"|lecture notes|series|encyclop\w+|handbook)\b|(?:\w+\. ?){2}",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|dans|em|en)\b\s?:?\s*$", re.IGNORECASE)
_EDGE = " \t.,;:()[]“”\"'‘’–—-"


class Example(NamedTuple):
    """A labelled reference; `group` names the list that it comes from."""

    tokens: list[Token]
    labels: list[str]
    group: str
    origin: str


def read_labelled(path: Path) -> Iterator[Example]:
    """Read one of the JSONL files."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            example = _example(record)
            if example.tokens:
                yield example


def _example(record: dict[str, object]) -> Example:
    text = str(record["text"])
    spans = [(int(a), int(b), str(c)) for a, b, c in record["spans"]]  # type: ignore[attr-defined]
    spans = _own_titles(text, spans)
    source = str(record["source"])
    marks = [OUTSIDE] * len(text)
    for start, end, name in spans:
        label = LABELS[name]
        if name == "label":  # the printed number is no part of what the tagger gets
            text = text[:start] + " " * (end - start) + text[end:]
        if label:
            for a, b, part in _parts(text, start, end, label):
                marks[a:b] = [part] * (b - a)
    if spans and spans[0][2] == "collaboration":  # an organisation in the authors' place
        marks = ["author" if m == "collab" else m for m in marks]
    shift = len(text) - len(text.lstrip())
    tokens = tokenise(Passage("note", text[shift:]))
    labels = [_label(t, marks, shift) for t in tokens]
    group = source if "citations.xml" not in source and "core.xml" not in source else ""
    return Example(tokens, labels, group, source.split(":")[0])


def _own_titles(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Call the title of a book that is cited itself a title, as everywhere else; both sets call it the book's."""
    books = [s for s in spans if s[2] == "booktitle"]
    if not books or {"title", "journal", "chapter"} & {s[2] for s in spans}:
        return spans
    first = books[0]
    if _IN.search(text[: first[0]]) or _VOLUME_OF_PAPERS.search(text[first[0] : first[1]]):
        return spans
    return [(*s[:2], "title") if s is first else s for s in spans]


def _label(token: Token, marks: list[str], shift: int) -> str:
    inside = marks[token.start + shift : token.end + shift]
    if token.kind in ("doi", "arxiv", "url"):
        return token.kind
    if token.kind in ("isbn", "issn"):
        return "isbn"
    if token.kind in ("pmid", "pmcid", "pii"):
        return OUTSIDE
    return max(set(inside), key=lambda m: (inside.count(m), m))


def _parts(text: str, start: int, end: int, label: str) -> list[tuple[int, int, str]]:
    """Cut edges off a field, and an issue out of a volume."""
    while start < end and text[start] in _EDGE:
        start += 1
    lead = re.match(_LEAD.get(label) or r"(?!)", text[start:end], re.IGNORECASE)
    if lead:
        start += lead.end()
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    if label == "volume":
        both = _VOLUME_ISSUE.search(text, start, end)
        if both:
            return [(both.start("v"), both.end("v"), "volume"), (both.start("n"), both.end("n"), "issue")]
        several = re.search(r"\s+vols?$", text[start:end], re.IGNORECASE)  # "10 vols."
        if several:
            return [(start, start + several.start(), "volume")]
        number = re.match(r"(?:no|nr|number|issue)\b\.?\s?", text[start:end], re.IGNORECASE)
        if number:
            return [(start + number.end(), end, "issue")]
    return [(start, end, label)] if end > start else []
