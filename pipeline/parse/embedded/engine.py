"""The embedded engine, step by step."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import NoTextLayer
from pipeline.model.document import Document
from pipeline.parse.embedded.bibliography import reference_lists
from pipeline.parse.embedded.floats import find_floats
from pipeline.parse.embedded.flow import read_flow
from pipeline.parse.embedded.front import authors_of, identifiers, title_of
from pipeline.parse.embedded.lines import build_layout
from pipeline.parse.embedded.passages import Weaver
from pipeline.parse.embedded.read import read_pdf
from pipeline.settings import ParseSettings

MIN_LETTERS = 40  # a page: a scan has a stamp or a watermark at most


class EmbeddedEngine:
    """Reads PDFs with PyMuPDF alone."""

    def parse(self, path: Path, settings: ParseSettings) -> Document:
        """Read a PDF; raise a PaperError of pipeline.errors where that fails."""
        file = read_pdf(path, settings.password, settings.max_pages)
        if sum(len(w.text) for page in file.pages for w in page.words) < MIN_LETTERS * len(file.pages):
            raise NoTextLayer(path)
        layout = build_layout(file)
        weaver = Weaver(file.pages, layout)
        floats = find_floats(file, layout, weaver)
        flow = read_flow(file, layout, floats.taken, weaver)
        lists, passages, problems = reference_lists(path, flow)
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
            problems=(*floats.problems, *problems),
        )
