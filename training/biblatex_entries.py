# ruff: noqa: E501
# Lists of forms read best in long lines.
"""Write records as the entries of a .bib file that biblatex's users write."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from training.records import MONTHS, Record

_SPECIAL = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_"}
_DROPPED = re.compile(r"[\\{}~^\"<>|]")
# The fonts of the document have Latin letters with accents and the marks of print; other letters are dropped.
_LAST_LETTER = 0x17F
_MARKS = "–—‘’“”…"
_SERVERS = ("bioRxiv", "medRxiv", "SSRN", "OpenReview", "PsyArXiv")
_ADDENDA = ("Poster", "Best paper award", "Oral presentation", "Extended version", "In Chinese", "Spotlight", "Invited paper", "Survey track", "PMID: 28117445", "Erratum available", "Accepted", "arXiv:2001.01234 [cs]", "Publisher: Nature Publishing Group", "Number: 3", "Event-place: Tallinn, Estonia")
_STATES = ("inpress", "submitted", "forthcoming", "prepublished")


@dataclass(frozen=True)
class Habits:
    """What one author's .bib file always does."""

    dates: bool  # date = {2020-05-03}, or year and month
    months: float
    places: bool
    urls: float
    seen: bool  # urldate
    arxiv: float
    classic: bool  # BibTeX's types (@phdthesis, @techreport, @misc), or biblatex's
    protect: bool  # braces around acronyms
    subtitles: float
    articles_as_eid: bool
    events: bool
    language: str  # as programs export it: `language = {en}` is printed


def draw_habits(rng: random.Random) -> Habits:
    """Draw a file's habits."""
    return Habits(
        dates=rng.random() < 0.5,
        months=rng.choice((0.0, 0.3, 1.0)),
        places=rng.random() < 0.5,
        urls=rng.choice((0.1, 0.5, 1.0)),
        seen=rng.random() < 0.6,
        arxiv=rng.random(),
        classic=rng.random() < 0.5,
        protect=rng.random() < 0.5,
        subtitles=rng.choice((0.0, 0.0, 0.0, 0.4)),
        articles_as_eid=rng.random() < 0.3,
        events=rng.random() < 0.1,
        language=rng.choice(("en", "eng", "English", "english")) if rng.random() < 0.06 else "",
    )


def clean(text: str) -> str:
    """Keep what can be printed in every style."""
    text = "".join(c for c in text if ord(c) <= _LAST_LETTER or c in _MARKS)
    return re.sub(r"\s+|_?mbox", " ", _DROPPED.sub("", text)).strip()


def escape(text: str) -> str:
    """Give a text as TeX reads it."""
    return "".join(_SPECIAL.get(c, c) for c in clean(text))


def entry(key: str, r: Record, rng: random.Random, habits: Habits) -> str:
    """Give a record's entry."""
    f = {k: v for k, v in r.fields.items() if v}
    out: dict[str, str] = {}
    others = " and others" if rng.random() < 0.04 else ""
    out["author"] = f"{{{escape(r.organisation)}}}" if r.organisation else _names(r.authors) + (others if r.authors else "")
    out["editor"] = _names(r.editors)
    _title(out, r, rng, habits)
    _date(out, r, rng, habits)
    if r.kind == "article":  # the series of the record's conference
        f.pop("series", None)
    for name in ("journal", "booktitle", "series", "volume", "publisher", "organization", "edition"):
        out[name] = escape(f.get(name, ""))
    if habits.protect:
        out["booktitle"] = _protected(out["booktitle"])
    if r.kind == "article":
        out["number"] = escape(f.get("number", ""))
    elif f.get("series") and not f.get("volume"):
        out["number"] = f.get("number", "")
    _pages(out, f, r.kind, habits)
    if habits.places or r.kind in ("book", "thesis"):
        out["address" if habits.classic else "location"] = escape(f.get("address", ""))
    kind = _kind(out, r, f, rng, habits)
    _links(out, r.kind, f, rng, habits)
    _extras(out, r.kind, f, rng, habits)
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in out.items() if value)
    return f"@{kind}{{{key},\n{body}\n}}\n"


def _names(people: tuple[tuple[str, str], ...]) -> str:
    names = [(escape(given), escape(family)) for given, family in people]
    return " and ".join(f"{family}, {given}" if given else f"{{{family}}}" for given, family in names if family)


def _protected(text: str) -> str:
    """Put words with several capitals into braces, so that no style changes them."""
    return re.sub(r"\b\w*[A-Z]\w*[A-Z]\w*\b", lambda m: "{" + m[0] + "}", text)


def _title(out: dict[str, str], r: Record, rng: random.Random, habits: Habits) -> None:
    title = escape(r.title)
    if habits.protect:
        title = _protected(title)
    head, colon, tail = title.partition(": ")
    if colon and rng.random() < habits.subtitles:
        out["title"], out["subtitle"] = head, tail
    else:
        out["title"] = title


def _date(out: dict[str, str], r: Record, rng: random.Random, habits: Habits) -> None:
    if not r.year:
        return
    name = r.fields.get("month", "").lower()[:3]
    month = next((i for i, m in enumerate(MONTHS, 1) if name and m.lower().startswith(name)), 0)
    known = month and rng.random() < habits.months
    if habits.dates:
        day = f"-{rng.randint(1, 28):02d}" if rng.random() < 0.4 else ""
        out["date"] = f"{r.year}-{month:02d}{day}" if known else r.year
    else:
        out["year"] = r.year
        out["month"] = str(month) if known else ""


def _pages(out: dict[str, str], f: dict[str, str], kind: str, habits: Habits) -> None:
    pages = re.sub("[-–]+", "--", f.get("pages", ""))
    if habits.articles_as_eid and kind == "article" and "--" not in pages:
        out["eid"] = escape(pages)
    else:
        out["pages"] = escape(pages)


def _kind(out: dict[str, str], r: Record, f: dict[str, str], rng: random.Random, habits: Habits) -> str:
    """Add what belongs to the kind of work, and give the entry's type."""
    if r.kind == "thesis":
        out["institution" if rng.random() < 0.5 else "school"] = escape(f["institution"])
        master = "aster" in f.get("genre", "") or "M.S" in f.get("genre", "") or "MSc" in f.get("genre", "")
        if habits.classic:
            out["type"] = escape(f.get("genre", "")) if rng.random() < 0.3 else ""
            return "mastersthesis" if master else "phdthesis"
        out["type"] = rng.choice(("mathesis" if master else "phdthesis", escape(f.get("genre", ""))))
        return "thesis"
    if r.kind == "report":
        out["institution"] = escape(f["institution"])
        out["number"] = escape(f.get("number", ""))
        out["type"] = escape(f.get("genre", "")) if rng.random() < 0.5 else ""
        return "techreport" if habits.classic or not out["type"] else "report"
    if r.kind == "preprint":
        return _preprint(out, f, rng, habits)
    if r.kind == "web":
        if f.get("howpublished"):
            out["howpublished"] = escape(f["howpublished"])
        if rng.random() < 0.1:
            return rng.choice(("software", "dataset"))
        return "misc" if habits.classic else "online"
    return r.kind


def _preprint(out: dict[str, str], f: dict[str, str], rng: random.Random, habits: Habits) -> str:
    number, cls = f["arxiv"], f.get("cls", "")
    if f.get("server"):
        out["journal"] = f["server"]
        return "article"
    way = habits.arxiv if rng.random() < 0.85 else rng.random()
    if way < 0.3:
        out["journal"] = rng.choice((f"arXiv preprint arXiv:{number}", f"arXiv preprint arXiv:{number}", f"arXiv:{number}", "arXiv", "arXiv preprint"))
        return "article"
    if way < 0.4:
        out["journal"] = rng.choice(("CoRR", "ArXiv"))
        out["volume"] = f"abs/{number}"
        return "article"
    if way < 0.45:
        out["publisher"] = "arXiv"
        out["number"] = f"arXiv:{number}"
        return rng.choice(("misc", "online"))
    out["eprint"] = number
    out["eprinttype" if rng.random() < 0.5 else "archiveprefix"] = rng.choice(("arxiv", "arXiv", "arXiv"))
    out["eprintclass" if rng.random() < 0.5 else "primaryclass"] = cls if rng.random() < 0.7 else ""
    if way < 0.6:
        out["journal"] = rng.choice(("CoRR", "arXiv e-prints", "ArXiv", "arXiv", "arXiv preprint"))
        return "article"
    return rng.choice(("misc", "online", "online" if not habits.classic else "misc", "unpublished"))


def _links(out: dict[str, str], kind: str, f: dict[str, str], rng: random.Random, habits: Habits) -> None:
    out["doi"] = _verbatim(f.get("doi", ""))
    if f.get("url") and (kind == "web" or rng.random() < habits.urls):
        out["url"] = _verbatim(f["url"])
        if habits.seen and rng.random() < (0.8 if kind == "web" else 0.4):
            year = rng.randint(2012, 2026)
            out["urldate"] = f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    out["isbn"] = f.get("isbn", "")
    if kind in ("article", "inproceedings") and rng.random() < 0.08:
        out["issn"] = rng.choice(("1049-331X", "0162-8828", "1532-4435", "0001-0782"))


def _extras(out: dict[str, str], kind: str, f: dict[str, str], rng: random.Random, habits: Habits) -> None:
    chance = rng.random()
    if chance < 0.03:
        out["note"] = escape(rng.choice(_ADDENDA))
    elif chance < 0.05:
        out["addendum"] = escape(rng.choice(_ADDENDA))
    elif chance < 0.06:
        out["pubstate"] = rng.choice(_STATES)
    elif chance < 0.07 and kind in ("web", "report"):
        out["version"] = f"{rng.randint(1, 5)}.{rng.randint(0, 9)}"
    elif chance < 0.08 and kind == "book":
        out["pagetotal"] = str(rng.randint(90, 900))
    if habits.language and rng.random() < 0.5:
        out["language"] = habits.language
    if kind == "article" and rng.random() < 0.04:  # published, with its preprint's number
        out["eprint"], out["eprinttype"] = f"{rng.randint(7, 25):02d}{rng.randint(1, 12):02d}.{rng.randint(1, 9999):05d}", "arxiv"
    if f.get("chapter"):
        out["chapter"] = f["chapter"]
    if habits.events and kind == "inproceedings" and not habits.classic:
        out["venue"] = escape(f.get("address", "")) if rng.random() < 0.5 else ""
        if re.fullmatch(r"\d{4}", f.get("year", out.get("year", ""))) and rng.random() < 0.5:
            month = rng.randint(1, 12)
            out["eventdate"] = f"{out['year']}-{month:02d}-{rng.randint(1, 20):02d}/{out['year']}-{month:02d}-{rng.randint(21, 28):02d}"


def _verbatim(text: str) -> str:
    return re.sub(r"[\\{}\s%<>^|\"]", "", "".join(c for c in text if ord(c) < 127))
