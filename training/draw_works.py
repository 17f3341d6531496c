"""Draw lists of real works for `training.calibrate`: those of opened papers' golds, in styles drawn at random.

The works are those that readers meet, the styles those of BibTeX, CSL and biblatex, and the truth is exact. Lists made
of `records.Maker`'s works are easier to read than papers are.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.quality import unread_papers
from training.disturb import disturbed
from training.kept import Kept
from training.records import Record

if TYPE_CHECKING:
    from training.train import Labelled, Printer

# How golds name the kinds of work that can be printed.
KINDS = {name: name for name in ("inproceedings", "article", "book", "incollection")} | {
    "journal": "article", "confproc": "inproceedings",
}  # fmt: skip
# Lists in styles of each; a run of biblatex costs seconds whatever its length, so that its lists are longer.
LISTS = {"csl": 40, "bibtex": 45, "biblatex": 4}
LENGTHS = {"csl": 22, "bibtex": 22, "biblatex": 110}


def works(folder: Path) -> list[Record]:
    """Give the works of a set's papers that were opened, as far as their golds know enough to print them."""
    others = unread_papers()
    found: list[Record] = []
    for gold in sorted(folder.glob("*/gold.json")):
        if gold.parent.name not in others:
            references = json.loads(gold.read_text(encoding="utf-8"))["references"]
            found += [record for record in map(_record, references) if record]
    return found


def _record(gold: dict[str, Any]) -> Record | None:
    kind = KINDS.get(gold.get("type") or "article", "")
    whole = gold.get("title") and gold.get("authors") and gold.get("year") and not gold.get("authors_unmatched")
    if not whole or not kind or not gold.get("venue") and kind != "book":
        return None
    fields = {name: str(gold[name]) for name in ("volume", "number", "pages", "publisher", "doi") if gold.get(name)}
    if gold.get("venue"):
        fields["journal" if kind == "article" else "booktitle"] = gold["venue"]
    people = tuple((person.get("given") or "", person["family"]) for person in gold["authors"])
    return Record(kind, gold["title"], people, "", (), str(gold["year"]), fields)


def draw_works(folders: list[Path], printers: dict[str, Printer], kept: Kept, seed: int) -> Iterator[Labelled]:
    """Print lists of the works of these sets; each list has its own random numbers."""
    records = [record for folder in folders for record in works(folder)]
    for name, count in LISTS.items():
        styles = sorted(set(printers[name].styles))
        for number in range(count if records else 0):
            rng = random.Random(f"{seed} works {name} {number}")
            yield kept.get(f"works/{name}-{number}", partial(_list, records, name, printers[name], styles, rng))


def _list(records: list[Record], name: str, printer: Printer, styles: list[Any], rng: random.Random) -> Labelled:
    chosen = rng.sample(records, min(LENGTHS[name], len(records)))
    try:
        printed = printer.print_list(chosen, rng.choice(styles), rng)
    except (UnicodeError, IndexError, ValueError):
        return []
    made = (disturbed(runs, rng, fonts=True) for runs in printed)
    return [(tokens, labels) for tokens, labels in made if tokens]
