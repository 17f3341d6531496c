"""Hints that lack a value or say something else: what is taken, compared with a golden file (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import pytest

from surveyrefs.model.document import Hint
from surveyrefs.model.reference import RawReference, Reference, References
from surveyrefs.references.hints.cut import mend
from surveyrefs.references.hints.fuse import fuse
from tests.conftest import Golden
from tests.neighbours import lacking, shown
from tests.references.hints.test_cut import HINTS, TEXTS, WHOLE, raw
from tests.references.hints.test_fuse import FIELDS, OURS, RAW, SIBLINGS

OTHERS = {
    "title": ("Searching large archives. Journal of Archives", "Searching", "Archives", "Journal of Archives"),
    "authors": ("Archer, A.", "Archer, A; Baker, B; Coe, C", "Baker, B.; Archer, A.", "Archer, Ann; Baker, Bob"),
    "year": ("2018", "19", "2019-05"), "container": ("Archives", "J. Archives", "Proceedings of Archives"),
    "volume": ("3", "12(3)"), "issue": ("12", "45"), "pages": ("45", "45-68", "67"), "doi": ("10.1000/other",),
    "level": ("m", ""), "publisher": ("Example Press",), "url": ("https://example.org",), "arxiv": ("1901.00001",),
}  # fmt: skip


def lines(reference: Reference) -> Iterator[str]:
    r = reference
    people = "; ".join(f"{n.family}, {n.given}{n.literal}" for n in r.authors)
    yield f"{r.type} {r.confidence:.3f} {r.key}"
    yield f"{people}{' +' * r.others} | {r.title} | {r.year} | {r.container}"
    yield f"{r.volume} | {r.issue} | {r.pages} | {r.publisher} | {r.doi} | {r.arxiv} | {r.url} | {r.extra}"


def fused(
    ours: Reference, fields: dict[str, str], raw: str = RAW, siblings: Sequence[Reference] = SIBLINGS
) -> list[str]:
    made = fuse(References((ours, *siblings)), [Hint("reference", "b0", raw, 7, (), fields)])
    told = (f"{p.code} {p.text} {p.quiet}" for p in made.problems if p.code != "reference-without-hint")
    return [*lines(made.references[0]), *told]


@pytest.mark.golden
def test_fields_of_hints_that_lack_a_value(golden: Golden) -> None:
    replace = msgspec.structs.replace
    bare = replace(OURS, title="", year="", container="", pages="", volume="", issue="", authors=(), confidence=0.3)
    wrong = replace(OURS, title="Searching", container="large archives. Journal of Archives", issue="12", volume="3")
    out: list[str] = []
    for name, ours in {"sure": OURS, "bare": bare, "wrong": wrong, "doubtful": replace(OURS, confidence=0.2)}.items():
        near = [(of, fused(ours, fields)) for of, fields in lacking(FIELDS)]
        near += [(f"{f} {v!r}", fused(ours, {**FIELDS, f: v})) for f, values in OTHERS.items() for v in values]
        near += [(f"ours: {of}", fused(other, FIELDS)) for of, other in lacking(ours)]
        near.append(("alone", fused(ours, FIELDS, siblings=())))
        near.append(("of another text", fused(ours, FIELDS, "Z. Zoe. Something else. 1999.")))
        out += shown(name, fused(ours, FIELDS), near)
    golden.check("neighbours/hints.txt", "\n".join(out) + "\n")


def cut(raws: Sequence[RawReference], hints: Sequence[Hint]) -> list[str]:
    found, problems = mend(raws, hints)
    return [*(f"{r.label} {r.passage.text} {r.page}" for r in found), *(f"{p.code} {p.text}" for p in problems)]


@pytest.mark.golden
def test_lists_beside_hints(golden: Golden) -> None:
    raws = [raw(str(n + 1), text) for n, text in enumerate(TEXTS)]
    near: list[tuple[str, list[str]]] = []
    for name, hints in {"hints": HINTS, "whole hints": WHOLE}.items():
        for i in range(len(raws)):
            near.append((f"{name}, no reference {i}", cut(raws[:i] + raws[i + 1 :], hints)))
            near.append((f"{name}, no reference {i} or later", cut(raws[:i], hints)))
            near.append((f"{name}, no hint {i}", cut(raws, hints[:i] + hints[i + 1 :])))
            near.append((f"{name}, no label {i}", cut([*raws[:i], raw("", TEXTS[i]), *raws[i + 1 :]], hints)))
            for j in range(20, len(TEXTS[i]), 15):
                short, rest = raw(str(i + 1), TEXTS[i][:j].strip()), raw("", TEXTS[i][j:].strip())
                near.append((f"{name}, {i} cut at {j}", cut([*raws[:i], short, *raws[i + 1 :]], hints)))
                near.append((f"{name}, {i} parted at {j}", cut([*raws[:i], short, rest, *raws[i + 1 :]], hints)))
            if i:
                both = raw(str(i), f"{TEXTS[i - 1]} {TEXTS[i]}")
                near.append((f"{name}, {i} with the one before", cut([*raws[: i - 1], both, *raws[i + 1 :]], hints)))
    golden.check("neighbours/cut.txt", "\n".join(shown("whole", cut(raws, HINTS), near)) + "\n")
