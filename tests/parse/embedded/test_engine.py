"""The embedded engine as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.errors import NoBibliography, NoTextLayer
from surveyrefs.model.document import Document
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.settings import ParseSettings
from tests import pdfs

SAMPLE = Path(__file__).parents[3] / "inputs" / "retrieval-survey-v1.pdf"


def parsed(path: Path) -> Document:
    """Return a PDF as a document."""
    return EmbeddedEngine().parse(path, ParseSettings())


def test_a_small_survey(tmp_path: Path) -> None:
    document = parsed(pdfs.survey(tmp_path / "x.pdf"))
    assert (document.engine, document.engine_version) == ("embedded", pymupdf.__version__)
    assert document.title == "A Small Survey of Things"
    assert [(s.number, s.title) for s in document.sections] == [
        ("1", "Introduction"),
        ("2", "Methods"),
        ("", "References"),
    ]
    assert [len(b.lines) for b in document.bibliographies] == [len(pdfs.REFERENCES)]
    (text,) = [p.text for p in document.passages if p.section == 1 and p.kind == "paragraph"]
    assert text == " ".join(pdfs.BODY[5:])
    assert document.problems == ()


def test_what_has_no_text_or_no_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoTextLayer):
        parsed(pdfs.scan(tmp_path / "scan.pdf"))
    with pytest.raises(NoBibliography):
        parsed(pdfs.survey(tmp_path / "x.pdf", references=()))


def test_offsets_of_all_passages_lie_in_their_texts() -> None:
    document = parsed(SAMPLE)
    cells = [c for t in document.tables for row in t.rows for c in row.cells]
    for passage in (*document.passages, *cells, *(t.caption for t in document.tables)):
        last = 0
        for p in passage.pieces:
            assert last <= p.start < p.end <= len(passage.text)
            assert not passage.text[p.start : p.end].isspace()
            last = p.start
        assert all(0 <= k.start < k.end <= len(passage.text) for k in passage.links)
        assert passage.section < len(document.sections)
    assert all(s.parent < i for i, s in enumerate(document.sections)), "parents come before their children"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_document_stored_turned_and_displayed_upright_is_the_same(tmp_path: Path, rotation: int) -> None:
    """Every page is drawn turned on a page that is displayed turned back: a reader sees no difference."""
    with pymupdf.open(SAMPLE) as source, pymupdf.open() as pdf:
        for old in source:
            wide = old.rect.width, old.rect.height
            page = pdf.new_page(width=wide[rotation != 180], height=wide[rotation == 180])
            page.show_pdf_page(page.rect, source, old.number, rotate=rotation)
            page.set_rotation(rotation)
        pdf.save(tmp_path / "x.pdf")
    plain, turned = parsed(SAMPLE), parsed(tmp_path / "x.pdf")
    assert turned.pages == plain.pages
    assert turned.title == plain.title
    texts = {" ".join(line.text for line in b.lines) for b in plain.bibliographies}
    assert {" ".join(line.text for line in b.lines) for b in turned.bibliographies} == texts
    assert [(s.number, s.title) for s in turned.sections] == [(s.number, s.title) for s in plain.sections]
    for a, b in zip(plain.sections, turned.sections, strict=True):
        assert [b.box.x0, b.box.y0, b.box.x1, b.box.y1] == pytest.approx(
            [a.box.x0, a.box.y0, a.box.x1, a.box.y1], abs=1
        )


def test_a_document_without_links_is_read_alike(tmp_path: Path) -> None:
    with pymupdf.open(SAMPLE) as pdf:
        for page in pdf:
            for link in page.get_links():
                page.delete_link(link)
        pdf.set_toc([])
        pdf.save(tmp_path / "x.pdf")
    plain, bare = parsed(SAMPLE), parsed(tmp_path / "x.pdf")
    assert [p.text for p in bare.passages] == [p.text for p in plain.passages]
    assert not any(p.links for p in bare.passages)
