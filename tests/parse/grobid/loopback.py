"""A small HTTP server that speaks GROBID's contract, and can be told to misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

VERSION = "0.9.1"
TEI_TYPE = "application/xml"


@dataclass
class Reply:
    """An answer to a document. `declared` overrides Content-Length; `pause` seconds pass between its pieces."""

    status: int = 200
    body: bytes = b""
    media_type: str = TEI_TYPE
    declared: int | None = None
    pause: float = 0.0
    delay: float = 0.0


@dataclass
class Script:
    """What the server does: `reply` gives the answer to the n-th document (from 1), by its bytes."""

    reply: Callable[[int, bytes], Reply]
    alive: bool = True
    version: bytes = json.dumps({"version": VERSION, "revision": "abc1234"}).encode()
    pool: int = 4
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    documents: list[bytes] = field(default_factory=list)
    done: list[bytes] = field(default_factory=list)
    probes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class _Handler(BaseHTTPRequestHandler):
    script: Script

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        with self.script.lock:
            self.script.probes += 1
        if self.path == "/api/isalive":
            self._send(Reply(200, b"true" if self.script.alive else b"false", "text/plain"))
        elif self.path == "/api/version":
            self._send(Reply(200, self.script.version, "application/json"))
        elif self.path == "/api/health":
            body = json.dumps({"ready": True, "pool": {"maxActive": self.script.pool}}).encode()
            self._send(Reply(200, body, "application/json"))
        else:
            self._send(Reply(404, b"not here", "text/html"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/api/processFulltextDocument":
            self._send(Reply(404, b"not here", "text/html"))
            return
        form, pdf = read_form(self.headers["Content-Type"], body)
        with self.script.lock:
            self.script.forms.append(form)
            self.script.documents.append(pdf)
            reply = self.script.reply(len(self.script.documents), pdf)
            if reply.status == 200:
                self.script.done.append(pdf)
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        time.sleep(reply.delay)
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            if reply.declared != -1:
                self.send_header("Content-Length", str(len(reply.body) if reply.declared is None else reply.declared))
            self.send_header("Connection", "close")
            self.end_headers()
            if reply.pause:
                for at in range(len(reply.body)):
                    self.wfile.write(reply.body[at : at + 1])
                    time.sleep(reply.pause)
            else:
                self.wfile.write(reply.body)
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.close_connection = True


def read_form(content_type: str, body: bytes) -> tuple[dict[str, list[str]], bytes]:
    """Return the fields of a multipart form and the document under `input`."""
    message = BytesParser().parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields: dict[str, list[str]] = {}
    pdf = b""
    parts = message.get_payload()
    assert isinstance(parts, list)
    for part in parts:
        assert isinstance(part, Message)
        name = str(part.get_param("name", header="Content-Disposition"))
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        if name == "input":
            pdf = content
        else:
            fields.setdefault(name, []).append(content.decode())
    return fields, pdf


@contextmanager
def grobid(script: Script) -> Iterator[tuple[str, Callable[[], None]]]:
    """Run a server; give its URL and a function that makes it vanish."""
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    stopped = False

    def stop() -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            server.shutdown()
            server.server_close()

    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", stop
    finally:
        stop()
        thread.join(5)
