"""A batch from and into an object store that speaks S3 or Google's protocol, by servers on this machine.

Their packages are not among the development requirements (they bring forty others); memory:// stands for a store in the
other tests. `pip install 'moto[server]' s3fs` and `pip install gcp-storage-emulator gcsfs` have these run.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from fsspec import config

from surveyrefs.cluster.batch import Batch
from surveyrefs.cluster.place import Place, _filesystem
from surveyrefs.cluster.sources import find_sources
from surveyrefs.cluster.work import Order
from tests.cluster.conftest import FakeClient, write_list
from tests.cluster.test_sources import make_tar, make_zip


@contextmanager
def s3_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    server = pytest.importorskip("moto.server", reason="moto's server is not installed").ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "any")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    _filesystem.cache_clear()
    _filesystem("s3://bucket")[0].mkdir("bucket")
    yield "s3://bucket"
    server.stop()


@contextmanager
def google_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")  # else it speaks gRPC, which the server does not
    pytest.importorskip("gcsfs", reason="gcsfs is not installed")
    monkeypatch.setitem(config.conf, "gs", {"token": "anon"})
    monkeypatch.setitem(config.conf, "gcs", {"token": "anon"})
    emulator = pytest.importorskip("gcp_storage_emulator.server", reason="gcp-storage-emulator is not installed")
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(emulator.server, "HTTPServer", ThreadingHTTPServer)  # its own answers one connection at a time
    server = emulator.create_server("localhost", port, in_memory=True, default_bucket="bucket")
    server.start()
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://localhost:{port}")
    _filesystem.cache_clear()
    yield "gs://bucket"
    server.stop()


@pytest.fixture(params=[s3_bucket, google_bucket])
def bucket(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address of an empty bucket."""
    with request.param(monkeypatch) as address:
        yield address
    _filesystem.cache_clear()


def run_batch(order: Order, *sources: str) -> tuple[int, int, int]:
    batch = Batch(FakeClient(), "", order, find_sources(sources, "file"), lambda *_: None, lambda *_: None)  # type: ignore[arg-type]
    batch.run()
    return batch.tally.done, batch.tally.fresh, batch.tally.failed


def test_from_a_bucket_into_a_bucket(bucket: str, order: Order, tmp_path: Path) -> None:
    store, _ = _filesystem(bucket)
    for name in ("a", "b", "c"):
        write_list(tmp_path / f"{name}.md", f"A work of {name}")
    make_zip(tmp_path / "x.zip", {"b.md": (tmp_path / "b.md").read_bytes()})
    make_tar(tmp_path / "x.tar", {"c.md": (tmp_path / "c.md").read_bytes()}, "w")
    for name in ("in/a.md", "x.zip", "x.tar"):
        store.pipe_file(f"bucket/{name}", (tmp_path / name.rsplit("/", maxsplit=1)[-1]).read_bytes())
    there = msgspec.structs.replace(order, place=Place(f"{bucket}/out"))
    sources = [f"{bucket}/in", f"{bucket}/x.zip", f"{bucket}/x.tar", f"{bucket}/gone.pdf"]
    assert run_batch(there, *sources) == (3, 0, 1)
    assert run_batch(there, *sources) == (0, 3, 1)
    assert run_batch(order, *(str(tmp_path / f"{name}.md") for name in "abc")) == (3, 0, 0)
    assert order.place.local is not None
    for part in ("papers", "dataset"):
        paths = order.place.local.glob(f"{part}/**/*.*")
        files = {path.relative_to(order.place.local).as_posix(): path.read_bytes() for path in paths}
        assert files
        assert {name: store.cat_file(f"bucket/out/{name}") for name in files} == files
        assert len(store.find(f"bucket/out/{part}")) == len(files)
