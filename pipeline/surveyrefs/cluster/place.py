"""A folder anywhere: on a disk, in an object store, in memory. Files are whole or not there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs import store
from surveyrefs.errors import BadSource, MissingLibrary, UnwritableOutput
from surveyrefs.store import MANIFEST, Manifest

AT_WORK = 10.0  # seconds within which a file that is being written may be another worker's: writing takes less than one
# Protocols and the libraries that fsspec needs for them.
_LIBRARIES = {
    "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "http": "fsspec[http]", "https": "fsspec[http]",
    "az": "adlfs", "abfs": "adlfs", "hf": "huggingface_hub", "sftp": "paramiko", "ssh": "paramiko",
}  # fmt: skip


def is_local(address: str) -> bool:
    """Tell whether an address is a path of this machine."""
    return "://" not in address


def local_path(address: str) -> str:
    """Return a path as an address for any folder that a program may run in; other addresses stay."""
    return str(Path(address).absolute()) if is_local(address) else address


def filesystem_of(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it. Raise MissingLibrary or BadSource."""
    try:
        import fsspec.core  # noqa: F401
    except ModuleNotFoundError as error:
        raise missing("fsspec") from error
    return _filesystem(local_path(address))


@cache
def _filesystem(address: str) -> tuple[Any, str]:
    import fsspec.core
    from fsspec.implementations.local import LocalFileSystem

    if is_local(address):  # a path may hold what looks like a chain of addresses
        return LocalFileSystem(), address
    protocol = address.split("://", 1)[0]
    try:
        filesystem, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        library = _LIBRARIES.get(protocol, str(error))
        text = f"addresses that begin with {protocol}:// need {library}, which is not installed"
        raise MissingLibrary(address, text, f"Install it, on all workers too: pip install '{library}'.") from error
    except ValueError as error:
        raise BadSource(address, f"the address cannot be understood ({error})") from error
    return filesystem, path


def missing(library: str) -> MissingLibrary:
    """Return the error of a library that the extra brings."""
    text = "a batch needs this library, which is not installed"
    return MissingLibrary(library, text, "Install it: pip install 'surveyrefs[cluster]'.")


class Place(msgspec.Struct, frozen=True, dict=True):
    """A folder by its address; names are relative to it, with `/` between."""

    address: str

    @property
    def local(self) -> Path | None:
        """The folder on this machine, None where it is elsewhere."""
        return Path(self.address) if is_local(self.address) else None

    @cached_property
    def _found(self) -> tuple[Any, str]:
        return filesystem_of(self.address)

    def _path(self, name: str) -> str:
        return f"{self._found[1].rstrip('/')}/{name}" if name else self._found[1]

    def read(self, name: str) -> bytes | None:
        """Return a file's bytes, None where there is no such file; raise BadSource where a store does not tell."""
        try:
            if self.local is not None:
                return (self.local / name).read_bytes()
            data: bytes = self._found[0].cat_file(self._path(name))
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except Exception as error:
            raise BadSource(f"{self.address}/{name}", f"it cannot be read ({told(error)})") from error
        return data

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all; raise UnwritableOutput."""
        if self.local is not None:
            store.write(self.local / name, data)
            return
        try:
            self._found[0].pipe_file(self._path(name), data)
        except Exception as error:
            raise UnwritableOutput(self.address, f"{name} cannot be written there ({told(error)})") from error

    def remove(self, name: str) -> None:
        """Remove a file, and locally the folders that this leaves empty."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if self.local is None:
                self._found[0].rm_file(self._path(name))
                return
            path = self.local / name
            path.unlink()
            with contextlib.suppress(OSError):
                while (path := path.parent) != self.local:
                    path.rmdir()

    def tidy(self, names: Iterable[str]) -> None:
        """Remove what workers that were killed left half-written where files of these names belong; a store has none.

        What another one is writing at this moment stays.
        """
        if self.local is not None:
            for folder in sorted({(self.local / name).parent for name in names}):
                store.remove_leftovers(folder, AT_WORK)

    def exists(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        if self.local is not None:
            return (self.local / name).is_file()
        return bool(self._found[0].isfile(self._path(name)))

    def folders(self, name: str) -> list[str]:
        """Return the names of the folders in a folder, sorted; none where it is not there."""
        if self.local is not None:
            try:
                return sorted(p.name for p in (self.local / name).iterdir() if p.is_dir())
            except (FileNotFoundError, NotADirectoryError):
                return []
        filesystem = self._found[0]
        filesystem.invalidate_cache()  # others write there too
        try:
            found = filesystem.ls(self._path(name), detail=True)
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(each["name"].rstrip("/").rsplit("/", 1)[-1] for each in found if each["type"] == "directory")

    def manifest(self, folder: str) -> Manifest | None:
        """Return the manifest of a paper's folder, None where there is none that can be read."""
        data = self.read(f"{folder}/{MANIFEST}")
        return store.manifest_of(data) if data is not None else None


def told(error: BaseException) -> str:
    """Return what an error of a library says, in one line."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(str(text).split())
