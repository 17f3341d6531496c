"""Rebuild the test PDFs and their gold from LaTeX: `python -m tests.data.build [name ...]`.

A folder holds `source.tex` and, where LaTeX cannot know the truth, `hand.json` (tables row by row, corrections). The
truth about headings and citations is logged by goldlog.sty while the document is typeset; references are read from the
.bib and, as printed, from a second run that sets each of them on one line. Needs TeX Live and pdftotext; the tests
need neither.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.data.truth import HERE, SAMPLE, Gold, assemble, warn

FIXED_TIME = "1767225600"
RUNS = 3  # of pdflatex after bibtex, until numbers stand
PLACE = ("page", "where", "section", "section_title", "paragraph")
PREAMBLE = (
    r"\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1 \pdfcompresslevel=9 \pdfobjcompresslevel=3 "
    r"\AddToHook{begindocument/before}{\usepackage{goldlog}}"
)
# Times, Helvetica and Courier need no embedding, which keeps the small documents small.
BASE_FONTS = "".join(
    rf'\pdfmapline{{={tex}8r {name} "TeXBase1Encoding ReEncodeFont" <8r.enc}}'
    for tex, name in {
        "ptmr": "Times-Roman",
        "ptmb": "Times-Bold",
        "ptmri": "Times-Italic",
        "ptmbi": "Times-BoldItalic",
        "phvr": "Helvetica",
        "phvb": "Helvetica-Bold",
        "phvro": "Helvetica-Oblique",
        "pcrr": "Courier",
        "pcrb": "Courier-Bold",
    }.items()
)


def main(names: list[str]) -> None:
    """Build the named folders, or all; `sample` is the survey in inputs/."""
    for name in names or ["sample", *sorted(p.parent.name for p in HERE.glob("*/source.tex"))]:
        if name == "sample":
            build_sample()
        else:
            build_folder(HERE / name)


def build_folder(folder: Path) -> None:
    """Build the PDF and the gold of one test document."""
    path = folder / "hand.json"
    hand = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    gold = build(folder / "source.tex", folder / "survey.pdf", hand, "" if hand.get("embed") else BASE_FONTS)
    write_json(folder / "gold.json", gold)
    report(folder.name, gold)


def write_json(path: Path, value: Gold) -> None:
    """Write JSON that people can read."""
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def report(name: str, gold: Gold) -> None:
    """Print one line of counts."""
    counts = ", ".join(f"{len(gold[k])} {k}" for k in ("references", "citations", "sections", "tables"))
    sys.stdout.write(f"{name}: {gold['pages']} pages, {counts}\n")


def build(source: Path, target: Path, hand: Gold, define: str = "", job: str = "survey") -> Gold:
    """Typeset `source` into `target` and return its gold."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for path in source.parent.iterdir():
            if path.suffix in {".tex", ".bib"}:
                shutil.copy(path, work)
        latex(work, source.name, job, define)
        if (work / f"{job}.bcf").exists():
            run(["biber", job], work)
        else:
            run(["bibtex", job], work)
        for _ in range(RUNS):
            out = latex(work, source.name, job, define)
        for line in out.splitlines():
            if re.search(r"^! |undefined", line) and "shape" not in line:
                warn(line)
        shutil.copy(work / f"{job}.pdf", target)
        log = (work / f"{job}.gold").read_text(encoding="utf-8", errors="replace").splitlines()
        latex(work, source.name, job, define + r"\def\goldwide{}")
        return assemble(work, job, [line.split("|") for line in log], hand, pages_of(target))


def latex(work: Path, source: str, job: str, define: str) -> str:
    """Run pdflatex once."""
    document = PREAMBLE + define + rf"\input{{{source}}}"
    return run(["pdflatex", "-interaction=nonstopmode", f"-jobname={job}", document], work)


def run(command: list[str], work: Path) -> str:
    """Run a program with fixed clock and the shared bibliography; return what it prints."""
    env = {
        **os.environ, "SOURCE_DATE_EPOCH": FIXED_TIME, "FORCE_SOURCE_DATE": "1", "TZ": "UTC",
        "max_print_line": "10000", "TEXINPUTS": f".:{HERE}:", "BIBINPUTS": f".:{HERE}:{SAMPLE}:",
    }  # fmt: skip
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, check=False)
    return done.stdout.decode(errors="replace")


def pages_of(pdf: Path) -> int:
    """Return the number of pages."""
    out = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(out.split("Pages:")[1].split()[0])


# -- the sample in inputs/ ---------------------------------------------------------------------------------------


def build_sample() -> None:
    """Build both versions of the sample survey and what the tests expect of them."""
    for version, define in (("v1", ""), ("v2", r"\def\revision{}")):
        hand = json.loads((HERE / "sample" / f"hand-{version}.json").read_text(encoding="utf-8"))
        gold = build(SAMPLE / "survey.tex", SAMPLE.parent / f"retrieval-survey-{version}.pdf", hand, define)
        write_json(HERE / "sample" / f"expected-{version}.json", expected(gold))
        report(f"sample {version}", gold)


def expected(gold: Gold) -> Gold:
    """Reduce gold to the facts that the sample's test checks one by one; labels instead of keys."""
    label = {r["key"]: r["label"] for r in gold["references"]}

    def labels(keys: list[str]) -> list[str]:
        return [label[k] for k in keys]

    return {
        "title": gold["title"], "pages": gold["pages"], "references": [facts(r) for r in gold["references"]],
        "sections": gold["sections"],
        "callouts": [{**{k: c[k] for k in PLACE}, "labels": labels(c["keys"])} for c in gold["citations"]],
        "tables": [
            {**{k: t[k] for k in ("number", "caption", "page", "header")},
             "rows": [{"groups": r["groups"], "cells": [c["text"] for c in r["cells"]],
                       "labels": [labels(c["keys"]) for c in r["cells"]]} for r in t["rows"]]}
            for t in gold["tables"]
        ],
        "figures": [
            {"number": f["number"], "leaves": [{"path": x["path"], "labels": labels(x["keys"])} for x in f["leaves"]]}
            for f in gold["figures"]
        ],
    }  # fmt: skip


def facts(reference: Gold) -> Gold:
    """Return what is asked of one reference."""
    fields = ("type", "year", "venue", "volume", "pages", "doi", "arxiv", "raw")
    return {
        "label": reference["label"], "title": reference["title"], "first_author": reference["authors"][0]["family"],
        "authors": len(reference["authors"]), "others": reference["others"],
        **{k: reference[k] or "" for k in fields},
    }  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
