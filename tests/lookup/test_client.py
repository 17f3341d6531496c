from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import pytest

from surveyrefs.lookup.ask import NoAnswer
from surveyrefs.lookup.client import LONGEST_WAIT, SPACING, Client
from surveyrefs.settings import LookupSettings


class Reply(NamedTuple):
    status: int = 200
    body: bytes = b"fine"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0


@contextmanager
def served(script: Callable[[int], Reply]) -> Iterator[tuple[str, list[Any]]]:
    """Serve replies by the number of the request; give the address and what was asked."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            with suppress(ConnectionError):  # we hang up on those that are too slow or too long
                super().handle()

        def do_GET(self) -> None:
            asked.append((self.path, dict(self.headers)))
            reply = script(len(asked))
            time.sleep(reply.seconds)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/works", asked
    finally:
        server.shutdown()
        server.server_close()


class Clock:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds

    def __call__(self) -> float:
        return self.now


def client(clock: Clock, **settings: Any) -> Client:
    return Client(LookupSettings(online=True, **settings), clock.wait, clock)


def test_who_asks_is_told_and_requests_keep_their_distance() -> None:
    clock = Clock()
    with served(lambda _: Reply()) as (url, asked):
        polite = client(clock, mailto="me@example.org")
        for source in ("arxiv", "arxiv", "crossref", "crossref", "arxiv"):
            assert polite.ask(source, url, {"q": "a b&c"}) == b"fine"
        nameless = Clock()
        shy = client(nameless)
        shy.ask("crossref", url, {})
        shy.ask("crossref", url, {})
    path, headers = asked[0]
    assert path == "/works?q=a+b%26c"
    assert headers["User-Agent"].endswith("(mailto:me@example.org)")
    assert "mailto" not in asked[-1][1]["User-Agent"]
    assert clock.waits == [3.0, 0.4, 2.6]
    assert nameless.waits == [SPACING["crossref"]]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(status: int) -> None:
    clock = Clock()
    busy = Reply(status, b"", (("Retry-After", "7"),))
    with served(lambda n: busy if n < 3 else Reply()) as (url, asked):
        assert client(clock).ask("openalex", url, {}) == b"fine"
    assert len(asked) == 3
    assert clock.waits == [7.0, 7.0]


def test_a_date_and_nonsense_as_retry_after() -> None:
    clock = Clock()
    soon = Reply(503, b"", (("Retry-After", formatdate(time.time() + 30, usegmt=True)),))
    odd = Reply(503, b"", (("Retry-After", "tomorrow"),))
    with served(lambda n: (soon, odd, Reply())[n - 1]) as (url, _):
        client(clock).ask("openalex", url, {})
    assert 20 < clock.waits[0] <= 30
    assert clock.waits[1] == 4.0, "our own wait, which doubles"


def test_a_server_that_wants_a_long_rest_is_left_alone() -> None:
    clock = Clock()
    rest = Reply(429, b"", (("Retry-After", str(int(LONGEST_WAIT) + 1)),))
    with served(lambda _: rest) as (url, asked), pytest.raises(NoAnswer, match="wants 61 s of rest") as told:
        client(clock).ask("crossref", url, {})
    assert told.value.gone
    assert len(asked) == 1
    assert clock.waits == []


def test_retries_have_an_end() -> None:
    clock = Clock()
    with served(lambda _: Reply(503, b"")) as (url, asked), pytest.raises(NoAnswer, match="it answered 503"):
        client(clock, retries=2).ask("openalex", url, {})
    assert len(asked) == 3
    assert clock.waits == [2.0, 4.0]


@pytest.mark.parametrize(
    ("status", "refused", "gone"), [(400, True, False), (404, True, False), (301, False, True), (403, False, True)]
)
def test_other_answers_are_final(status: int, refused: bool, gone: bool) -> None:
    elsewhere = Reply(status, b"", (("Location", "http://127.0.0.1:1/"),))
    with served(lambda _: elsewhere) as (url, asked), pytest.raises(NoAnswer) as told:
        client(Clock()).ask("crossref", url, {})
    assert (told.value.refused, told.value.gone) == (refused, gone)
    assert len(asked) == 1, "a redirect is not followed"


def test_a_silent_server_and_one_that_is_not_there() -> None:
    clock = Clock()
    with served(lambda _: Reply(seconds=1.0)) as (url, _), pytest.raises(NoAnswer):
        client(clock, timeout=0.05, retries=0).ask("crossref", url, {})
    with pytest.raises(NoAnswer, match="no connection") as told:
        client(Clock()).ask("crossref", "http://127.0.0.1:1/works", {})
    assert told.value.gone


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.lookup.client.MAX_BYTES", 1000)
    with served(lambda _: Reply(body=b"x" * 5000)) as (url, _), pytest.raises(NoAnswer):
        client(Clock(), retries=0).ask("crossref", url, {})
