"""The forms of a comparison: golden files, and what holds for every form."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec
import pytest

from surveyrefs.model.problem import Problem
from surveyrefs.model.run import Run
from surveyrefs.versions.compare import compare
from surveyrefs.versions.history import history, history_to_csv, history_to_json, history_to_markdown, history_to_text
from surveyrefs.versions.kinds import KINDS, counts, expand
from surveyrefs.versions.render import CSV_COLUMNS, to_csv, to_json, to_markdown, to_stat, to_text
from tests.conftest import Golden
from tests.versions.survey_maker import reference, survey

GRAPH = reference("Graph search by hand", key="doe2020graph")
TESTING = reference("Testing *compilers* with random programs", key="doe2020testing", authors="Doe, Jane")
DOUBTS = reference(
    "A calculus of doubts", key="poe2021calculus", authors="Poe, Edgar", container="", arxiv="2101.00001"
)
HUNTING = reference("Neural theorem hunting", key="roe2022neural", year="2022")
CACHES = reference("=On the price of caches", key="acme2019price", authors="Acme", year="2019")
PLANS = reference(
    "Query plans for the patient", key="poe2023query", authors="Poe, E.; Doe, J.; Roe, R.; Low, L.", year="2023"
)


def first() -> Run:
    works = [GRAPH, TESTING, DOUBTS, HUNTING, CACHES]
    return survey(
        works,
        sections={
            "1 Start": ["doe2020graph"],
            "2 Methods > 2.1 Old": ["doe2020testing", "poe2021calculus"],
            "3 End": [],
        },
        table={"Speed": ["doe2020graph", "doe2020testing"], "Size of code": ["roe2022neural"]},
        problems=[Problem("uncited", "[5] is not cited", page=9)],
    )


def second() -> Run:
    printed = reference(
        DOUBTS.title, key=DOUBTS.key, authors="Poe, Edgar", container="Letters of Proof", volume="3", year="2022"
    )
    works = [PLANS, GRAPH, msgspec.structs.replace(TESTING, year="2021", raw=TESTING.raw.replace("2020", "2021"))]
    works += [printed, msgspec.structs.replace(HUNTING, container="Proofs", corrected=("venue",))]
    return survey(
        works,
        "v2",
        sections={
            "1 Start": ["doe2020graph", "doe2020graph"],
            "2 Methods > 2.1 Old": ["doe2020testing"],
            "2 Methods > 2.2 Fresh": ["poe2021calculus", "poe2023query"],
        },
        table={"Speed": ["doe2020graph", "poe2023query"], "Size of codes": ["roe2022neural", "doe2020testing"]},
        caption="Methods by task and year.",
        tree={"Tests > Fast": ["doe2020graph"]},
        title="A Survey of Tests and Doubts",
        problems=[Problem("table-unread", "Table 2\x1b[31m cannot be read", page=4)],
    )


@pytest.mark.golden
@pytest.mark.parametrize(
    ("name", "write", "options"),
    [
        ("text.txt", to_text, {}),
        ("text-listed.txt", to_text, {"renumbered": True}),
        ("colour.ansi", to_text, {"colour": True}),
        ("markdown.md", to_markdown, {}),
        ("json.json", to_json, {}),
        ("changes.csv", to_csv, {"renumbered": True}),
        ("stat.txt", to_stat, {}),
    ],
)
def test_forms_are_as_they_were(golden: Golden, name: str, write: Any, options: dict[str, bool]) -> None:
    golden.check(f"versions/{name}", write(compare(first(), second()), **options))


@pytest.mark.golden
@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("history.txt", history_to_text),
        ("history.md", history_to_markdown),
        ("history.json", history_to_json),
        ("history.csv", history_to_csv),
    ],
)
def test_histories_are_as_they_were(golden: Golden, name: str, write: Any) -> None:
    back = msgspec.structs.replace(first(), name="v3")
    golden.check(f"versions/{name}", write(history([first(), second(), back])))


def test_every_kind_of_change_is_shown_by_the_golden_files() -> None:
    assert [kind for kind, n in counts(compare(first(), second())).items() if not n] == []


def test_the_json_form_is_the_documented_one() -> None:
    form = json.loads(to_json(compare(first(), second())))
    references = form["references"]
    assert list(references) == [
        "added", "removed", "edited", "published", "corrected", "renumbered", "unchanged", "restyled",
    ]  # fmt: skip
    assert form["survey"] == {"title": {"old": "A Survey of Tests", "new": "A Survey of Tests and Doubts"}}
    assert [list(form["assignments"]), list(form["callouts"])] == [
        ["added", "removed", "moved", "renamed"],
        ["more", "fewer"],
    ]
    for cited in (*references["added"], *references["removed"], *references["edited"], *references["published"]):
        assert {"key", "label", "title", "authors", "year", "raw"} <= set(cited)
    assert references["edited"][0]["changed"] == {"year": {"old": "2020", "new": "2021"}}
    assert references["edited"][0]["old"]["year"] == "2020"
    (moved,) = (m for m in form["assignments"]["moved"] if m["source"] == "table")
    assert (moved["key"], moved["from"], moved["to"]) == ("doe2020testing", "Speed", "Size of codes")


def test_only_some_kinds() -> None:
    found = compare(first(), second())
    assert list(json.loads(to_json(found, ["added", "removed"]))["references"]) == [
        "added",
        "removed",
        "unchanged",
        "restyled",
    ]
    assert "Added (1)" in to_text(found, ["added"])
    assert "Tables" not in to_text(found, ["added"])
    assert to_stat(found, ["tables"]) == "     1 tables changed\n"
    assert len(list(csv.reader(io.StringIO(to_csv(found, ["added"]))))) == 2
    assert expand(["references"]) == ("added", "removed", "published", "reworded", "corrected", "renumbered")
    assert expand(["edited"]) == ("reworded",)
    assert expand(["problems", "added"]) == ("added", "problems")
    with pytest.raises(ValueError, match="nonsense"):
        expand(["nonsense"])


def test_the_forms_say_so_when_nothing_changed() -> None:
    same = compare(first(), msgspec.structs.replace(first(), name="v2", sha256="other"))
    assert to_text(same).splitlines()[-1] == "No changes."
    assert to_markdown(same).splitlines()[-1] == "No changes."
    assert to_csv(same) == ",".join(CSV_COLUMNS) + "\n"
    assert all(line.split()[0] == "0" for line in to_stat(same).splitlines())
    assert len(to_stat(same).splitlines()) == len(KINDS)


def test_a_pdf_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in to_text(compare(first(), second()))


def test_spreadsheets_run_nothing() -> None:
    assert "'=On the price of caches" in to_csv(compare(first(), second()))
