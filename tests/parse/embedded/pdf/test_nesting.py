"""Forms that draw forms: a page is read without those that would never end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from surveyrefs.parse.embedded.pdf import nesting
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import PdfFile
from surveyrefs.parse.embedded.pdf.read import read_pdf


def _nested(path: Path, depth: int, calls: int, name: str = "X", loop: bool = False) -> Path:
    """Write a page of text that draws a form, which draws `calls` more, and so on, the last one a line of text."""
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((72, 72), "Before the figure")
    font = next(iter(page.get_fonts()))[0]
    inner = pdf.get_new_xref()
    pdf.update_object(inner, f"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F {font} 0 R>>>>>>")
    pdf.update_stream(inner, b"BT /F 10 Tf 100 500 Td (Within) Tj ET")
    for _ in range(depth):
        outer = pdf.get_new_xref()
        target = outer if loop else inner
        head = "<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X "
        pdf.update_object(outer, f"{head}{target} 0 R>>>>>>")
        pdf.update_stream(outer, b"/X Do " * calls)
        inner = outer
    resources = int(pdf.xref_get_key(page.xref, "Resources")[1].split()[0])
    pdf.xref_set_key(resources, "XObject", f"<</{name} {inner} 0 R>>")
    content = page.get_contents()[0]
    pdf.update_stream(content, pdf.xref_stream(content) + f"\n/{name} Do\n".encode())
    pdf.save(path)
    return path


def _words(file: PdfFile) -> list[str]:
    return [word.text for word in file.pages[0].words]


@pytest.mark.parametrize("name", ["X", "#58"])
def test_a_page_is_read_without_forms_that_never_end(tmp_path: Path, name: str) -> None:
    start = time.process_time()
    file = read_pdf(_nested(tmp_path / "bomb.pdf", 9, 10, name))
    assert time.process_time() - start < 5  # seconds; a billion forms take hours
    assert _words(file) == ["Before", "the", "figure"]
    (told,) = [p for p in file.problems if p.code == "page-unread"]
    assert "forms within forms" in told.text


def test_forms_within_forms_are_read_where_they_end(tmp_path: Path) -> None:
    file = read_pdf(_nested(tmp_path / "deep.pdf", 4, 2))
    assert _words(file)[:3] == ["Before", "the", "figure"]
    assert set(_words(file)[3:]) == {"Within"}
    assert file.problems == ()


def test_a_form_that_draws_itself_is_counted_once(tmp_path: Path) -> None:
    file = read_pdf(_nested(tmp_path / "loop.pdf", 1, 3, loop=True))
    assert _words(file) == ["Before", "the", "figure"]


def test_the_limit_is_of_all_that_a_page_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _nested(tmp_path / "few.pdf", 2, 3)  # 1 + 3 + 9
    monkeypatch.setattr(nesting, "MOST", 13)
    assert "Within" in _words(read_pdf(path))
    monkeypatch.setattr(nesting, "MOST", 12)
    assert "Within" not in _words(read_pdf(path))
