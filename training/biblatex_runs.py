# ruff: noqa: E501
# A pattern stays on its line.
"""Make labelled runs of the characters that biblatex printed: edges cut, parts of a field joined."""

from __future__ import annotations

import re

from training.records import Record
from training.render import Run

OUTSIDE = "O"
Char = tuple[str, str, str]  # a character, its label, its font
_PAIRS = {"--": "–", "–-": "—", "‘‘": "“", "’’": "”", "‘`": "“", "’'": "”"}
_CURLY = {"`": "‘", "'": "’"}
_EDGE = " .,;:()[]“”\"‘’–—-/<>|«»„"
_SAME_AUTHORS = re.compile(r"^\s*[—–―]+[\s.,:]*")
_GAPS = {
    "title": r"[\s.:,–?!]{1,4}", "booktitle": r"[\s.:,–]{1,4}", "journal": r"[\s.:,]{1,3}", "date": r"[\s.,]{1,3}", "genre": r"[\s.,:]{1,3}|,? [Nn]o\. ", "pages": r"[:\s]{1,2}",
    "isbn": r"[\s:]{1,2}", "arxiv": r"[\s:\[(]{1,3}", "note": r"[\s:]{1,2}",
}  # fmt: skip
_LEADS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "pages": r"(?:pages?|pp?|art(?:icle)?|id|eid)\b\.?(?: (?:no|id)\b\.?)?",
        "volume": r"(?:vol(?:ume)?s?|v)\b\.?",
        "issue": r"(?:no|nr|num(?:ber)?|issue|iss|n)\b\.?[°º]?",
        "doi": r"doi\b",
        "url": r"(?:url|available|(?:available )?(?:online |also )?(?:at|from))\b(?=[\s:])",
        "editor": r"(?:in|eds?|edited by|hrsg)\b\.?(?=[\s:])",
        "edition": r"(?:ed)\b\.?",
    }.items()
}
_TRAILS = {
    "editor": re.compile(r"[\s,(\[]+(?:eds?|editors?|hrsg)\b\.?[)\]]?$", re.IGNORECASE),
    "edition": re.compile(r"\s(?:ed|edn|edition)\.?$", re.IGNORECASE),
    "title": re.compile(r"\[(?:[A-Z]{1,2}(?:/[A-Z]{2})?|online|[Dd]ataset|[Ss]oftware|Computer software)\]$"),
}
_SEEN = re.compile(r"(?:last )?\b(?:accessed|visited|retrieved)(?: on)?:? \w", re.IGNORECASE)
# A large volume in Roman numerals, and names of words that the style has no words for: nobody prints these.
_BROKEN = re.compile(r"\bm{4}|\b(?:phdthesis|mathesis|techreport|inpress|prepublished|nodate|numbers)\b", re.IGNORECASE)
_CHECKED = ("journal", "booktitle", "series", "publisher", "institution", "genre", "doi")
_LEAST_CHECKED = 8


def labelled(chars: list[Char], record: Record) -> list[Run] | None:
    """Give a reference's runs; None where a field was printed past our marks."""
    chars = _tidy(chars)
    text = "".join(c[0] for c in chars)
    lead = _SAME_AUTHORS.match(text)
    if lead:
        text, chars = text[lead.end() :], chars[lead.end() :]
    labels = [_number_label(c[1], record) for c in chars]
    _join(text, labels)
    for match in _SEEN.finditer(text):
        if labels[match.end() - 1] == "note" and set(labels[match.start() : match.end() - 1]) <= {OUTSIDE, "note"}:
            labels[match.start() : match.end()] = ["note"] * (match.end() - match.start())
    for start, end in _spans(labels):
        if labels[start] == "arxiv" and not any(c.isdigit() for c in text[start:end]):  # the server, named as a journal is
            labels[start:end] = ["journal"] * (end - start)
        _trim(text, labels, start, end)
    if not _complete(text, labels, record):
        return None
    out: list[Run] = []
    for (char, _, font), label in zip(chars, labels, strict=True):
        if out and out[-1][1:] == (label, font):
            out[-1] = (out[-1][0] + char, label, font)
        else:
            out.append((char, label, font))
    return out


def _number_label(label: str, record: Record) -> str:
    if label != "?number":
        return label
    return {"article": "issue", "report": "genre", "preprint": "arxiv"}.get(record.kind, "volume")


def _tidy(chars: list[Char]) -> list[Char]:
    """Make single blanks, dashes and curly quotes, as fonts with ligatures do."""
    out: list[Char] = []
    for char, label, font in chars:
        last = out[-1][0] if out else " "
        if char == " " and last == " ":
            continue
        pair = _PAIRS.get(last + char)
        if pair:
            out[-1] = (pair, *out[-1][1:])
        else:
            out.append((_CURLY.get(char, char), label, font))
    while out and out[-1][0] == " ":
        out.pop()
    return out


def _spans(labels: list[str]) -> list[tuple[int, int]]:
    out, start = [], 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] != labels[start]:
            if labels[start] != OUTSIDE:
                out.append((start, i))
            start = i
    return out


def _join(text: str, labels: list[str]) -> None:
    """Close gaps in a field that is printed in parts (title and subtitle, month and year, kind and number of a report)."""
    spans = _spans(labels)
    for (a, b), (c, d) in zip(spans, spans[1:], strict=False):
        gap = _GAPS.get(labels[a])
        if labels[a] == labels[c] and gap and re.fullmatch(gap, text[b:c]):
            labels[b:d] = [labels[a]] * (d - b)


def _trim(text: str, labels: list[str], start: int, end: int) -> None:
    """Take marks and lead words off a field's edges."""
    label, first, last = labels[start], start, end
    lead, trail = _LEADS.get(label), _TRAILS.get(label)
    while True:
        before = (first, last)
        while first < last and text[first] in _EDGE and not (text[first] in "([" and _closes(text, first, last)):
            first += 1
        while last > first and text[last - 1] in _EDGE and not (text[last - 1] in ")]" and _opens(text, first, last)):
            last -= 1
        match = lead.match(text, first, last) if lead else None
        first = match.end() if match else first
        match = trail.search(text, first, last) if trail else None
        last = match.start() if match else last
        if (first, last) == before:
            break
    labels[start:first] = [OUTSIDE] * (first - start)
    labels[last:end] = [OUTSIDE] * (end - last)


def _closes(text: str, first: int, last: int) -> bool:
    """Tell whether the bracket that opens the field closes before its end, as in "(Meta)learning"."""
    at = text.find({"(": ")", "[": "]"}[text[first]], first, last)
    return 0 < at < last - 1 and text[at + 1 : last].strip(_EDGE) != ""


def _opens(text: str, first: int, last: int) -> bool:
    return text.rfind({")": "(", "]": "["}[text[last - 1]], first, last) > first


def _complete(text: str, labels: list[str], record: Record) -> bool:
    """Tell whether no long field of the record stands outside the labels."""
    if record.year and "date" not in labels and record.year in text:
        return False
    plain = "".join(c if label in (OUTSIDE, "volume") else "\n" for c, label in zip(text, labels, strict=True))
    if _BROKEN.search(plain):
        return False
    outside = fold("".join(c if label == OUTSIDE else "\n" for c, label in zip(text, labels, strict=True)))
    values = [record.title, record.organisation, *(record.fields.get(n, "") for n in _CHECKED), *(p[1] for p in record.authors)]
    return any(label != OUTSIDE for label in labels) and not any(
        len(folded) >= _LEAST_CHECKED and folded in outside for value in values for folded in [fold(value)]
    )


def fold(text: str) -> str:
    """Keep letters and digits, and ends of lines."""
    return re.sub(r"[^\w\n]|_", "", text.lower())
