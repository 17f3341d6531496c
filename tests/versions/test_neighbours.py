"""Two surveys that differ in one thing: what the comparison tells, compared with a golden file (`make golden`)."""

from __future__ import annotations

import re

import msgspec
import pytest

from surveyrefs.model.problem import Problem
from surveyrefs.model.run import Run
from surveyrefs.versions.compare import compare
from surveyrefs.versions.render import to_text
from tests.conftest import Golden
from tests.neighbours import lacking, shown
from tests.versions.survey_maker import reference, survey

WORKS = [
    reference("Graph search by hand", key="a", year="2018", doi="10.1000/a"),
    reference("Testing compilers with random programs", key="b", authors="Poe, Edgar", arxiv="1901.00002"),
    reference("A calculus of doubts", key="c", authors="Lee, Ann; Kim, Bo; Ray, Cy", volume="3", pages="1-9"),
    reference("Robots that read maps", key="d", authors="Fox, Di", container="Maps", url="https://maps.example.org"),
    reference("Robots that read maps, part II", key="e", authors="Fox, Di", container="Maps", year="2021"),
]
SECTIONS = {"1 Start": ["a"], "2 Methods > 2.1 Search": ["a", "b"], "2 Methods > 2.2 Doubt": ["c"], "3 End": ["d", "e"]}
GROUPS = {"Search > Wide": ["a"], "Search > Deep": ["b"], "Doubt": ["c", "d"], "Rest": ["e"]}
INDEXED = re.compile(r"no (references\.references|document\.\w+)\[\d+\]")  # others refer to it by its number
LOST = Problem("callout-unresolved", "[9] names no reference of the list", page=1)


def whole() -> Run:
    return survey(WORKS, "v1", SECTIONS, GROUPS, tree=GROUPS, problems=[LOST])


def told(old: Run, new: Run) -> list[str]:
    return to_text(compare(old, new), renumbered=True).splitlines()[1:]


@pytest.mark.golden
def test_what_is_told_of_one_difference(golden: Golden) -> None:
    run = whole()
    pages = {"1": ["a", "b"], "2": ["c", "d", "e"]}
    others = {
        "itself": run,
        "groups renamed": survey(
            WORKS, "v2", SECTIONS, {f"{k} again": v for k, v in GROUPS.items()}, tree=GROUPS, problems=[LOST]
        ),
        "groups moved": survey(WORKS, "v2", SECTIONS, GROUPS | {"Rest": ["d", "e"], "Doubt": ["c"]}, tree=GROUPS),
        "other groups": survey(WORKS, "v2", SECTIONS, pages, tree=pages, caption="Methods by page."),
        "sections renumbered": survey(WORKS, "v2", {f"{int(k[0]) + 1}{k[1:]}": v for k, v in SECTIONS.items()}, GROUPS),
        "sections merged": survey(
            WORKS, "v2", {"1 Start": ["a", "b"], "2 Methods": ["a", "c"], "4 End": ["d", "e"]}, GROUPS
        ),
        "sections turned round": survey(WORKS, "v2", dict(reversed(SECTIONS.items())), GROUPS, tree=GROUPS),
        "works turned round": survey(WORKS[::-1], "v2", SECTIONS, GROUPS, tree=GROUPS),
        "half the works": survey(WORKS[:2], "v2", {"1 Start": ["a", "b"]}, {"Search > Wide": ["a", "b"]}),
        "one more": survey(
            [*WORKS, reference("Query plans for the patient", key="f")], "v2", {**SECTIONS, "4 More": ["f"]}
        ),
    }
    out: list[str] = []
    for name, other in others.items():
        out += [
            f"= {name}",
            *(f"    {line}" for line in told(run, other)),
            *(f"    < {line}" for line in told(other, run)),
        ]
    near = []
    for part in ("references", "document", "links", "categories"):
        for name, made in lacking(getattr(run, part), part):
            if not INDEXED.fullmatch(name):
                near.append((name, told(run, msgspec.structs.replace(run, **{part: made}))))
    golden.check("neighbours/versions.txt", "\n".join([*out, *shown("lacking", told(run, run), near)]) + "\n")
