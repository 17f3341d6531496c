"""CSL-JSON against CSL's list of types and variables; RIS read back with rispy."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.export.csl import to_csl_json
from surveyrefs.export.ris import to_ris
from surveyrefs.model.reference import Name, Reference
from tests.export.build import full_run, reference, run

# CSL 1.0.2: what an item may be and hold. tests/export/test_programs.py uses the official schema where it is at hand.
TYPES = """article article-journal book chapter dataset document manuscript pamphlet paper-conference report software
    thesis webpage""".split()
TEXTS = """annote archive archive_location collection-title container-title DOI edition genre ISBN ISSN keyword note
    number page publisher publisher-place title URL version volume issue collection-number chapter-number""".split()
NAME = {
    "type": "object",
    "properties": {part: {"type": "string", "minLength": 1} for part in ("family", "given", "suffix", "literal")},
    "additionalProperties": False,
    "minProperties": 1,
}
DATE = {
    "type": "object",
    "properties": {
        "literal": {"type": "string"},
        "date-parts": {
            "type": "array", "minItems": 1, "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
    },
    "additionalProperties": False,
}  # fmt: skip
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"}, "type": {"enum": TYPES}, "issued": DATE,
            "author": {"type": "array", "items": NAME}, "editor": {"type": "array", "items": NAME},
            **{name: {"type": "string", "minLength": 1} for name in TEXTS},
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}  # fmt: skip

PREPRINT = reference(
    type="misc", container="arXiv", arxiv="2401.12345", primary_class="cs.CL", volume="", issue="", pages="", doi="",
    authors=(Name(literal="OpenAI, Inc."), Name("Berg", "A.", "Jr.")), others=True, url="https://a.b/x;y",
)  # fmt: skip


def csl(one: Reference) -> dict[str, Any]:
    """Return the one item of a reference alone, checked."""
    items = json.loads(to_csl_json(run(one)))
    jsonschema.validate(items, SCHEMA)
    (item,) = items
    assert isinstance(item, dict)
    return item


def ris(one: Reference) -> dict[str, Any]:
    """Return the one record of a reference alone, as rispy reads it."""
    (record,) = rispy.loads(to_ris(run(one)))
    assert isinstance(record, dict)
    return record


def test_csl_article() -> None:
    assert csl(reference(extra={"month": "June", "editor": "Roe, R."})) == {
        "id": "mueller2023planning", "type": "article-journal", "title": "Planning with Models",
        "container-title": "Journal of Planning", "volume": "3", "issue": "2", "page": "12-17", "DOI": "10.1000/x_y",
        "author": [{"family": "Müller", "given": "Jörg"}], "editor": [{"family": "Roe", "given": "R."}],
        "issued": {"date-parts": [[2023, 6]]}, "annote": "Reference 12 on page 9 of survey-1.",
    }  # fmt: skip


def test_csl_preprint() -> None:
    item = csl(PREPRINT)
    assert (item["type"], item["number"], item["publisher"]) == ("article", "arXiv:2401.12345", "arXiv")
    assert item["author"] == [{"literal": "OpenAI, Inc."}, {"family": "Berg", "given": "A.", "suffix": "Jr."}]
    assert item["annote"].endswith("The author list ends with et al.")
    assert "container-title" not in item


@pytest.mark.parametrize(
    ("fields", "kind", "tag"),
    [
        ({"type": "phdthesis", "extra": {"school": "MIT"}}, "thesis", "THES"),
        ({"type": "techreport", "extra": {"institution": "NIST", "type": "Memo"}}, "report", "RPRT"),
        ({"type": "inbook"}, "chapter", "CHAP"),
        ({"type": "inproceedings"}, "paper-conference", "CONF"),
        ({"type": "misc", "extra": {"subtype": "software"}}, "software", "COMP"),
        ({"type": "misc", "extra": {"subtype": "dataset"}}, "dataset", "DATA"),
        ({"type": "online"}, "webpage", "ELEC"),
        ({"type": "misc", "title": "", "year": "n.d."}, "document", "GEN"),
    ],
)
def test_types(fields: dict[str, Any], kind: str, tag: str) -> None:
    one = reference(**({"container": ""} | fields))
    assert csl(one)["type"] == kind
    assert ris(one)["type_of_reference"] == tag


def test_categories_and_provenance() -> None:
    items = json.loads(to_csl_json(full_run()))
    jsonschema.validate(items, SCHEMA)
    assert items[1]["keyword"] == "Search > Fast / greedy, Planning"
    assert items[2]["title"] == "@garbled {reference"
    assert "annote" not in json.loads(to_csl_json(full_run(), told=False))[0]


def test_ris_article() -> None:
    assert to_ris(run(reference(extra={"month": "June"}))) == (
        "TY  - JOUR\nID  - mueller2023planning\nAU  - Müller, Jörg\nTI  - Planning with Models\n"
        "T2  - Journal of Planning\nPY  - 2023\nDA  - 2023/06//\nVL  - 3\nIS  - 2\nSP  - 12\nEP  - 17\n"
        "DO  - 10.1000/x_y\nN1  - Reference 12 on page 9 of survey-1.\nER  - \n"
    )


def test_ris_gives_the_proceedings_where_zotero_cites_from() -> None:
    text = to_ris(run(reference(type="inproceedings", container="Proc. of Reading")))
    assert "T2  - Proc. of Reading\n" in text
    assert "C3  - Proc. of Reading\n" in text
    assert "C3" not in to_ris(run(reference()))


def test_ris_preprint() -> None:
    record = ris(PREPRINT)
    assert record["type_of_reference"] == "MANSCPT"
    assert record["accession_number"] == "arXiv:2401.12345"
    assert record["authors"] == ["OpenAI Inc.", "Berg, A., Jr."]
    assert "UR  - https://a.b/x;y\n" in to_ris(run(PREPRINT))


def test_ris_keywords_are_one_a_line() -> None:
    text = to_ris(full_run())
    assert "KW  - Search > Fast / greedy\nKW  - Planning\n" in text
    assert to_ris(run()) == ""
    assert "et al" not in to_ris(run(reference()), told=False)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=6, max_size=6))
def test_any_text_makes_valid_files(texts: list[str]) -> None:
    one = reference(
        title=texts[0], container=texts[1], publisher=texts[2], pages=texts[3], url=texts[4],
        authors=(Name(texts[5], texts[0]),), extra={"note": texts[1], "editor": texts[2], "month": texts[3]},
    )  # fmt: skip
    csl(one)
    text = to_ris(run(one))
    assert text.endswith("\n")
    assert text.count("\nER  - ") == 1
    assert all(line[2:6] == "  - " for line in text.splitlines())
