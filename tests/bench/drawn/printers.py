"""Papers printed by a browser and by TeX."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.bench.drawn import as_html, as_tex
from tests.bench.drawn.made import Paper

BROWSERS = ("chromium", "google-chrome", "chrome")
SECONDS = 60  # that a program may take


def browser() -> str | None:
    """Return the program that prints HTML, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def print_html(paper: Paper, pdf: Path) -> None:
    """Print a paper with a browser."""
    print_page(as_html.page(paper), pdf)


def print_page(html: str, pdf: Path) -> None:
    """Print HTML with a browser, next to the PDF."""
    source = pdf.with_suffix(".html")
    source.write_text(html, encoding="utf-8")
    command = [str(browser()), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--user-data-dir={pdf.parent / 'profile'}", f"--print-to-pdf={pdf}", source.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


def print_tex(paper: Paper, pdf: Path) -> None:
    """Print a paper with pdfTeX."""
    source = pdf.with_suffix(".tex")
    source.write_text(as_tex.page(paper), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", f"-output-directory={pdf.parent}", str(source)]
    for _ in range(2 if paper.style["length"] == "long" else 1):
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    if not pdf.exists():
        raise RuntimeError(source.with_suffix(".log").read_text(encoding="latin-1")[-2000:])


def print_paper(paper: Paper, pdf: Path) -> None:
    """Print a paper as its style says."""
    (print_html if paper.style["printer"] == "html" else print_tex)(paper, pdf)
