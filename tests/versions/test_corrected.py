"""What corrections changed is told apart from what the survey reworded."""

from __future__ import annotations

import msgspec

from surveyrefs.versions.compare import compare
from surveyrefs.versions.kinds import counts, differs
from tests.versions.survey_maker import reference, survey

GRAPH = reference("Graph search by hand", key="graph", authors="Doe, Jane")
MENDED = msgspec.structs.replace(GRAPH, container="Journal of Graphs", corrected=("venue",))


def test_a_correction_is_seen_between_two_readings_of_one_print() -> None:
    found = compare(survey([GRAPH]), survey([MENDED], "v2"))
    (edit,) = found.references.corrected
    assert [(c.field, c.old, c.new) for c in edit.changed] == [("venue", GRAPH.container, "Journal of Graphs")]
    assert (counts(found)["corrected"], counts(found)["reworded"], found.references.unchanged) == (1, 0, 1)
    assert differs(found, ["corrected"])
    assert not differs(found, ["reworded"])


def test_the_same_correction_in_both_is_no_change() -> None:
    assert not differs(compare(survey([MENDED]), survey([MENDED], "v2")))


def test_what_the_survey_reworded_is_no_correction() -> None:
    year = msgspec.structs.replace(GRAPH, year="2021", raw=GRAPH.raw.replace("2020", "2021"), corrected=("year",))
    found = compare(survey([GRAPH]), survey([year], "v2"))
    assert (len(found.references.edited), len(found.references.corrected)) == (1, 0)


def test_a_corrected_type_and_other_fields_count_too() -> None:
    marks = ("type", "editor", "key")
    other = msgspec.structs.replace(GRAPH, type="book", extra={"editor": "Roe, R."}, corrected=marks)
    (edit,) = compare(survey([GRAPH]), survey([other], "v2")).references.corrected
    assert [c.field for c in edit.changed] == ["type", "editor"]


def test_a_new_title_of_the_survey_is_told() -> None:
    found = compare(survey([GRAPH]), survey([GRAPH], "v2", title="A survey of all tests"))
    assert found.retitled
    assert differs(found, ["survey"])
    assert not compare(survey([GRAPH]), survey([GRAPH], "v2", title="A SURVEY OF TESTS")).retitled
