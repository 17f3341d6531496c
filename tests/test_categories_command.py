"""`surveyrefs categories` in all its forms, on a run that was made by hand and on the sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs import cli
from surveyrefs.csv_text import csv_to_records
from surveyrefs.export.categories import (
    categories_csv,
    categories_json,
    categories_markdown,
    categories_mermaid,
    categories_text,
)
from surveyrefs.model.link import Category
from tests.export.build import reference, run

SAMPLE = Path(__file__).parent.parent / "inputs" / "retrieval-survey-v1.pdf"
TREE = (
    Category("Graphs", "section", (0,), (Category('Trees | "oaks"', "table", (0, 1), (), "", ("Table 1",)),)),
    Category("Lists", "list", (2,)),
)
RUN = run(reference(key="a"), reference(key="b"), reference(key="c"), tree=TREE)


def test_text() -> None:
    assert categories_text(RUN) == 'A Survey (3 works)\n  Graphs (2)\n    Trees | "oaks" (2)\n  Lists (1)\n'
    assert categories_text(RUN, 1) == "A Survey (3 works)\n  Graphs (2)\n  Lists (1)\n"


def test_markdown_and_mermaid_escape_what_they_must() -> None:
    assert categories_markdown(RUN) == '- Graphs (2)\n  - Trees \\| "oaks" (2)\n- Lists (1)\n'
    assert categories_mermaid(RUN).splitlines() == [
        "flowchart LR", '  n0["A Survey"]', '  n0 --> n1["Graphs (2)"]', '  n1 --> n2["Trees | #quot;oaks#quot; (2)"]',
        '  n0 --> n3["Lists (1)"]',
    ]  # fmt: skip


def test_csv_and_json() -> None:
    _, trees, _ = csv_to_records(categories_csv(RUN))
    assert trees == {
        "path": 'Graphs > Trees | "oaks"', "name": 'Trees | "oaks"', "level": "2", "works": "2", "works_below": "2",
        "source": "table", "places": "Table 1", "keys": "a; b", "survey": "survey-1",
    }  # fmt: skip
    graphs, lists = json.loads(categories_json(RUN))["categories"]
    assert (graphs["works"], graphs["works_below"], graphs["children"][0]["references"]) == (1, 2, ["a", "b"])
    assert lists["children"] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    assert cli.main(["extract", str(SAMPLE), "-o", str(out), "-q"]) == 0
    return out / SAMPLE.stem


def test_the_command_prints_what_the_readme_shows(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["categories", str(folder)]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ surveyrefs categories outputs/retrieval-survey-v1\n")[1].split("  …\n")[0].splitlines()
    assert lines[: len(shown)] == shown


def test_other_tables_and_sections_as_asked(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def tops(*options: str) -> list[str]:
        assert cli.main(["categories", str(folder), "--format", "json", *options]) == 0
        return [node["name"] for node in json.loads(capsysbinary.readouterr().out)["categories"]]

    usual = tops()
    assert "Introduction" not in usual
    assert "Introduction" in tops("--generic-sections")
    assert "Benchmarks in Common Use" in usual
    assert "Benchmarks in Common Use" not in tops("--table-kinds", "taxonomy, comparison-of-works")
    assert set(usual) <= set(tops("--table-kinds", "all"))


def test_wrong_kinds_and_folders_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["categories", str(folder), "--table-kinds", "tables"]) == 2
    assert "tables" in capsys.readouterr().err
    assert cli.main(["categories", str(folder / "none")]) == 2


def test_the_options_of_extract_reach_the_files(tmp_path: Path) -> None:
    command = ["extract", str(SAMPLE), "-o", str(tmp_path), "-q", "--table-kinds", "datasets", "--generic-sections"]
    assert cli.main(command) == 0
    tree = json.loads((tmp_path / SAMPLE.stem / "taxonomy.json").read_text(encoding="utf-8"))["categories"]
    names = [node["name"] for node in tree]
    assert "Benchmarks in Common Use" in names
    assert "Introduction" in names
    assert not any(name.startswith("Techniques") for name in names)
