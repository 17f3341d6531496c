"""What `surveyrefs extract` is told about looking up: its options, and what is checked before any work."""

from __future__ import annotations

import argparse
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from surveyrefs.errors import BadSetting, MissingLibrary
from surveyrefs.settings import LookupSettings

_MAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>()]+")


def add_lookup_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options; each is a setting of lookup."""
    group = parser.add_argument_group("look-up outside the survey (docs/lookup.md); nothing is looked up without these")
    group.add_argument(
        "--lookup", action="store_true", default=None,
        help="ask Crossref, OpenAlex and arXiv for DOIs, abstracts and where preprints were published",
    )  # fmt: skip
    group.add_argument(
        "--lookup-from", action="append", metavar="FILE",
        help="look in a file instead: .bib, lines of OpenAlex (.jsonl), DBLP (.xml), also with .gz; repeatable",
    )  # fmt: skip
    group.add_argument("--lookup-again", action="store_true", default=None, help="ask anew what was answered before")
    group.add_argument("--mailto", metavar="ADDRESS", help="your mail address, which Crossref asks its users to tell")


def lookup_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the options as settings, None for those not given."""
    return {
        "online": arguments.lookup,
        "files": arguments.lookup_from,
        "again": arguments.lookup_again,
        "mailto": arguments.mailto,
    }


def check_lookup(settings: LookupSettings) -> None:
    """Refuse what cannot be looked up in or asked, before any work; raise BadSetting or MissingLibrary."""
    for file in settings.files:
        from surveyrefs.lookup.local import SUFFIXES, is_known

        if not Path(file).is_file():
            raise BadSetting(file, "there is no such file to look up in", "Check the path of --lookup-from.")
        if not is_known(Path(file)):
            raise BadSetting(file, f"it is none of {', '.join(SUFFIXES)}, also with .gz", "See docs/lookup.md.")
    if settings.mailto and not _MAIL.fullmatch(settings.mailto):
        raise BadSetting("--mailto", f"{settings.mailto} is no mail address", "Give one such as name@example.org.")
    if settings.online and find_spec("requests") is None:
        text = "looking up needs this library, which is not installed"
        raise MissingLibrary("requests", text, "Install it: pip install 'surveyrefs[lookup]'.")
