"""Corrections without one of their values: what becomes of them, compared with a golden file (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from surveyrefs.errors import PaperError
from surveyrefs.model.correction import (
    AddFix,
    CalloutFix,
    CategoryFix,
    Corrections,
    DropFix,
    FieldFix,
    JoinFix,
    Part,
    RowFix,
    SeenFix,
    SplitFix,
    WorkName,
)
from surveyrefs.model.run import Run
from tests.conftest import Golden
from tests.corrections.build import SENTENCE, TABLE, TITLES, corrected, survey, work
from tests.neighbours import lacking, shown, without_a_word

NAMES = [
    WorkName(title=title, authors=author, year=str(2017 + n))
    for n, (title, author) in enumerate(zip(TITLES, ("Vaswani", "Petroni", "Karpukhin", "Khandelwal"), strict=True))
]
LOST = "Nobody knows who said it (Lost, 1999)."
FIXES: dict[str, Corrections] = {
    "field": Corrections(field=(FieldFix(NAMES[0], "year", "2017", "2018"),)),
    "people": Corrections(field=(FieldFix(NAMES[1], "authors", "Petroni, A.", "Petroni, Fabio; Riedel, S."),)),
    "category": Corrections(category=(CategoryFix(NAMES[2], "table", TABLE, "REALM", "System", "", "In", "Out"),)),
    "category of all": Corrections(
        category=(CategoryFix(None, "section", "", "", "", "Structures", "Structures", "Models"),)
    ),
    "new category": Corrections(category=(CategoryFix(NAMES[3], "table", TABLE, "kNN", "System", "", "", "Both"),)),
    "category gone": Corrections(category=(CategoryFix(NAMES[3], "table", TABLE, "kNN", "System", "", "Out", ""),)),
    "row": Corrections(row=(RowFix("REALM", "REALM-2", TABLE, NAMES[2]),)),
    "callout": Corrections(callout=(CalloutFix(SENTENCE, "", "", "", "[1, 2]", NAMES[0], NAMES[3]),)),
    "callout in a cell": Corrections(callout=(CalloutFix("", TABLE, "REALM", "System", "[3]", NAMES[2], NAMES[0]),)),
    "no callout": Corrections(callout=(CalloutFix("Nobody has it [99].", marker="[99]", no_callout=True),)),
    "new callout": Corrections(callout=(CalloutFix(LOST, marker="(Lost, 1999)", now=NAMES[1]),)),
    "lost item": Corrections(
        callout=(CalloutFix("Nobody has it [99].", marker="[99]", was=WorkName(unresolved="99"), now=NAMES[0]),)
    ),
    "split": Corrections(
        split=(
            SplitFix(
                NAMES[0],
                (
                    Part("A. Vaswani. Attention. 2017.", "1", {"year": "2016"}),
                    Part("A. Vaswani. Is all you need. 2018.", "1b"),
                ),
            ),
        )
    ),
    "join": Corrections(join=(JoinFix((NAMES[1], NAMES[2]), ""),)),
    "joined text": Corrections(
        join=(JoinFix((NAMES[1], NAMES[2]), "A. Petroni. Language models and passages. 2019."),)
    ),
    "drop": Corrections(drop=(DropFix(NAMES[3]),)),
    "add": Corrections(add=(AddFix(Part("N. Lost. Who said it. 1999.", "5", {"year": "1998"}), NAMES[1]),)),
    "seen": Corrections(seen=(SeenFix("callout-unresolved", "[99] names no reference of the list"),)),
}


def result(run: Run, fixes: Corrections) -> list[str]:
    try:
        made = corrected(run, fixes)
    except (PaperError, IndexError) as error:
        return [type(error).__name__]
    return [*_lines(made)]


def _lines(run: Run) -> Iterator[str]:
    yield from (f"{fate.status} {fate.about} {fate.why} {fate.reference}" for fate in run.corrected.fates)
    for r in run.references.references:
        people = "; ".join(f"{n.family} {n.given}{n.literal}" for n in r.authors)
        yield f"{r.label} {r.key} {people} {r.title} {r.year} {r.corrected}"
    for c in run.links.callouts:
        yield f"{c.mention} {c.marker} {[(t.reference, t.label, t.resolved_by) for t in c.targets]} {c.where} {c.box}"
    yield from (f"{a.reference} {a.category} {a.row_label} {a.source}" for a in run.categories.assignments)
    yield from (f"{p.code} {p.text} {p.seen}" for p in run.problems())


def near(fixes: Corrections) -> Iterator[tuple[str, list[str]]]:
    run = survey()
    for name, other in lacking(fixes):
        if name not in ("no survey", "other callout[0].no_callout"):
            yield name, result(run, other)
    yield "twice", result(corrected(run, fixes), fixes)
    again = survey(*(work(n, f"{TITLES[n % 2]}{' again' if n > 1 else ''}") for n in range(4)))
    yield "other works", result(again, fixes)
    twins = survey(*(work(n, TITLES[0] if n < 2 else "") for n in range(4)))
    yield "twins", result(twins, fixes)
    for part in ("references", "links", "document"):
        for name, made in lacking(getattr(run, part), part):
            if "problems" not in name and (
                "callouts[0]" in name or "tables" in name or "references[2]" in name or "sections" in name
            ):
                yield name, result(msgspec.structs.replace(run, **{part: made}), fixes)


@pytest.mark.golden
@pytest.mark.parametrize("kind", FIXES)
def test_corrections_without_a_value(kind: str, golden: Golden) -> None:
    plain = [*_lines(survey())]
    whole = result(survey(), FIXES[kind])
    lines = [f"    - {line}" for line in plain if line not in whole]
    out = [f"= {kind}, from what was read", *lines, *shown(kind, whole, near(FIXES[kind]))]
    titles = without_a_word(TITLES[0]) if kind == "field" else ()
    for name, title in titles:
        fix = FieldFix(WorkName(title=title, authors="Vaswani"), "year", "2017", "2018")
        out.append(f"{name}: {result(survey(), Corrections(field=(fix,)))[0]}")
    golden.check(f"neighbours/corrections-{kind.replace(' ', '-')}.txt", "\n".join(out) + "\n")
