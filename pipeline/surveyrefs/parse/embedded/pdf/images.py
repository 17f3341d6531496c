"""Where a page shows bitmaps."""

from __future__ import annotations

from typing import Any

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.library import pymupdf

_HOLDERS = ("PDF_ENUM_NAME_XObject", "PDF_ENUM_NAME_Pattern")  # resources that may hold a bitmap, however deep
_INLINE = b"BI"  # the operator that begins a bitmap within a page's own content


def images_of(page: Any) -> list[Box]:
    """Return the boxes of a page's bitmaps, in its own coordinates.

    MuPDF tells them by reading the whole page once more, which is spared where there can be none.
    """
    if not _may_show_any(page):
        return []
    return [Box(*(round(v, 2) for v in image["bbox"])) for image in page.get_image_info()]


def _may_show_any(page: Any) -> bool:
    mupdf = pymupdf.mupdf
    resources = mupdf.pdf_dict_get_inheritable(page._pdf_page().obj(), mupdf.PDF_ENUM_NAME_Resources)
    held = (mupdf.pdf_dict_get(resources, getattr(mupdf, name)) for name in _HOLDERS)
    if any(mupdf.pdf_dict_len(of_kind) for of_kind in held):
        return True
    # Other annotations than links have a look of their own; a form's fields have, too.
    return page.first_annot is not None or page.first_widget is not None or _INLINE in page.read_contents()
