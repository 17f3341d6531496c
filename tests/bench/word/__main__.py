"""Draw surveys as a word processor sets them, read them, and count what was read.

    python -m tests.bench.word --bench DIR --from 1000 --count 40 [--papers] [--keep DIR]

The works are those of the golds in DIR/corpus, the styles some forty of CSL. For each paper, and all together: entries
of the list, titles, works cited anywhere, below the right heading, and in table rows. Needs what `drawing.py` says.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from surveyrefs.api import Survey, extract
from surveyrefs.errors import PaperError
from tests.bench.word.comparing import matched, squash, texts
from tests.bench.word.drawing import STYLES, draw
from tests.bench.word.printers import PRINTERS
from tests.bench.word.works import works_of

MANY = (
    "ieee vancouver apa nature american-chemical-society elsevier-harvard elsevier-with-titles "
    "springer-basic-author-date springer-basic-brackets harvard-cite-them-right chicago-author-date "
    "modern-language-association american-medical-association multidisciplinary-digital-publishing-institute "
    "vancouver-superscript cell plos biomed-central frontiers acm-sig-proceedings iso690-author-date-en "
    "iso690-numeric-en din-1505-2 gost-r-7-0-5-2008 associacao-brasileira-de-normas-tecnicas "
    "american-sociological-association the-lancet royal-society-of-chemistry acta-medica-peruana "
    "deutsche-gesellschaft-fur-psychologie springer-lecture-notes-in-computer-science "
    "american-institute-of-physics american-physics-society council-of-science-editors "
    "journal-of-clinical-oncology ecology annual-reviews-author-date nucleic-acids-research radiology "
).split()


class Found(NamedTuple):
    """What was read of a paper, and how much is there: entries, titles, works cited, below their heading, in rows."""

    entries: int
    titles: int
    cited: int
    placed: int
    rows: int
    entries_there: int
    cited_there: int
    rows_there: int
    invented: int


def compare(gold: dict[str, Any], survey: Survey | None) -> Found:
    """Compare a paper's truth with what was read; None where nothing was."""
    cited = Counter((f"w{w}", squash(title)) for title, works in gold["cited"] for w in works)
    rows = [f"w{w}" for works in gold["rows"] for w in works]
    if survey is None:
        return Found(0, 0, 0, 0, 0, len(gold["references"]), cited.total(), len(rows), 0)
    read = texts(survey.references, "key", "title", "raw")
    mine = matched(gold["references"], [raw for _, _, raw in read], bool(gold["look"].get("loose")))
    titles = {key: squash(title) for key, _, title in gold["references"]}
    keys = {read[i][0]: key for i, key in mine.items()}
    have: Counter[tuple[str, str]] = Counter()
    tables = Counter[str]()
    for name, where, section in texts(survey.citations, "key", "where", "section_title"):
        if name in keys and where == "table":
            tables[keys[name]] += 1
        elif name in keys:
            have[keys[name], squash(section)] += 1
    by_work = Counter[str](), Counter[str]()
    for tally, counted in zip(by_work, (cited, have), strict=True):
        for (key, _), n in counted.items():
            tally[key] += n
    return Found(
        len(mine), sum(squash(read[i][1]) == titles[key] for i, key in mine.items()),
        (by_work[0] & by_work[1]).total(), (cited & have).total(), (Counter(rows) & tables).total(),
        len(titles), cited.total(), len(rows), len(read) - len(mine),
    )  # fmt: skip


def measure(folder: Path) -> tuple[Found, dict[str, Any]]:
    """Read a drawn paper and compare."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    try:
        return compare(gold, extract(folder / "paper.pdf")), gold
    except PaperError:
        return compare(gold, None), gold


def line(name: str, found: list[Found]) -> str:
    """Return the shares of some papers as a line."""
    total = [sum(values) for values in zip(*found, strict=True)]
    f = Found(*total)
    there = ((f.entries, f.entries_there), (f.titles, f.entries_there), (f.cited, f.cited_there),
             (f.placed, f.cited_there), (f.rows, f.rows_there))  # fmt: skip
    return f"{name:<44}" + "".join(f"{100 * a / max(1, b):>9.1f}" for a, b in there) + f"{f.invented:>9}"


def main() -> None:
    """Measure the papers of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--from", type=int, default=1, dest="first")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--printer", default="word", choices=("word", "office", *PRINTERS))
    parser.add_argument("--language", default="", help="all papers in this one")
    parser.add_argument("--papers", action="store_true", help="print a line for each paper")
    parser.add_argument("--keep", type=Path, help="keep the papers here, and read those that are here already")
    arguments = parser.parse_args()
    works = works_of(sorted(arguments.bench.glob("corpus/*/gold.json")))
    styles = [path for name in MANY if (path := STYLES / f"{name}.csl").exists()]
    found = []
    heads = ("entries", "titles", "cited", "placed", "rows", "invented")
    print(f"{'':<44}" + "".join(f"{head:>9}" for head in heads))
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(arguments.first, arguments.first + arguments.count):
            folder = (arguments.keep or Path(scratch)) / str(seed)
            if not (folder / "paper.pdf").exists():
                folder.mkdir(parents=True, exist_ok=True)
                draw(folder.resolve(), seed, works, styles, arguments.printer, arguments.language)
            one, gold = measure(folder)
            found.append(one)
            if arguments.papers:
                print(line(f"{seed} {gold['language']} {gold['style']}"[:43], [one]), flush=True)
    print(line(f"{len(found)} papers", found))


if __name__ == "__main__":
    main()
