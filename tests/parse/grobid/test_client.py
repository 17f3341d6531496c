"""Every answer of the contract, over a real socket."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable

import pytest

from surveyrefs.errors import EngineError
from surveyrefs.parse.grobid.answers import CODES, message_of
from surveyrefs.parse.grobid.client import (
    AGAIN_RETRIES,
    BUSY_WAIT,
    GONE_RETRIES,
    Server,
    form,
    is_loopback,
    public_url,
)
from surveyrefs.settings import GrobidSettings
from tests.parse.grobid.loopback import Reply, Script, grobid
from tests.parse.grobid.tei_maker import Bibl, tei

PDF = b"%PDF-1.7 not really"
TEI = tei([Bibl("A title", [("Ada", "Archer")], year="2020")])
OK = Reply(200, TEI)


def always(reply: Reply) -> Callable[[int, bytes], Reply]:
    return lambda _n, _pdf: reply


def ask(script: Script, *, retries: int = 3, timeout: float = 5.0, flavor: str = "") -> tuple[bytes, list[float]]:
    """Send the PDF; return the answer and the waits."""
    waits: list[float] = []
    with grobid(script) as (url, _):
        settings = GrobidSettings(url=url, retries=retries, timeout=timeout, flavor=flavor)
        return Server(settings, waits.append).full_text("x.pdf", PDF), waits


def test_a_document_is_sent_once_with_all_that_matters_stated() -> None:
    script = Script(always(OK))
    body, waits = ask(script, flavor="article/light")
    assert body == TEI
    assert waits == []
    assert script.documents == [PDF]
    assert script.forms == [{
        "consolidateHeader": ["0"], "consolidateCitations": ["0"], "consolidateFunders": ["0"],
        "includeRawCitations": ["1"], "includeRawAffiliations": ["0"], "segmentSentences": ["0"],
        "teiCoordinates": ["ref", "biblStruct", "figure", "head"], "flavor": ["article/light"],
    }]  # fmt: skip


def test_consolidation_is_on_only_when_asked_for() -> None:
    assert form(GrobidSettings(consolidate=True))["consolidateCitations"] == "1"
    assert form(GrobidSettings())["consolidateHeader"] == "0"


@pytest.mark.parametrize("status", [503, 429, 502, 504])
def test_a_busy_server_is_asked_again_after_a_wait(status: int) -> None:
    script = Script(lambda n, _pdf: Reply(status, b"busy", "text/plain") if n <= 3 else OK)
    body, waits = ask(script)
    assert body == TEI
    assert len(waits) == 3
    assert all(BUSY_WAIT[0] <= wait <= BUSY_WAIT[1] for wait in waits)


def test_a_server_that_stays_busy_is_given_up_after_the_retries() -> None:
    script = Script(always(Reply(503)))
    with pytest.raises(EngineError, match=r"x\.pdf: the GROBID server stayed busy \(status 503\)\. Try again later"):
        ask(script, retries=4)
    assert len(script.documents) == 5


def test_nothing_extracted_is_an_empty_result_without_retry() -> None:
    script = Script(always(Reply(204)))
    body, waits = ask(script)
    assert (body, waits, len(script.documents)) == (b"", [], 1)


@pytest.mark.parametrize("status", [500, 400, 409])
@pytest.mark.parametrize("code", sorted(CODES))
def test_each_error_code_is_final_and_explained(code: str, status: int) -> None:
    script = Script(always(Reply(status, f"[{code}] org.grobid.Something: it broke".encode(), "text/plain")))
    with pytest.raises(EngineError) as caught:
        ask(script)
    assert code in str(caught.value)
    assert CODES[code][0] in str(caught.value)
    assert CODES[code][1] in str(caught.value)
    assert len(script.documents) == (1 + AGAIN_RETRIES if code == "TIMEOUT" else 1)


def test_an_unknown_code_and_no_code_are_told_as_sent() -> None:
    with pytest.raises(EngineError, match="GROBID NEW_TROUBLE: the server failed"):
        ask(Script(always(Reply(500, b"[NEW_TROUBLE] hm", "text/plain"))))
    with pytest.raises(EngineError, match=r"refused this file \(status 500: Out of heap\)"):
        ask(Script(always(Reply(500, b"<html><b>Out of heap</b></html>", "text/html"))))
    with pytest.raises(EngineError, match=r"refused this file \(status 400\)"):
        ask(Script(always(Reply(400, b"", "text/plain"))))


@pytest.mark.parametrize("status", [203, 301, 401, 403, 404, 405, 413])
def test_answers_outside_the_contract_point_to_the_address(status: int) -> None:
    script = Script(always(Reply(status, b"?", "text/html")))
    with pytest.raises(EngineError, match=rf"no answer of a GROBID server \(status {status}\)\. Check the URL"):
        ask(script)
    assert len(script.documents) == 1


def test_a_page_instead_of_tei_is_no_answer_of_grobid() -> None:
    with pytest.raises(EngineError, match="sent text/html instead of TEI XML"):
        ask(Script(always(Reply(200, b"<html>Log in</html>", "text/html"))))
    with pytest.raises(EngineError, match="instead of TEI XML"):
        ask(Script(always(Reply(200, b'{"json": true}'))))


@pytest.mark.parametrize(
    "broken",
    [
        Reply(200, TEI[: len(TEI) // 2], declared=len(TEI)),
        Reply(200, TEI[: len(TEI) // 2], declared=-1),
        Reply(200, b""),
    ],
    ids=["shorter than declared", "cut off", "empty"],
)
def test_half_an_answer_is_asked_for_once_more(broken: Reply) -> None:
    script = Script(lambda n, _pdf: broken if n == 1 else OK)
    assert ask(script)[0] == TEI
    script = Script(always(broken))
    with pytest.raises(EngineError, match=r"x\.pdf: the GROBID server('s answer is| sent an empty)"):
        ask(script)
    assert len(script.documents) == 1 + AGAIN_RETRIES


def test_a_slow_server_is_left_after_the_time_limit() -> None:
    script = Script(always(Reply(200, TEI, delay=1.0)))
    start = time.monotonic()
    with pytest.raises(EngineError, match=r"did not answer within 0\.2 seconds, twice\. Raise --grobid-timeout"):
        ask(script, timeout=0.2)
    assert time.monotonic() - start < 10


def test_a_dripping_answer_ends_at_the_time_limit_too() -> None:
    script = Script(always(Reply(200, TEI, pause=0.05)))
    with pytest.raises(EngineError, match=r"did not answer within 0\.3 seconds"):
        ask(script, timeout=0.3)


def test_an_answer_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.parse.grobid.client.MAX_BYTES", 1000)
    with pytest.raises(EngineError, match="the answer is larger than"):
        ask(Script(always(OK)))


def test_a_server_that_is_gone_is_tried_again_a_little_and_later_papers_ask_once() -> None:
    waits: list[float] = []
    script = Script(always(OK))
    with grobid(script) as (url, stop):
        server = Server(GrobidSettings(url=url, timeout=5), waits.append)
        assert server.full_text("a.pdf", PDF) == TEI
        stop()
        with pytest.raises(EngineError, match=r"b\.pdf: the GROBID server at http://127\.0\.0\.1:\d+ does not answer"):
            server.full_text("b.pdf", PDF)
        assert len(waits) == GONE_RETRIES
        with pytest.raises(EngineError, match=r"c\.pdf.*Start it \(make grobid-up\) and run again"):
            server.full_text("c.pdf", PDF)
        assert len(waits) == GONE_RETRIES


def test_a_server_that_comes_back_is_used_again() -> None:
    with grobid(Script(always(OK))) as (url, _):

        def unused(_seconds: float) -> None:
            raise AssertionError

        server = Server(GrobidSettings(url=url, timeout=5), unused)
        server._gone = True
        assert server.full_text("a.pdf", PDF) == TEI
        assert server._gone is False


def test_a_probe_tells_version_and_pool() -> None:
    with grobid(Script(always(OK), pool=7)) as (url, _):
        health = Server(GrobidSettings(url=url + "/")).probe()
    assert health == (True, "0.9.1 (abc1234)", 7, "")


@pytest.mark.parametrize(("sent", "read"), [(b"0.6.2\n", "0.6.2"), (b'"0.8.0"', "0.8.0"), (b"<html>", "")])
def test_older_servers_tell_their_version_as_text(sent: bytes, read: str) -> None:
    with grobid(Script(always(OK), version=sent)) as (url, _):
        assert Server(GrobidSettings(url=url)).probe().version == read


def test_a_probe_never_raises() -> None:
    with grobid(Script(always(OK), alive=False)) as (url, stop):
        assert not Server(GrobidSettings(url=url)).probe().alive
        assert "404" in Server(GrobidSettings(url=url + "/elsewhere")).probe().detail
        stop()
        assert Server(GrobidSettings(url=url)).probe().detail == "Connection refused"
    assert not Server(GrobidSettings(url="http://no-such-host.invalid:1")).probe().alive


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert ask(Script(always(OK)))[0] == TEI
    assert is_loopback("http://[::1]:8070")
    assert is_loopback("http://localhost:8070/api")
    assert not is_loopback("http://grobid.example.org:8070")


def test_shown_addresses_hold_no_password() -> None:
    assert public_url("https://me:secret@host:8070/grobid") == "https://host:8070/grobid"
    assert public_url("http://localhost:8070") == "http://localhost:8070"


def test_messages_are_one_short_line_without_markup_or_controls() -> None:
    assert message_of(b"<p>a\n b\x07</p>" + b"c" * 500) == "a b " + "c" * 155 + "…"


@pytest.mark.parametrize("drip", [b"X-A: b\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_headers_without_end_end_at_the_time_limit(drip: bytes) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while not stop.is_set():
                    connection, _ = server.accept()
                    threading.Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with contextlib.suppress(OSError), connection:
                connection.sendall(b"" if b"100" in drip else b"HTTP/1.1 200 OK\r\n")
                while not stop.wait(0.02):
                    connection.sendall(drip)

        threading.Thread(target=serve, daemon=True).start()
        settings = GrobidSettings(url=f"http://127.0.0.1:{server.getsockname()[1]}", timeout=0.5, retries=0)
        begun = time.monotonic()
        try:
            with pytest.raises(EngineError):
                Server(settings, wait=lambda _: None).full_text("x.pdf", b"%PDF-")
            assert time.monotonic() - begun < 10
        finally:
            stop.set()
