"""A file as text and lines, such that writing them back gives the same bytes."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
BOM = "\ufeff"


def decode(data: bytes) -> str:
    """Return bytes as text; what is no UTF-8 becomes lone surrogates, which `encode` turns back."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Return the bytes that `decode` read."""
    return text.encode("utf-8", "surrogateescape")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines with their ends: LF, CRLF or CR, as Markdown has it."""
    return tuple(_LINE.findall(text))


def ending(line: str) -> str:
    """Return what ends a line, empty for a last line without end."""
    return line[len(line.rstrip("\r\n")) :]
