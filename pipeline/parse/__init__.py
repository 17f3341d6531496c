"""PDF → Document."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.document import Document
from pipeline.settings import ParseSettings


def parse(path: Path, settings: ParseSettings) -> Document:
    """Read a PDF with the engine that the settings name; raise a PaperError of pipeline.errors where that fails."""
    from pipeline.parse.embedded.engine import EmbeddedEngine  # PyMuPDF takes a second to import

    return EmbeddedEngine().parse(path, settings)
