"""Artefacts of a run: atomic writes, content keys, stage results, the manifest and the lock of an output folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Generic, Literal, TypeVar

import msgspec

from surveyrefs.errors import DamagedRun, MissingRun, OutputInUse, UnwritableOutput

T = TypeVar("T")

MANIFEST = "manifest.json"
STAGES = "stages"
PACKAGE = Path(__file__).parent
TWINS = {"pymupdf": ("pymupdf-lite",)}  # the same module without a layout model that we never load: docs/install.md
PART = (".surveyrefs-", ".part")  # how the name of a half-written file begins and ends
FINISHED = ("done", "stale")  # statuses of a run whose files are whole
LOCK_WAIT = 3.0  # seconds: the processes of a run that was killed end at once, but not in the same moment
LARGE = 1 << 26  # bytes of a file of which only PIECES of PIECE bytes are read to tell it from others
PIECES, PIECE = 256, 1 << 16
INSTALLED = ".dist-info"  # how the name of the folder ends that tells of an installed distribution
CODE_SUFFIXES = (".pyc", ".md", ".typed")  # files that do not decide a result


class Artefact(msgspec.Struct, Generic[T], frozen=True):
    """A stage's result with the key that it was made under."""

    key: str
    result: T


class Manifest(msgspec.Struct, frozen=True):
    """What a run was and made. `files` maps each file that it wrote to its SHA-256; `stages` each stage to its key.

    A manifest that says "running" stands while files are moved into place: the run was killed if it is found later.
    One that says "stale" names whole files of an earlier run; the last one failed, and `message` says why.
    """

    survey: str
    status: Literal["running", "done", "stale"]
    surveyrefs: str
    sha256: str
    engine: str = ""
    engine_version: str = ""
    settings: dict[str, Any] = {}
    counts: dict[str, int] = {}
    stages: dict[str, str] = {}
    files: dict[str, str] = {}
    message: str = ""


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return what tells a file of any size from another: the SHA-256 of all of it, of a large one of pieces and size.

    A dump of gigabytes is replaced as a whole; reading it through would take longer than most runs.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= LARGE:
                return digest(file.read())
            total = hashlib.sha256(str(size).encode())
            for n in range(PIECES):
                file.seek((size - PIECE) * n // (PIECES - 1))
                total.update(file.read(PIECE))
            return total.hexdigest()
    except OSError:
        return ""


def key_of(*parts: str | bytes) -> str:
    """Return a key for the parts together; their borders count."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def encode(value: object) -> bytes:
    """Return the value as JSON, the same bytes for equal values."""
    return msgspec.json.encode(value, order="deterministic")


@cache
def code_version(sources: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Return a digest of source files and library versions: it changes whenever a result could.

    `sources` are files or folders under the package, such as "text" or "errors.py". A declared version number would
    spare reading them (milliseconds), but nobody raises it for every change that matters.
    """
    parts: list[str | bytes] = []
    for name in sorted(_source_files(sources)):
        with open(f"{PACKAGE}/{name}", "rb") as file:  # noqa: PTH123 -- a path takes as long to make as a file to read
            parts += [name, file.read()]
    for library in libraries:
        if found := library_version(library):
            parts += [library, found]
    return key_of(*parts)


def library_version(name: str) -> str:
    """Return the version of an installed distribution or of its twin (one module, two names), else nothing."""
    names = (name, *TWINS.get(name, ()))
    for distribution in names:
        if known := _folder_version(distribution):
            return known
    from importlib.metadata import PackageNotFoundError, version  # 20 ms that most installations need not pay

    for distribution in names:
        with contextlib.suppress(PackageNotFoundError):
            return version(distribution)
    return ""


@cache
def _installed() -> dict[str, str]:
    """Versions of the distributions on the path that say theirs in the name of a folder, as nearly all do."""
    found: dict[str, str] = {}
    for place in sys.path:
        with contextlib.suppress(OSError):
            for entry in os.listdir(place or "."):  # noqa: PTH208 -- names only: paths take ten times as long
                if entry.endswith(INSTALLED):
                    name, _, version = entry.removesuffix(INSTALLED).partition("-")
                    found.setdefault(name.lower().replace("_", "-").replace(".", "-"), version)
    return found


def _folder_version(distribution: str) -> str:
    return _installed().get(distribution, "")


def _source_files(sources: Iterable[str]) -> Iterable[str]:
    """Give the names of files under the package; text, since three hundred paths take longer to make than to read."""
    root = len(str(PACKAGE)) + 1
    for source in sources:
        path = PACKAGE / source
        if path.is_file():
            yield source
            continue
        for folder, folders, files in os.walk(path):
            # Python writes its caches here while other processes read: temporary files come and go.
            folders[:] = [name for name in folders if name != "__pycache__"]
            inside = folder[root:].replace(os.sep, "/")
            yield from (f"{inside}/{name}" for name in files if not name.endswith(CODE_SUFFIXES))


def write(path: Path, data: bytes) -> None:
    """Write the file whole or not at all, making its folder; raise UnwritableOutput.

    A file that already has these bytes is left alone, so that its time stays.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PART[0], suffix=PART[1], dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())  # mkstemp's 0600 would hide outputs from colleagues
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise UnwritableOutput(path.parent.name, f"it cannot be written ({error.strerror})") from error


@cache
def _umask() -> int:
    mask = os.umask(0)  # the only way to read it is to set it
    os.umask(mask)
    return mask


def save_stage(folder: Path, name: str, key: str, result: object) -> str:
    """Store a stage's result under its key, and return the digest of its file."""
    data = encode(Artefact(key, result))
    write(folder / STAGES / f"{name}.json", data)
    return digest(data)


def load_stage(folder: Path, name: str, key: str, kind: type[T], sha: str) -> T | None:
    """Return the stored result, or None where there is none of this key and digest that can be read."""
    try:
        data = (folder / STAGES / f"{name}.json").read_bytes()
        if f'"key":"{key}"'.encode() not in data[: len(key) + 16]:  # spares decoding a stale one
            return None
        if digest(data) != sha:  # a disk error or an editor: valid JSON may be wrong
            return None
        return msgspec.json.decode(data, type=Artefact[kind]).result  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def earlier_stage(folder: Path, name: str, kind: type[T], sha: str) -> T | None:
    """Return the stored result under whatever key, None where the file has another digest or cannot be read."""
    try:
        data = (folder / STAGES / f"{name}.json").read_bytes()
        if digest(data) != sha:
            return None
        return msgspec.json.decode(data, type=Artefact[kind]).result  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def read_stage(folder: Path, name: str, kind: type[T]) -> T:
    """Return a finished run's stage result, whatever its key; raise DamagedRun."""
    path = folder / STAGES / f"{name}.json"
    try:
        data = path.read_bytes()
        manifest = find_manifest(folder)
        if manifest and manifest.files.get(f"{STAGES}/{name}.json", sha := digest(data)) != sha:
            raise DamagedRun(path, "this file of the run was changed or damaged after it was written")
        return msgspec.json.decode(data, type=Artefact[kind]).result  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise DamagedRun(path) from error


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest."""
    write(folder / MANIFEST, manifest_bytes(manifest))


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, readable."""
    return msgspec.json.format(encode(manifest), indent=2) + b"\n"


def find_manifest(folder: Path) -> Manifest | None:
    """Return the folder's manifest, None where there is none that can be read. Files outside are not named."""
    try:
        return manifest_of((folder / MANIFEST).read_bytes())
    except OSError:
        return None


def manifest_of(data: bytes) -> Manifest | None:
    """Return the manifest that a file holds, None where it cannot be read. Files outside its folder are not named."""
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    if all(map(_inside, manifest.files)):
        return manifest
    return msgspec.structs.replace(manifest, files={n: sha for n, sha in manifest.files.items() if _inside(n)})


def _inside(name: str) -> bool:
    """Tell whether a file's name in a manifest stays in the manifest's folder."""
    path = PurePosixPath(name)
    # On Windows a drive leads out of any folder: folder / "C:/x" is C:/x.
    odd = path.is_absolute() or ".." in path.parts or not path.parts or bool(PureWindowsPath(name).drive)
    return not odd and "\\" not in name and "\0" not in name


def read_manifest(folder: Path) -> Manifest:
    """Return a finished run's manifest; raise MissingRun or DamagedRun."""
    if not (folder / MANIFEST).is_file():
        raise MissingRun(folder)
    manifest = find_manifest(folder)
    if manifest is None:
        raise DamagedRun(folder / MANIFEST)
    if manifest.status not in FINISHED:
        raise MissingRun(folder, "the run in this folder was not finished")
    return manifest


def intact(folder: Path, manifest: Manifest) -> bool:
    """Tell whether every file of the run is there as it was written."""
    try:
        return all(digest((folder / name).read_bytes()) == sha for name, sha in manifest.files.items())
    except OSError:
        return False


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove the files of a run, and the folders that this leaves empty. Files of others stay."""
    names = [name for name in names if _inside(name)]
    for name in names:
        path = folder / name
        if folder.resolve() in path.resolve().parents:  # a link in the folder must not lead out of it
            with contextlib.suppress(IsADirectoryError, PermissionError):  # a folder of that name is another's
                path.unlink(missing_ok=True)
    for path in sorted({(folder / name).parent for name in names} | {folder / STAGES, folder}, reverse=True):
        with contextlib.suppress(OSError):
            path.rmdir()


def remove_leftovers(folder: Path, age: float = 0.0) -> None:
    """Remove half-written files of a killed run, so many seconds old, from a folder (not from those in it)."""
    for path in folder.glob(f"{PART[0]}*{PART[1]}"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime >= age:
                path.unlink()


def remove_run(folder: Path, stages: Iterable[str]) -> None:
    """Remove all that a run of these stages left in the folder."""
    manifest = find_manifest(folder)
    files = list(manifest.files) if manifest else []
    remove(folder, [*files, *(f"{STAGES}/{name}.json" for name in stages), MANIFEST])


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep other runs out of an output folder; raise OutputInUse where one is at work.

    The lock is the operating system's and ends with the process. Where there is none (Windows, some network file
    systems) the run goes on without.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield
        return
    try:
        end = time.monotonic() + LOCK_WAIT
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > end:
                    raise OutputInUse(output) from error
                time.sleep(0.05)
                continue
            except OSError:  # no locks on this file system
                pass
            break
        yield
    finally:
        os.close(handle)
