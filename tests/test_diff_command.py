"""The commands diff and history over output folders: forms, exit status, and what can be wrong with the folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs import __version__, store
from surveyrefs.cli import main
from surveyrefs.model.run import Run
from surveyrefs.runner import load_run
from surveyrefs.store import Manifest
from tests.versions.survey_maker import reference, survey

ROOT = Path(__file__).parent.parent
GRAPH = reference("Graph search by hand", key="graph")
TESTS = reference("Testing compilers with random programs", key="tests")
DOUBTS = reference("A calculus of doubts", key="doubts")


def write_run(folder: Path, run: Run, surveyrefs: str = __version__) -> str:
    """Store a run as extract does, exports apart; return the folder as an argument."""
    stages = {"parse": run.document, "references": run.references, "link": run.links, "categorise": run.categories}
    for name, result in stages.items():
        store.save_stage(folder, name, "key", result)
    files = {f"stages/{n}.json": store.digest((folder / "stages" / f"{n}.json").read_bytes()) for n in stages}
    store.save_manifest(folder, Manifest(run.name, "done", surveyrefs, run.sha256, files=files))
    return str(folder)


@pytest.fixture
def old(tmp_path: Path) -> str:
    return write_run(tmp_path / "v1", survey([GRAPH, TESTS], "v1"))


@pytest.fixture
def new(tmp_path: Path) -> str:
    return write_run(tmp_path / "v2", survey([DOUBTS, GRAPH, TESTS], "v2"))


def test_exit_status_is_that_of_diff(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", old, old]) == 0
    assert main(["diff", old, new]) == 1
    assert main(["diff", old, new, "--only", "tables,removed"]) == 0
    assert main(["diff", old, new + "-missing"]) == 2
    assert "there is no finished run" in capsys.readouterr().err


def test_forms(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", old, new])
    text = capsys.readouterr().out
    assert "+ [1] A calculus of doubts" in text
    assert "\x1b" not in text
    main(["diff", old, new, "--colour", "always"])
    assert "\x1b[32m" in capsys.readouterr().out
    main(["diff", old, new, "--format", "json"])
    assert [r["key"] for r in json.loads(capsys.readouterr().out)["references"]["added"]] == ["doubts"]
    main(["diff", old, new, "--format", "json", "--renumbered"])
    assert [r["old"] for r in json.loads(capsys.readouterr().out)["references"]["renumbering"]] == ["1", "2"]
    main(["diff", old, new, "--format", "csv"])
    assert capsys.readouterr().out.splitlines()[1].startswith("reference,added,doubts,1,")
    main(["diff", old, new, "--format", "markdown"])
    assert "### Added (1)" in capsys.readouterr().out
    main(["diff", old, new, "--stat", "--only", "references"])
    assert capsys.readouterr().out.splitlines()[0].split() == ["1", "references", "added"]
    main(["diff", old, new, "--only", "renumbered"])
    assert "Renumbered (2)" in capsys.readouterr().out


def test_an_unknown_kind_is_named(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", old, new, "--only", "nonsense"]) == 2
    assert "called nonsense" in capsys.readouterr().err


def test_different_surveys_by_mistake(old: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write_run(tmp_path / "other", survey([DOUBTS], "other", title="Cooking with gas"))
    assert main(["diff", old, other]) == 2
    error = capsys.readouterr().err
    assert "Cooking with gas" in error
    assert "--force" in error
    assert main(["diff", old, other, "--force"]) == 1
    assert main(["history", old, other]) == 2
    assert main(["history", old, other, "--force"]) == 0


@pytest.mark.parametrize("damage", ["missing", "truncated", "edited", "manifest", "unfinished"])
def test_missing_and_damaged_files(old: str, new: str, damage: str, capsys: pytest.CaptureFixture[str]) -> None:
    stage, manifest = Path(new) / "stages" / "references.json", Path(new) / "manifest.json"
    if damage == "missing":
        stage.unlink()
    elif damage == "truncated":
        stage.write_bytes(stage.read_bytes()[:-40])
    elif damage == "edited":
        stage.write_bytes(stage.read_bytes().replace(b"doubts", b"floods"))
    elif damage == "manifest":
        manifest.write_text("{")
    else:
        manifest.write_text(manifest.read_text().replace('"done"', '"running"'))
    assert main(["diff", old, new]) == 2
    error = capsys.readouterr().err
    assert ("references.json" in error) == (damage in ("missing", "truncated", "edited"))
    assert "extract" in error


def test_runs_of_different_versions_are_remarked(old: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write_run(tmp_path / "other", survey([GRAPH, TESTS], "v2"), surveyrefs="0.0.1")
    assert main(["diff", old, other]) == 0
    assert "0.0.1" in capsys.readouterr().out
    main(["history", old, other])
    assert "0.0.1" in capsys.readouterr().out


def test_a_bug_is_trouble_and_not_a_difference(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("surveyrefs.api.difference.compare", lambda *_: 1 / 0)
    assert main(["diff", old, new]) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_pdf_that_cannot_be_read_is_trouble(old: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no pdf")
    assert main(["diff", old, str(bad), "--cache", str(tmp_path / "cache")]) == 2
    assert main(["diff", old, str(tmp_path / "none.pdf")]) == 2
    assert "bad.pdf" in capsys.readouterr().err


def test_runs_of_one_name_are_called_as_they_were_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = write_run(tmp_path / "a" / "survey", survey([GRAPH], "survey"))
    other = write_run(tmp_path / "b" / "survey", survey([GRAPH], "survey", sections={"1 New": []}))
    assert main(["diff", one, other]) == 1
    assert capsys.readouterr().out.startswith(one)


def test_history(old: str, new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = write_run(tmp_path / "v3", survey([DOUBTS, GRAPH], "v3"))
    assert main(["history", old, new, last]) == 0
    text = capsys.readouterr().out
    assert "v3: left" in text
    assert "Graph search" not in text
    for form in ("markdown", "json", "csv"):
        assert main(["history", old, new, last, "--format", form, "--all"]) == 0
        assert "Graph search by hand" in capsys.readouterr().out
    assert main(["history", old, str(tmp_path / "none")]) == 2


def test_stored_runs_come_back_the_same(old: str) -> None:
    assert load_run(Path(old)) == survey([GRAPH, TESTS], "v1")


def test_textconv_prints_what_does_not_shift(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "citations.csv"
    path.write_text('mention,key,page,row,context,survey\n1,graph,3,2,"Seen in [4, 7–9].",v1\n2,\'=x,3\n')
    assert main(["textconv", str(path)]) == 0
    assert capsys.readouterr().out == "key,context\ngraph,Seen in [·].\n'=x,\n"
    path.write_text("label,page\nA [3],5\n")  # a printed table may have such columns
    main(["textconv", str(path)])
    assert capsys.readouterr().out == "label,page\nA [·],5\n"
    path.write_text("")
    assert main(["textconv", str(path)]) == 0
    assert main(["textconv", str(tmp_path / "none.csv")]) == 1


def test_the_sample_from_pdfs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The two versions of our own survey, read on the way; a second call reads them from the cache."""
    inputs = [str(ROOT / "inputs" / f"retrieval-survey-v{n}.pdf") for n in (1, 2)]
    facts = [json.loads((ROOT / "tests/data/sample" / f"expected-v{n}.json").read_text()) for n in (1, 2)]
    titles = [{r["title"].casefold() for r in fact["references"]} for fact in facts]
    assert main(["diff", *inputs, "--format", "json", "--cache", str(tmp_path)]) == 1
    found = json.loads(capsys.readouterr().out)
    references = found["references"]
    assert {r["title"].casefold() for r in references["added"]} == titles[1] - titles[0]
    assert {r["title"].casefold() for r in references["removed"]} == titles[0] - titles[1]
    assert references["edited"] == []
    assert [r["key"] for r in references["published"]] == ["asai2024self"]
    assert [(m["key"], m["from"], m["to"]) for m in found["assignments"]["moved"] if m["source"] == "table"] == [
        ("cormack2009reciprocal", "After > Rank fusion", "Retrieval > Rank fusion")
    ]
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}
    assert main(["diff", *inputs, "--cache", str(tmp_path)]) == 1
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")} == written
