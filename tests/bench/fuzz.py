"""Damage PDFs of our own by the thousand and extract them: none may hang, crash, want a gigabyte or give a traceback.

`make fuzz ARGS="--variants 10000 --jobs 2"`. Each paper runs as the command runs it (surveyrefs.guard), so that a hang
or a crash is an outcome. Findings are kept under build/fuzz, under a name that `--only` takes again.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from surveyrefs.errors import Crashed, InternalError, MemoryLimit
from surveyrefs.guard import run_guarded
from surveyrefs.runner import Outcome, Paper, Plan
from surveyrefs.settings import LimitSettings, Settings
from surveyrefs.stages import standard_stages
from surveyrefs.workers import run_papers
from tests.bench.damage import variant

DATA = Path(__file__).parent.parent / "data"
BATCH = 200  # papers that lie in one folder at a time
TIMEOUT = 10.0  # seconds of the clock; what takes longer is run again, alone, on a machine that may be busy:
PATIENCE = 30  # times as long, and it hangs if it then takes more than TIMEOUT of the processor
MEMORY = 1024  # MiB
PROGRESS = 1000  # variants between two lines that say how far it is
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What a failed paper may not say: a reason of ours is a clear line, these are findings.
FINDINGS = {
    "traceback": InternalError.reason,
    "crash": Crashed.reason.split(" was ")[0],
    "hang": "it took longer than",
    "memory": MemoryLimit.reason,
}


def seeds(folder: Path = DATA) -> list[tuple[str, bytes]]:
    """Return the PDFs in the folders of a folder, by the names of these; those of the tests where none is named."""
    return [(p.parent.name, p.read_bytes()) for p in sorted(folder.glob("*/*.pdf"))]


def finding_of(outcome: Outcome, folder: Path) -> str:
    """Return what is wrong with how a paper ended, empty where all is well."""
    if outcome.status == "failed":
        return next((name for name, reason in FINDINGS.items() if reason in outcome.message), "")
    for path in folder.rglob("*"):
        if path.suffix in (".csv", ".bib", ".json") and path.parent.name != "stages":
            text = path.read_text(encoding="utf-8")
            if match := STEERING.search(text):
                return f"control letters in {path.name}: {text[max(match.start() - 20, 0) : match.end() + 20]!r}"
    return ""


def run(
    numbers: Sequence[int], jobs: int, keep: Path | None = None, folder: Path = DATA
) -> Iterator[tuple[str, Outcome, str]]:
    """Extract the variants of these numbers; yield name, outcome and finding of each."""
    known = seeds(folder)
    settings = Settings(limits=LimitSettings(timeout=TIMEOUT, memory=MEMORY))
    for start in range(0, len(numbers), BATCH):
        with tempfile.TemporaryDirectory() as place:
            out = Path(place)
            papers = []
            for number in numbers[start : start + BATCH]:
                name, data = variant(known, number)
                papers.append(Paper(out / f"{name}.pdf", name, data))
            plan = Plan(out, settings, standard_stages)
            by_name = {paper.name: paper for paper in papers}
            for first in run_papers(papers, plan, jobs, lambda _name, _stage: None):
                outcome = first
                found = finding_of(outcome, out / outcome.name)
                if found == "hang":
                    patient = replace(plan, settings=Settings(limits=LimitSettings(PATIENCE * TIMEOUT, MEMORY)))
                    before = _children()
                    outcome = run_guarded(by_name[first.name], patient)
                    taken = _children() - before
                    found = finding_of(outcome, out / outcome.name)
                    found = f"hang, {taken:.0f} s of the processor" if not found and taken > TIMEOUT else found
                if found and keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{outcome.name}.pdf").write_bytes(by_name[outcome.name].data or b"")
                    (keep / f"{outcome.name}.txt").write_text(outcome.message + "\n" + outcome.trace, encoding="utf-8")
                yield outcome.name, outcome, found


def _processor() -> float:
    """Return the seconds of the processor that this process and its ended children have had."""
    return sum(os.times()[:4])


def _children() -> float:
    """Return the seconds of the processor that ended children have had."""
    return sum(os.times()[2:4])


def main() -> int:
    """Run the variants and print the findings; return 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--variants", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="number of the first variant")
    parser.add_argument("--only", type=int, nargs="*", help="numbers of the variants to run")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seeds", type=Path, default=DATA, help="folder of folders with the PDFs to damage")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    arguments = parser.parse_args()
    numbers = arguments.only or range(arguments.first, arguments.first + arguments.variants)
    begun, busy = time.monotonic(), _processor()
    ends: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    done = 0
    with contextlib.suppress(KeyboardInterrupt):  # what has been tried by then is told
        for name, outcome, found in run(numbers, arguments.jobs, arguments.keep, arguments.seeds):
            done += 1
            ends[outcome.status if outcome.status == "done" else outcome.message.split(". ")[0][:70]] += 1
            if found:
                findings[found] += 1
                last = outcome.trace.strip().splitlines()
                where = " | ".join(part.strip() for part in last[-3:])[:300] or outcome.message
                print(f"{name}: {found}: {where}", flush=True)
            if done % PROGRESS == 0:
                print(f"{done} variants in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    seconds = time.monotonic() - begun
    for end, number in ends.most_common():
        print(f"{number:6} {end}")
    busy = (_processor() - busy) / max(done, 1)
    rate = f"{3600 * done / seconds:.0f} an hour, {busy:.2f} s of the processor for each"
    print(f"{done} variants in {seconds:.0f} s ({rate}): {dict(findings) or 'nothing found'}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
