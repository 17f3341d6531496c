"""The command list, lists as input of extract and diff: exit status, files, and what can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs.cli import main
from surveyrefs.csv_text import csv_to_records
from surveyrefs.export.check import check_bibtex
from tests.lists.build import DATA, HEADER, sorted_survey
from tests.test_diff_command import write_run
from tests.versions.survey_maker import reference

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "inputs" / "retrieval-list.md"
HUSH = reference("Hush: what is not heard", key="hush", arxiv="2301.00002", year="2024", container="")
NIGHT = reference("Listening at night", key="night", arxiv="2301.00001", year="2023", container="")


@pytest.fixture
def out(tmp_path: Path) -> str:
    return write_run(tmp_path / "out", sorted_survey({"Ears": [HUSH, NIGHT]}))


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    row = "| [Hush: what is not heard](https://arxiv.org/abs/2301.00002) | arXiv 2024 | https://github.com/h/ush |\n"
    path.write_text(f"# L\n## Ears\n{HEADER}{row}", encoding="utf-8")
    return path


def test_check_exits_as_diff_does(out: str, readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "check", str(readme), out]) == 1
    assert "+ Listening at night (night)" in capsys.readouterr().out
    assert main(["list", "check", str(readme), out, "--only", "duplicate,bad-link"]) == 0
    assert main(["list", "check", str(readme), out, "--only", "nonsense"]) == 2
    assert "called nonsense" in capsys.readouterr().err
    assert main(["list", "check", str(readme), out + "-missing"]) == 2
    assert main(["list", "check", str(readme) + ".missing", out]) == 2
    readme.write_text("no papers\n", encoding="utf-8")
    assert main(["list", "check", str(readme), out]) == 2
    assert "no paper was found" in capsys.readouterr().err


def test_check_in_other_forms(out: str, readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["list", "check", str(readme), out, "--format", "json"])
    assert [f["key"] for f in json.loads(capsys.readouterr().out)["findings"]] == ["night"]
    main(["list", "check", str(readme), out, "--format", "markdown"])
    assert "- [ ] Listening at night" in capsys.readouterr().out


def test_write_adds_to_a_list_in_place(out: str, readme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = readme.read_bytes()
    assert main(["list", "write", out, "--into", str(readme), "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert "+| [Listening at night](https://arxiv.org/abs/2301.00001) | arXiv 2023 | - |" in shown.out
    assert "1 work would be added" in shown.err
    assert readme.read_bytes() == before
    assert main(["list", "write", out, "--into", str(readme)]) == 0
    after = readme.read_bytes()
    assert after == before + b"| [Listening at night](https://arxiv.org/abs/2301.00001) | arXiv 2023 | - |\n"
    assert main(["list", "write", out, "--into", str(readme)]) == 0
    assert readme.read_bytes() == after
    assert main(["list", "check", str(readme), out]) == 0


def test_write_names_works_without_a_heading(out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.md"
    other.write_text(f"# L\n## Noses\n{HEADER}", encoding="utf-8")
    assert main(["list", "write", out, "--into", str(other)]) == 0
    assert "2 works without a heading in the list, not added: hush, night" in capsys.readouterr().err


def test_a_new_list_agrees_with_its_survey(out: str, tmp_path: Path) -> None:
    made = tmp_path / "made.md"
    for style in ("table", "bullets"):
        assert main(["list", "write", out, "-o", str(made), "--style", style]) == 0
        assert main(["list", "check", str(made), out]) == 0
        assert main(["list", "new", "--from", out, "-o", str(made), "--style", style]) == 0
        assert main(["list", "check", str(made), out]) == 0
    assert main(["list", "write", out, "--dry-run"]) == 2


def test_a_page_of_a_run_or_of_a_list(out: str, readme: Path, tmp_path: Path) -> None:
    for source in (out, str(readme)):
        page = tmp_path / "page.html"
        assert main(["list", "new", "--from", source, "--format", "html", "-o", str(page)]) == 0
        assert "https://arxiv.org/abs/2301.00002" in page.read_text(encoding="utf-8")


def test_a_list_as_bibtex(readme: Path, tmp_path: Path) -> None:
    bib = tmp_path / "list.bib"
    assert main(["list", "to-bib", str(readme), "-o", str(bib)]) == 0
    text = bib.read_text(encoding="utf-8")
    assert "code          = {https://github.com/h/ush}" in text
    assert "keywords      = {Ears}" in text
    assert not [f for f in check_bibtex(text, {}) if f.code != "missing-field"]
    assert main(["list", "to-bib", str(readme), "--dialect", "biblatex", "-o", str(bib)]) == 0
    assert "Code: https://github.com/h/ush" in bib.read_text(encoding="utf-8")


def test_code_links_of_a_list_join_the_survey_s_references(out: str, readme: Path, tmp_path: Path) -> None:
    bib = tmp_path / "merged.bib"
    assert main(["list", "to-bib", str(readme), "--merge", out, "-o", str(bib)]) == 0
    entries = bib.read_text(encoding="utf-8").split("\n\n")
    assert ["code " in entry for entry in entries] == [True, False]
    assert entries[0].startswith("@misc{hush,")


def test_the_sample_list_disagrees_in_the_ten_known_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = ROOT / "inputs" / "retrieval-survey-v2.pdf"
    assert main(["extract", str(pdf), "-o", str(tmp_path), "-q"]) == 0
    assert main(["list", "check", str(SAMPLE), str(tmp_path / pdf.stem), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [(f["code"], f["line"]) for f in findings] == [
        ("not-in-list", 0), ("not-in-survey", 45), ("other-category", 78), ("duplicate", 190), ("shared-link", 188),
        ("title-differs", 24), ("venue-differs", 43), ("year-differs", 182), ("bad-link", 171), ("unread-row", 42),
    ]  # fmt: skip
    copy = tmp_path / "copy.md"
    copy.write_bytes(SAMPLE.read_bytes())
    assert main(["list", "write", str(tmp_path / pdf.stem), "--into", str(copy)]) == 0
    new = [line for line in copy.read_text().splitlines() if line not in SAMPLE.read_text().splitlines()]
    assert new == ["| RAPTOR: Recursive abstractive processing for tree-organized retrieval | ICLR 2024 | - |"]


def test_a_list_is_extracted_as_a_survey_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(DATA / "pipe.md"), "-o", str(tmp_path)]) == 0
    assert "pipe (paper list)\n  entries         8   7 works\n" in capsys.readouterr().out
    folder = tmp_path / "pipe"
    assignments = csv_to_records((folder / "assignments.csv").read_text(encoding="utf-8"))
    assert {row["source"] for row in assignments} == {"list"}
    assert [(row["category"], row["page"]) for row in assignments][:2] == [
        ("Hearing > 1 Ears", "13"),
        ("Hearing > 1 Ears", "14"),
    ]
    assert "In line 14 of" not in (folder / "references.bib").read_text(encoding="utf-8")
    assert "Reference in line 14 of pipe." in (folder / "references.zotero.bib").read_text(encoding="utf-8")
    assert json.loads((folder / "taxonomy.json").read_text())["categories"][0]["name"] == "Hearing"
    assert json.loads((folder / "manifest.json").read_text())["engine"] == "list"
    assert main(["extract", str(DATA / "pipe.md"), "-o", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Nothing to do")
    assert main(["check", str(folder)]) in (0, 1)
    assert main(["export", str(folder), "--to", "ris"]) == 0
    assert main(["diff", str(folder), str(DATA / "pipe.md")]) == 0
    assert main(["list", "check", str(DATA / "pipe.md"), str(folder), "--only", "not-in-list,not-in-survey"]) == 0


def test_lists_in_folders(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    text = (DATA / "pipe.md").read_text(encoding="utf-8")
    for name in ("papers.md", "README.md", "deep/other.md"):
        (folder / name).write_text(text, encoding="utf-8")
    assert main(["extract", str(folder), "-o", str(tmp_path / "out"), "-q"]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["index.csv", "papers"]
    assert main(["extract", str(folder / "README.md"), "-o", str(tmp_path / "out"), "--name", "parent", "-q"]) == 0
    assert (tmp_path / "out" / "in" / "references.csv").is_file()


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "the file is empty"), (b"\x00\xff\x89", "no paper"), (b"# T\n", "no paper")]
)
def test_files_that_are_no_lists(tmp_path: Path, data: bytes, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.md"
    path.write_bytes(data)
    assert main(["extract", str(path), "-o", str(tmp_path / "out"), "-q"]) == 1
    assert said in capsys.readouterr().err
    assert main(["diff", str(path), str(path)]) == 2


def test_two_lists_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    rows = [
        f"| [Work number {word} of many](https://arxiv.org/abs/2301.0000{n}) | arXiv 2023 | - |\n"
        for n, word in enumerate(("nil", "one", "two"))
    ]
    old.write_text(f"# L\n## 1 A\n{HEADER}{rows[0]}{rows[1]}## 2 B\n{HEADER}", encoding="utf-8")
    new.write_text(
        f"# L\n## A\n{HEADER}{rows[0]}## B\n{HEADER}{rows[1].replace('arXiv', 'ICML')}{rows[2]}", encoding="utf-8"
    )
    assert main(["diff", str(old), str(new), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [r["title"] for r in found["references"]["added"]] == ["Work number two of many"]
    assert found["references"]["removed"] == []
    assert [r["title"] for r in found["references"]["published"]] == ["Work number one of many"]
    assert [(m["title"], m["from"], m["to"]) for m in found["assignments"]["moved"]] == [
        ("Work number one of many", "1 A", "B")
    ]
    assert main(["diff", str(old), str(old)]) == 0
