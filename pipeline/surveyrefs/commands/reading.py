"""The options of how papers are read, the same for one folder of them and for a cluster."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from surveyrefs.commands.engine import add_grobid_arguments, check_engine, grobid_options
from surveyrefs.commands.lookup import add_lookup_arguments, check_lookup, lookup_options
from surveyrefs.commands.sorting import add_sorting_arguments, sorting_options
from surveyrefs.config import load_settings
from surveyrefs.model.reference import Reference
from surveyrefs.settings import MAX_MEMORY, MAX_PAGES, TIMEOUT, Dialect, Settings


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--name", choices=("file", "parent"), default="file",
        help="name the output folder after the PDF (default) or after the folder it lies in",
    )  # fmt: skip
    parser.add_argument(
        "--engine", choices=("embedded", "grobid", "auto"),
        help="what reads the PDF: the built-in reader (default), a GROBID server, or GROBID where it answers",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, metavar="S", help=f"seconds a paper may take (default: {TIMEOUT:g}; 0: no limit)"
    )
    parser.add_argument(
        "--max-memory", type=int, metavar="MIB",
        help=f"memory a paper may take, where the system can bound it (default: {MAX_MEMORY}; 0: no limit)",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="run every stage, also where nothing changed")
    parser.add_argument("--password", metavar="P", help="opens encrypted PDFs")
    parser.add_argument("--max-pages", type=positive, metavar="N", help=f"refuse longer PDFs (default: {MAX_PAGES})")
    parser.add_argument(
        "--library", metavar="MY.bib", help="your own .bib file: works that are in it get the keys that they have there"
    )
    parser.add_argument("--key-format", metavar="T", help="keys from a template such as {auth}{year}{word}")
    parser.add_argument(
        "--dialect", action="append", choices=get_args(Dialect), metavar="NAME",
        help="write references.NAME.bib beside references.bib: biblatex, jabref, zotero (default: zotero); repeatable",
    )  # fmt: skip
    parser.add_argument(
        "--latex", action="store_true", default=None, help="in .bib files: letters beyond ASCII as LaTeX commands"
    )
    parser.add_argument(
        "--no-provenance", dest="provenance", action="store_false", default=None,
        help="in .bib files: no note of the printed label and page",
    )  # fmt: skip
    add_sorting_arguments(parser)
    add_lookup_arguments(parser)
    add_grobid_arguments(parser)


def reading_settings(arguments: argparse.Namespace, previous: Sequence[Reference] | None = None) -> Settings:
    """Return the settings that options, environment and surveyrefs.toml say; `previous` are works whose keys stay."""
    if arguments.library is not None:
        from surveyrefs.commands.match import library_of

        previous = (*(previous or ()), *library_of(Path(arguments.library)))
    options = {
        "parse": {
            "engine": arguments.engine, "password": arguments.password, "max_pages": arguments.max_pages,
            "grobid": grobid_options(arguments),
        },
        "references": {"previous": previous, "key_format": arguments.key_format},
        "categorise": sorting_options(arguments),
        "lookup": lookup_options(arguments),
        "limits": {"timeout": arguments.timeout, "memory": arguments.max_memory},
        "export": {"dialects": arguments.dialect, "latex": arguments.latex, "provenance": arguments.provenance},
    }  # fmt: skip
    settings = load_settings(Path.cwd(), os.environ, options)
    check_lookup(settings.lookup)
    check_engine(arguments, settings)
    if settings.references.key_format:
        from surveyrefs.citekeys.template import keys_by_template

        keys_by_template((), settings.references.key_format)  # refuses a bad template before any work
    return settings


def positive(text: str) -> int:
    """Return an option's number from 1 up; raise ValueError for any other."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
