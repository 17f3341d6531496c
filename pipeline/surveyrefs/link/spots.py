"""Walk a document's passages in reading order, each with the place that it stands at."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from surveyrefs.model.document import Document, Figure, Passage, Table

WHERE = {
    "abstract": "abstract",
    "paragraph": "body",
    "front": "body",
    "heading": "heading",
    "footnote": "footnote",
    "caption": "caption",
    "cell": "table",
    "note": "table",
    "figure": "figure",
}


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A passage and its place: `where` as outputs name it, indexes as in Callout (-1: not in one)."""

    passage: Passage
    where: str
    section: int
    table: int = -1
    figure: int = -1
    row: int = -1
    column: int = -1
    node: int = -1


def reading_order(document: Document) -> list[Spot]:
    """Return every passage once, in reading order.

    The text comes as the document orders it. The floats of a page come after the last passage that begins on that
    page or before it, from top to bottom: a reader looks at a float after the text that it interrupts.
    """
    floats = sorted(_floats(document), key=lambda entry: entry[:4])
    out: list[Spot] = []
    following = 0
    page = 0
    for passage in document.passages:
        if passage.pieces and passage.pieces[0].page > page:
            page = passage.pieces[0].page
            while following < len(floats) and floats[following][0] < page:
                out += floats[following][4]
                following += 1
        out.append(Spot(passage, WHERE[passage.kind], passage.section))
    for entry in floats[following:]:
        out += entry[4]
    return out


def _floats(document: Document) -> Iterator[tuple[int, float, float, int, list[Spot]]]:
    for i, table in enumerate(document.tables):
        yield table.page, table.box.y0, table.box.x0, i, list(_table_spots(table, i))
    for i, figure in enumerate(document.figures):
        yield figure.page, figure.box.y0, figure.box.x0, len(document.tables) + i, list(_figure_spots(figure, i))


def _table_spots(table: Table, index: int) -> Iterator[Spot]:
    section = table.caption.section
    for caption in (table.caption, *table.parts):
        yield Spot(caption, "caption", section, table=index)
    for column, cell in table.header_cells:
        yield Spot(cell, "table", section, table=index, row=0, column=column)
    for number, row in enumerate(table.rows, start=1):
        for passage in row.group_passages:
            yield Spot(passage, "table", section, table=index, row=number)
        for column, cell in enumerate(row.cells):
            yield Spot(cell, "table", section, table=index, row=number, column=column)
    for note in table.notes:
        yield Spot(note, "table", section, table=index)


def _figure_spots(figure: Figure, index: int) -> Iterator[Spot]:
    """Nodes come before loose texts: where both hold one text, the node says more."""
    section = figure.caption.section
    yield Spot(figure.caption, "caption", section, figure=index)
    for number, node in enumerate(figure.nodes):
        yield Spot(node.passage, "figure", section, figure=index, node=number)
    for text in figure.texts:
        yield Spot(text, "figure", section, figure=index)
