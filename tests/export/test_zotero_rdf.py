"""Zotero RDF read back with rdflib, asking what Zotero's own importer asks."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import DC, DCTERMS, FOAF, RDF
from rdflib.term import Node

from surveyrefs.export.zotero_rdf import NAMESPACES, to_zotero_rdf
from surveyrefs.model.link import Category
from surveyrefs.model.reference import Name
from tests.export.build import full_run, reference, run

BASE = "http://example.org/file"
BIB, PRISM, Z = (Namespace(NAMESPACES[prefix]) for prefix in ("bib", "prism", "z"))
VCARD, SCHEMA = Namespace(NAMESPACES["vcard"]), Namespace(NAMESPACES["schema"])
PARTS = (Name("Müller", "Jörg"), Name(literal="OpenAI, Inc."), Name("Berg", "A.", "Jr."))


class Imported:
    """A file as Zotero sees it."""

    def __init__(self, text: str) -> None:
        self.graph = Graph()
        self.graph.parse(data=text.encode(), format="xml", publicID=BASE)
        self.items = list(self.graph.subjects(Z.itemType, None))
        self.by_key = {self.extra(node)[0].removeprefix("Citation Key: "): node for node in self.items}

    def text(self, node: Node | None, name: Any) -> str:
        """Return one literal, empty where there is none."""
        value = self.graph.value(node, name) if node else None
        return str(value) if isinstance(value, Literal) else ""

    def extra(self, node: Node) -> list[str]:
        """Return the lines of Extra."""
        return self.text(node, DC.description).split("\n")

    def people(self, node: Node, role: Any = BIB.authors) -> list[tuple[str, str]]:
        """Return surnames and given names in the order of the list."""
        sequence = self.graph.value(node, role)
        if sequence is None:
            return []
        assert (sequence, RDF.type, RDF.Seq) in self.graph
        given = Namespace(NAMESPACES["foaf"]).givenname
        members = ((re.search(r"#_(\d+)$", str(p)), o) for p, o in self.graph.predicate_objects(sequence))
        people = [person for _, person in sorted((int(found[1]), person) for found, person in members if found)]
        return [(self.text(p, FOAF.surname), self.text(p, given)) for p in people]

    def doi(self, node: Node) -> str:
        """Return the DOI."""
        found = [str(o) for o in self.graph.objects(node, DC.identifier) if str(o).startswith("DOI ")]
        return found[0].removeprefix("DOI ") if found else ""

    def note(self, node: Node) -> str:
        """Return the note as HTML."""
        memo = self.graph.value(node, DCTERMS.isReferencedBy)
        assert memo is None or (memo, RDF.type, BIB.Memo) in self.graph
        return self.text(memo, RDF.value)

    def tree(self) -> list[Any]:
        """Return the collections that are in no other: name, keys, collections in it."""
        tops = [c for c in self.graph.subjects(RDF.type, Z.Collection) if not list(self.graph.subjects(None, c))]
        return sorted((self._folder(top) for top in tops), key=str)

    def _folder(self, node: Node) -> tuple[str, list[str], list[Any]]:
        keys, below = [], []
        for part in self.graph.objects(node, DCTERMS.hasPart):
            if (part, RDF.type, Z.Collection) in self.graph:
                below.append(self._folder(part))
            else:
                assert part in self.items  # Zotero passes over what is no item
                keys.append(next(key for key, item in self.by_key.items() if item == part))
        return self.text(node, DC.title), sorted(keys), sorted(below, key=str)


def expected(tree: tuple[Category, ...], keys: list[str]) -> list[Any]:
    """Return a tree in the form of Imported.tree."""
    return sorted(
        ((c.name, sorted(keys[i] for i in c.references), expected(c.children, keys)) for c in tree), key=str
    )  # fmt: skip


def alone(**fields: Any) -> tuple[Imported, Node]:
    """Return a file of one reference and its item."""
    imported = Imported(to_zotero_rdf(run(reference(**fields))))
    (item,) = imported.items
    return imported, item


def test_every_work_and_every_collection_arrives() -> None:
    one = full_run()
    imported = Imported(to_zotero_rdf(one))
    assert set(imported.by_key) == {r.key for r in one.references.references}
    for r in one.references.references:
        item = imported.by_key[r.key]
        assert imported.text(item, DC.title) == (r.title or r.raw)
        assert [s for s, _ in imported.people(item)] == [n.literal or n.family for n in r.authors]
        assert imported.text(item, DC.date) == r.year
        assert imported.doi(item) == r.doi
    assert imported.tree() == expected(one.categories.tree, [r.key for r in one.references.references])
    tags = {str(o) for o in imported.graph.objects(imported.by_key["openai2024gpt"], DC.subject)}
    assert tags == {"Search > Fast / greedy", "Planning"}


def test_many_authors_keep_their_order() -> None:
    authors = tuple(Name(f"F{n}", "A.") for n in range(12))
    imported, item = alone(authors=authors)
    assert [family for family, _ in imported.people(item)] == [n.family for n in authors]


def test_the_bytes_do_not_change() -> None:
    assert to_zotero_rdf(full_run()) == to_zotero_rdf(full_run())


def test_a_preprint_is_one() -> None:
    imported, item = alone(
        type="misc", container="arXiv", arxiv="2401.12345", primary_class="cs.CL", volume="", issue="", pages="",
        authors=PARTS, others=True,
    )  # fmt: skip
    assert imported.text(item, Z.itemType) == "preprint"
    assert imported.text(item, Z.archiveID) == "arXiv:2401.12345"
    assert imported.text(imported.graph.value(item, DC.publisher), FOAF.name) == "arXiv"
    assert imported.extra(item) == ["Citation Key: mueller2023planning", "arXiv:2401.12345 [cs.CL]"]
    assert imported.people(item) == [("Müller", "Jörg"), ("OpenAI, Inc.", ""), ("Berg", "A., Jr.")]
    assert "ends with et al." in imported.note(item)


def test_the_journal_is_what_an_article_is_part_of() -> None:
    imported, item = alone(extra={"month": "June", "issn": "1234-5678", "series": "A"})
    journal = imported.graph.value(item, DCTERMS.isPartOf)
    assert (journal, RDF.type, BIB.Journal) in imported.graph
    fields = (DC.title, PRISM.volume, PRISM.number, DC.identifier)
    assert [imported.text(journal, f) for f in fields] == ["Journal of Planning", "3", "2", "ISSN 1234-5678"]
    assert imported.text(imported.graph.value(journal, DCTERMS.isPartOf), DC.title) == "A"
    assert imported.text(item, BIB.pages) == "12-17"
    assert imported.text(item, DC.date) == "2023-06"
    assert (item, RDF.type, BIB.Article) in imported.graph


@pytest.mark.parametrize(
    ("fields", "type_"),
    [
        ({"type": "phdthesis", "extra": {"school": "MIT"}}, "thesis"),
        ({"type": "techreport", "extra": {"institution": "NIST", "type": "Memo"}}, "report"),
        ({"type": "inbook"}, "bookSection"),
        ({"type": "book"}, "book"),
        ({"type": "inproceedings"}, "conferencePaper"),
        ({"type": "unpublished"}, "manuscript"),
        ({"type": "misc", "extra": {"subtype": "software"}}, "computerProgram"),
        ({"type": "misc", "extra": {"subtype": "dataset"}}, "dataset"),
        ({"type": "misc", "container": "", "url": "https://a.b/x"}, "webpage"),
        ({"type": "misc", "year": "n.d."}, "document"),
    ],
)
def test_nothing_is_lost_at_any_type(fields: dict[str, Any], type_: str) -> None:
    facts = {"isbn": "9780306406157", "issn": "1234-5678", "edition": "4th", "address": "Oslo", "series": "LNCS",
             "chapter": "77", "urldate": "2020-01-02", "code": "https://c.de/f", "editor": "Roe, R.",
             "note": "In <press> & more", "version": "9.9", "month": "Spring"}  # fmt: skip
    whole = {"publisher": "Press", "volume": "31", "issue": "59", "url": "https://a.b/~x"} | fields
    imported, item = alone(**(whole | {"extra": facts | fields.get("extra", {})}))
    assert imported.text(item, Z.itemType) == type_
    texts = " | ".join(unescape(str(o)) for o in imported.graph.objects() if isinstance(o, Literal))
    one = reference(**whole)
    known = [one.title, one.container, one.volume, one.issue, one.pages, one.doi, one.url, one.year, one.publisher]
    for value in (*known, *facts.values(), *fields.get("extra", {}).values()):
        if value not in ("software", "dataset", "Roe, R."):
            assert value in texts
    assert ("Roe", "R.") in imported.people(item, BIB.editors) + imported.people(item, BIB.contributors)
    author = SCHEMA.author if type_ == "computerProgram" else BIB.authors
    assert imported.people(item, author) == [("Müller", "Jörg")]


def test_a_note_is_html_and_its_text_is_not() -> None:
    imported, item = alone(extra={"note": "<script>alert(1)</script>"})
    note = "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>Reference 12 on page 9 of survey-1.</p>"
    assert imported.note(item) == note
    assert Imported(to_zotero_rdf(run(reference()), told=False)).note(imported.items[0]) == ""


def test_a_day_of_access_is_no_date() -> None:
    imported, item = alone(year="", extra={"urldate": "2020-01-02"})
    assert imported.text(item, DCTERMS.dateSubmitted) == ""
    assert "Accessed: 2020-01-02" in imported.extra(item)
    imported, item = alone(extra={"urldate": "2020-01-02"})
    assert imported.text(item, DCTERMS.dateSubmitted) == "2020-01-02"


def test_a_collection_without_works_and_deep_ones() -> None:
    tree = (Category("", "table", title="Only a title"),)
    for level in range(12):
        tree = (Category(f"L{level} ", "table", (0,), tree),)
    depth, nodes = 0, Imported(to_zotero_rdf(run(reference(), tree=tree))).tree()
    while nodes[0][2]:
        nodes, depth = nodes[0][2], depth + 1
    assert (depth, nodes) == (12, [("Only a title", [], [])])


def test_without_works_it_is_a_file_all_the_same() -> None:
    assert Imported(to_zotero_rdf(run())).items == []


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=6, max_size=6))
def test_any_text_makes_a_valid_file(texts: list[str]) -> None:
    one = reference(
        title=texts[0], container=texts[1], publisher=texts[2], pages=texts[3], url=texts[4],
        authors=(Name(texts[5], texts[0]),), extra={"note": texts[1], "editor": texts[2], "month": texts[3]},
    )  # fmt: skip
    tree = (Category(texts[4] or "x", "table", (0,)),)
    imported = Imported(to_zotero_rdf(run(one, tree=tree, keywords=((texts[5],),))))
    assert list(imported.by_key) == [one.key]
    assert imported.tree()[0][1] == [one.key]
