"""Where a batch finds papers: folders, lists, archives, stores; and what it says of those that cannot be read."""

from __future__ import annotations

import io
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest

from surveyrefs.cluster.sources import Source, Unread, find_sources, is_input, read_source
from surveyrefs.errors import BadSource, MissingLibrary

MEMBERS = {"b.pdf": b"B" * 70, "deep/a.PDF": b"A" * 50, "notes.txt": b"no paper", "list.md": b"- x", "deep/l.md": b"-"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def memory() -> Iterator[str]:
    """Give a folder in a store that is not this disk."""
    store = fsspec.filesystem("memory")
    store.pipe({f"/bucket/{name}": data for name, data in MEMBERS.items()})
    yield "memory://bucket"
    store.rm("/bucket", recursive=True)


def make_zip(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def make_tar(path: Path, members: dict[str, bytes], mode: str) -> None:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def found(*addresses: str, name_by: str = "file") -> list[tuple[Source, bytes]]:
    """Return the papers with their bytes, as coordinator or worker reads them."""
    papers = []
    for each in find_sources(addresses, name_by):
        assert not isinstance(each, Unread), each
        source, data = each
        assert source.carried == (data is not None)
        papers.append((source, data if data is not None else read_source(source)))
    return papers


def contents(*addresses: str) -> dict[str, bytes]:
    return {source.shown: data for source, data in found(*addresses)}


def problem(address: str) -> Unread:
    (only,) = find_sources([address], "file")
    assert isinstance(only, Unread)
    return only


def test_a_folder_gives_its_pdfs_and_the_lists_at_its_top(here: Path) -> None:
    for name, data in MEMBERS.items():
        path = here / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert contents("in") == {f"in/{n}": MEMBERS[n] for n in ("b.pdf", "deep/a.PDF", "list.md")}
    (first, _), *_ = found("in/")
    assert first.address == str(here / "in" / "b.pdf"), "a worker may run in another folder"
    assert (first.name, first.shown) == ("b", "in/b.pdf")
    assert "mtime=" in first.stamp
    assert "size=70" in first.stamp
    assert [s.name for s, _ in found("in", name_by="parent")] == ["in", "deep", "in"]


def test_a_paper_that_is_named_twice_is_done_once(here: Path) -> None:
    Path("in").mkdir()
    Path("in/a.pdf").write_bytes(b"a")
    assert list(contents("in/a.pdf", "in", "./in/a.pdf")) == ["in/a.pdf"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_archive_gives_its_members(here: Path, method: int) -> None:
    make_zip(here / "x.ZIP", MEMBERS | {"__MACOSX/b.pdf": b"?", "deep/._a.pdf": b"?"}, method)
    assert contents("x.ZIP") == {f"x.ZIP/{n}": MEMBERS[n] for n in ("b.pdf", "deep/a.PDF", "list.md")}


@pytest.mark.parametrize(
    ("name", "mode"), [("x.tar", "w"), ("x.tar.gz", "w:gz"), ("x.tgz", "w:gz"), ("x.tar.xz", "w:xz")]
)
def test_a_tar_archive_gives_its_members(here: Path, name: str, mode: str) -> None:
    make_tar(here / name, MEMBERS, mode)
    assert contents(name) == {f"{name}/{n}": MEMBERS[n] for n in ("b.pdf", "deep/a.PDF", "list.md")}


def test_a_store_gives_the_same_as_a_folder(memory: str, here: Path) -> None:
    assert contents(memory) == {f"{memory}/{n}": MEMBERS[n] for n in ("b.pdf", "deep/a.PDF", "list.md")}
    assert contents(f"{memory}/*.pdf") == {f"{memory}/b.pdf": MEMBERS["b.pdf"]}
    assert contents(f"{memory}/b.pdf") == {f"{memory}/b.pdf": MEMBERS["b.pdf"]}
    make_zip(here / "x.zip", MEMBERS)
    make_tar(here / "x.tar", MEMBERS, "w")
    for name in ("x.zip", "x.tar"):
        fsspec.filesystem("memory").pipe(f"/bucket/{name}", (here / name).read_bytes())
        assert contents(f"{memory}/{name}")[f"{memory}/{name}/deep/a.PDF"] == MEMBERS["deep/a.PDF"]


def test_a_list_names_sources_of_any_kind(here: Path, memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.pdf").write_bytes(b"a")
    make_zip(here / "x.zip", {"z.pdf": b"z"})
    lines = f"# what to read\n\na.pdf\n  x.zip\n{memory}/b.pdf\n"
    Path("all.txt").write_text(lines, encoding="utf-8")
    expected = {"a.pdf": b"a", "x.zip/z.pdf": b"z", f"{memory}/b.pdf": MEMBERS["b.pdf"]}
    assert contents("all.txt") == expected
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert contents("-") == expected
    fsspec.filesystem("memory").pipe("/bucket/there.txt", b"deep/a.PDF\n")
    assert list(contents(f"{memory}/there.txt")) == [f"{memory}/deep/a.PDF"]


def test_what_cannot_be_read_is_told_and_the_others_go_on(here: Path) -> None:
    Path("a.pdf").write_bytes(b"a")
    Path("torn.zip").write_bytes(b"PK\x03\x04 torn")
    Path("torn.tar").write_bytes(b"no archive" * 100)
    Path("torn.tar.gz").write_bytes(b"\x1f\x8b torn")
    Path("bad.txt").write_bytes(b"\xff\xfe\xff")
    Path("empty").mkdir()
    make_zip(here / "none.zip", {"notes.txt": b""})
    names = ["torn.zip", "torn.tar", "torn.tar.gz", "bad.txt", "empty", "none.zip", "gone.zip", "nope-*.pdf"]
    told = list(find_sources([*names, "a.pdf"], "file"))
    assert [t.shown for t in told if isinstance(t, Unread)] == names
    assert isinstance(told[-1], tuple)
    assert told[-1][0].shown == "a.pdf"
    assert problem("torn.zip").kind == "BadSource"
    for name in ("torn.zip", "torn.tar", "torn.tar.gz"):
        assert problem(name).message.startswith("the archive cannot be read (")
        assert problem(name).message.endswith("Get a sound copy of it.")
    assert problem("gone.zip").message == "there is no such archive. Check the path."
    assert "there is no PDF in this archive" in problem("none.zip").message
    assert "UTF-8" in problem("bad.txt").message
    assert "Check the pattern" in problem("nope-*.pdf").message


def test_a_member_that_is_damaged_costs_itself_only(here: Path) -> None:
    make_zip(here / "x.zip", {"a.pdf": b"A" * 500, "b.pdf": b"B" * 500}, zipfile.ZIP_STORED)
    path = here / "x.zip"
    path.write_bytes(path.read_bytes().replace(b"A" * 500, b"A" * 499 + b"?"))
    (first, second) = [s for each in find_sources(["x.zip"], "file") if isinstance(each, tuple) for s in each[:1]]
    with pytest.raises(BadSource, match=r"x\.zip/a\.pdf: this member .* sound copy"):
        read_source(first)
    assert read_source(second) == b"B" * 500


def test_an_address_of_a_store_whose_library_is_missing_stops_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    with pytest.raises(MissingLibrary, match="pip install 's3fs'"):
        list(find_sources(["s3://bucket-of-nobody/x"], "file"))


def test_addresses_of_the_web_are_named_without_their_query_and_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.cluster.sources.filesystem_of", lambda address: (None, address))
    (only,) = find_sources(["https://example.org/a/paper.pdf?download=1"], "file")
    assert isinstance(only, tuple)
    assert only[0].name == "paper"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(here: Path) -> Iterator[str]:
    """Give the address of a server of the current folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(here)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_server_of_the_web_gives_files(here: Path, web: str) -> None:
    pytest.importorskip("aiohttp", reason="fsspec reads the web by aiohttp")
    (here / "a.pdf").write_bytes(b"a")
    make_zip(here / "x.zip", MEMBERS)
    assert contents(f"{web}/a.pdf?x=1", f"{web}/a.pdf") == {f"{web}/a.pdf?x=1": b"a", f"{web}/a.pdf": b"a"}
    assert problem(f"{web}/x.zip").message.startswith("its server gives no parts of files. Download the archive")
    (gone,) = find_sources([f"{web}/gone.pdf"], "file")
    assert isinstance(gone, tuple)
    with pytest.raises(FileNotFoundError):
        read_source(gone[0])
    nobody = Source("http://127.0.0.1:9/a.pdf", "http://127.0.0.1:9/a.pdf", "a")
    with pytest.raises(Exception, match=r"Cannot connect|Connect call failed"):
        read_source(nobody)


@pytest.mark.parametrize(
    ("name", "read"),
    [("a.pdf", True), ("x/a.PDF", True), ("list.md", True), ("x/l.md", False), ("README.md", False), ("a.txt", False)],
)
def test_what_is_read_of_a_folder(name: str, read: bool) -> None:
    assert is_input(name) == read
