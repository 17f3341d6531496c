"""Pages that /Rotate displays upright give the same as pages that are upright."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.model.document import Document
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.settings import ParseSettings

DATA = Path(__file__).parents[2] / "data"


def turned(source: Path, path: Path, rotation: int) -> Path:
    """Write a PDF whose pages are drawn turned, and displayed turned back."""
    with pymupdf.open(source) as plain, pymupdf.open() as made:
        for number in range(len(plain)):
            rect = plain[number].rect
            wide, high = (rect.width, rect.height) if rotation in (0, 180) else (rect.height, rect.width)
            page = made.new_page(width=wide, height=high)
            page.show_pdf_page(page.rect, plain, number, rotate=rotation)
            page.set_rotation(rotation)
        made.save(path)
    return path


def read(path: Path) -> Document:
    return EmbeddedEngine().parse(path, ParseSettings())


def said(document: Document) -> dict[str, object]:
    """Return what a document says, without where."""
    return {
        "passages": [(p.kind, p.text, p.section) for p in document.passages],
        "sections": [(s.number, s.title, s.level) for s in document.sections],
        "lists": [[line.text for line in found.lines] for found in document.bibliographies],
        "tables": [(t.number, t.header) for t in document.tables],
        "rows": [([c.text for c in r.cells], r.groups) for t in document.tables for r in t.rows],
        "figures": [(f.number, f.caption.text) for f in document.figures],
        "nodes": [(n.passage.text, n.parent) for f in document.figures for n in f.nodes],
        "problems": [(p.code, p.text) for p in document.problems],
        "pages": [tuple(map(round, size)) for size in document.pages],
    }


@pytest.mark.parametrize(
    ("name", "rotation"), [("vancouver", 90), ("table-no-rules", 270), ("tree-tikz", 90), ("table-full-grid", 180)]
)
def test_turned_pages_are_read_as_upright_ones(tmp_path: Path, name: str, rotation: int) -> None:
    source = DATA / name / "survey.pdf"
    upright = said(read(turned(source, tmp_path / "upright.pdf", 0)))
    found = said(read(turned(source, tmp_path / "turned.pdf", rotation)))
    for part, want in upright.items():
        assert found[part] == want, part
