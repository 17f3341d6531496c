"""Where papers come from: files, folders, lists of addresses and archives, on disks and in object stores.

Looking for papers opens none of them. What an archive holds is found by its directory, so that each worker reads its
own members; only a compressed tar archive has none, and is read once, in its order, by the coordinator.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import msgspec

from surveyrefs.cluster.place import filesystem_of, is_local, local_path, told
from surveyrefs.errors import BadSource, LargeFile, MissingLibrary, NoInput, SurveyrefsError
from surveyrefs.inputs import ABOUT_FOLDERS, PDF_SUFFIX, name_of
from surveyrefs.runner import LIST_SUFFIXES, MAX_BYTES

LISTS = (".txt", ".list")  # of addresses, one a line
ZIPS = (".zip",)
TARS = (".tar",)
PACKED_TARS = (".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
STANDARD_INPUT = "-"
PATTERN = "*"
# What tells a store's version of a file from its next one: of these, what it says, with the size.
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "generation", "mtime", "last_modified", "LastModified", "updated")
_HIDDEN = ("__MACOSX/", "._")  # what macOS adds to archives: no papers


class Source(msgspec.Struct, frozen=True):
    """A paper by where it is: `shown` as the user wrote it, `address` for a program anywhere, `name` of the survey.

    `member` is its name in an archive, `start` where its bytes are there if they lie plain, `size` how many they are,
    0 where it is not known. `stamp` changes with the file, and is empty where nobody tells. A `carried` one is read by
    the coordinator.
    """

    shown: str
    address: str
    name: str
    stamp: str = ""
    member: str = ""
    start: int = -1
    size: int = 0
    carried: bool = False


class Unread(msgspec.Struct, frozen=True):
    """A source in which no paper could be looked for, and why."""

    shown: str
    kind: str
    message: str


# A source with its bytes where the coordinator had to read them.
Found = tuple[Source, bytes | None]


def find_sources(addresses: Sequence[str], name_by: str) -> Iterator[Found | Unread]:
    """Give the papers of all addresses, each once, in their order; what cannot be read is told in its place.

    Raise MissingLibrary where a kind of address needs a library that is not there.
    """
    seen: set[tuple[str, str]] = set()
    for address in addresses:
        for found in _guarded(address, lambda a: _listed(a, name_by)):
            if isinstance(found, Unread):
                yield found
                continue
            key = (found[0].address, found[0].member)
            if key not in seen:
                seen.add(key)
                yield found


def _guarded(address: str, look: Callable[[str], Iterator[Found | Unread]]) -> Iterator[Found | Unread]:
    """Tell what stops a search as the source's own failure: the others go on."""
    try:
        yield from look(address)
    except MissingLibrary:
        raise
    except SurveyrefsError as error:
        yield Unread(address, type(error).__name__, error.explanation())
    except Exception as error:  # noqa: BLE001 -- whatever a store's library raises
        problem = BadSource(address, f"this source cannot be read ({told(error)})")
        yield Unread(address, "BadSource", problem.explanation())


def _listed(address: str, name_by: str) -> Iterator[Found | Unread]:
    """Give the papers of an address, of a list's addresses too."""
    if address != STANDARD_INPUT and not (address.lower().endswith(LISTS) and not _is_folder(address)):
        yield from _papers(address, name_by)
        return
    text = sys.stdin.read() if address == STANDARD_INPUT else _text_of(address)
    base = "" if is_local(address) else address.rsplit("/", 1)[0] + "/"
    for line in text.splitlines():
        entry = line.strip()
        if entry and not entry.startswith("#"):
            full = base + entry if base and is_local(entry) and not entry.startswith("/") else entry
            yield from _guarded(full, lambda a: _papers(a, name_by))


def _text_of(address: str) -> str:
    filesystem, path = filesystem_of(address)
    try:
        text: str = filesystem.cat_file(path).decode("utf-8")
    except UnicodeError as error:
        raise BadSource(address, "this list is no UTF-8 text", "Give a text file with an address a line.") from error
    return text


def _is_folder(address: str) -> bool:
    if is_web(address):  # to be asked, a server would send the whole file
        return address.endswith("/")
    filesystem, path = filesystem_of(address)
    return bool(filesystem.isdir(path))


def _papers(address: str, name_by: str) -> Iterator[Found | Unread]:
    lowered = address.lower()
    kinds: dict[tuple[str, ...], Callable[[str, str], Iterator[Found]]] = {
        ZIPS: _zipped, TARS: _tarred, PACKED_TARS: _packed
    }  # fmt: skip
    for suffixes, look in kinds.items():
        if lowered.endswith(suffixes) and not _is_folder(address):
            yield from look(address, name_by)
            return
    filesystem, path = filesystem_of(address)
    single = not is_local(address) and lowered.endswith(PDF_SUFFIX) and PATTERN not in address
    if single or (is_web(address) and not _is_folder(address)):
        # A store is not asked for each of a million files of a list; one that is not there fails when it is read.
        yield Source(address, address, _name(path, name_by)), None
    elif _is_folder(address):
        yield from _of_folder(address, filesystem, path, name_by)
    elif PATTERN in path and not filesystem.exists(path):
        found = sorted(filesystem.glob(path))
        if not found:
            raise NoInput(address, "nothing has a name like this", "Check the pattern.")
        for each in found:
            yield from _papers(_address(address, each), name_by)
    else:  # a missing one fails later, as that paper's own error
        yield Source(address, local_path(address), _name(path, name_by), _stamp(filesystem, path)), None


def _name(path: str, name_by: str) -> str:
    return name_of(Path(path.split("?", 1)[0] if is_web(path) else path), name_by)


def is_web(path: str) -> bool:
    """Tell whether an address has a query behind its path."""
    return path.startswith(("http://", "https://"))


def _of_folder(address: str, filesystem: Any, path: str, name_by: str) -> Iterator[Found]:
    infos = filesystem.find(path, detail=True)
    start = path.rstrip("/") + "/"
    names = [each for each in sorted(infos) if is_input(each.removeprefix(start))]
    if not names:
        raise NoInput(address)
    for each in names:
        shown = f"{address.rstrip('/')}/{each.removeprefix(start)}"
        info = infos[each]
        name = _name(each, name_by)
        yield Source(shown, local_path(shown), name, _stamp_of(info), size=info.get("size") or 0), None


def _address(like: str, path: str) -> str:
    """Return the address of a path of the file system that another address is of."""
    if is_local(like) or not is_local(path):
        return path
    return f"{like.split('://', 1)[0]}://{path.lstrip('/')}"


def is_input(name: str) -> bool:
    """Tell whether a file of a folder or archive is read: PDFs everywhere, paper lists only at the top."""
    lowered = name.lower()
    base = lowered.rpartition("/")[2]
    if name.startswith(_HIDDEN[0]) or base.startswith(_HIDDEN[1]):
        return False
    about = base.rsplit(".", 1)[0] in ABOUT_FOLDERS
    return lowered.endswith(PDF_SUFFIX) or (lowered.endswith(LIST_SUFFIXES) and "/" not in name and not about)


def _stamp(filesystem: Any, path: str) -> str:
    try:
        return _stamp_of(filesystem.info(path))
    except Exception:  # noqa: BLE001 -- a server that tells nothing of a file may still give it
        return ""


def _stamp_of(info: dict[str, Any]) -> str:
    told = [f"{key}={info[key]}" for key in _STAMPS if info.get(key)]
    return ";".join([*told, f"size={info.get('size')}"]) if told else ""


# -- archives ---------------------------------------------------------------------------------------------------------


def _zipped(address: str, name_by: str) -> Iterator[Found]:
    filesystem, path = filesystem_of(address)
    stamp = _stamp(filesystem, path)
    try:
        with filesystem.open(path, "rb") as file, zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise _bad_archive(address, error) from error
    yield from _members(
        address, name_by, ((i.filename, f"{stamp};crc={i.CRC}" if stamp else "", -1, i.file_size) for i in infos)
    )


def _tarred(address: str, name_by: str) -> Iterator[Found]:
    filesystem, path = filesystem_of(address)
    stamp = _stamp(filesystem, path)
    try:
        with filesystem.open(path, "rb") as file, tarfile.open(fileobj=file, mode="r:") as archive:
            found = [(m.name, stamp, m.offset_data, m.size) for m in archive if m.isreg() and not m.issparse()]
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise _bad_archive(address, error) from error
    yield from _members(address, name_by, found)


def _members(address: str, name_by: str, found: Any) -> Iterator[Found]:
    count = 0
    for member, stamp, start, size in found:
        if is_input(member):
            count += 1
            yield _source_in(address, member, name_by, stamp, start, size), None
    if not count:
        raise NoInput(address, "there is no PDF in this archive")


def _source_in(address: str, member: str, name_by: str, stamp: str, start: int, size: int) -> Source:
    name = _name(f"{address}/{member}", name_by)
    return Source(f"{address}/{member}", local_path(address), name, stamp, member, start, size)


def _packed(address: str, name_by: str) -> Iterator[Found]:
    """Give the members of a compressed tar archive with their bytes: it can be read from its beginning only."""
    filesystem, path = filesystem_of(address)
    count = 0
    try:
        with filesystem.open(path, "rb") as file, tarfile.open(fileobj=file, mode="r|*") as archive:
            for member in archive:
                if not member.isreg() or not is_input(member.name):
                    continue
                count += 1
                source = _source_in(address, member.name, name_by, "", -1, member.size)
                data = _bounded(archive.extractfile(member), source.shown)
                yield msgspec.structs.replace(source, carried=True), data
    except (tarfile.TarError, EOFError, OSError) as error:
        raise _bad_archive(address, error) from error
    if not count:
        raise NoInput(address, "there is no PDF in this archive")


def _bad_archive(address: str, error: Exception) -> BadSource:
    if isinstance(error, FileNotFoundError):
        return BadSource(address, "there is no such archive", "Check the path.")
    if is_web(address) and isinstance(error, ValueError):
        return BadSource(address, "its server gives no parts of files", "Download the archive, and give its path.")
    return BadSource(address, f"the archive cannot be read ({told(error)})", "Get a sound copy of it.")


def _bounded(file: IO[bytes] | None, shown: str) -> bytes:
    data = file.read(MAX_BYTES + 1) if file is not None else b""
    if len(data) > MAX_BYTES:
        raise LargeFile(shown)
    return data


def read_source(source: Source) -> bytes:
    """Return a paper's bytes, from an archive too; raise OSError or what the store's library raises."""
    filesystem, path = filesystem_of(source.address)
    if source.size > MAX_BYTES:
        raise LargeFile(source.shown)
    data: bytes
    if not source.member:
        if is_local(source.address):
            with filesystem.open(path, "rb") as file:
                return _bounded(file, source.shown)
        data = filesystem.cat_file(path)  # one request, and an error that says what is wrong
        return data
    if source.start >= 0:
        data = filesystem.cat_file(path, start=source.start, end=source.start + source.size)
        return data
    archive = _opened(source.address, source.stamp)
    try:
        with archive.open(source.member) as member:
            return _bounded(member, source.shown)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:  # damaged, unknown, encrypted
        reason = f"this member of the archive cannot be read ({told(error)})"
        raise BadSource(source.shown, reason, "Get a sound copy of the archive, or unpack it.") from error


@lru_cache(maxsize=4)
def _opened(address: str, _stamp: str) -> zipfile.ZipFile:
    """Return an archive with its directory read; several threads may read its members."""
    filesystem, path = filesystem_of(address)
    return zipfile.ZipFile(filesystem.open(path, "rb"))
