"""HTML blocks in Markdown: headings, tables with their rows, lists, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from surveyrefs.lists.read.parts import Event, Heading, Item, Leave, Paragraph, TableRow
from surveyrefs.lists.read.spans import InlineHtml, Span, Spans, with_raw_links

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_CONTAINERS = frozenset((*_HEADINGS, "summary", "li", "ul", "ol"))
_CELLS = frozenset(("td", "th"))
_BLOCKS = frozenset(("p", "div", "center", "table", "tr", "ul", "ol", "details", "dl", "dt", "dd", "blockquote"))
_MOST_SPANNED = 500  # rows that a cell may claim: a mistyped rowspan must not fill the memory


class HtmlReader(InlineHtml):
    """Reads HTML as it comes, block by block: a table may go on after an empty line."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[Event] = []
        self.tables = 0
        self.open_tables = 0
        self.row: list[Spans] | None = None
        self.row_line = self.start_line = 0
        self.last_line = 0  # of the last tag or word within a row
        self.header = False
        self.spanning: dict[int, tuple[int, Spans]] = {}  # column → rows still to fill, and with what
        self.cell_rows = 1
        self.in_cell = False
        self.container = ""  # the heading, summary or item that text belongs to now

    def read(self, text: str, line: int) -> Iterator[Event]:
        """Read a block that begins at a line, and give what it completed."""
        self.lineno, self.offset = line, 0
        self.start_line = self.start_line if self.container or self.in_cell else line
        self.feed(text)
        self.close()
        if not self.container and not self.in_cell:
            self._paragraph()
        yield from self._taken()

    def rest(self) -> Iterator[Event]:
        """Give what the end of the file completes: a table that nobody closed keeps its last row."""
        self._end_cell()
        self._end_row()
        self._paragraph()
        yield from self._taken()

    def take(self, spans: Spans) -> None:
        """Add Markdown's spans to the cell that is open."""
        self.spans += spans

    def _taken(self) -> list[Event]:
        made, self.made = self.made, []
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open headings, tables, rows, cells, items."""
        if tag in _CELLS:
            self._end_cell()
            if self.row is None:  # a cell without a row's tag
                self.row, self.row_line, self.header = [], self.lineno, True
            self.in_cell, self.header = True, self.header and tag == "th"
            span = dict(attrs).get("rowspan") or ""
            self.cell_rows = min(int(span), _MOST_SPANNED) if span.isdecimal() else 1
            self._fill()
        elif tag == "tr":
            self._end_cell()
            self._end_row()
            self.row, self.row_line, self.header = [], self.lineno, True
        elif tag == "table":
            self._paragraph()
            self.open_tables += 1
            self.tables += 1
            self.spanning = {}
        elif tag in _HEADINGS or tag in ("summary", "li"):
            if not self.in_cell:
                self._paragraph()
                self.container, self.start_line = tag, self.lineno
        elif tag in _BLOCKS and not self.in_cell and not self.container:
            self._paragraph()
        super().handle_starttag(tag, attrs)
        self.last_line = self.lineno

    def handle_data(self, data: str) -> None:
        """Add text, and see where it ends."""
        super().handle_data(data)
        if data.strip():
            self.last_line = self.lineno + data.rstrip().count("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close them."""
        super().handle_endtag(tag)
        if tag in _CELLS or tag == "tr":
            self.last_line = self.lineno
        if tag in _CELLS:
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_cell()
            self._end_row()
            self.open_tables = max(0, self.open_tables - (tag == "table"))
        elif tag == "details":
            self._paragraph()
            self.made.append(Leave())
        elif not self.in_cell and (tag in _CONTAINERS or (tag in _BLOCKS and not self.container)):
            self._paragraph()

    def _end_cell(self) -> None:
        if not self.in_cell or self.row is None:
            return
        cell = with_raw_links(self.spans)
        self.spans, self.url, self.bold, self.italic = [], None, 0, 0
        if self.cell_rows > 1:
            self.spanning[len(self.row)] = (self.cell_rows - 1, cell)
        self.row.append(cell)
        self.in_cell = False

    def _fill(self) -> None:
        """Put what a cell above still spans before the cell that begins now."""
        while self.row is not None and len(self.row) in self.spanning:
            left, cell = self.spanning.pop(len(self.row))
            if left > 1:
                self.spanning[len(self.row)] = (left - 1, cell)
            self.row.append(cell)

    def _end_row(self) -> None:
        if self.row is None:
            return
        self._fill()
        if self.row:
            end = max(self.row_line, self.last_line)
            self.made.append(TableRow("html", self.tables, tuple(self.row), self.header, self.row_line, end))
        self.row, self.spans = None, []

    def _paragraph(self) -> None:
        """Close the text since the last tag of a block: as heading, item or paragraph."""
        spans: tuple[Span, ...] = with_raw_links(self.spans)
        container, self.container = self.container, ""
        self.spans = []
        if not any(span.text.strip() or span.image for span in spans):
            return
        if container in _HEADINGS or container == "summary":
            self.made.append(Heading(_HEADINGS.get(container, 0), spans, self.start_line))
        elif container == "li":
            self.made.append(Item(0, spans, self.start_line, max(self.start_line, self.last_line), False))
        else:
            self.made.append(Paragraph(spans, self.start_line, max(self.start_line, self.last_line)))
        self.start_line = self.lineno
