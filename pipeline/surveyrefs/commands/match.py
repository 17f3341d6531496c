"""`surveyrefs match`: which works of a survey are in one's own library, and which are missing there."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from surveyrefs.csv_text import rows_to_csv
from surveyrefs.errors import EXIT_DONE, UsageError
from surveyrefs.model.reference import Reference, References
from surveyrefs.runner import load_run

HELP = "find a survey's works in your own .bib file, and those that are missing there"
COLUMNS = ("key", "library_key", "matched_by", "score", "title", "year")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="OUT", help="output folder of a finished run")
    parser.add_argument("library", metavar="MY.bib", help="your own .bib file; it is only read")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--missing", action="store_true", help="print the works that are not in it, as BibTeX")
    what.add_argument("--bib", action="store_true", help="print all works as BibTeX under the keys of your library")


def run(arguments: argparse.Namespace) -> int:
    """Print a CSV row for each work, or BibTeX."""
    from surveyrefs.export.context import with_unique_keys
    from surveyrefs.matching.identity import match_references, reuse_keys

    loaded = with_unique_keys(load_run(Path(arguments.folder)))
    mine, works = library_of(Path(arguments.library)), loaded.references.references
    found = {match.new: match for match in match_references(mine, works)}
    if arguments.missing or arguments.bib:
        from surveyrefs.export.bibtex import BibOptions, prepare, write_bibtex

        if arguments.bib:
            loaded = msgspec.structs.replace(loaded, references=reuse_keys(loaded.references, References(mine)))
        prepared = prepare(loaded)
        kept = [n for n in range(len(works)) if arguments.bib or n not in found]
        prepared = type(prepared)(
            loaded, tuple(prepared.works[n] for n in kept), tuple(prepared.keywords[n] for n in kept)
        )  # fmt: skip
        print(write_bibtex(prepared, BibOptions(provenance=False, keywords=False)), end="")
    else:
        rows = []
        for n, work in enumerate(works):
            match = found.get(n)
            told = (mine[match.old].key, match.reason, f"{match.score:.2f}") if match else ("", "", "")
            rows.append((work.key, *told, work.title, work.year))
        print(rows_to_csv(COLUMNS, rows), end="")
    print(f"{len(found)} of {len(works)} works are in {Path(arguments.library).name}", file=sys.stderr)
    return EXIT_DONE


def library_of(path: Path) -> tuple[Reference, ...]:
    """Read a .bib file; raise UsageError where it cannot be read."""
    from surveyrefs.export.library import read_library

    try:
        return read_library(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeError) as error:
        raise UsageError(path, f"the file cannot be read ({error})", "Name a .bib file in UTF-8.") from error
