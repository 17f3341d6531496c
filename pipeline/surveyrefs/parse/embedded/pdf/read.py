"""PDF → plain values, with few PyMuPDF calls a page: two on one text page, one for drawings, one for images if any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from surveyrefs.errors import DamagedPdf, EmptyFile, EncryptedPdf, MissingFile, NotAPdf, TooManyPages
from surveyrefs.model.box import Box
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.pdf.asked import Asked, memory_was_short
from surveyrefs.parse.embedded.pdf.dashes import with_drawn_dashes
from surveyrefs.parse.embedded.pdf.drawings import Drawings, drawings_of
from surveyrefs.parse.embedded.pdf.images import images_of
from surveyrefs.parse.embedded.pdf.leftward import turned_over
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.marks import with_bullets, with_drawn_marks
from surveyrefs.parse.embedded.pdf.nesting import Forms
from surveyrefs.parse.embedded.pdf.page import Brace, Page, PdfFile, PdfLink, Rule, Word
from surveyrefs.parse.embedded.pdf.places import Places
from surveyrefs.parse.embedded.pdf.raised import Raised
from surveyrefs.parse.embedded.pdf.sane import (
    MOST_WORDS,
    PAPER,
    near_boxes,
    near_drawings,
    near_links,
    near_words,
    size_of,
    without_heaps,
)
from surveyrefs.parse.embedded.pdf.signs import Signs
from surveyrefs.parse.embedded.pdf.words import SignTables, line_colours, words_of
from surveyrefs.text.controls import UNKNOWN, one_line, readable_word, steers

NOTHING = Drawings((), (), (), ())
MIN_RULES, RULED = 3, 60.0  # a page with so many rules of so many points may have tables, which costs a closer look
HEAD = 1024  # bytes within which readers accept "%PDF-"
# Ligatures are taken apart and images left out; everything else as MuPDF's own "dict" form has it.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE


def read_pdf(path: Path, password: str = "", max_pages: int = 2000, data: bytes | None = None) -> PdfFile:
    """Read a whole PDF, from its bytes where they are given.

    Raises a PdfError of surveyrefs.errors where the file cannot be read as a PDF.
    """
    asked = Asked()
    with _open(path, password, max_pages, data) as pdf:
        places = Places(pdf, asked)
        pages = []
        annotation = 0
        signs, forms, raised = Signs(pdf), Forms(pdf), Raised()
        for number in range(1, pdf.page_count + 1):
            page = asked.answer("the page", number, lambda number=number: pdf[number - 1], None)  # type: ignore[misc]
            if page is None:
                pages.append(Page(number, *PAPER, (), (), (), (), (), ()))
                continue
            links = places.links(page, annotation)
            annotation += len(links)
            pages.append(_page(page, near_links(links), signs, forms, raised, asked))
        # Where memory is short MuPDF goes on without a font's tables, for one, and gives other letters.
        if memory_was_short(pymupdf.TOOLS.mupdf_warnings()):
            raise MemoryError
        if asked.failed and not any(page.words for page in pages):
            raise DamagedPdf(path)
        meta = asked.answer("the PDF's own title", 0, lambda: pdf.metadata, None) or {}
        title, author = (one_line(meta.get(name) or "") for name in ("title", "author"))
        anchors, bookmarks = places.anchors, places.bookmarks()
        steering = [page for page in pages if _may_steer(page.words)]
        problems = (*_told(pdf, steering), *asked.problems)
    for page in steering:
        pages[page.number - 1] = replace(page, words=_readable(page.words))
    pages, places_over, told = turned_over(pages, anchors)
    return PdfFile(
        tuple(pages), tuple(places_over), bookmarks, title, author, pymupdf.__version__, (*problems, *told)
    )  # fmt: skip


def _told(pdf: Any, pages: Sequence[Page]) -> Iterator[Problem]:
    """Tell of a file that was repaired, and of letters that are none; `pages` are those that may have some."""
    if pdf.is_repaired:
        hint = "references or callouts may be missing: compare with the PDF, or get a sound copy"
        yield Problem("pdf-repaired", "the PDF is damaged, and was read as far as it could be repaired", hint)
    found = {p.number: n for p in pages if (n := sum(steers(w.text) for w in p.words))}
    if found:
        text = f"{sum(found.values())} words hold control characters, or ones that turn the direction of text"
        yield Problem("control-characters", text, f"{UNKNOWN} stands for each that hides a letter", min(found))


def _may_steer(words: Sequence[Word]) -> bool:
    """Tell whether a page has letters that do not print: asked of the whole page at once."""
    return not "".join([word.text for word in words]).isprintable()


def _readable(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(replace(w, text=readable_word(w.text)) if steers(w.text) else w for w in words)


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
        if pdf.needs_pass and not pdf.authenticate(password):
            raise EncryptedPdf(path)
        count = pdf.page_count
    except (MemoryError, EncryptedPdf):
        raise
    except Exception as error:  # MuPDF's errors have many classes
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
    tools.reset_mupdf_warnings()
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    tools.unset_quad_corrections(False)
    tools.set_small_glyph_heights(False)
    tools.set_subset_fontnames(False)


def _page(page: Any, links: tuple[PdfLink, ...], signs: Signs, forms: Forms, raised: Raised, asked: Asked) -> Page:
    number = page.number + 1
    size = asked.answer("the size of the page", number, lambda: size_of(page), None)
    if size is None:
        asked.note("the size of the page", number, "it is none")
    turn = asked.answer("the turn of the page", number, lambda: _turn(page), None)
    if asked.answer("the forms that the page draws", number, lambda: forms.leave_out(page), False):
        asked.note("the forms that the page draws", number, "they draw forms within forms without end")
    drawn = asked.answer("what the page draws", number, lambda: drawings_of(page), NOTHING)
    ruled = sum(rule.width >= RULED for rule in drawn.rules) >= MIN_RULES
    read = asked.answer("the text of the page", number, lambda: _words(page, turn, signs, asked, ruled), ((), {}))
    seen, colours = without_heaps(read[0]), read[1]
    if len(seen) < len(read[0]):
        asked.note(f"{len(read[0]) - len(seen)} words of the page", number, "they lie one over the other")
    if len(seen) > MOST_WORDS:
        asked.note(f"{len(seen) - MOST_WORDS} words of the page", number, f"it has more than {MOST_WORDS}")
    words = near_words(seen[:MOST_WORDS])
    words = asked.answer(
        "the shapes of figures", number, lambda: raised.parted(words, lambda: _shapes(page, turn)), words
    )  # fmt: skip
    images = asked.answer("the page's images", number, lambda: images_of(page), [])
    if turn is not None:
        drawn, images = _turned(drawn, turn), [turn.box(image) for image in images]
    drawn, pictures = near_drawings(drawn), near_boxes(images)
    words = with_drawn_marks(with_drawn_dashes(with_bullets(words), drawn.rules), drawn.shapes, drawn.rules)
    width, height = size or PAPER
    return Page(
        number, width, height, words, drawn.rules, drawn.fills, pictures, drawn.paths, links, colours, drawn.braces
    )


def _words(
    page: Any, turn: _Turn | None, signs: Signs, asked: Asked, ruled: bool
) -> tuple[tuple[Word, ...], dict[int, int]]:
    """Return the words of a page, and the colours of its lines; `ruled`: tables may stand on it."""
    text = _text_page(page, turn, _FLAGS)
    blocks = text.extractDICT()["blocks"]
    fonts = {span["font"] for block in blocks for line in block.get("lines", ()) for span in line["spans"]}
    tables: SignTables = asked.answer("the page's fonts", page.number + 1, lambda: signs.on_page(page, fonts), {})
    return words_of(text, blocks, tables, ruled), line_colours(blocks)


def _text_page(page: Any, turn: _Turn | None, flags: int) -> Any:
    if turn is None:
        return page.get_textpage(flags=flags)
    # As displayed: what stands upright there is measured as upright text, by the height of its type.
    return page.get_textpage(clip=turn.shown, flags=flags, matrix=turn.matrix)


def _shapes(page: Any, turn: _Turn | None) -> Any:
    """Return the letters of a page, with the boxes of their ink."""
    return _text_page(page, turn, _FLAGS | pymupdf.TEXT_ACCURATE_BBOXES).extractRAWDICT()


def _box(values: Any) -> Box:
    return Box(*(round(v, 2) for v in values))


# -- pages that are displayed turned (/Rotate) ------------------------------------------------------------------------


class _Turn(msgspec.Struct, frozen=True, gc=False):
    """The way from a page's own coordinates to those of the page as displayed, and the page's box there."""

    matrix: Any
    shown: Any

    def box(self, box: Box | Rule | Brace) -> Box:
        """Return a box on the page as displayed."""
        return _box(pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * self.matrix)

    def brace(self, brace: Brace) -> Brace:
        """Return a brace on the page as displayed."""
        x, y = pymupdf.Point(brace.tip_x, brace.tip_y) * self.matrix
        return Brace(*self.box(brace).tuple(), x, y)


def _turn(page: Any) -> _Turn | None:
    return _Turn(page.rotation_matrix, page.rect) if page.rotation else None


def _turned(drawn: Drawings, turn: _Turn) -> Drawings:
    return Drawings(
        tuple(Rule(*turn.box(rule).tuple()) for rule in drawn.rules),
        tuple(map(turn.box, drawn.fills)),
        tuple(map(turn.box, drawn.paths)),
        tuple(replace(shape, box=turn.box(shape.box)) for shape in drawn.shapes),
        tuple(turn.brace(brace) for brace in drawn.braces),
    )
