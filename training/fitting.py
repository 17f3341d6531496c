"""The command line of programs that fit weights to papers: folders to read, and whether to check or to write."""

from __future__ import annotations

import argparse
from pathlib import Path


def read_arguments(description: str | None) -> argparse.Namespace:
    """Return `folders` of papers, ids of papers `without` which to fit, and whether to `check` instead of to write."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--without", nargs="*", default=[], help="ids of papers that are not to be read")
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def pdfs_of(args: argparse.Namespace) -> list[Path]:
    """Return the PDFs of the folders: drawn papers, and those of a bench in folders of their own."""
    pdfs = sorted(p for f in args.folders for p in (*f.glob("*.pdf"), *f.glob("*/survey.pdf")))
    return [p for p in pdfs if p.parent.name not in args.without]
