"""From the printed string to the exported entry: what the stage of references finds, the formats know."""

from __future__ import annotations

import pytest

from surveyrefs.export.biblatex import biblatex_fields, biblatex_type
from surveyrefs.export.classic import classic_fields, classic_type, zotero_fields, zotero_type
from surveyrefs.export.work import Work, work_of
from surveyrefs.model.document import Passage
from surveyrefs.model.reference import RawReference
from surveyrefs.references.fields import parse_references


def printed(text: str) -> Work:
    return work_of(parse_references([RawReference("1", Passage("paragraph", text), (), 1)]).references[0])


@pytest.mark.parametrize(
    ("text", "kind", "zotero"),
    [
        ("Knublauch, H. (2017). Shapes Constraint Language. https://www.w3.org/TR/shacl/.", "web", "online"),
        ("J. Doe. A parser of graphs. 2020. URL https://github.com/doe/parser.", "software", "software"),
        ("J. Doe. Words of the web. 2020. URL https://zenodo.org/record/12345.", "dataset", "misc"),
    ],
)
def test_kinds_cross_the_border_of_stages(text: str, kind: str, zotero: str) -> None:
    work = printed(text)
    assert (work.type, work.kind, zotero_type(work)) == ("misc", kind, zotero)
    assert "entrysubtype" not in work.facts


def test_a_work_without_title_keeps_its_type() -> None:
    work = printed("G. Aad et al., Phys. Lett. B 716, 1 (2012).")
    assert (work.facts.get("title"), work.facts["container"]) == (None, "Phys. Lett. B")
    assert (classic_type(work), biblatex_type(work), zotero_type(work)) == ("article", "article", "article")
    for fields in (
        classic_fields(work, "article"), biblatex_fields(work, "article"), zotero_fields(work, "article"),
    ):  # fmt: skip
        assert work.reference.raw not in fields.values()
        assert "title" not in fields


def test_a_reports_number() -> None:
    work = printed(
        "Fink, E. Statistical selection among methods. Tech. Rep. CMU-CS-97-101, Carnegie Mellon University, 1997."
    )
    fields = classic_fields(work, classic_type(work))
    assert (fields["type"], fields["number"]) == ("Tech. Rep.", "CMU-CS-97-101")
