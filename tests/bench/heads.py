"""How headings, and the sections of callouts, are read in drawn layouts (training/draw_layouts.py), by kind of layout.

    python -m tests.bench.heads --seed S --count N [--papers] [--jobs J]

Draws the papers of N seeds, reads each, and prints for every trait what share of the callouts stand below the right
heading (mean over papers), how many headings on lines of their own are found and invented, and the same of titles in
the line. Seeds up to 999 are for looking at, those from 1000 on are for measuring only, those from 5000 on for fitting.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from surveyrefs.errors import PaperError
from surveyrefs.model.document import Document, Section
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.settings import ParseSettings
from training.draw_fonts import Fonts, installed
from training.draw_layouts import draw
from training.draw_texts import own_texts
from training.headings import squash

WORD = re.compile(r"\bX[a-z]{2}q[a-z]{2}\b")


class Found(NamedTuple):
    """What was read of a paper: callouts below the right heading, and headings there, found and invented; `line`:
    titles in the line."""

    seed: int
    traits: Mapping[str, str]
    callouts: int
    right: int
    there: int
    found: int
    invented: int
    line_there: int
    line_found: int
    line_invented: int
    notes: tuple[str, ...]


def key(number: str | None, title: str | None) -> str:
    """Return what a section is told by, as the bench's scorer does."""
    return (number or "").strip(".)").lower() or squash(title)


def over(document: Document, at: int) -> str:
    """Return the heading on lines of its own that a passage stands below."""
    while at >= 0 and document.sections[at].run_in and not document.sections[at].number:
        at = document.sections[at].parent
    return key(document.sections[at].number, document.sections[at].title) if at >= 0 else ""


def compare(seed: int, gold: Mapping[str, Any], document: Document) -> Found:
    """Compare a drawn paper's truth and what was read of it."""
    places: dict[str, str] = {}
    for passage in document.passages:
        for word in WORD.findall(passage.text.replace("-", "")):
            places.setdefault(word, over(document, passage.section) if passage.kind == "paragraph" else passage.kind)
    notes, right = [], 0
    for c in gold["citations"]:
        want, have = key(c["section"], c["section_title"]), places.get(c["word"], "lost")
        right += want == have
        if want != have:
            notes.append(f"{c['word']}: {want} read as {have}")
    listed = [s for s in document.sections if not squash(s.title).startswith(("reference", "literaturec", "bibliog"))]
    shown = [s for s in listed if not is_line(s)]
    want_shown = Counter(key(s["number"], "") + squash(s["title"]) for s in gold["sections"])
    have_shown = Counter(key(s.number, "") + squash(s.title) for s in shown)
    free = {squash(t) for t in ("Abstract", "Background", "Methods", "Results", "Conclusions", "Keywords")}
    free |= {squash(title) for title in gold["boxes"]}
    want_line = Counter(squash(t) for t in gold["in_line"])
    have_line = Counter(squash(s.title) for s in listed if is_line(s))
    spare = have_shown - want_shown
    invented = sum(n for title, n in spare.items() if title not in free)
    notes += [f"missed: {t}" for t in (want_shown - have_shown)] + [f"invented: {t}" for t in spare if t not in free]
    notes += [f"missed in line: {t}" for t in (want_line - have_line)]
    notes += [f"invented in line: {t}" for t in (have_line - want_line) if t not in free]
    return Found(
        seed, gold["traits"], len(gold["citations"]), right, want_shown.total(), (want_shown & have_shown).total(),
        invented, want_line.total(), (want_line & have_line).total(),
        sum(n for title, n in (have_line - want_line).items() if title not in free), tuple(notes),
    )  # fmt: skip


def is_line(section: Section) -> bool:
    """Tell whether a heading is a title in the line."""
    return section.run_in and not section.number


def measure(seed: int) -> Found:
    """Draw the paper of a seed, read it and compare."""
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), seed, drawn=False)


def read(folder: Path, seed: int, *, drawn: bool) -> Found:
    """Read the paper of a folder, drawing it first unless it is there."""
    if not drawn:
        draw(folder, seed, Fonts(installed()), own_texts())
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    try:
        document = EmbeddedEngine().parse(folder / "survey.pdf", ParseSettings())
    except PaperError as error:
        n = len(gold["citations"])
        return Found(seed, gold["traits"], n, 0, len(gold["sections"]), 0, 0, len(gold["in_line"]), 0, 0, (str(error),))
    return compare(seed, gold, document)


def share(found: Sequence[Found]) -> float:
    """Return the mean share of callouts below the right heading, in percent."""
    papers = [f for f in found if f.callouts]
    return 100 * sum(f.right / f.callouts for f in papers) / max(1, len(papers))


def line(name: str, found: Sequence[Found]) -> str:
    """Return the figures of some papers as a line."""
    there, hit, more = (sum(getattr(f, field) for f in found) for field in ("there", "found", "invented"))
    rows = [sum(getattr(f, field) for f in found) for field in ("line_there", "line_found", "line_invented")]
    return (
        f"{name:<44} {len(found):>4} {share(found):>6.1f}   {there:>5} {100 * hit / max(1, there):>6.1f} {more:>5}"
        f"   {rows[0]:>5} {100 * rows[1] / max(1, rows[0]):>6.1f} {rows[2]:>5}"
    )


def main() -> None:
    """Measure the papers of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--papers", action="store_true", help="print what is wrong in each paper")
    parser.add_argument("--folder", type=Path, help="where the papers are drawn already (l<seed>)")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    seeds = range(args.seed, args.seed + args.count)
    with ProcessPoolExecutor(args.jobs) as pool:
        if args.folder:
            waiting = [pool.submit(read, args.folder / f"l{seed}", seed, drawn=True) for seed in seeds]
        else:
            waiting = [pool.submit(measure, seed) for seed in seeds]
        found = [task.result() for task in waiting]
    traits: dict[str, list[Found]] = defaultdict(list)
    for f in found:
        for name, value in f.traits.items():
            traits[f"{name}: {value}"].append(f)
    if args.papers:
        for f in sorted(found, key=lambda f: f.right / max(1, f.callouts)):
            if f.notes:
                print(f"l{f.seed} {f.right}/{f.callouts} {dict(f.traits)}", *f.notes[:14], sep="\n    ")
    print(f"{'':<44} papers callouts% heads found% invented  in line found% invented")
    for name in sorted(traits):
        print(line(name, traits[name]))
    print(line("all", found))


if __name__ == "__main__":
    main()
