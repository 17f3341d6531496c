"""An encrypted PDF without its encryption, for a program that takes no password."""

from __future__ import annotations

from pathlib import Path

from surveyrefs.errors import EncryptedPdf
from surveyrefs.parse.embedded.pdf.library import pymupdf

_NO_ENCRYPTION = 1  # PDF_ENCRYPT_NONE, which PyMuPDF's annotations lack


def decrypted(path: Path, password: str, data: bytes) -> bytes:
    """Return a PDF's bytes without encryption; raise EncryptedPdf where the password does not open it."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        if not pdf.is_encrypted and not pdf.needs_pass:
            return data
        if pdf.needs_pass and not pdf.authenticate(password):
            raise EncryptedPdf(path)
        plain: bytes = pdf.tobytes(encryption=_NO_ENCRYPTION)
        return plain
