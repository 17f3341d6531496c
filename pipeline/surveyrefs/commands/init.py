"""`surveyrefs init`: what a folder of surveys under git needs, without touching what is there."""

from __future__ import annotations

import argparse
from pathlib import Path

from surveyrefs import store
from surveyrefs.config import CONFIG_FILE
from surveyrefs.errors import EXIT_DONE, UsageError

HELP = "make the folders, settings file and git attributes of a collection of surveys"

FOLDERS = ("inputs", "outputs")
ATTRIBUTES = (".gitattributes", (
    "# surveyrefs: tables are compared without what shifts with every page; stages are for programs",
    "outputs/**/*.csv diff=surveyrefs",
    "outputs/**/stages/*.json -diff",
    "*.pdf binary",
))  # fmt: skip
SETTINGS = """\
# Settings of surveyrefs for this folder; all of them: docs/settings.md. An option of the command wins.

[parse]
engine = "embedded"  # or "auto": GROBID where a server answers

[export]
dialects = ["bibtex", "zotero"]  # also "biblatex", "jabref"
"""
TEXTCONV = 'git config diff.surveyrefs.textconv "surveyrefs textconv"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("folder", metavar="DIR", nargs="?", default=".", help="which folder (default: this one)")


def run(arguments: argparse.Namespace) -> int:
    """Make what is missing and say so; files that are there are kept, lines are added to .gitattributes only."""
    base = Path(arguments.folder)
    try:
        for name in FOLDERS:
            _make_folder(base / name)
        _make_settings(base / CONFIG_FILE)
        _add_lines(base / ATTRIBUTES[0], ATTRIBUTES[1])
    except (OSError, UnicodeError) as error:
        raise UsageError(base, f"it cannot be set up ({error})", "Check its permissions.") from error
    print(f"Once in this repository, for readable diffs of the tables: {TEXTCONV}")
    print("Then put PDFs into inputs/ and run: surveyrefs extract inputs")
    return EXIT_DONE


def _make_folder(path: Path) -> None:
    if path.is_dir():
        print(f"kept   {path}/")
        return
    path.mkdir(parents=True)
    print(f"made   {path}/")


def _make_settings(path: Path) -> None:
    if path.exists():
        print(f"kept   {path}")
        return
    store.write(path, SETTINGS.encode())
    print(f"made   {path}")


def _add_lines(path: Path, lines: tuple[str, ...]) -> None:
    """Add the lines that the file lacks at its end."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [line for line in lines if line not in old.splitlines()]
    if not missing:
        print(f"kept   {path}")
        return
    border = "\n" if old and not old.endswith("\n") else ""
    store.write(path, (old + border + "\n".join(missing) + "\n").encode())
    print(f"{'added to' if old else 'made  '} {path}")
