"""GROBID's fields and ours as one reference."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.matching.alignment import text_of_hint
from surveyrefs.model.box import Box
from surveyrefs.model.document import Hint
from surveyrefs.model.reference import Name, Reference, References
from surveyrefs.references.hints.fuse import fuse, names_of, stands

RAW = "A. Archer and B. Baker. Searching large archives. Journal of Archives, 12(3):45-67, 2019. doi:10.1000/abc."
OURS = Reference(
    key="k", label="1", raw=RAW, type="article", title="Searching large archives",
    authors=(Name("Archer", "A."), Name("Baker", "B.")), others=False, year="2019",
    container="Journal of Archives", volume="12", issue="3", pages="45-67", publisher="", doi="10.1000/abc", arxiv="",
    primary_class="", url="", extra={}, anchors=(), page=7, box=(1.0, 2.0, 3.0, 4.0), confidence=0.8,
)  # fmt: skip
FIELDS = {
    "title": "Searching large archives", "authors": "Archer, A.; Baker, B.", "year": "2019",
    "container": "Journal of Archives", "level": "j", "volume": "12", "issue": "3", "pages": "45-67",
    "doi": "10.1000/abc",
}  # fmt: skip


def taught(first: str, second: str, title: str, journal: str, numbers: tuple[str, str, str], year: str) -> Reference:
    """Make a sure reference in the manner of the list: it teaches where the list prints each field."""
    volume, issue, pages = numbers
    raw = f"A. {first} and B. {second}. {title}. {journal}, {volume}({issue}):{pages}, {year}. doi:10.1000/{volume}."
    return msgspec.structs.replace(
        OURS, raw=raw, title=title, authors=(Name(first, "A."), Name(second, "B.")), container=journal, volume=volume,
        issue=issue, pages=pages, year=year, doi=f"10.1000/{volume}", confidence=0.95,
    )  # fmt: skip


SIBLINGS = (
    taught("Dean", "Ellis", "Sorting in practice", "Sorting Letters", ("4", "1", "1-20"), "2018"),
    taught("Grant", "Hale", "Graphs and trees", "Journal of Trees", ("31", "2", "111-145"), "2020"),
    taught("Ives", "Jones", "Rivers of text", "Annals of Rivers", ("7", "11", "9-33"), "2016"),
)


def one(ours: Reference, fields: dict[str, str], raw: str = RAW) -> tuple[Reference, list[str]]:
    """Fuse one reference of a list with one hint; return it and the codes of its problems that are told."""
    fused = fuse(References((ours, *SIBLINGS)), [Hint("reference", "b0", raw, 7, (), fields)])
    return fused.references[0], [p.code for p in fused.problems if not p.quiet]


def without(*names: str) -> Reference:
    return msgspec.structs.replace(OURS, **{name: () if name == "authors" else "" for name in names})


def test_agreement_raises_the_confidence_and_changes_nothing_else() -> None:
    fused, codes = one(OURS, FIELDS)
    assert fused.confidence == 0.9
    assert msgspec.structs.replace(fused, confidence=0.8, key="k") == OURS
    assert codes == []


@pytest.mark.parametrize("name", ["title", "authors", "year", "container", "volume", "issue", "pages", "doi"])
def test_an_empty_field_is_filled_from_the_hint(name: str) -> None:
    fused, codes = one(without(name), FIELDS)
    assert getattr(fused, name) == getattr(OURS, name)
    assert codes == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Searching small archives"), ("authors", "Archer, A.; Cook, C."), ("year", "2020"),
        ("container", "Journal of Archivists"), ("volume", "13"), ("issue", "4"), ("pages", "45-99"),
        ("doi", "10.1000/other"), ("publisher", "Springer"),
    ],
)  # fmt: skip
def test_what_the_print_does_not_show_is_not_taken(name: str, value: str) -> None:
    fused, _ = one(without(name), FIELDS | {name: value})
    assert not getattr(fused, name)


@pytest.mark.parametrize(("sure", "left", "codes"), [(0.8, 0.8, []), (0.3, 0.24, ["grobid-field-differs"])])
def test_a_difference_keeps_ours_and_counts_where_ours_is_doubtful(sure: float, left: float, codes: list[str]) -> None:
    ours = msgspec.structs.replace(OURS, confidence=sure)
    fused, told = one(ours, FIELDS | {"title": "Searching large archives. Journal"})
    assert (fused.title, fused.confidence) == (OURS.title, left)
    assert told == codes


@pytest.mark.parametrize(
    ("name", "value", "raw"),
    [
        ("volume", "9", "A. Archer and B. Baker. Searching large archives. Journal of Archives, 9–12 January, 2019."),
        ("volume", "25", "A. Archer and B. Baker. Searching large archives. Journal of Archives, 25:1–25:8, 2019."),
        ("issue", "1", "A. Archer and B. Baker. Searching large archives. Journal of Archives, pages 1–5, 2019."),
        ("year", "2019", "A. Archer and B. Baker. Searching large archives. arXiv:2019.01234. Accessed 3 May 2019."),
        ("container", "Nov", "A. Archer and B. Baker. Searching large archives. Posted Nov 3, 2019."),
        ("authors", "Archer, A.; Baker, B.", "Searching large archives. Edited by A. Archer and B. Baker. 2019."),
        ("title", "Journal of Archives", "A. Archer. Journal of Archives, 12(3):45-67, 2019."),
    ],
)  # fmt: skip
def test_a_value_must_stand_where_the_list_prints_its_field(name: str, value: str, raw: str) -> None:
    kept = {} if name == "container" else {"container": "Journal of Archives"}
    ours = msgspec.structs.replace(without("authors", "year", "volume", "issue", "pages", "title"), raw=raw)
    ours = msgspec.structs.replace(ours, **(kept or {"container": ""}))
    assert not getattr(one(ours, {name: value}, raw)[0], name)


def test_a_list_that_teaches_nothing_takes_nothing() -> None:
    fused = fuse(References((without("volume"),)), [Hint("reference", "b0", RAW, 7, (), FIELDS)])
    assert fused.references[0].volume == ""


def test_a_doubtful_title_gives_way_to_one_that_stands_in_the_print() -> None:
    doubtful = msgspec.structs.replace(OURS, title="Baker. Searching large", confidence=0.2)
    assert one(doubtful, FIELDS)[0].title == "Searching large archives"
    assert one(msgspec.structs.replace(doubtful, confidence=0.6), FIELDS)[0].title == "Baker. Searching large"


def test_a_preprint_gets_no_container() -> None:
    raw = "A. Archer. On things. arXiv preprint arXiv:2001.00001, 2020."
    ours = msgspec.structs.replace(without("container", "volume", "issue", "pages", "doi"), raw=raw, arxiv="2001.00001")
    fields = {"title": "On things", "container": "arXiv preprint", "volume": "2001", "year": "2020"}
    fused, _ = one(ours, fields, raw)
    assert (fused.container, fused.volume) == ("", "")


def test_a_new_container_decides_the_type_anew() -> None:
    ours = msgspec.structs.replace(without("container"), type="misc")
    assert one(ours, FIELDS)[0].type == "article"


def test_a_shorter_or_swallowing_title_is_not_taken_and_an_earlier_beginning_is() -> None:
    raw = "A. Archer and B. Baker. Archives: Searching large archives and more. Journal of Archives, 12(3):45-67, 2019."
    doubtful = msgspec.structs.replace(OURS, raw=raw, title="Searching large archives and more", confidence=0.2)
    for theirs in ("Searching large archives", "Searching large archives and more. Journal", "Journal of Archives"):
        assert one(doubtful, {"title": theirs}, raw)[0].title == doubtful.title
    whole = "Archives: Searching large archives and more"
    assert one(doubtful, {"title": whole}, raw)[0].title == whole


@pytest.mark.parametrize(
    ("kind", "raw", "container"),
    [
        (
            "phdthesis",
            "A. Archer. Searching large archives. PhD thesis, University of Oslo, 2019.",
            "University of Oslo",
        ),
        ("misc", "A. Archer. Searching large archives. 2019. https://www.daily.example/archives", "daily"),
        ("misc", "A. Archer. Searching large archives. 2019. Available online: x.", "Online"),
    ],
)
def test_what_is_no_container_is_not_taken(kind: str, raw: str, container: str) -> None:
    ours = msgspec.structs.replace(without("container", "volume", "issue", "pages", "doi"), raw=raw, type=kind)
    fused, _ = one(ours, {"container": container, "year": "2019"}, raw)
    assert (fused.container, fused.type) == ("", kind)


def test_a_publisher_within_the_container_is_none() -> None:
    raw = "A. Archer. Searching large archives. In 2016 IEEE Conference on Archives, pages 1-9, 2019."
    ours = msgspec.structs.replace(
        without("volume", "issue", "doi"), raw=raw, container="2016 IEEE Conference on Archives", type="inproceedings"
    )
    fused, _ = one(ours, {"publisher": "IEEE", "volume": "2016"}, raw)
    assert (fused.publisher, fused.volume) == ("", "")


def test_a_number_is_not_taken_twice() -> None:
    fused, _ = one(without("issue"), FIELDS | {"issue": "12"})
    assert fused.issue == ""


def test_a_consolidated_doi_is_taken_only_where_all_agrees() -> None:
    raw = RAW.replace(" doi:10.1000/abc.", "")
    ours = msgspec.structs.replace(without("doi"), raw=raw)
    found = FIELDS | {"doi": "10.9999/crossref", "status": "consolidated"}
    assert one(ours, found, raw)[0].doi == "10.9999/crossref"
    assert one(ours, found | {"status": "extracted"}, raw)[0].doi == ""
    assert one(ours, found | {"year": "2018"}, raw)[0].doi == ""


def test_particles_are_no_difference() -> None:
    raw = "L. van der Berg. Searching large archives. 2019."
    ours = msgspec.structs.replace(OURS, raw=raw, authors=(Name("van der Berg", "L."),))
    assert one(ours, {"authors": "Berg, L. van der", "title": OURS.title, "year": "2019"}, raw)[1] == []


def test_doubtful_authors_give_way_to_names_that_stand_where_the_list_has_them() -> None:
    doubtful = msgspec.structs.replace(OURS, authors=(Name("Baker. Searching", "B."),), confidence=0.2)
    assert one(doubtful, FIELDS)[0].authors == OURS.authors
    assert one(msgspec.structs.replace(doubtful, confidence=0.8), FIELDS)[0].authors == doubtful.authors


def test_keys_never_change() -> None:
    assert one(without("authors", "year"), FIELDS)[0].key == OURS.key


def test_a_hint_without_printed_text_gives_all_its_fields_where_nothing_else_is_known() -> None:
    hint = Hint("reference", "b0", "", 7, (), FIELDS)
    ours = msgspec.structs.replace(
        without("container", "volume"), raw=text_of_hint(hint), title="Baker, B. Searching", type="misc"
    )
    fused = fuse(References((ours,)), [hint])
    only = fused.references[0]
    assert (only.title, only.container, only.type, only.volume) == (OURS.title, OURS.container, "article", "12")
    assert only.confidence == 0.5
    assert fused.problems == ()


def test_a_hint_without_printed_text_is_measured_by_ours() -> None:
    consolidated = FIELDS | {"authors": "Archer, Adelaide; Baker, Bertram", "publisher": "ACM"}
    fused, codes = one(OURS, consolidated, raw="")
    assert msgspec.structs.replace(fused, confidence=0.8, key="k") == OURS
    assert codes == []


def test_references_of_one_list_only_are_told() -> None:
    other = msgspec.structs.replace(OURS, label="2", raw="C. Carter. A book of lists. Example Press, 2020.")
    box = Box(1, 2, 3, 4)
    hints = [
        Hint("reference", "b0", RAW, 7, (), FIELDS),
        Hint("reference", "b1", "Zed, Z. Something else entirely. Nowhere, 1999.", 9, ((9, box),), {"title": "S"}),
        Hint("reference", "b2", "Journal of Archives, 12(3):45-67, 2019", 7, ((7, box),), {"year": "2019"}),
    ]
    fused = fuse(References((OURS, other)), hints)
    assert all(p.quiet for p in fused.problems), "told with -v only"
    assert [(p.code, p.page, p.box) for p in fused.problems] == [
        ("grobid-reference-missing", 7, (1.0, 2.0, 3.0, 4.0)),
        ("grobid-reference-extra", 9, (1, 2, 3, 4)),
        ("grobid-reference-split", 7, (1, 2, 3, 4)),
    ]
    assert len(fused.references) == 2


def test_without_hints_nothing_changes() -> None:
    references = References((OURS,))
    assert fuse(references, []) is references
    assert fuse(references, [Hint("callout", "b0", "[1]", 1)]) is references


def test_names_and_words() -> None:
    assert names_of("Carter, C., Jr; Team X; Zed, ") == (
        Name("Carter", "C.", "Jr"),
        Name(literal="Team X"),
        Name("Zed"),
    )
    assert stands("large-archives", "searching large archives")
    assert not stands("arch", "searching large archives")
    assert not stands("", "x")


def test_the_words_of_the_title_are_no_author() -> None:
    raw = "Searching. Journal of Archives, 12(3):45-67, 2019. doi:10.1000/abc."
    ours = msgspec.structs.replace(without("authors"), raw=raw, title="Searching")
    read, _ = one(ours, {"authors": "Searching"}, raw=raw)
    assert read.authors == ()
