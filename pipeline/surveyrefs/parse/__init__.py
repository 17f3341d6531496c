"""PDF → Document."""

from __future__ import annotations

from pathlib import Path

from surveyrefs.model.document import Document
from surveyrefs.settings import ParseSettings


def parse(path: Path, settings: ParseSettings, data: bytes | None = None) -> Document:
    """Read a PDF with the engine that the settings name; raise a PaperError of surveyrefs.errors where that fails.

    `data` are the file's bytes where they have been read already. `auto` is taken as surveyrefs.parse.grobid.choose
    resolved it, or resolved here where nobody did.
    """
    # The engines are heavy: PyMuPDF takes a second to import, a HTTP library half of one.
    if settings.engine == "embedded":
        from surveyrefs.parse.embedded.engine import EmbeddedEngine

        return EmbeddedEngine().parse(path, settings, data)
    from surveyrefs.parse.grobid.choose import resolved

    settings = resolved(settings)
    if settings.engine == "embedded":
        return parse(path, settings, data)
    from surveyrefs.parse.grobid.engine import GrobidEngine

    return GrobidEngine().parse(path, settings, data)
