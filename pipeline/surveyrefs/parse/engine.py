"""The protocol of parsing engines."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from surveyrefs.model.document import Document
from surveyrefs.settings import ParseSettings


class Engine(Protocol):
    """Reads a PDF: the same Document, whichever engine did it."""

    def parse(self, path: Path, settings: ParseSettings, data: bytes | None = None) -> Document:
        """Read a PDF from its bytes where they are given; raise a PaperError of surveyrefs.errors where that fails."""
