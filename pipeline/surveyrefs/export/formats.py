"""One run in the format of a reference manager."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from surveyrefs.citekeys.template import rekeyed
from surveyrefs.csv_text import printable
from surveyrefs.export.bibtex import DIALECTS, BibOptions, to_bibtex
from surveyrefs.export.context import filled, with_unique_keys
from surveyrefs.model.run import Run

FORMATS = (*DIALECTS, "csl-json", "ris", "csv", "markdown", "zotero-rdf")
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class FormatOptions:
    """How to write: `latex` and `provenance` as in BibOptions, a template for keys, a byte order mark for Excel."""

    latex: bool = False
    provenance: bool = True
    key_format: str = ""
    byte_order_mark: bool = False


def to_format(run: Run, name: str, options: FormatOptions) -> str:
    """Return the run in one of FORMATS. Raise BadSetting for an unusable template."""
    run = filled(with_unique_keys(run))
    if options.key_format:
        references = rekeyed(run.references.references, options.key_format)
        run = msgspec.structs.replace(run, references=msgspec.structs.replace(run.references, references=references))
    return (BYTE_ORDER_MARK if options.byte_order_mark else "") + _guarded(_text(run, name, options), name)


def _guarded(text: str, name: str) -> str:
    """Return the text without what steers a screen; a carriage return may stand in a quoted cell only."""
    return printable(text if name == "csv" else text.replace("\r", " "))


def _text(run: Run, name: str, options: FormatOptions) -> str:
    if name == "csl-json":
        from surveyrefs.export.csl import to_csl_json

        return to_csl_json(run, options.provenance)
    if name == "ris":
        from surveyrefs.export.ris import to_ris

        return to_ris(run, options.provenance)
    if name == "markdown":
        from surveyrefs.export.markdown import to_markdown

        return to_markdown(run)
    if name == "zotero-rdf":
        from surveyrefs.export.zotero_rdf import to_zotero_rdf

        return to_zotero_rdf(run, options.provenance)
    if name == "csv":
        from surveyrefs.export.tabular import spreadsheet_csv

        return spreadsheet_csv(run)
    # As references.bib: what the survey prints, and nothing that shifts with its next version.
    managed = name != "bibtex"
    return to_bibtex(run, BibOptions(name, options.latex, options.provenance and managed, keywords=managed))
