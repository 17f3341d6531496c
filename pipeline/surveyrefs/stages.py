"""The stages in order: what each makes, from which settings and code, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs.errors import NoPapersListed
from surveyrefs.model.correction import Corrected
from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.reference import RawReference, Reference, References
from surveyrefs.model.run import Run, with_corrections
from surveyrefs.settings import GrobidSettings, Settings

SHARED_CODE = (
    "__init__.py", "csv_text.py", "errors.py", "settings.py", "stages.py", "store.py", "model", "text", "data",
)  # fmt: skip
SHARED_LIBRARIES = ("msgspec",)


@dataclass
class Work:
    """A paper on its way: the stages put their results into `results` by stage name.

    `data` are the input's bytes, which stages read instead of the file; `path` is what messages name. `corrections` is
    the text of its corrections file and `corrections_name` what messages call that; empty for none.
    """

    path: Path
    name: str
    sha256: str
    data: bytes = b""
    results: dict[str, Any] = field(default_factory=dict)
    corrections: bytes = b""
    corrections_name: str = ""

    def as_read(self) -> Run:
        """Return what the stages before corrections made as one value."""
        made = self.results
        return Run(self.name, self.sha256, made["parse"], made["references"], made["link"], made["categorise"])

    def run(self) -> Run:
        """Return what the stages made so far as one value, corrected; all but export must have run."""
        return with_corrections(self.as_read(), self.results.get("correct", Corrected()))


@dataclass(frozen=True)
class Stage:
    """One step. `kind` is the type of its stored result; None for export, whose result is file name → text.

    `settings` picks what the stage depends on (any value that can be written as JSON), `code` its source files and
    folders, `libraries` the distributions whose version can change the result. `reads` gives what else of the paper it
    reads, besides the results of the stages before.
    """

    name: str
    kind: Any
    make: Callable[[Work, Settings], Any]
    settings: Callable[[Settings], object]
    code: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    reads: Callable[[Work], bytes] = lambda _: b""


# The stage packages are imported when they run: PyMuPDF alone takes longer than a run in which all is up to date.


def _parse(work: Work, settings: Settings) -> Document:
    from surveyrefs.parse import parse

    return parse(work.path, settings.parse, work.data)


def _references(work: Work, settings: Settings) -> References:
    from surveyrefs.references import read_references

    references = read_references(work.results["parse"], settings.references)
    if settings.references.previous:
        from surveyrefs.matching.identity import reuse_keys

        references = reuse_keys(references, References(settings.references.previous))
    return references


def _link(work: Work, _settings: Settings) -> Links:
    from surveyrefs.link import link

    return link(work.results["parse"], work.results["references"])


def _categorise(work: Work, settings: Settings) -> Categories:
    from surveyrefs.categorise import categorise

    return categorise(work.results["parse"], work.results["references"], work.results["link"], settings.categorise)


def _correct(work: Work, settings: Settings) -> Corrected:
    if not work.corrections:
        return Corrected()
    from surveyrefs.corrections.apply import Again, correct
    from surveyrefs.corrections.read import read_corrections

    document: Document = work.results["parse"]
    made: Categories = work.results["categorise"]
    listed = document.engine == "list"  # its links and categories are the list's own, whatever its works are called
    again = Again(
        read=None if listed else _read_references,
        link=(lambda _: work.results["link"]) if listed else lambda references: _linked(document, references),
        categorise=(lambda _, __: made) if listed else lambda r, links: _categorised(document, r, links, settings),
        grow=lambda changed, size: _grown(document, changed, size, settings),
    )
    return correct(work.as_read(), read_corrections(work.corrections, work.corrections_name), again)


def _read_references(raws: Sequence[RawReference]) -> Sequence[Reference]:
    from surveyrefs.references.fields import parse_references

    return parse_references(raws).references


def _linked(document: Document, references: References) -> Links:
    from surveyrefs.link import link

    return link(document, references)


def _categorised(document: Document, references: References, links: Links, settings: Settings) -> Categories:
    from surveyrefs.categorise import categorise

    return categorise(document, references, links, settings.categorise)


def _grown(document: Document, made: Categories, size: int, settings: Settings) -> Categories:
    from surveyrefs.categorise import grow

    return grow(document, made, size, settings.categorise)


def _export(work: Work, settings: Settings) -> dict[str, str]:
    from surveyrefs.export import export

    return export(work.run(), settings.export)


def _parse_settings(settings: Settings) -> object:
    """What decides a reading: how to reach a GROBID server does not, which server it is does, where it is asked.

    Nor does the client that speaks to it, so that an installation with the client and one without make the same run.
    """
    parse = settings.parse
    given = parse.grobid
    asked = GrobidSettings(flavor=given.flavor, consolidate=given.consolidate, version=given.version)
    return msgspec.structs.replace(parse, grobid=GrobidSettings() if parse.engine == "embedded" else asked)


def _parse_list(work: Work, _settings: Settings) -> Document:
    from surveyrefs.lists.read import read_list
    from surveyrefs.lists.survey import document_of

    listed = read_list(work.data, work.name)
    if not listed.entries:
        raise NoPapersListed(work.path)
    return document_of(listed)


def _references_of_list(work: Work, settings: Settings) -> References:
    from surveyrefs.lists.survey import references_of

    references = references_of(work.results["parse"])
    if settings.references.key_format:
        from surveyrefs.citekeys.template import rekeyed

        keyed = rekeyed(references.references, settings.references.key_format)
        references = msgspec.structs.replace(references, references=keyed)
    if settings.references.previous:
        from surveyrefs.matching.identity import reuse_keys

        references = reuse_keys(references, References(settings.references.previous))
    return references


def _link_list(work: Work, _settings: Settings) -> Links:
    from surveyrefs.lists.survey import links_of

    return links_of(work.results["parse"])


def _categorise_list(work: Work, _settings: Settings) -> Categories:
    from surveyrefs.categorise.shared import shared_labels
    from surveyrefs.lists.survey import categories_of

    found = categories_of(work.results["parse"], work.results["link"])
    return msgspec.structs.replace(found, shared=shared_labels(found.tree))


def list_stages() -> tuple[Stage, ...]:
    """Return the stages of a run whose input is a paper list: the same results, read from Markdown."""
    code = ("lists", "matching", "citekeys")
    libraries = ("markdown-it-py", "rapidfuzz")
    return (
        Stage("parse", Document, _parse_list, lambda _: (), code, libraries),
        Stage("references", References, _references_of_list, lambda s: s.references, code, libraries),
        Stage("link", Links, _link_list, lambda _: (), code, libraries),
        Stage("categorise", Categories, _categorise_list, lambda _: (), (*code, "categorise"), libraries),
        *standard_stages()[-2:],
    )


def standard_stages() -> tuple[Stage, ...]:
    """Return the stages of a run, in order."""
    return (
        Stage("parse", Document, _parse, _parse_settings, ("parse",), ("pymupdf",)),
        Stage(
            "references", References, _references, lambda s: s.references,
            ("references", "matching", "citekeys"),
            ("python-crfsuite", "rapidfuzz"),
        ),
        Stage("link", Links, _link, lambda s: s.link, ("link", "matching"), ("rapidfuzz",)),
        Stage("categorise", Categories, _categorise, lambda s: s.categorise, ("categorise",)),
        Stage(
            "correct", Corrected, _correct, lambda s: s.categorise, ("corrections",), (),
            lambda work: work.corrections,
        ),
        Stage(
            "export", None, _export, lambda s: s.export,
            ("export",), ("bibtexparser", "pylatexenc"),
        ),
    )  # fmt: skip
