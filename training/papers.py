"""References of real papers with the evidence on each and whether it is right: what sets the scale of confidence.

FOLDER holds papers as the bench has them (`<id>/gold.json` beside `score.py` above it), OUTPUTS their stored reading,
as `make quality` leaves it. Papers that nobody opens are left out: they measure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from surveyrefs.model.document import Document
from surveyrefs.model.reference import Reference
from surveyrefs.references import fields
from surveyrefs.references.entries.composite import parted
from surveyrefs.references.entries.segment import segment
from surveyrefs.store import read_stage
from tests.bench.quality import UNREAD
from tests.bench.rules import scorer_of

Sample = tuple[tuple[float, ...], bool]
ASKED = ("title", "venue", "volume", "number", "pages", "year", "doi", "arxiv")


def judged_papers(folder: Path, outputs: Path) -> Iterator[Sample]:
    """Give evidence and rightness of the references of the opened papers that have a stored reading."""
    unread = UNREAD.read_text(encoding="utf-8").split()
    scorer = scorer_of(folder.parent)
    for gold in sorted(folder.glob("*/gold.json")):
        paper = outputs / gold.parent.name
        if gold.parent.name not in unread and (paper / "stages" / "parse.json").is_file():
            truth = json.loads(gold.read_text(encoding="utf-8"))
            yield from judged_paper(read_stage(paper, "parse", Document), truth["references"], scorer)


def judged_paper(document: Document, gold: list[dict[str, Any]], scorer: Any) -> Iterator[Sample]:
    """Give evidence and rightness of the references that the gold knows."""
    raws, _ = parted(segment(document)[0], document.anchors)
    found: list[tuple[float, ...]] = []
    references = fields.parse_references(raws, found.append).references
    pairs = scorer.align([{"label": raw.label, "raw": raw.passage.text} for raw in raws], gold)
    for i, j in sorted(pairs.items()):
        yield found[i], right(references[i], gold[j], scorer)


def right(reference: Reference, gold: Mapping[str, Any], scorer: Any) -> bool:
    """Tell whether every field that the gold has is right, and all names with their first initials."""
    wanted = scorer.gold_fields(gold)
    people = [scorer.squash(n.family or n.literal) for n in reference.authors]
    said = {
        "title": scorer.squash(reference.title), "venue": scorer.squash(reference.container),
        "volume": scorer.squash(reference.volume), "number": scorer.squash(reference.issue), "pages": reference.pages,
        "year": reference.year, "doi": reference.doi, "arxiv": reference.arxiv,
        "people": [(n.family or n.literal, n.given) for n in reference.authors], "authors": people,
        "initials": [scorer.squash(n.given)[:1] for n in reference.authors],
    }  # fmt: skip
    scorer.settle(said, wanted, scorer.squash(gold.get("raw")), gold.get("also") or ())
    if any(wanted[name] and not scorer.same(name, said[name], wanted[name]) for name in ASKED if _asked(name, wanted)):
        return False
    if not wanted["authors"] or gold.get("authors_unmatched"):
        return True
    initials = zip(said["initials"], wanted["initials"], strict=False)
    alike = bool(scorer.same("authors", said["authors"], wanted["authors"]))
    return alike and reference.others == wanted["others"] and all(a == b or not b for a, b in initials)


def _asked(name: str, wanted: Mapping[str, Any]) -> bool:
    """A preprint's venue is not asked."""
    return not (name == "venue" and wanted["arxiv"])
