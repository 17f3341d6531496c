# ruff: noqa: E501, C901, PLR0912, FURB171
# Lists of forms read best in long lines.
"""Print records in a style, each field's words labelled: exact by construction."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import NamedTuple

from training.families import FAMILIES, VARIANTS
from training.records import MONTHS, Record

Run = tuple[str, str, str]  # text, label, font ("p", "i", "b")
LABEL_OF = {"A": "author", "T": "title", "J": "journal", "B": "booktitle", "S": "series", "V": "volume", "N": "issue", "P": "pages", "PP": "pages", "D": "date", "DM": "date",
            "Y": "date", "U": "publisher", "O": "publisher", "L": "location", "I": "institution", "G": "genre", "E": "editor", "ED": "edition", "X": "arxiv", "XJ": "journal", "DOI": "doi",
            "W": "url", "WW": "url", "K": "note", "K2": "note", "K3": "note", "H": "note", "CH": "note", "CT": "note", "EV": "date", "EVS": "date", "PA": "pages", "NP": "O", "ISBN": "isbn"}  # fmt: skip


_VARIANT_RATE = 0.4


@dataclass(frozen=True)
class Style:
    """All choices of one bibliography."""

    family: str
    order: str  # "given", "family", "first" (only the first inverted), "bare" (Smith AB), "nocomma" (Smith A.)
    initials: str  # "full", "A. B.", "A.B.", "AB", "A B"
    sep: str
    last: str
    pair: str
    most: int
    shown: int
    etal: str
    dash: str
    sentence_case: bool
    quotes: str
    doi: str
    url: str
    month: str
    suffix: bool
    italics: bool
    upper: bool
    pages_word: str
    in_word: str
    tail: str
    arxiv: str
    drop: float
    doc_fonts: bool


_INVERTED = {"apa", "apalike", "acmold", "springer", "springerdate", "elsharv", "mdpi", "nature", "vancouver", "annual", "chicago", "mla", "iop"}


def random_style(rng: random.Random) -> Style:
    """Draw a style: a family with its usual habits, some of them changed."""
    family = rng.choice(list(FAMILIES))
    free = rng.random() < 0.25
    order = "family" if family in _INVERTED else "given"
    if family in ("vancouver", "annual", "springerdate", "iop") and not free:
        order = "bare"
    elif family in ("chicago", "mla") and not free:
        order = "first"
    elif family == "springer" and rng.random() < 0.3:
        order = "nocomma"
    elif free or rng.random() < 0.12:
        order = rng.choice(("given", "given", "family", "first", "bare", "nocomma"))
    full = family in ("plain", "plainurl", "acm", "acl", "chicago", "mla", "biblatex", "biblatexay", "alphaold")
    initials = rng.choice(("full", "full", "full", "A. B.")) if full else rng.choice(("A. B.", "A. B.", "A. B.", "A.B.", "full", "A B"))
    if order == "bare":
        initials = "AB"
    if order == "nocomma" and initials == "full":
        initials = "A."
    sep, last, pair = ", ", rng.choice((", and ", " and ", ", and ")), " and "
    if family in ("apa", "nature"):
        last, pair = rng.choice((", & ", " & ")), " & "
    elif family in ("springer", "elsarticle", "elsharv", "vancouver", "annual", "springerdate"):
        last = pair = ", "
    elif family == "mdpi":
        sep = last = pair = "; "
    elif free:
        sep = rng.choice((", ", ", ", "; "))
        last = rng.choice((sep + "and ", " and ", sep, " & ", sep + "& "))
        pair = rng.choice((" and ", last))
    most = rng.choice((1, 2, 3, 3, 6, 6, 10, 10, 99, 99, 99, 99))
    return Style(
        family=family, order=order, initials=initials, sep=sep, last=last, pair=pair, most=most, shown=rng.choice((1, 1, min(most, 3), most)),
        etal=rng.choice(("; et al.", "; et al", "; et al.", " et al.", ", et al.")) if sep == "; " else rng.choice((", et al.", " et al.", ", et al", " et al", ", and others", " and others", ", et al.", ", …", " et al..")),
        dash=rng.choice(("–", "–", "–", "–", "-", "--", "—", " – ", "−")), sentence_case=rng.random() < 0.5, quotes=rng.choice(("“”", "“”", "“”", '""', "‘’", "``''", "«»")),
        doi=rng.choice(("doi:{}", "doi: {}", "DOI: {}", "https://doi.org/{}", "https://doi.org/{}", "http://dx.doi.org/{}", "doi:https://doi.org/{}", "{}", "DOI {}")),
        url=rng.choice(("URL {}", "URL: {}", "{}", "{}", "url: {}", "[Online]. Available: {}", "Available at: {}", "Retrieved from {}", "<{}>", "Available: {}", "URL {}.")),
        month=rng.choice(("none", "none", "full", "abbr", "abbr", "comma", "iso", "day", "dayfirst", "slash", "range")), suffix=rng.random() < 0.3, italics=rng.random() < 0.9, upper=rng.random() < 0.05,
        pages_word=rng.choice(("pp. ", "pp. ", "pp ", "p. ", "pages ", "")), in_word=rng.choice(("In: ", "In: ", "in: ", "In ", "")), tail=rng.choice((" ", ". ", ", ", " ")),
        arxiv=rng.choice(("arXiv preprint arXiv:{}", "arXiv preprint arXiv:{}", "arXiv preprint arXiv:{}", "CoRR, abs/{}", "arXiv:{}", "arXiv: {} [{}]", "arXiv:{} [{}]", "arXiv preprint", "arXiv", "ArXiv, abs/{}", "ArXiv preprint, abs/{}", "Preprint, arXiv:{}", "arXiv e-prints, page arXiv:{}", "CoRR abs/{}", "arXiv preprint arXiv:{} ", "Preprint at https://arxiv.org/abs/{}", "arXiv ({})")),
        drop=rng.choice((0.0, 0.05, 0.15)), doc_fonts=rng.random() < 0.62,
    )  # fmt: skip


class Printed(NamedTuple):
    """A reference as printed, in labelled runs."""

    runs: list[Run]


def render(record: Record, style: Style, rng: random.Random) -> Printed:
    """Print one record."""
    templates = FAMILIES[style.family]
    kind = record.kind if record.kind in templates else "inproceedings" if record.kind == "incollection" else "article"
    values = _values(record, style, rng)
    template = templates[kind]
    others = VARIANTS.get(style.family, {}).get(record.kind) or VARIANTS.get(style.family, {}).get(kind)
    if others and rng.random() < _VARIANT_RATE:
        template = rng.choice(others)
    if len(record.editors) == 1:
        template = re.sub(r"\b([Ee]d)(itor)?s\b", r"\1\2", template)
    runs: list[Run] = []
    if not _fill(template, dict(values), style, runs) and template != templates[kind]:
        runs = []
        _fill(templates[kind], dict(values), style, runs)
    runs = _tidy(runs)
    return Printed(runs)


def _fill(template: str, values: dict[str, list[Run]], style: Style, out: list[Run]) -> bool:
    """Append the template's runs; False where a field is missing."""
    at, complete = 0, True
    while at < len(template):
        char = template[at]
        if char == "<":
            end, depth = at + 1, 1
            while depth:
                depth += {"<": 1, ">": -1}.get(template[end], 0)
                end += 1
            part: list[Run] = []
            used = dict(values)
            if _fill(template[at + 1 : end - 1], used, style, part):
                out += part
                for name in re.findall(r"\{(\w+)", template[at + 1 : end - 1]):
                    values.pop(name, None)
            at = end
        elif char == "{":
            end = template.index("}", at)
            name, _, form = template[at + 1 : end].partition(":")
            if values.get(name):
                out += _formed(values[name], form, style)
            else:
                complete = False
            at = end + 1
        else:
            other = re.compile(r"[<{]").search(template, at)
            stop = other.start() if other else len(template)
            text = template[at:stop].replace("pages ", style.pages_word or "pages ") if style.family in ("short",) else template[at:stop]
            out.append((text, "O", "p"))
            at = stop
    return complete


def _formed(runs: list[Run], form: str, style: Style) -> list[Run]:
    if form.startswith("q"):
        opening, closing = style.quotes[: len(style.quotes) // 2], style.quotes[len(style.quotes) // 2 :]
        comma = form[1:]
        if runs[-1][0][-1:] in "?!" and comma:
            comma = ""
        return [(opening, "O", "p"), *runs, (comma + closing, "O", "p")]
    if form in ("i", "b") and style.italics:
        return [(text, label, form if font == "p" else font) for text, label, font in runs]
    return runs


def _tidy(runs: list[Run]) -> list[Run]:
    """Drop doubled marks and blanks where blocks meet, and blanks at the ends."""
    out: list[Run] = []
    for text, label, font in runs:
        before = out[-1][0] if out else ""
        if before and label == "O":
            if before[-1] in ".?!" and text[:1] == ".":
                text = text[1:]
            if before.endswith((" ", "(")):
                text = text.lstrip(" ")
            if text.startswith((" ,", " .")):
                text = text[1:]
            if before[-1:] == "." and text[:1] == "," and out[-1][1] == "O":
                text = text[1:]
            if before[-1:] in ",:;" and text[:1] in ",.":
                text = text[1:]
        if text and not (not out and not text.strip(" .,")):
            out.append((text, label, font))
    while out and out[0][1] == "O" and not out[0][0].strip(" .,:"):
        out.pop(0)
    return out


def _name(given: str, family: str, style: Style, first: bool) -> str:
    form = style.initials
    if form != "full":
        letters = [p[0].upper() for p in re.split(r"[\s.\-‐]+", given) if p]
        hyphen = "-" in given and len(given.split()) == 1 and len(letters) == 2
        if form == "AB":
            given = "".join(letters)
        elif form == "A B":
            given = " ".join(letters)
        elif form == "A.B.":
            given = "".join(c + "." for c in letters)
        elif hyphen:
            given = ".-".join(letters) + "."
        else:
            given = " ".join(c + "." for c in letters)
    if style.upper:
        family = family.upper()
    if not given:
        return family
    order = style.order
    if order == "family" or order == "first" and first:
        return f"{family}, {given}"
    if order in ("bare", "nocomma"):
        return f"{family} {given}"
    return f"{given} {family}"


def _people(people: tuple[tuple[str, str], ...], style: Style, label: str, rng: random.Random) -> list[Run]:
    if not people:
        return []
    cut = len(people) > style.most
    shown = people[: max(1, style.shown)] if cut else people
    names = [_name(g, f, style, i == 0) for i, (g, f) in enumerate(shown)]
    if len(names) == 1 or cut:
        text = style.sep.join(names) + (style.etal if cut else "")
    elif len(names) == 2:
        text = (style.pair if style.order != "first" else "," + style.pair).join(names)
    else:
        text = style.sep.join(names[:-1]) + style.last + names[-1]
    if cut is False and rng.random() < 0.04:
        text += style.etal
    return [(text, label, "p")]


def _date(record: Record, style: Style, rng: random.Random, suffix: str) -> str:
    year = record.year + suffix
    month = record.fields.get("month", "")
    month = next((m for m in MONTHS if month and m.lower().startswith(month.lower()[:3])), "")
    if not year or not month or style.month == "none":
        return year
    short = month if len(month) < 5 else month[:3] + "."
    day = rng.randint(1, 28)
    number = MONTHS.index(month) + 1
    return {"full": f"{month} {year}", "abbr": f"{short} {year}", "comma": f"{year}, {month}", "iso": f"{record.year}-{number:02d}-{day:02d}", "day": f"{month} {day}, {year}", "dayfirst": f"{day} {month} {year}", "slash": f"{number:02d}/{record.year}", "range": f"{month}, {day}–{day + 3} {year}"}[style.month]


def _accessed(rng: random.Random) -> str:
    month, day, year = rng.choice(MONTHS), rng.randint(1, 28), rng.randint(2005, 2026)
    date = rng.choice((f"{day} {month} {year}", f"{month} {day}, {year}", f"{year}-{MONTHS.index(month) + 1:02d}-{day:02d}", f"{day:02d}/{MONTHS.index(month) + 1:02d}/{year}", f"{month[:3]}. {day}, {year}", f"{month} {year}", f"{year}"))
    return rng.choice(("accessed on {}", "Accessed: {}", "accessed {}", "Accessed {}", "last accessed {}", "Last accessed: {}", "visited on {}", "Accessed on {}", "retrieved {}", "Online; accessed {}")).format(date)


def _sentence_case(title: str) -> str:
    words = title.split(" ")
    out: list[str] = []
    for i, word in enumerate(words):
        proper = not word[:1].isalpha() or word[1:] != word[1:].lower()
        out.append(word if i == 0 or proper or out[-1].endswith((":", "?")) and i % 2 else word[0].lower() + word[1:])
    return " ".join(out)


def _values(record: Record, style: Style, rng: random.Random) -> dict[str, list[Run]]:
    f = {k: v for k, v in record.fields.items() if v and not (k in ("number", "volume", "pages", "publisher", "address", "doi", "url") and rng.random() < style.drop)}
    suffix = rng.choice("abcd") if style.suffix and rng.random() < 0.2 else ""
    year = record.year + suffix
    if not record.year:
        year = rng.choice(("n.d.", "[n. d.]", "", ""))
    pages = f.get("pages", "").replace("--", "-").replace("–", "-").split("-")
    if len(pages) == 2 and rng.random() < 0.05 and len(pages[0]) == len(pages[1]) > 2:
        pages[1] = pages[1][-2:]
    pages_text = style.dash.join(pages)
    title = _sentence_case(record.title) if style.sentence_case else record.title
    v: dict[str, list[Run]] = {}

    def put(name: str, text: str) -> None:
        if text:
            v[name] = [(text, LABEL_OF[name], "p")]

    v["A"] = _people(record.authors, style, "author", rng)
    if record.organisation:
        put("A", record.organisation)
    if record.editors:
        v["E"] = _people(record.editors, style, "editor", rng)
    put("T", title)
    put("J", f.get("journal", ""))
    put("B", f.get("booktitle", ""))
    put("S", f.get("series", ""))
    put("V", f.get("volume", ""))
    put("N", f.get("number", ""))
    put("P", pages_text)
    if pages_text:
        v["PP"] = [(style.pages_word, "O", "p"), (pages_text, "pages", "p")]
    date = _date(record, style, rng, suffix) if record.year else ""
    put("D", date or year)
    put("Y", year)
    if date != year and record.kind == "article" and record.year:
        put("DM", date)
    elif style.family == "acm" and record.year:
        put("DM", record.year)
    put("U", f.get("publisher", ""))
    put("O", f.get("organization", "") if not f.get("publisher") else "")
    put("L", f.get("address", ""))
    put("I", f.get("institution", ""))
    genre = f.get("genre", "")
    if genre and f.get("number") and record.kind == "report":
        genre = rng.choice((f"{genre} {f['number']}", f"{genre} {f['number']}", f"{genre} No. {f['number']}", f"{genre}, {f['number']}"))
    put("G", genre)
    put("ED", f.get("edition", ""))
    put("CH", f.get("chapter", ""))
    put("CT", " ".join(record.title.split()[-3:]))
    put("NP", str(rng.randint(1, 40)))
    put("PA", rng.choice((str(rng.randint(1, 300)), str(rng.randint(1, 300)), f"{rng.randint(1, 150):03d}", str(rng.randint(10000, 219999)))))
    if record.year:
        month, day = rng.choice(MONTHS), rng.randint(1, 25)
        put("EV", rng.choice((f"{day}–{day + 3} {month} {record.year}", f"{month} {day}–{day + 3}, {record.year}", f"{month[:3]}. {record.year}", f"{day} {month} {record.year}", f"{month} {record.year}", f"{day} {month}–{rng.randint(1, 5)} {rng.choice(MONTHS)} {record.year}")))
        put("EVS", f"{month} {day}–{day + 3}")
    put("ISBN", rng.choice(("ISBN: ", "ISSN: ", "ISBN ")) + "978-3-" + f"{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.randint(0, 9)}" if rng.random() < 0.5 else "")
    put("H", f.get("howpublished", ""))
    _web_values(v, put, f, style, rng, record)
    return v


def _web_values(v: dict[str, list[Run]], put, f: dict[str, str], style: Style, rng: random.Random, record: Record) -> None:  # type: ignore[no-untyped-def]
    v["In"] = [(style.in_word, "O", "p")] if style.in_word else [("", "O", "p")]
    v["In0"] = [(rng.choice(("In ", "In ", "in ", "In: ", "")), "O", "p")]
    if f.get("arxiv"):
        number, cls = f["arxiv"], f.get("cls", "cs")
        if f.get("server"):
            text = f["server"]
        else:
            form = style.arxiv if rng.random() < 0.8 else rng.choice(("arXiv preprint arXiv:{}", "arXiv:{}", "CoRR, abs/{}", "arXiv"))
            text = form.format(number, cls) if form.count("{}") == 2 else form.format(number)
        put("XJ", text)
        put("X", f"arXiv:{number}" + (f" [{cls}]" if rng.random() < 0.3 else ""))
    if f.get("url"):
        put("WW", f["url"])
    accessed = rng.random() < (0.5 if record.kind == "web" else 0.08)
    if accessed:
        put("K", _accessed(rng))
        v["K2"] = [(rng.choice(("Retrieved {} from ", "Accessed: {}. ")).format(f"{rng.choice(MONTHS)} {rng.randint(1, 28)}, {rng.randint(2005, 2026)}"), "note", "p")]
        v["K3"] = v["K2"]
    elif f.get("url"):
        v["K2"] = [("Retrieved from ", "note", "p")] if rng.random() < 0.4 else [("", "O", "p")]
        v["K3"] = v["K2"]
    tail: list[Run] = []

    def more(text: str, label: str) -> None:
        if text:
            tail.append((style.tail if not tail else rng.choice((" ", ", ", ". ")), "O", "p"))
            tail.append((text, label, "p"))

    if f.get("isbn"):
        more("ISBN " + f["isbn"] if rng.random() < 0.6 else "ISBN: " + f["isbn"], "isbn")
    if record.kind in ("article", "inproceedings") and rng.random() < 0.04:
        more("ISSN " + rng.choice(("1049-331X", "0162-8828", "1532-4435", "0001-0782")), "isbn")
    if f.get("doi"):
        more(style.doi.format(f["doi"]), "doi")
        put("DOI", style.doi.format(f["doi"]))
    if f.get("arxiv") and rng.random() < 0.12:
        more(f"arXiv:{f['arxiv']}", "arxiv")
    if f.get("url") and record.kind != "web" and rng.random() < 0.8:
        more(style.url.format(f["url"]), "url")
        if accessed:
            more(f"({v['K'][0][0]})", "note")
    if rng.random() < 0.035:
        more(rng.choice(("To appear", "to appear", "In press", "Accepted", "Oral", "Best paper award", "Springer LNCS 12279", "Spotlight", "Event-place: Tallinn, Estonia", "event-place: New York, NY, USA", "In Chinese", "Publisher: Nature Publishing Group", "Number: 3", "Version 2", "Invited paper", "Preprint", "Submitted", "arXiv:2109.01234 [cs]", "Survey Certification", "Issue: 7", "version: 1", "_eprint: https://example.org/pdf", "(Proc. SIGGRAPH)", "Featured Certification", "URL", "PMID: 28117445", f"Conference Name: {f.get('journal') or f.get('booktitle') or 'IEEE Access'}", f"ISSN: {rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}", f"Journal Abbreviation: {f.get('journal') or 'Nat Commun'}", "Place: Cham", f"Publisher: {f.get('publisher') or 'IEEE'}", f"Special issue on {' '.join(record.title.split()[:4])}", f"{' '.join(record.title.split()[-4:])}")), "note")
    if tail:
        v["TAIL"] = [*tail, (".", "O", "p")] if rng.random() < 0.7 else tail
    web = [(" url: ", "O", "p"), *v["WW"]] if "WW" in v else []
    if web:
        v["TAILW"] = [*web, (" (", "O", "p"), *v["K"], (").", "O", "p")] if accessed else [*web, (".", "O", "p")]
