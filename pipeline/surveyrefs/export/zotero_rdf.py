"""Zotero RDF: items, notes, tags and nested collections in one file, in the words of Zotero's own translator.

What PDFs say is text of elements only, written by the standard library's ElementTree; identifiers of nodes are ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring
from xml.sax.saxutils import escape

from surveyrefs.export.context import unit_of
from surveyrefs.export.folders import keyword_lists
from surveyrefs.export.latex import clean
from surveyrefs.export.work import Work, provenance, remarks, work_of
from surveyrefs.export.zotero_items import ZoteroItem, zotero_item
from surveyrefs.model.link import Category
from surveyrefs.model.reference import Name
from surveyrefs.model.run import Run

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#", "foaf": "http://xmlns.com/foaf/0.1/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/", "vcard": "http://nwalsh.com/rdf/vCard#",
    "schema": "http://schema.org/",
}  # fmt: skip
_CLASSES = {
    "book": "bib:Book", "bookSection": "bib:BookSection", "journalArticle": "bib:Article", "thesis": "bib:Thesis",
    "manuscript": "bib:Manuscript", "webpage": "bib:Document", "report": "bib:Report", "computerProgram": "bib:Data",
}  # fmt: skip
_CONTAINERS = {
    "bookSection": "bib:Book", "journalArticle": "bib:Journal", "conferencePaper": "bib:Journal",
    "webpage": "z:Website",
}  # fmt: skip
# Zotero's own names: some versions read a number only from the container, any version these.
_OWN_NUMBERS = {"preprint": "z:archiveID", "report": "z:reportNumber"}
_NOT_XML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_zotero_rdf(run: Run, told: bool = True) -> str:
    """Return a run as RDF/XML for Zotero's import; `told` notes the printed label and page.

    Each work is an item, its categories tags; the tree of categories is the tree of collections.
    """
    for prefix, address in NAMESPACES.items():
        register_namespace(prefix, address)
    root = Element(_name("rdf:RDF"))
    for reference, words in zip(run.references.references, keyword_lists(run), strict=True):
        work = work_of(reference)
        note = [work.facts.get("note", ""), remarks(_told(work, run) if told else "", work)]
        _write_item(root, work, zotero_item(work), words, [text for text in note if text])
    _write_collections(root, run.categories.tree, [r.key for r in run.references.references])
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _told(work: Work, run: Run) -> str:
    return provenance(work, run.name, unit_of(run))


def _write_item(root: Element, work: Work, item: ZoteroItem, tags: Sequence[str], note: Sequence[str]) -> None:
    """Append an item, and its note where it has one."""
    key = work.reference.key
    node = SubElement(root, _name(_CLASSES.get(item.type, "rdf:Description")), {_name("rdf:about"): _id("item", key)})
    _add(node, "z:itemType", item.type)
    for tag in tags:
        _add(node, "dc:subject", tag)
    # Zotero reads the author of a program from here.
    _add_people(node, "schema:author" if item.type == "computerProgram" else "bib:authors", work.authors)
    _add_people(node, "bib:editors" if item.editors else "bib:contributors", work.editors)
    _add_fields(node, item)
    _add(node, "dc:description", "\n".join(map(clean, item.extra)), lines=True)
    if note:
        _add(node, "dcterms:isReferencedBy").set(_name("rdf:resource"), _id("note", key))
        memo = SubElement(root, _name("bib:Memo"), {_name("rdf:about"): _id("note", key)})
        # A note is HTML to Zotero: its text is escaped for that too.
        _add(memo, "rdf:value", "".join(f"<p>{escape(clean(text))}</p>" for text in note))


def _add_people(node: Element, role: str, people: Sequence[Name]) -> None:
    if not people:
        return
    sequence = _add(_add(node, role), "rdf:Seq")
    for name in people:
        person = _add(_add(sequence, "rdf:li"), "foaf:Person")
        given = ", ".join(filter(None, (name.given, name.suffix))) if name.family and not name.literal else ""
        _add(person, "foaf:surname", name.literal or name.family or name.given)
        if clean(given):
            _add(person, "foaf:givenname", given)


def _add_fields(node: Element, item: ZoteroItem) -> None:
    """Append the fields of an item, those of a journal or book in a node of its own."""
    values = item.values
    for predicate, name in (
        ("dc:title", "title"), ("dc:date", "date"), ("bib:pages", "pages"), ("prism:edition", "edition"),
        ("prism:edition", "version"), ("dc:type", "type"), ("dcterms:dateSubmitted", "urldate"),
        ("dcterms:abstract", "abstract"),
    ):  # fmt: skip
        if name in values:
            _add(node, predicate, values[name])
    if "doi" in values:
        _add(node, "dc:identifier", f"DOI {values['doi']}")
    if "url" in values:
        _add(_add(_add(node, "dc:identifier"), "dcterms:URI"), "rdf:value", values["url"])
    if "publisher" in values or "address" in values:
        _add_publisher(node, values)
    _add_numbers(node, _container(node, item), item)


def _container(node: Element, item: ZoteroItem) -> Element:
    """Append the journal or book that a work is part of, and return it; the item itself where its type has none."""
    if item.type not in _CONTAINERS:
        return node
    container = _add(_add(node, "dcterms:isPartOf"), _CONTAINERS[item.type])
    if "container" in item.values:
        _add(container, "dc:title", item.values["container"])
    return container


def _add_numbers(node: Element, container: Element, item: ZoteroItem) -> None:
    """Append volume, ISBN, ISSN, number and series, which belong to the container."""
    values = item.values
    if "volume" in values:
        _add(container, "prism:volume", values["volume"])
    for name in ("isbn", "issn"):
        if name in values:
            _add(container, "dc:identifier", f"{name.upper()} {values[name]}")
    counts_volumes = item.type in ("book", "bookSection")  # of a series
    if "number" in values and not counts_volumes:
        _add(container, "prism:number", values["number"])
        if item.type in _OWN_NUMBERS:
            _add(node, _OWN_NUMBERS[item.type], values["number"])
    if "series" in values:
        series = _add(_add(container, "dcterms:isPartOf"), "bib:Series")
        _add(series, "dcterms:alternative" if item.type == "report" else "dc:title", values["series"])
        if "number" in values and counts_volumes:
            _add(series, "dc:identifier", values["number"])


def _add_publisher(node: Element, values: dict[str, str]) -> None:
    body = _add(_add(node, "dc:publisher"), "foaf:Organization")
    if "address" in values:
        _add(_add(_add(body, "vcard:adr"), "vcard:Address"), "vcard:locality", values["address"])
    if "publisher" in values:
        _add(body, "foaf:name", values["publisher"])


def _write_collections(root: Element, tree: Sequence[Category], keys: Sequence[str]) -> None:
    """Append a collection for each category, depth first, with its works and the collections in it."""
    count = 0

    def visit(node: Category) -> str:
        nonlocal count
        count += 1
        about = _id("collection", str(count))
        collection = SubElement(root, _name("z:Collection"), {_name("rdf:about"): about})
        _add(collection, "dc:title", clean(node.name or node.title) or "untitled")
        parts = [visit(child) for child in node.children]
        parts += [_id("item", keys[i]) for i in dict.fromkeys(node.references) if 0 <= i < len(keys)]
        for part in parts:
            _add(collection, "dcterms:hasPart").set(_name("rdf:resource"), part)
        return about

    for node in tree:
        visit(node)


def _add(parent: Element, name: str, text: str = "", *, lines: bool = False) -> Element:
    """Append an element with this text, on one line unless `lines`, without characters that XML forbids."""
    element = SubElement(parent, _name(name))
    if text:
        element.text = _NOT_XML.sub("", text if lines else clean(text))
    return element


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _id(kind: str, name: str) -> str:
    return f"#{kind}_{quote(name, safe='', errors='replace')}"
