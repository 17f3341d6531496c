"""The embedded engine, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from surveyrefs.errors import NoBibliography, NoTextLayer
from surveyrefs.model.document import Document
from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.layout.text_layer import readable, with_lost_dashes
from surveyrefs.parse.embedded.layout.upright import upright
from surveyrefs.parse.embedded.outline.contents import contents_problems
from surveyrefs.parse.embedded.outline.front import authors_of, identifiers, title_of
from surveyrefs.parse.embedded.outline.gaps import outline_problems
from surveyrefs.parse.embedded.pdf.page import Page
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.bibliography import reference_lists
from surveyrefs.parse.embedded.running.flow import read_flow
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.settings import ParseSettings

MIN_LETTERS = 40  # a page: a scan has a stamp or a watermark at most
UNREADABLE = "the PDF's text layer cannot be read: it holds the codes of fonts, not letters"
FORCE = "Have an OCR program write a new one (OCRmyPDF: --force-ocr), then try again."


class EmbeddedEngine:
    """Reads PDFs with PyMuPDF alone."""

    def parse(self, path: Path, settings: ParseSettings, data: bytes | None = None) -> Document:
        """Read a PDF from its bytes where they are given; raise a PaperError of surveyrefs.errors where that fails."""
        file, told = upright(read_pdf(path, settings.password, settings.max_pages, data))
        file = replace(file, pages=with_lost_dashes(file.pages))
        if not _has_text(file.pages):
            raise NoTextLayer(path)
        layout = build_layout(file)
        weaver = Weaver(file.pages, layout)
        floats = find_floats(file, layout, weaver)
        flow = read_flow(file, layout, floats.taken, weaver, floats.listings)
        try:
            lists, passages, problems = reference_lists(path, flow)
        except NoBibliography:
            if readable(file.pages):
                raise
            raise NoTextLayer(path, UNREADABLE, FORCE) from None
        problems = (*problems, *contents_problems(flow.contents, flow.sections))
        arxiv, doi = identifiers(file.pages)
        return Document(
            engine="embedded",
            engine_version=file.version,
            title=title_of(flow.lines, flow.title, file),
            authors=authors_of(flow.lines, flow.title, flow.first_heading),
            arxiv=arxiv,
            doi=doi,
            pages=tuple((page.width, page.height) for page in file.pages),
            sections=flow.sections,
            passages=passages,
            tables=floats.tables,
            figures=floats.figures,
            bibliographies=lists,
            anchors=file.anchors,
            problems=(*file.problems, *told, *floats.problems, *problems, *outline_problems(flow.sections, passages)),
        )


def _has_text(pages: Sequence[Page]) -> bool:
    """Tell whether pages have letters enough; no more of them are counted than that takes."""
    wanted = MIN_LETTERS * len(pages)
    for page in pages:
        wanted -= sum([len(word.text) for word in page.words])
        if wanted <= 0:
            return True
    return wanted <= 0
