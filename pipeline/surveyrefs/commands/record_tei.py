"""`surveyrefs record-tei`: keep a GROBID server's answers in a folder, for runs without the server."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from surveyrefs.commands.engine import add_grobid_arguments, grobid_options
from surveyrefs.config import load_settings
from surveyrefs.errors import (
    EXIT_DONE,
    EXIT_PAPER_FAILED,
    BadSetting,
    EngineError,
    NoServer,
    PaperError,
    UnwritableOutput,
)
from surveyrefs.inputs import find_papers
from surveyrefs.parse.grobid.recorded import Answers

HELP = "keep a GROBID server's answers to PDFs in a folder (read them with extract --tei)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("inputs", nargs="+", metavar="PDF", help="PDF files, or folders of them")
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="where the answers are kept")
    parser.add_argument(
        "--name", choices=("file", "parent"), default="file", help="name an answer after its PDF, or its folder"
    )
    add_grobid_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Post each PDF that the folder has no answer of, and store what the server says; one failure stops no other."""
    from surveyrefs.parse.grobid import recorded
    from surveyrefs.parse.grobid.choose import check
    from surveyrefs.parse.grobid.client import Server, public_url

    grobid = load_settings(Path.cwd(), os.environ, {"parse": {"grobid": grobid_options(arguments)}}).parse.grobid
    if recorded.is_recorded(grobid.url):
        raise BadSetting("--tei", "answers are recorded from a server, not from a folder", "Name it with --grobid-url.")
    check(grobid)
    papers = find_papers(arguments.inputs, arguments.name)
    server = Server(grobid)
    health = server.probe()
    if not health.alive:
        raise NoServer(f"no GROBID server answers at {public_url(grobid.url)} ({health.detail})")
    folder = Path(arguments.output)
    index = _index(folder, health.version or "of unknown version", grobid.flavor)
    failed = False
    for paper in papers:
        try:
            pdf = paper.path.read_bytes()
            if recorded.digest(pdf) in index.answers:
                continue
            body = server.full_text(str(paper.path), pdf)
        except OSError as error:
            failed = True
            told = PaperError(paper.path, f"the file cannot be read ({error.strerror})", "Check the path.")
            print(f"surveyrefs: {told}", file=sys.stderr)
        except EngineError as error:
            failed = True
            print(f"surveyrefs: {error}", file=sys.stderr)
        else:
            index = recorded.add_answer(folder, index, pdf, paper.name, body)
            print(f"{paper.name}: {len(body)} bytes" if body else f"{paper.name}: the server found nothing")
    return EXIT_PAPER_FAILED if failed else EXIT_DONE


def _index(folder: Path, version: str, flavor: str) -> Answers:
    """Return the folder's index, made where it is new; answers of another server do not mix."""
    from surveyrefs.parse.grobid import recorded

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(folder, f"the folder cannot be made ({error.strerror})") from error
    if not (folder / recorded.INDEX).is_file():
        return recorded.Answers(version, flavor)
    known = recorded.read_index(folder)
    if (known.version, known.flavor) != (version, flavor):
        asked = f"{version} {flavor}".rstrip()
        reason = f"{folder} holds answers of GROBID {known.version} {known.flavor}".rstrip()
        raise BadSetting("-o", f"{reason}, not of {asked}", "Name another folder.")
    return known
