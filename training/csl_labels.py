"""From characters with the names of marks to labelled runs: punctuation as a processor joins it, edges, labels."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from training.journals import COLLABORATIONS
from training.records import Record
from training.render import Run


class Char(NamedTuple):
    """A printed character; `edge`: a mark stood before it."""

    text: str
    font: str
    label: str
    edge: bool


# Marks of which a processor prints only the first when both meet.
_DROP_SECOND = {"..", "!.", "?.", "::", ":.", ":;", ";.", ";:", ";;", ",,", "!!", "??"}
_DROP_FIRST = {":!", ":?", ";!", ";?", ",.", ":,", ";,"}
# Pairs that a processor may print, but no printer: the second stays.
_NEVER = {",.", ",,"}
_CLOSING = "”’"
_EDGE = " \t.,;:()[]{}<>“”„‟\"'‘’‚‹›–—-«»"
_BLANKS = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2011": "-"} | dict.fromkeys("\u2060\u200b\u00ad\ufeff", "")
_OF_KIND = {"thesis": {"publisher": "institution"}, "report": {"publisher": "institution"}}
_PLAIN = {"place": "location", "accessed": "note", "drop": "O"}
_BRACKETS = {")": "(", "]": "["}
# What may stand between two parts of one date, of a report's kind and its number, of a note on access.
_GAPS = {
    "date": re.compile(r"[ ,.]{1,2}"),
    "genre": re.compile(r"[ ,.:(]*(?:(?:no|nr|n|num|number|report)\b\.?[°º]?|#)?[ .:]*", re.IGNORECASE),
    "note": re.compile(r"[ ,.:]{1,2}(?:(?:on|at|am|le|el|em|il|il giorno)[ :]{1,2})?"),
}
_ACCESS = re.compile(
    r"(?:last |date |online[;,]? )?"
    r"(?:visited|retrieved|viewed|cited|consult\w+|abgerufen|zugegriffen|acc?ess\w*|acced\w+)"
    r"(?: on| am| le| el| em| il)?[ :]*$",
    re.IGNORECASE,
)
_RETRIEVED = re.compile(r"Retrieved from(?= )")
# Kinds of works that a style prints of itself, in a thesis or a report.
_KIND = re.compile(
    r"\b(?:(?:ph\.? ?d\.?|doctoral|master['’]?s|m\.? ?sc\.?|doktor\w+) )?(?:thesis|dissertation|thèse|tesis|tese)\b"
    r"|\b(?:(?:technical|tech\.|research) )?(?:report|rapport)\b",
    re.IGNORECASE,
)
_NUMBER_NAME = re.compile(r"(?:PMID|PMCID|PubMed(?: PMID| ID)?)\s?:?\s?$")
# Neither Latin nor Greek letters, nor marks, nor symbols.
_FOREIGN = re.compile(r"[^\u0000-\u024f\u0300-\u03ff\u1e00-\u1eff\u2010-\u22ff]")


def labelled(chars: list[Char], record: Record, inside: bool, any_writing: bool = False) -> list[Run] | None:
    """Give a printed entry's runs; None where it holds foreign writing (if that is not asked for) or nothing."""
    chars = _joined(_simple(chars), inside)
    text = "".join(c.text for c in chars)
    labels = [_label(c.label, record.kind) for c in chars]
    if not text or not any_writing and _FOREIGN.search(text) or _glued(chars, labels) or _book_in_itself(text, labels):
        return None
    _preprint(text, chars, labels, record)
    _cut_edges(text, labels)
    if record.kind in ("thesis", "report"):
        _fill(_KIND, text, labels, "genre")
    _fill(_RETRIEVED, text, labels, "note")
    _stretch(text, labels)
    _collaborations(text, labels)
    return _runs(chars, labels)


def _label(name: str, kind: str) -> str:
    if name == "container":
        return "booktitle" if kind in ("inproceedings", "incollection", "book") else "journal"
    if name == "genre":
        return "genre" if kind in ("thesis", "report") else "note"
    if name == "number":
        return {"report": "genre", "preprint": "arxiv"}.get(kind, "issue")
    if name == "archive":
        return "arxiv"
    return _OF_KIND.get(kind, {}).get(name) or _PLAIN.get(name, name)


def _glued(chars: list[Char], labels: list[str]) -> bool:
    """Tell whether two fields touch without a mark between: a defect of the style, which nobody would print."""
    for i in range(1, len(chars)):
        if chars[i].edge and labels[i - 1] != "O" != labels[i]:
            before, after = chars[i - 1].text, chars[i].text
            suffix = labels[i - 1] == labels[i] and before.isdigit() != after.isdigit()  # 2011a
            if before.isalnum() and after.isalnum() and not suffix:
                return True
    return False


def _book_in_itself(text: str, labels: list[str]) -> bool:
    """Tell "Berg, A. In Things; Wiley": a title that is printed as a container teaches the wrong thing."""
    at = labels.index("title") if "title" in labels else 0
    return bool(re.search(r"\b[Ii]n:? [“\"]?$", text[:at]))


def _preprint(text: str, chars: list[Char], labels: list[str], record: Record) -> None:
    """Let a preprint's server be its journal, and its number be one, whatever field they were given in."""
    if record.kind != "preprint":
        return
    number = record.fields["arxiv"]
    for start, end in _spans([c.label for c in chars]):
        name = chars[start].label
        if name == "publisher":
            labels[start:end] = ["journal"] * (end - start)
        elif name in ("archive", "pages", "number"):
            label = "arxiv" if number in text[start:end] else "journal"
            labels[start:end] = [label] * (end - start)


def _simple(chars: list[Char]) -> list[Char]:
    """Compose letters, make plain blanks and hyphens, drop what has no width."""
    out: list[Char] = []
    for char in chars:
        text = _BLANKS.get(char.text, char.text)
        if out and text and unicodedata.combining(text[0]):
            both = unicodedata.normalize("NFC", out[-1].text + text)
            if len(both) == 1:
                out[-1] = out[-1]._replace(text=both)
                continue
        if text:
            out.append(char._replace(text=text))
    return out


def _joined(chars: list[Char], inside: bool) -> list[Char]:
    """Join punctuation where marks were taken away, as a processor does."""
    out: list[Char] = []
    for char in chars:
        mark = char.text
        if mark == " " and (not out or out[-1].text == " "):
            if out:
                out[-1] = out[-1]._replace(edge=out[-1].edge or char.edge)
            continue
        if char.edge and out:
            before = out[-1].text
            if before == "»" and mark == "." and len(out) > 1 and out[-2 if out[-2].text != " " else -3].text in ".!?":
                continue
            if before in _CLOSING and mark in ".," and len(out) > 1 and out[-1].label != "author":
                if inside or mark == "." and out[-2].text in ".!?":
                    quote = out.pop()
                    if out[-1].text + mark not in _DROP_SECOND:
                        out.append(char)
                    out.append(quote._replace(edge=False))
                    continue
            elif before + mark in _DROP_SECOND:
                continue
            elif before + mark in _DROP_FIRST:
                out.pop()
        elif out and out[-1].text + mark in _NEVER:
            out.pop()
        out.append(char)
    while out and out[-1].text == " ":
        out.pop()
    return out


def _cut_edges(text: str, labels: list[str]) -> None:
    """Leave outer punctuation and brackets out of every field."""
    for start, end in _spans(labels):
        a, b = start, end
        while a < b and text[a] in _EDGE and not (text[a] in "([" and _closes_inside(text, a, b)):
            a += 1
        while b > a and text[b - 1] in _EDGE and _BRACKETS.get(text[b - 1], "\n") not in text[a : b - 1]:
            b -= 1
        labels[start:a] = ["O"] * (a - start)
        labels[b:end] = ["O"] * (end - b)


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket closes inside a field, and words follow it there."""
    closing = {"(": ")", "[": "]"}[text[start]]
    at = text.find(closing, start, end)
    return start < at and bool(text[at + 1 : end].strip(_EDGE))


def _spans(labels: list[str]) -> list[tuple[int, int]]:
    out, i = [], 0
    while i < len(labels):
        j = i
        while j < len(labels) and labels[j] == labels[i]:
            j += 1
        if labels[i] != "O":
            out.append((i, j))
        i = j
    return out


def _stretch(text: str, labels: list[str]) -> None:
    """Join the parts of one date, kind of report, or note on access."""
    for start, _end in _spans(labels):
        if labels[start] == "note":
            before = _ACCESS.search(text, 0, start) or _NUMBER_NAME.search(text, 0, start)
            if before and set(labels[before.start() : start]) == {"O"}:
                labels[before.start() : start] = ["note"] * (start - before.start())
    spans = _spans(labels)
    for (_, a), (b, _) in zip(spans, spans[1:], strict=False):
        name = labels[b]
        if labels[a - 1] == name and name in _GAPS and _GAPS[name].fullmatch(text, a, b):
            labels[a:b] = [name] * (b - a)


def _fill(pattern: re.Pattern[str], text: str, labels: list[str], label: str) -> None:
    """Label what matches and belongs to no field yet."""
    for found in pattern.finditer(text):
        start, end = found.span()
        if set(labels[start:end]) == {"O"}:
            labels[start:end] = [label] * (end - start)


def _collaborations(text: str, labels: list[str]) -> None:
    """Label a collaboration that follows the authors."""
    for name in COLLABORATIONS:
        at = text.find(name)
        if at > 0 and labels[at] == "author" and labels[at - 1] == "author":
            labels[at : at + len(name)] = ["collab"] * len(name)


def _runs(chars: list[Char], labels: list[str]) -> list[Run]:
    out: list[Run] = []
    for char, label in zip(chars, labels, strict=True):
        if out and out[-1][1:] == (label, char.font):
            out[-1] = (out[-1][0] + char.text, label, char.font)
        else:
            out.append((char.text, label, char.font))
    return out
