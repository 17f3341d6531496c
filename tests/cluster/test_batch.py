"""A batch over many papers: what is skipped, tried again, told, that its dataset has the same bytes in any order."""

from __future__ import annotations

import csv
import io
import tarfile
from collections.abc import Iterable
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import msgspec
import pytest
from distributed.comm.core import CommClosedError
from pyarrow import parquet

from surveyrefs.cluster import work
from surveyrefs.cluster.batch import Batch, Tally
from surveyrefs.cluster.claim import MARK
from surveyrefs.cluster.dataset import DATASET, build_shard, file_of, schema_of
from surveyrefs.cluster.ledger import FILE
from surveyrefs.cluster.place import Place
from surveyrefs.cluster.sources import find_sources
from surveyrefs.cluster.work import Order, Result
from surveyrefs.errors import DamagedRun, NoScheduler, UnfitWorker, UnwritableOutput
from surveyrefs.export.schema import TABLES
from tests.cluster.conftest import FakeClient, write_list
from tests.fakes import files_of

TITLES = {"a": ("A method", "Another method"), "b": ("A method", "A third"), "c": ("Something else",)}


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with three papers and one that is none."""
    for name, titles in TITLES.items():
        write_list(tmp_path / "in" / f"{name}.md", *titles)
    (tmp_path / "in" / "web.pdf").write_bytes(b"<html>")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "in"


def batch_of(order: Order, *sources: str, client: FakeClient | None = None, seen: list[Result] | None = None) -> Batch:
    heard = seen if seen is not None else []
    return Batch(
        client or FakeClient(), "tcp://there", order, find_sources(sources, "file"),  # type: ignore[arg-type]
        lambda result, _: heard.append(result), lambda _threads, _tally: None,
    )  # fmt: skip


def run_batch(order: Order, *sources: str, client: FakeClient | None = None) -> Tally:
    batch = batch_of(order, *sources, client=client)
    batch.run()
    return batch.tally


def rows_of(order: Order, name: str) -> list[dict[str, str]]:
    data = order.place.read(name)
    assert data is not None
    return list(csv.DictReader(io.StringIO(data.decode())))


def lasting(order: Order) -> dict[str, bytes]:
    """Return what a batch leaves but for its ledger, which knows times of files."""
    assert order.place.local is not None
    return {name: data for name, data in files_of(order.place.local).items() if name != FILE}


def elsewhere(order: Order, tmp_path: Path) -> Order:
    return msgspec.structs.replace(order, place=Place(str(tmp_path / "elsewhere")))


@pytest.mark.usefixtures("lists")
def test_good_and_bad_papers_are_listed_and_the_second_batch_has_nothing_to_do(order: Order) -> None:
    tally = run_batch(order, "in", "gone.zip")
    assert (tally.found, tally.done, tally.fresh, tally.failed, tally.looked) == (5, 3, 0, 2, True)
    failures = rows_of(order, "failures.csv")
    assert [(f["source"], f["survey"], f["error"], f["tries"]) for f in failures] == [
        ("gone.zip", "", "BadSource", "1"), ("in/web.pdf", "web", "NotAPdf", "1"),
    ]  # fmt: skip
    index = rows_of(order, "index.csv")
    assert [(row["source"], row["status"], row["references"]) for row in index] == [
        ("in/a.md", "done", "2"), ("in/b.md", "done", "2"), ("in/c.md", "done", "1"), ("in/web.pdf", "failed", ""),
    ]  # fmt: skip
    assert order.place.exists(f"{index[0]['folder']}/references.bib")
    before = lasting(order)
    assert MARK not in before
    client = FakeClient()
    tally = run_batch(order, "in", "gone.zip", client=client)
    assert (tally.done, tally.fresh, tally.failed) == (0, 3, 2)
    papers = [a[0].name for a in client.submitted if len(a) == 3]
    assert papers == ["web"], "what the ledger knows is not even read"
    assert lasting(order) == before


@pytest.mark.usefixtures("lists")
def test_without_a_ledger_the_papers_themselves_say_that_they_are_done(order: Order) -> None:
    run_batch(order, "in")
    before = lasting(order)
    order.place.write(FILE, b"nonsense\n{}\n")
    assert run_batch(order, "in").fresh == 3
    assert lasting(order) == before


def test_what_the_ledger_says_counts_only_while_all_is_as_it_was(order: Order, lists: Path) -> None:
    run_batch(order, "in/a.md")
    assert run_batch(order, "in/a.md").fresh == 1
    assert run_batch(msgspec.structs.replace(order, force=True), "in/a.md").done == 1
    write_list(lists / "a.md", "Changed")
    assert run_batch(order, "in/a.md").done == 1
    assert order.place.local is not None
    for manifest in order.place.local.rglob("manifest.json"):
        manifest.unlink()
    assert run_batch(order, "in/a.md").done == 1
    (lists / "a.corrections.toml").write_text("nonsense", encoding="utf-8")
    assert run_batch(order, "in/a.md").failed == 1


@pytest.mark.usefixtures("lists")
def test_the_same_papers_give_the_same_bytes_in_any_order(order: Order, tmp_path: Path) -> None:
    run_batch(order, "in")
    other = elsewhere(order, tmp_path)
    for source in ("in/c.md", "in/web.pdf", "in/b.md"):
        run_batch(other, source)
    run_batch(other, "in/a.md", "in/b.md", "in/c.md", "in/web.pdf")
    assert lasting(order) == lasting(other)
    assert any(name.startswith("dataset/references/shard=") for name in lasting(order))


def test_a_paper_under_two_names_is_one_survey_of_the_dataset(order: Order, lists: Path) -> None:
    (lists / "z.md").write_bytes((lists / "a.md").read_bytes())
    assert run_batch(order, "in/z.md", "in/a.md").done == 2
    assert [row["survey"] for row in rows_of(order, "index.csv")] == ["a", "z"]
    assert [row["survey"] for row in table(order, "surveys")] == ["a"]


def table(order: Order, name: str) -> list[dict[str, Any]]:
    assert order.place.local is not None
    rows: list[dict[str, Any]] = parquet.read_table(order.place.local / DATASET / name).to_pylist()
    return rows


@pytest.mark.usefixtures("lists")
def test_the_dataset_has_the_rows_of_all_papers_with_their_types(order: Order) -> None:
    run_batch(order, "in")
    index = rows_of(order, "index.csv")
    for name in TABLES:
        for paper in index[:3]:
            data = order.place.read(f"{paper['folder']}/{name}.csv")
            assert data is not None
            rows = [row for row in table(order, name) if row["sha256"] == paper["sha256"]]
            assert len(rows) == len(list(csv.reader(io.StringIO(data.decode())))) - 1
    works = table(order, "references")
    assert [type(works[0][column]) for column in ("title", "year", "confidence", "arxiv", "doi")] == [
        str, int, float, str, type(None),
    ]  # fmt: skip
    surveys = table(order, "surveys")
    assert sorted((s["survey"], s["references"], s["engine"]) for s in surveys) == [
        ("a", 2, "list"), ("b", 2, "list"), ("c", 1, "list"),
    ]  # fmt: skip
    assert list(surveys[0])[: len(schema_of("surveys"))] == list(schema_of("surveys"))


@pytest.mark.usefixtures("lists")
def test_a_shard_is_written_again_only_where_its_papers_changed(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    run_batch(order, "in")
    (paper, *_) = rows_of(order, "index.csv")
    shard = paper["sha256"][:2]
    written: list[str] = []
    monkeypatch.setattr(Place, "write", lambda _place, name, _data: written.append(name))
    assert build_shard(order.place, shard) >= 1
    assert not written
    order.place.remove(file_of("surveys", shard))
    build_shard(order.place, shard)
    assert written == [file_of(name, shard) for name in (*TABLES, "surveys")]
    order.place.remove(f"{paper['folder']}/manifest.json")
    if build_shard(order.place, shard) == 0:
        assert not order.place.exists(file_of("references", shard)), "nothing of papers that are gone"


@pytest.mark.usefixtures("lists")
def test_papers_of_an_earlier_version_have_the_columns_that_they_have(order: Order) -> None:
    run_batch(order, "in/a.md")
    (paper,) = rows_of(order, "index.csv")
    name = f"{paper['folder']}/references.csv"
    rows = list(csv.reader(io.StringIO((order.place.read(name) or b"").decode())))
    order.place.write(name, "".join(",".join(row[:4]) + "\n" for row in rows).encode())
    order.place.remove(file_of("surveys", paper["sha256"][:2]))
    build_shard(order.place, paper["sha256"][:2])
    assert [(row["title"], row["authors"]) for row in table(order, "references")] == [
        ("A method", None), ("Another method", None),
    ]  # fmt: skip
    order.place.remove(name)
    order.place.remove(file_of("surveys", paper["sha256"][:2]))
    with pytest.raises(DamagedRun, match=r"references\.csv: this file of a finished paper is missing"):
        build_shard(order.place, paper["sha256"][:2])


@pytest.mark.usefixtures("lists")
def test_a_crash_is_tried_again_and_so_often_only(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    from surveyrefs.errors import Crashed
    from surveyrefs.runner import failed

    order = msgspec.structs.replace(order, tries=3)
    real, crashes = work._Seat.run, [2]

    def run(seat: Any, paper: Any) -> Any:
        crashes[0] -= 1
        if crashes[0] >= 0:
            return failed(paper, seat.order.plan(seat.folder), Crashed(paper.path))
        return real(seat, paper)

    monkeypatch.setattr(work._Seat, "run", run)
    assert run_batch(order, "in/a.md").done == 1
    crashes[0] = 3
    assert run_batch(order, "in/b.md").failed == 1
    assert [(f["error"], f["tries"]) for f in rows_of(order, "failures.csv")] == [("Crashed", "3")]


@pytest.mark.usefixtures("lists")
def test_a_paper_that_workers_die_of_is_a_failure_of_its_own(order: Order) -> None:
    from distributed import KilledWorker

    client = FakeClient()
    lost = KilledWorker("task", None, 4)  # type: ignore[arg-type]
    client.lose = lambda a: lost if len(a) == 3 and a[0].name == "b" else None
    tally = run_batch(order, "in/a.md", "in/b.md", "in/c.md", client=client)
    assert (tally.done, tally.failed) == (2, 1)
    assert [f["error"] for f in rows_of(order, "failures.csv")] == ["WorkersLost"]


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    ("error", "raised", "words"),
    [
        (CancelledError(), NoScheduler, "tcp://there: the Dask scheduler is gone"),
        (CommClosedError("reset by peer"), NoScheduler, "tcp://there: the Dask scheduler is gone"),
        (ModuleNotFoundError("No module named 'surveyrefs'"), UnfitWorker, "cannot run surveyrefs .*pip|cannot run"),
    ],
)
def test_what_ends_a_batch_leaves_lists_of_what_is_done(
    error: BaseException, raised: type[Exception], words: str, order: Order
) -> None:
    client = FakeClient()
    client.lose = lambda a: error if a[0].name == "c" else None
    with pytest.raises(raised, match=words):
        run_batch(order, "in/a.md", "in/c.md", client=client)
    assert [row["survey"] for row in rows_of(order, "index.csv")] == ["a"]
    assert not order.place.exists(MARK)
    assert run_batch(order, "in/a.md", "in/c.md").fresh == 1


@pytest.mark.usefixtures("lists")
def test_a_client_that_lost_its_scheduler_ends_the_batch(order: Order) -> None:
    client = FakeClient()
    client.status = "connecting"
    with pytest.raises(NoScheduler, match="gone"):
        run_batch(order, "in", client=client)


@pytest.mark.usefixtures("lists")
def test_a_worker_that_is_unfit_ends_the_batch(order: Order) -> None:
    work._check_worker.cache_clear()
    with pytest.raises(UnfitWorker, match=r"another version .* start the workers again"):
        run_batch(msgspec.structs.replace(order, recipe="other"), "in")


@pytest.mark.usefixtures("lists")
def test_files_that_workers_do_not_see_are_sent_to_them(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "read_source", _not_there)
    client = FakeClient()
    tally = run_batch(order, "in/a.md", "in/b.md", client=client)
    assert (tally.done, tally.failed) == (2, 0)
    sent = [a[0].name for a in client.submitted if len(a) == 3 and a[2] is not None]
    assert sorted(sent) == ["a", "b"]


def _not_there(_source: Any) -> bytes:
    raise FileNotFoundError


def test_members_of_a_compressed_archive_travel_with_their_jobs(order: Order, lists: Path) -> None:
    with tarfile.open("x.tar.gz", "w:gz") as archive:
        archive.add(lists / "a.md", "a.md")
    assert run_batch(order, "x.tar.gz").done == 1
    assert [row["source"] for row in rows_of(order, "index.csv")] == ["x.tar.gz/a.md"]
    assert run_batch(order, "x.tar.gz").fresh == 1


def test_a_folder_of_extract_is_not_written_into(order: Order) -> None:
    order.place.write("index.csv", b"survey,status\n")
    with pytest.raises(UnwritableOutput, match=r"index\.csv of another kind"):
        batch_of(order, "in")
    assert order.place.read("index.csv") == b"survey,status\n"


@pytest.mark.usefixtures("lists")
def test_no_more_papers_are_handed_out_than_the_workers_can_soon_take(order: Order) -> None:
    taken = 0

    def many() -> Iterable[Any]:
        nonlocal taken
        for found in list(find_sources(["in/a.md"], "file")) * 100:
            taken += 1
            yield found

    batch = batch_of(order)
    batch.sources = iter(many())
    batch.told = lambda _result, _tally: (_ for _ in ()).throw(InterruptedError)
    with pytest.raises(InterruptedError):
        batch.run()
    assert taken < 20
