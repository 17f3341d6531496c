"""One made-up survey in the classes and bibliography styles of many publishers, printed by LaTeX: what is lost of it.

`python -m tests.bench.classes FOLDER [NAME…]` prints a PDF for each style into FOLDER (what is there is not printed
again), extracts them, and compares with the source: entries of the list, works named by callouts, and whether anything
is missing without a row in problems.csv. It needs pdflatex, bibtex and biber; a style that is not installed is told.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from surveyrefs.csv_text import csv_to_records
from surveyrefs.runner import load_run
from surveyrefs.store import MANIFEST

WORKS = 44
PATIENCE = 120  # seconds for one run of LaTeX
FAMILIES = (
    "Abrahamsen Bouchard Castellanos Dvorak Eriksson Fitzgerald Gruber Hashimoto Ivanova Jankowski Kowalczyk Lindqvist "
    "Moreau Nakamura Okafor Petrov Quintero Rossi Schneider Takahashi Ueda Vasquez Wagner Xu Yamada Zhang O'Connor "
    "van=der=Berg de=Souza M{\\\"u}ller Garc{\\'i}a Nowak Li Kim Singh"
).split()
GIVEN = (
    "Anna Bernd Carla=M. David=J. Elena Frank Grace=H. Hiro Ingrid Jan=Pieter Katarzyna Lars Maria Noor Oleg Paula=R. "
    "Ravi Sofia Tomas Ursula Victor Wen Yuki Zoe"
).split()
NOUNS = (
    "gradient lattice sensor protein network polymer catalyst galaxy photon neuron membrane turbine reservoir pollen "
    "aquifer ledger compiler kernel query scheduler antenna vaccine"
).split()
KINDS = "sparse robust adaptive hierarchical stochastic thermal quantum federated causal modular elastic".split()
TASKS = "learning estimation segmentation inference detection retrieval synthesis calibration pruning".split()
JOURNALS = (
    "Journal of Applied Mechanics", "IEEE Transactions on Signal Processing", "Physical Review B",
    "Nature Communications", "Monthly Notices of the Royal Astronomical Society", "Annals of Statistics",
)  # fmt: skip
MEETINGS = "Proceedings of the ACM Symposium on Operating Systems", "Advances in Neural Information Processing Systems"
SECTIONS = "Introduction", "Background", "Methods of Estimation", "Applications", "Open Problems", "Conclusion"
_CALL = re.compile(r"\\(?:cite|citep|citet|parencite|textcite|supercite)\{([^}]*)\}")


class Style(NamedTuple):
    """How the survey is set: preamble, what prints the list, the callout's command and that of one in the sentence.

    `behind`: callouts stand behind the full stop, as raised ones do. `front`: title and abstract.
    """

    preamble: str
    listed: str
    cite: str = "cite"
    named: str = ""
    behind: bool = False
    front: str = "\\title{Of Made-Up Methods}\\author{Ann Author}\\maketitle\\begin{abstract}We review.\\end{abstract}"


def _bibtex(style: str, package: str = "", cite: str = "cite", kind: str = "article", named: str = "") -> Style:
    head = f"\\documentclass{kind if kind[0] == '[' else '{' + kind + '}'}{package}"
    return Style(head, f"\\bibliographystyle{{{style}}}\\bibliography{{refs}}", cite, named)


def _biblatex(style: str, cite: str = "cite", named: str = "", options: str = "") -> Style:
    head = f"\\documentclass[{options or '11pt'}]{{article}}\\usepackage[style={style},backend=biber]{{biblatex}}"
    return Style(head + "\\addbibresource{refs.bib}", "\\printbibliography", cite, named, cite == "supercite")


def _raised(style: Style) -> Style:
    return style._replace(behind=True)


def _late(style: Style, kind: str = "affiliation") -> Style:
    """Return a style whose class wants the abstract before the title is made."""
    front = "\\title{Of Made-Up Methods}\\author{Ann Author}\\%s\\begin{abstract}We review.\\end{abstract}\\maketitle"
    return style._replace(front=front % {"affiliation": "affiliation{None}", "": "relax"}.get(kind, kind))


def _revtex(options: str, cite: str = "cite", named: str = "") -> Style:
    style = Style(f"\\documentclass[{options},reprint]{{revtex4-2}}", "\\bibliography{refs}", cite, named)
    return _late(style)


ROUND, SUPER = "\\usepackage{natbib}", "\\usepackage[super,sort&compress]{natbib}"
ACM = "affiliation{\\institution{None}\\country{Nowhere}}"
ELSEVIER = (
    "\\begin{frontmatter}\\title{Of Made-Up Methods}\\author{Ann}\\begin{abstract}We.\\end{abstract}\\end{frontmatter}"
)
STYLES: dict[str, Style] = {
    "ieee-journal": _bibtex("IEEEtran", "\\usepackage{cite}", kind="[journal]{IEEEtran}"),
    "ieee-meeting": _bibtex("IEEEtranS", kind="[conference]{IEEEtran}"),
    "acm-sigconf": _late(_bibtex("ACM-Reference-Format", kind="[sigconf,nonacm]{acmart}"), ACM),
    "acm-small": _late(_bibtex("ACM-Reference-Format", kind="[acmsmall,nonacm]{acmart}"), ACM),
    "acm-names": _late(
        _bibtex("ACM-Reference-Format", "\\citestyle{acmauthoryear}", "citep", "[acmsmall,nonacm]{acmart}", "citet"),
        ACM,
    ),
    "elsevier-numbers": _bibtex("elsarticle-num", kind="[5p,twocolumn]{elsarticle}")._replace(front=ELSEVIER),
    "elsevier-raised": _raised(
        _bibtex("elsarticle-num", "\\biboptions{super,sort&compress}", kind="[3p]{elsarticle}")._replace(front=ELSEVIER)
    ),
    "elsevier-names": _bibtex("elsarticle-harv", "", "citep", "[authoryear]{elsarticle}", "citet")._replace(
        front=ELSEVIER
    ),
    "springer-lncs": _bibtex("splncs04", kind="llncs"),
    "aps-prl": _revtex("prl"),
    "aps-prb": _raised(_revtex("prb,citeautoscript")),
    "aps-rmp": _revtex("rmp", "citep", "citet"),
    "aip-jcp": _revtex("aip,jcp"),
    "aip-apl": _revtex("aip,apl"),
    "mnras": _bibtex("mnras", "", "citep", "[usenatbib]{mnras}", "citet"),
    "aas": _late(_bibtex("aasjournal", "", "citep", "[twocolumn]{aastex631}", "citet"), "affiliation"),
    "acs": _late(Style("\\documentclass{achemso}", "\\bibliography{refs}", behind=True), ""),
    "raised-natbib": _raised(_bibtex("unsrtnat", SUPER, kind="[twocolumn]{article}")),
    "raised-cite": _raised(_bibtex("unsrt", "\\usepackage[superscript]{cite}", kind="[twocolumn]{article}")),
    "raised-labels": _raised(_bibtex("unsrt", "\\usepackage[superscript,biblabel]{cite}", kind="[twocolumn]{article}")),
    "natbib-numbers": _bibtex("plainnat", "\\usepackage[round,numbers]{natbib}", "citep"),
    "natbib-curly": _bibtex("abbrvnat", "\\usepackage[curly]{natbib}", "citep", named="citet"),
    "ams-letters": _bibtex("amsalpha", kind="amsart"),
    "ams-plain": _bibtex("amsplain", kind="amsart"),
    "siam": _bibtex("siam"),
    "apalike": _bibtex("apalike"),
    "apacite": _bibtex("apacite", "\\usepackage{apacite}"),
    "chicago": _bibtex("chicago", ROUND, "citep", named="citet"),
    "harvard": _bibtex("agsm", ROUND, "citep", named="citet"),
    "bitmaps": _raised(_bibtex("unsrtnat", SUPER + "\\pdfmapfile{}")),
    "bitmaps-t1": _bibtex("plainnat", "\\usepackage[numbers]{natbib}\\usepackage[T1]{fontenc}\\pdfmapfile{}"),
    "koma": _bibtex("abbrvnat", "\\usepackage[numbers]{natbib}", kind="scrreprt"),
    **{f"blx-{name}": _biblatex(name) for name in (
        "numeric-comp", "alphabetic", "science", "ieee", "gb7714-2015", "vancouver", "iso-numeric", "trad-abbrv",
        "ext-numeric", "numeric-verb",
    )},
    **{f"blx-{name}": _biblatex(name, "parencite", "textcite") for name in ("authoryear", "apa", "bath")},
    **{f"blx-{name}": _biblatex(name, "supercite") for name in ("nature", "chem-acs", "chem-angew")},
    "blx-phys": _biblatex("phys", options="twocolumn"),
}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print, extract and compare."""
    folder = Path(arguments[0])
    bib, titles = works(random.Random(7))
    lost = 0
    for name in arguments[1:] or STYLES:
        source = survey(STYLES[name])
        pdf = folder / f"{name}.pdf"
        if not pdf.exists() and not printed(folder / "tex" / name, source, bib, pdf):
            print(f"{name}: not printed (is the style installed?)")
            continue
        out = folder / "out"
        command = [sys.executable, "-m", "surveyrefs", "extract", str(pdf), "-o", str(out), "-q"]
        subprocess.run(command, check=False)
        lost += not _told(name, out / name, source, titles)
    return 1 if lost else 0


def _told(name: str, out: Path, source: str, titles: dict[str, str]) -> bool:
    """Print what is missing of one survey; tell whether nothing is, or a problem says so."""
    if not (out / MANIFEST).exists():
        print(f"{name}: no output")
        return False
    wanted = [key for call in _CALL.findall(source) for key in call.split(",")]
    run = load_run(out)
    references = run.references.references
    keys = {k: _key(r.raw, titles) for k, r in enumerate(references)}
    found = Counter(keys.get(t.reference, "") for c in run.links.callouts for t in c.targets)
    named = sum(key in titles for key in keys.values())
    missing = len(wanted) - sum(found.values())
    if named == len(references):  # the list prints titles: each callout is compared
        missing = (Counter(wanted) - found).total()
    codes = Counter(row["code"] for row in csv_to_records((out / "problems.csv").read_text(encoding="utf-8")))
    works = len(set(wanted))
    print(f"{name}: {len(references)} of {works} works, {missing} of {len(wanted)} callouts missing {dict(codes)}")
    return (len(references) == works and not missing) or bool(codes)


def _key(raw: str, titles: dict[str, str]) -> str:
    """Return the key of the work whose title a printed entry has; "" for none, as styles without titles have."""
    printed = _squash(raw)
    return max((key for key, title in titles.items() if title in printed), key=lambda k: len(titles[k]), default="")


def _squash(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


# -- the survey -------------------------------------------------------------------------------------------------------


def works(rng: random.Random) -> tuple[str, dict[str, str]]:
    """Return a bibliography for BibTeX, and the title of each key without blanks and marks."""
    entries: list[str] = []
    titles: dict[str, str] = {}
    for n in range(WORKS):
        title = (
            f"{rng.choice(KINDS)} {rng.choice(NOUNS)} {rng.choice(TASKS)} of {rng.randint(2, 99)} {rng.choice(NOUNS)}s"
        )
        if _squash(title) in titles.values():
            title += " revisited"
        titles[f"k{n:02}"] = _squash(title)
        count = rng.choice((1, 1, 2, 2, 3, 4, 6))
        pairs = zip(rng.sample(FAMILIES, count), rng.sample(GIVEN, count), strict=True)
        people = " and ".join(f"{family}, {given}".replace("=", " ") for family, given in pairs)
        kind, rest = _published(rng)
        year = rng.randint(1978, 2024)
        entries.append(f"@{kind}{{k{n:02}, author={{{people}}}, title={{{title.capitalize()}}}, year={year}, {rest}}}")
    return "\n".join(entries), titles


def _published(rng: random.Random) -> tuple[str, str]:
    """Return the type of a work and the fields that say where it appeared."""
    first = rng.randint(10, 900)
    pages = f"pages={{{first}--{first + rng.randint(3, 30)}}}"
    journal = f"journal={{{rng.choice(JOURNALS)}}}, volume={rng.randint(1, 99)}"
    meeting = f"booktitle={{{rng.choice(MEETINGS)}}}, publisher={{ACM}}, address={{New York, NY}}"
    return rng.choice(
        (
            ("article", f"{journal}, number={rng.randint(1, 12)}, {pages}"),
            ("article", f"{journal}, {pages}, doi={{10.1234/x.{first}}}"),
            ("inproceedings", f"{meeting}, {pages}"),
            ("book", "publisher={Springer}, address={Berlin}"),
            ("phdthesis", "school={University of Lund}"),
            ("techreport", f"institution={{Sandia National Laboratories}}, number={{SAND-{first}}}"),
            ("misc", f"eprint={{2001.{first:05}}}, archivePrefix={{arXiv}}, note={{arXiv preprint}}"),
        )
    )


def survey(style: Style) -> str:
    """Return the source: six sections with callouts of one to five works, footnotes, formulas and a table."""
    rng = random.Random(3)
    keys: Iterator[str] = iter([f"k{n:02}" for n in range(WORKS)])

    def call(count: int, command: str = "") -> str:
        mine = [next(keys, "") or f"k{rng.randrange(WORKS):02}" for _ in range(count)]
        return f"\\{command or style.cite}{{{','.join(dict.fromkeys(mine))}}}"

    parts = []
    for title in SECTIONS:
        parts.append(f"\\section{{{title}}}")
        for _ in range(3):
            parts.append(" ".join(_sentence(rng, style, call) for _ in range(5)) + "\n")
        if title.startswith("Methods"):
            rows = "".join(f"{rng.choice(NOUNS).capitalize()} {call(1)} & {rng.choice(TASKS)} \\\\" for _ in range(6))
            table = f"\\begin{{tabular}}{{ll}}\\hline System & Task \\\\ \\hline {rows}\\hline\\end{{tabular}}"
            parts.append(f"\\begin{{table}}[t]\\centering\\caption{{Systems compared}}{table}\\end{{table}}")
    rest = list(keys)
    parts.append(f"Further works exist~\\{style.cite}{{{','.join(rest)}}}." if rest else "")
    url = "" if "acmart" in style.preamble else "\\usepackage{url}"
    text = "\n".join(parts)
    return f"{style.preamble}{url}\n\\begin{{document}}\n{style.front}\n{text}\n{style.listed}\n\\end{{document}}\n"


def _sentence(rng: random.Random, style: Style, call: object) -> str:
    assert callable(call)
    told = (
        f"The {rng.choice(KINDS)} {rng.choice(NOUNS)} limits {rng.choice(TASKS)} of {rng.choice(NOUNS)}s in "
        f"{rng.randint(2, 40)} {rng.choice(NOUNS)}s"
    )
    dice = rng.random()
    if dice < 0.55:
        marks = call(rng.choice((1, 1, 1, 2, 3, 5)))
        return f"{told}.{marks}" if style.behind else f"{told}~{marks}."
    if dice < 0.65 and style.named:
        return f"{call(1, style.named)} showed that the {rng.choice(NOUNS)} converges."
    if dice < 0.72:
        return f"{told} for values in $[0,1]$ and $x^2 + y_{{3}}$ with $10^{{-3}}$ error."
    return f"{told}.\\footnote{{A {rng.choice(KINDS)} note, see also {call(1)}.}}" if dice < 0.76 else f"{told}."


def printed(folder: Path, source: str, bib: str, pdf: Path) -> bool:
    """Print a survey with LaTeX; tell whether there is a PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "refs.bib").write_text(bib, encoding="utf-8")
    (folder / "x.tex").write_text(source, encoding="utf-8")
    latex = ["pdflatex", "-interaction=nonstopmode", "x.tex"]
    lists = ["biber", "-q", "x"] if "biblatex" in source else ["bibtex", "x"]
    for command in (latex, lists, latex, latex):
        try:
            subprocess.run(
                command, cwd=folder, capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL, check=False
            )
        except (subprocess.TimeoutExpired, FileNotFoundError):
            return False
    made = folder / "x.pdf"
    if made.exists():
        made.replace(pdf)
    return pdf.exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
