"""Hostile and broken XML is refused."""

from __future__ import annotations

import pytest

from surveyrefs.parse.grobid import tree
from surveyrefs.parse.grobid.tree import BadTei, read_tree

BOMB = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&b;</text></TEI>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&x;</text></TEI>"""
REMOTE = b"""<?xml version="1.0"?><!DOCTYPE TEI SYSTEM "http://localhost:1/tei.dtd"><TEI/>"""


@pytest.mark.parametrize("body", [BOMB, OUTSIDE, REMOTE, BOMB.decode().encode("utf-16")])
def test_a_document_type_is_refused_before_it_can_do_harm(body: bytes) -> None:
    with pytest.raises(BadTei, match="document type"):
        read_tree(body)


def test_names_lose_their_namespaces() -> None:
    body = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:id="t"><a:b xmlns:a="u" a:c="1"/></text></TEI>'
    root = read_tree(body)
    assert root.tag == "TEI"
    text = root.find("text")
    assert text is not None
    assert text.attrib == {"id": "t"}
    assert [(e.tag, e.attrib) for e in text] == [("b", {"c": "1"})]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<TEI><text>", "cut off or no well-formed XML"),
        (b"", "cut off or no well-formed XML"),
        (b"<TEI>&nbsp;</TEI>", "cut off or no well-formed XML"),
        (b"<html/>", "its root is <html>"),
        (b'<?xml version="1.0" encoding="klingon"?><TEI/>', "cut off|encoding"),
        (b"<TEI>\xff</TEI>", "cut off or no well-formed XML"),
        (b"<TEI>" + b"<biblStruct/>" * 20_001 + b"</TEI>", "more than 20000 references"),
        (b"<TEI>" + b"<a>" * 200 + b"</a>" * 200 + b"</TEI>", "nested too deeply"),
    ],
)
def test_what_is_no_tei_is_named(body: bytes, why: str) -> None:
    with pytest.raises(BadTei, match=why):
        read_tree(body)


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_BYTES", 20)
    with pytest.raises(BadTei, match="larger than"):
        read_tree(b"<TEI>" + b" " * 20 + b"</TEI>")
    monkeypatch.setattr(tree, "MAX_BYTES", 10_000)
    monkeypatch.setattr(tree, "MAX_ELEMENTS", 10)
    with pytest.raises(BadTei, match="too many elements"):
        read_tree(b"<TEI>" + b"<a/>" * 20 + b"</TEI>")
