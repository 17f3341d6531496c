"""Count for each step of mending how often it fires, helps and hurts on each set, by leaving it out.

BENCH holds sets of papers with `gold.json` beside `score.py`; BUILD the outputs of `make quality`, whose stored reading
of each paper is taken. A step helps a reference where more of its fields are right with it than without.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from surveyrefs.model.document import Document
from surveyrefs.references.assemble import assemble
from surveyrefs.references.entries.composite import parted
from surveyrefs.references.entries.segment import segment
from surveyrefs.references.fields import has_titles
from surveyrefs.references.mending.step import Labelled
from surveyrefs.references.mending.steps import STEPS
from surveyrefs.references.normalise.names import NameStyle
from surveyrefs.references.tagging.features import always_initials, list_style
from surveyrefs.references.tagging.habits import list_habits
from surveyrefs.references.tagging.looks import settled
from surveyrefs.references.tagging.tagger import Tagged, tag
from surveyrefs.references.tagging.tokens import tokenise
from surveyrefs.store import read_stage
from surveyrefs.text.identifiers import Identifier, find_identifiers
from tests.bench.quality import unread_papers

# Sets of papers, and whether those that nobody opened are taken.
SETS = {"corpus": ("corpus", False), "publisher": ("publisher", False), "unread": ("publisher", True)}
Gold = dict[str, Any]


class Case:
    """A reference before mending, and what its fields are."""

    def __init__(self, text: str, work: Labelled, style: NameStyle, gold: Gold) -> None:
        self.text, self.work, self.style, self.gold = text, work, style, gold
        self.identifiers: Sequence[Identifier] = find_identifiers(text)

    def mended(self, left_out: str = "") -> tuple[Labelled, list[str]]:
        """Return the reference mended by all steps but one, and which of them changed a label."""
        work, fired = self.work, []
        for step in STEPS:
            if step.name != left_out:
                before, work = work, step(work)
                if list(before.labels) != list(work.labels):
                    fired.append(step.name)
        return work, fired

    def right(self, work: Labelled, scorer: Any) -> int:
        """Count the fields that are right, less those that are invented."""
        tagged = Tagged(work.tokens, work.labels, [1.0] * len(work.labels))
        parts = assemble(self.text, tagged, self.identifiers, self.style)
        said = {
            "title": parts.fields.get("title", ""),
            "venue": parts.fields.get("container", ""),
            "volume": parts.fields.get("volume", ""),
            "number": parts.fields.get("issue", ""),
            "pages": parts.fields.get("pages", ""),
            "year": parts.date.year,
            "authors": [scorer.squash(name.family or name.literal) for name in parts.authors],
        }
        count = 0
        for name, value in said.items():
            asked = self.gold.get(name)
            shown = value if isinstance(value, list) or name == "pages" else scorer.squash(value)
            if asked:
                count += bool(value) and bool(scorer.same(name, shown, asked))
            elif value and name in scorer.INVENTED and not scorer.printed(name, str(value), self.text):
                count -= 1
        return count


def cases(folder: Path, outputs: Path, scorer: Any, opened: bool = True) -> Iterator[Case]:
    """Return the references of a set's papers, those that were opened or the others, that have a stored reading."""
    others = unread_papers()
    for gold in sorted(folder.glob("*/gold.json")):
        paper = outputs / gold.parent.name
        if (gold.parent.name in others) != opened and (paper / "stages" / "parse.json").is_file():
            truth = json.loads(gold.read_text(encoding="utf-8"))
            yield from paper_cases(read_stage(paper, "parse", Document), truth["references"], scorer)


def paper_cases(document: Document, gold: Sequence[Gold], scorer: Any) -> Iterator[Case]:
    """Return a paper's references that the gold knows."""
    raws, _ = parted(segment(document)[0], document.anchors)
    printed = [tokenise(raw.passage) for raw in raws]
    style = list_style(printed)
    habits = list_habits([(t, tag(t, style).labels) for t in printed])
    tokens = [settled(t, habits) for t in printed]
    names = style.names if always_initials(tokens) else ""
    titled = has_titles(style, habits)
    pairs = scorer.align([{"label": raw.label, "raw": raw.passage.text} for raw in raws], gold)
    for i, j in sorted(pairs.items()):
        if tokens[i]:
            work = Labelled(tokens[i], tag(tokens[i], style).labels, names, titled, habits)
            known = scorer.gold_fields(gold[j])
            if gold[j].get("authors_unmatched"):
                known["authors"] = None
            yield Case(raws[i].passage.text, work, NameStyle(style.names, style.initials), known)


def count(found: Iterator[Case], scorer: Any) -> dict[str, list[int]]:
    """Return for each step how often it fires, helps and hurts."""
    tallies: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    for case in found:
        whole, fired = case.mended()
        for name in fired:
            without, _ = case.mended(name)
            if list(without.labels) != list(whole.labels):
                more = case.right(whole, scorer) - case.right(without, scorer)
                for place, yes in enumerate((True, more > 0, more < 0)):
                    tallies[name][place] += yes
    return tallies


def scorer_of(bench: Path) -> Any:
    """Load the sets' own scorer."""
    spec = importlib.util.spec_from_file_location("bench_score", bench / "score.py")
    if not spec or not spec.loader:
        raise SystemExit(f"there is no scorer in {bench}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the sets")
    parser.add_argument("--build", type=Path, required=True, help="their outputs, as make quality writes them")
    arguments = parser.parse_args()
    scorer = scorer_of(arguments.bench)
    counts = {
        name: count(cases(arguments.bench / folder, arguments.build / folder, scorer, not unread), scorer)
        for name, (folder, unread) in SETS.items()
        if (arguments.bench / folder).is_dir()
    }
    print("fires/helps/hurts".ljust(22), *(name.rjust(14) for name in counts))
    for step in STEPS:
        print(step.name.ljust(22), *("/".join(map(str, counts[name][step.name])).rjust(14) for name in counts))


if __name__ == "__main__":
    main()
