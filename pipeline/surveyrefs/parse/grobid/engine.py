"""The GROBID engine: the embedded engine's reading of a PDF, and a server's, as one Document."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec

from surveyrefs.errors import EngineError, NoBibliography
from surveyrefs.model.document import Document
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.parse.engine import Engine
from surveyrefs.parse.grobid.document import join, to_document
from surveyrefs.parse.grobid.source import Source, source_for
from surveyrefs.parse.grobid.tei import read_tei
from surveyrefs.parse.grobid.tree import BadTei, read_tree
from surveyrefs.settings import ParseSettings


class GrobidEngine:
    """Reads PDFs with a GROBID server beside the embedded engine.

    With engine `auto` a paper on which GROBID fails is read by the embedded engine alone, which a problem tells.
    """

    def __init__(self, server: Source | None = None, embedded: Engine | None = None) -> None:
        self._server = server
        self._embedded = embedded or EmbeddedEngine()

    def parse(self, path: Path, settings: ParseSettings, data: bytes | None = None) -> Document:
        """Read a PDF from its bytes where they are given; raise a PaperError of surveyrefs.errors where that fails."""
        data = path.read_bytes() if data is None else data
        document: Document | None = None
        missing: NoBibliography | None = None
        try:
            # First, since it is fast and finds what is wrong with a file before a server is asked.
            document = self._embedded.parse(path, settings, data)
        except NoBibliography as error:
            missing = error
        try:
            body = self._ask(path, settings, data)
            if body is None:
                return _nothing(document, missing)
            tei = read_tei(_tree(path, body))
        except EngineError as error:
            if settings.engine != "auto":
                raise
            return _without(document, missing, error)
        if document is not None:
            return join(document, tei)
        if missing is not None and not tei.entries:
            raise missing
        return to_document(tei)

    def _ask(self, path: Path, settings: ParseSettings, data: bytes) -> bytes | None:
        """Return the server's TEI, None where it found nothing."""
        server = self._server or source_for(settings.grobid)
        return server.full_text(str(path), _pdf(path, settings.password, data)) or None


def _pdf(path: Path, password: str, data: bytes) -> bytes:
    """Return the file's bytes, decrypted: the server takes no password."""
    if password:
        from surveyrefs.parse.embedded.pdf.unlock import decrypted

        return decrypted(path, password, data)
    return data


def _tree(path: Path, body: bytes) -> Element:
    try:
        return read_tree(body)
    except BadTei as error:
        raise EngineError(
            path, f"the GROBID server's answer cannot be read: {error}", "Try again; see the server's log."
        ) from error


def _nothing(document: Document | None, missing: NoBibliography | None) -> Document:
    """Go on without GROBID where it found nothing at all."""
    if document is None:
        assert missing is not None
        raise missing
    hint = "the embedded engine's reading serves alone"
    problem = Problem("grobid-nothing-found", "GROBID found nothing in this PDF", hint)
    return msgspec.structs.replace(document, problems=(*document.problems, problem))


def _without(document: Document | None, missing: NoBibliography | None, error: EngineError) -> Document:
    """Go on without GROBID where it failed and the engine was ours to choose."""
    if document is None:
        assert missing is not None
        raise missing
    problem = Problem("grobid-failed", error.reason, f"read by the embedded engine alone. {error.remedy}".strip())
    return msgspec.structs.replace(document, problems=(*document.problems, problem))
