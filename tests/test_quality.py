from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench import quality

SCORER = """
import json, pathlib, sys
corpus, build = map(pathlib.Path, sys.argv[1:3])
made = (build / "x" / "references.csv").is_file()
figure = {"references": 97.234 if made else 0.0, "sections": None}
report = {"x": figure, "ALL": figure, "COUNTS": {}, "CLASSES": {}}
pathlib.Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(report))
"""


def test_only_falls_beyond_the_tolerance_count() -> None:
    floor = {"references": 97.0, "fields": 90.0, "citations": 95.0, "sections": 80.0}
    now = {"references": 96.71, "fields": 89.69, "citations": 99.0}
    assert quality.fallen(floor, now) == {"fields": (90.0, 89.69), "sections": (80.0, 0.0)}


def test_the_mean_over_papers_is_a_figure_of_its_own() -> None:
    papers = {"a": {"names": 100.0}, "b": {"names": 50.0}}
    report = {**papers, "ALL": {"names": 90.0, "url": None}, "COUNTS": {}, "CLASSES": {}}
    assert quality.figures_of(report, mean=True) == {"names": 90.0, "mean names": 75.0}
    assert quality.figures_of(report, mean=False) == {"names": 90.0}
    assert quality.figures_of({"a": 100.0, "b": 0.0, "ALL": 80.0}, mean=True) == {
        "references": 80.0, "mean references": 50.0,
    }  # fmt: skip


def test_the_table_tells_papers_opened_from_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unread.txt").write_text("# a remark\nb\n", encoding="utf-8")
    monkeypatch.setattr(quality, "UNREAD", tmp_path / "unread.txt")
    papers = {"a": {"names": 100.0}, "b": {"names": 50.0, "fields": None}, "c": {"names": 90.0}}
    report = {**papers, "ALL": {"names": 90.0, "fields": None}, "COUNTS": {}, "CLASSES": {"BMC": {"names": 75.0}}}
    assert quality.markdown(report).splitlines() == [
        "| | names |", "| --- | ---: |", "| BMC | 75.0 |", "| all | 90.0 |", "| mean over papers | 80.0 |",
        "| … opened | 95.0 |", "| … not opened | 50.0 |",
    ]  # fmt: skip
    assert "| a | 100.0 |" in quality.markdown({"a": 100.0, "b": 0.0, "ALL": 80.0})


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "corpus"
    (folder / "x").mkdir(parents=True)
    (folder / "x" / "gold.json").write_text("{}", encoding="utf-8")
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    monkeypatch.setattr(quality, "ROOT", tmp_path)
    monkeypatch.setattr(quality, "FLOOR", tmp_path / "quality.json")
    real: Any = subprocess.run

    def run(command: list[str], **options: object) -> object:
        if "surveyrefs" in command:
            path = Path(command[command.index("-o") + 1]) / "x" / "references.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", encoding="utf-8")
            return None
        return real(command, **options)

    monkeypatch.setattr(subprocess, "run", run)
    return folder


def call(monkeypatch: pytest.MonkeyPatch, corpus: Path, *options: str) -> int:
    monkeypatch.setattr(sys, "argv", ["quality", "--bench", str(corpus.parent), "--build", "build", *options])
    return quality.main()


def test_figures_are_stored_when_asked_and_then_guarded(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(monkeypatch, corpus) == 0, "nothing to compare with yet"
    assert not quality.FLOOR.exists()
    assert call(monkeypatch, corpus, "--write") == 0
    stored = json.loads(quality.FLOOR.read_text(encoding="utf-8"))
    assert stored["corpus"]["figures"] == {"references": 97.23}
    assert call(monkeypatch, corpus) == 0
    stored["corpus"]["figures"]["references"] = 97.4
    quality.FLOOR.write_text(json.dumps(stored), encoding="utf-8")
    assert call(monkeypatch, corpus, "--write") == 0
    kept = json.loads(quality.FLOOR.read_text(encoding="utf-8"))
    assert kept["corpus"]["figures"] == {"references": 97.4}, "it only rises"
    stored["corpus"]["figures"]["references"] = 98.0
    quality.FLOOR.write_text(json.dumps(stored), encoding="utf-8")
    assert call(monkeypatch, corpus) == 1
    assert call(monkeypatch, corpus, "--write") == 1, "a fall is not stored by accident"
    assert call(monkeypatch, corpus, "--write", "--lower") == 0
    assert json.loads(quality.FLOOR.read_text(encoding="utf-8"))["corpus"]["figures"] == {"references": 97.23}


def test_another_corpus_is_not_compared(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = {"corpus": {"truth": "another", "figures": {"references": 99.9}}}
    quality.FLOOR.write_text(json.dumps(floor), encoding="utf-8")
    assert call(monkeypatch, corpus) == 0


def test_without_a_corpus_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call(monkeypatch, tmp_path / "missing") == 0
