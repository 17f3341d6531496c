"""Rebuild the test PDFs and their gold from LaTeX: `python tests/data/build.py [name ...]`.

A folder holds `source.tex` and, where LaTeX cannot know the truth, `hand.json` (tables row by row, corrections). The truth
about headings and citations is logged by goldlog.sty while the document is typeset; references are read from the .bib and, as
printed, from a second run that sets each of them on one line. Needs TeX Live and pdftotext; the tests need neither.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import bibtexparser
from bibtexparser import middlewares
from pylatexenc.latex2text import LatexNodes2Text

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "inputs" / "src"
FIXED_TIME = "1767225600"
LEVELS = {"section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5}
PREAMBLE = (
    r"\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1 \pdfcompresslevel=9 \pdfobjcompresslevel=3 "
    r"\AddToHook{begindocument/before}{\usepackage{goldlog}}"
)
# Times, Helvetica and Courier need no embedding, which keeps the small documents small.
BASE_FONTS = "".join(
    rf'\pdfmapline{{={tex}8r {name} "TeXBase1Encoding ReEncodeFont" <8r.enc}}'
    for tex, name in {
        "ptmr": "Times-Roman", "ptmb": "Times-Bold", "ptmri": "Times-Italic", "ptmbi": "Times-BoldItalic",
        "phvr": "Helvetica", "phvb": "Helvetica-Bold", "phvro": "Helvetica-Oblique", "pcrr": "Courier", "pcrb": "Courier-Bold",
    }.items()  # fmt: skip
)


def main(names: list[str]) -> None:
    """Build the named folders, or all; `sample` is the survey in inputs/."""
    if not names or "sample" in names:
        build_sample()
    names = [n for n in names if n != "sample"] or (names and ["."]) or []
    folders = [] if names == ["."] else [HERE / n for n in names] or sorted(p.parent for p in HERE.glob("*/source.tex"))
    for folder in folders:
        hand = read_hand(folder)
        gold = build(folder / "source.tex", folder / "survey.pdf", hand, "" if hand.get("embed") else BASE_FONTS)
        (folder / "gold.json").write_text(json.dumps(gold, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(summary(folder.name, gold))


def read_hand(folder: Path) -> dict:
    """Return hand.json of a folder, empty where there is none."""
    path = folder / "hand.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def summary(name: str, gold: dict) -> str:
    """Return one line of counts."""
    counts = {k: len(gold[k]) for k in ("references", "citations", "sections", "tables")}
    return f"{name}: {gold['pages']} pages, " + ", ".join(f"{n} {k}" for k, n in counts.items())


def build(source: Path, target: Path, hand: dict, define: str = "", job: str = "survey") -> dict:
    """Typeset `source` into `target` and return its gold."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for path in source.parent.iterdir():
            if path.suffix in {".tex", ".bib", ".bst", ".sty", ".cls"}:
                shutil.copy(path, work)
        latex(work, source.name, job, define)
        tool = "biber" if (work / f"{job}.bcf").exists() else "bibtex"
        jobs = [p.stem for p in sorted(work.glob("*.aux")) if "\\bibdata" in p.read_text(errors="replace")]
        for one in [job] if tool == "biber" else jobs:
            run([tool, one], work)
        for _ in range(3):
            out = latex(work, source.name, job, define)
        print(*(x[:150] for x in out.splitlines() if re.search(r"^! |undefined|^l\.\d", x) and "shape" not in x), sep="\n", end="")
        shutil.copy(work / f"{job}.pdf", target)
        log = [line.split("|") for line in (work / f"{job}.gold").read_text(encoding="utf-8", errors="replace").splitlines()]
        latex(work, source.name, job, define + r"\def\goldwide{}")
        return assemble(work, job, log, hand, pages_of(target))


def latex(work: Path, source: str, job: str, define: str) -> str:
    """Run pdflatex once."""
    return run(["pdflatex", "-interaction=nonstopmode", f"-jobname={job}", PREAMBLE + define + rf"\input{{{source}}}"], work)


def run(command: list[str], work: Path) -> str:
    """Run a program with fixed clock and the shared bibliography; return what it prints."""
    env = dict(os.environ, SOURCE_DATE_EPOCH=FIXED_TIME, FORCE_SOURCE_DATE="1", TZ="UTC", max_print_line="10000",
               TEXINPUTS=f".:{HERE}:", BIBINPUTS=f".:{HERE}:{SAMPLE}:")  # fmt: skip
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, check=False)
    return done.stdout.decode(errors="replace")


def pages_of(pdf: Path) -> int:
    """Return the number of pages."""
    out = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", out)[1])


def assemble(work: Path, job: str, log: list[list[str]], hand: dict, pages: int) -> dict:
    """Put the gold together from log, bibliography and hand-written parts."""
    style = hand.get("citation_style", "numeric")
    entries = read_bib(work)
    order = [f[1] for f in log if f[0] == "ITEM"] or bibitems(work)
    order = list(dict.fromkeys(order))
    lines = reference_lines(work / f"{job}.pdf", style != "author-year")
    if len(lines) != len(order):
        print(f"  ! {len(order)} entries but {len(lines)} printed references", *lines[:3], *lines[-3:], sep="\n    ")
    references = [reference(key, line, entries.get(key, {}), style, hand) for key, line in zip(order, lines)]
    citations, sections = citations_and_sections(log)
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


# -- the sample in inputs/ ---------------------------------------------------------------------------------------

def build_sample() -> None:
    """Build both versions of the sample survey and what the tests expect of them."""
    inputs = HERE.parent.parent / "inputs"
    for version, define in (("v1", ""), ("v2", r"\def\revision{}")):
        hand = json.loads((HERE / "sample" / f"hand-{version}.json").read_text(encoding="utf-8"))
        gold = build(inputs / "src" / "survey.tex", inputs / f"retrieval-survey-{version}.pdf", hand, define)
        text = json.dumps(expected(gold, hand), indent=1, ensure_ascii=False)
        (HERE / "sample" / f"expected-{version}.json").write_text(text + "\n", encoding="utf-8")
        print(summary(f"sample {version}", gold))


def expected(gold: dict, hand: dict) -> dict:
    """Reduce gold to the facts that the sample's test checks one by one."""
    label = {r["key"]: r["label"] for r in gold["references"]}
    calls = [{**{k: c[k] for k in ("page", "where", "section", "section_title", "paragraph")}, "labels": [label[k] for k in c["keys"]]}
             for c in gold["citations"]]  # fmt: skip
    return {
        "title": gold["title"], "pages": gold["pages"],
        "references": [
            {"label": r["label"], "title": r["title"], "first_author": r["authors"][0]["family"], "authors": len(r["authors"]),
             "others": r["others"], **{k: r[k] or "" for k in ("type", "year", "venue", "volume", "pages", "doi", "arxiv", "raw")}}
            for r in gold["references"]
        ],
        "sections": gold["sections"], "callouts": calls,
        "tables": [
            {"number": t["number"], "caption": t["caption"], "page": t["page"], "header": t["header"],
             "rows": [{"groups": r["groups"], "cells": [c["text"] for c in r["cells"]], "labels": [[label[k] for k in c["keys"]] for c in r["cells"]]}
                      for r in t["rows"]]}
            for t in gold["tables"]
        ],
        "figures": [{"number": f["number"], "leaves": [{"path": x["path"], "labels": [label[k] for k in x["keys"]]} for x in f["leaves"]]}
                    for f in hand["figures"]],
    }  # fmt: skip


# -- headings and citations --------------------------------------------------------------------------------------

def citations_and_sections(log: list[list[str]]) -> tuple[list[dict], list[dict]]:
    """Read citations and headings off the log."""
    citations, sections = [], []
    run_in: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    force: tuple[str | None, str | None] = (None, None)
    for f in log:
        if f[0] == "HEAD" and f[1] in LEVELS:
            number, title = heading(f[2], f[4])
            head = {"number": number, "level": LEVELS[f[1]], "title": title, "page": int(f[3])}
            if number is None and LEVELS[f[1]] > 2:  # an unnumbered heading in the line changes no number
                run_in[f[2], f[4]] = force
                head["run_in"] = True
            else:
                force = number, title
            if sections and number and sections[-1]["title"] == f"Appendix {number} {title}":
                sections.pop()  # IEEEtran sets an appendix as a starred section first
            sections.append(head)
        elif f[0] in ("STAR", "RUNIN"):
            head = {"number": None, "level": 1, "title": plain_tex(f[2]), "page": int(f[1])}
            if f[0] == "RUNIN":
                head.update(level=4, title=head["title"].rstrip("."), run_in=True)
            else:
                force = None, head["title"]
            if head not in sections[-1:]:  # some classes set a starred section inside a starred section
                sections.append(head)
    for f in log:
        if f[0] == "CITE":
            number, title = run_in.get((f[4], f[5])) or heading(f[4], f[5])
            paragraph = plain_tex(f[5]).rstrip(".") if (f[4], f[5]) in run_in else plain_tex(f[6])
            citations.append({
                "keys": [k.strip() for k in f[1].split(",")], "section": number, "section_title": title, "page": int(f[2]),
                "where": f[3], "table": None, "paragraph": paragraph or None,
            })  # fmt: skip
    return citations, sections


def heading(number: str, title: str) -> tuple[str | None, str | None]:
    """Return number and title; no number where LaTeX printed none."""
    printed = "\\numberline" in title or "\\appendixname" in title or title.startswith("Appendix")
    title = re.sub(r"\\numberline\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", title)
    title = re.sub(r"^Appendix( [A-Z])?: ", "", plain_tex(title))
    return (plain_tex(number).split() or [None])[-1] if printed else None, title or None


def plain_tex(text: str) -> str:
    """Return the text that a piece of TeX prints."""
    text = re.sub(r"\\(protect|ignorespaces|relax|unhbox|voidb@x|hbox|mbox|appendixname|@firstofone)(?![a-zA-Z@])", "", text)
    text = re.sub(r"\\cite[pt]?\s*(\[[^\]]*\])*\s*\{[^}]*\}", "", text)
    text = LatexNodes2Text().latex_to_text(text)
    return re.sub(r"\s+", " ", text).strip()


def correct(citations: list[dict], change: dict) -> None:
    """Apply a correction: {"match": {...}, "set": {...}}, to the first match only with "first"; it must match."""
    hits = [c for c in citations if all(c.get(k) == v for k, v in change["match"].items())]
    if not hits:
        raise SystemExit(f"no citation matches {change}")
    for hit in hits[: 1 if change.get("first") else None]:
        hit.update(change["set"])


# -- references --------------------------------------------------------------------------------------------------

def read_bib(work: Path) -> dict[str, dict[str, str]]:
    """Return the fields of all entries as plain Unicode."""
    out: dict[str, dict[str, str]] = {}
    for path in [*sorted(work.glob("*.bib")), HERE / "small.bib", SAMPLE / "references.bib"]:
        if path.exists():
            library = bibtexparser.parse_string(path.read_text(encoding="utf-8"),
                                                append_middleware=[middlewares.MonthIntMiddleware()])  # fmt: skip
            for e in library.entries:
                out.setdefault(e.key, {"ENTRYTYPE": e.entry_type, **{f.key.lower(): str(f.value) for f in e.fields}})
    return out


def bibitems(work: Path) -> list[str]:
    """Return the keys of all \\bibitem in printed order, from .bbl files or the source."""
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in sorted(work.glob("*.bbl"))]
    texts = [t for t in texts if "\\bibitem" in t] or [p.read_text(encoding="utf-8") for p in sorted(work.glob("*.tex"))]
    label = r"(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\])?"
    return [k for t in texts for k in re.findall(r"\\bibitem\s*" + label + r"%?\s*\{([^}]+)\}", t)]


def reference_lines(pdf: Path, labelled: bool) -> list[str]:
    """Return each printed reference of the wide pages as one line."""
    out = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    lines = [re.sub(r"\s+", " ", unicodedata.normalize("NFC", line)).strip() for line in wide_part(out).splitlines()]
    if labelled:  # some styles set the URL on a line of its own
        lines = re.sub(r"\n(?!\[|\d+\.? |\n|$)", " ", "\n".join(lines)).split("\n")
    return [re.sub(r"\s+([,.;:])", r"\1", line) for line in lines if re.search(r"\d{4}|n\.d\.|press", line) and len(line) > 30]


def wide_part(text: str) -> str:
    """Return the pages that goldlog.sty marked as reference lists."""
    return "\n".join(p for p in text.split("\f") if p.strip().startswith("GOLDWIDE"))


def reference(key: str, line: str, entry: dict[str, str], style: str, hand: dict) -> dict:
    """Return the gold of a reference: label and text as printed, those fields of the .bib that it prints."""
    label = ""
    if style != "author-year":
        found = re.match(r"\[([^\]]+)\]\s*|\(?(\d+)[.)]?\s+", line)
        if found:
            label, line = (found[1] or found[2]).replace(" ", ""), line[found.end():]
    raw = squash(line)
    authors = [name(n) for n in re.split(r"\s+and\s+", entry.get("author", "")) if n.strip()]
    others = bool(re.search(r"\bet al", line)) or any(a["family"] == "others" for a in authors)
    same_as_above = re.match(r"[—–_-]{1,3}[\s,.]", line)  # a dash for the authors of the reference before
    authors = [a for a in authors if a["family"] != "others"]
    authors = authors if same_as_above else printed(authors, raw.split("etal")[0] if others else raw)
    arxiv = re.search(r"(?:arXiv:|abs/)\s*([a-z-]+/\d{7}|\d{4}\.\d{4,5})", entry.get("journal", "") + " " + entry.get("url", "")
                      + " arXiv:" + (entry.get("eprint") or "-") + " " + entry.get("note", ""))  # fmt: skip
    venue = next((plain_tex(entry[f]) for f in ("journal", "booktitle", "school", "institution") if entry.get(f)), None)
    shown = {
        "title": plain_tex(entry.get("title", "")), "venue": None if arxiv and venue and re.match("arxiv|corr", venue.lower()) else venue,
        "volume": entry.get("volume"), "number": entry.get("number"), "pages": (entry.get("pages") or "").replace("--", "–"),
        "publisher": plain_tex(entry.get("publisher", "")), "doi": entry.get("doi"), "arxiv": arxiv[1] if arxiv else None,
        "url": printed_url(entry),
    }  # fmt: skip
    fields = {k: (v if v and squash(v) in raw else None) for k, v in shown.items()}
    out = {"key": key, "label": label, "raw": line, "type": entry.get("ENTRYTYPE", "misc"), **fields, "authors": authors, "others": others,
           "year": (re.match(r"\d{4}", entry.get("year", "")) and entry["year"] in line and entry["year"]) or None}  # fmt: skip
    out.update(hand.get("references", {}).get(key, {}))
    return out


def printed(authors: list[dict[str, str]], raw: str) -> list[dict[str, str]]:
    """Return those authors whose family names stand in the text one after the other."""
    out, at = [], 0
    for author in authors:
        found = raw.find(squash(author["family"]), at)
        if found >= 0:
            out.append(author)
            at = found + len(squash(author["family"]))
    return out


def printed_url(entry: dict[str, str]) -> str | None:
    """Return the URL that an entry gives."""
    found = re.search(r"\\url\{([^}]*)\}", entry.get("howpublished", "") + entry.get("note", ""))
    return found[1] if found else entry.get("url")


def name(text: str) -> dict[str, str]:
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
    text = unicodedata.normalize("NFKD", text.translate(str.maketrans({"ı": "i", "ß": "ss", "ø": "o", "ł": "l", "Ł": "L", "æ": "ae", "đ": "d"})))
    return re.sub(r"[\W_]+", "", "".join(c for c in text if not unicodedata.combining(c)).lower())


# -- tables ------------------------------------------------------------------------------------------------------

def table(spec: dict) -> dict:
    """Expand the short form of hand.json: rows as ["Group > Sub", "cell", "cell {key,key}", ...]."""
    rows = []
    for groups, *cells in spec["rows"]:
        out = [{"text": re.sub(r"\s*\{[^}]*\}", "", c).strip(), "keys": [k for f in re.findall(r"\{([^}]*)\}", c) for k in f.split(",")]} for c in cells]
        rows.append({"cells": out, "groups": [g for g in groups.split(" > ") if g], "keys": [k for c in out for k in c["keys"]]})
    return {**spec, "float": spec.get("float", "table"), "rows": rows}


def check_tables(tables: list[dict], citations: list[dict]) -> None:
    """Compare the hand-written tables with the citations that LaTeX logged in tables."""
    written = Counter(k for t in tables for r in t["rows"] for k in r["keys"])
    written.update(k for t in tables for k in [*t.get("header_keys", []), *t.get("note_keys", [])])
    logged = Counter(k for c in citations if c["where"] == "table" for k in c["keys"])
    if written != logged:
        print("  ! tables: only by hand", dict(written - logged), "only logged", dict(logged - written))


if __name__ == "__main__":
    main(sys.argv[1:])
