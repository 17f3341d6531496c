"""Frozen settings, one group per stage. A stage's key covers its own group only."""

from __future__ import annotations

from typing import Literal

import msgspec

from surveyrefs.model.reference import Reference

EngineName = Literal["embedded", "grobid", "auto"]
Dialect = Literal["bibtex", "biblatex", "zotero", "jabref"]
LookupSource = Literal["crossref", "openalex", "arxiv"]
TableKind = Literal["taxonomy", "comparison of works", "results", "related surveys", "datasets", "other"]

MAX_PAGES = 2000  # longer than any survey; a guard against a wrong file (a proceedings volume, a scan of a shelf)
TIMEOUT = 900.0  # seconds a paper may take: a thesis of 1,000 pages takes one or two minutes
MAX_MEMORY = 2048  # MiB a paper may take: a hundred pages take 100 MiB, and every further one less than one
GROBID_URL = "http://localhost:8070"  # GROBID's own default port
GROBID_TIMEOUT = 300.0  # seconds; GROBID asks clients for at least 180 on full text
GROBID_RETRIES = 12  # answers of 503 or time-outs borne per paper; 12 waits of 5-10 s are one to two minutes
GROBID_CONCURRENCY = 10  # GROBID's own default pool
LOOKUP_TIMEOUT = 20.0  # seconds for one answer: Crossref's slow searches take five
LOOKUP_RETRIES = 3  # of one question; the waits between grow, or are what the server asks for
LOOKUP_BUDGET = 900.0  # seconds of asking for one paper: 300 works at the rate of Crossref's public pool take 350


class GrobidSettings(msgspec.Struct, frozen=True, gc=False):
    """How to talk to a GROBID server. `timeout` in seconds; `consolidate` lets the server ask Crossref.

    `version` is not for setting: a run notes there which server answered at its start.
    """

    url: str = GROBID_URL
    timeout: float = GROBID_TIMEOUT
    retries: int = GROBID_RETRIES
    concurrency: int = GROBID_CONCURRENCY
    flavor: str = ""
    consolidate: bool = False
    version: str = ""


class ParseSettings(msgspec.Struct, frozen=True, gc=False):
    """How to read the PDF."""

    engine: EngineName = "embedded"
    password: str = ""
    max_pages: int = MAX_PAGES
    grobid: GrobidSettings = GrobidSettings()


class ReferencesSettings(msgspec.Struct, frozen=True, gc=False):
    """How to read references. `previous` are those of an earlier version, whose keys stay; `key_format` a template."""

    previous: tuple[Reference, ...] = ()
    key_format: str = ""


class LinkSettings(msgspec.Struct, frozen=True, gc=False):
    """How to link callouts: nothing to set so far."""


class CategoriseSettings(msgspec.Struct, frozen=True, gc=False):
    """What counts in taxonomy.json, keywords and folders: tables of these kinds; generic sections or not."""

    table_kinds: tuple[TableKind, ...] = ("taxonomy", "comparison of works", "datasets", "other")
    generic_sections: bool = False


class ExportSettings(msgspec.Struct, frozen=True, gc=False):
    """What to write. `dialects` name the .bib files; `latex` escapes non-ASCII; `provenance` notes label and page."""

    dialects: tuple[Dialect, ...] = ("bibtex", "zotero")
    latex: bool = False
    provenance: bool = True


class LookupSettings(msgspec.Struct, frozen=True, gc=False):
    """What to look up outside the survey: nothing, unless `online` or `files` (a .bib, OpenAlex lines, DBLP) say so.

    `mailto` is told to the servers, `openalex_key` to OpenAlex; `timeout` (of an answer) and `budget` (of a paper) are
    in seconds; `again` asks anew what was answered before.
    """

    online: bool = False
    sources: tuple[LookupSource, ...] = ("arxiv", "crossref", "openalex")
    files: tuple[str, ...] = ()
    mailto: str = ""
    openalex_key: str = ""
    timeout: float = LOOKUP_TIMEOUT
    retries: int = LOOKUP_RETRIES
    budget: float = LOOKUP_BUDGET
    again: bool = False


class LimitSettings(msgspec.Struct, frozen=True, gc=False):
    """What one paper may take: `timeout` in seconds of the clock, `memory` in MiB; 0 is no limit."""

    timeout: float = TIMEOUT
    memory: int = MAX_MEMORY


class Settings(msgspec.Struct, frozen=True, gc=False):
    """All settings of a run. `limits` decide whether there is a result, not which: no stage's key covers them."""

    parse: ParseSettings = ParseSettings()
    references: ReferencesSettings = ReferencesSettings()
    link: LinkSettings = LinkSettings()
    categorise: CategoriseSettings = CategoriseSettings()
    lookup: LookupSettings = LookupSettings()
    export: ExportSettings = ExportSettings()
    limits: LimitSettings = LimitSettings()
