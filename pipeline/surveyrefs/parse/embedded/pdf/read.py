"""PDF → plain values, with few PyMuPDF calls a page: two on one text page, one for links, one for drawings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from surveyrefs.errors import DamagedPdf, EmptyFile, EncryptedPdf, MissingFile, NotAPdf, TooManyPages
from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC, MONO, SMALL_CAPS, Anchor
from surveyrefs.parse.embedded.pdf.dashes import with_drawn_dashes
from surveyrefs.parse.embedded.pdf.drawings import drawings_of
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.marks import with_drawn_marks
from surveyrefs.parse.embedded.pdf.page import Bookmark, Page, PdfFile, PdfLink, Rule, Word
from surveyrefs.parse.embedded.pdf.signs import Signs, combined

# Ligatures are taken apart and images left out; everything else as MuPDF's own "dict" form has it.
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE

# MuPDF's font flags do not know these names: slanted type is italic to a reader, small caps have a shape of their own.
# "AdvTTaf7f9f4f.B" and ".BI" are how journals' typesetters name theirs.
_ITALIC_NAME = re.compile(r"ital|obl|slant|^(CM|SF|EC|LM)(SL|TI|BXTI|BXSL|UI|RMTI|RMSL)|TI\d*$|-It\b|\.B?I$", re.I)
_BOLD_NAME = re.compile(r"bold|medi|black|heavy|^(CM|SF|EC|LM)(BX|B\d|SSBX|RB|SSDC)|TB\d*$|TBI$|\.BI?$", re.I)
_CAPS_NAME = re.compile(r"^(CM|SF|EC|LM)(CSC|CC|XC)|caps|-SC\b|SC\d*$", re.I)
_TOKEN = re.compile(r"[^\x00-\x20\xa0\u2000-\u200b\u3000]+")


SLANTED = 0.3  # sine of the angle: text that runs up or down by more is no line of text


def read_pdf(path: Path, password: str = "", max_pages: int = 2000) -> PdfFile:
    """Read a whole PDF.

    Raises a PdfError of surveyrefs.errors where the file cannot be read as a PDF.
    """
    with _open(path, password, max_pages) as pdf:
        names = _anchors(pdf)
        places = {anchor.name: anchor for anchor in names}
        pages = []
        annotation = 0
        signs = Signs(pdf)
        for page in pdf:
            links = _links(page, places, annotation)
            annotation += len(links)
            pages.append(_page(page, links, signs))
        meta = pdf.metadata or {}
        return PdfFile(
            tuple(pages), names, _bookmarks(pdf), meta.get("title") or "", meta.get("author") or "", pymupdf.__version__
        )


def _open(path: Path, password: str, max_pages: int) -> Any:
    if not path.is_file():
        raise MissingFile(path)
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise EmptyFile(path)
    if b"%PDF-" not in head:
        raise NotAPdf(path)
    _set_up_pymupdf()
    try:
        pdf = pymupdf.open(path, filetype="pdf")
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


def _anchors(pdf: Any) -> tuple[Anchor, ...]:
    """Return the named destinations, from the PDF's own coordinates to those of the page as displayed."""
    displayed = [page.transformation_matrix * page.rotation_matrix for page in pdf]
    found = []
    for name, place in sorted(pdf.resolve_names().items()):
        number = place.get("page", -1)
        if 0 <= number < len(displayed):
            to = place.get("to")
            x, y = pymupdf.Point(to) * displayed[number] if to else (0.0, 0.0)
            found.append(Anchor(name, number + 1, round(x, 2), round(y, 2)))
    return tuple(found)


def _bookmarks(pdf: Any) -> tuple[Bookmark, ...]:
    found = []
    for level, title, number, place in pdf.get_toc(simple=False):
        to = place.get("to")
        found.append(
            Bookmark(level, " ".join(title.split()), max(number, 0), to.y if to else 0.0, place.get("nameddest") or "")
        )
    return tuple(found)


def _links(page: Any, places: dict[str, Anchor], first: int) -> tuple[PdfLink, ...]:
    found = []
    for number, link in enumerate(page.get_links(), first):
        box = Box(*(round(v, 2) for v in link["from"]))
        name = link.get("nameddest") or link.get("name") or ""
        place = places.get(name)
        if place is not None:
            found.append(PdfLink(box, name, place.page, place.x, place.y, "", number))
        elif link.get("uri") or link.get("file"):
            found.append(PdfLink(box, "", 0, 0.0, 0.0, link.get("uri") or link.get("file"), number))
        else:
            to = link.get("to") or pymupdf.Point(0, 0)
            found.append(PdfLink(box, name, link.get("page", -1) + 1, round(to[0], 2), round(to[1], 2), "", number))
    return tuple(found)


def _page(page: Any, links: tuple[PdfLink, ...], signs: Signs) -> Page:
    text = page.get_textpage(flags=_FLAGS)
    blocks = text.extractDICT()["blocks"]
    fonts = {span["font"] for block in blocks for line in block.get("lines", ()) for span in line["spans"]}
    tables = signs.on_page(page, fonts)
    words = _words(blocks, text.extractWORDS(), text.extractRAWDICT()["blocks"] if tables else (), tables)
    drawn = drawings_of(page)
    words = with_drawn_marks(with_drawn_dashes(words, drawn.rules), drawn.shapes, drawn.rules)
    images = tuple(_box(i["bbox"]) for i in page.get_image_info())
    read = Page(
        page.number + 1, page.rect.width, page.rect.height, words, drawn.rules, drawn.fills, images, drawn.paths, links
    )
    return _upright(read, page.rotation, page.rotation_matrix) if page.rotation else read


def _box(values: Any) -> Box:
    return Box(*(round(v, 2) for v in values))


# -- words ------------------------------------------------------------------------------------------------------------


SignTables = Mapping[str, Mapping[str, str]]


def _words(
    blocks: list[dict[str, Any]], printed: list[Any], raw: Sequence[dict[str, Any]], tables: SignTables
) -> tuple[Word, ...]:
    """Return a page's words; `raw` has the single characters where `tables` says that some fonts print signs."""
    by_line: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for word in printed:
        by_line[word[5], word[6]].append(word)
    found: list[Word] = []
    count = 0
    for at, block in enumerate(blocks):
        for number, line in enumerate(block.get("lines", ())):
            if tables and any(span["font"] in tables for span in line["spans"]):
                _sign_words(raw[at]["lines"][number], block["number"], count, found, tables)
            else:
                _line_words(line, by_line[block["number"], number], block["number"], count, found)
            count += 1
    return tuple(found)


def _sign_words(line: dict[str, Any], block: int, number: int, found: list[Word], tables: SignTables) -> None:
    """Cut a line with signs into words character by character: the codes of signs may be those of blanks."""
    turn = _turn(line["dir"])
    blank = True
    for span in line["spans"]:
        table = tables.get(span["font"])
        runs: list[tuple[bool, list[dict[str, Any]]]] = []  # whether a blank stands before it, its characters
        for char in span["chars"]:
            if char["synthetic"] or (table is None and not _TOKEN.match(char["c"])):
                blank = True
            elif runs and not blank:
                runs[-1][1].append(char)
            else:
                runs.append((blank, [char]))
                blank = False
        for apart, chars in runs:
            shown = combined(chars, table) if table else [(c["c"], c["bbox"]) for c in chars]
            x0, y0, x1, y1 = zip(*(box for _, box in shown), strict=True)
            box = (min(x0), min(y0), max(x1), max(y1))
            text = "".join(sign for sign, _ in shown)
            found.append(_word(text, box, span, turn, not apart, block, number, len(found)))


def _word(text: str, box: tuple[float, ...], span: dict[str, Any], turn: int, glued: bool, block: int, number: int,
          index: int) -> Word:  # fmt: skip
    baseline = span["origin"][0] if turn in (90, 270) else span["origin"][1]
    x0, y0, x1, y1 = box
    if turn == 0:
        y0, y1 = span["bbox"][1], span["bbox"][3]
    return Word(
        text, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), round(span["size"], 2),
        _style(span["font"], span["flags"]), round(baseline, 2), glued, turn, block, number, index, span["font"],
    )  # fmt: skip


def _line_words(line: dict[str, Any], printed: list[Any], block: int, number: int, found: list[Word]) -> None:
    """Cut a MuPDF line into runs of one style without a blank, their ends taken from MuPDF's own words."""
    turn = _turn(line["dir"])
    slanted = min(abs(v) for v in line["dir"]) > SLANTED
    at = -1  # the printed word that the run belongs to
    rest = ""  # what of it is still to come
    for span in line["spans"]:
        text = span["text"]
        style = _style(span["font"], span["flags"])
        sx0, sy0, sx1, sy1 = span["bbox"]
        baseline = span["origin"][0] if turn in (90, 270) else span["origin"][1]
        if turn == 180 and sy1 - baseline < baseline - sy0:  # given as if the letters stood upright
            sy0, sy1 = 2 * baseline - sy1, 2 * baseline - sy0
        for match in _TOKEN.finditer(text):
            token = match.group()
            glued = bool(rest)
            if not glued:
                at += 1
                rest = printed[at][4] if at < len(printed) else token
            ends = len(rest) <= len(token)
            x0, y0, x1, y1 = printed[at][:4] if at < len(printed) else span["bbox"]
            if glued or not ends:  # only a part of the printed word: this span's own edges bound it
                if turn == 0:
                    x0, x1 = (sx0 if glued else x0), (x1 if ends else sx1)
                elif turn == 180:
                    x0, x1 = max(x0, sx0), min(x1, sx1)
                else:
                    y0, y1 = (max(y0, sy0), min(y1, sy1))
            if turn in (0, 180):
                y0, y1 = sy0, sy1
            if slanted:  # a head over a column: taken as if it stood upright where it begins
                x0, x1 = line["bbox"][0], line["bbox"][0] + span["size"]
                baseline = x1 if turn == 90 else x0
            rest = rest[len(token) :]
            found.append(
                Word(
                    token, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), round(span["size"], 2), style,
                    round(baseline, 2), glued, turn, block, number, len(found), span["font"],
                )
            )  # fmt: skip


def _turn(direction: tuple[float, float]) -> int:
    dx, dy = direction
    if abs(dx) >= abs(dy) and abs(dy) <= SLANTED:
        return 0 if dx > 0 else 180
    return 90 if dy < 0 else 270


_STYLES: dict[tuple[str, int], int] = {}


def _style(font: str, flags: int) -> int:
    """Return the style bits of a font; raised type is found from geometry later, not from MuPDF's flag."""
    known = _STYLES.get((font, flags))
    if known is None:
        name = font.split("+")[-1]
        known = 0
        known |= BOLD if flags & pymupdf.TEXT_FONT_BOLD or _BOLD_NAME.search(name) else 0
        known |= ITALIC if flags & pymupdf.TEXT_FONT_ITALIC or _ITALIC_NAME.search(name) else 0
        known |= MONO if flags & pymupdf.TEXT_FONT_MONOSPACED else 0
        known |= SMALL_CAPS if _CAPS_NAME.search(name) else 0
        _STYLES[font, flags] = known
    return known


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
