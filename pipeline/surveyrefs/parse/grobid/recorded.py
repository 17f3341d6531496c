"""A GROBID server's answers kept in a folder: written once, read without the server.

The folder holds the TEI files and `answers.json`: the server's version, the flavour asked for, and by the SHA-256 of
each PDF its file and that file's SHA-256. A folder's address is a `file:` URL.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote, urlsplit

import msgspec

from surveyrefs.errors import BadSetting, EngineError

INDEX = "answers.json"
SUFFIX = ".tei.xml"
_SHOWN = 8  # digits of the folder's digest in the version: two folders of one server are not the same


class Answer(msgspec.Struct, frozen=True):
    """One recorded answer: the TEI's file name, empty where the server found nothing, and the file's SHA-256."""

    file: str
    sha256: str = ""


class Answers(msgspec.Struct, frozen=True):
    """What `answers.json` holds; `answers` by the PDF's SHA-256."""

    version: str
    flavor: str = ""
    answers: dict[str, Answer] = {}


def is_recorded(url: str) -> bool:
    """Tell whether an engine's address names a folder of recorded answers."""
    return urlsplit(url).scheme == "file"


def folder_of(url: str) -> Path:
    """Return the folder that a `file:` URL names."""
    return Path(path_of(url))


def path_of(url: str) -> str:
    """Return the path of a `file:` URL: with a drive (`file:///C:/x`) or a server (`file://server/share`) as Windows
    has them.
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.netloc and parts.netloc != "localhost":
        return f"//{parts.netloc}{path}"
    return path[1:] if PureWindowsPath(path[1:]).drive else path


def read_index(folder: Path) -> Answers:
    """Read a folder's index; raise BadSetting where it has none that can be read."""
    path = folder / INDEX
    try:
        return msgspec.json.decode(path.read_bytes(), type=Answers)
    except FileNotFoundError as error:
        remedy = "Record answers with surveyrefs record-tei, or name the folder that has them."
        reason = f"{folder} holds no recorded answers ({INDEX} is missing)"
        raise BadSetting("parse.grobid.url", reason, remedy) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise BadSetting("parse.grobid.url", f"{path} cannot be read ({error})", "Record them again.") from error


def write_index(folder: Path, index: Answers) -> None:
    """Write a folder's index, sorted, so that equal answers give equal bytes."""
    data = msgspec.json.format(msgspec.json.encode(index, order="sorted"), indent=2)
    part = folder / f".{INDEX}.part"
    part.write_bytes(data + b"\n")
    part.replace(folder / INDEX)


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def add_answer(folder: Path, index: Answers, pdf: bytes, name: str, body: bytes) -> Answers:
    """Store a server's answer to a PDF and return the index with it; a name that is taken gets the PDF's digest."""
    file = f"{name}{SUFFIX}" if body else ""
    if file and (folder / file).exists():
        file = f"{name}-{digest(pdf)[:_SHOWN]}{SUFFIX}"
    if body:
        (folder / file).write_bytes(body)
    answers = {**index.answers, digest(pdf): Answer(file, digest(body) if body else "")}
    index = msgspec.structs.replace(index, answers=answers)
    write_index(folder, index)
    return index


class Recorded:
    """Answers like a server, from a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = read_index(folder)

    @property
    def version(self) -> str:
        """The server that gave the answers, and which answers they are: a stage runs again when either changes."""
        digests = "".join(f"{pdf}{answer.sha256}" for pdf, answer in sorted(self._index.answers.items()))
        return f"{self._index.version}, recorded {digest(digests.encode())[:_SHOWN]}"

    def full_text(self, name: str, pdf: bytes) -> bytes:
        """Return the TEI recorded for a PDF, empty where nothing was found; raise EngineError for another PDF."""
        answer = self._index.answers.get(digest(pdf))
        if answer is None:
            reason = f"{self._folder} holds no answer for this PDF"
            raise EngineError(name, reason, "Record it with surveyrefs record-tei, or use --engine embedded.")
        if not answer.file:
            return b""
        try:
            body = (self._folder / answer.file).read_bytes()
        except OSError as error:
            reason = f"the recorded answer {answer.file} cannot be read ({error.strerror})"
            raise EngineError(name, reason, "Record it again.") from error
        if digest(body) != answer.sha256:
            raise EngineError(name, f"the recorded answer {answer.file} was changed", "Record it again.")
        return body
