"""`surveyrefs match` and `extract --library`: a survey's works in one's own .bib file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from surveyrefs.cli import main
from surveyrefs.export.library import read_library
from tests.pdfs import survey

MINE = r"""
@article{Archer:2019, author = {Archer, Ann and Baker, B{\"o}rge}, title = {Searching Large {Archives}},
  journal = {Journal of Archives}, volume = 12, year = {2019}}
@misc{dean, author = {D. Dean and E. Ellis and F. Ford}, title = {Sorting in practice}, year = 2021}
@article{other, author = {Nobody, N.}, title = {Nothing at all}, year = {1999}}
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    survey(tmp_path / "s.pdf")
    (tmp_path / "my.bib").write_text(MINE, encoding="utf-8")
    return "my.bib"


def test_entries_are_read_as_managers_write_them() -> None:
    (first, *_) = read_library(MINE)
    assert (first.title, first.authors[1].family) == ("Searching Large Archives", "Baker")
    assert first.authors[1].given == "Börge"
    entries = read_library(
        "@article{a, title={X}, journal={arXiv preprint arXiv:2301.00001}}\n"
        "@online{b, title={Y}, eprint={2301.00002v3}, eprinttype={arxiv}, date={2023-05}}\n"
        "@article{c, title={Z}, doi={https://doi.org/10.1000/AbC}}\n@broken{"
    )
    assert [e.arxiv for e in entries] == ["2301.00001", "2301.00002", ""]
    assert entries[1].year == "2023"
    assert entries[2].doi == "10.1000/abc"


def test_works_are_found_missing_or_rekeyed(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "s.pdf", "-q"]) == 0
    assert main(["match", "outputs/s", library]) == 0
    told = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["library_key"] for row in rows] == ["Archer:2019", "", "dean", ""]
    assert "2 of 4 works" in told.err
    assert main(["match", "outputs/s", library, "--missing"]) == 0
    missing = read_library(capsys.readouterr().out)
    assert [entry.title for entry in missing] == ["A book of lists", "Graphs and trees"]
    assert main(["match", "outputs/s", library, "--bib"]) == 0
    assert [entry.key for entry in read_library(capsys.readouterr().out)][::2] == ["Archer:2019", "dean"]
    assert main(["match", "outputs/s", "none.bib"]) == 2


def test_extract_takes_the_keys_of_the_library(library: str) -> None:
    assert main(["extract", "s.pdf", "-q", "--library", library]) == 0
    keys = [entry.key for entry in read_library(Path("outputs/s/references.bib").read_text(encoding="utf-8"))]
    assert keys[0] == "Archer:2019"
    assert keys[2] == "dean"
    assert len(keys) == 4
