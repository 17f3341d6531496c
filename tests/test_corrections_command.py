"""`surveyrefs corrections` and the option of extract, on the sample's own outputs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from surveyrefs import store
from surveyrefs.cli import main
from surveyrefs.export.tabular import assignments_csv, references_csv
from surveyrefs.model.run import Run
from surveyrefs.store import Manifest
from tests.corrections.build import TITLES, corrected, survey


def _folder(tmp_path: Path, run: Run) -> Path:
    """Write a run as extract does, as far as the command reads it."""
    folder = tmp_path / "survey"
    results = {
        "parse": run.document, "references": run.references, "link": run.links, "categorise": run.categories,
        "correct": run.corrected,
    }  # fmt: skip
    for name, result in results.items():
        store.save_stage(folder, name, "k", result)
    store.write(folder / "references.csv", references_csv(run).encode())
    store.write(folder / "assignments.csv", assignments_csv(run).encode())
    store.save_manifest(folder, Manifest("survey", "done", "1", "ab"))
    return folder


def _edit(path: Path, old: str, new: str, mark: str = ",") -> None:
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=mark).writerows([[new if cell == old else cell for cell in row] for row in rows])


def test_a_table_edited_in_its_place_becomes_corrections(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path, survey())
    table = folder / "references.csv"
    _edit(table, TITLES[0], "Attention is not all you need", ";")
    file = tmp_path / "c.toml"
    command = ["corrections", "from-diff", str(folder), str(table), "-o", str(file)]
    assert main(command) == 0
    assert "1 corrections added" in capsys.readouterr().out
    text = file.read_text(encoding="utf-8")
    assert 'field = "title"\nwas = "Attention is all you need"\nnow = "Attention is not all you need"\n' in text
    assert main(command) == 0
    assert file.read_text(encoding="utf-8") == text


def test_two_tables_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path, survey())
    copy = tmp_path / "assignments-mine.csv"
    copy.write_bytes((folder / "assignments.csv").read_bytes())
    _edit(copy, "In", "Inside")
    assert main(["corrections", "from-diff", str(folder / "assignments.csv"), str(copy)]) == 0
    assert 'was = "In"\nnow = "Inside"' in capsys.readouterr().out


def test_what_is_no_edited_copy_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path, survey())
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"a,b\n1,2\n")
    assert main(["corrections", "from-diff", str(folder), str(odd)]) == 2
    assert "its name does not say which table" in capsys.readouterr().err
    assert main(["corrections", "from-diff", str(folder / "references.csv"), str(odd)]) == 2
    assert "no columns in common" in capsys.readouterr().err
    odd.write_bytes(b"a\xff")
    assert main(["corrections", "from-diff", str(folder / "references.csv"), str(odd)]) == 2
    assert "no UTF-8" in capsys.readouterr().err
    assert main(["corrections", "from-diff", str(tmp_path / "none.csv"), str(odd)]) == 2


def test_status_says_what_became_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from surveyrefs.model.correction import Corrections, FieldFix, WorkName

    fixes = (
        FieldFix(WorkName(title=TITLES[0]), "venue", "", "NeurIPS"),
        FieldFix(WorkName(title=TITLES[1]), "publisher", "", "ACM"),
    )
    run = corrected(survey(), Corrections(field=fixes))
    made = survey()
    folder = _folder(tmp_path, Run(made.name, made.sha256, made.document, made.references, made.links, made.categories,
                                   run.corrected))  # fmt: skip
    assert main(["corrections", "status", str(folder)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("in conflict: venue of “Attention is all you need”: “Journal of Models” is read there")
    assert second == "applied: publisher of “Language models as knowledge bases”"


def test_a_slip_stops_extract_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "a.corrections.toml").write_text('[[field]]\nfield = "year"\n', encoding="utf-8")
    out = tmp_path / "out"
    assert main(["extract", str(tmp_path / "a.pdf"), "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"surveyrefs: {tmp_path}/a.corrections.toml, line 1: [[field]]: work is missing. Mend it")
    assert main(["extract", str(tmp_path / "a.pdf"), "-o", str(out), "--corrections", str(tmp_path / "no.toml")]) == 2
    assert "the file cannot be read" in capsys.readouterr().err
