from __future__ import annotations

import pytest

from surveyrefs.categorise.rowlabel import cited_as
from surveyrefs.model.reference import Name
from tests.categorise.build import assigned, table
from tests.export.build import reference


def labels(header: str, *rows: str) -> list[str]:
    return [a.row_label for a in assigned(table(header, *rows))]


def test_the_cited_name_stands_for_a_dash_or_a_code() -> None:
    rows = ("- | TinyStories [1] | 2M", "- | Cosmopedia [2] | 30M", "B1 | Phi [3] | 1M", "B1 | Orca [4] | 5M")
    assert labels("Tier | Corpus | Size", *rows) == ["TinyStories", "Cosmopedia", "Phi", "Orca"]


def test_a_dash_in_a_column_of_names_gives_way_in_its_row_only() -> None:
    rows = ("GCN | A [1]", "GAT | B [2]", "SAGE | C [3]", "– | D [4]")
    assert labels("Model | Data", *rows) == ["GCN", "GAT", "SAGE", "D"]


def test_never_a_bare_callout() -> None:
    assert labels("Ref. | System", "[1] | Dynamo", "[2] | Bigtable") == ["Dynamo", "Bigtable"]
    assert labels("Ref. | Year", "[1] | 2007", "[2] | 2008") == ["2007", "2008"]  # nothing else is there


@pytest.mark.parametrize(
    ("people", "others", "label"),
    [(("Langley",), False, "Langley 2023"), (("Li", "Zhao"), False, "Li and Zhao 2023"),
     (("A", "B", "C"), False, "A et al. 2023"), (("A",), True, "A et al. 2023"), ((), False, "Planning with Models")],
)  # fmt: skip
def test_a_work_as_one_cites_it(people: tuple[str, ...], others: bool, label: str) -> None:
    made = reference(authors=tuple(Name(p) for p in people), others=others, year="2023")
    assert cited_as(made) == label


def test_a_row_that_only_cites_is_called_after_its_work() -> None:
    from surveyrefs.categorise import categorise
    from surveyrefs.model.link import Links
    from surveyrefs.model.reference import References
    from tests.categorise.build import callouts_of, document_of

    made = table("Citation | Field", "[0] | planning", "[1] | search")
    works = (reference(authors=(Name("Langley"),), year="1983"), reference(authors=(Name("Gratch"),), year="1992"))
    found = categorise(document_of(made), References(works), Links(callouts_of(made)))
    assert [a.row_label for a in found.assignments] == ["Langley 1983", "Gratch 1992"]
