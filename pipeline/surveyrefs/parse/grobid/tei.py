"""A TEI tree → plain values: header, sections, running text with callouts, floats, references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from surveyrefs.model.box import Box
from surveyrefs.parse.grobid.bibl import raw_of, read_fields, text_of
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi
from surveyrefs.text.unicode import tidy

Boxes = tuple[tuple[int, Box], ...]  # (page, box), in the order of the text

_BOX_PARTS = 5  # page, x, y, width, height
# "A Survey" is no section A: a lone letter or Roman number needs its full stop.
_NUMBERED = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3}(?=[.)]?\s)|[A-Z](?:\.\d{1,2}){1,3}|[IVX]{1,5}-[A-Z]\d?|(?:[A-Z]|[IVX]{1,5})(?=[.)]))[.)]?\s+(?=\S)"
)
_FLOAT_NUMBER = re.compile(r"(?:[A-Z]{1,2}\.?)?\d+(?:\.\d+)?|[IVXL]+")
_BLOCKS = {"p": "paragraph", "item": "paragraph", "ab": "paragraph", "quote": "paragraph"}
_CONTAINERS = frozenset({"div", "list", "listBibl", "body", "back", "text", "abstract"})
_NO_TEXT = frozenset({"formula", "listOrg"})  # funders are no running text


class Mark(NamedTuple):
    """A callout over text[start:end] of its block; `target` is the id of a reference, empty where unresolved."""

    start: int
    end: int
    target: str
    boxes: Boxes


class Block(NamedTuple):
    """A stretch of text; `section` indexes Tei.heads, -1 before the first."""

    kind: str
    text: str
    marks: tuple[Mark, ...]
    section: int
    boxes: Boxes = ()


class Head(NamedTuple):
    """A heading; `depth` counts the divs around it."""

    number: str
    title: str
    depth: int
    boxes: Boxes


class Float(NamedTuple):
    """A table or figure; `rows` are a table's cells, a cell that spans columns repeated, `notes` stand under it."""

    kind: str
    number: str
    caption: Block
    rows: tuple[tuple[str, ...], ...]
    boxes: Boxes
    notes: tuple[Block, ...] = ()


class Entry(NamedTuple):
    """A reference of the list."""

    id: str
    raw: str
    fields: dict[str, str]
    boxes: Boxes


class Tei(NamedTuple):
    """What a server read from a PDF; `pages` are the sizes of the pages in points, empty where it gave none."""

    version: str
    title: str
    authors: tuple[str, ...]
    doi: str
    arxiv: str
    pages: tuple[tuple[float, float], ...]
    heads: tuple[Head, ...]
    blocks: tuple[Block, ...]
    floats: tuple[Float, ...]
    entries: tuple[Entry, ...]


def read_tei(root: Element) -> Tei:
    """Read a TEI tree whose names have no namespaces."""
    header = root.find("teiHeader")
    text = root.find("text")
    heads: list[Head] = []
    blocks: list[Block] = []
    floats: list[Float] = []
    if header is not None:
        for abstract in header.iter("abstract"):
            blocks += [b._replace(kind="abstract", section=-1) for b in _blocks(abstract, [], floats, 0)]
    if text is not None:
        for part in ("body", "back"):
            for place in text.findall(part):
                blocks += _blocks(place, heads, floats, 0)
    fields = _header_fields(header)
    return Tei(
        version=_version(header),
        title=text_of(header.find("fileDesc/titleStmt/title")) if header is not None else "",
        authors=_authors(header),
        doi=fields.get("doi", ""),
        arxiv=fields.get("arxiv", ""),
        pages=_pages(root),
        heads=tuple(heads),
        blocks=tuple(block for block in blocks if block.text),
        floats=tuple(floats),
        entries=tuple(_entries(root)),
    )


# -- header -----------------------------------------------------------------------------------------------------


def _version(header: Element | None) -> str:
    for application in [] if header is None else header.iter("application"):
        revision = next((text_of(x) for x in application.iter("label") if x.get("type") == "revision"), "")
        return application.get("version", "") + (f" ({revision})" if revision else "")
    return ""


def _header_fields(header: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for idno in [] if header is None else header.iterfind("fileDesc/sourceDesc/biblStruct/idno"):
        kind = idno.get("type", "").lower()
        if kind == "doi":
            found.setdefault("doi", normalise_doi(text_of(idno)))
        elif kind == "arxiv":
            found.setdefault("arxiv", normalise_arxiv(text_of(idno)))
    return found


def _authors(header: Element | None) -> tuple[str, ...]:
    """Return the survey's authors, given names first."""
    names = [] if header is None else header.iterfind("fileDesc/sourceDesc/biblStruct/analytic/author/persName")
    printed = (" ".join(filter(None, (text_of(part) for part in name))) for name in names)
    return tuple(dict.fromkeys(filter(None, printed)))


def _pages(root: Element) -> tuple[tuple[float, float], ...]:
    sizes: dict[int, tuple[float, float]] = {}
    for surface in root.iterfind("facsimile/surface"):
        try:
            corner = [float(surface.get(name, "")) for name in ("ulx", "uly", "lrx", "lry")]
            sizes[int(surface.get("n", ""))] = (corner[2] - corner[0], corner[3] - corner[1])
        except ValueError:
            return ()
    return tuple(sizes[n] for n in sorted(sizes)) if sorted(sizes) == list(range(1, len(sizes) + 1)) else ()


def read_boxes(coordinates: str | None) -> Boxes:
    """Read `page,x,y,width,height;…`; what is not five numbers is left out."""
    found = []
    for group in (coordinates or "").split(";"):
        parts = group.split(",")
        if len(parts) != _BOX_PARTS:
            continue
        try:
            page, (x, y, width, height) = int(parts[0]), map(float, parts[1:])
        except ValueError:
            continue
        found.append((page, Box(x, y, x + width, y + height)))
    return tuple(found)


# -- text -------------------------------------------------------------------------------------------------------


def _blocks(parent: Element, heads: list[Head], floats: list[Float], depth: int) -> Iterator[Block]:
    """Give the blocks under an element in order; headings and floats go to their lists."""
    for child in parent:
        here = len(heads) - 1
        if child.tag == "head":
            if parent.tag == "div" and text_of(child):
                heads.append(_head(child, depth))
                yield _block("heading", child, len(heads) - 1)
        elif child.tag == "figure":
            floats.append(_float(child, here))
        elif child.tag == "note":
            yield _block("footnote", child, here)
        elif child.tag in _BLOCKS:
            yield _block(_BLOCKS[child.tag], child, here)
        elif child.tag in _CONTAINERS and not (child.tag == "listBibl" or child.get("type") == "references"):
            yield from _blocks(child, heads, floats, depth + (child.tag == "div"))
        elif child.tag not in _CONTAINERS and child.tag not in _NO_TEXT and text_of(child):
            yield _block("paragraph", child, here)


def _head(head: Element, depth: int) -> Head:
    text = text_of(head)
    number = head.get("n", "").strip(" .")
    if not number:
        printed = _NUMBERED.match(text)
        if printed:
            number, text = printed[1], text[printed.end() :]
    return Head(number, text, depth, read_boxes(head.get("coords")))


def _block(kind: str, element: Element, section: int) -> Block:
    text, marks = _flatten(element)
    return Block(kind, text, marks, section, read_boxes(element.get("coords")))


def _flatten(element: Element) -> tuple[str, tuple[Mark, ...]]:
    """Return an element's text with blanks folded, and the callouts in it."""
    parts: list[str] = []
    spans: list[tuple[int, int, Element]] = []
    length = 0

    def add(text: str | None) -> None:
        nonlocal length
        for n, word in enumerate(re.split(r"\s+", text or "")):
            piece = word if n == 0 or not parts or parts[-1].endswith(" ") else " " + word
            if piece:
                parts.append(piece)
                length += len(piece)

    def walk(node: Element) -> None:
        start = length
        add(node.text)
        for child in node:
            if child.tag not in ("figure", "note"):
                walk(child)
            add(child.tail)
        if node.tag == "ref" and node.get("type") == "bibr":
            spans.append((start, length, node))

    walk(element)
    text = "".join(parts)
    marks = []
    for start, end, node in spans:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        if end > start:
            marks.append(Mark(start, end, node.get("target", "").lstrip("#"), read_boxes(node.get("coords"))))
    return text, tuple(marks)


def _float(figure: Element, section: int) -> Float:
    kind = "table" if figure.get("type") == "table" else "figure"
    head, label = text_of(figure.find("head")), text_of(figure.find("label"))
    number = _FLOAT_NUMBER.search(label) or _FLOAT_NUMBER.search(head.split(" ", 1)[-1])
    description = figure.find("figDesc")
    caption = _block("caption", description, section) if description is not None else Block("caption", "", (), section)
    if head and not caption.text.startswith(head[: head.find(number[0]) + len(number[0])] if number else head):
        shift = len(head) + 1
        marks = tuple(m._replace(start=m.start + shift, end=m.end + shift) for m in caption.marks)
        caption = caption._replace(text=f"{head} {caption.text}".rstrip(), marks=marks)
    rows = tuple(tuple(_cells(row)) for row in figure.iter("row"))
    notes = tuple(note for found in figure.iter("note") if (note := _block("footnote", found, section)).text)
    return Float(kind, number[0] if number else "", caption, rows, read_boxes(figure.get("coords")), notes)


MAX_SPAN = 40  # columns of one cell: more than any table has, and a bound on a broken attribute


def _cells(row: Element) -> Iterator[str]:
    for cell in row.iter("cell"):
        spanned = cell.get("cols", "1")
        yield from [text_of(cell)] * min(int(spanned) if spanned.isdecimal() else 1, MAX_SPAN)


# -- references -------------------------------------------------------------------------------------------------


def _entries(root: Element) -> Iterator[Entry]:
    for listed in root.iter("listBibl"):
        for number, entry in enumerate(listed.iter("biblStruct")):
            boxes = read_boxes(entry.get("coords"))
            yield Entry(entry.get("id", f"b{number}"), tidy(raw_of(entry)), read_fields(entry), boxes)
