"""The sample survey, fact by fact: what its LaTeX source says must stand in the files, no more and no less."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from surveyrefs import cli
from tests.small_corpus import bare, squash

ROOT = Path(__file__).parent.parent
VERSIONS = ("v1", "v2")
SCHOOLS = ("phdthesis", "techreport")  # these have no venue but a school or institution
Rows = list[dict[str, str]]
Sample = tuple[dict[str, Any], Path]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    pdfs = [str(ROOT / "inputs" / f"retrieval-survey-{v}.pdf") for v in VERSIONS]
    assert cli.main(["extract", *pdfs, "-o", str(folder), "--force", "-q"]) == 0
    return folder


@pytest.fixture(params=VERSIONS)
def sample(request: pytest.FixtureRequest, outputs: Path) -> Sample:
    """Return the expected facts of a version and its output folder."""
    facts = ROOT / "tests" / "data" / "sample" / f"expected-{request.param}.json"
    return json.loads(facts.read_text(encoding="utf-8")), outputs / f"retrieval-survey-{request.param}"


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_same(found: Iterable[object], wanted: Iterable[object]) -> None:
    """Compare two bags and show what differs only."""
    have, want = Counter(found), Counter(wanted)
    assert {"missing": list((want - have).elements()), "invented": list((have - want).elements())} == {
        "missing": [],
        "invented": [],
    }


def test_only_the_two_papers_are_found_in_inputs() -> None:
    assert sorted(p.name for p in (ROOT / "inputs").rglob("*.pdf")) == [f"retrieval-survey-{v}.pdf" for v in VERSIONS]


def test_the_survey_itself(sample: Sample) -> None:
    expected, folder = sample
    about = json.loads((folder / "survey.json").read_text(encoding="utf-8"))
    assert squash(about["title"]) == squash(expected["title"])
    assert about["pages"] == expected["pages"]


def test_references_have_the_printed_labels_and_texts(sample: Sample) -> None:
    expected, folder = sample
    assert [(r["printed_label"], squash(r["raw"])) for r in read(folder / "references.csv")] == [
        (r["label"], squash(r["raw"])) for r in expected["references"]
    ]


@pytest.mark.parametrize("field", ["title", "year", "venue", "volume", "pages", "doi", "arxiv"])
def test_reference_fields(sample: Sample, field: str) -> None:
    expected, folder = sample
    wanted = [
        (r["label"], squash(r[field].replace("–", "-")))
        for r in expected["references"]
        if r[field] and not (field == "venue" and r["type"] in SCHOOLS)
    ]
    have = {r["printed_label"]: squash(r[field]) for r in read(folder / "references.csv")}
    assert [(label, have[label]) for label, _ in wanted] == wanted


def test_authors(sample: Sample) -> None:
    expected, folder = sample
    found = {r["printed_label"]: r["authors"].split("; ") for r in read(folder / "references.csv")}
    for r in expected["references"]:
        names = found[r["label"]]
        people = [n for n in names if n != "others"]
        assert squash(names[0].split(",")[0]) == squash(r["first_author"])
        assert (len(people), people != names) == (r["authors"], r["others"]), names


def test_sections(sample: Sample) -> None:
    expected, folder = sample
    assert [(s["number"], squash(s["title"]), s["page"], bool(s["run_in"])) for s in read(folder / "sections.csv")
            if squash(s["title"]) != "references"] == [
        (s["number"] or "", squash(s["title"]), str(s["page"]), s.get("run_in", False) or s["level"] == 3)
        for s in expected["sections"] if s["title"] != "References"
    ]  # fmt: skip


def test_every_callout_with_its_place_and_page(sample: Sample) -> None:
    expected, folder = sample
    where = {"text": "body"}
    assert_same(
        ((c["printed_label"], c["where"], c["page"]) for c in read(folder / "citations.csv")),
        ((n, where.get(c["where"], c["where"]), str(c["page"])) for c in expected["callouts"] for n in c["labels"]),
    )


def test_callouts_of_the_text_by_section(sample: Sample) -> None:
    expected, folder = sample
    places = ("body", "text", "footnote")  # `text` is what the expected facts call the body
    assert_same(
        ((c["printed_label"], c["section_number"], squash(c["section_title"]), squash(c["run_in"]))
         for c in read(folder / "citations.csv") if c["where"] in places),
        ((n, c["section"] or "", squash(c["section_title"]), squash(c["paragraph"]))
         for c in expected["callouts"] if c["where"] in places for n in c["labels"]),
    )  # fmt: skip


def test_mentions_are_the_callouts(sample: Sample) -> None:
    expected, folder = sample
    found = read(folder / "citations.csv")
    assert {int(c["mention"]) for c in found} == set(range(1, len(expected["callouts"]) + 1))
    assert {c["resolved_by"] for c in found} == {"link", "label"}  # a range has links at its ends only


def test_tables_as_one_sees_them(sample: Sample) -> None:
    expected, folder = sample
    assert sorted(p.name for p in (folder / "tables").iterdir()) == ["table-I.csv", "table-II.csv", "table-III.csv"]
    for table in expected["tables"]:
        with (folder / "tables" / f"table-{table['number']}.csv").open(encoding="utf-8", newline="") as file:
            grid = [[squash(bare(c)) for c in row] for row in csv.reader(file)]
        assert grid == [[squash(c) for c in row] for row in (table["header"], *(r["cells"] for r in table["rows"]))]


def test_rows_and_groups_of_the_works_in_tables(sample: Sample) -> None:
    expected, folder = sample
    found = [a for a in read(folder / "assignments.csv") if a["source"] == "table"]
    assert_same(
        ((a["table"], a["row"], a["groups"], a["column"], a["printed_label"]) for a in found),
        ((t["number"], str(n), " > ".join(r["groups"]), t["header"][j], label)
         for t in expected["tables"] for n, r in enumerate(t["rows"], 1)
         for j, labels in enumerate(r["labels"]) for label in labels),
    )  # fmt: skip


def test_works_in_the_leaves_of_the_taxonomy_figure(sample: Sample) -> None:
    expected, folder = sample
    found = [a for a in read(folder / "assignments.csv") if a["source"] == "figure"]
    assert_same(
        ((a["figure"], a["groups"], a["printed_label"]) for a in found),
        ((f["number"], x["path"], label) for f in expected["figures"] for x in f["leaves"] for label in x["labels"]),
    )


def test_nothing_was_left_open(sample: Sample) -> None:
    _expected, folder = sample
    assert read(folder / "problems.csv") == []
