"""How often a page draws what it calls for by name: a form may draw ten forms, each of which draws ten more …

Three kilobytes make a billion that way. MuPDF draws them all, and nobody waits for it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from surveyrefs.parse.embedded.pdf.library import pymupdf

mupdf = pymupdf.mupdf

# Forms that a page draws. Maps and plots of real papers have thousands; MuPDF takes ten microseconds for an empty one.
MOST = 200_000
_CALL = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![^\s/<>\[\](){}%])")


class Forms:
    """The forms of a document, each counted once."""

    def __init__(self, pdf: Any) -> None:
        """Count nothing yet."""
        self._pdf = pdf
        self._drawn: dict[int, int] = {}  # by object number: how many forms drawing it draws, itself included

    def leave_out(self, page: Any) -> bool:
        """Take those forms off a page that make it draw more than anybody means to; tell whether there were any.

        They are taken off the document in memory: other pages that call for them by the same resources lose them, too.
        """
        resources = mupdf.pdf_dict_get_inheritable(page._pdf_page().obj(), mupdf.PDF_ENUM_NAME_Resources)
        forms = _forms_of(resources)
        if not any(_forms_of(_own_resources(form)) for form in forms.values()):
            return False  # as on nearly all pages: what forms draw are no forms
        drawn = Counter(self._called(page.read_contents(), forms))
        total = drawn.total()
        for name, number in drawn.most_common() if total > MOST else ():
            if total > MOST:
                mupdf.pdf_dict_dels(mupdf.pdf_dict_get(resources, mupdf.PDF_ENUM_NAME_XObject), name)
                total -= number
        return drawn.total() > MOST

    def _called(self, content: bytes, forms: dict[str, Any]) -> dict[str, int]:
        """Return how many forms are drawn by each name that a content calls."""
        calls = Counter(map(_named, _CALL.findall(content)))
        return {name: times * self._count(forms[name]) for name, times in calls.items() if name in forms}

    def _count(self, form: Any) -> int:
        number = mupdf.pdf_to_num(form)
        known = self._drawn.get(number)
        if known is None:
            self._drawn[number] = 1  # a form that draws itself: MuPDF leaves out the inner one
            inner = _forms_of(_own_resources(form))
            content = self._pdf.xref_stream(number) or b"" if inner else b""
            known = 1 + sum(self._called(content, inner).values())
            self._drawn[number] = known
        return known


def _own_resources(form: Any) -> Any:
    return mupdf.pdf_dict_get(form, mupdf.PDF_ENUM_NAME_Resources)


def _forms_of(resources: Any) -> dict[str, Any]:
    """Return the forms among resources by their names; pictures are none."""
    objects = mupdf.pdf_dict_get(resources, mupdf.PDF_ENUM_NAME_XObject)
    found = {}
    for i in range(mupdf.pdf_dict_len(objects)):
        value = mupdf.pdf_dict_get_val(objects, i)
        if mupdf.pdf_to_name(mupdf.pdf_dict_get(value, mupdf.PDF_ENUM_NAME_Subtype)) == "Form":
            found[mupdf.pdf_to_name(mupdf.pdf_dict_get_key(objects, i))] = value
    return found


def _named(call: bytes) -> str:
    """Return a name as MuPDF gives it: `#41` is A."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), call)
    return plain.decode("utf-8", "replace")
