"""What a worker does with a paper: the files of `extract`, delivered so that nothing misleads, whatever strikes."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import fsspec
import msgspec
import pytest

from surveyrefs import store
from surveyrefs.cluster import work
from surveyrefs.cluster.claim import MARK, MARKS
from surveyrefs.cluster.place import Place
from surveyrefs.cluster.sources import Source, read_source
from surveyrefs.cluster.work import Order, do_paper, folder_of
from surveyrefs.runner import Paper, Plan, run_paper
from surveyrefs.settings import ExportSettings, Settings
from surveyrefs.stages import list_stages, standard_stages
from tests.cluster.conftest import write_list
from tests.fakes import files_of


def source_of(path: Path) -> Source:
    return Source(path.name, str(path), path.stem)


def files_in(order: Order, sha256: str, name: str) -> dict[str, bytes]:
    assert order.place.local is not None
    return files_of(order.place.local / folder_of(sha256, name))


def test_the_files_are_those_of_extract(order: Order, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.md", "A method", "Another method")
    result = do_paper(source_of(path), order)
    assert result.outcome.status == "done", result.outcome.message
    assert result.sha256 == store.digest(path.read_bytes())
    run_paper(Paper(path, "a"), Plan(tmp_path / "out", Settings(), standard_stages, lists=list_stages))
    assert files_in(order, result.sha256, "a") == files_of(tmp_path / "out" / "a")


def test_a_paper_that_is_done_is_not_done_again_until_something_changed(order: Order, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    first = do_paper(source_of(path), order)
    assert not first.outcome.fresh
    again = do_paper(source_of(path), order)
    assert again.outcome.fresh
    assert again.outcome.counts == first.outcome.counts
    assert order.place.local is not None
    damaged = order.place.local / first.folder / "references.csv"
    damaged.unlink()
    assert not do_paper(source_of(path), order).outcome.fresh
    assert damaged.is_file(), "what was lost is made again"
    settings = Settings(export=ExportSettings(dialects=("biblatex",)))
    other = msgspec.structs.replace(order, settings=settings, recipe=work.recipe_of(settings))
    assert not do_paper(source_of(path), other).outcome.fresh
    assert (damaged.parent / "references.biblatex.bib").is_file()
    assert not (damaged.parent / "references.zotero.bib").exists(), "files of the run before go"
    assert not do_paper(source_of(path), msgspec.structs.replace(other, force=True)).outcome.fresh


def test_an_object_store_gets_the_same_bytes_as_a_folder(order: Order, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    here = do_paper(source_of(path), order)
    place = Place("memory://results/of/mine")
    place.write(MARK, b"here")
    there = msgspec.structs.replace(order, place=place)
    result = do_paper(source_of(path), there)
    memory = fsspec.filesystem("memory")
    root = f"/results/of/mine/{result.folder}/"
    try:
        files = {name.removeprefix(root): memory.cat_file(name) for name in memory.find(root)}
        assert files == files_in(order, here.sha256, "a")
        assert do_paper(source_of(path), there).outcome.fresh
        assert place.folders("papers") == [result.sha256[:2]]
        place.remove(f"{result.folder}/references.bib")
        assert not do_paper(source_of(path), there).outcome.fresh
    finally:
        memory.rm("/results", recursive=True)


@pytest.mark.parametrize("writes", range(1, 18, 4))
def test_a_worker_lost_while_it_delivers_leaves_what_the_next_one_mends(
    writes: int, order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    old = msgspec.structs.replace(order, settings=Settings(export=ExportSettings(dialects=("jabref",))))
    old = msgspec.structs.replace(old, recipe=work.recipe_of(old.settings))
    folder = do_paper(source_of(path), old).folder
    real, left = Place.write, [writes]

    def write(place: Place, name: str, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        real(place, name, data)

    monkeypatch.setattr(Place, "write", write)
    with pytest.raises(KeyboardInterrupt):
        do_paper(source_of(path), order)
    monkeypatch.setattr(Place, "write", real)
    manifest = order.place.manifest(folder)
    assert manifest is not None
    assert manifest.status == "running"
    assert do_paper(source_of(path), order).outcome.status == "done"
    run_paper(Paper(path, "a"), Plan(tmp_path / "out", Settings(), standard_stages, lists=list_stages))
    assert order.place.local is not None
    assert files_of(order.place.local / folder) == files_of(tmp_path / "out" / "a")


def test_half_written_files_of_a_worker_that_was_killed_go(order: Order, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    assert order.place.local is not None
    folder = order.place.local / folder_of(store.digest(path.read_bytes()), "a")
    old, new = (folder / f"{store.PART[0]}{n}{store.PART[1]}" for n in ("old", "new"))
    deep = folder / store.STAGES / old.name
    for file in (old, new, deep):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"{")
    for file in (old, deep):
        os.utime(file, (0, 0))
    assert do_paper(source_of(path), order).outcome.status == "done"
    assert not old.exists()
    assert not deep.exists()
    assert new.exists(), "another worker may be writing it"


def test_a_failure_keeps_what_is_there_and_marks_it(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    result = do_paper(source_of(path), order)
    before = files_in(order, result.sha256, "a")
    failing = msgspec.structs.replace(order, force=True)
    with monkeypatch.context() as patch:
        patch.setattr("surveyrefs.lists.read.read_list", lambda *_: 1 / 0)
        failed = do_paper(source_of(path), failing)
    assert failed.outcome.kind == "InternalError"
    assert failed.outcome.stale
    after = files_in(order, result.sha256, "a")
    assert {n: d for n, d in after.items() if n != "manifest.json"} == {
        n: d for n, d in before.items() if n != "manifest.json"
    }
    assert b'"stale"' in after["manifest.json"]
    assert do_paper(source_of(path), order).outcome.status == "done"
    assert files_in(order, result.sha256, "a") == before


def test_edits_by_hand_are_kept_beside_the_new_file(order: Order, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    folder = do_paper(source_of(path), order).folder
    assert order.place.local is not None
    edited = order.place.local / folder / "references.csv"
    right = edited.read_bytes()
    edited.write_bytes(b"mine")
    result = do_paper(source_of(path), order)
    assert result.outcome.kept == (("references.csv", "references.edited.csv"),)
    assert edited.read_bytes() == right
    assert edited.with_name("references.edited.csv").read_bytes() == b"mine"


def test_corrections_beside_a_paper_are_applied(order: Order, tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    assert not do_paper(source_of(path), order).outcome.fresh
    path.with_suffix(".corrections.toml").write_text("no corrections at all", encoding="utf-8")
    assert do_paper(source_of(path), order).outcome.kind == "BadCorrections"
    assert do_paper(source_of(path), msgspec.structs.replace(order, correct=False)).outcome.fresh


def test_what_cannot_be_read_is_told_with_its_kind(order: Order, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "web.pdf").write_bytes(b"<html>")
    names = ("empty.pdf", "gone.pdf", "web.pdf")
    kinds = {name: do_paper(source_of(tmp_path / name), order).outcome.kind for name in names}
    assert kinds == {"empty.pdf": "EmptyFile", "gone.pdf": "MissingFile", "web.pdf": "NotAPdf"}


def test_a_source_is_read_again_where_a_store_has_a_bad_moment(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_list(tmp_path / "a.md", "A method")
    failures = [OSError("reset by peer")] * 2
    slept: list[float] = []

    def read(source: Source) -> bytes:
        if failures:
            raise failures.pop()
        return read_source(source)

    monkeypatch.setattr(work, "read_source", read)
    monkeypatch.setattr("time.sleep", slept.append)
    assert do_paper(source_of(path), msgspec.structs.replace(order, tries=3)).outcome.status == "done"
    assert slept == [1.0, 2.0]
    failures[:] = [OSError("reset by peer")] * 2
    failed = do_paper(source_of(path), msgspec.structs.replace(order, tries=2)).outcome
    assert failed.kind == "BadSource"
    assert "OSError: reset by peer), tried 2 times" in failed.message


def test_a_worker_that_would_do_otherwise_says_so(
    order: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = source_of(write_list(tmp_path / "a.md", "A method"))

    def refused(order: Order) -> str:
        work._check_worker.cache_clear()
        outcome = do_paper(source, order).outcome
        assert outcome.kind == "UnfitWorker"
        return outcome.message

    assert "another version" in refused(msgspec.structs.replace(order, recipe="other"))
    message = refused(msgspec.structs.replace(order, mark="other"))
    assert f"does not see {order.place.address}" in message
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    assert "DASK_DISTRIBUTED__WORKER__DAEMON=False" in refused(order)
    assert not order.place.exists("papers")
    assert order.place.folders(MARKS) == []
