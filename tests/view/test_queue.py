"""What deserves a look, and in which order."""

from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.model.document import Passage, Piece, Row, Table
from surveyrefs.model.link import Assignment, Callout, Target
from surveyrefs.model.problem import Problem
from surveyrefs.view.model import survey_view
from surveyrefs.view.queue import Item, queue
from tests.export.build import cell, reference, run

BOX = (10.0, 20.0, 30.0, 40.0)


def callout(*targets: Target) -> Callout:
    return Callout(1, "[7]", 2, BOX, "body", -1, -1, -1, -1, -1, "As in [7].", targets)


def items(*references: object, **parts: object) -> tuple[Item, ...]:
    return queue(survey_view(run(*references, **parts)))  # type: ignore[arg-type]


def test_nothing_where_all_is_sure() -> None:
    sure = callout(Target(0, "1", "label", 0.95))
    assert items(reference(label="1"), reference(label="2", key="b"), callouts=(sure,)) == ()


def test_unlinked_and_unsure_callouts() -> None:
    unlinked, unsure = items(
        reference(label="1"), callouts=(callout(Target(-1, "7", "", 0)), callout(Target(0, "1", "similarity", 0.6)))
    )
    assert (unlinked.kind, unlinked.callout, unlinked.target, unlinked.page) == ("unlinked", 0, 0, 2)
    assert "“7” in [7]" in unlinked.why
    assert (unsure.kind, unsure.callout, unsure.confidence) == ("callout", 1, 0.6)


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("1", "2", "4"), ["[3] is missing after [2]"]),
        (("1", "5", "6"), []),  # as many as all the works: another numbering
        (("1", "2", "3", "6", "7"), ["[4] to [5] are missing after [3]"]),
        (("Ab1", "Cd2", "Ef9"), []),
        (("12a", "12b", "13"), []),
    ],
)
def test_skipped_numbers(labels: tuple[str, ...], told: list[str]) -> None:
    found = items(*(reference(label=label, key=label) for label in labels))
    assert [item.why.split(",")[0] for item in found] == told


def test_a_skipped_number_that_a_problem_tells_is_one_item() -> None:
    problem = Problem("label-missing", "the list has no [3]")
    (item,) = items(*(reference(label=n, key=n) for n in "124"), problems=(problem,))
    assert item.why == "[3] is missing after [2]"


def test_problems_works_tables_and_categories_in_their_order() -> None:
    row = Row((cell("REALM"),), (), 3, Box(*BOX))
    table = Table("2", Passage("caption", "Table 2: Systems"), ("Name",), (), (row,), (), 3, Box(*BOX), confidence=0.5)
    found = items(
        reference(confidence=0.7), reference(confidence=0.2, key="b"),
        problems=(Problem("outline-gap", "3.2 is missing", page=5, box=BOX), Problem("callout-unresolved", "[9]")),
        document={"tables": (table,)}, kinds=("other",),
        assignments=(Assignment(0, "Guess", "table", table=0, row=1, confidence=0.4, page=3),),
    )  # fmt: skip
    assert [(i.kind, i.confidence) for i in found] == [
        ("problem", 0.0), ("work", 0.2), ("work", 0.7), ("table", 0.5), ("category", 0.4),
    ]  # fmt: skip
    assert found[0].place is not None
    assert found[0].page == 5


@pytest.mark.parametrize(
    ("table", "row", "shown"), [(0, 1, 1), (0, 2, 2), (1, 1, 3), (0, 0, 0), (0, 3, 0), (2, 1, 0), (-1, 1, 0)]
)
def test_a_category_that_is_not_sure_is_shown_at_its_row(table: int, row: int, shown: int) -> None:
    """`shown` is the page of the row; 0 where there is none."""

    def rows(*pages: int) -> tuple[Row, ...]:
        return tuple(Row((placed("REALM", page),), (), page, Box(*BOX)) for page in pages)

    tables = tuple(
        Table(str(n), Passage("caption", "Table"), ("Name",), (), rows(*pages), (), 3, Box(*BOX), confidence=1.0)
        for n, pages in enumerate(((1, 2), (3,)))
    )
    (found,) = items(
        reference(), document={"tables": tables}, kinds=("other", "other"),
        assignments=(Assignment(0, "Guess", "table", table=table, row=row, confidence=0.4, page=9),),
    )  # fmt: skip
    assert (found.place.page if found.place else 0) == shown
    assert found.page == 9


def placed(text: str, page: int) -> Passage:
    return Passage("cell", text, (Piece(0, len(text), page, *BOX, 10.0, 0, 0),))
