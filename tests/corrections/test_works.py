"""Fields of works put right: found by what was read, chained, never blindly."""

from __future__ import annotations

from itertools import permutations

import pytest

from surveyrefs.corrections.fields import FIELDS, set_field, tidy, value_of
from surveyrefs.model.correction import Corrections, FieldFix, WorkName
from surveyrefs.model.reference import Name
from tests.corrections.build import TITLES, corrected, statuses, survey, work

FIRST = WorkName(title=TITLES[0])


def test_a_field_is_put_right_and_marked() -> None:
    run = corrected(survey(), Corrections(field=(FieldFix(FIRST, "venue", "Journal of Models", "NeurIPS"),)))
    first = run.references.references[0]
    assert (first.container, first.corrected, first.confidence) == ("NeurIPS", ("venue",), 1.0)
    assert run.references.references[1:] == survey().references.references[1:]
    assert statuses(run) == ["applied"]
    assert run.problems() == survey().problems()


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_set_and_read(field: str) -> None:
    value = {"authors": "Lee, Ann; Max Planck Society; van der Berg, Jr., C.; others", "type": "book"}.get(field, "x1")
    made = set_field(work(0), field, value)
    assert value_of(made, field) == value
    assert value_of(set_field(made, field, ""), field) == ""


def test_names_that_stay_keep_what_a_cell_does_not_show() -> None:
    reference = work(0, authors=(Name(literal="OpenAI, Inc."), Name("Lee", "A.")))
    made = set_field(reference, "authors", "OpenAI Inc.; Lee, Ann")
    assert made.authors == (Name(literal="OpenAI, Inc."), Name("Lee", "Ann"))


def test_values_get_the_form_of_the_files() -> None:
    assert tidy("doi", "https://doi.org/10.1000/ABC.") == "10.1000/abc"
    assert tidy("arxiv", "arXiv:2301.00001v2") == "2301.00001"
    assert tidy("pages", "12 – 17") == "12-17"
    assert tidy("authors", "Lee,Ann ;  Mo, B.") == "Lee, Ann; Mo, B."


def test_another_value_is_a_conflict_and_a_missing_work_is_told() -> None:
    gone = WorkName(title="No such work at all")
    fixes = (FieldFix(FIRST, "year", "2011", "2012"), FieldFix(gone, "year", "", "1999"))
    run = corrected(survey(), Corrections(field=fixes))
    assert statuses(run) == ["conflict", "unused"]
    assert run.references == survey().references
    assert [p.code for p in run.problems()][-2:] == ["correction-conflict", "correction-unused"]
    assert run.problems()[-2].page == 9


def test_what_is_read_so_already_is_no_problem() -> None:
    run = corrected(survey(), Corrections(field=(FieldFix(FIRST, "year", "2016", "2017"),)))
    assert statuses(run) == ["already"]
    assert run.references == survey().references


def test_corrections_of_corrections_are_followed_in_any_order() -> None:
    fixes = [FieldFix(FIRST, "year", a, b) for a, b in (("2017", "2018"), ("2018", "2019"), ("2019", "2020"))]
    for order in permutations(fixes):
        run = corrected(survey(), Corrections(field=order))
        assert run.references.references[0].year == "2020"
        assert set(statuses(run)) == {"applied"}
        assert set(statuses(corrected(run, Corrections(field=order)))) == {"already"}


def test_two_that_contradict_each_other_change_nothing() -> None:
    fixes = (FieldFix(FIRST, "year", "2017", "2018"), FieldFix(FIRST, "year", "2017", "2019"))
    run = corrected(survey(), Corrections(field=fixes))
    assert run.references == survey().references
    assert statuses(run) == ["conflict", "conflict"]


def test_a_work_is_known_by_its_corrected_title_too() -> None:
    fixes = (
        FieldFix(FIRST, "title", TITLES[0], "Recurrence revisited after all these years"),
        FieldFix(WorkName(title="Recurrence revisited after all these years"), "year", "2017", "2020"),
    )
    for order in permutations(fixes):
        first = corrected(survey(), Corrections(field=order)).references.references[0]
        assert (first.title[:10], first.year) == ("Recurrence", "2020")


def test_identifiers_and_old_values_tell_works_of_one_title_apart() -> None:
    twins = (work(0, doi="10.1/a"), work(1, TITLES[0], doi="10.1/b", authors=work(0).authors))
    fix = FieldFix(WorkName(title=TITLES[0], doi="10.1/b"), "publisher", "", "ACM")
    run = corrected(survey(*twins), Corrections(field=(fix,)))
    assert [r.publisher for r in run.references.references] == ["", "ACM"]
    by_value = FieldFix(FIRST, "year", "2018", "2020")
    run = corrected(survey(*twins), Corrections(field=(by_value,)))
    assert [r.year for r in run.references.references] == ["2017", "2020"]
    either = FieldFix(FIRST, "publisher", "", "ACM")
    assert statuses(corrected(survey(*twins), Corrections(field=(either,)))) == ["conflict"]


def test_a_short_title_of_other_people_in_another_year_is_another_work() -> None:
    fix = FieldFix(WorkName(title="Deep learning", authors="Goodfellow, I.", year="2016"), "venue", "", "MIT Press")
    run = corrected(survey(work(0, "Deep learning", container="")), Corrections(field=(fix,)))
    assert statuses(run) == ["unused"]


def test_a_corrected_key_stays_known_and_takes_none_that_is_in_use() -> None:
    run = corrected(survey(), Corrections(field=(FieldFix(FIRST, "key", "vaswani2017", "transformer"),)))
    assert (run.references.references[0].key, run.references.references[0].aliases) == ("transformer", ("vaswani2017",))
    taken = corrected(survey(), Corrections(field=(FieldFix(FIRST, "key", "vaswani2017", "petroni2018"),)))
    assert statuses(taken) == ["conflict"]
    assert taken.references == survey().references
