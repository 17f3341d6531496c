"""Measure `surveyrefs extract --force` against a bare PyMuPDF script, side by side, and over the pages of a document.

Prints Markdown tables for docs/speed.md. Seconds are those of the processor, medians of some runs in turns, so that a
busy machine does not show; exits with 1 where the budget does not hold.
"""

from __future__ import annotations

import argparse
import compileall
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.generated import survey

BARE = """
import sys
import pymupdf
for page in pymupdf.open(sys.argv[1]):
    page.get_text("rawdict")
    page.get_links()
"""

# What is done within a process once its libraries are loaded: the work on the pages against the three calls that any
# reader of a survey needs.
WITHIN = """
import sys, time
from pathlib import Path
from surveyrefs.categorise import categorise
from surveyrefs.export import export
from surveyrefs.link import link
from surveyrefs.model.run import Run
from surveyrefs.parse import parse
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.references import read_references
from surveyrefs.collecting import few_collections
from surveyrefs.settings import Settings

settings, path = Settings(), Path(sys.argv[1])
few_collections()

def ours():
    document = parse(path, settings.parse)
    references = read_references(document, settings.references)
    links = link(document, references)
    categories = categorise(document, references, links, settings.categorise)
    export(Run("bench", "", document, references, links, categories), settings.export)

def bare():
    with pymupdf.open(path) as pdf:
        for page in pdf:
            page.get_text("dict")
            page.get_links()
            page.get_cdrawings()

def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start

seconds(ours)
print(min(seconds(bare) for _ in range(2)), min(seconds(ours) for _ in range(2)))
"""

ROOT = Path(__file__).parent.parent.parent
# Two-column surveys of 25 to 40 pages, the size that the budget is about, and longer ones.
PAPERS = ("krs@v1", "genai-ip@v1", "phone-agent", "latency-attacks", "feedback-recsys", "nvs-elephant")
GROWTH = (25, 50, 100, 200, 400, 1000)  # pages of the generated survey
MAX_RATIO = 2.0
MAX_MEMORY = 150  # MiB, of the surveys and of 100 generated pages
MIN_GAIN = 1.9  # papers an hour of two processes against one
ROUND = 50  # papers that one process does, then two
QUIET = 0.1  # cores that others may take in a round that counts
PER_PAGE = 1.5  # times the seconds a page of 100 pages that a page of a longer survey may take


class Cost(NamedTuple):
    """What a process and its children took: seconds of the processor and peak memory in MiB."""

    seconds: float
    memory: float


class Leg(NamedTuple):
    """A run over many papers: seconds of the clock, its cost, and the seconds that the processors gave to others."""

    seconds: float
    cost: Cost
    others: float


def cost_of(command: Sequence[str]) -> Cost:
    """Run a process and measure it."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median time and the highest memory."""
    return Cost(statistics.median(c.seconds for c in costs), max(c.memory for c in costs))


def compare(pdf: Path, runs: int) -> tuple[Cost, Cost]:
    """Return what the bare script and what surveyrefs take, measured in turns so that both see the same machine."""
    with tempfile.TemporaryDirectory() as folder:
        bare = [sys.executable, "-c", BARE, str(pdf)]
        ours = extracting(pdf, folder)
        pairs = [(cost_of(bare), cost_of(ours)) for _ in range(runs)]
    return median([a for a, _ in pairs]), median([b for _, b in pairs])


def extracting(pdf: Path, folder: str) -> list[str]:
    """Return the command that extracts a PDF into a folder."""
    program = [sys.executable, "-m", "surveyrefs", "extract", str(pdf)]
    return [*program, "-o", folder, "--force", "-q", "--timeout", "0"]


def within(pdf: Path) -> float:
    """Return how many times as long as the three calls to PyMuPDF our work takes, once all is loaded."""
    program = [sys.executable, "-c", WITHIN, str(pdf)]
    done = subprocess.run(program, capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    bare, ours = map(float, done.stdout.split())
    return ours / bare


def grown(longest: int) -> bool:
    """Print seconds and memory of the generated survey over its pages; tell whether they keep to the budget."""
    print("\n| pages | surveyrefs | per page | peak memory |\n| ---: | ---: | ---: | ---: |")
    costs: dict[int, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        for pages in (n for n in GROWTH if n <= longest):
            pdf = survey(Path(folder) / f"{pages}.pdf", pages)
            costs[pages] = cost = cost_of(extracting(pdf, folder))
            page = 1000 * cost.seconds / pages
            print(f"| {pages} | {cost.seconds:.2f} s | {page:.0f} ms | {cost.memory:.0f} MiB |", flush=True)
    most = PER_PAGE * costs[100].seconds / 100
    linear = all(cost.seconds / pages <= most for pages, cost in costs.items() if pages > 100)
    return linear and costs[100].memory <= MAX_MEMORY


def throughput(papers: Sequence[Path], count: int) -> bool:
    """Print how many papers an hour one and two processes do; tell whether two do MIN_GAIN times as many.

    The papers are taken in turns until there are so many, and done in rounds: first by one process, then by two. What
    else ran on the machine meanwhile is told, for it takes from two processes more than from one. The gain by the
    processor leaves that out: it is what two processes would do with a core each.
    """
    print("\n| papers | jobs | seconds | papers an hour | processor | others | peak memory |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    legs: dict[int, list[Leg]] = {1: [], 2: []}
    for start in range(0, count, ROUND):
        for jobs, done in legs.items():
            done.append(leg_of(papers, min(ROUND, count - start), jobs))
    for jobs, done in legs.items():
        seconds, processor = sum(leg.seconds for leg in done), sum(leg.cost.seconds for leg in done)
        others = sum(leg.others for leg in done) / seconds
        memory = max(leg.cost.memory for leg in done)
        print(
            f"| {count} | {jobs} | {seconds:.0f} | {3600 * count / seconds:.0f} | {processor:.0f} s "
            f"| {others:.2f} cores | {memory:.0f} MiB |"
        )
    pairs = list(zip(legs[1], legs[2], strict=True))
    quiet = [(one, two) for one, two in pairs if max(one.others / one.seconds, two.others / two.seconds) <= QUIET]
    by_processor = statistics.median(2 * one.cost.seconds / two.cost.seconds for one, two in pairs)
    print(f"\ntwo jobs against one, by the processor: {by_processor:.2f} (median of {len(pairs)} rounds of {ROUND})")
    if not quiet:
        print("by the clock: no round was quiet")
        return by_processor >= MIN_GAIN
    gain = statistics.median(one.seconds / two.seconds for one, two in quiet)
    print(f"by the clock: {gain:.2f} (median of the {len(quiet)} rounds in which others took under {QUIET} cores)")
    return gain >= MIN_GAIN


def leg_of(papers: Sequence[Path], count: int, jobs: int) -> Leg:
    """Return what a run over so many papers takes with so many processes."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder, "inputs")
        inputs.mkdir()
        for i, pdf in zip(range(count), itertools.cycle(papers), strict=False):
            (inputs / f"{i:05}.pdf").symlink_to(pdf)
        start, busy = time.perf_counter(), busy_seconds()
        cost = cost_of([*extracting(inputs, str(Path(folder, "out"))), "--jobs", str(jobs)])
        seconds = time.perf_counter() - start
        return Leg(seconds, cost, max(busy_seconds() - busy - cost.seconds, 0.0))


def busy_seconds() -> float:
    """Return the seconds that all processors together have worked since the machine started; 0 where nobody tells."""
    try:
        whole = Path("/proc/stat").read_text(encoding="ascii").split("\n")[0]
        user, nice, system, _idle, _wait, *rest = map(int, whole.split()[1:8])
    except OSError:
        return 0.0
    return float(user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


def page_count(pdf: Path) -> int:
    """Return the number of pages."""
    from surveyrefs.parse.embedded.pdf.library import pymupdf

    with pymupdf.open(pdf) as opened:
        return len(opened)


def papers_of(corpus: Path) -> list[Path]:
    """Return the surveys to measure: those of the corpus, else our own sample."""
    found = [corpus / name / "survey.pdf" for name in PAPERS]
    return [p for p in found if p.is_file()] or sorted((ROOT / "inputs").glob("*.pdf"))


def main() -> int:
    """Print the tables; exit with 1 where the budget does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "inputs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--longest", type=int, default=GROWTH[-1], help="pages of the longest generated survey")
    parser.add_argument("--papers", type=int, default=0, help="measure the throughput of so many papers, too")
    arguments = parser.parse_args()
    # As an installed package is: PyMuPDF's modules are compiled beforehand, and so are ours.
    compileall.compile_dir(ROOT / "pipeline", quiet=1)
    papers = papers_of(arguments.corpus.resolve())
    held = True
    print("| survey | pages | bare script | surveyrefs | ratio | in the process | peak memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for pdf in papers:
        bare, ours = compare(pdf, arguments.runs)
        ratio = ours.seconds / bare.seconds
        held = held and ratio <= MAX_RATIO and ours.memory <= MAX_MEMORY
        name = pdf.parent.name if pdf.stem == "survey" else pdf.stem
        print(
            f"| {name} | {page_count(pdf)} | {bare.seconds:.2f} s | {ours.seconds:.2f} s | {ratio:.2f} "
            f"| {within(pdf):.1f} | {ours.memory:.0f} MiB |",
            flush=True,
        )
    held = grown(arguments.longest) and held
    if arguments.papers:
        held = throughput(papers, arguments.papers) and held
    print(f"\nbudget: ratio at most {MAX_RATIO:.0f}, memory at most {MAX_MEMORY} MiB, a page at most {PER_PAGE} times")
    print(f"that of 100 pages: {'held' if held else 'BROKEN'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
