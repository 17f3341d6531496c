"""TEI values → a Document: alone, or joined with what the embedded engine read from the same PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import SUPERSCRIPT, Document, Figure, Passage, PassageKind, Piece, Row, Section, Table
from surveyrefs.model.problem import Problem
from surveyrefs.parse.grobid.hints import Sizes, hints_of, to_pages
from surveyrefs.parse.grobid.tei import Block, Boxes, Float, Head, Tei

ENGINE = "grobid"
NOWHERE = Box(0, 0, 0, 0)
_TYPE_SIZE = 10.0  # points: TEI says nothing of type sizes
_BARE_NUMBERS = re.compile(r"[\d\s,;–—-]+")  # a callout of numbers without brackets is printed raised
_TABLE = re.compile(r"table\s+\S*\d|table\s+[IVX]+\b", re.IGNORECASE)
SHOWN = 100  # characters of a caption in a problem
_OVERLAP = 0.3  # of the smaller box, for two readings of a table's place to be one


def join(document: Document, tei: Tei) -> Document:
    """Return the embedded engine's document with GROBID's hints; what it left empty is taken from GROBID."""
    floats = [f for f in tei.floats if f.caption.text]
    tables = tuple(_with_caption(t, [f for f in floats if f.kind == "table"], tei, document) for t in document.tables)
    return msgspec.structs.replace(
        document,
        engine=ENGINE,
        engine_version=version_of(tei, document.engine_version),
        title=document.title or tei.title,
        authors=document.authors or tei.authors,
        doi=document.doi or tei.doi,
        arxiv=document.arxiv or tei.arxiv,
        tables=tables,
        hints=hints_of(tei, document.pages),
        problems=(*document.problems, *_empty_list(tei), *_extra_tables(tei, tables, document)),
    )


def version_of(tei: Tei, embedded: str) -> str:
    """Name the versions that made a document."""
    return f"GROBID {tei.version or 'of unknown version'}" + (f", {embedded}" if embedded else "")


def _empty_list(tei: Tei) -> list[Problem]:
    if tei.entries:
        return []
    hint = "the embedded engine's list serves alone"
    return [Problem("grobid-nothing-found", "GROBID found no references in this PDF", hint)]


def _with_caption(table: Table, floats: Sequence[Float], tei: Tei, document: Document) -> Table:
    """Give a table without caption the caption of GROBID's table in its place."""
    if table.caption.text:
        return table
    for found in floats:
        boxes = to_pages(found.boxes, tei.pages, document.pages)
        if any(page == table.page and _share(box, table.box) >= _OVERLAP for page, box in boxes):
            caption = msgspec.structs.replace(table.caption, kind="caption", text=found.caption.text)
            return msgspec.structs.replace(table, number=table.number or found.number, caption=caption)
    return table


def _extra_tables(tei: Tei, tables: Sequence[Table], document: Document) -> list[Problem]:
    """Tell of tables that GROBID sees under a number that none of ours has."""
    numbers = {table.number.casefold() for table in tables}
    problems = []
    for found in tei.floats:
        if found.kind == "table" and _TABLE.match(found.caption.text) and found.number.casefold() not in numbers:
            page, box = next(iter(to_pages(found.boxes, tei.pages, document.pages)), (0, None))
            place = (box.x0, box.y0, box.x1, box.y1) if box else ()
            text = f"GROBID sees a table that was not read: {found.caption.text[:SHOWN]}"
            problems.append(Problem("grobid-table-extra", text, "look at the page", page, place))
    return problems


def _share(a: Box, b: Box) -> float:
    """Return how much of the smaller box the two share."""
    across, down = a.x_shared(b), a.y_shared(b)
    smaller = min(a.width * a.height, b.width * b.height)
    return across * down / smaller if across > 0 and down > 0 and smaller > 0 else 0.0


# -- GROBID alone -----------------------------------------------------------------------------------------------


def to_document(tei: Tei) -> Document:
    """Return a Document of what GROBID read, for a PDF in which the embedded engine found no reference list.

    Callouts have places, other text has none; the references are in the hints.
    """
    sections = _sections(tei.heads)
    return Document(
        engine=ENGINE,
        engine_version=version_of(tei, ""),
        title=tei.title,
        authors=tei.authors,
        arxiv=tei.arxiv,
        doi=tei.doi,
        pages=tei.pages,
        sections=sections,
        passages=tuple(_passage(block) for block in tei.blocks),
        tables=tuple(_table(f, tei.pages) for f in tei.floats if f.kind == "table"),
        figures=tuple(_figure(f, tei.pages) for f in tei.floats if f.kind == "figure"),
        bibliographies=(),
        anchors=(),
        hints=hints_of(tei, tei.pages, alone=True),
        problems=(*_empty_list(tei), *_found_alone(tei)),
    )


def _found_alone(tei: Tei) -> list[Problem]:
    if not tei.entries:
        return []
    return [
        Problem(
            "grobid-list-alone",
            f"the reference list was found by GROBID only ({len(tei.entries)} references)",
            "compare references.csv with the PDF: nothing confirms where each reference begins",
        )
    ]


def _sections(heads: Sequence[Head]) -> tuple[Section, ...]:
    """Nest the headings: by their numbers, without number by the divs around them."""
    sections: list[Section] = []
    for head in heads:
        level = head.number.count(".") + 1 if head.number else max(1, head.depth)
        parent = next((i for i in range(len(sections) - 1, -1, -1) if sections[i].level < level), -1)
        page, box = head.boxes[0] if head.boxes else (0, NOWHERE)
        sections.append(Section(head.number, head.title, level, False, page, box, parent))
    return tuple(sections)


def _passage(block: Block) -> Passage:
    kinds: dict[str, PassageKind] = {
        "abstract": "abstract", "heading": "heading", "footnote": "footnote", "caption": "caption",
    }  # fmt: skip
    pieces = []
    for number, mark in enumerate(block.marks):
        page, box = mark.boxes[0] if mark.boxes else (0, NOWHERE)
        style = SUPERSCRIPT if _BARE_NUMBERS.fullmatch(block.text, mark.start, mark.end) else 0
        pieces.append(Piece(mark.start, mark.end, page, box.x0, box.y0, box.x1, box.y1, _TYPE_SIZE, style, number))
    return Passage(kinds.get(block.kind, "paragraph"), block.text, tuple(pieces), (), block.section)


def _table(found: Float, pages: Sizes) -> Table:
    page, box = _place(found.boxes, pages)
    header = found.rows[0] if found.rows else ()
    width = max((len(row) for row in found.rows), default=0)
    rows = []
    for cells in found.rows[1:]:
        padded = (*cells, *[""] * (width - len(cells)))
        rows.append(Row(tuple(Passage("cell", text) for text in padded), (), page, box))
    header = (*header, *[""] * (width - len(header)))
    heads = tuple((i, Passage("cell", text)) for i, text in enumerate(header) if text)
    confidence = 0.3  # GROBID's grids have no spans and often merge columns
    return Table(found.number, _passage(found.caption), header, heads, tuple(rows), (), page, box, (), confidence)


def _figure(found: Float, pages: Sizes) -> Figure:
    page, box = _place(found.boxes, pages)
    return Figure(found.number, _passage(found.caption), (), (), page, box)


def _place(boxes: Boxes, pages: Sizes) -> tuple[int, Box]:
    placed = to_pages(boxes, pages, pages)
    return placed[0] if placed else (0, NOWHERE)
