"""A run's files in the making: they are complete before the first of an earlier run is touched.

A run writes into a hidden folder beside the files that it will replace. Only when all is there, its manifest among it,
are the files moved into place, which takes no space: a failure, a kill or a full disk leaves the earlier files as they
were. A run killed while files are moved is finished by the next one.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from surveyrefs import store
from surveyrefs.errors import UnwritableOutput
from surveyrefs.store import MANIFEST, STAGES, Manifest

T = TypeVar("T")

EDITED = "edited"  # in the name of a copy of what a person edited
FOLDER = ".surveyrefs-run"
_FILES = "files"  # what will be moved, under its name
_RUNNING = "running.json"  # the manifest that stands while files are moved
_DIGEST = ".sha256"


class Draft:
    """The files of one run of one paper."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = folder / FOLDER
        self.digests: dict[str, str] = {}

    def stage(self, name: str, key: str, kind: type[T]) -> T | None:
        """Return a stage's result that a killed run left here under the same key, None where there is none."""
        try:
            sha = (self._place / (name + _DIGEST)).read_text(encoding="ascii")
        except (OSError, UnicodeError):
            return None
        found = store.load_stage(self._place / _FILES, name, key, kind, sha)
        if found is not None:
            self.digests[f"{STAGES}/{name}.json"] = sha
        return found

    def save_stage(self, name: str, key: str, result: object) -> None:
        """Keep a stage's result."""
        sha = store.save_stage(self._place / _FILES, name, key, result)
        store.write(self._place / (name + _DIGEST), sha.encode())
        self.digests[f"{STAGES}/{name}.json"] = sha

    def save(self, name: str, data: bytes) -> None:
        """Keep a file; one that is in place with these bytes stays there, so that its time does."""
        sha = self.digests[name] = store.digest(data)
        if not _has(self._folder / name, sha):
            store.write(self._place / _FILES / name, data)

    def publish(self, done: Manifest, old: dict[str, str]) -> None:
        """Move the files into place and remove those of `old` that are none of them; raise UnwritableOutput."""
        running = msgspec.structs.replace(done, status="running", files=dict(sorted((old | done.files).items())))
        _write_manifest(self._place / _RUNNING, running)
        _write_manifest(self._place / MANIFEST, done)
        try:
            for name in (*done.files, MANIFEST):
                path = self._folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.is_dir():
                    raise UnwritableOutput(self._folder.name, f"a folder stands where {name} belongs")
            (self._place / _RUNNING).replace(self._folder / MANIFEST)
            _finish(self._folder, running, done)
        except OSError as error:
            raise UnwritableOutput(self._folder.name, f"it cannot be written ({error.strerror})") from error

    def drop(self) -> None:
        """Remove what a run left here; the folder around it too where nothing else is in it."""
        shutil.rmtree(self._place, ignore_errors=True)
        with contextlib.suppress(OSError):
            self._folder.rmdir()


def keep_edited(folder: Path, old: Manifest | None, new: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Copy files of a run that were edited by hand before others take their places; return each with its copy.

    A file was edited where it is not what the manifest says. A killed run may not know what it left: it keeps nothing.
    """
    kept = []
    for name, sha in sorted(old.files.items()) if old is not None and old.status in store.FINISHED else ():
        path = folder / name
        if PurePosixPath(name).parts[0] == STAGES or not path.is_file():
            continue
        data = path.read_bytes()
        if store.digest(data) not in (sha, new.get(name)):
            copy = _copy_of(path, data)
            store.write(copy, data)
            kept.append((name, copy.relative_to(folder).as_posix()))
    return tuple(kept)


def _copy_of(path: Path, data: bytes) -> Path:
    """Return a free name beside the file, or that of a copy with the same bytes."""
    for n in itertools.count(1):
        copy = path.with_name(f"{path.stem}.{EDITED}{f'-{n}' if n > 1 else ''}{path.suffix}")
        if not copy.exists() or (copy.is_file() and copy.read_bytes() == data):
            return copy
    raise AssertionError


def settle(folder: Path) -> Manifest | None:
    """Finish a run that was killed while its files were moved, and return the folder's manifest, None without one."""
    found = store.find_manifest(folder)
    if found is None or found.status != "running":
        return found
    try:
        done = msgspec.json.decode((folder / FOLDER / MANIFEST).read_bytes(), type=Manifest)
        if done.files.items() <= found.files.items():
            _finish(folder, found, done)
    except (OSError, msgspec.MsgspecError, UnicodeError, UnwritableOutput):
        return found
    return store.find_manifest(folder)


def _finish(folder: Path, running: Manifest, done: Manifest) -> None:
    """Move what is still to be moved; the manifest comes last."""
    place = folder / FOLDER
    for name, sha in done.files.items():
        made = place / _FILES / name
        if made.is_file():
            if _has(folder / name, sha):
                made.unlink()
            else:
                made.replace(folder / name)
    store.remove(folder, [name for name in running.files if name not in done.files])
    (place / MANIFEST).replace(folder / MANIFEST)
    shutil.rmtree(place, ignore_errors=True)


def _has(path: Path, sha: str) -> bool:
    try:
        return path.is_file() and store.digest(path.read_bytes()) == sha
    except OSError:
        return False


def _write_manifest(path: Path, manifest: Manifest) -> None:
    store.write(path, store.manifest_bytes(manifest))
