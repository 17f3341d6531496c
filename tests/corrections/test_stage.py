"""The stage between reading and export: what runs again, and what is kept of files that were edited by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.draft import keep_edited
from surveyrefs.runner import Outcome, Paper, Plan, load_as_read, load_run, run_paper
from surveyrefs.settings import Settings
from surveyrefs.store import Manifest, digest
from tests import fakes
from tests.fakes import fake_stages

RIGHT = '[[field]]\nwork = { title = "One" }\nfield = "year"\nwas = "2020"\nnow = "2021"\n'


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    fakes.CALLS.clear()


def _run(tmp_path: Path, corrections: Path | None = None, correct: bool = True) -> Outcome:
    path = tmp_path / "a.pdf"
    path.write_text("One,Two", encoding="utf-8")
    plan = Plan(tmp_path / "out", Settings(), fake_stages, corrections=corrections, correct=correct)
    return run_paper(Paper(path, "a"), plan)


def _called() -> list[str]:
    stages = [stage for _, stage in fakes.CALLS]
    fakes.CALLS.clear()
    return stages


def _years(tmp_path: Path) -> list[str]:
    return [r.year for r in load_run(tmp_path / "out" / "a").references.references]


def test_changed_corrections_run_only_what_comes_after_them(tmp_path: Path) -> None:
    _run(tmp_path)
    _called()
    beside = tmp_path / "a.corrections.toml"
    beside.write_text(RIGHT, encoding="utf-8")
    _run(tmp_path)
    assert _called() == ["export"]
    assert _years(tmp_path) == ["2021", "2020"]
    assert [r.year for r in load_as_read(tmp_path / "out" / "a").references.references] == ["2020", "2020"]
    assert _run(tmp_path).fresh
    beside.unlink()
    _run(tmp_path)
    assert _called() == ["export"]
    assert _years(tmp_path) == ["2020", "2020"]


def test_a_file_that_is_named_goes_before_the_one_beside_and_none_before_both(tmp_path: Path) -> None:
    (tmp_path / "a.corrections.toml").write_text(RIGHT, encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(RIGHT.replace("2021", "2022"), encoding="utf-8")
    _run(tmp_path, other)
    assert _years(tmp_path) == ["2022", "2020"]
    _run(tmp_path, correct=False)
    assert _years(tmp_path) == ["2020", "2020"]


def test_a_slip_fails_the_paper_by_its_line_and_touches_nothing(tmp_path: Path) -> None:
    _run(tmp_path)
    before = fakes.files_of(tmp_path / "out")
    beside = tmp_path / "a.corrections.toml"
    beside.write_text("\n[[field]]\n", encoding="utf-8")
    outcome = _run(tmp_path)
    assert outcome.status == "failed"
    assert outcome.error.startswith(f"{beside}, line 2: [[field]]: ")
    assert fakes.files_of(tmp_path / "out") == before


def test_an_edited_file_is_written_anew_and_the_edit_kept(tmp_path: Path) -> None:
    _run(tmp_path)
    table = tmp_path / "out" / "a" / "references.csv"
    written = table.read_bytes()
    table.write_bytes(b"title\nMine\n")
    outcome = _run(tmp_path)
    assert outcome.kept == (("references.csv", "references.edited.csv"),)
    assert table.read_bytes() == written
    assert table.with_name("references.edited.csv").read_bytes() == b"title\nMine\n"
    table.write_bytes(b"title\nMine again\n")
    assert _run(tmp_path).kept == (("references.csv", "references.edited-2.csv"),)
    assert _run(tmp_path).fresh
    assert len(list(table.parent.glob("references.edited*.csv"))) == 2


def test_only_what_a_person_changed_is_kept(tmp_path: Path) -> None:
    files = {"a.csv": b"1", "b.csv": b"2", "c.csv": b"3", "d.csv": b"4", "stages/x.json": b"5"}
    old = Manifest("a", "done", "1", "", files={name: digest(data) for name, data in files.items()})
    on_disk = files | {"b.csv": b"mine", "c.csv": b"as new", "stages/x.json": b"?"}
    del on_disk["d.csv"]
    for name, data in on_disk.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert keep_edited(tmp_path, old, {"c.csv": digest(b"as new")}) == (("b.csv", "b.edited.csv"),)
    assert keep_edited(tmp_path, old, {"c.csv": digest(b"as new")}) == (("b.csv", "b.edited.csv"),)
    assert not (tmp_path / "b.edited-2.csv").exists()
    assert keep_edited(tmp_path, None, {}) == ()
