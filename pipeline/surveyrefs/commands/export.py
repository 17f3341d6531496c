"""`surveyrefs export`: a finished run's references in the format of a reference manager."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import get_args

from surveyrefs import store
from surveyrefs.errors import EXIT_DONE
from surveyrefs.runner import load_run
from surveyrefs.settings import Dialect

HELP = "write a run's references for BibTeX, biblatex, Zotero, JabRef, CSL-JSON, RIS or a spreadsheet"
FORMATS = (*get_args(Dialect), "csl-json", "ris", "csv")  # as in surveyrefs.export.formats, not imported for --help


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="OUT", help="output folder of a finished run")
    parser.add_argument(
        "--to", "--dialect", dest="to", choices=FORMATS, default="bibtex", help="what to write (default: bibtex)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")
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
    options = FormatOptions(arguments.latex, not arguments.no_provenance, arguments.key_format, arguments.bom)
    data = to_format(loaded, arguments.to, options).encode()
    if arguments.output:
        store.write(Path(arguments.output), data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)  # UTF-8 and line feeds whatever the terminal's settings
    return EXIT_DONE
