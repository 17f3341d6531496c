from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs import store
from surveyrefs.errors import UnwritableOutput
from surveyrefs.model.problem import Problem
from surveyrefs.stages import standard_stages
from surveyrefs.store import Manifest


def test_write_replaces_whole_files_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    store.write(path, b"one")
    store.write(path, b"two")
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]
    assert path.read_bytes() == b"two"


def test_write_gives_the_usual_permissions(tmp_path: Path) -> None:
    store.write(tmp_path / "a", b"x")
    plain = tmp_path / "b"
    plain.write_bytes(b"x")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_writing_the_same_bytes_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    store.write(path, b"x")
    os.utime(path, (1, 1))
    store.write(path, b"x")
    assert path.stat().st_mtime == 1


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    store.write(path, b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnwritableOutput, match="No space left"):
        store.write(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == b"old"


def test_stage_results_come_back_under_their_key_only(tmp_path: Path) -> None:
    problem = Problem("a-code", "text “with” ﬁ ligature", page=3, box=(0.5, 1.0, 2.0, 3.0))
    sha = store.save_stage(tmp_path, "x", "k1", problem)
    assert store.load_stage(tmp_path, "x", "k1", Problem, sha) == problem
    assert store.load_stage(tmp_path, "x", "k2", Problem, sha) is None
    assert store.load_stage(tmp_path, "y", "k1", Problem, sha) is None
    assert store.load_stage(tmp_path, "x", "k1", Problem, "0" * 64) is None


@pytest.mark.parametrize(
    "damage", [b"", b'{"key":"k1","result":', b'{"key":"k1","result":3}', b'{"key":"k1"}', b"\xff\xfe"]
)
def test_a_damaged_stage_file_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    store.save_stage(tmp_path, "x", "k1", Problem("c", "t"))
    (tmp_path / "stages" / "x.json").write_bytes(damage)
    assert store.load_stage(tmp_path, "x", "k1", Problem, store.digest(damage)) is None


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_keys_differ_where_parts_do(one: list[str], two: list[str]) -> None:
    def clean(parts: list[str]) -> list[str]:
        return [p.encode("utf-8", "replace").decode() for p in parts]

    one, two = clean(one), clean(two)
    assert (store.key_of(*one) == store.key_of(*two)) == (one == two)


@given(st.dictionaries(st.text(), st.integers(min_value=0, max_value=2**53)))
def test_equal_values_are_the_same_bytes(counts: dict[str, int]) -> None:
    turned = dict(reversed(counts.items()))
    assert store.encode(Manifest("a", "done", "1", "x", counts=counts)) == store.encode(
        Manifest("a", "done", "1", "x", counts=turned)
    )


def test_remove_keeps_to_its_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    folder = tmp_path / "run"
    store.write(folder / "tables" / "t.csv", b"x")
    store.remove(folder, ["../outside.txt", "tables/t.csv", "not-there.csv"])
    assert outside.exists()
    assert not folder.exists()


def test_code_version_covers_file_names_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PACKAGE", tmp_path)
    store.code_version.cache_clear()
    versions = set()
    for name, text in (("a.py", "x"), ("a.py", "y"), ("b.py", "")):
        (tmp_path / "p").mkdir(exist_ok=True)
        (tmp_path / "p" / name).write_text(text, encoding="utf-8")
        versions.add(store.code_version(("p",)))
        store.code_version.cache_clear()
    (tmp_path / "p" / "x.pyc").write_bytes(b"compiled")
    versions.add(store.code_version(("p",)))
    store.code_version.cache_clear()
    assert len(versions) == 3
    assert store.code_version(("p",), ("pytest",)) not in versions
    store.code_version.cache_clear()


def test_versions_of_libraries_are_those_that_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    names = sorted({library for stage in standard_stages() for library in stage.libraries})
    told = [store.library_version(name) for name in names]
    monkeypatch.setattr(store, "_folder_version", lambda _: "")
    assert [store.library_version(name) for name in names] == told
    assert store.library_version("no-such-library") == ""
