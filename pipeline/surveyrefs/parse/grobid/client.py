"""The only place that speaks HTTP: a GROBID server through grobid-client-python's calls.

What the library's own `process_pdf` does differently, and why it is not used: it repeats a 503 without bound, leaves
`consolidateHeader` to the server's default, and turns local failures into invented statuses (400, 408, 500).
"""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from surveyrefs.errors import EngineError, MissingLibrary, innermost_reason
from surveyrefs.parse.grobid.answers import Answer, Verdict, judge
from surveyrefs.parse.grobid.tree import MAX_BYTES
from surveyrefs.settings import GrobidSettings

try:
    import requests
    import urllib3
    from grobid_client.grobid_client import GrobidClient
except ModuleNotFoundError as absent:  # a slim installation: all but a server's answers can be read without it
    raise MissingLibrary(
        "grobid-client-python",
        "a GROBID server is reached through this library, which is not installed",
        "Install it with pip install 'surveyrefs[grobid]', or use --engine embedded.",
    ) from absent

SERVICE = "processFulltextDocument"
COORDINATES = ("ref", "biblStruct", "figure", "head")  # what the hints use; the rest only costs bytes
PROBE_TIMEOUT = 3.0  # seconds: a server on this machine or network answers "alive" in milliseconds
CONNECT_TIMEOUT = 10.0  # seconds
MAX_PROBE_BYTES = 100_000
MAX_ERROR_BYTES = 100_000
BUSY_WAIT = (5.0, 10.0)  # seconds, as GROBID advises after 503; the spread keeps clients from marching in step
GONE_WAIT = (2.0, 4.0)  # seconds before a server that does not answer is tried again
GONE_RETRIES = 2  # tries of a server that stopped answering, for one paper
AGAIN_RETRIES = 1  # of what may have been chance: a time-out, an answer cut off
SLACK = 0.2  # seconds in which an exchange may end by itself, which tells more
_CHUNK = 1 << 16

Wait = Callable[[float], None]


class Health(NamedTuple):
    """A server's answer to a probe; `pool` is the number of papers that it works on at once, 0 where unknown."""

    alive: bool
    version: str = ""
    pool: int = 0
    detail: str = ""


class _Gone(Exception):
    """The server cannot be reached, or closed the connection."""


class _Slow(Exception):
    """The answer took longer than the time allowed."""


class _Cut(Exception):
    """The answer ended early, or is larger than any TEI."""


class _Client(GrobidClient):
    """The library's client; its answers come unread, so that time and size can be bounded, and redirects unfollowed."""

    def call_api(
        self, method: str, url: str, headers: Any = None, params: Any = None, data: Any = None, files: Any = None,
        timeout: float | None = None,
    ) -> tuple[requests.Response, int]:  # fmt: skip
        """Send a request and return the answer, open, and its status."""
        limit = timeout or PROBE_TIMEOUT
        response = requests.request(
            method, url, headers={**(headers or {}), "Accept": self.accept_type}, params=params, data=data,
            files=files, timeout=(min(CONNECT_TIMEOUT, limit), limit), stream=True, allow_redirects=False,
            # A proxy that the environment names cannot reach this machine's own loopback interface.
            proxies={"http": "", "https": ""} if is_loopback(url) else None,
        )  # fmt: skip
        return response, response.status_code


def _exchange(call: Callable[..., tuple[requests.Response, int]], url: str, timeout: float, **form: Any) -> Answer:
    """Send a request and read the whole answer within the time; raise _Gone, _Slow or _Cut.

    The libraries bound each wait, not their sum: a server that drips headers, or says "100 Continue" for ever, would
    never end. So the exchange has a thread of its own, which is left behind when the time is over.
    """
    ends: list[Answer | BaseException] = []

    def exchange() -> None:
        try:
            ends.append(_ask(call, url, timeout, form))
        except BaseException as error:  # noqa: BLE001 -- raised again where the answer is waited for
            ends.append(error)

    thread = threading.Thread(target=exchange, daemon=True)
    thread.start()
    thread.join(timeout + SLACK)
    if not ends:
        raise _Slow("the answer came too slowly")
    if isinstance(ends[0], BaseException):
        raise ends[0]
    return ends[0]


def _ask(call: Callable[..., tuple[requests.Response, int]], url: str, timeout: float, form: dict[str, Any]) -> Answer:
    deadline = time.monotonic() + timeout
    try:
        response, status = call(url, timeout=timeout, **form)
        with response:
            # An error says what is wrong in its first lines.
            body = _read(response, deadline, MAX_BYTES if response.ok else MAX_ERROR_BYTES, whole=response.ok)
            return Answer(status, body, response.headers.get("Content-Type", ""))
    except urllib3.exceptions.ReadTimeoutError as error:
        raise _Slow(str(error)) from error
    except urllib3.exceptions.HTTPError as error:  # while the body is read; before it, requests has its own
        raise _Cut("the connection closed in the middle of the answer") from error
    except requests.exceptions.ConnectTimeout as error:
        raise _Gone("no connection in time") from error
    except requests.exceptions.RequestException as error:
        if isinstance(error, requests.exceptions.ReadTimeout):
            raise _Slow(str(error)) from error
        raise _Gone(innermost_reason(error)) from error


def _read(response: requests.Response, deadline: float, limit: int, *, whole: bool) -> bytes:
    """Read a body as it comes; requests' time limit is for each piece, so that a dripping server would never end."""
    parts: list[bytes] = []
    size = 0
    while part := response.raw.read1(_CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limit:
            if whole:
                raise _Cut(f"the answer is larger than {limit // 1024 // 1024} MiB")
            break
        if time.monotonic() > deadline:
            raise _Slow("the answer came too slowly")
    return b"".join(parts)[:limit]


class Server:
    """A GROBID server. `wait` sleeps between tries and `spread` draws the seconds; both are replaced in tests."""

    def __init__(
        self, settings: GrobidSettings, wait: Wait | None = None,
        spread: Callable[[float, float], float] | None = None,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._wait = wait or time.sleep
        self._spread = spread or random.SystemRandom().uniform
        self._client = _Client(
            grobid_server=settings.url.rstrip("/"), coordinates=list(COORDINATES), check_server=False
        )
        # The library prints its own log lines to the terminal; every failure is reported by ours.
        self._client.logger.handlers.clear()
        self._client.logger.addHandler(logging.NullHandler())
        # Once a server is gone, later papers ask once instead of waiting each for its return.
        self._gone = False

    def probe(self, timeout: float = PROBE_TIMEOUT) -> Health:
        """Ask whether the server is alive, for its version and the size of its pool; never raises."""
        try:
            alive = self._get("isalive", timeout)
            if alive.status != requests.codes.ok or alive.body.strip().lower() != b"true":
                return Health(False, detail=f"it answered {alive.status} to /api/isalive, which GROBID does not")
            version = _version(self._get("version", timeout))
            return Health(True, version, _pool(self._get("health", timeout)))
        except (_Gone, _Slow, _Cut) as error:
            return Health(False, detail=str(error))

    def _get(self, service: str, timeout: float) -> Answer:
        return _exchange(self._client.get, self._client.get_server_url(service), timeout)

    def full_text(self, name: str, pdf: bytes) -> bytes:
        """Return the TEI that the server makes of a PDF, empty where it found nothing.

        `name` is the file as errors name it. Raise EngineError after bounded tries.
        """
        tries: dict[str, int] = {"busy": self._settings.retries, "again": AGAIN_RETRIES, "gone": GONE_RETRIES}
        if self._gone:
            tries["gone"] = 0
        while True:
            kind, verdict, body = self._attempt(pdf)
            self._gone = kind == "gone"
            if kind == "done":
                return body
            if tries.get(kind, 0) <= 0:
                raise EngineError(name, verdict.reason, verdict.remedy)
            tries[kind] -= 1
            if kind != "again":
                self._wait(self._spread(*(BUSY_WAIT if kind == "busy" else GONE_WAIT)))

    def _attempt(self, pdf: bytes) -> tuple[str, Verdict, bytes]:
        url = self._settings.url
        try:
            answer = _exchange(
                self._client.post,
                self._client.get_server_url(SERVICE),
                self._settings.timeout,
                files={"input": ("survey.pdf", pdf, "application/pdf", {"Expires": "0"})},
                data=form(self._settings),
            )
        except _Slow:
            seconds = f"{self._settings.timeout:g}"
            reason = f"the GROBID server did not answer within {seconds} seconds, twice"
            return "again", Verdict("again", reason, "Raise --grobid-timeout, or lower --jobs."), b""
        except _Cut as error:
            reason = f"the GROBID server's answer is of no use ({error})"
            return "again", Verdict("again", reason, "Try again; see the server's log."), b""
        except _Gone as error:
            reason = f"the GROBID server at {public_url(url)} does not answer ({error})"
            remedy = "Start it (make grobid-up) and run again: what is done stays done."
            return "gone", Verdict("setup", reason, remedy), b""
        verdict = judge(answer)
        if verdict.kind == "empty":
            return "done", verdict, b""
        return verdict.kind, verdict, answer.body


def form(settings: GrobidSettings) -> dict[str, str | list[str]]:
    """Return the form fields of a full-text request, all that matters stated: servers differ in their defaults."""
    consolidate = "1" if settings.consolidate else "0"
    fields: dict[str, str | list[str]] = {
        "consolidateHeader": consolidate,
        "consolidateCitations": consolidate,
        "consolidateFunders": "0",
        "includeRawCitations": "1",
        "includeRawAffiliations": "0",
        "segmentSentences": "0",
        "teiCoordinates": list(COORDINATES),
    }
    if settings.flavor:
        fields["flavor"] = settings.flavor
    return fields


def is_loopback(url: str) -> bool:
    """Tell whether an address is this machine's own."""
    host = urlsplit(url).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def public_url(url: str) -> str:
    """Return a URL without the user name and password that it may hold."""
    scheme, sign, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + sign + host.rpartition("@")[2] + slash + path


def _version(answer: Answer) -> str:
    """Read /api/version: JSON with version and revision, plain text in older servers."""
    if answer.status != requests.codes.ok:
        return ""
    text = answer.body[:MAX_PROBE_BYTES].decode("utf-8", "replace").strip()
    try:
        found = json.loads(text)
    except ValueError:
        return text.splitlines()[0][:40] if text and not text.startswith("<") else ""
    if not isinstance(found, dict):
        return str(found)[:40]
    version, revision = str(found.get("version", "")), str(found.get("revision", ""))
    return version + (f" ({revision})" if revision and revision != "null" else "")


def _pool(answer: Answer) -> int:
    """Read the pool's size from /api/health, which older servers lack."""
    try:
        found = json.loads(answer.body[:MAX_PROBE_BYTES])
        size = found["pool"]["maxActive"]
    except (ValueError, KeyError, TypeError):
        return 0
    return size if isinstance(size, int) and size > 0 else 0


@cache
def server_for(settings: GrobidSettings) -> Server:
    """Return this process's server for the settings: one, so that it remembers that it is gone."""
    return Server(settings)
