"""Markdown as a flat sequence of what a list is made of: headings, rows of tables, items, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from surveyrefs.lists.read.html import HtmlReader
from surveyrefs.lists.read.lines import BOM
from surveyrefs.lists.read.parts import Event, Heading, Item, Paragraph, TableRow
from surveyrefs.lists.read.spans import BREAK, Span, Spans, spans_of, with_raw_links

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_NEWLINE = r"(?:\r\n|\n|\r)"
_FRONT_MATTER = re.compile(
    rf"\A\ufeff?(---|\+\+\+)[ \t]*{_NEWLINE}(?:.*?{_NEWLINE})??\1[ \t]*(?:{_NEWLINE}|\Z)", re.DOTALL
)
_BARRED = re.compile(r"^\s*\|.*\|")
_RULE = re.compile(r"^[\s|:-]+$")  # the line under a table's header
# What may be more than plain text to Markdown: marks, escapes, entities, tags, line breaks.
_MARKED = re.compile(r"[\\`*_\[\]<>&!~\n]")
_PLAIN_LINK = re.compile(r"\[(?P<text>[^\\`*_\[\]<>&!~\n]+)\]\((?P<url>https?://[^\s\\`()<>&\[\]]+)\)")
_BAR = re.compile(r"(?<!\\)\|")


def events_of(text: str) -> tuple[Event, ...]:
    """Return what a Markdown text is made of, in order."""
    from markdown_it import MarkdownIt  # start-up time of commands that read no list

    blocks = MarkdownIt("commonmark").enable("table").disable(["code", "inline"])
    inlines = MarkdownIt("commonmark").enable("strikethrough")
    inlines.validateLink = _any_link  # type: ignore[method-assign]  # what is written is kept, and judged later
    inlines.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return tuple(_Walk(blocks.parse(_without_front_matter(text)), inlines).events())


def _any_link(url: str) -> bool:  # noqa: ARG001 -- it stands in for the parser's own
    return True


def split_row(row: str) -> list[str]:
    """Return the cells of a line with bars, escapes undone; a bar at either end is none between cells."""
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner)]


def _without_front_matter(text: str) -> str:
    """Return the text with its front matter (YAML or TOML) as empty lines, so that line numbers stay."""
    match = _FRONT_MATTER.match(text)
    if match:
        return "\n" * len(re.findall(_NEWLINE, match[0])) + text[match.end() :]
    return text.removeprefix(BOM)


class _Walk:
    """Goes through block tokens once. HTML may begin in one token and end in a later one, so it has one reader."""

    def __init__(self, tokens: Sequence[Token], inlines: MarkdownIt) -> None:
        self.tokens = tokens
        self.inlines = inlines  # a cell is read when it is wanted, and most need no parser
        self.html = HtmlReader()
        self.tables = 0

    def events(self) -> Iterator[Event]:
        """Give the events in order."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.type == "table_open":
                end = _closing(self.tokens, at)
                yield from self._table(at, end)
                at = end
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                end = _closing(self.tokens, at)
                yield from self._items(at, end, 0)
                at = end
            elif token.type == "html_block":
                yield from self.html.read(token.content, _line(token))
            elif token.type == "inline":
                yield from self._text(self.tokens[at - 1], token)
            at += 1
        yield from self.html.rest()

    def _text(self, opened: Token, token: Token) -> Iterator[Event]:
        line = _line(token)
        if self.html.in_cell:  # Markdown within an HTML cell, parted from its tag by an empty line
            self.html.take(self._inline(token.content))
        elif opened.type == "heading_open":
            yield Heading(int(opened.tag[1]), self._inline(token.content), line)
        elif any(map(_BARRED.match, token.content.splitlines())):
            for n, row in enumerate(token.content.splitlines(), line):
                if not _RULE.match(row):
                    cells = tuple(map(self._inline, split_row(row) if _BARRED.match(row) else [row]))
                    yield TableRow("loose", 0, cells, False, n, n) if len(cells) > 1 else Paragraph(cells[0], n, n)
        else:
            yield Paragraph(self._inline(token.content), line, (token.map or [0, line])[1])

    def _inline(self, text: str) -> Spans:
        """Return running text as spans; what is plain, or one plain link, needs no parser."""
        if not _MARKED.search(text):
            return with_raw_links([Span(text)]) if text else ()
        if link := _PLAIN_LINK.fullmatch(text):
            return (Span(link["text"], url=link["url"]),)
        return tuple(span for token in self.inlines.parseInline(text) for span in spans_of(token.children))

    def _table(self, start: int, end: int) -> Iterator[Event]:
        self.tables += 1
        cells: list[Spans] = []
        header, line = False, 0
        for token in self.tokens[start:end]:
            match token.type:
                case "thead_open" | "tbody_open":
                    header = token.type == "thead_open"
                case "tr_open":
                    cells, line = [], _line(token)
                case "inline":
                    cells.append(self._inline(token.content))
                case "tr_close":
                    yield TableRow("pipe", self.tables, tuple(cells), header, line, line)

    def _items(self, start: int, end: int, depth: int) -> Iterator[Event]:
        """Give the items of a list, an item's own text before the items of lists within it."""
        at = start + 1
        while at < end:
            if self.tokens[at].type == "list_item_open":
                close = _closing(self.tokens, at)
                yield from self._item(at, close, depth)
                at = close
            at += 1

    def _item(self, start: int, end: int, depth: int) -> Iterator[Event]:
        words: list[Span] = []
        inner: list[tuple[int, int]] = []
        first = last = _line(self.tokens[start])
        at = start + 1
        while at < end:
            token = self.tokens[at]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                close = _closing(self.tokens, at)
                inner.append((at, close))
                at = close
            elif token.type == "inline":
                words += [Span(BREAK)] if words else []
                words += self._inline(token.content)
                last = max(last, (token.map or [0, 0])[1])
            at += 1
        yield Item(depth, tuple(words), first, last, bool(inner))
        for open_, close in inner:
            yield from self._items(open_, close, depth + 1)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _closing(tokens: Sequence[Token], at: int) -> int:
    """Return where the token that closes the one at `at` stands."""
    depth = 0
    for n in range(at, len(tokens)):
        depth += tokens[n].nesting
        if depth == 0:
            return n
    return len(tokens) - 1
