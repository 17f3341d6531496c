"""The stages in order: what each makes, from which settings and code, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs.errors import MissingLibrary, NoPapersListed
from surveyrefs.model.correction import Corrected
from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.lookup import LookedUp
from surveyrefs.model.reference import RawReference, Reference, References
from surveyrefs.model.run import Run, with_corrections
from surveyrefs.settings import GrobidSettings, LookupSettings, Settings
from surveyrefs.store import code_version, digest, digest_of_file, encode, key_of

SHARED_CODE = (
    "__init__.py", "csv_text.py", "errors.py", "settings.py", "stages.py", "store.py", "model", "text", "data",
)  # fmt: skip
SHARED_LIBRARIES = ("msgspec",)


class Work(msgspec.Struct):
    """A paper on its way: the stages put their results into `results` by stage name.

    `data` are the input's bytes, which stages read instead of the file; `path` is what messages name. `corrections` is
    the text of its corrections file and `corrections_name` what messages call that; empty for none. `earlier` are
    results of stages that recall what they made under another key; `keep` stores what such a stage has so far.
    """

    path: Path
    name: str
    sha256: str
    data: bytes = b""
    results: dict[str, Any] = {}
    corrections: bytes = b""
    corrections_name: str = ""
    earlier: dict[str, Any] = {}
    keep: Callable[[str, object], None] = lambda _stage, _result: None

    def as_read(self) -> Run:
        """Return what the stages before corrections made as one value."""
        made = self.results
        return Run(self.name, self.sha256, made["parse"], made["references"], made["link"], made["categorise"])

    def run(self) -> Run:
        """Return what the stages made so far as one value, corrected; all but export must have run."""
        corrected = with_corrections(self.as_read(), self.results.get("correct", Corrected()))
        return msgspec.structs.replace(corrected, looked_up=self.results.get("lookup", LookedUp()))


class Stage(msgspec.Struct, frozen=True):
    """One step. `kind` is the type of its stored result; None for export, whose result is file name → text.

    `settings` picks what the stage depends on (any value that can be written as JSON), `code` its source files and
    folders, `libraries` the distributions whose version can change the result. `reads` gives what else of the paper it
    reads, besides the results of the stages before. A stage that `recalls` gets its last result, whatever it was made
    from; one that is `again` runs though nothing changed; a result that is not `whole` is made anew by the next run.
    """

    name: str
    kind: Any
    make: Callable[[Work, Settings], Any]
    settings: Callable[[Settings], object]
    code: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    reads: Callable[[Work], bytes] = lambda _: b""
    recalls: bool = False
    again: Callable[[Settings], bool] = lambda _: False
    whole: Callable[[Any], bool] = lambda _: True


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


def _look_up(work: Work, settings: Settings) -> LookedUp:
    wanted = settings.lookup
    if not wanted.online and not wanted.files:
        return LookedUp()
    from surveyrefs.export.library import read_library
    from surveyrefs.lookup import look_up

    known: LookedUp = work.earlier.get("lookup") or LookedUp()
    ask = _asker(wanted) if wanted.online else None
    references = work.run().references.references
    return look_up(references, wanted, known.answers, ask, read_library, lambda found: work.keep("lookup", found))


def _asker(settings: LookupSettings) -> Callable[[str, str, Mapping[str, str]], bytes] | None:
    """Return what asks the internet, None where its library is not installed."""
    try:
        from surveyrefs.lookup.client import client_for
    except MissingLibrary:
        return None
    return client_for(settings).ask


def _lookup_settings(settings: Settings) -> object:
    """What decides what is found: which sources and files are asked, not how patiently and in whose name."""
    wanted = settings.lookup
    files = [(Path(file).name, digest_of_file(Path(file))) for file in wanted.files]
    return (wanted.sources, bool(wanted.openalex_key)) if wanted.online else (), files


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
        *standard_stages()[-3:],
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
            "lookup", LookedUp, _look_up, _lookup_settings, ("lookup", "matching"), ("rapidfuzz",),
            recalls=True, again=lambda s: s.lookup.again, whole=lambda found: found.whole,
        ),
        Stage(
            "export", None, _export, lambda s: s.export,
            ("export",), ("bibtexparser", "pylatexenc"),
        ),
    )  # fmt: skip


def public_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings for the manifest: without the password, and without a server that was not asked."""
    shown: dict[str, Any] = msgspec.to_builtins(settings)
    del shown["limits"]
    del shown["parse"]["password"]
    if settings.parse.engine == "embedded":
        del shown["parse"]["grobid"]
    else:  # where the server stands says nothing of what it read, and an address may hold a password
        for name in ("url", "timeout", "retries", "concurrency"):
            del shown["parse"]["grobid"][name]
    previous = settings.references.previous
    lookup = shown["lookup"]
    wanted = settings.lookup.online or settings.lookup.files
    files = [{"name": Path(f).name, "sha256": digest_of_file(Path(f))} for f in settings.lookup.files]
    shown["lookup"] = {"online": lookup["online"], "sources": lookup["sources"], "files": files} if wanted else {}
    shown["references"]["previous"] = digest(encode(previous)) if previous else ""
    return {group: values for group, values in shown.items() if values}


def stage_keys(work: Work, settings: Settings, stages: Sequence[Stage]) -> dict[str, str]:
    """Return each stage's key: of its settings and code, and of the key before, so that a change goes all the way."""
    keys: dict[str, str] = {}
    before = key_of(work.name, work.sha256, code_version(SHARED_CODE, SHARED_LIBRARIES))
    for stage in stages:
        code = code_version(stage.code, stage.libraries)
        before = keys[stage.name] = key_of(
            stage.name, before, encode(stage.settings(settings)), code, digest(stage.reads(work))
        )
    return keys
