"""TEI of every shape → plain values."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.model.box import Box
from surveyrefs.parse.grobid.bibl import first_url
from surveyrefs.parse.grobid.tei import Tei, read_boxes, read_tei
from surveyrefs.parse.grobid.tree import read_tree
from tests.parse.grobid.tei_maker import Bibl, callout, paragraph, tei


def read(body: str = "", *entries: Bibl, back: str = "", **more: str) -> Tei:
    return read_tei(read_tree(tei(entries, body=body, back=back, **more)))  # type: ignore[arg-type]


def fields_of(markup: str) -> dict[str, str]:
    """Return the fields of a biblStruct given as markup."""
    body = tei().replace(b"<listBibl>\n", b"<listBibl>\n" + markup.encode())
    return read_tei(read_tree(body)).entries[0].fields


def test_the_header_tells_version_title_authors_and_identifiers() -> None:
    person = '<author><persName><forename type="first">Ada</forename><surname>Archer</surname></persName></author>'
    found = read(
        title="A  Small\n Survey", abstract="About things.", authors=person,
        idno='<idno type="DOI">https://doi.org/10.1/ABC</idno><idno type="arXiv">arXiv:2401.17461v2[cs.CL]</idno>',
    )  # fmt: skip
    assert (found.version, found.title, found.authors) == ("0.9.1 (abc1234)", "A Small Survey", ("Ada Archer",))
    assert found.arxiv == "2401.17461"
    assert found.pages == ((595.0, 842.0),)
    assert [(b.kind, b.text) for b in found.blocks] == [("abstract", "About things.")]


def test_an_article_has_all_its_fields() -> None:
    found = read("", Bibl(
        "On trees", [("Grace H", "Grant"), ("Ming-Wei", "Chang")], journal="Journal of Trees", year="2018", volume="4",
        issue="1", pages=("1", "20"), doi="10.1000/XYZ.", arxiv="arXiv:1801.00001v3", url="https://trees.example.org/a",
        publisher="Example Press", raw="G. Grant. On trees.", coords="8,10,20,100,9;9,10,5,50,9",
    ))  # fmt: skip
    entry = found.entries[0]
    assert entry.id == "b0"
    assert entry.raw == "G. Grant. On trees."
    assert entry.boxes == ((8, Box(10, 20, 110, 29)), (9, Box(10, 5, 60, 14)))
    assert entry.fields == {
        "title": "On trees", "container": "Journal of Trees", "level": "j",
        "authors": "Grant, Grace H.; Chang, Ming-Wei", "volume": "4", "issue": "1", "pages": "1-20", "year": "2018",
        "publisher": "Example Press", "doi": "10.1000/xyz", "arxiv": "1801.00001", "url": "https://trees.example.org/a",
        "status": "extracted",
    }  # fmt: skip


def test_a_book_is_its_own_title() -> None:
    found = fields_of(
        '<biblStruct><monogr><title level="m">A book of lists</title><author><persName><surname>Carter</surname>'
        "<genName>Jr</genName></persName></author><imprint><pubPlace>Oslo</pubPlace><publisher>P</publisher>"
        '<date type="published" when="2020-03-01"/></imprint></monogr></biblStruct>'
    )
    assert found == {
        "title": "A book of lists", "authors": "Carter, , Jr", "year": "2020", "month": "march", "publisher": "P",
        "address": "Oslo",
    }  # fmt: skip


def test_a_chapter_with_editors_series_and_meeting() -> None:
    found = fields_of(
        '<biblStruct><analytic><title level="a">A chapter</title></analytic><monogr><title level="m">Handbook</title>'
        '<title level="s">Notes on Things</title><editor><persName><forename>E</forename><surname>Ellis</surname>'
        '</persName></editor><meeting>Oslo, Norway</meeting><imprint><biblScope unit="page">12</biblScope><date>in 1999'
        '</date></imprint></monogr><note type="report_type">PhD thesis</note></biblStruct>'
    )
    assert found == {
        "title": "A chapter", "container": "Handbook", "level": "m", "series": "Notes on Things",
        "editors": "Ellis, E.", "pages": "12", "year": "1999", "kind": "PhD thesis",
    }  # fmt: skip


def test_a_journal_without_article_title_is_no_title() -> None:
    found = fields_of('<biblStruct><monogr><title level="j">Nature</title><imprint/></monogr></biblStruct>')
    assert found == {"container": "Nature", "level": "j"}


def test_the_main_title_wins_over_the_abbreviated_one() -> None:
    found = fields_of(
        '<biblStruct><analytic><title level="a" type="main">T</title></analytic><monogr>'
        '<title level="j" type="abbrev">J. T.</title><title level="j" type="main">Journal of T</title>'
        "<imprint><date/></imprint></monogr></biblStruct>"
    )
    assert found["container"] == "Journal of T"
    assert "year" not in found


def test_organisations_and_lone_names() -> None:
    found = fields_of(
        '<biblStruct><analytic><title level="a">T</title><author><orgName>Team; A, B</orgName></author>'
        "<author><persName><forename>Plato</forename></persName></author></analytic></biblStruct>"
    )
    assert found["authors"] == "Team A B; Plato"


def test_an_empty_biblstruct_has_no_fields() -> None:
    assert fields_of("<biblStruct><analytic/><monogr><imprint><date/></imprint></monogr></biblStruct>") == {}


def test_a_pointer_that_resolves_a_doi_or_leads_nowhere_is_no_url() -> None:
    assert first_url(["", "javascript:x", "https://doi.org/10.1/2", "https://a.example/ b"]) == "https://a.example/b"


def test_callouts_keep_their_places_in_the_text() -> None:
    found = read(paragraph(
        "Trees\n grow ", callout("[3,", "b2", "1,10,20,8,9"), callout("5–7]", "b4", "1,20,20,12,9;1,5,30,4,9"),
        " fast ", callout("(?)"), "; see <ref type='figure' target='#fig_0'>1</ref>.",
    ))  # fmt: skip
    block = found.blocks[0]
    assert block.text == "Trees grow [3,5–7] fast (?); see 1."
    assert [(block.text[m.start : m.end], m.target, len(m.boxes)) for m in block.marks] == [
        ("[3,", "b2", 1), ("5–7]", "b4", 2), ("(?)", "", 0),
    ]  # fmt: skip


def test_superscripts_stay_glued_and_sentences_part() -> None:
    found = read(paragraph("<s>It was developed", callout("13–15", "b12"), ".</s> <s>Then more.</s>"))
    assert found.blocks[0].text == "It was developed13–15. Then more."


def test_heads_are_numbered_by_attribute_or_text_and_nest() -> None:
    body = (
        paragraph("a", head="Introduction", number="1")
        + paragraph("b", head="2.1 Trees and more")
        + paragraph("c", head="III-B Forests")
        + paragraph("d", head="A Short History")
        + paragraph("g", head="B. Shrubs")
        + "<div><head>Outer</head><p>e</p><div><head>Inner</head><p>f</p></div></div>"
    )
    found = read(body)
    assert [(h.number, h.title, h.depth) for h in found.heads] == [
        ("1", "Introduction", 1), ("2.1", "Trees and more", 1), ("III-B", "Forests", 1),
        ("", "A Short History", 1), ("B", "Shrubs", 1), ("", "Outer", 1), ("", "Inner", 2),
    ]  # fmt: skip
    assert [(b.text, b.section) for b in found.blocks if b.kind == "paragraph"] == [
        ("a", 0), ("b", 1), ("c", 2), ("d", 3), ("g", 4), ("e", 5), ("f", 6),
    ]  # fmt: skip


def test_notes_lists_and_annexes_are_text_and_the_reference_list_is_not() -> None:
    body = (
        "<div><list><item>one " + callout("[1]", "b0") + "</item><item>two</item></list></div>"
        '<note place="foot" n="1">A footnote ' + callout("[2]", "b1") + "</note>"
    )
    back = '<div type="annex"><div><head>Appendix</head><p>More.</p></div></div>'
    found = read(body, Bibl("T"), back=back)
    assert [(b.kind, b.text) for b in found.blocks] == [
        ("paragraph", "one [1]"), ("paragraph", "two"), ("footnote", "A footnote [2]"),
        ("heading", "Appendix"), ("paragraph", "More."),
    ]  # fmt: skip


def test_tables_and_figures_have_numbers_captions_and_cells() -> None:
    body = (
        '<figure type="table" xml:id="tab_0" coords="3,50,60,200,100"><head>Table 2 :</head><label>2</label>'
        "<figDesc>Works by kind "
        + callout("[4]", "b3")
        + '.</figDesc><table><row><cell cols="2">Kind</cell><cell>n</cell>'
        "</row><row><cell>a</cell><cell>b</cell><cell/></row></table></figure>"
        '<figure xml:id="fig_0"><head>Fig. 7</head><label>7</label><figDesc>Fig. 7. A tree.</figDesc></figure>'
    )
    table, figure = read(body).floats
    assert (table.kind, table.number, table.caption.text) == ("table", "2", "Table 2 : Works by kind [4].")
    assert [table.caption.text[m.start : m.end] for m in table.caption.marks] == ["[4]"]
    assert table.rows == (("Kind", "Kind", "n"), ("a", "b", ""))
    assert table.boxes == ((3, Box(50, 60, 250, 160)),)
    assert (figure.kind, figure.number, figure.caption.text) == ("figure", "7", "Fig. 7. A tree.")


@pytest.mark.parametrize("text", ["", "1,2,3", "1,a,2,3,4", "x;y;z", "1,2,3,4,5,6", ";;"])
def test_broken_coordinates_are_left_out(text: str) -> None:
    assert read_boxes(text) == ()


def test_a_cell_cannot_span_a_million_columns() -> None:
    body = (
        '<figure type="table"><table><row><cell cols="1000000">x</cell><cell cols="-3">y</cell></row></table></figure>'
    )
    assert len(read(body).floats[0].rows[0]) <= 50


NAMES = st.text(string.ascii_lowercase + "éø", min_size=2, max_size=12).map(str.capitalize)
TITLES = st.text(string.ascii_letters + string.digits + " &<>\"',;:.()[]{}%$#_=+*/-", max_size=60)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=5, unique_by=lambda name: name), TITLES)
def test_any_names_and_title_survive_the_way_through_tei(authors: list[tuple[str, str]], title: str) -> None:
    found = read("", Bibl(title, authors)).entries[0].fields
    assert found.get("title", "") == " ".join(title.split())
    assert found.get("authors", "") == "; ".join(f"{family}, {given}" for given, family in authors)


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("CoRR abs/1312.6114", "arxiv", "1312.6114"),
        ("arXiv. 2112.10752", "arxiv", "2112.10752"),
        ("https : / / doi . org / 10 . 48550 / arXiv.2103.00020", "arxiv", "2103.00020"),
        ("https : / / doi . org / 10 . 1145 / 2889160.2889260", "doi", "10.1145/2889160.2889260"),
        ("ICLR. 2023", "arxiv", ""),
        ("CMU-CS-97-101", "doi", ""),
    ],
)
def test_an_identifier_without_type_says_by_its_form_what_it_is(written: str, field: str, value: str) -> None:
    found = fields_of(f"<biblStruct><monogr><title level='m'>T</title><idno>{written}</idno></monogr></biblStruct>")
    assert found.get(field, "") == value


def test_a_meeting_is_the_container_where_nothing_else_is() -> None:
    title = "<analytic><title level='a'>T</title></analytic>"
    meeting = "<meeting>the 9th Workshop on Things<address><addrLine>Oslo</addrLine></address></meeting>"
    assert fields_of(f"<biblStruct>{title}<monogr>{meeting}</monogr></biblStruct>")["container"] == (
        "the 9th Workshop on Things"
    )
    named = f"<biblStruct>{title}<monogr><title level='m'>Proceedings</title>{meeting}</monogr></biblStruct>"
    assert fields_of(named)["container"] == "Proceedings"


def test_a_book_with_editors_and_pages_is_no_title_of_its_part() -> None:
    person = "<{0}><persName><forename>A</forename><surname>{1}</surname></persName></{0}>"
    people = person.format("author", "Archer") + person.format("editor", "Cook")
    pages = "<imprint><biblScope unit='page' from='3' to='9'/></imprint>"
    part = f"<biblStruct><monogr><title level='m'>A Handbook</title>{people}{pages}</monogr></biblStruct>"
    assert "title" not in fields_of(part)
    assert fields_of(part)["container"] == "A Handbook"
    whole = f"<biblStruct><monogr><title level='m'>A Handbook</title>{people}</monogr></biblStruct>"
    assert fields_of(whole)["title"] == "A Handbook"


def test_the_institution_of_a_report_is_its_publisher() -> None:
    org = "<respStmt><orgName>Oslo</orgName></respStmt>"
    report = f"<biblStruct><monogr><title level='m'>T</title>{org}</monogr></biblStruct>"
    assert fields_of(report)["publisher"] == "Oslo"


def test_callouts_in_the_notes_of_a_table_are_read_and_funders_are_no_text() -> None:
    note = f"<note>Figures of {callout('[3]', 'b0')}.</note>"
    table = f'<figure type="table"><head>Table 1</head><label>1</label><figDesc>Sizes.</figDesc>{note}</figure>'
    found = read(table, back="<listOrg><funding><orgName>A Fund</orgName></funding></listOrg>")
    assert [mark.target for mark in found.floats[0].notes[0].marks] == ["b0"]
    assert not any("Fund" in block.text for block in found.blocks)


def test_a_flavour_without_divisions_is_read() -> None:
    """`article/light` gives paragraphs straight under the body; `article/light-ref` the list as well."""
    found = read(f"<p>As others say {callout('[1]', 'b0')}, and so on.</p>", Bibl("On trees", [("G", "Grant")]))
    assert [(b.kind, b.section, [m.target for m in b.marks]) for b in found.blocks] == [("paragraph", -1, ["b0"])]
    assert [entry.id for entry in found.entries] == ["b0"]


def test_elements_that_are_not_known_do_no_harm() -> None:
    known = f"<p>Text {callout('[1]', 'b0')}.</p>"
    new = "<availability><licence>CC BY</licence></availability><quality n='0.9'/>"
    found = read(f"<div>{new}{known}</div>", Bibl("On trees", [("G", "Grant")]))
    assert "b0" in [mark.target for block in found.blocks for mark in block.marks]
