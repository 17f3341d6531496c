"""A small survey as read, and the stages that corrections may call again, as fakes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from surveyrefs.corrections.apply import Again, correct
from surveyrefs.model.box import Box
from surveyrefs.model.correction import Corrections
from surveyrefs.model.document import Document, Passage, Piece, Row, Section, Table
from surveyrefs.model.link import Assignment, Callout, Categories, Links, Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name, RawReference, Reference, References
from surveyrefs.model.run import Run, with_corrections

BOX = Box(0, 0, 10, 10)
TITLES = (
    "Attention is all you need",
    "Language models as knowledge bases",
    "Dense passage retrieval for open-domain questions",
    "Generalization through memorization of nearest neighbours",
)
SENTENCE = "Shortly after transformers [1, 2] became common, they were probed [3]."
TABLE = "Systems by the place where text enters the model"


def work(number: int, title: str = "", **fields: Any) -> Reference:
    """Return the reference of that number, from 0; fields replaced as given."""
    title = title or TITLES[number]
    author = ("Vaswani", "Petroni", "Karpukhin", "Khandelwal")[number % 4]
    values: dict[str, Any] = {
        "key": f"{author.lower()}{2017 + number}", "label": str(number + 1), "type": "article", "title": title,
        "raw": f"A. {author}. {title}. Journal of Models, {2017 + number}.", "authors": (Name(author, "A."),),
        "others": False, "year": str(2017 + number), "container": "Journal of Models", "volume": "", "issue": "",
        "pages": "", "publisher": "", "doi": "", "arxiv": "", "primary_class": "", "url": "", "extra": {},
        "anchors": (), "page": 9, "box": (10.0, 20.0 * number, 90.0, 20.0 * number + 15), "confidence": 0.9,
    }  # fmt: skip
    return Reference(**(values | fields))


def callout(mention: int, marker: str, context: str, *targets: int, **place: int) -> Callout:
    """Return a callout; `place` has table, row and column."""
    made = tuple(Target(i, str(i + 1) if i >= 0 else "99", "link" if i >= 0 else "", 0.9) for i in targets)
    table, row, column = place.get("table", -1), place.get("row", -1), place.get("column", -1)
    where, box = "table" if table >= 0 else "body", (float(mention), 0.0, mention + 5.0, 5.0)
    return Callout(mention, marker, 1, box, where, 0, table, -1, row, column, context, made)


def survey(*references: Reference, callouts: Sequence[Callout] = ()) -> Run:
    """Return a survey with a table of two rows, a section, three callouts in one sentence and one in each row."""
    references = references or tuple(map(work, range(4)))
    rows = (
        Row((_cell("In"), _cell("REALM [3]")), ("In",), 2, BOX), Row((_cell("Out"), _cell("kNN [4]")), ("Out",), 2, BOX)
    )  # fmt: skip
    lost = "Nobody knows who said it (Lost, 1999)."
    text = f"{SENTENCE} {lost}"
    pieces = tuple(Piece(i, i + 1, 1, float(i), 0, i + 1.0, 9, 9, 0, 1) for i in range(len(text)))
    document = Document(
        "fake", "1", "A Survey", ("Ann",), "", "", ((600.0, 800.0),) * 9,
        (Section("1", "Structures", 1, False, 1, BOX),), (Passage("paragraph", text, pieces, (), 0),),
        (Table("1", Passage("caption", f"Table 1: {TABLE}"), ("Place", "System"), (), rows, (), 2, BOX, (0,)),),
        (), (), (), problems=(Problem("outline-gap", "section 3 has no 3.2", page=4),),
    )  # fmt: skip
    links = Links(
        tuple(callouts) or (
            callout(1, "[1, 2]", SENTENCE, 0, 1), callout(2, "[3]", SENTENCE, 2),
            callout(3, "[99]", "Nobody has it [99].", -1), callout(4, "[3]", "REALM [3]", 2, table=0, row=1, column=1),
            callout(5, "[4]", "kNN [4]", 3, table=0, row=2, column=1),
        ),
        (Problem("callout-unresolved", "[99] names no reference of the list", page=1, box=(3.0, 0.0, 8.0, 5.0)),),
    )  # fmt: skip
    run = Run("survey", "ab", document, References(references), links, Categories((), ()))
    return msgspec.structs.replace(run, categories=categorise(run.references, links))


def _cell(text: str) -> Passage:
    return Passage("cell", text, (Piece(0, len(text), 2, 0, 0, 50, 9, 9, 0, 1),))


def categorise(_: References, links: Links) -> Categories:
    """Sort works by the rows and the section that cite them."""
    made = []
    for c in links.callouts:
        for t in c.targets:
            if t.reference >= 0 and c.table >= 0:
                label = ("REALM", "kNN")[c.row - 1]
                name = ("In", "Out")[c.row - 1]
                made.append(
                    Assignment(
                        t.reference, name, "table", table=0, row=c.row, row_label=label, column="System",
                        groups=(name,), confidence=t.confidence, path=(name,),
                    )
                )  # fmt: skip
            elif t.reference >= 0:
                made.append(Assignment(t.reference, "Structures", "section", section=0, path=("Structures",)))
    return Categories(tuple(made), ())


def read(raws: Sequence[RawReference]) -> list[Reference]:
    """Read texts of the form `Author. Title. Year.`"""
    out = []
    for raw in raws:
        parts = [part.strip() for part in raw.passage.text.split(". ")]
        title, year = (parts[-2], parts[-1]) if len(parts) > 1 else (parts[0], "")
        out.append(work(0, title or "untitled", raw=raw.passage.text, label=raw.label, key="", year=year.strip(".")))
    return out


def again(links: Links) -> Again:
    """Return the stages again: linking gives the same callouts, works that are gone unresolved."""

    def link(references: References) -> Links:
        labels = {r.label: i for i, r in enumerate(references.references)}
        made = []
        for c in links.callouts:
            targets = tuple(msgspec.structs.replace(t, reference=labels.get(t.label, -1)) for t in c.targets)
            made.append(msgspec.structs.replace(c, targets=targets))
        return msgspec.structs.replace(links, callouts=tuple(made))

    return Again(read, link, categorise, lambda made, _: made)


def corrected(run: Run, corrections: Corrections) -> Run:
    """Return the run as corrected."""
    return with_corrections(run, correct(run, corrections, again(run.links)))


def statuses(run: Run) -> list[str]:
    """Return what became of each correction."""
    return [fate.status for fate in run.corrected.fates]
