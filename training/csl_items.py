# ruff: noqa: E501
# Lists of forms read best in long lines.
"""Bring records to CSL-JSON items, as people's reference managers hold them; a list's habits are drawn once."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from training.journals import ABBREVIATED, COLLABORATIONS, SCIENCE
from training.periodicals import abbreviator, read_journals
from training.records import MONTHS, Record, abbreviate
from training.render import _sentence_case
from training.vocabulary import NEWS

Item = dict[str, Any]
STYLES = Path("/usr/share/citation-style-language/styles")
_TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "incollection": "chapter", "book": "book",
    "thesis": "thesis", "report": "report", "preprint": "article", "web": "webpage",
}  # fmt: skip
# An edition in words, as a number.
_EDITIONS = {"2nd": "2", "second": "2", "third": "3", "1st": "1", "Second": "2", "4th": "4"}
_MOST_AUTHORS = 9
# Of journals in a list of the sciences, so many are the well-known ones; the others are any that have a style.
_KNOWN_SHARE = 0.4
_CONFERENCES_KEPT = 0.35
_NOTES = ("In press", "in press", "To appear", "Accepted", "Submitted", "Unpublished", "Epub ahead of print", "Erratum in", "In Chinese", "Review", "Version 2")
_NOTED = 0.02


class Habits(NamedTuple):
    """What one list's author does throughout."""

    science: bool  # journals of physics, chemistry, medicine in place of the records' own
    titles: bool  # articles have titles
    short: str  # journals: "dots", "bare" (no dots), "full", "both" (full and short), or "mixed" (one or the other)
    dois: float
    urls: float
    issues: bool
    months: float
    days: float
    first_page: float
    sentence_case: bool
    events: float
    issn: bool
    pmid: bool
    preprint: str
    collaborations: float


def draw_habits(rng: random.Random) -> Habits:
    """Draw the habits of one list."""
    science = rng.random() < 0.6
    return Habits(
        science=science,
        titles=rng.random() >= (0.3 if science else 0.06),
        short=rng.choice(("both", "both", "both", "dots", "dots", "bare", "full", "mixed")),
        dois=rng.choice((0.0, 0.0, 0.3, 0.6, 0.95)),
        urls=rng.choice((0.0, 0.0, 0.0, 0.2, 0.8)),
        issues=rng.random() < 0.7,
        months=rng.choice((0.0, 0.3, 0.9)),
        days=rng.choice((0.0, 0.5)),
        first_page=rng.choice((0.0, 0.0, 0.1, 0.4, 0.95)) if science else 0.03,
        sentence_case=rng.random() < 0.6,
        events=rng.choice((0.0, 0.0, 0.3)),
        issn=rng.random() < 0.2,
        pmid=rng.random() < 0.06,
        preprint=rng.choice(("journal", "journal", "preprint", "number", "corr", "publisher", "publisher", "archive", "url")),
        collaborations=rng.choice((0.0, 0.0, 0.05)) if science else 0.0,
    )


def settle(record: Record, habits: Habits, rng: random.Random) -> Record:
    """Make most conference papers articles in a list of the sciences, where journals count."""
    if not habits.science or record.kind != "inproceedings" or rng.random() < _CONFERENCES_KEPT:
        return record
    fields = {k: v for k, v in record.fields.items() if k in ("pages", "doi", "url", "month", "number")}
    return replace(record, kind="article", fields=fields, editors=())


def to_item(key: str, r: Record, habits: Habits, rng: random.Random) -> Item:
    """Give a record as a CSL-JSON item."""
    f = {k: v for k, v in r.fields.items() if v}
    kind = _TYPES[r.kind]
    if r.kind == "article" and f.get("journal") in NEWS:
        kind = "article-newspaper"
    item: Item = {"id": key, "type": kind, "title": _title(r.title, habits), "author": _people(r, habits, rng), "editor": [_person(p) for p in r.editors]}
    item["issued"] = _issued(r, f, habits, rng)
    item |= {
        "volume": f.get("volume", ""), "page": re.sub("[-–]+", "-", f.get("pages", "")), "publisher-place": f.get("address", ""),
        "collection-title": f.get("series", ""), "ISBN": re.sub(r"^ISBN:?\s*", "", f.get("isbn", "")), "publisher": f.get("publisher") or f.get("organization") or f.get("institution", ""),
        "edition": _EDITIONS.get(f.get("edition", ""), f.get("edition", "")), "chapter-number": f.get("chapter", ""), "genre": f.get("genre", ""),
    }  # fmt: skip
    if r.kind in ("report", "preprint"):
        item["number"] = f.get("number", "")
    elif habits.issues:
        item["issue"] = f.get("number", "")
    if f.get("doi") and rng.random() < max(habits.dois, 0.02):
        item["DOI"] = f["doi"]
    if f.get("url") and (r.kind == "web" or rng.random() < habits.urls):
        item["URL"] = f["url"]
        item["accessed"] = _accessed(rng) if rng.random() < 0.7 else None
    if rng.random() < _NOTED:
        item[rng.choice(("note", "note", "status"))] = rng.choice(_NOTES)
    build = _BUILD.get(r.kind)
    if build:
        build(item, f, habits, rng)
    return {name: value for name, value in item.items() if value}


def _title(title: str, habits: Habits) -> str:
    title = re.sub(r"\\[()]|\$", "", title.replace("``", "“").replace("''", "”"))
    title = re.sub(r"[\\{}^]", "", title)
    return _sentence_case(title) if habits.sentence_case else title


def _person(person: tuple[str, str]) -> dict[str, str]:
    given, family = person
    return {"family": family, "given": given} if given else {"literal": family}


def _people(r: Record, habits: Habits, rng: random.Random) -> list[dict[str, str]]:
    if r.organisation:
        return [{"literal": r.organisation}]
    people = [_person(p) for p in r.authors[:_MOST_AUTHORS]]
    if r.kind == "article" and rng.random() < habits.collaborations:
        people = [*people[: rng.randint(0, 3)], {"literal": rng.choice(COLLABORATIONS)}]
    return people


def _issued(r: Record, f: dict[str, str], habits: Habits, rng: random.Random) -> Item | None:
    if not r.year.isdigit():
        return None
    parts = [int(r.year)]
    month = next((i + 1 for i, m in enumerate(MONTHS) if m.lower().startswith(f.get("month", "-").lower()[:3])), 0)
    news = r.fields.get("journal") in NEWS
    if news or month and rng.random() < habits.months:
        parts.append(month or rng.randint(1, 12))
        if news or rng.random() < habits.days:
            parts.append(rng.randint(1, 28))
    return {"date-parts": [parts]}


def _accessed(rng: random.Random) -> Item:
    return {"date-parts": [[rng.randint(2005, 2026), rng.randint(1, 12), rng.randint(1, 28)]]}


def _names(item: Item, full: str, short: str, form: str) -> None:
    """Set the container's long and short name as the list has them."""
    bare = short.replace(".", "")
    item["container-title"] = {"dots": short, "bare": bare}.get(form, full)
    if form != "full":
        item["container-title-short"] = bare if form == "bare" else short


def _form(habits: Habits, rng: random.Random) -> str:
    return rng.choice(("full", "dots")) if habits.short == "mixed" else habits.short


@cache
def _journals() -> list[str]:
    return read_journals(STYLES) or [full for full, _ in SCIENCE]


@cache
def _shortener() -> Callable[[str], str]:
    try:
        return abbreviator()
    except ImportError:  # without the package of ISO 4's words, ours must do
        return abbreviate


def _short(name: str) -> str:
    return ABBREVIATED.get(name) or (name if "." in name else _shortener()(name))


def _article(item: Item, f: dict[str, str], habits: Habits, rng: random.Random) -> None:
    if item["type"] == "article-newspaper":
        item["container-title"] = f["journal"]
        return
    full, item["collection-title"] = f.get("journal", ""), ""
    if habits.science:
        full, short = rng.choice(SCIENCE)
        if rng.random() >= _KNOWN_SHARE:
            full = rng.choice(_journals())
            short = _short(full)
        if not item["volume"] and rng.random() < 0.9:
            item["volume"] = str(rng.randint(1, 400))
        if rng.random() < 0.02:
            item["volume"] = f"{rng.choice('ABCD')}{rng.randint(10, 400)}"
    else:
        short = _short(full)
    _names(item, full, short, _form(habits, rng))
    if not habits.titles:
        del item["title"]
    if rng.random() < habits.first_page:
        item["page"] = rng.choice((item["page"].split("-")[0], f"{rng.randint(1, 999999):06d}", f"{rng.randint(1, 999999):06d}", f"L{rng.randint(1, 400)}", f"{rng.randint(1, 9999)}"))
    if habits.issn and rng.random() < 0.8:
        item["ISSN"] = f"{rng.randint(0, 9999):04d}-{rng.randint(0, 999):03d}{rng.choice('0123456789X')}"
    if habits.pmid and rng.random() < 0.8:
        item["PMID"] = str(rng.randint(1000000, 39999999))


def _inproceedings(item: Item, f: dict[str, str], habits: Habits, rng: random.Random) -> None:
    full = f.get("booktitle", "")
    _names(item, full, abbreviate(full), _form(habits, rng))
    if rng.random() < habits.events:
        item["event-title"] = item["event"] = full
        item["event-place"] = item["publisher-place"]
    if not habits.titles and rng.random() < 0.35:
        del item["title"]


def _incollection(item: Item, f: dict[str, str], habits: Habits, rng: random.Random) -> None:
    item["container-title"] = _title(f.get("booktitle", ""), habits)
    _series(item)
    if not habits.titles and rng.random() < 0.6:
        del item["title"]


def _series(item: Item) -> None:
    if item["collection-title"]:
        item["collection-number"], item["volume"] = item["volume"], ""


def _book(item: Item, _f: dict[str, str], _habits: Habits, rng: random.Random) -> None:
    _series(item)
    item["page"] = ""
    if rng.random() < 0.15:
        item["number-of-pages"] = str(rng.randint(90, 1200))


def _preprint(item: Item, f: dict[str, str], habits: Habits, rng: random.Random) -> None:
    number, server = f["arxiv"], f.get("server", "")
    if rng.random() < 0.5:
        item["URL"] = f.get("url") or f"https://arxiv.org/abs/{number}"
    if server:
        item |= {"container-title": server, "URL": "", "DOI": item.get("DOI", "").replace("48550/arXiv", "1101")}
        return
    form = habits.preprint if rng.random() < 0.85 else rng.choice(("journal", "preprint", "publisher", "url"))
    journal = {"type": "article-journal"}
    item |= {
        "journal": {**journal, "container-title": rng.choice((f"arXiv:{number} [{f['cls']}]", f"arXiv:{number}", "arXiv"))},
        "preprint": {**journal, "container-title": rng.choice((f"arXiv preprint arXiv:{number}", f"arXiv e-prints arXiv:{number}", "arXiv preprint"))},
        "corr": {**journal, "container-title": "CoRR", "volume": f"abs/{number}"},
        "number": {**journal, "container-title": "arXiv", "page": number},
        "publisher": {"publisher": "arXiv", "number": f"arXiv:{number}"},
        "archive": {"archive": "arXiv", "archive_location": number, "number": f"arXiv:{number}"},
        "url": {"type": "webpage", "URL": f"https://arxiv.org/abs/{number}"},
    }[form]  # fmt: skip
    if form == "publisher" and rng.random() < 0.5:
        item["DOI"] = f"10.48550/arXiv.{number}"
    if item.get("URL") and rng.random() < 0.4:
        item["accessed"] = _accessed(rng)


def _web(item: Item, f: dict[str, str], _habits: Habits, rng: random.Random) -> None:
    item["genre"] = f.get("howpublished", "")
    if rng.random() < 0.15:
        item["type"] = rng.choice(("post-weblog", "post", "software", "dataset"))


_BUILD = {"article": _article, "inproceedings": _inproceedings, "incollection": _incollection, "book": _book, "preprint": _preprint, "web": _web}
