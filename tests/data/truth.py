"""Put the gold of a test document together: from what goldlog.sty logged, the .bib, and the parts written by hand."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bibtexparser
from bibtexparser import middlewares
from pylatexenc.latex2text import LatexNodes2Text

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "inputs" / "src"
LEVELS = {"section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5}
SILENT = "protect|ignorespaces|relax|unhbox|voidb@x|hbox|mbox|appendixname|@firstofone"  # print nothing
SHORTEST_REFERENCE = 30  # characters; anything shorter on a wide page is a heading
FOLD: dict[str, str | int | None] = {"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "Ł": "L", "æ": "ae", "đ": "d"}

Gold = dict[str, Any]
Fields = dict[str, str]
Heading = tuple[str | None, str | None]  # number, title


def assemble(work: Path, job: str, log: list[list[str]], hand: Gold, pages: int) -> Gold:
    """Put the gold together from log, bibliography and hand-written parts."""
    style = hand.get("citation_style", "numeric")
    entries = read_bib(work)
    order = list(dict.fromkeys([f[1] for f in log if f[0] == "ITEM"] or bibitems(work)))
    lines = reference_lines(work / f"{job}.pdf", labelled=style != "author-year")
    if len(lines) != len(order):
        warn(f"{len(order)} entries but {len(lines)} printed references", *lines[:3], *lines[-3:])
    works = hand.get("composites", {})
    printed = [x for key, line in zip(order, lines, strict=False) for x in parts(key, line, works.get(key, ()))]
    references = [reference(key, line, entries.get(key, {}), style, hand) for key, line in printed]
    run_in, sections = read_headings(log)
    citations = read_citations(log, run_in)
    for citation in citations:
        citation["keys"] = list(dict.fromkeys(k for key in citation["keys"] for k in works.get(key, [key])))
    tables = [table(t) for t in hand.get("tables", ())]
    check_tables(tables, citations)
    for change in hand.get("citations", ()):
        correct(citations, change)
    return {
        "id": hand.get("id", ""), "title": hand.get("title", ""), "citation_style": style,
        "columns": hand.get("columns", 1), "hyperref": hand.get("hyperref", True), "backrefs": False, "pages": pages,
        "notes": hand.get("notes", []), "sections": sections, "references": references,
        "citations": citations + hand.get("more_citations", []), "tables": tables,
        "figures": hand.get("figures", []), "tables_not_parsed": [], "undefined_citations": {},
    }  # fmt: skip


def warn(*lines: str) -> None:
    """Tell the person who builds that something does not fit."""
    sys.stderr.write("\n    ".join(("  !", *lines)) + "\n")


# -- headings and citations --------------------------------------------------------------------------------------


def read_headings(log: list[list[str]]) -> tuple[dict[tuple[str, str], Heading], list[Gold]]:
    """Read the headings; also return what is in force under those set in the line without a number."""
    run_in: dict[tuple[str, str], Heading] = {}
    sections: list[Gold] = []
    force: Heading = (None, None)
    for f in log:
        head: Gold = {}
        if f[0] == "HEAD" and f[1] in LEVELS:
            number, title = heading(f[2], f[4])
            head = {"number": number, "level": LEVELS[f[1]], "title": title, "page": int(f[3])}
            if number is None and LEVELS[f[1]] >= LEVELS["subsubsection"]:
                run_in[f[2], f[4]] = force
                head["run_in"] = True
            if sections and number and sections[-1]["title"] == f"Appendix {number} {title}":
                sections.pop()  # IEEEtran sets an appendix as a starred section first
        elif f[0] == "STAR":
            head = {"number": None, "level": 1, "title": plain_tex(f[2]), "page": int(f[1])}
        elif f[0] == "RUNIN":
            head = {"number": None, "level": 4, "title": plain_tex(f[2]).rstrip("."), "page": int(f[1]), "run_in": True}
        if head and head not in sections[-1:]:  # some classes set a starred section inside a starred section
            sections.append(head)
            force = force if head.get("run_in") else (head["number"], head["title"])
    return run_in, sections


def read_citations(log: list[list[str]], run_in: dict[tuple[str, str], Heading]) -> list[Gold]:
    """Read the citation calls."""
    citations = []
    for f in log:
        if f[0] == "CITE":
            number, title = run_in.get((f[4], f[5])) or heading(f[4], f[5])
            paragraph = plain_tex(f[5]).rstrip(".") if (f[4], f[5]) in run_in else plain_tex(f[6])
            citations.append({
                "keys": [k.strip() for k in f[1].split(",")], "section": number, "section_title": title,
                "page": int(f[2]), "where": f[3], "table": None, "paragraph": paragraph or None,
            })  # fmt: skip
    return citations


def heading(number: str, title: str) -> Heading:
    """Return number and title; no number where LaTeX printed none."""
    title = re.sub(r"\\toc(?:sub)*section\s*\{[^}]*\}\s*\{(.+?)\}\s*\{", r"\\numberline{\1}{", title)  # amsart
    printed = "\\numberline" in title or "\\appendixname" in title or title.startswith("Appendix")
    title = re.sub(r"\\numberline\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", title)
    title = re.sub(r"^Appendix( [A-Z])?: ", "", plain_tex(title))
    words = plain_tex(number).split()  # elsarticle's number is "Appendix A"
    return words[-1] if printed and words else None, title or None


def plain_tex(text: str) -> str:
    """Return the text that a piece of TeX prints."""
    text = re.sub(rf"\\({SILENT})(?![a-zA-Z@])", "", text)
    text = re.sub(r"\\cite[pt]?\s*(\[[^\]]*\])*\s*\{[^}]*\}", "", text)
    text = LatexNodes2Text().latex_to_text(text)
    return re.sub(r"\s+", " ", text).strip()


def correct(citations: list[Gold], change: Gold) -> None:
    """Apply a correction: {"match": {...}, "set": {...}}, to the first match only with "first"; it must match."""
    hits = [c for c in citations if all(c.get(k) == v for k, v in change["match"].items())]
    if not hits:
        raise SystemExit(f"no citation matches {change}")
    for hit in hits[: 1 if change.get("first") else None]:
        hit.update(change["set"])


# -- references --------------------------------------------------------------------------------------------------


def read_bib(work: Path) -> dict[str, Fields]:
    """Return the fields of all entries of the .bib files that the document names."""
    aux = "".join(p.read_text(encoding="utf-8", errors="replace") for p in sorted(work.glob("*.aux")))
    named = [n for group in re.findall(r"\\bibdata\{([^}]*)\}", aux) for n in group.split(",")] or [
        "small",
        "references",
    ]
    out: dict[str, Fields] = {}
    for path in (folder / f"{name}.bib" for name in named for folder in (work, HERE, SAMPLE)):
        if path.exists():
            library = bibtexparser.parse_string(
                path.read_text(encoding="utf-8"), append_middleware=[middlewares.MonthIntMiddleware()]
            )
            for e in library.entries:
                fields = {f.key.lower(): str(f.value) for f in e.fields}
                out.setdefault(e.key, {"ENTRYTYPE": e.entry_type, **fields})
    return out


def bibitems(work: Path) -> list[str]:
    """Return the keys of all \\bibitem in printed order, from .bbl files or the source."""
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(work.glob("*.bbl"))]
    sources = [p.read_text(encoding="utf-8") for p in sorted(work.glob("*.tex"))]
    texts = [t for t in texts if "\\bibitem" in t] or sources
    label = r"(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\])?"
    return [k for t in texts for k in re.findall(r"\\bibitem\s*" + label + r"%?\s*\{([^}]+)\}", t)]


def reference_lines(pdf: Path, *, labelled: bool) -> list[str]:
    """Return each printed reference of the wide pages as one line."""
    out = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    lines = [re.sub(r"\s+", " ", unicodedata.normalize("NFC", line)).strip() for line in wide_part(out).splitlines()]
    if labelled:  # some styles set the URL on a line of its own
        lines = re.sub(r"\n(?!\[|\d+\.? |\n|$)", " ", "\n".join(lines)).split("\n")
    lines = [line for line in lines if re.search(r"\d{4}|press", line) and len(line) > SHORTEST_REFERENCE]
    return [re.sub(r"\s+([,.;:])", r"\1", line) for line in lines]


def wide_part(text: str) -> str:
    """Return the pages that goldlog.sty marked as reference lists."""
    return "\n".join(p for p in text.split("\f") if p.strip().startswith("GOLDWIDE"))


def parts(key: str, line: str, works: Sequence[str]) -> list[tuple[str, str]]:
    """Part an entry of several works, `[5] a) …; b) …`, into lines such as `[5a] …`."""
    if not works:
        return [(key, line)]
    label, *texts = re.split(r"(?:^|;)?\s\(?[a-z]\)\s", line)
    if len(texts) != len(works):
        warn(f"{key} has {len(works)} works but prints {len(texts)}", line)
    number, letters = label.strip("[]()."), (chr(ord("a") + n) for n in range(len(works)))
    return [(w, f"[{number}{x}] {text}") for w, x, text in zip(works, letters, texts, strict=False)]


def reference(key: str, line: str, entry: Fields, style: str, hand: Gold) -> Gold:
    """Return the gold of a reference: label and text as printed, those fields of the .bib that it prints."""
    label = ""
    found = re.match(r"\[([^\]]+)\]\s*|\(?(\d+)[.)]?\s+", line) if style != "author-year" else None
    if found:
        label, line = (found[1] or found[2]).replace(" ", ""), line[found.end() :]
    raw = squash(line)
    arxiv = arxiv_id(entry)
    venue = next((plain_tex(entry[f]) for f in ("journal", "booktitle", "school", "institution") if entry.get(f)), "")
    shown = {
        "title": plain_tex(entry.get("title", "")),
        "venue": "" if arxiv and re.match("arxiv|corr", venue.lower()) else venue,
        "volume": entry.get("volume"), "number": entry.get("number"),
        "pages": (entry.get("pages") or "").replace("--", "–"), "publisher": plain_tex(entry.get("publisher", "")),
        "doi": entry.get("doi"), "arxiv": arxiv, "url": printed_url(entry),
    }  # fmt: skip
    fields = {k: (v if v and squash(v) in raw else None) for k, v in shown.items()}
    fields["pages"] = fields["pages"] or short_pages(entry.get("pages") or "", line)
    year = re.match(r"\d{4}", entry.get("year", ""))
    authors, others = authors_of(line, entry)
    return {
        "key": key, "label": label, "raw": line, "type": entry.get("ENTRYTYPE", "misc"), **fields,
        "authors": authors, "others": others, "year": year[0] if year and year[0] in line else None,
        **hand.get("references", {}).get(key, {}),
    }  # fmt: skip


def short_pages(pages: str, line: str) -> str | None:
    """Return the whole page range where the line prints its last page shortened: 2918-28."""
    first, _, last = pages.partition("--")
    ends = [last[i:] for i in range(1, len(last))]
    shown = any(re.search(rf"\b{re.escape(first)}[-–]{re.escape(end)}\b", line) for end in ends)
    return f"{first}–{last}" if shown else None


def authors_of(line: str, entry: Fields) -> tuple[list[Fields], bool]:
    """Return the authors that a reference prints, and whether it leaves some out."""
    names = [name(n) for n in re.split(r"\s+and\s+", entry.get("author", "")) if n.strip()]
    people = [a for a in names if a["family"] != "others"]
    others = people != names or bool(re.search(r"\bet al", line))
    if re.match(r"[—–_-]{1,3}[\s,.]|,", line):  # a dash (or a drawn rule) for the authors of the reference before
        return people, others
    raw = squash(line)
    return printed(people, raw.split("etal")[0] if others else raw), others


def arxiv_id(entry: Fields) -> str | None:
    """Return the arXiv number that an entry has in one of many places."""
    text = " ".join((entry.get("journal", ""), entry.get("url", ""), entry.get("note", "")))
    found = re.search(r"(?:arXiv:|abs/)\s*([a-z-]+/\d{7}|\d{4}\.\d{4,5})", f"{text} arXiv:{entry.get('eprint', '-')}")
    return found[1] if found else None


def printed(authors: list[Fields], raw: str) -> list[Fields]:
    """Return those authors whose family names stand in the text one after the other."""
    out, at = [], 0
    for author in authors:
        found = raw.find(squash(author["family"]), at)
        if found >= 0:
            out.append(author)
            at = found + len(squash(author["family"]))
    return out


def printed_url(entry: Fields) -> str | None:
    """Return the URL that an entry gives."""
    found = re.search(r"\\url\{([^}]*)\}", entry.get("howpublished", "") + entry.get("note", ""))
    return found[1] if found else entry.get("url")


def name(text: str) -> Fields:
    """Split 'Family, Given' or 'Given Family'; a braced name is an organisation."""
    text = text.strip()
    if text.startswith("{") and text.endswith("}"):
        return {"family": plain_tex(text), "given": ""}
    if "," in text:
        parts = [plain_tex(p) for p in text.split(",")]
        return {"family": parts[0], "given": parts[-1]}
    words = plain_tex(text).split()
    return {"family": words[-1] if words else "", "given": " ".join(words[:-1])}


def squash(text: str) -> str:
    """Fold case, accents and punctuation away."""
    text = unicodedata.normalize("NFKD", text.translate(str.maketrans(FOLD)))
    return re.sub(r"[\W_]+", "", "".join(c for c in text if not unicodedata.combining(c)).lower())


# -- tables ------------------------------------------------------------------------------------------------------


def table(spec: Gold) -> Gold:
    """Expand the short form of hand.json: rows as ["Group > Sub", "cell", "cell {key,key}", ...]."""
    rows = []
    for groups, *cells in spec["rows"]:
        out = [cell(c) for c in cells]
        keys = [k for c in out for k in c["keys"]]
        rows.append({"cells": out, "groups": [g for g in groups.split(" > ") if g], "keys": keys})
    return {**spec, "float": spec.get("float", "table"), "rows": rows}


def cell(text: str) -> Gold:
    """Split a cell into its text and the keys cited in it."""
    keys = [k for group in re.findall(r"\{([^}]*)\}", text) for k in group.split(",")]
    return {"text": re.sub(r"\s*\{[^}]*\}", "", text).strip(), "keys": keys}


def check_tables(tables: list[Gold], citations: list[Gold]) -> None:
    """Compare the hand-written tables with the citations that LaTeX logged in tables."""
    written = Counter(k for t in tables for r in t["rows"] for k in r["keys"])
    written.update(k for t in tables for k in [*t.get("header_keys", []), *t.get("note_keys", [])])
    logged = Counter(k for c in citations if c["where"] == "table" for k in c["keys"])
    if written != logged:
        warn(f"tables: only by hand {dict(written - logged)}", f"only logged {dict(logged - written)}")
