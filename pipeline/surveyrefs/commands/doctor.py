"""`surveyrefs doctor`: what is installed and reachable, which version, and what to do where something is missing."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from surveyrefs import __version__
from surveyrefs.commands.engine import add_grobid_arguments, grobid_options
from surveyrefs.config import CONFIG_FILE, load_settings
from surveyrefs.errors import MissingLibrary
from surveyrefs.settings import Settings

HELP = "tell what is installed and reachable, and what to do where something is missing"

EXIT_SOUND = 0
EXIT_TROUBLE = 1
_REINSTALL = "Install surveyrefs again: pip install ., or make extract."
POLL = 2.0  # seconds between two looks at a server that starts
LIBRARIES = (
    "python-crfsuite", "rapidfuzz", "bibtexparser", "pylatexenc", "msgspec", "markdown-it-py", "python-stdnum",
    "rispy", "rich",
)  # fmt: skip
# Left out by a slim installation: library, the extra that brings it, what it is for.
EXTRAS = (
    ("pandas", "pandas", "data frames in Python"),
    ("grobid-client-python", "grobid", "asking a GROBID server"),
    ("requests", "lookup", "looking up in Crossref, OpenAlex and arXiv"),
    ("vl-convert-python", "plot", "pictures"),
    ("distributed", "cluster", "batches"),
)
PYMUPDF = ("pymupdf", "pymupdf-lite")  # two distributions of one module
_MODELS = ("fields.crfsuite", "writings.crfsuite")


class Finding(NamedTuple):
    """A line of the report; `sound` is None for what is merely told, `remedy` what to do where it is not sound."""

    what: str
    text: str
    sound: bool | None = None
    remedy: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--engine", choices=("embedded", "grobid", "auto"), help="look at what this engine needs (default: as set)"
    )
    parser.add_argument(
        "--wait", type=float, default=0.0, metavar="S", help="wait up to S seconds for the GROBID server to answer"
    )
    add_grobid_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; return 1 where what the settings ask for is missing."""
    options = {"parse": {"engine": arguments.engine, "grobid": grobid_options(arguments)}}
    settings = load_settings(Path.cwd(), os.environ, options)
    findings = [*_installation(), *_server(settings, arguments.wait)]
    for finding in findings:
        mark = {True: "ok", False: "MISSING", None: "-"}[finding.sound]
        print(f"{mark:8}{finding.what:22}{finding.text}")
        if finding.remedy and finding.sound is not True:
            print(f"{'':8}{'':22}→ {finding.remedy}")
    return EXIT_TROUBLE if any(f.sound is False for f in findings) else EXIT_SOUND


def _installation() -> list[Finding]:
    python = platform.python_version()
    findings = [
        Finding("surveyrefs", __version__),
        Finding("Python", python, sys.version_info >= (3, 11), "Install Python 3.11 or later."),
    ]
    findings.append(_pymupdf())
    for name in LIBRARIES:
        found = _version(name)
        findings.append(Finding(name, found or "not installed", sound=bool(found), remedy=_REINSTALL))
    for name, extra, use in EXTRAS:
        found = _version(name)
        text = found or f"not installed; only for {use}"
        findings.append(Finding(name, text, True if found else None, f"pip install 'surveyrefs[{extra}]'"))
    there = all((Path(__file__).parent.parent / "data" / model).is_file() for model in _MODELS)
    findings.append(Finding("reference models", "there" if there else "missing", there, "Install surveyrefs again."))
    if Path(CONFIG_FILE).is_file():
        findings.append(Finding("settings file", CONFIG_FILE))
    return findings


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _pymupdf() -> Finding:
    """Look for PyMuPDF under its two names; two versions in one place have overwritten each other's files."""
    found = {name: v for name in PYMUPDF if (v := _version(name))}
    if not found:
        return Finding("pymupdf", "not installed", sound=False, remedy=_REINSTALL)
    if len(set(found.values())) > 1:
        text = ", ".join(f"{name} {v}" for name, v in found.items())
        remedy = "They are one module: pip uninstall both, then install one (docs/install.md)."
        return Finding("pymupdf", f"{text} in one place", sound=False, remedy=remedy)
    name, found_version = next(iter(found.items()))
    return Finding(name, found_version, sound=True)


def _server(settings: Settings, patience: float) -> list[Finding]:
    """Ask the GROBID server; without one all is well unless the settings name it as the engine."""
    from surveyrefs.parse.grobid.choose import check
    from surveyrefs.parse.grobid.recorded import Recorded, folder_of, is_recorded

    engine, grobid = settings.parse.engine, settings.parse.grobid
    check(grobid)
    if is_recorded(grobid.url):
        found = Recorded(folder_of(grobid.url))
        return [Finding("engine", engine), Finding("GROBID", f"{found.version}, no server", sound=True)]
    try:
        from surveyrefs.parse.grobid.client import Server, public_url
    except MissingLibrary as error:
        text = f"not asked, {error.subject} is not installed"
        wanted = engine == "grobid"
        finding = Finding("GROBID", text, False if wanted else None, error.remedy if wanted else "")
        return [Finding("engine", engine), finding]
    server = Server(grobid)
    health = server.probe()
    end = time.monotonic() + patience
    while not health.alive and time.monotonic() < end:
        time.sleep(POLL)
        health = server.probe()
    url = public_url(grobid.url)
    told = [Finding("engine", engine)]
    if not health.alive:
        sound = False if engine == "grobid" else None
        remedy = (
            "To use GROBID: make grobid-up && make grobid-wait, or set SURVEYREFS_GROBID_URL (docs/grobid.md)."
            if engine != "grobid"
            else "Start it (make grobid-up && make grobid-wait), set SURVEYREFS_GROBID_URL, or use --engine embedded."
        )
        return [*told, Finding("GROBID", f"no answer at {url} ({health.detail})", sound, remedy)]
    told.append(Finding("GROBID", f"{health.version or 'of unknown version'} at {url}", sound=True))
    if health.pool:
        enough = grobid.concurrency <= health.pool
        told.append(
            Finding(
                "GROBID pool", f"{health.pool} papers at a time", True if enough else None,
                f"{grobid.concurrency} are allowed for by the settings; surveyrefs keeps to {health.pool}.",
            )
        )  # fmt: skip
    return told
