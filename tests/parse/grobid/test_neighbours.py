"""TEI without one of its elements, attributes or texts: what is read, compared with a golden file (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from surveyrefs.parse.grobid.document import to_document
from surveyrefs.parse.grobid.hints import hints_of
from surveyrefs.parse.grobid.tei import read_tei
from surveyrefs.parse.grobid.tree import read_tree
from tests.conftest import Golden
from tests.neighbours import shown
from tests.parse.grobid.tei_maker import Bibl, callout, paragraph, tei

SHOWN = 110
ENTRIES = (
    Bibl("Searching large archives", [("A B", "Archer"), ("C", "Coe")], journal="Journal of Archives", year="2019",
         volume="12", issue="3", pages=("7", "19"), doi="10.1000/a", raw="A. Archer. Searching large archives. 2019.",
         coords="9,50,100,200,20;9,50,120,90,20"),
    Bibl("Sorting in practice", [("D", "Dean")], book="Proceedings of Sorting", year="2021", publisher="Press",
         pages=("33",), arxiv="2101.00001", url="https://example.org/s", raw="D. Dean. Sorting in practice. 2021."),
    Bibl("", [("G", "Grant")], book="Graphs and trees", year="2018", raw="G. Grant. Graphs and trees. 2018."),
)  # fmt: skip
FIGURE = (
    '<figure xml:id="fig_0" coords="2,10,20,100,50"><head>Figure 1.</head><label>1</label>'
    "<figDesc>A tree of things.</figDesc></figure>"
)
TABLE = (
    '<figure type="table" xml:id="tab_0" coords="2,10,90,100,50"><head>Table 1.</head><label>1</label>'
    "<figDesc>Things by size.</figDesc><table><row><cell>Thing</cell><cell>Size</cell></row>"
    '<row><cell>Stone <ref type="bibr" target="#b0">[1]</ref></cell><cell>12</cell></row></table></figure>'
)


def whole() -> bytes:
    text = (
        callout("[1]", "b0", "1,100,200,10,5"),
        " and ",
        callout("[2,", "b1", "1,115,200,10,5"),
        callout("3]", "b2"),
    )
    body = paragraph("It was said ", *text, ".", head="One", number="1")
    body += paragraph("And denied ", callout("[2]", "b1", "2,10,20,10,5;2,30,20,5,5"), ".", head="Parts", number="1.1")
    person = '<author><persName><forename type="first">Ada</forename><surname>Archer</surname></persName></author>'
    idno = '<idno type="DOI">10.1000/s</idno><idno type="arXiv">arXiv:2401.17461v2</idno>'
    return tei(ENTRIES, body=body + FIGURE + TABLE, title="A Survey", abstract="About.", authors=person, idno=idno)


def told(source: bytes) -> list[str]:
    found = read_tei(read_tree(source))
    lines = [f"{found.title} {found.authors} {found.arxiv} {found.doi} {found.pages}"]
    lines += [f"block {b}" for b in found.blocks]
    lines += [f"entry {e.id} {e.boxes} {e.raw} {e.fields}" for e in found.entries]
    lines += [f"hint {h}" for h in hints_of(found, [(595.0, 842.0)] * 9)]
    document = to_document(found)
    lines += [f"{s.number} {s.title} {s.level}" for s in document.sections]
    lines += [f"{p.kind} {p.section} {p.text}" for p in document.passages]
    lines += [
        f"table {t.caption.text} {t.header} {[[c.text for c in r.cells] for r in t.rows]}" for t in document.tables
    ]
    return [line if len(line) < SHOWN else f"{line[:SHOWN]}… ({len(line)})" for line in lines]


def near(source: bytes) -> Iterator[tuple[str, bytes]]:
    count = sum(1 for _ in etree.fromstring(source).iter("{*}*"))
    for i in range(1, count):
        for change in ("gone", "empty", "bare"):
            root = etree.fromstring(source)
            node = list(root.iter("{*}*"))[i]
            name = f"{etree.QName(node).localname} {i} {change}"
            parent = node.getparent()
            assert parent is not None
            if change == "gone":
                parent.remove(node)
            elif change == "empty" and node.text and node.text.strip():
                node.text = ""
            elif change == "bare" and node.attrib:
                node.attrib.clear()
            else:
                continue
            yield name, etree.tostring(root)


@pytest.mark.golden
def test_tei_without_a_part(golden: Golden) -> None:
    source = whole()
    out = shown("whole", told(source), ((name, told(other)) for name, other in near(source)))
    golden.check("neighbours/tei.txt", "\n".join(out) + "\n")
