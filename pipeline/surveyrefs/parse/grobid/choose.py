"""Which engine a run takes: asked once, before its first paper."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from surveyrefs.errors import BadSetting, MissingLibrary
from surveyrefs.parse.grobid.recorded import Recorded, folder_of, is_recorded
from surveyrefs.settings import GrobidSettings, ParseSettings


class Choice(NamedTuple):
    """The settings to run with, what to tell the user, and how many papers the server takes at once (0: any).

    `problem` says why a server that was asked for by name cannot be used; empty where all is well.
    """

    settings: ParseSettings
    note: str = ""
    limit: int = 0
    problem: str = ""


def choose(settings: ParseSettings) -> Choice:
    """Ask the server that the settings name and decide; raise BadSetting for unusable settings.

    `auto` becomes `embedded` where no server answers or no client is installed, and stays `auto` with the server's
    version where one does. Raise MissingLibrary where GROBID was asked for by name without its client.
    """
    if settings.engine == "embedded":
        return Choice(settings)
    grobid = settings.grobid
    check(grobid)
    if is_recorded(grobid.url):
        version = Recorded(folder_of(grobid.url)).version
        found = msgspec.structs.replace(settings, grobid=msgspec.structs.replace(grobid, version=version))
        return Choice(found, f"Engine: GROBID {version}, with the embedded engine.")
    try:
        from surveyrefs.parse.grobid.client import public_url, server_for
    except MissingLibrary as error:
        if settings.engine != "auto":
            raise
        note = f"Engine: embedded ({error.subject} is not installed)."
        return Choice(msgspec.structs.replace(settings, engine="embedded"), note)
    health = server_for(msgspec.structs.replace(grobid, version="")).probe()
    url = public_url(grobid.url)
    if not health.alive:
        problem = f"no GROBID server answers at {url} ({health.detail})"
        if settings.engine == "auto":
            return Choice(msgspec.structs.replace(settings, engine="embedded"), f"Engine: embedded ({problem}).")
        return Choice(settings, "", grobid.concurrency, problem)
    version = health.version or "of unknown version"
    found = msgspec.structs.replace(settings, grobid=msgspec.structs.replace(grobid, version=version))
    limit = min(grobid.concurrency, health.pool) if health.pool else grobid.concurrency
    return Choice(found, f"Engine: GROBID {version} at {url}, with the embedded engine.", limit)


def resolved(settings: ParseSettings) -> ParseSettings:
    """Return settings whose engine is decided: what a run resolved at its start stays, else the server is asked."""
    if settings.engine != "auto" or settings.grobid.version:
        return settings
    return choose(settings).settings


def check(settings: GrobidSettings) -> None:
    """Raise BadSetting for values that no server could be asked with."""
    if is_recorded(settings.url):
        return
    try:
        parts = urlsplit(settings.url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable or any(c.isspace() for c in settings.url):
        raise BadSetting("parse.grobid.url", f"“{settings.url}” is no http(s) address", "Write http://host:8070.")
    if settings.url.rstrip("/").endswith("/api"):
        raise BadSetting("parse.grobid.url", "the address ends before /api", "Leave /api out.")
    for name, least in (("timeout", 1.0), ("retries", 0), ("concurrency", 1)):
        if getattr(settings, name) < least:
            raise BadSetting(f"parse.grobid.{name}", f"it must be at least {least:g}")
