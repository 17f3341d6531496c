"""Measure `surveyrefs extract --force` against a bare PyMuPDF script, as whole processes, side by side.

Prints a Markdown table for docs/speed.md: median seconds of both, their ratio, peak memory; then time over pages.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

BARE = """
import sys
import pymupdf
for page in pymupdf.open(sys.argv[1]):
    page.get_text("rawdict")
    page.get_links()
"""

ROOT = Path(__file__).parent.parent.parent
# Two-column surveys of 25 to 40 pages, the size that the budget is about, and longer ones.
PAPERS = ("krs@v1", "genai-ip@v1", "phone-agent", "latency-attacks", "feedback-recsys", "nvs-elephant")
COPIES = (1, 2, 4)
MAX_RATIO = 2.0
MAX_MEMORY = 400  # MiB


class Cost(NamedTuple):
    """What a process took: wall-clock seconds and peak memory in MiB."""

    seconds: float
    memory: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a process and measure it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median time and the highest memory."""
    return Cost(statistics.median(c.seconds for c in costs), max(c.memory for c in costs))


def compare(pdf: Path, runs: int) -> tuple[Cost, Cost]:
    """Return what the bare script and what surveyrefs take, measured in turns so that both see the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        bare = [sys.executable, "-c", BARE, str(pdf)]
        ours = [sys.executable, "-m", "surveyrefs", "extract", str(pdf), "-o", folder, "--force", "-q"]
        pairs = [(cost_of(bare), cost_of(ours)) for _ in range(runs)]
    return median([a for a, _ in pairs]), median([b for _, b in pairs])


def page_count(pdf: Path) -> int:
    """Return the number of pages."""
    from surveyrefs.parse.embedded.pdf.library import pymupdf

    with pymupdf.open(pdf) as opened:
        return len(opened)


def repeated(pdf: Path, copies: int, target: Path) -> Path:
    """Write a PDF with the first half of the pages repeated; the bibliography stays at the end, once."""
    from surveyrefs.parse.embedded.pdf.library import pymupdf

    with pymupdf.open(pdf) as source, pymupdf.open() as made:
        half = len(source) // 2
        for _ in range(copies):
            made.insert_pdf(source, to_page=half - 1)
        made.insert_pdf(source, from_page=half)
        made.save(target)
    return target


def papers_of(corpus: Path) -> list[Path]:
    """Return the surveys to measure: those of the corpus, else our own sample."""
    found = [corpus / name / "survey.pdf" for name in PAPERS]
    return [p for p in found if p.is_file()] or sorted((ROOT / "inputs").glob("*.pdf"))


def main() -> int:
    """Print the tables; exit with 1 where the budget does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "inputs")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    # As an installed package is: PyMuPDF's modules are compiled beforehand, and so are ours.
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    papers = papers_of(arguments.corpus.resolve())
    within = True
    print("| survey | pages | bare script | surveyrefs | ratio | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for pdf in papers:
        bare, ours = compare(pdf, arguments.runs)
        ratio = ours.seconds / bare.seconds
        within = within and ratio <= MAX_RATIO and ours.memory <= MAX_MEMORY
        name = pdf.parent.name if pdf.stem == "survey" else pdf.stem
        print(
            f"| {name} | {page_count(pdf)} | {bare.seconds:.2f} s | {ours.seconds:.2f} s | {ratio:.2f} "
            f"| {ours.memory:.0f} MiB |",
            flush=True,
        )
    print("\n| pages | surveyrefs | per page |\n| ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for copies in COPIES:
            pdf = repeated(papers[0], copies, Path(folder) / f"copies-{copies}.pdf")
            _, ours = compare(pdf, max(1, arguments.runs // 2))
            pages = page_count(pdf)
            print(f"| {pages} | {ours.seconds:.2f} s | {1000 * ours.seconds / pages:.0f} ms |", flush=True)
    print(f"\nbudget: ratio at most {MAX_RATIO:.0f}, memory at most {MAX_MEMORY} MiB: {'held' if within else 'BROKEN'}")
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
