"""Headings, rows and items → a PaperList: each row that names a paper is an entry, each other row a problem."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.lists.model import (
    BlockKind,
    ListBlock,
    ListEntry,
    ListHeading,
    ListLink,
    PaperList,
    Role,
)
from surveyrefs.lists.read.badges import badge_words
from surveyrefs.lists.read.bullets import read_bullet
from surveyrefs.lists.read.columns import roles_of
from surveyrefs.lists.read.links import arxiv_of, doi_of, fault_of, is_dynamic_badge, links_of, word_kind
from surveyrefs.lists.read.parts import Event, Heading, Item, Leave, Paragraph, TableRow
from surveyrefs.lists.read.published import Published, is_nothing, published
from surveyrefs.lists.read.spans import BREAK, Span, Spans, plain
from surveyrefs.model.problem import Problem
from surveyrefs.text.identifiers import normalise_arxiv
from surveyrefs.text.similarity import fold

CONTENTS = frozenset(
    "content|contents|table of content|table of contents|toc|content list|contents list|list of contents|outline|menu|"
    "quick links|catalogue|catalog|navigation|index".split("|")
)
# Sections that list no papers: their bullets are no rows that could not be read.
_ASIDE = frozenset(
    "news|update|updates|whats new|what s new|citation|cite|contributing|contribution|contributions|contributors|"
    "how to contribute|bibtex|license|licence|acknowledgement|acknowledgements|acknowledgments|acknowledgment|contact|"
    "contacts|star history|introduction|about|todo|overview|usage|installation".split("|")
)
_QUOTED = 160  # characters of a line that a problem shows
_NUMBERED = re.compile(r"^[\W_]*(?:\d+(?:\.\d+)*\.?\)?|[ivxIVX]+\.)\s+")


def paper_list(name: str, lines: Sequence[str], events: Sequence[Event], problems: Sequence[Problem]) -> PaperList:
    """Return what the events of a file hold."""
    title_line = _title_heading(events)
    reader = _Reader(lines, title_line)
    for event in events:
        reader.take(event)
    title = next((plain(e.spans) for e in events if isinstance(e, Heading) and e.line == title_line), "")
    return PaperList(
        name, title or _first_words(events), reader.arxiv, tuple(reader.headings),
        tuple(block.made() for block in reader.blocks), tuple(reader.entries), (*problems, *reader.problems),
        tuple(lines),
    )  # fmt: skip


def is_contents(title: str) -> bool:
    """Tell whether a heading is that of a table of contents."""
    return fold(title) in CONTENTS


def _title_heading(events: Sequence[Event]) -> int:
    """Return the line of the heading that is the file's title, 0 where there is none.

    That is the first heading, of first level, unless it has entries of its own and is not the only one of its level.
    """
    headings = [event for event in events if isinstance(event, Heading) and event.level]
    if not headings or headings[0].level != 1 or is_contents(plain(headings[0].spans)):
        return 0
    first = headings[0].line
    if all(heading.level != 1 for heading in headings[1:]):
        return first
    own = any(isinstance(e, TableRow) and first < e.line < headings[1].line for e in events)
    return 0 if own else first


def _first_words(events: Sequence[Event]) -> str:
    """Return the first paragraph before all headings: the title of a file that sets it as plain text."""
    for event in events:
        if isinstance(event, Paragraph) and (words := plain(event.spans)):
            return words if not any(span.url for span in event.spans) else ""
        if isinstance(event, Heading):
            return ""
    return ""


class _Block:
    """A block while it grows."""

    def __init__(self, kind: BlockKind, line: int, category: tuple[str, ...]) -> None:
        self.kind, self.line, self.end, self.category = kind, line, line, category
        self.columns: tuple[str, ...] = ()
        self.roles: tuple[Role, ...] = ()
        self.rows: list[tuple[int, int]] = []

    def made(self) -> ListBlock:
        return ListBlock(self.kind, self.line, self.end, self.category, self.columns, self.roles, tuple(self.rows))


class _Reader:
    """Takes the events in order. `stack` are the headings in force, `inner` the bullets that head others."""

    def __init__(self, lines: Sequence[str], title_line: int) -> None:
        self.lines = lines
        self.title_line = title_line
        self.headings: list[ListHeading] = []
        self.blocks: list[_Block] = []
        self.entries: list[ListEntry] = []
        self.problems: list[Problem] = []
        self.arxiv = ""
        self.stack: list[tuple[int, str]] = []
        self.folded: list[int] = []  # how deep the stack was at each HTML summary
        self.inner: list[tuple[int, str]] = []
        self.group = ""
        self.table = ("", 0)
        self.aside = False
        self.in_contents = False

    def take(self, event: Event) -> None:
        """Read one event."""
        match event:
            case Heading():
                self._heading(event)
            case Leave():
                if self.folded:
                    del self.stack[self.folded.pop() :]
            case TableRow():
                self._row(event)
            case Item():
                self._item(event)
            case Paragraph():
                self._paragraph(event)

    @property
    def category(self) -> tuple[str, ...]:
        return tuple(title for _, title in (*self.stack, *self.inner))

    def _heading(self, event: Heading) -> None:
        title = plain(span for span in event.spans if not is_dynamic_badge(span)).rstrip(" :")
        self._see_survey(event.spans)
        self.inner, self.group, self.table = [], "", ("", 0)
        level = event.level or (self.stack[-1][0] + 1 if self.stack else 1)
        if event.level:
            self.stack = [one for one in self.stack if one[0] < event.level]
            self.folded = [depth for depth in self.folded if depth <= len(self.stack)]
        else:
            self.folded.append(len(self.stack))
        if event.line != self.title_line and title:
            self.stack.append((level, title))
        folded = fold(_NUMBERED.sub("", title))
        self.in_contents, self.aside = folded in CONTENTS, folded in _ASIDE
        if title:
            self.headings.append(ListHeading(title, level, event.line, self.category, self.in_contents))

    def _see_survey(self, spans: Spans) -> None:
        """Take the arXiv number of the survey itself from the lines over the first entries."""
        if not self.entries and not self.arxiv:
            found = (arxiv_of(span.url or "") for span in spans)
            self.arxiv = next(filter(None, found), "")

    def _paragraph(self, event: Paragraph) -> None:
        self.table = ("", 0) if self.table[0] != "pipe" else self.table
        self.inner, self.group = [], "" if self.table[0] != "pipe" else self.group
        if len([h for h in self.headings if h.line != self.title_line]) == 0:
            self._see_survey(event.spans)
            return
        papers = [link for link in links_of(event.spans, "other") if link.kind in ("arxiv", "doi")]
        if papers and not self.aside and not self.in_contents and self._heads_paper(event.spans):
            self.group = ""
            self._bullet(event.spans, event.line, event.end)

    @staticmethod
    def _heads_paper(spans: Spans) -> bool:
        """Tell whether a paragraph begins like an item: with a link or bold words."""
        first = next((span for span in spans if span.text.strip()), None)
        return first is not None and (first.bold or first.url is not None) and not first.image

    def _row(self, event: TableRow) -> None:
        if (event.form, event.table) != self.table and event.form != "loose":
            self.table, self.group = (event.form, event.table), ""
            kind: BlockKind = "html" if event.form == "html" else "pipe"
            self.blocks.append(_Block(kind, event.line, self.category))
        block = self.blocks[-1] if self.blocks and self.table[0] else None
        if block is None or (event.form == "loose" and (block.kind != "pipe" or block.category != self.category)):
            self._problem(
                "paper-list-row-unread", event.line, "This row is in no table: its header or its rule is missing."
            )
            return
        if event.form == "loose":
            hint = "An empty line or a broken rule parts it from its table; it was read with that table's columns."
            self._problem("paper-list-row-loose", event.line, hint)
        if event.header or (not block.columns and not block.rows):
            block.columns = tuple(plain(cell) for cell in event.cells)
            block.roles = roles_of(block.columns)
            block.end = event.end
            if event.header or not any(span.url for cell in event.cells for span in cell):
                return
            block.columns, block.roles = (), _headless(event.cells)
        block.end = max(block.end, event.end)
        block.rows.append((event.line, event.end))
        self._read_row(block, event)

    def _read_row(self, block: _Block, event: TableRow) -> None:
        cells = list(event.cells[: len(block.roles)]) + [()] * (len(block.roles) - len(event.cells))
        told = [plain(cell) for cell in event.cells]
        if not any(word for word in told if not is_nothing(word)):
            self._problem("paper-list-row-empty", event.line, "Fill it, or take it out.")
            return
        by_role: dict[Role, Spans] = {}
        for role, cell in zip(block.roles, cells, strict=True):
            by_role[role] = (*by_role.get(role, ()), *cell)
        first = next((cell for cell in cells if plain(cell)), ())
        if (
            sum(bool(word) for word in told) == 1
            and all(s.bold or not s.text.strip() for s in first)
            and not any(s.url for s in first)
        ):
            self.group = plain(first)
            return
        title = read_title(by_role.get("title", ()))
        links = [link for role, cell in zip(block.roles, cells, strict=True) for link in links_of(cell, role)]
        if not title:
            hint = "It has no title." if any(links) else "It has neither title nor link."
            self._problem(
                "paper-list-row-empty" if not any(link.url for link in links) else "paper-list-row-unread",
                event.line,
                hint,
            )
            return
        found = _published(by_role)
        notes = tuple(
            (name, plain(cell)) for name, role, cell in zip(block.columns, block.roles, cells, strict=False)
            if role == "other" and plain(cell)
        )  # fmt: skip
        self._entry(title, plain(by_role.get("authors", ())), found, links, (event.line, event.end), notes)

    def _item(self, event: Item) -> None:
        self.table, self.group = ("", 0), ""
        self.inner = [one for one in self.inner if one[0] < event.depth]
        anchors = [span for span in event.spans if (span.url or "").startswith("#")]
        links = [
            link for link in links_of(event.spans, "other") if not fault_of(link.url).startswith("the address is empty")
        ]
        if self.in_contents or (anchors and not links):
            return
        if event.inner and not links:
            self.inner.append((event.depth, plain(event.spans).rstrip(" :")))
            return
        if self.aside:
            return
        bold = any(span.bold for span in event.spans)
        if not links and not bold and not published(plain(event.spans)).year:
            if any(h.line != self.title_line for h in self.headings):
                self._problem("paper-list-row-unread", event.line, "It has no link: no paper was read from it.")
            return
        self._bullet(event.spans, event.line, event.end)

    def _bullet(self, spans: Spans, line: int, end: int) -> None:
        read = read_bullet(spans)
        if not read.title:
            self._problem("paper-list-row-unread", line, "It has no title.")
            return
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind != "bullets" or last.category != self.category:
            self.blocks.append(_Block("bullets", line, self.category))
        block = self.blocks[-1]
        block.rows.append((line, end))
        block.end = max(block.end, end)
        self._entry(read.title, read.authors, read.published, read.links, (line, end), ())

    def _entry(
        self, title: str, authors: str, found: Published, links: Sequence[ListLink], place: tuple[int, int],
        notes: tuple[tuple[str, str], ...],
    ) -> None:  # fmt: skip
        category = self.category + ((self.group,) if self.group else ())
        paper_links = [link.url for link in links if link.kind in ("arxiv", "paper", "doi")]
        arxiv = next(filter(None, (arxiv_of(url) for url in paper_links)), "")
        arxiv = arxiv or next((normalise_arxiv(link.text) for link in links if "arxiv" in link.text.lower()), "")
        doi = next(filter(None, (doi_of(url) for url in paper_links)), "")
        self.entries.append(
            ListEntry(
                title, tuple(links), authors, found.venue, found.year, category, place[0], place[1],
                len(self.blocks) - 1, arxiv, doi, notes,
            )
        )  # fmt: skip
        for link in links:
            if fault := fault_of(link.url):
                shown = f"{link.url or '()'} of “{title}”: {fault}"
                self._problem("paper-list-link-malformed", place[0], "Mend the address.", shown)

    def _problem(self, code: str, line: int, hint: str, text: str = "") -> None:
        shown = text or " ".join(self.lines[line - 1].split() if 0 < line <= len(self.lines) else ())
        shown = shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + "…"
        self.problems.append(Problem(code, f"line {line}: {shown}", hint, line))


def read_title(spans: Spans) -> str:
    """Return the title in a cell: the words of its first proper link, else its bold words, else all up to a break."""
    words = [span for span in spans if not span.image and not _carries_only_a_link(span)]
    linked = next((span.url for span in words if span.url is not None), None)
    bold = [span for span in words if span.bold]
    if linked is not None:
        chosen = [span for span in words if span.url == linked]
    elif bold:
        chosen = bold
    else:
        first = next((n for n, span in enumerate(words) if span.text.strip()), 0)
        end = next((n for n in range(first, len(words)) if words[n].text == BREAK), len(words))
        chosen = words[first:end]
    title = plain(chosen)
    # What is left of `Title [[paper]](url)` once the link is gone.
    title = re.sub(r"(?:\s*[\[(][\s|/,]*[\])])+\s*$", "", title).strip('"“”* ')
    return "" if is_nothing(title) else title


def _carries_only_a_link(span: Span) -> bool:
    """Tell whether a span is a word for a link (`[paper]`), or an address as it is."""
    text = span.text.strip(" []()")
    return span.url is not None and (word_kind(text) is not None or text == span.url or not text)


def _published(by_role: dict[Role, Spans]) -> Published:
    """Return venue and year of a row: of their columns, in words or in badges, else of badges anywhere."""
    found = published(_words(by_role.get("venue", ())))
    year = published(_words(by_role.get("year", ()))).year or found.year
    if found.venue or year:
        return Published(found.venue, year)
    for cell in by_role.values():
        badge = published(
            " ".join(word for s in cell if s.image for word in badge_words(s.image) if not word_kind(word))
        )
        if badge.year:
            return badge
    return Published("", "")


def _words(spans: Spans) -> str:
    """Return what a cell of venue or year says: its words without those for links, and what its badges say."""
    words = []
    for span in spans:
        said = badge_words(span.image) if span.image else (span.text.strip(" []()") if span.url else span.text,)
        words += [word for word in said if not word_kind(word) or len(said) == 1 and not span.image and not span.url]
    return " ".join(" ".join(words).split())


def _headless(cells: Sequence[Spans]) -> tuple[Role, ...]:
    """Return roles for a table without header: the first cell with a link or most words is the title."""
    title = max(range(len(cells)), key=lambda n: (any(s.url for s in cells[n]), len(plain(cells[n])), -n))
    return tuple("title" if n == title else "other" for n in range(len(cells)))
