"""Several papers: in which order, what is loaded before, and that no paper changes what is made of another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from surveyrefs.cli import main
from surveyrefs.runner import Paper, Plan
from surveyrefs.settings import Settings
from surveyrefs.stages import standard_stages
from surveyrefs.store import MANIFEST
from surveyrefs.workers import in_order, run_papers
from tests import pdfs
from tests.fakes import files_of

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "inputs").glob("*.pdf"))

# Loads what is loaded before processes part, reads a survey, and tells what came on top.
LATE = """
import sys
from pathlib import Path
from surveyrefs.export import export
from surveyrefs.runner import Paper, make_run
from surveyrefs.settings import Settings
from surveyrefs.stages import standard_stages
from surveyrefs.workers import load_libraries
load_libraries()
before = set(sys.modules)
export(make_run(Paper(Path(sys.argv[1]), "x"), Settings(), standard_stages()), Settings().export)
print(*sorted(set(sys.modules) - before))
"""


def extracted(folder: Path, *arguments: str) -> dict[str, bytes]:
    assert main(["extract", *arguments, "-o", str(folder), "--force", "-q"]) == 0
    return files_of(folder)


def test_what_was_read_before_changes_nothing(tmp_path: Path) -> None:
    """Caches by text, font or address hold what is true of any paper: alone, first or last it has the same bytes."""
    one, other = str(SAMPLES[0]), str(pdfs.survey(tmp_path / "other.pdf"))
    first = extracted(tmp_path / "first", one, other)
    assert extracted(tmp_path / "last", other, one) == first
    alone = extracted(tmp_path / "alone", one)
    del alone["index.csv"]
    assert len(alone) > 10
    assert alone.items() <= first.items()


def test_two_processes_that_part_from_one_make_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "surveyrefs", "extract", *map(str, SAMPLES), "--jobs", "2", "-q", "--force"]
    subprocess.run([*command, "-o", str(tmp_path / "two")], check=True, timeout=60, cwd=ROOT)
    assert files_of(tmp_path / "two") == extracted(tmp_path / "one", *map(str, SAMPLES))


def test_all_that_a_survey_needs_is_loaded_before() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LATE, str(SAMPLES[0])], check=True, capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    heavy = ("surveyrefs.", "pymupdf", "pycrfsuite", "bibtexparser", "rapidfuzz")
    assert [name for name in done.stdout.split() if name.startswith(heavy) and name != "surveyrefs.data"] == []


def test_the_largest_papers_come_first(tmp_path: Path) -> None:
    made = []
    for i, size in enumerate((10, 3000, 20, 4000, 30)):
        path = tmp_path / f"{i}.pdf"
        path.write_text("x" * size, encoding="utf-8")
        made.append(Paper(path, str(i)))
    made.append(Paper(tmp_path / "missing.pdf", "missing"))
    made.append(Paper(tmp_path / "piped.pdf", "piped", b"x" * 2000))
    assert [paper.name for paper in in_order(made, 2)] == ["3", "1", "piped", "4", "2", "0", "missing"]
    assert in_order(made, 1) == made


@pytest.mark.parametrize(
    ("names", "done", "loads"),
    [
        (("a.pdf", "b.pdf"), "", True),
        (("a.md", "b.md"), "", False),
        (("a.pdf",), "", False),
        (("a.pdf", "b.pdf"), "a.pdf", False),
    ],
)
def test_nothing_is_loaded_before_where_less_than_two_pdfs_have_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], done: str, loads: bool
) -> None:
    loaded: list[bool] = []
    monkeypatch.setattr("surveyrefs.workers.load_libraries", lambda: loaded.append(True))
    monkeypatch.setattr("surveyrefs.workers.forks", lambda: True)
    monkeypatch.setattr("surveyrefs.guard.forks", lambda: False)
    if done:
        (tmp_path / "out" / done).mkdir(parents=True)
        (tmp_path / "out" / done / MANIFEST).touch()
    plan = Plan(tmp_path / "out", Settings(), standard_stages)
    papers = [Paper(tmp_path / name, name) for name in names]
    outcomes = list(run_papers(papers, plan, 2, lambda *_: None))
    assert {o.status for o in outcomes} == {"failed"}  # there are no such files
    assert bool(loaded) == loads
