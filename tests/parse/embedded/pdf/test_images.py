"""Where a page shows bitmaps: however it holds them, and without asking MuPDF where it holds none."""

from __future__ import annotations

from typing import Any

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.images import images_of
from surveyrefs.parse.embedded.pdf.library import pymupdf

PLACE = (100.0, 200.0, 150.0, 240.0)  # points from the page's top left


def _page(content: bytes = b"") -> Any:
    page = pymupdf.open().new_page(width=400, height=400)
    page.insert_text((20, 40), "Words, of which some are BIG.")
    if content:
        pdf, xref = page.parent, page.get_contents()[0]
        pdf.update_stream(xref, pdf.xref_stream(xref) + content)
    return page


def _bitmap() -> Any:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 5, 4))
    picture.clear_with(90)
    return picture


def test_a_page_of_text_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _page()
    monkeypatch.setattr(type(page), "get_image_info", lambda _: pytest.fail("asked for images of a page without any"))
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(10, 10, 50, 50), "page": 0})
    assert images_of(page) == []


def test_a_bitmap_among_the_resources_and_one_within_a_form() -> None:
    page = _page()
    page.insert_image(pymupdf.Rect(PLACE), pixmap=_bitmap())
    assert images_of(page) == [Box(*PLACE)]
    outer = pymupdf.open().new_page(width=400, height=400)
    outer.show_pdf_page(outer.rect, page.parent, 0)
    assert images_of(outer) == [Box(*PLACE)]


def test_a_bitmap_within_the_content() -> None:
    page = _page(b"\nq 50 0 0 40 100 160 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x40 EI Q\n")
    assert images_of(page) == [Box(*PLACE)]


def test_resources_of_all_pages_are_looked_at_where_a_page_has_none_of_its_own() -> None:
    page = _page()
    page.insert_image(pymupdf.Rect(PLACE), pixmap=_bitmap())
    pdf = page.parent
    kind, resources = pdf.xref_get_key(page.xref, "Resources")
    parent = int(pdf.xref_get_key(page.xref, "Parent")[1].split()[0])
    pdf.xref_set_key(parent, "Resources", pdf.xref_object(int(resources.split()[0])) if kind == "xref" else resources)
    pdf.xref_set_key(page.xref, "Resources", "null")
    assert images_of(pymupdf.open(stream=pdf.tobytes(), filetype="pdf")[0]) == [Box(*PLACE)]


def test_a_stamp_is_an_annotation_with_a_bitmap() -> None:
    page = _page()
    page.add_stamp_annot(pymupdf.Rect(PLACE), stamp=_bitmap())
    found = pymupdf.open(stream=page.parent.tobytes(), filetype="pdf")[0]
    assert images_of(found) == [Box(*(round(v, 2) for v in i["bbox"])) for i in found.get_image_info()]
    assert images_of(found)
