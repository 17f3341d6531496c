"""The only place that asks the internet: requests to Crossref, OpenAlex and arXiv, politely spaced and bounded.

One request at a time, so many seconds apart as each source asks for; a busy server is asked again when it says; an
answer has limits of time and size; redirects are not followed.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache

from surveyrefs import __version__
from surveyrefs.errors import MissingLibrary, innermost_reason
from surveyrefs.lookup.ask import NoAnswer
from surveyrefs.settings import LookupSettings

try:
    import requests
    import urllib3
except ModuleNotFoundError as absent:
    raise MissingLibrary(
        "requests",
        "looking up needs this library, which is not installed",
        "Install it with pip install 'surveyrefs[lookup]', or look up in files with --lookup-from.",
    ) from absent

# Seconds between two requests. arXiv asks for three; Crossref allows one list a second, three where it knows whom to
# write to; OpenAlex ten of anything.
SPACING = {"arxiv": 3.0, "crossref": 1.1, "openalex": 0.2}
POLITE_SPACING = {"crossref": 0.4}
CONNECT_TIMEOUT = 10.0  # seconds
MAX_BYTES = 1 << 25  # of an answer: fifty abstracts have a hundredth
LONGEST_WAIT = 60.0  # seconds: a server that wants more is left alone until the next run
FIRST_WAIT = 2.0  # seconds after a failure; doubled with each
GONE_RETRIES = 1  # of a source that cannot be reached: there is no network, most likely
SLACK = 1.0  # seconds in which an exchange may end by itself, which tells more
_CHUNK = 1 << 16
_BUSY = frozenset((429, 500, 502, 503, 504))
_OK = 200
_REFUSED = frozenset((400, 404, 414))


class Client:
    """Asks the sources. `wait` sleeps and `clock` tells the time; tests replace both."""

    def __init__(
        self, settings: LookupSettings, wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._wait = wait
        self._clock = clock
        self._last: dict[str, float] = defaultdict(lambda: float("-inf"))
        self._session = requests.Session()
        whom = f" (mailto:{settings.mailto})" if settings.mailto else ""
        self._session.headers["User-Agent"] = f"surveyrefs/{__version__}{whom}"

    def ask(self, source: str, url: str, parameters: Mapping[str, str]) -> bytes:
        """Return the body of an answer; raise NoAnswer after bounded tries."""
        wait = FIRST_WAIT
        for left in range(self._settings.retries, -1, -1):
            self._space(source)
            try:
                status, body, after = self._exchange(url, parameters)
            except requests.exceptions.RequestException as error:
                reason, after = f"no connection ({innermost_reason(error)})", None
                if left <= self._settings.retries - GONE_RETRIES:
                    raise NoAnswer(reason, gone=True) from error
            except TimeoutError:
                reason, after = f"no answer within {self._settings.timeout:g} s", None
            else:
                if status == _OK:
                    return body
                reason = f"it answered {status}"
                if status not in _BUSY:
                    raise NoAnswer(reason, refused=status in _REFUSED, gone=status not in _REFUSED)
            pause = wait if after is None else max(after, SPACING[source])
            if pause > LONGEST_WAIT:
                raise NoAnswer(f"{reason} and wants {pause:.0f} s of rest", gone=True)
            if left:
                self._wait(pause)
            wait *= 2
        raise NoAnswer(reason)

    def _space(self, source: str) -> None:
        spacing = POLITE_SPACING.get(source, SPACING[source]) if self._settings.mailto else SPACING[source]
        early = self._last[source] + spacing - self._clock()
        if early > 0:
            self._wait(early)
        self._last[source] = self._clock()

    def _exchange(self, url: str, parameters: Mapping[str, str]) -> tuple[int, bytes, float | None]:
        """Send a request and read the whole answer within the time: status, body, and the rest that the server wants.

        The library bounds each wait, not their sum: a server that drips its answer would never end. So the exchange has
        a thread of its own, which is left behind when the time is over.
        """
        ends: list[tuple[int, bytes, float | None] | BaseException] = []

        def exchange() -> None:
            try:
                ends.append(self._send(url, parameters))
            except BaseException as error:  # noqa: BLE001 -- raised again where the answer is waited for
                ends.append(error)

        thread = threading.Thread(target=exchange, daemon=True)
        thread.start()
        thread.join(self._settings.timeout + SLACK)
        if not ends:
            raise TimeoutError
        if isinstance(ends[0], BaseException):
            raise ends[0]
        return ends[0]

    def _send(self, url: str, parameters: Mapping[str, str]) -> tuple[int, bytes, float | None]:
        limit = self._settings.timeout
        limits = (min(CONNECT_TIMEOUT, limit), limit)
        with self._session.get(
            url, params=dict(parameters), timeout=limits, stream=True, allow_redirects=False
        ) as response:
            parts: list[bytes] = []
            size = 0
            for part in response.iter_content(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > MAX_BYTES:
                    raise requests.exceptions.ContentDecodingError("the answer is too large")
            return response.status_code, b"".join(parts), _rest(response.headers.get("Retry-After"))


def _rest(header: str | None) -> float | None:
    """Return the seconds that a server asks to be left alone for: a number, or until a date."""
    if header is None:
        return None
    try:
        return max(0.0, urllib3.Retry().parse_retry_after(header))
    except (urllib3.exceptions.InvalidHeader, OverflowError, ValueError):
        return None


@cache
def client_for(settings: LookupSettings) -> Client:
    """Return this process's client for the settings: one, so that requests of several papers keep their distance."""
    return Client(settings)
