"""Whole PDFs of our own, from the page to the references: lists that were lost or cut wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from surveyrefs.link import link
from surveyrefs.model.document import Document
from surveyrefs.model.reference import References
from surveyrefs.parse import parse
from surveyrefs.references import read_references
from surveyrefs.settings import ParseSettings, ReferencesSettings
from tests.pdfs import BODY, survey

NAMES = ("Archer", "Baker", "Carter", "Dean", "Ellis", "Ford", "Grant", "Hill", "Irwin", "Jones", "Keller", "Lang")


def entry(n: int) -> str:
    """Return a printed work."""
    return f"A. {NAMES[n % len(NAMES)]}. Title {n} of some things. Journal of Things, {n}({n % 4 + 1}):1-9, {1980 + n}."


def read(path: Path, body: Sequence[str], references: Sequence[str]) -> tuple[Document, References]:
    """Return the document and its references; the body has to cite something for a survey to be one."""
    document = parse(survey(path, body, references), ParseSettings())
    return document, read_references(document, ReferencesSettings())


def test_a_gap_of_six_labels_does_not_end_a_list(tmp_path: Path) -> None:
    numbers = [n for n in range(1, 45) if not 20 <= n <= 25]
    document, found = read(tmp_path / "gap.pdf", BODY, [f"[{n}] {entry(n)}" for n in numbers])
    assert [reference.label for reference in found.references] == [str(n) for n in numbers]
    assert [p.text for p in link(document, found).problems if p.code == "label-missing"] == [
        "the reference list ends with 44 and lacks 20–25"
    ]


def test_callouts_beyond_the_end_of_a_list_are_told(tmp_path: Path) -> None:
    cited = [f"They were said to be of use [{n}, {n + 1}], and so they were [{n + 2}]." for n in range(1, 28, 3)]
    document, found = read(tmp_path / "cut.pdf", [*BODY, *cited], [f"[{n}] {entry(n)}" for n in range(1, 9)])
    assert len(found.references) == 8
    links = link(document, found)
    assert [p.text for p in links.problems if p.code == "list-ends-early"] == [
        "callouts reach 27, the reference list ends at 8"
    ]
    assert {t.label for c in links.callouts for t in c.targets} >= {str(n) for n in range(1, 28)}, "and none is dropped"


def test_years_at_the_heads_of_entries_are_no_labels(tmp_path: Path) -> None:
    works = ["2004. The Frog Register. Frog House.", "2010. Harbour Tables. Harbour Office."]
    works += [f"Ann {name}. {2001 + n}. Ponds of the north. Journal of Ponds {n}, 1-9." for n, name in enumerate(NAMES)]
    _, found = read(tmp_path / "years.pdf", BODY, works)
    assert [reference.raw for reference in found.references] == works
    assert {reference.label for reference in found.references} == {""}
