"""What became of each reference over several versions."""

from __future__ import annotations

from surveyrefs.versions.history import Event, history, steady
from tests.versions.survey_maker import reference, survey

GRAPH = reference("Graph search by hand", key="graph")
TESTS = reference("Testing compilers with random programs", key="tests")
DOUBTS = reference("A calculus of doubts", key="doubts")


def test_works_come_leave_come_back_and_move() -> None:
    found = history(
        [
            survey([GRAPH, TESTS], "v1", table={"A": ["graph", "tests"]}),
            survey([GRAPH, DOUBTS], "v2", table={"A": ["doubts"], "B": ["graph"]}),
            survey([DOUBTS, TESTS, GRAPH], "v3", table={"A": ["doubts"], "B": ["graph"]}),
        ]
    )
    events = {work.reference.key: work.events for work in found.works}
    assert events["graph"] == (Event(0, "came"), Event(1, "moved", "Table 1: A → B"))
    assert events["tests"] == (Event(0, "came"), Event(1, "left"), Event(2, "came"))
    assert events["doubts"] == (Event(1, "came"),)
    assert [work.labels for work in found.works] == [("1", "1", "3"), ("2", None, "2"), (None, "2", "1")]


def test_corrections_and_publication_are_events() -> None:
    preprint = reference("A calculus of doubts", key="doubts", container="", arxiv="2001.00001")
    old, new = survey([preprint, GRAPH], "v1"), survey([DOUBTS, reference(GRAPH.title, key="graph", year="2021")], "v2")
    events = {work.reference.key: work.events[-1] for work in history([old, new]).works}
    assert events["doubts"].what == "published"
    assert events["graph"] == Event(1, "reworded", "year: 2020 → 2021")


def test_a_single_version_and_one_repeated_are_steady() -> None:
    run = survey([GRAPH, TESTS])
    assert all(steady(work) for work in history([run]).works)
    assert all(steady(work) for work in history([run, run, run]).works)
    assert history([]).works == ()
