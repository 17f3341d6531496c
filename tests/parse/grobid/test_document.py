"""TEI values → Document, alone and joined with the embedded reading."""

from __future__ import annotations

import msgspec

from surveyrefs.link import link
from surveyrefs.model.box import Box
from surveyrefs.model.document import Bibliography, Document, Passage, Row, Table
from surveyrefs.parse.grobid.document import join, to_document
from surveyrefs.parse.grobid.hints import hints_of, labels_from_callouts
from surveyrefs.parse.grobid.tei import Tei, read_tei
from surveyrefs.parse.grobid.tree import read_tree
from surveyrefs.references import read_references
from surveyrefs.settings import ReferencesSettings
from tests.parse.grobid.tei_maker import Bibl, callout, paragraph, tei

ENTRIES = (
    Bibl("Searching large archives", [("A", "Archer")], journal="Journal of Archives", year="2019", volume="12",
         raw="A. Archer. Searching large archives. Journal of Archives, 12, 2019.", coords="9,50,100,200,20"),
    Bibl("Sorting in practice", [("D", "Dean")], year="2021", raw="D. Dean. Sorting in practice. 2021."),
    Bibl("Graphs and trees", [("G", "Grant")], journal="Journal of Trees", year="2018",
         raw="G. Grant. Graphs and trees. Journal of Trees, 2018."),
)  # fmt: skip


def read(*parts: str, body: str = "", entries: tuple[Bibl, ...] = ENTRIES, **more: str) -> Tei:
    return read_tei(read_tree(tei(entries, body=body or paragraph(*parts, head="One", number="1"), **more)))  # type: ignore[arg-type]


def labels(*pairs: tuple[str, str]) -> dict[str, str]:
    return labels_from_callouts(read(*(callout(marker, target) for marker, target in pairs)))


def test_callouts_tell_the_labels_that_a_lost_reference_shifts() -> None:
    """The list prints 1, 3, 4: GROBID lost [2], and its second entry is called [3]."""
    assert labels(("[1]", "b0"), ("[3]", "b1"), ("[3,", "b1"), ("4]", "b2")) == {"b0": "1", "b1": "3", "b2": "4"}


def test_labels_between_two_known_ones_follow_where_none_is_missing() -> None:
    assert labels(("[1]", "b0"), ("[3]", "b2")) == {"b0": "1", "b1": "2", "b2": "3"}
    assert labels(("[1]", "b0"), ("[4]", "b2")) == {"b0": "1", "b2": "4"}
    assert labels(("[2]", "b1"), ("[3]", "b2")) == {"b0": "1", "b1": "2", "b2": "3"}
    assert labels(("[1]", "b0"), ("[2]", "b1")) == {"b0": "1", "b1": "2", "b2": "3"}


def test_columns_read_in_the_wrong_order_keep_their_numbers() -> None:
    assert labels(("[2]", "b0"), ("[3]", "b1"), ("[1]", "b2")) == {"b0": "2", "b1": "3", "b2": "1"}


def test_stray_numbers_do_not_make_labels() -> None:
    assert labels(("(Archer, 2019)", "b0"), ("[3-7]", "b2")) == {}
    assert labels(("[9]", "b0"), ("[5]", "b1"), ("[2]", "b2")) == {}
    assert labels(("[1]", "b0"), ("[7]", "b1"), ("[3]", "b2"), ("[2]", "b1"), ("[2]", "b1"))["b1"] == "2"


def test_boxes_are_scaled_to_our_pages_and_wrong_pages_dropped() -> None:
    found = read("See ", callout("[1]", "b0", "1,100,200,10,5;7,1,1,1,1"), callout("[2]", "b9", "2,1,1,1,1"))
    hints = [h for h in hints_of(found, [(297.5, 421.0)]) if h.kind == "callout"]
    assert hints[0].boxes == ((1, Box(50, 100, 55, 102.5)),)
    assert (hints[1].id, hints[1].page, hints[1].boxes) == ("", 0, ())
    same = [h for h in hints_of(found, [(595.4, 841.9)]) if h.kind == "callout"]
    assert same[0].boxes == ((1, Box(100, 200, 110, 205)),)


EMBEDDED = Document(
    engine="embedded", engine_version="2.0", title="Ours", authors=(), arxiv="", doi="", pages=((595.0, 842.0),),
    sections=(), passages=(Passage("paragraph", "Text."),), tables=(), figures=(),
    bibliographies=(Bibliography("References", 9, ()),), anchors=(),
)  # fmt: skip


def test_joining_keeps_ours_and_adds_hints_and_what_was_empty() -> None:
    person = "<author><persName><forename>Ada</forename><surname>Zed</surname></persName></author>"
    found = read("x ", callout("[1]", "b0", "1,1,1,1,1"), title="Theirs", authors=person)
    joined = join(EMBEDDED, found)
    assert (joined.engine, joined.engine_version) == ("grobid", "GROBID 0.9.1 (abc1234), 2.0")
    assert (joined.title, joined.authors) == ("Ours", ("Ada Zed",))
    assert joined.passages == EMBEDDED.passages
    assert [h.kind for h in joined.hints] == ["reference"] * 3 + ["callout"]
    assert joined.problems == ()
    assert join(msgspec.structs.replace(EMBEDDED, title=""), found).title == "Theirs"


def test_a_reading_without_references_is_a_problem() -> None:
    assert [p.code for p in join(EMBEDDED, read("x", entries=())).problems] == ["grobid-nothing-found"]


def test_a_table_without_caption_takes_the_one_in_its_place() -> None:
    row = Row((Passage("cell", "a"),), (), 1, Box(50, 70, 250, 80))
    table = Table("", Passage("caption", ""), ("h",), (), (row,), (), 1, Box(50, 60, 250, 160))
    named = msgspec.structs.replace(table, number="1", caption=Passage("caption", "Table 1. Ours"))
    ours = msgspec.structs.replace(EMBEDDED, tables=(table, named))
    body = (
        '<figure type="table" coords="1,300,300,50,50"><label>8</label><figDesc>Far.</figDesc></figure>'
        '<figure type="table" coords="1,60,50,190,100"><label>2</label><figDesc>Works.</figDesc></figure>'
    )
    joined = join(ours, read(body=body)).tables
    assert [(t.number, t.caption.text) for t in joined] == [("2", "Works."), ("1", "Table 1. Ours")]
    assert joined[0].rows == (row,)


def test_a_table_that_only_grobid_sees_is_told() -> None:
    table = Table("II", Passage("caption", "TABLE II. Ours"), ("h",), (), (), (), 1, Box(50, 60, 250, 160))
    ours = msgspec.structs.replace(EMBEDDED, tables=(table,))
    body = (
        "".join(
            f'<figure type="table" coords="1,10,20,30,40"><head>TABLE {n}</head><label>{n}</label></figure>'
            for n in ("II", "III")
        )
        + "<figure type='table'><head>Stray words</head></figure>"
    )
    problems = join(ours, read(body=body)).problems
    assert [(p.code, p.page, p.box) for p in problems] == [("grobid-table-extra", 1, (10, 20, 40, 60))]
    assert "TABLE III" in problems[0].text


def test_grobid_alone_makes_a_whole_document() -> None:
    body = (
        paragraph("Archives are old ", callout("[1]", "b0", "1,100,200,12,9"), ".", head="Introduction", number="1")
        + paragraph("So are lists ", callout("[3]", "b1", "1,100,300,12,9"), ".", head="More", number="1.1")
        + paragraph("And trees ", callout("[4]", "b2", "1,100,400,12,9"), ".", head="Trees", number="2")
        + '<figure type="table"><head>Table 1</head><label>1</label><figDesc>Kinds.</figDesc><table><row><cell>K</cell>'
        "<cell>n</cell></row><row><cell>a</cell></row></table></figure>"
        "<figure><head>Fig. 1</head><label>1</label><figDesc>A tree.</figDesc></figure>"
    )
    document = to_document(read(body=body, title="T", abstract="About."))
    assert [(s.number, s.level, s.parent) for s in document.sections] == [("1", 1, -1), ("1.1", 2, 0), ("2", 1, -1)]
    assert [(p.kind, p.section) for p in document.passages] == [
        ("abstract", -1), ("heading", 0), ("paragraph", 0), ("heading", 1), ("paragraph", 1), ("heading", 2),
        ("paragraph", 2),
    ]  # fmt: skip
    assert [len(r.cells) for t in document.tables for r in t.rows] == [2]
    assert document.figures[0].number == "1"
    assert [p.code for p in document.problems] == ["grobid-list-alone"]

    references = read_references(document, ReferencesSettings())
    assert [(r.label, r.title, r.year) for r in references.references] == [
        ("1", "Searching large archives", "2019"),
        ("3", "Sorting in practice", "2021"),
        ("4", "Graphs and trees", "2018"),
    ]
    assert references.references[0].page == 0, "the page is not one of the document"
    links = link(document, references)
    assert [(c.marker, c.page, c.section, c.targets[0].reference) for c in links.callouts] == [
        ("[1]", 1, 0, 0), ("[3]", 1, 1, 1), ("[4]", 1, 2, 2),
    ]  # fmt: skip


def test_grobids_callouts_are_all_kept_where_its_list_is_alone() -> None:
    """Without coordinates nothing but the place in the text tells where they stand."""
    found = read(
        "It was developed", callout("1,", "b0"), callout("3", "b2"), " in the range of [", callout("2", "b1"), "]."
    )
    document = to_document(found)
    references = read_references(document, ReferencesSettings())
    links = link(document, references)
    assert [(c.marker, [t.reference for t in c.targets]) for c in links.callouts] == [("1,3", [0, 2]), ("[2]", [1])]
