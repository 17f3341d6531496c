"""Draw papers as publishers print them, read them, and count what was read.

    python -m tests.bench.printed --bench DIR --from 1000 --count 30 [--papers] [--keep DIR]

The works are those of the golds in DIR/corpus. Looks of headings, lists, boxes and tables come by chance each; a
browser prints. Counted: entries to the letter, works cited anywhere and below the right heading, headings, rows of
tables with all cells and exactly their works, groups, and headings and entries that are none.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from surveyrefs.api import Survey, extract
from surveyrefs.errors import PaperError
from tests.bench.drawn.printers import print_page
from tests.bench.printed.measuring import Measured, Share, compare
from tests.bench.printed.truth import Paper, Work
from tests.bench.printed.writing import paper_of
from tests.bench.word.works import works_of

SHARES = ("entries", "cited", "placed", "headings", "rows", "groups", "cited in rows")


def works_in(bench: Path) -> list[Work]:
    """Return the works of a bench that have a venue and authors with names."""
    works = works_of(sorted(bench.glob("corpus/*/gold.json")))
    return [
        w for w in works if w.get("container-title") and all(n.get("family") or n.get("literal") for n in w["author"])
    ]


def measured(paper: Paper, pdf: Path) -> Measured:
    """Print a paper if it is not there yet, read it, and compare."""
    if not pdf.exists():
        print_page(paper.html, pdf)
    survey: Survey | None = None
    try:
        survey = extract(pdf)
    except PaperError as error:
        print(f"{pdf}: {error}")
    return compare(paper, survey)


def line(name: str, found: Sequence[Measured]) -> str:
    """Return the shares of some papers as a line."""
    sums = (sum((m.shares[share] for m in found), Share(0, 0)) for share in SHARES)
    rates = "".join(f"{100 * s.found / s.there:>14.1f}" if s.there else f"{'-':>14}" for s in sums)
    return f"{name:<24}{rates}" + "".join(f"{sum(m.invented[of] for m in found):>6}" for of in ("headings", "entries"))


def by_traits(found: Sequence[Measured]) -> list[str]:
    """Return a line for each trait of tables."""
    lines = []
    for trait in sorted({trait for m in found for trait in m.by_trait}):
        sums = {name: sum((m.by_trait[trait][name] for m in found if trait in m.by_trait), Share(0, 0))
                for name in ("rows", "groups", "cited in rows")}  # fmt: skip
        rates = "".join(
            f"{name:>16} {100 * s.found / max(1, s.there):5.1f} of {s.there:<4}" for name, s in sums.items()
        )
        lines.append(f"{trait[0]:14} {trait[1]:18}{rates}")
    return lines


def main() -> None:
    """Measure the papers of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--papers", action="store_true", help="print a line for each paper, and what is wrong in it")
    parser.add_argument("--traits", action="store_true", help="print rows and groups for each trait of tables")
    parser.add_argument("--keep", type=Path, help="keep the papers here, and read those that are here already")
    options = parser.parse_args()
    works, found = works_in(options.bench), []
    print(f"{'':<24}" + "".join(f"{name:>14}" for name in SHARES) + "  invented headings, entries")
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(options.first, options.first + options.count):
            paper = paper_of(seed, works)
            found.append(measured(paper, folder / f"{seed}.pdf"))
            if options.papers:
                print(line(str(seed), found[-1:]), paper.look, *found[-1].wrong, sep="\n    ", flush=True)
    print(line(f"{len(found)} papers", found))
    print(*(by_traits(found) if options.traits else ()), sep="\n")


if __name__ == "__main__":
    main()
