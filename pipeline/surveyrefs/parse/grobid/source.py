"""Where a GROBID reading comes from: a server, or a folder of its recorded answers."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from surveyrefs.parse.grobid.recorded import Recorded, folder_of, is_recorded
from surveyrefs.settings import GrobidSettings


class Source(Protocol):
    """Gives the TEI of a PDF."""

    def full_text(self, name: str, pdf: bytes) -> bytes:
        """Return the TEI of a PDF, empty where nothing was found; raise EngineError where there is none."""


@cache
def source_for(settings: GrobidSettings) -> Source:
    """Return what the settings' address names: one a process, so that a server remembers that it is gone."""
    if is_recorded(settings.url):
        return Recorded(folder_of(settings.url))
    from surveyrefs.parse.grobid.client import server_for  # requests and what it needs take half a second

    return server_for(settings)
