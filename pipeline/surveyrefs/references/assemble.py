"""Put the tagger's labels together into a reference's fields."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from surveyrefs.model.reference import Name
from surveyrefs.references.normalise.dates import Date, parse_date
from surveyrefs.references.normalise.names import NameStyle, parse_names
from surveyrefs.references.normalise.pages import normalise_pages
from surveyrefs.references.normalise.titles import abbreviated, clean_container, clean_note, clean_title
from surveyrefs.references.tagging.tagger import OUTSIDE, Tagged, countries
from surveyrefs.text.identifiers import (
    ARXIV_IN_DOI,
    ARXIV_IN_URL,
    Identifier,
    normalise_arxiv,
    normalise_doi,
)
from surveyrefs.text.months import MONTH, is_month, month_of
from surveyrefs.text.unicode import our_figures

# Two runs of one label with nothing but this many marks between are one field.
_MAX_GAP = 3
_LONGEST_ISSUE = 6
_CONTAINERS = ("journal", "booktitle")
_COUNTED = frozenset(("date", "volume", "issue", "pages"))
# A run shorter than this share of a later one of its kind is a stray.
_STRAY = 0.3
_ARXIV_CONTAINER = re.compile(
    r"^(?:preprint|e-?print)?[\s,]*(?:(?:at|on|from)\s)?\(?(?:arxiv|corr|computing research repository)\b",
    re.IGNORECASE,
)
_VOLUME_WORD = re.compile(r"^(?:vol(?:ume)?s?|bd|band|tome?|v)\b\.?\s*", re.IGNORECASE)
_ISSUE_WORD = re.compile(r"^(?:no|nr|num(?:ber)?|issue|iss|n°)\b\.?\s*", re.IGNORECASE)


class Run(msgspec.Struct, frozen=True, gc=False):
    """Tokens [first, last) of one label, and the text they cover."""

    label: str
    first: int
    last: int
    text: str
    sure: float


class Parts(msgspec.Struct, frozen=True, gc=False):
    """What a reference's text says, before its type is decided."""

    fields: dict[str, str]
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    others: bool
    date: Date
    sure: float  # product of the tagger's probabilities over the main fields
    worst: float  # the least of them


def runs_of(text: str, tagged: Tagged) -> list[Run]:
    """Give the labelled runs in order; marks at a run's end are cut off, runs with a small gap joined."""
    out: list[Run] = []
    tokens, labels, sure = tagged.tokens, tagged.labels, tagged.sure
    i = 0
    while i < len(labels):
        label, first = labels[i], i
        while i < len(labels) and labels[i] == label:
            i += 1
        if label == OUTSIDE:
            continue
        if out and out[-1].label == label and _only_marks(tagged, out[-1].last, first):
            first = out[-1].first
            out.pop()
        start, end = tokens[first].start, tokens[i - 1].end
        stopped = text[end : end + 1] == "."
        if stopped and (label in ("author", "editor") or label in _CONTAINERS and abbreviated(text[start:end])):
            end += 1
        printed = our_figures(text[start:end]) if label in _COUNTED else text[start:end]
        out.append(Run(label, first, i, printed, min(sure[first:i])))
    return out


def _only_marks(tagged: Tagged, first: int, last: int) -> bool:
    between = tagged.tokens[first:last]
    return len(between) <= _MAX_GAP and all(t.kind == "p" and t.text not in '“”"()[]' for t in between)


def assemble(text: str, tagged: Tagged, identifiers: Sequence[Identifier], names: NameStyle) -> Parts:
    """Read a reference's fields off its labels."""
    runs = runs_of(text, tagged)
    best = _best_runs(runs)
    fields: dict[str, str] = {}
    for label, run in best.items():
        fields[label] = run.text
    fields["title"] = clean_title(fields.get("title", ""))
    _set_container(fields, best)
    authors, others = parse_names(fields.get("author", ""), names)
    editors, _ = parse_names(fields.get("editor", ""), names)
    date = _date(runs, text)
    _part_numbers(fields)
    if "pages" in fields:
        fields["pages"] = normalise_pages(fields["pages"])
    if "volume" in fields:
        fields["volume"] = _VOLUME_WORD.sub("", fields["volume"].strip(" .,;:()")).strip(" .,;:")
    if "issue" in fields:
        fields["issue"] = _ISSUE_WORD.sub("", fields["issue"].strip(" .,;:()")).strip(" .,;:")
    for label in ("publisher", "institution", "location", "series", "edition", "genre", "collab"):
        if label in fields:
            fields[label] = clean_container(fields[label])
    if "note" in fields:
        fields["note"] = clean_note(fields["note"])
    date = replace(date, month=date.month or _settle(fields))
    set_identifiers(fields, text, identifiers)
    keep = [
        run.sure
        for label, run in best.items()
        if label in ("author", "title", "date", "journal", "booktitle", "volume", "pages")
    ]
    return Parts(
        {k: v for k, v in fields.items() if v}, authors, editors, others, date, math.prod(keep), min(keep, default=0.0)
    )


_MONTH_BEHIND = re.compile(rf"(?P<place>.+?)[\s,;]+(?P<month>{MONTH}\.?)$", re.IGNORECASE)


def _settle(fields: dict[str, str]) -> str:
    """Put places that passed for publishers where they belong; return the month that an issue or place held."""
    month = ""
    if is_month(fields.get("issue", "")):
        month = month_of(fields.pop("issue"))
    behind = _MONTH_BEHIND.fullmatch(fields.get("location", ""))
    if behind:
        fields["location"], month = behind["place"], month_of(behind["month"])
    publisher = fields.get("publisher", "")
    if publisher and publisher.rsplit(", ", 1)[-1] in countries():
        fields.setdefault("location", publisher)
        del fields["publisher"]
    return month


_TWO_NUMBERS = re.compile(r"(?P<a>\w+(?:\s?[-–/]\s?\d{1,3})?)\s?(?:\)?,|\(|:(?=.*[-–]))\s?(?P<b>\S.*)")
_VOLUME_PAGE = re.compile(r"(?P<a>\d{1,4}) (?P<b>[A-Za-z]\d+)")  # "PLoS Comput. Biol 3 e37"
_PAGES = re.compile(r"[A-Za-z]{0,3}\d[\d:. ]*(?:\s?[-–—−]+\s?[A-Za-z]{0,3}\d[\d:.]*)?")


def _part_numbers(fields: dict[str, str]) -> None:
    """Part `174, 15` and `5296, 51–54` that came as one field: volume, issue, pages."""
    volume = _TWO_NUMBERS.fullmatch(fields.get("volume", ""))
    if volume and not fields.get("issue") and len(volume["b"]) <= _LONGEST_ISSUE:
        fields["volume"], fields["issue"] = volume["a"], volume["b"]
    bare = _VOLUME_PAGE.fullmatch(fields.get("volume", ""))
    if bare and not fields.get("pages"):
        fields["volume"], fields["pages"] = bare["a"], bare["b"]
    pages = re.fullmatch(
        r"(?P<a>\w+(?:\s?[-–/]\s?\d{1,3})?)\s?(?:\)?\s?,\s|\(|\),)\s?(?P<b>.+)", fields.get("pages", "")
    )
    if (
        pages
        and _PAGES.fullmatch(pages["b"].strip(" ,)"))
        and ("–" in pages["b"] or "-" in pages["b"] or not fields.get("volume"))
    ):
        target = "issue" if fields.get("volume") else "volume"
        if not fields.get(target) and not re.fullmatch(r"(?:19|20)\d\d", pages["a"]):
            fields[target] = pages["a"]
        fields["pages"] = pages["b"].strip(" ,)")


def _best_runs(runs: Sequence[Run]) -> dict[str, Run]:
    """Choose a run for each label: the first, but for titles and containers none much shorter than a later one."""
    best: dict[str, Run] = {}
    for run in runs:
        old = best.get(run.label)
        stray = run.label in ("title", *_CONTAINERS) and old and len(old.text) < len(run.text) * _STRAY
        if old is None or stray:
            best[run.label] = run
    return best


def _set_container(fields: dict[str, str], best: dict[str, Run]) -> None:
    journal, book = best.get("journal"), best.get("booktitle")
    chosen = journal or book
    if journal and book:
        early, late = sorted((journal, book), key=lambda run: run.first)
        chosen = late if len(early.text) < len(late.text) * _STRAY else early
    if not chosen and fields.get("series") and (fields.get("pages") or fields.get("volume")) and fields.get("title"):
        fields["container"] = clean_container(fields.pop("series"))
    if chosen:
        fields["container"] = clean_container(chosen.text)
        fields["in_journal"] = "yes" if chosen.label == "journal" else ""


def _date(runs: Sequence[Run], text: str) -> Date:
    dates = [parse_date(run.text, text) for run in runs if run.label == "date"]
    dates = [d for d in dates if d.year]
    if not dates:
        return Date()
    first = dates[0]
    month = next((d.month for d in dates if d.month), "")
    return replace(first, month=month)


def set_identifiers(fields: dict[str, str], text: str, identifiers: Sequence[Identifier]) -> None:
    """Fill doi, arxiv, class, url, isbn, issn, pmid and pmcid; an arXiv container is the preprint's, not a journal."""
    for label in ("doi", "arxiv", "url", "isbn"):
        fields.pop(label, None)
    for found in identifiers:
        printed = text[found.start : found.end]
        if found.kind == "doi":
            fields.setdefault("doi", found.value)
        elif found.kind == "url":
            fields.setdefault("url", found.value)
        elif found.kind in ("isbn", "issn", "pmid", "pmcid"):
            fields.setdefault(found.kind, found.value)
        elif found.kind == "arxiv":
            fields.setdefault("arxiv", found.value)
            fields.setdefault("class", found.primary_class)
            printed_volume = re.search(r"abs\s?/\s?\S+", printed, re.IGNORECASE)
            if printed_volume and not fields.get("volume"):
                fields["volume"] = printed_volume[0]
    for pattern, source in ((ARXIV_IN_DOI, fields.get("doi", "")), (ARXIV_IN_URL, fields.get("url", ""))):
        match = pattern.search(source)
        if match:
            fields.setdefault("arxiv", normalise_arxiv(match["id"]))
    if "/10." in fields.get("url", "") and not fields.get("doi"):
        fields["doi"] = normalise_doi(fields["url"])
    if fields.get("arxiv") and _ARXIV_CONTAINER.match(fields.get("container", "")):
        fields["container"] = fields["in_journal"] = ""
        fields["arxiv_printed"] = "yes"
