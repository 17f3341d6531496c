"""What a GROBID server gives back where our own reading of the list is damaged, on recorded answers.

    python -m tests.bench.grobid_damage [--bench ../shared/bench] [--build build/grobid]

Three kinds of damage are done to our reading of every visible survey: the list is not found at all, its second half is
not found, three entries in a row are read as one. Printed is how many of the gold references are then in the result
to the letter (as the scorer asks), without and with the recorded answers. Run `make grobid-quality` once before: it
makes the folder of answers.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz

from surveyrefs.model.document import Bibliography, Document
from surveyrefs.model.reference import RawReference
from surveyrefs.parse.grobid.engine import GrobidEngine
from surveyrefs.parse.grobid.recorded import Recorded
from surveyrefs.references.entries.segment import segment
from surveyrefs.references.hints.cut import mend
from surveyrefs.references.hints.raws import raws_of
from surveyrefs.settings import ParseSettings
from tests.bench.grobid import ROOT, load_scorer

SAME = 95.0  # percent likeness of two printed references, as the scorer has it
JOINED = 3  # entries that are read as one

Damage = Callable[[Document], list[RawReference]]


def no_list(_document: Document) -> list[RawReference]:
    """Read no list."""
    return []


def half(document: Document) -> list[RawReference]:
    """Read the first half of each list."""
    cut = (msgspec.structs.replace(b, lines=b.lines[: len(b.lines) // 2]) for b in document.bibliographies)
    lists: tuple[Bibliography, ...] = tuple(cut)
    return segment(msgspec.structs.replace(document, bibliographies=lists))[0]


def joined(document: Document) -> list[RawReference]:
    """Read three entries in a row as one."""
    raws = segment(document)[0]
    return [_one(raws[i : i + JOINED]) for i in range(0, len(raws), JOINED)]


def _one(raws: Sequence[RawReference]) -> RawReference:
    passage = msgspec.structs.replace(raws[0].passage, text=" ".join(raw.passage.text for raw in raws))
    return msgspec.structs.replace(raws[0], passage=passage)


KINDS: dict[str, Damage] = {"no list": no_list, "half of the list": half, "three entries in one": joined}


def main() -> int:
    """Damage, mend, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "grobid")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.bench)
    engine = GrobidEngine(Recorded(arguments.build / "tei"))
    found = {name: [0, 0] for name in KINDS}
    total = 0
    for gold in sorted((arguments.bench / "corpus").glob("*/gold.json")):
        document = engine.parse(gold.parent / "survey.pdf", ParseSettings(engine="grobid"))
        references = json.loads(gold.read_text(encoding="utf-8"))["references"]
        truth = {scorer.squash(reference["raw"]) for reference in references}
        total += len(truth)
        for name, damage in KINDS.items():
            raws = damage(document)
            mended = mend(raws, document.hints)[0] if raws else raws_of(document.hints)
            for n, result in enumerate((raws, mended)):
                printed = [scorer.squash(raw.passage.text) for raw in result]
                found[name][n] += sum(any(fuzz.ratio(t, p, score_cutoff=SAME) for p in printed) for t in truth)
    print("| damage to our reading | references found | with GROBID |\n| --- | ---: | ---: |")
    for name, (without, with_hints) in found.items():
        print(f"| {name} | {without / total:.1%} | {with_hints / total:.1%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
