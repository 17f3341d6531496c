"""What tables and sections are called."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.categorise.generic import is_generic
from surveyrefs.categorise.names import plain_name, short_name
from surveyrefs.categorise.readable import Readable
from surveyrefs.categorise.words import caption_lead, caption_tail
from surveyrefs.model.document import Document, Figure, Table

LEVEL = " / "  # between the levels of a header
_END = re.compile(r"(?<=[^\s.])[.:;](?=\s+\S|$)")
_SHORT = frozenset("al approx cf e.g eq fig i.e no resp sec tab vs".split())  # these end in a full stop of their own
_LETTER = re.compile(r"^\(?[a-h][).:]\s*")  # of a part
MIN_LETTERS = 3  # of a subject
MIN_WORDS = 2  # of a first sentence that says something


def table_title(table: Table) -> str:
    """Return the caption without the label and number."""
    text = table.caption.text
    number = table.printed_number
    if number and number in text[:40]:
        text = text[text.index(number) + len(number) :]
    return text.lstrip(" .:|–—)").strip()


def short_title(table: Table) -> str:
    """Return the first sentence of the caption, without its full stop: what follows explains signs and columns."""
    return _first_sentence(table_title(table))


def _first_sentence(title: str) -> str:
    for end in _END.finditer(title):
        words = title[: end.start()].split()
        if end[0] == "." and len(words) >= MIN_WORDS and words[-1].lower().lstrip("(") not in _SHORT:
            return title[: end.start()].strip()
    return title


def is_named(table: Table) -> bool:
    """Tell whether a table has a number or words that say what it is about."""
    return bool(table.number) or any(map(str.isalpha, short_title(table) or _common_header(table)))


def subject_of(table: Table, readable: Readable) -> str:
    """Return a table's subject in a few words: `Summary of the tools discussed in this survey.` → Tools."""
    title = short_title(table) or _common_header(table)
    return _subject(title, readable) or table.label


def _common_header(table: Table) -> str:
    """Return the label over all columns of a header, which stands for a title; empty where there is none."""
    tops = {header.partition(LEVEL)[0] for header in table.header if LEVEL in header}
    return tops.pop() if len(tops) == 1 and all(LEVEL in header for header in table.header) else ""


def figure_subject(figure: Figure, readable: Readable) -> str:
    """Return a figure's subject in a few words."""
    title = figure.caption.text
    if figure.number and figure.number in title[:40]:
        title = title[title.index(figure.number) + len(figure.number) :].lstrip(" .:|–—)")
    return _subject(_first_sentence(title.strip()), readable) or _called(figure)


def _subject(title: str, readable: Readable) -> str:
    title = plain_name(title)
    told = caption_tail().sub("", caption_lead().sub("", title)).strip()
    if sum(map(str.isalpha, told)) >= MIN_LETTERS:
        title = told[0].upper() + told[1:]
    return readable.title(short_name(title)) if any(c.isalnum() for c in title) else ""


def _called(figure: Figure) -> str:
    return f"Figure {figure.number}" if figure.number else f"Figure on page {figure.page}"


def part_title(table: Table, part: int) -> str:
    """Return what the caption of a table's part says, without its letter; empty where a row is in no such part."""
    return _LETTER.sub("", table.parts[part].text).strip() if 0 <= part < len(table.parts) else ""


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading as a category: its readable name and its printed number."""

    name: str
    number: str


class Headings:
    """The sections as categories, each worked out once."""

    def __init__(self, document: Document, readable: Readable) -> None:
        """Keep what the sections are read from."""
        self._document, self._readable = document, readable
        self._chains: dict[int, tuple[tuple[Heading, ...], bool]] = {}

    def chain(self, section: int) -> tuple[tuple[Heading, ...], bool]:
        """Return the category that a section is, outermost heading first, and whether it is generic.

        Generic headings over and under one that says something are left out: `Background > Graphs` is `Graphs`. Where
        all are generic, the innermost is the category.
        """
        if section not in self._chains:
            self._chains[section] = self._chain(section)
        return self._chains[section]

    def _chain(self, at: int) -> tuple[tuple[Heading, ...], bool]:
        found: list[Heading] = []
        innermost: tuple[Heading, ...] = ()
        sections = self._document.sections
        for _ in sections:
            if at < 0:
                break
            heading = Heading(plain_name(self._readable.section(sections[at])), sections[at].number)
            innermost = innermost or ((heading,) if heading.name else ())
            if heading.name and not is_generic(heading.name):
                found.append(heading)
            at = sections[at].parent
        return (tuple(reversed(found)), False) if found else (innermost, True)
