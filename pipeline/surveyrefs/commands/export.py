"""`surveyrefs export`: a finished run's references in the format of a reference manager."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import get_args

from surveyrefs import store
from surveyrefs.errors import EXIT_DONE, BadSetting
from surveyrefs.model.run import Run
from surveyrefs.runner import load_run
from surveyrefs.settings import Dialect

HELP = "write a run for BibTeX, biblatex, Zotero, JabRef, CSL-JSON, RIS, a spreadsheet, a database or data frames"
# As in surveyrefs.export.formats, which is not imported for --help.
FORMATS = (*get_args(Dialect), "csl-json", "ris", "csv", "markdown", "zotero-rdf")
WHOLE_RUN = ("sqlite", "xlsx", "parquet")  # as in surveyrefs.export.databases: all tables, as bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="OUT", help="output folder of a finished run")
    parser.add_argument(
        "--to", "--dialect", dest="to", choices=(*FORMATS, *WHOLE_RUN), default="bibtex",
        help="what to write (default: bibtex); sqlite, xlsx and parquet hold all tables of the run",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write it (default: standard output); parquet makes a folder"
    )
    parser.add_argument(
        "--latex", action="store_true", help="BibTeX dialects: write letters beyond ASCII as LaTeX commands"
    )
    parser.add_argument(
        "--no-provenance", action="store_true", help="leave out the note of a reference's printed label and page"
    )
    parser.add_argument("--key-format", default="", metavar="T", help="keys from a template such as {auth}{year}{word}")
    parser.add_argument("--bom", action="store_true", help="begin with a byte order mark, as Excel wants it")


def run(arguments: argparse.Namespace) -> int:
    """Write the references."""
    from surveyrefs.export.formats import FormatOptions, to_format

    loaded = load_run(Path(arguments.folder))
    if arguments.to == "parquet":
        return _write_parquet(loaded, arguments.output)
    if arguments.to in WHOLE_RUN:
        from surveyrefs.export.databases import to_sqlite, to_xlsx

        return _put(to_sqlite(loaded) if arguments.to == "sqlite" else to_xlsx(loaded), arguments.output)
    options = FormatOptions(arguments.latex, not arguments.no_provenance, arguments.key_format, arguments.bom)
    return _put(to_format(loaded, arguments.to, options).encode(), arguments.output)


def _write_parquet(loaded: Run, output: str | None) -> int:
    from surveyrefs.export.databases import to_parquet

    if not output:
        raise BadSetting("--to parquet", "it makes several files", "Name a folder with -o.")
    for name, data in to_parquet(loaded).items():
        store.write(Path(output) / name, data)
    return EXIT_DONE


def _put(data: bytes, output: str | None) -> int:
    if output:
        store.write(Path(output), data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)  # UTF-8 and line feeds whatever the terminal's settings
    return EXIT_DONE
