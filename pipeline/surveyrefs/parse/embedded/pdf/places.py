"""Where a PDF's names, links and bookmarks lead.

PyMuPDF answers these questions too, but loads a page anew for every destination and all annotations of a page for every
link on it. A survey has a thousand of either; here each page is loaded once, and each address is understood once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.pdf.asked import Asked
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import Bookmark, PdfLink
from surveyrefs.parse.embedded.pdf.sane import FARTHEST
from surveyrefs.text.controls import CONTROLS, one_line

mupdf = pymupdf.mupdf

# A link to a name as MuPDF writes its address; other addresses are left to PyMuPDF.
RECTANGLE = 4  # figures of the view /FitR
_NAMED = re.compile(r"#nameddest=((?:[^%&\n]|%[0-9a-fA-F]{2})*)")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
# How many figures a view has before that of its left edge, and of its top edge; None: it has none.
_VIEWS: dict[str, tuple[int | None, int | None]] = {
    "/XYZ": (0, 1), "/Fit": (None, None), "/FitB": (None, None), "/FitH": (None, 0), "/FitBH": (None, 0),
    "/FitV": (0, None), "/FitBV": (0, None), "/FitR": (0, 3),
}  # fmt: skip
_Point = tuple[float, float]


class _Goal(msgspec.Struct, frozen=True, gc=False):
    """Where an address leads: a page counted from 0 (-1: none), a point on it in its own coordinates, an outer URI."""

    name: str
    page: int
    point: _Point | None
    uri: str


class Places:
    """The named destinations of one PDF, and what leads to them."""

    def __init__(self, pdf: Any, asked: Asked | None = None) -> None:
        """Read the names; what a damaged file does not answer goes to `asked`."""
        self._pdf = pdf
        self._asked = asked or Asked()
        names = self._asked.answer("the PDF's names", 0, lambda: list(_destinations(pdf, self._asked)), ())
        self._named = dict(names)
        self._goals: dict[str, _Goal] = {}
        self._ways: dict[int, Any] = {}
        anchors = (self._anchor(name) for name in sorted(self._named))
        self.anchors: tuple[Anchor, ...] = tuple(a for a in anchors if a is not None)
        self._by_name = {anchor.name: anchor for anchor in self.anchors}

    def links(self, page: Any, first: int) -> tuple[PdfLink, ...]:
        """Return the links of a page, numbered from `first`."""
        found: list[PdfLink] = []
        self._asked.answer("the page's links", page.number + 1, lambda: self._read_links(page, first, found), None)
        return tuple(found)

    def _read_links(self, page: Any, first: int, found: list[PdfLink]) -> None:
        link = page.first_link
        node = link.this if link else None
        while node is not None and node.m_internal:
            rect = node.rect()
            box = Box(round(rect.x0, 2), round(rect.y0, 2), round(rect.x1, 2), round(rect.y1, 2))
            goal = self._goal(node, link)
            place = self._by_name.get(goal.name)
            number = first + len(found)
            if place is not None:
                found.append(PdfLink(box, goal.name, place.page, place.x, place.y, "", number))
            elif goal.uri:
                found.append(PdfLink(box, "", 0, 0.0, 0.0, goal.uri, number))
            else:
                x, y = goal.point or (0.0, 0.0)
                found.append(PdfLink(box, goal.name, goal.page + 1, round(x, 2), round(y, 2), "", number))
            node = node.next()

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return the PDF's outline, in the order in which it is printed."""
        found: list[Bookmark] = []
        self._asked.answer("the PDF's outline", 0, lambda: self._read_bookmarks(found), None)
        return tuple(found)

    def _read_bookmarks(self, found: list[Bookmark]) -> None:
        waiting = [(self._pdf.outline, 1)]
        while waiting:
            item, level = waiting.pop()
            if not item or not item.this.m_internal:
                continue
            goal = self._named_goal(item.uri) or _goal_of(pymupdf.utils.getLinkDict(item, self._pdf))
            title, y = one_line(item.title or ""), goal.point[1] if goal.point else 0.0
            found.append(Bookmark(level, title, max(self._page_of(item), 0), y, goal.name))
            waiting += [(item.next, level), (item.down, level + 1)]

    def _page_of(self, item: Any) -> int:
        """Return the page, counted from 1, that a bookmark leads to."""
        if item.is_external or not item.uri:
            return -1
        number: int = item.page if item.page != -1 else self._pdf.resolve_link(item.uri)[0]
        return number + 1

    def _goal(self, node: Any, link: Any) -> _Goal:
        """Return where a link leads; `link` is another of its page."""
        address = node.uri() or ""
        goal = self._goals.get(address)
        if goal is None:
            goal = self._named_goal(address)
            if goal is None:
                whole: Any = pymupdf.Link(node)
                whole.parent, whole.xref, whole.id = link.parent, 0, ""
                goal = _goal_of(pymupdf.utils.getLinkDict(whole, self._pdf))
            self._goals[address] = goal
        return goal

    def _named_goal(self, address: str | None) -> _Goal | None:
        """Return where an address with a name leads, None for other addresses."""
        match = _NAMED.fullmatch(address or "")
        if match is None:
            return None
        name = _ESCAPE.sub(lambda code: chr(int(code.group(1), 16)), match.group(1))
        page, point = self._named.get(name, (-1, None))
        return _Goal(name, page, point if page < self._pdf.page_count else None, "")

    def _anchor(self, name: str) -> Anchor | None:
        page, point = self._named[name]
        if not 0 <= page < self._pdf.page_count:
            return None
        way = self._asked.answer("the page", page + 1, lambda: self._displayed(page), None) if point else None
        x = y = 0.0
        if way and point:
            shown = mupdf.fz_transform_point_xy(*point, way)
            x, y = shown.x, shown.y
        if not (abs(x) <= FARTHEST and abs(y) <= FARTHEST):
            x = y = 0.0
        return Anchor(name, page + 1, round(x, 2), round(y, 2))

    def _displayed(self, number: int) -> Any:
        """Return the way from a page's own coordinates to those of the page as displayed."""
        known = self._ways.get(number)
        if known is None:
            page = self._pdf[number]
            known = self._ways[number] = mupdf.FzMatrix(*(page.transformation_matrix * page.rotation_matrix))
        return known


def _goal_of(link: dict[str, Any]) -> _Goal:
    """Return where a link of PyMuPDF leads."""
    to = link.get("to")
    name = link.get("nameddest") or link.get("name") or ""
    uri = CONTROLS.sub("", link.get("uri") or link.get("file") or "")
    return _Goal(name, link.get("page", -1), (to[0], to[1]) if to else None, uri)


# -- the table of names -----------------------------------------------------------------------------------------------


def _destinations(pdf: Any, asked: Asked) -> Iterator[tuple[str, tuple[int, _Point | None]]]:
    """Yield name, page counted from 0 (-1: none) and point in the PDF's own coordinates of each named destination."""
    document = mupdf.pdf_document_from_fz_document(pdf.this)
    numbers = range(pdf.page_count)
    pages = {asked.answer("the page", i + 1, lambda i=i: pdf.page_xref(i), -i - 1): i for i in numbers}  # type: ignore[misc]
    key = mupdf.pdf_new_name("Dests")
    catalog = mupdf.pdf_dict_gets(mupdf.pdf_trailer(document), "Root")
    # Names of PDF 1.1 first: the tree of names, which came with PDF 1.2, overrules them.
    for table in (mupdf.pdf_dict_get(catalog, key), mupdf.pdf_load_name_tree(document, key)):
        for i in range(mupdf.pdf_dict_len(table) if table.pdf_is_dict() else 0):
            name = mupdf.pdf_dict_get_key(table, i)
            if name.pdf_is_name() and name.pdf_to_name():
                yield name.pdf_to_name(), _place(_printed(mupdf.pdf_dict_get_val(table, i)), pages)


def _printed(value: Any) -> str:
    """Return the array of a destination as the PDF would print it."""
    if value.pdf_is_indirect():
        value = mupdf.pdf_resolve_indirect(value)
    if value.pdf_is_dict():
        value = mupdf.pdf_dict_gets(value, "D")
    elif not value.pdf_is_array():
        return ""
    buffer = mupdf.fz_new_buffer(64)
    output = mupdf.FzOutput(buffer)
    mupdf.pdf_print_obj(output, value, 1, 0)
    output.fz_close_output()
    text: str = buffer.fz_buffer_extract().decode(errors="replace")
    return text


def _place(array: str, pages: dict[int, int]) -> tuple[int, _Point | None]:
    """Read `[12 0 R/XYZ 72 720 null]`; `pages` are the numbers of the pages by that of their object."""
    target, slash, view = array[1:-1].partition("/")
    figures = target.split()
    if not slash or not figures:
        return -1, None
    by_object = target.strip().endswith("0 R")
    page = pages.get(_integer(figures[0]), -1) if by_object else _integer(target)
    mode, *rest = ("/" + view).split() or [""]
    at = _VIEWS.get(mode) or _VIEWS.get("".join(c for c in mode if c.isalpha() or c == "/"))
    if page < 0 or at is None or ("R" in mode and len(rest) < RECTANGLE):
        return page, None
    x, y = (_figure(rest[i].strip("[]")) if i is not None and i < len(rest) else 0.0 for i in at)
    return page, (x, y)


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return -1


def _figure(text: str) -> float:
    try:
        return float(text)
    except ValueError:  # null: as the reader has it
        return 0.0
