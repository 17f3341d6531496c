"""The real programs on our files: biber, bibtex, LaTeX, pandoc. Also by hand: python -m tests.export.programs OUT…"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

# Styles ask for facts that a reference need not print; nobody may make them up.
NOT_PRINTED = re.compile(
    r"empty (?:address|publisher|year|author|organization|pages)\b|page numbers missing|no number and no volume"
    r"|empty chapter and pages|INFO: reduced pages"
)
STYLES = {"plain": "plain", "ieee": "IEEEtran", "acm": "ACM-Reference-Format", "acl": "acl_natbib"}
DOCUMENTS = {
    "plain": (r"\documentclass{article}", r"\usepackage[T1]{fontenc}\usepackage{url}"),
    "ieee": (r"\documentclass{IEEEtran}", r"\usepackage[T1]{fontenc}\usepackage{url}"),
    "acm": (r"\documentclass[acmsmall,nonacm]{acmart}", r"\title{T}\author{A}\affiliation{\country{C}}"),
    "acl": (r"\documentclass{article}", r"\usepackage[T1]{fontenc}\usepackage{natbib,hyperref}"),
}
BIBLATEX = (
    r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage[style=authoryear]{biblatex}\addbibresource{r.bib}"
)
TIMEOUT = 120  # seconds for one program, ten times what the slowest needs


def call(folder: Path, *command: str, text: str = "") -> str:
    """Run a program in a folder and return all that it says."""
    done = subprocess.run(
        command, cwd=folder, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT,
        check=False,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


def keys_of(bib: str) -> list[str]:
    """Return the keys of a .bib file as we write it."""
    return re.findall(r"^@(?!comment)\w+\{([^,]+),", bib, re.MULTILINE)


def in_folder(bib: str, work: Callable[[Path], list[str]]) -> list[str]:
    """Call `work` with a temporary folder that holds the .bib file as r.bib."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "r.bib").write_text(bib, encoding="utf-8")
        return work(folder)


def biber_complaints(bib: str) -> list[str]:
    """Return the warnings and errors of biber's check against the data model."""

    def work(folder: Path) -> list[str]:
        said = call(folder, "biber", "--tool", "--validate-datamodel", "r.bib").splitlines()
        return [line for line in said if re.match(r"WARN|ERROR", line)]

    return in_folder(bib, work)


def bibtex_complaints(bib: str, style: str) -> list[str]:
    """Return BibTeX's warnings and errors in a document that cites every entry, but for facts that are not printed."""

    def work(folder: Path) -> list[str]:
        cited = "".join(f"\\citation{{{key}}}\n" for key in keys_of(bib))
        (folder / "t.aux").write_text(f"\\relax\n{cited}\\bibstyle{{{STYLES[style]}}}\n\\bibdata{{r}}\n")
        said = call(folder, "bibtex", "t").splitlines()
        (folder / "t.bbl").read_text(encoding="utf-8")  # no letter is cut in half
        complaints = [line for line in said if re.match(r"Warning|I |.*---|.*[Ee]rror", line)]
        return [line for line in complaints if not NOT_PRINTED.search(line) and not line.startswith("(There")]

    return in_folder(bib, work)


def latex_complaints(bib: str, style: str) -> list[str]:
    """Return LaTeX's errors in a document with the whole bibliography; `style` as in DOCUMENTS, or biblatex.

    Letters that the fonts of pdflatex do not have (Greek, Chinese) are no fault of the .bib file.
    """

    def work(folder: Path) -> list[str]:
        if style == "biblatex":
            tex = BIBLATEX + r"\begin{document}x\nocite{*}\printbibliography\end{document}"
        else:
            head, more = DOCUMENTS[style]
            top = r"\maketitle " if style == "acm" else ""
            tex = rf"{head}{more}\begin{{document}}{top}x\nocite{{*}}\bibliographystyle{{{STYLES[style]}}}"
            tex += r"\bibliography{r}\end{document}"
        (folder / "t.tex").write_text(tex, encoding="utf-8")
        call(folder, "pdflatex", "-interaction=nonstopmode", "t")
        call(folder, "biber" if style == "biblatex" else "bibtex", "t")
        said = call(folder, "pdflatex", "-interaction=nonstopmode", "t")
        found = [line for line in said.splitlines() if line.startswith("!")]
        return [line for line in found if "Unicode character" not in line]

    return in_folder(bib, work)


def pandoc_complaints(bibliography: str, suffix: str) -> list[str]:
    """Return what pandoc says while it renders every entry, and a line where it renders fewer."""
    wanted = len(keys_of(bibliography)) if suffix == ".bib" else bibliography.count('\n    "id": ')

    def work(folder: Path) -> list[str]:
        (folder / f"r{suffix}").write_text(bibliography, encoding="utf-8")
        text = "---\nnocite: '@*'\n...\n\nx\n"
        said = call(folder, "pandoc", "--citeproc", "--bibliography", f"r{suffix}", "-t", "html", text=text)
        rendered = said.count('class="csl-entry"')
        complaints = re.findall(r"^(?:\[WARNING\]|Error).*", said, re.MULTILINE)
        return complaints + ([] if rendered == wanted else [f"pandoc rendered {rendered} of {wanted} entries"])

    return in_folder("", work)


def has_style(style: str) -> bool:
    """Tell whether TeX finds a BibTeX style."""
    return bool(shutil.which("kpsewhich")) and bool(call(Path(), "kpsewhich", f"{STYLES[style]}.bst").strip())


def main(folders: Sequence[str]) -> int:
    """Run all programs on output folders, print what they say, return 1 if they say anything."""
    from surveyrefs.export import BibOptions, to_bibtex
    from surveyrefs.export.csl import to_csl_json
    from surveyrefs.runner import load_run

    total = 0
    for name in folders:
        run = load_run(Path(name))
        classic, biblatex = (to_bibtex(run, BibOptions(d)) for d in ("bibtex", "biblatex"))
        latex = to_bibtex(run, BibOptions("bibtex", latex=True))
        checks = {"biber": biber_complaints(biblatex), "LaTeX biblatex": latex_complaints(biblatex, "biblatex")}
        for style in filter(has_style, STYLES):
            checks[f"bibtex {style}"] = bibtex_complaints(classic, style)
            checks[f"LaTeX {style}"] = latex_complaints(classic, style)
        checks["bibtex plain, --latex"] = bibtex_complaints(latex, "plain")
        checks["LaTeX plain, --latex"] = latex_complaints(latex, "plain")
        for bib in (classic, biblatex):
            checks["pandoc"] = checks.get("pandoc", []) + pandoc_complaints(bib, ".bib")
        checks["pandoc CSL-JSON"] = pandoc_complaints(to_csl_json(run), ".json")
        complaints = [f"{run.name}: {check}: {line}" for check, lines in checks.items() for line in lines]
        total += len(complaints)
        sys.stdout.write("\n".join([*complaints, f"{run.name}: {len(complaints)} complaints"]) + "\n")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
