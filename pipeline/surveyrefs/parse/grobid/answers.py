"""What a GROBID server's answer means: done, empty, busy, worth another try, or final, and why."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["done", "empty", "busy", "again", "final", "setup"]

# The pool is full (503), or a proxy before the server says so in its own way.
BUSY = frozenset({429, 502, 503, 504})
OK = 200
EMPTY = 204
# Refusals that concern the file: handlers answer 500, the status mapper of newer versions 400 or 409.
REFUSED = frozenset({400, 409, 500})
_SHOWN = 160  # characters of a server's message in an error line
_CODE = re.compile(r"\[([A-Z][A-Z_]+)\]\s*")
_MARKUP = re.compile(r"<[^<>]{1,200}>")
_XML_TYPES = ("xml",)
_END = b"</TEI>"
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"  # a byte order mark and blanks

_RETRY_WITH_EMBEDDED = "Use --engine embedded for this file."
# GROBID's error codes → what happened, and what to do.
CODES = {
    "BAD_INPUT_DATA": (
        "the server could not open the file as a PDF",
        "Check that it opens in a viewer; repairing it, for example with qpdf, may help.",
    ),
    "NO_BLOCKS": (
        "the server found no text on the pages",
        "Add a text layer with an OCR program such as OCRmyPDF, or use --engine embedded.",
    ),
    "TOO_MANY_BLOCKS": (
        "the file has more text blocks than the server allows",
        "Raise blocksMax in the server's grobid.yaml, or use --engine embedded.",
    ),
    "TOO_MANY_TOKENS": (
        "the file has more words than the server allows",
        "Raise tokensMax in the server's grobid.yaml, or use --engine embedded.",
    ),
    "TIMEOUT": (
        "the server gave up after its own time limit, twice",
        "Raise the pdfalto time limit in the server's grobid.yaml, or use --engine embedded.",
    ),
    "TAGGING_ERROR": ("a model of the server failed on this file", _RETRY_WITH_EMBEDDED),
    "PARSING_ERROR": ("the server failed to read what it extracted from this file", _RETRY_WITH_EMBEDDED),
    "GENERAL": ("the server failed on this file", _RETRY_WITH_EMBEDDED),
    "PDFALTO_CONVERSION_FAILURE": (
        "the server's PDF reader (pdfalto) failed on this file",
        "Repairing the PDF, for example with qpdf, may help; or use --engine embedded.",
    ),
}
_SERVER_LOG = "See the server's log, or use --engine embedded."
_CHECK_URL = "Check the URL (--grobid-url or SURVEYREFS_GROBID_URL); surveyrefs doctor tells what is there."


class Answer(NamedTuple):
    """An HTTP answer: status, the whole body, and the media type as sent."""

    status: int
    body: bytes
    media_type: str = ""


class Verdict(NamedTuple):
    """What an answer means. "again" is worth one more try, "setup" concerns the server and not the file."""

    kind: Kind
    reason: str = ""
    remedy: str = ""


def judge(answer: Answer) -> Verdict:
    """Say what an answer to a document means."""
    status = answer.status
    if status == OK:
        return _judge_body(answer)
    if status == EMPTY:
        return Verdict("empty")
    if status in BUSY:
        reason = f"the GROBID server stayed busy (status {status})"
        return Verdict("busy", reason, "Try again later, or with fewer --jobs.")
    if status in REFUSED:
        return _judge_refusal(answer)
    return Verdict("setup", f"this is no answer of a GROBID server (status {status})", _CHECK_URL)


def _judge_body(answer: Answer) -> Verdict:
    if not answer.body.strip():
        return Verdict("again", "the GROBID server sent an empty answer", _SERVER_LOG)
    media = answer.media_type.lower()
    starts_as_xml = answer.body.lstrip(_BEFORE_XML).startswith(b"<")
    if (media and not any(kind in media for kind in _XML_TYPES)) or not starts_as_xml:
        return Verdict("setup", f"the server sent {media.split(';')[0] or 'something'} instead of TEI XML", _CHECK_URL)
    if not answer.body.rstrip().endswith(_END):
        return Verdict("again", "the GROBID server's answer is cut off", _SERVER_LOG)
    return Verdict("done")


def _judge_refusal(answer: Answer) -> Verdict:
    message = message_of(answer.body)
    code = _CODE.search(message)
    if code is None:
        detail = f": {message}" if message else ""
        return Verdict("final", f"the GROBID server refused this file (status {answer.status}{detail})", _SERVER_LOG)
    reason, remedy = CODES.get(code[1], ("the server failed on this file", _SERVER_LOG))
    return Verdict("again" if code[1] == "TIMEOUT" else "final", f"GROBID {code[1]}: {reason}", remedy)


def message_of(body: bytes) -> str:
    """Return the start of an error body on one line, markup taken out."""
    text = body[: 16 * _SHOWN].decode("utf-8", "replace")
    text = " ".join(_MARKUP.sub(" ", text).split())
    text = "".join(c for c in text if c.isprintable())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
