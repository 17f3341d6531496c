"""What finished runs lost: letters of reference lists, and numbers in brackets that are neither callout nor problem.

`python -m tests.bench.conserve OUTPUTS…` reads output folders and prints both for each set of them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from surveyrefs.model.document import Document
from surveyrefs.model.run import Run
from surveyrefs.references.lost import letters_of, lost_letters
from surveyrefs.runner import load_run
from surveyrefs.store import MANIFEST

BRACKETED = re.compile(r"\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")
_BLANK = re.compile(r"\s")
# Intervals of numbers, which no list has as a label: [0, 1] and the like.
_INTERVAL = re.compile(r"\[0[,;]\d+\]")


def texts_of(document: Document) -> Iterator[str]:
    """Give all text of a document outside of its reference lists."""
    yield from (p.text for p in document.passages)
    for table in document.tables:
        yield table.caption.text
        yield from table.header
        yield from (cell.text for row in table.rows for cell in row.cells)
    for figure in document.figures:
        yield figure.caption.text
        yield from (p.text for p in figure.texts)


def lost_callouts(run: Run) -> Counter[str]:
    """Return the numbers in brackets that are in no callout and no problem, for a survey with a numbered list."""
    labels = [r.label for r in run.references.references]
    if 2 * sum(label.isdecimal() for label in labels) < len(labels):
        return Counter()
    printed = Counter(_BLANK.sub("", m) for text in texts_of(run.document) for m in BRACKETED.findall(text))
    found: Counter[str] = Counter()
    for callout in run.links.callouts:
        marker = callout.marker if callout.marker.startswith("[") else f"[{callout.marker}]"
        found.update(_BLANK.sub("", m) for m in BRACKETED.findall(marker))
    told = _BLANK.sub("", " ".join(p.text for p in run.problems()))
    lost = printed - found
    return Counter({m: n for m, n in lost.items() if m not in told and not _INTERVAL.fullmatch(m)})


def main(folders: list[str]) -> int:
    """Print what the runs of each folder lost."""
    for folder in folders:
        runs = [load_run(path.parent) for path in sorted(Path(folder).glob(f"*/{MANIFEST}"))]
        listed = sum(letters_of(run.document) for run in runs)
        letters = sum(lost_letters(run.document, run.references) for run in runs)
        printed = sum(len(BRACKETED.findall(text)) for run in runs for text in texts_of(run.document))
        callouts = Counter({run.name: n for run in runs if (n := lost_callouts(run).total())})
        print(f"{folder}: {len(runs)} runs; {letters} of {listed} letters of the lists lost")
        print(f"  {callouts.total()} of {printed} numbers in brackets neither callout nor problem: {dict(callouts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
