"""PDF → plain values, with few PyMuPDF calls a page: two on one text page, one for links, one for drawings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from surveyrefs.errors import DamagedPdf, EmptyFile, EncryptedPdf, MissingFile, NotAPdf, TooManyPages
from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.dashes import with_drawn_dashes
from surveyrefs.parse.embedded.pdf.drawings import drawings_of
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.marks import with_bullets, with_drawn_marks
from surveyrefs.parse.embedded.pdf.page import Page, PdfFile, PdfLink, Rule, Word
from surveyrefs.parse.embedded.pdf.places import Places
from surveyrefs.parse.embedded.pdf.signs import Signs
from surveyrefs.parse.embedded.pdf.words import words_of

HEAD = 1024  # bytes within which readers accept "%PDF-"
# Ligatures are taken apart and images left out; everything else as MuPDF's own "dict" form has it.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE


def read_pdf(path: Path, password: str = "", max_pages: int = 2000, data: bytes | None = None) -> PdfFile:
    """Read a whole PDF, from its bytes where they are given.

    Raises a PdfError of surveyrefs.errors where the file cannot be read as a PDF.
    """
    with _open(path, password, max_pages, data) as pdf:
        places = Places(pdf)
        pages = []
        annotation = 0
        signs = Signs(pdf)
        for page in pdf:
            links = places.links(page, annotation)
            annotation += len(links)
            pages.append(_page(page, links, signs))
        meta = pdf.metadata or {}
        title, author = meta.get("title") or "", meta.get("author") or ""
        return PdfFile(tuple(pages), places.anchors, places.bookmarks(), title, author, pymupdf.__version__)


def _open(path: Path, password: str, max_pages: int, data: bytes | None) -> Any:
    if data is None:
        if not path.is_file():
            raise MissingFile(path)
        data = path.read_bytes()
    if not data:
        raise EmptyFile(path)
    if b"%PDF-" not in data[:HEAD]:
        raise NotAPdf(path)
    _set_up_pymupdf()
    try:
        pdf = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError) as error:  # PyMuPDF has no exception type of its own for a broken file
        raise DamagedPdf(path) from error
    if pdf.needs_pass and not pdf.authenticate(password):
        raise EncryptedPdf(path)
    try:
        count = pdf.page_count
    except (RuntimeError, ValueError) as error:
        raise DamagedPdf(path) from error
    if count == 0:
        raise DamagedPdf(path)
    if count > max_pages:
        raise TooManyPages(path, f"it has {count} pages, the limit is {max_pages}")
    return pdf


def _set_up_pymupdf() -> None:
    """Set PyMuPDF's global switches to what our geometry counts on.

    Other code may have set them: a plain `import pymupdf` turns the corrections of boxes off by loading pymupdf4llm.
    """
    tools = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    tools.unset_quad_corrections(False)
    tools.set_small_glyph_heights(False)
    tools.set_subset_fontnames(False)


def _page(page: Any, links: tuple[PdfLink, ...], signs: Signs) -> Page:
    text = page.get_textpage(flags=_FLAGS)
    blocks = text.extractDICT()["blocks"]
    fonts = {span["font"] for block in blocks for line in block.get("lines", ()) for span in line["spans"]}
    tables = signs.on_page(page, fonts)
    words = words_of(text, blocks, tables)
    drawn = drawings_of(page)
    words = with_drawn_marks(with_drawn_dashes(with_bullets(words), drawn.rules), drawn.shapes, drawn.rules)
    images = tuple(_box(i["bbox"]) for i in page.get_image_info())
    read = Page(
        page.number + 1, page.rect.width, page.rect.height, words, drawn.rules, drawn.fills, images, drawn.paths, links
    )
    return _upright(read, page.rotation, page.rotation_matrix) if page.rotation else read


def _box(values: Any) -> Box:
    return Box(*(round(v, 2) for v in values))


# -- rotated pages ----------------------------------------------------------------------------------------------------


def _upright(page: Page, rotation: int, matrix: Any) -> Page:
    """Turn a page's content into the coordinates of the page as displayed."""

    def turned(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        box = pymupdf.Rect(x0, y0, x1, y1) * matrix
        return round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2)

    words = []
    for w in page.words:
        x0, y0, x1, y1 = turned(w.x0, w.y0, w.x1, w.y1)
        across = w.turn in (90, 270)
        point = pymupdf.Point(w.baseline if across else w.x0, w.y0 if across else w.baseline) * matrix
        turn = (w.turn - rotation) % 360
        baseline = round(point.x if turn in (90, 270) else point.y, 2)
        words.append(
            Word(
                w.text, x0, y0, x1, y1, w.size, w.style, baseline, w.glued, turn, w.block, w.line, w.index, w.font
            )
        )  # fmt: skip
    return Page(
        page.number,
        page.width,
        page.height,
        tuple(words),
        tuple(Rule(*turned(*_edges(r))) for r in page.rules),
        tuple(Box(*turned(*_edges(b))) for b in page.fills),
        tuple(Box(*turned(*_edges(b))) for b in page.images),
        tuple(Box(*turned(*_edges(b))) for b in page.paths),
        page.links,
    )


def _edges(box: Box | Rule) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1
