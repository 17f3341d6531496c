"""Small PDFs made on the spot with PyMuPDF: a one-column survey of a page or two, and broken ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from surveyrefs.parse.embedded.pdf.library import pymupdf

LEFT = 72.0
TOP = 80.0
LEADING = 14.0
SIZE = 10.0
HEADING_SIZE = 14.0
AES_256 = 5  # PyMuPDF's PDF_ENCRYPT_AES_256, which its annotations lack

REFERENCES = (
    "[1] A. Archer and B. Baker. Searching large archives. Journal of Archives, 12(3):45-67, 2019.",
    "[2] C. Carter. A book of lists. Example Press, 2020.",
    "[3] D. Dean, E. Ellis, and F. Ford. Sorting in practice. In Proceedings of the Sorting Day, pages 1-9, 2021.",
    "[4] G. Grant. Graphs and trees. Journal of Trees, 4(1):1-20, 2018.",
)

BODY = (
    "# A Small Survey of Things",
    "# 1 Introduction",
    "Archives have been searched for a long time [1], and lists were kept [2, 3].",
    "Later work builds on all of them [1-4]; the field is still young and small.",
    "# 2 Methods",
    "Sorting in practice [3] differs from sorting on paper in more than one way.",
    "Trees are a kind of graph [4], and every list can be written as a tree [2].",
)

_fonts = {"#": ("hebo", HEADING_SIZE), "": ("helv", SIZE)}


def survey(path: Path, body: Sequence[str] = BODY, references: Sequence[str] = REFERENCES, copies: int = 1) -> Path:
    """Write a survey; `copies` repeats its body pages."""
    pdf = pymupdf.open()
    for _ in range(copies):
        _page(pdf, [*body, "# References", *references] if copies == 1 else body)
    if copies > 1:
        _page(pdf, ["# References", *references])
    pdf.save(path)
    return path


def _page(pdf: pymupdf.Document, lines: Sequence[str]) -> None:
    page = pdf.new_page()
    y = TOP
    for line in lines:
        font, size = _fonts[line[:1] if line.startswith("#") else ""]
        y += LEADING * (2 if line.startswith("#") else 1)
        page.insert_text((LEFT, y), line.lstrip("# "), fontname=font, fontsize=size)


def encrypted(path: Path, password: str) -> Path:
    """Write a survey that only opens with the password."""
    pdf = pymupdf.open(survey(path.with_suffix(".plain")))
    pdf.save(path, encryption=AES_256, user_pw=password, owner_pw=f"{password}-owner")
    path.with_suffix(".plain").unlink()
    return path


def scan(path: Path) -> Path:
    """Write a PDF whose pages are pictures only."""
    pdf = pymupdf.open()
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 50, 50))
    grey.clear_with(200)
    for _ in range(2):
        page = pdf.new_page()
        page.insert_image(page.rect, pixmap=grey)
    pdf.save(path)
    return path


def truncated(path: Path) -> Path:
    """Write the first bytes of a PDF: a header, and nothing that could be repaired."""
    path.write_bytes(survey(path).read_bytes()[:60])
    return path
